//! Certificates in date that share issuer and subject on one server. Where the two orders of Microsoft's
//! documents agree it is a note; where they differ, and something depends on it, a warning.

use crate::catalog::CertificateChoiceAmbiguous;
use crate::certificate::wording;
use crate::citations::{HYBRID_CERTIFICATES_2025, INBOUND_SELECTION};
use crate::{Judge, Outcome, Rule, RuleInfo, fixes, subjects};
use htd_model::{Certificate, Estate, Presented, Use, Uses, Validity};
use htd_report::{Direction, Evidence, Finding, Fix, Label, Severity, code};

impl Rule for CertificateChoiceAmbiguous {
    const INFO: RuleInfo = RuleInfo {
        name: Self::NAME,
        rank: 450,
        passes: "It is clear which certificate Exchange presents for every certificate name.",
        severities: &[Severity::Warning, Severity::Note],
        evidence: &[Evidence::ExchangeCertificates, Evidence::ReceiveConnectors, Evidence::SendConnectors],
        directions: &[Direction::ToOnPremises, Direction::ToExchangeOnline],
        decisive: false,
        citations: &[INBOUND_SELECTION, HYBRID_CERTIFICATES_2025],
        reviewed: "2026-11-22",
    };
    const JUDGE: Judge = Judge::Cause(check);
}

/// How many certificates of one name a finding points at.
const MOST_LABELLED: usize = 4;

fn check(estate: &Estate, outcome: &mut Outcome) {
    let uses = Uses::new(estate);
    subjects::unjoined(&uses, outcome);
    for presented in estate.namesakes() {
        let mut rivals = presented.candidates.clone();
        rivals.retain(|candidate| candidate.validity(estate.at) == Validity::Current);
        let used = rivals.iter().any(|rival| !uses.of(rival).is_empty());
        let of_authorities = rivals.iter().all(|rival| rival.self_signed() == Some(false));
        match (rivals.as_slice(), presented.agreed()) {
            ([] | [_], _) => {
                if used {
                    outcome.passed();
                }
            }
            (_, Some(chosen)) => {
                if used {
                    outcome.found(agreed(&uses, chosen, &rivals));
                }
            }
            ([first, ..], None) if rivals.iter().all(|rival| has_plain_dates(rival)) => {
                if used || of_authorities {
                    outcome.found(open(&uses, &presented, first, &rivals));
                }
            }
            ([first, ..], None) => {
                if used {
                    let list_dates = fixes::list_dates(first.server.as_deref());
                    outcome.undecided(Evidence::ExchangeCertificates, list_dates);
                }
            }
        }
    }
}

/// Whether both dates are known, and day and month are not mistaken for each other.
fn has_plain_dates(certificate: &Certificate) -> bool {
    [&certificate.not_before, &certificate.not_after]
        .into_iter()
        .all(|date| date.value().is_some_and(|date| !date.is_ambiguous()))
}

/// Both orders choose the same certificate; the other ones are only in the way.
fn agreed(uses: &Uses<'_>, chosen: &Certificate, rivals: &[&Certificate]) -> Finding {
    let title = format!("{} certificates in date share the name {}", rivals.len(), wording::called(chosen));
    let proof = (chosen.not_after.span_or(chosen.span), "this one is presented: it starts and ends last");
    let name = CertificateChoiceAmbiguous::NAME;
    let mut finding = wording::finding(name, Severity::Note, title, chosen, proof, uses.of(chosen));
    for other in rivals.iter().filter(|other| !std::ptr::eq(**other, chosen)).take(MOST_LABELLED) {
        let span = other.not_after.span_or(other.span);
        finding = finding.label(Label::new(span, "this one bears the same name"));
    }
    finding.why(STARTS_AND_ENDS_LAST).why(LET_EXPIRE)
}

/// The two orders choose different certificates.
fn open(uses: &Uses<'_>, presented: &Presented<'_>, first: &Certificate, rivals: &[&Certificate]) -> Finding {
    let first = presented.latest_start.unwrap_or(first);
    let all: Vec<Use<'_>> = rivals.iter().flat_map(|rival| uses.of(rival)).copied().collect();
    let severity = if all.is_empty() { Severity::Note } else { Severity::Warning };
    let title = format!(
        "{} certificates in date share the name {}, and it is open which one Exchange presents",
        rivals.len(),
        wording::called(first)
    );
    let proof = (first.not_before.span_or(first.span), starts_or_ends(presented, first));
    let mut finding = wording::finding(CertificateChoiceAmbiguous::NAME, severity, title, first, proof, &all);
    for other in rivals.iter().filter(|other| !std::ptr::eq(**other, first)).take(MOST_LABELLED) {
        let span = other.not_after.span_or(other.span);
        finding = finding.label(Label::new(span, starts_or_ends(presented, other)));
    }
    finding = finding.why(DOCUMENTS_DISAGREE);
    for lack in rivals.iter().take(MOST_LABELLED).filter_map(|rival| lack(rival)) {
        finding = finding.why(lack);
    }
    finding.why(ASK_THE_SERVER).fix(show_selection(first))
}

