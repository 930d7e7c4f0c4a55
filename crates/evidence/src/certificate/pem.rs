//! PEM blocks of a page as items.

use crate::certificate::binary;
use crate::item::{Format, Item};
use crate::page::Page;
use crate::secret::{bare, private_key};
use htd_source::{Problem, Span, Spanned};
use htd_x509::pem::{PemError, PemKind};
use htd_x509::{Certificate, CertificateError};

/// Reads the certificates of a page and claims the lines of every block. Private keys are masked by now;
/// they are items of their own.
pub(crate) fn read(page: &mut Page<'_>, problems: &mut Vec<Problem>) -> Vec<Item> {
    let mut items = Vec::new();
    let text = page.text();
    // Without the words of a block there is none.
    let blocks = if private_key::may_hold_block(text) { htd_x509::pem::blocks(text) } else { Vec::new() };
    for block in blocks {
        let span = page.span(block.range.clone());
        let lines = page.line_at(block.range.start)..page.line_at(block.range.end.max(1) - 1) + 1;
        let format = if block.kind == PemKind::Pkcs7 { Format::Pkcs7 } else { Format::Certificate };
        page.claim(lines, format);
        let message = match (block.kind, block.contents) {
            (PemKind::PrivateKey, _) => continue,
            // A key stood there, whatever the label says.
            _ if text.get(block.range.clone()).is_some_and(|block| block.contains("****")) => {
                continue;
            }
            (PemKind::Certificate, Ok(der)) => match htd_x509::parse_der(&der) {
                Ok(certificate) => {
                    items.push(Item::Certificate(Box::new(Spanned::new(certificate, span))));
                    continue;
                }
                Err(error) => match bundle(&der, span, &mut items) {
                    Ok(None) => continue,
                    Ok(Some(message)) => message.to_owned(),
                    Err(()) => unreadable(error),
                },
            },
            (PemKind::Pkcs7, Ok(der)) => match bundle(&der, span, &mut items) {
                Ok(None) => continue,
                Ok(Some(message)) => message.to_owned(),
                Err(()) => {
                    "What stands between BEGIN and END is not a PKCS #7 message that can be read.".to_owned()
                }
            },
            (PemKind::Certificate | PemKind::Pkcs7, Err(error)) => damaged(error),
            (PemKind::CertificateRequest, _) => {
                "This is a certificate request, not a certificate. It is not read.".to_owned()
            }
            (PemKind::RevocationList, _) => "A revocation list is not read.".to_owned(),
            (PemKind::Other, _) => "A PEM block of this kind is not read.".to_owned(),
        };
        problems.push(Problem { span, message });
    }
    read_bare(page, &mut items, problems);
    claim_attributes(page);
    items
}

/// Adds the certificates of a PKCS #7 message, and says what of it was not read. An error where it is none.
fn bundle(der: &[u8], span: Span, items: &mut Vec<Item>) -> Result<Option<&'static str>, ()> {
    let found = binary::find(der);
    if found.format != Format::Pkcs7 {
        return Err(());
    }
    push(found.certificates, span, items);
    Ok(found.unread)
}

fn push(certificates: Vec<Certificate>, span: Span, items: &mut Vec<Item>) {
    for certificate in certificates {
        items.push(Item::Certificate(Box::new(Spanned::new(certificate, span))));
    }
}

/// Certificates in base64 without the lines around it, on lines of their own.
fn read_bare(page: &mut Page<'_>, items: &mut Vec<Item>, problems: &mut Vec<Problem>) {
    let text = page.text();
    for run in bare::runs(text) {
        let lines = page.line_at(run.start)..page.line_at(run.end - 1) + 1;
        let own =
            text.get(page.range(lines.start).start..run.start).is_some_and(|lead| lead.trim().is_empty());
        if !own || !page.is_free(lines.start) {
            continue;
        }
        let Some(der) = text.get(run.clone()).and_then(htd_source::base64) else { continue };
        let found = binary::find(&der);
        if found.certificates.is_empty() {
            continue;
        }
        page.claim(lines, found.format);
        let span = page.span(run);
        if let Some(message) = found.unread.filter(|_| found.format == Format::Pkcs7) {
            problems.push(Problem { span, message: message.to_owned() });
        }
        push(found.certificates, span, items);
    }
}

/// What OpenSSL prints above the certificates and keys of a PFX file.
fn claim_attributes(page: &mut Page<'_>) {
    let mut inside = false;
    for index in 0..page.len() {
        let line = page.line(index);
        if line.starts_with("Bag Attributes") || line.starts_with("Key Attributes") {
            inside = true;
        } else if inside {
            inside = line.starts_with([' ', '\t', '<'])
                || ["subject=", "issuer="].iter().any(|label| line.starts_with(label));
        }
        if inside && page.is_free(index) {
            page.claim(index..index + 1, Format::Certificate);
        }
    }
}

/// What to say of bytes that should be a certificate.
pub(crate) fn unreadable(error: CertificateError) -> String {
    match error {
        CertificateError::NotACertificate => {
            "What stands between BEGIN and END is not a certificate that can be read.".to_owned()
        }
        CertificateError::TrailingBytes(count) => {
            let mut message =
                "Behind the certificate there are more bytes that do not belong to it: ".to_owned();
            message.push_str(&count.to_string());
            message.push('.');
            message
        }
    }
}

fn damaged(error: PemError) -> String {
    match error {
        PemError::BeginMissing => "The BEGIN line of this PEM block is missing, so it is not read.",
        PemError::EndMissing => "The END line of this PEM block is missing, so it is not read.",
        PemError::LabelsDiffer => "BEGIN and END of this PEM block name different things, so it is not read.",
        PemError::Empty => "Nothing stands between BEGIN and END of this PEM block.",
        PemError::NotBase64 => "What stands between BEGIN and END of this PEM block is not base64.",
    }
    .to_owned()
}
