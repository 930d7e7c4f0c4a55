//! A private key is among the evidence.

use crate::catalog::PrivateKeyPasted;
use crate::citations::CERTIFICATE_REQUIREMENTS;
use crate::{Judge, Outcome, Rule, RuleInfo};
use htd_evidence::PrivateKey;
use htd_model::Estate;
use htd_report::{Confidence, Finding, Label, Severity, Subject, SubjectKind, code};

impl Rule for PrivateKeyPasted {
    const INFO: RuleInfo = RuleInfo {
        name: Self::NAME,
        rank: 810,
        passes: "No private key is among the evidence.",
        severities: &[Severity::Warning],
        evidence: &[],
        directions: &[],
        decisive: false,
        citations: &[CERTIFICATE_REQUIREMENTS],
        reviewed: "2026-11-22",
    };
    const JUDGE: Judge = Judge::Cause(check);
}

fn check(estate: &Estate, outcome: &mut Outcome) {
    for key in &estate.private_keys {
        outcome.found(finding(key));
    }
    // Whatever was given was searched for keys.
    outcome.passed();
}

fn finding(key: &PrivateKey) -> Finding {
    let subject = Subject { kind: SubjectKind::Organisation, name: key.label.clone(), server: None };
    if !key.certain {
        let title = "A PFX file is among the evidence, which most often holds a private key";
        return Finding::new(
            PrivateKeyPasted::NAME,
            Severity::Warning,
            title,
            subject,
            Label::new(key.span, "here it stood"),
        )
        .confidence(Confidence::Likely)
        .why(
            "It was dropped as it was read: it is kept nowhere and shown nowhere, and what it holds was not \
             looked at. No question about mail flow needs it; the certificate alone, exported without its \
             private key, is enough.",
        )
        .why(
            "If a private key is in it, whoever has the file and its password can pass for your servers. \
             Remove it from wherever it was copied to: the ticket, the chat, the clipboard and its history.",
        )
        .why(
            "If file and password were sent to anybody or to any other tool before, treat the key as \
             exposed: request a new certificate with a new key, put that in place on every server, and have \
             the old certificate revoked by its authority.",
        );
    }
    let title = format!("A private key is among the evidence: {}", code(&key.label));
    Finding::new(
        PrivateKeyPasted::NAME,
        Severity::Warning,
        title,
        subject,
        Label::new(key.span, "here it stood"),
    )
    .why(
        "It was dropped as it was read: it is kept nowhere and shown nowhere. No question about mail flow \
         needs it; the block `BEGIN CERTIFICATE` is enough.",
    )
    .why(
        "Whoever has it can pass for your servers. Remove it from wherever it was copied to: the ticket, the \
         chat, the clipboard and its history.",
    )
    .why(
        "If it was sent to anybody or to any other tool before, treat it as exposed: request a new \
         certificate with a new key, put that in place on every server, and have the old certificate revoked \
         by its authority.",
    )
}

#[cfg(test)]
mod tests {
    use super::PrivateKeyPasted;
    use crate::testing::{frontend, judge};
    use htd_report::{Confidence, Severity, Verdict};

    const SECRET: &str = "VGhpcyBpcyBub3QgYSBrZXku";

    /// Put together here, so that nothing in the repository looks like a key.
    fn block() -> String {
        let label = ["RSA", "PRIVATE", "KEY"].join(" ");
        format!("-----BEGIN {label}-----\n{SECRET}\n-----END {label}-----\n")
    }

    #[test]
    fn a_key_is_told_and_not_shown() {
        let judged = judge::<PrivateKeyPasted>(&block());
        let finding = judged.finding("private key");
        assert_eq!(finding.severity, Severity::Warning);
        assert!(finding.why.iter().any(|why| why.contains("treat it as exposed")));
        assert!(!format!("{finding:?}").contains(SECRET));
    }

    #[test]
    fn each_key_is_told() {
        assert_eq!(judge::<PrivateKeyPasted>(&(block() + "\n" + &block())).findings.len(), 2);
    }

    #[test]
    fn a_pfx_file_is_not_said_to_hold_a_key() {
        let data = format!("MIIKQQIBAzCCCfcGCSqGSIb3DQEHAaCC{}", SECRET.repeat(3));
        let judged = judge::<PrivateKeyPasted>(&data);
        let finding = judged.finding("PFX");
        assert_eq!(finding.confidence, Confidence::Likely);
        assert!(finding.why.iter().any(|why| why.contains("not looked at")));
        assert!(!format!("{finding:?}").contains(SECRET));
    }

    #[test]
    fn other_evidence_passes() {
        assert_eq!(judge::<PrivateKeyPasted>(&frontend("")).verdict, Verdict::Pass);
    }
}
