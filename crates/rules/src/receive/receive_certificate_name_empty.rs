use crate::citations::{HYBRID_CERTIFICATES_2025, INBOUND_SELECTION, KB2989382};
use crate::fixes::{self, Which};
use crate::{Outcome, Rule, RuleInfo, subjects, symptoms};
use htd_evidence::Symptom;
use htd_model::{Connector, Estate, Known};
use htd_report::{Direction, Evidence, Finding, Label, Severity, code};

pub(crate) const DOCUMENTATION: &str = "\
# receive-certificate-name-empty

## What it checks

Whether the front-end connector that takes the mail of Exchange Online names its certificate in `TlsCertificateName`.

## Why mail stops

With the name empty, Exchange chooses a certificate by the connector's FQDN, which for `Default Frontend` is the server's own name. That is legal, but the certificate of that name is mostly the self-signed one of setup. `STARTTLS` is offered, yet Exchange Online expects the public name in the certificate and answers `SubjectMismatch`. It also is the state between clearing the name and running the Hybrid Configuration Wizard.

## How to confirm

```powershell
Get-ReceiveConnector | Format-List Identity,Fqdn,TlsCertificateName
```

In a message trace of Exchange Online, look for `450 4.4.317` with `SubjectMismatch`.

## How to mend it

Write issuer and subject of the public certificate into the connector, or run the Hybrid Configuration Wizard.
";

/// A hybrid receive connector names no certificate.
pub(crate) struct ReceiveCertificateNameEmpty;

static INFO: RuleInfo = RuleInfo {
    name: "receive-certificate-name-empty",
    passes: "Every receive connector for Exchange Online names its certificate.",
    severities: &[Severity::Error, Severity::Warning],
    evidence: &[Evidence::ReceiveConnectors],
    directions: &[Direction::ToOnPremises],
    decisive: true,
    citations: &[HYBRID_CERTIFICATES_2025, INBOUND_SELECTION, KB2989382],
    reviewed: "2026-11-22",
};

/// What shows that the implicit choice went wrong.
const WRONG_CHOICE: &[Symptom] = &[
    Symptom::SubjectMismatch,
    Symptom::StarttlsRequired,
    Symptom::StarttlsMissingDescribed,
    Symptom::CannotReceiveDescribed,
];

impl Rule for ReceiveCertificateNameEmpty {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, estate: &Estate, outcome: &mut Outcome<'_>) {
        for connector in subjects::hybrid_receive(estate, outcome) {
            let span = match &connector.tls_certificate_name {
                Known::Absent(span) => *span,
                Known::NotCollected => {
                    subjects::receive_missing(outcome);
                    continue;
                }
                Known::Value(_) | Known::Cut(_) => {
                    outcome.passed();
                    continue;
                }
            };
            let proven = symptoms::texts(estate, WRONG_CHOICE).next().is_some()
                || crate::session::proves_the_lack(estate);
            let severity = if proven { Severity::Error } else { Severity::Warning };
            let title = format!("{} names no certificate", code(&connector.name.value));
            let subject = Connector::Receive(connector).subject();
            let server = connector.server.as_deref();
            let finding = Finding::new(INFO.name, severity, title, subject, Label::new(span, "nothing is named here"))
                .direction(Direction::ToOnPremises)
                .why("Exchange then chooses a certificate by the connector's FQDN, and for the server's own name that is mostly the self-signed one. Exchange Online expects the public name in it and answers `SubjectMismatch`.")
                .fix(fixes::enable_for_smtp(server, connector.is_edge(), Which::New))
                .fix(fixes::set_certificate_name(Connector::Receive(connector), server, Which::New))
                .fix((!connector.is_edge()).then(fixes::run_wizard));
            let finding = symptoms::explain(finding, estate, WRONG_CHOICE);
            outcome.found(symptoms::explain_events(finding, estate, Connector::Receive(connector)));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{frontend, judge};
    use htd_report::{Severity, Verdict};

    const RULE: &str = "receive-certificate-name-empty";

    #[test]
    fn an_empty_name_warns_and_with_subject_mismatch_it_is_an_error() {
        let judged = judge(RULE, &frontend(""));
        assert_eq!(judged.finding("names no certificate").severity, Severity::Warning);
        let trace = "450 4.7.320 Certificate validation failed [Message=SubjectMismatch]\n\n";
        let judged = judge(RULE, &(trace.to_owned() + &frontend("")));
        let finding = judged.finding("names no certificate");
        assert_eq!((finding.severity, finding.explains.len()), (Severity::Error, 1));
    }

    #[test]
    fn a_named_certificate_passes() {
        let judged = judge(RULE, &frontend("<I>CN=Fabrikam Trust CA 1<S>CN=mail.contoso.example"));
        assert_eq!(judged.verdict, Verdict::Pass);
    }

    #[test]
    fn a_property_that_was_not_printed_is_not_an_empty_one() {
        let without: String = frontend("")
            .lines()
            .filter(|line| !line.starts_with("TlsCertificateName"))
            .map(|line| format!("{line}\n"))
            .collect();
        assert_eq!(judge(RULE, &without).verdict, Verdict::Undecided);
    }
}