fn starts_or_ends(presented: &Presented<'_>, certificate: &Certificate) -> &'static str {
    let is = |other: Option<&Certificate>| other.is_some_and(|other| std::ptr::eq(other, certificate));
    match (is(presented.latest_start), is(presented.latest_end)) {
        (true, _) => "this one starts last",
        (_, true) => "this one ends last",
        _ => "this one bears the same name",
    }
}

/// What a certificate lacks that would make TLS fail if it were chosen.
fn lack(certificate: &Certificate) -> Option<String> {
    let what = if certificate.has_private_key.value() == Some(&false) {
        "lacks its private key"
    } else if certificate.services.value().is_some_and(|services| !services.smtp()) {
        "is not enabled for SMTP"
    } else {
        return None;
    };
    let thumbprint = certificate.thumbprint.value()?;
    Some(format!("The one with thumbprint {} {what}; if it is the one, TLS fails.", code(thumbprint)))
}

/// The command whose first answer is the certificate that Exchange selects.
fn show_selection(certificate: &Certificate) -> Option<Fix> {
    // It is documented for a host name, which a wildcard is not.
    let domain = certificate.common_name().filter(|name| !name.contains('*'))?;
    fixes::show_selection(certificate.server.as_deref(), domain)
}

const STARTS_AND_ENDS_LAST: &str = "Exchange presents the one that starts and ends last, whichever of \
    Microsoft's two documents one follows. The connectors need no change.";
const LET_EXPIRE: &str = "While a send connector names them, `Remove-ExchangeCertificate` refuses to remove \
    the older one. It does no harm where it is; let it expire.";
const DOCUMENTS_DISAGREE: &str = "Microsoft's documents disagree on the choice among certificates of one \
    issuer and subject: the page on the selection of certificates takes the one that starts last, the \
    Exchange team's blog the one that ends last. Here these are not the same.";
const ASK_THE_SERVER: &str = "Ask the server which one it selects: Microsoft documents this for a host name; \
    take it as a hint. Make every one of them fit for use, with its private key and enabled for SMTP; the \
    choice does not matter any more.";

#[cfg(test)]
mod tests {
    use super::CertificateChoiceAmbiguous;
    use crate::testing::{Judged, certificate, certificates, frontend, judge};
    use htd_report::{Severity, Verdict};

    const NAME: &str = "<I>CN=Fabrikam Trust CA 1<S>CN=mail.contoso.example";

    fn lasting(not_before: &str, not_after: &str, number: u32) -> String {
        let issuer = "CN=Fabrikam Trust CA 1";
        certificate(issuer, "CN=mail.contoso.example", "SMTP", not_after, number)
            .replace("01/20/2026", not_before)
    }

    fn judged_with(list: &[&str]) -> Judged {
        judge::<CertificateChoiceAmbiguous>(&(frontend(NAME) + &certificates(list)))
    }

    #[test]
    fn the_orders_disagree() {
        let long = lasting("01/20/2026", "01/20/2027", 7);
        let late = lasting("10/20/2026", "12/31/2026", 8).replace("SMTP", "IIS");
        let judged = judged_with(&[&long, &late]);
        let finding =
            judged.finding("2 certificates in date share the name `mail.contoso.example` on `EX01`");
        assert_eq!(finding.severity, Severity::Warning);
        assert!(finding.why.iter().any(|why| why.contains("is not enabled for SMTP")));
        let wildcard = |text: &str| text.replace("mail.contoso", "*.contoso");
        let evidence = frontend(&wildcard(NAME)) + &certificates(&[&wildcard(&long), &wildcard(&late)]);
        let starred = judge::<CertificateChoiceAmbiguous>(&evidence);
        assert_eq!((finding.fixes.len(), starred.finding("`*.contoso.example`").fixes.len()), (1, 0));
        let unused =
            certificates(&[&long, &late, &lasting("01/20/2026", "06/20/2027", 9).replace("CA 1", "CA 2")]);
        let judged =
            judge::<CertificateChoiceAmbiguous>(&(frontend(&NAME.replace("CA 1", "CA 2")) + &unused));
        assert_eq!(judged.finding("share the name").severity, Severity::Note);
    }

    #[test]
    fn a_renewal_that_wins_by_both_orders_is_a_note() {
        let old = lasting("01/20/2026", "01/20/2027", 7);
        let new = lasting("10/20/2026", "10/20/2027", 8);
        let judged = judged_with(&[&old, &new]);
        let finding = judged.finding("2 certificates in date share the name");
        assert_eq!((finding.severity, finding.fixes.len()), (Severity::Note, 0));
        assert_eq!(finding.subject.name, format!("{:040X}", 8));
    }

    #[test]
    fn one_certificate_printed_twice_is_one() {
        let one = lasting("01/20/2026", "01/20/2027", 7);
        assert_eq!(judged_with(&[&one, &one]).verdict, Verdict::Pass);
    }

    #[test]
    fn without_certificates_or_their_dates_it_is_undecided() {
        assert_eq!(judge::<CertificateChoiceAmbiguous>(&frontend(NAME)).verdict, Verdict::Undecided);
        let without = |number| -> String {
            let kept = lasting("01/20/2026", "01/20/2027", number);
            kept.lines().filter(|line| !line.starts_with("NotB")).map(|line| format!("{line}\n")).collect()
        };
        assert_eq!(judged_with(&[&without(7), &without(8)]).verdict, Verdict::Undecided);
    }
}
