//! PEM blocks of a page as items.

use crate::{Format, Item, Page};
use htd_source::{Problem, Spanned};
use htd_x509::CertificateError;
use htd_x509::pem::{PemError, PemKind};

/// Reads the certificates of a page and claims the lines of every block. Private keys are masked by now;
/// they are items of their own.
pub(crate) fn read(page: &mut Page<'_>, problems: &mut Vec<Problem>) -> Vec<Item> {
    let mut items = Vec::new();
    for block in htd_x509::pem::blocks(page.text()) {
        let span = page.span(block.range.clone());
        let lines = page.line_at(block.range.start)..page.line_at(block.range.end.max(1) - 1) + 1;
        page.claim(lines, Format::Certificate);
        let message = match (block.kind, block.contents) {
            (PemKind::PrivateKey, _) => continue,
            (PemKind::Certificate, Ok(der)) => match htd_x509::parse_der(&der) {
                Ok(certificate) => {
                    items.push(Item::Certificate(Box::new(Spanned::new(certificate, span))));
                    continue;
                }
                Err(error) => unreadable(error),
            },
            (PemKind::Certificate, Err(error)) => damaged(error),
            (PemKind::Pkcs7, _) => {
                "A PKCS #7 bundle is not read. Export the certificates one by one, in Base64.".to_owned()
            }
            (PemKind::CertificateRequest, _) => {
                "This is a certificate request, not a certificate. It is not read.".to_owned()
            }
            (PemKind::RevocationList, _) => "A revocation list is not read.".to_owned(),
            (PemKind::Other, _) => "A PEM block of this kind is not read.".to_owned(),
        };
        problems.push(Problem { span, message });
    }
    items
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
