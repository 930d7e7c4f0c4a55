//! How the certificate that comes nearest to a name differs from it.

use htd_model::Certificate;
use htd_report::{Finding, Label, code};
use htd_x509::NearMiss;

/// Adds the nearest certificate and what differs.
pub(super) fn add(finding: Finding, certificate: &Certificate, near: NearMiss) -> Finding {
    let (name, note) = match near {
        NearMiss::OtherIssuer => (&certificate.issuer, "the nearest has another issuer"),
        NearMiss::OtherSubject => (&certificate.subject, "the nearest has another subject"),
        _ => (&certificate.subject, "this one comes nearest"),
    };
    let label = Label::new(name.span_or(certificate.span), note);
    finding.label(label).why(difference(&code(&certificate.display_name()), near))
}

fn difference(name: &str, near: NearMiss) -> String {
    match near {
        NearMiss::OtherIssuer => format!(
            "{name} has the same subject from another issuer: it was renewed under another intermediate \
             certificate. To Exchange that is another name, so every connector has to be told."
        ),
        NearMiss::OtherSubject => {
            format!(
                "{name} comes from the same issuer with another subject. To Exchange that is another name."
            )
        }
        NearMiss::HalvesSwapped => {
            format!("It would be {name}, but issuer and subject are exchanged in the connector.")
        }
        NearMiss::OrderReversed => format!(
            "It would be {name}, but the parts of the names stand in the opposite order, as openssl and \
             certutil print them."
        ),
        NearMiss::OtherSpelling => format!(
            "It would be {name}, but the names are spelled as OpenSSL spells them (`ST=`, `emailAddress=`), \
             not as Windows does (`S=`, `E=`)."
        ),
        NearMiss::QuotesMissing => {
            format!("It would be {name}, but a value with a comma in it lacks its quotation marks.")
        }
        NearMiss::Spacing => {
            format!("It would be {name}, but white space differs, and Exchange compares every character.")
        }
        NearMiss::TagsLost | NearMiss::Malformed | NearMiss::Truncated | NearMiss::LettersLost => {
            format!("It may be {name}, but the value is not whole.")
        }
    }
}
