//! Values that a console cut or a browser took the tags from, where a verdict depends on them.

use crate::catalog::EvidenceTruncated;
use crate::citations::HYBRID_CERTIFICATES_2025;
use crate::{Judge, Outcome, Rule, RuleInfo, fixes};
use htd_model::{Connector, Estate, Known, Trust};
use htd_report::{
    Confidence, Direction, Evidence, Finding, Fix, Label, Severity, Shell, Subject, SubjectKind, code,
};
use htd_source::{Span, Spanned};

impl Rule for EvidenceTruncated {
    const INFO: RuleInfo = RuleInfo {
        name: Self::NAME,
        rank: 820,
        passes: "No value that a rule needs was cut by the console.",
        severities: &[Severity::Note],
        evidence: &[Evidence::ReceiveConnectors, Evidence::SendConnectors, Evidence::ExchangeCertificates],
        directions: &[Direction::ToOnPremises, Direction::ToExchangeOnline],
        decisive: false,
        citations: &[HYBRID_CERTIFICATES_2025],
        reviewed: "2026-11-22",
    };
    const JUDGE: Judge = Judge::Cause(check);
}

/// How many cut values are shown. A table has one in every row.
const MOST_LABELS: usize = 3;

fn check(estate: &Estate, outcome: &mut Outcome) {
    if estate.connectors().next().is_none() {
        return outcome.undecided(Evidence::ReceiveConnectors, fixes::LIST_RECEIVE_CONNECTORS);
    }
    outcome.passed();
    for connector in estate.connectors().filter(|connector| connector.needs_its_certificate()) {
        match connector.tls_certificate_name() {
            Known::Cut(text) if htd_x509::tags_are_lost(&text.value) => {
                outcome.found(without_tags(connector, text.span));
            }
            Known::Cut(text) => outcome.found(cut_name(connector, text.span)),
            _ => {}
        }
        if let Some(span) = cut_trust(estate, connector) {
            outcome.found(cut_list(connector, span));
        }
    }
    if estate.lacks_names_of_certificates()
        && let Some(finding) = of_certificates(estate)
    {
        outcome.found(finding);
    }
}

/// A list of capabilities of which what can be seen decides nothing.
fn cut_trust(estate: &Estate, connector: Connector<'_>) -> Option<Span> {
    let Connector::Receive(receive) = connector else { return None };
    let cut = match &receive.tls_domain_capabilities {
        Known::Cut(text) => Some(text.span),
        Known::Value(list) => list.value.cut.then_some(list.span),
        _ => None,
    }?;
    let entries = estate.trust_entries(receive).unwrap_or_default();
    let open = entries.iter().all(|entry| entry.trust == Trust::Other);
    (receive.is_hybrid() && open).then_some(cut)
}

fn cut_name(connector: Connector<'_>, span: Span) -> Finding {
    let title = format!("The console cut `TlsCertificateName` of {}", code(&connector.name().value));
    incomplete(connector, title, Label::new(span, "the name ends here"))
}

fn cut_list(connector: Connector<'_>, span: Span) -> Finding {
    let title = format!("The console cut `TlsDomainCapabilities` of {}", code(&connector.name().value));
    incomplete(connector, title, Label::new(span, "there are more"))
}

/// A name whose tags a browser took for its own. Exchange takes none without them.
fn without_tags(connector: Connector<'_>, span: Span) -> Finding {
    let title = format!(
        "`<I>` and `<S>` were lost in `TlsCertificateName` of {} on the way here",
        code(&connector.name().value)
    );
    incomplete(connector, title, Label::new(span, "issuer and subject are glued")).why(
        "A browser takes both for tags and does not show them; old pages of Health Checker look like this.",
    )
}

fn incomplete(connector: Connector<'_>, title: String, proof: Label) -> Finding {
    let list = match connector {
        Connector::Receive(_) => fixes::LIST_RECEIVE_CONNECTORS,
        Connector::Send(_) => fixes::LIST_SEND_CONNECTORS,
    };
    Finding::new(EvidenceTruncated::NAME, Severity::Note, title, connector.subject(), proof)
        .direction(connector.direction())
        .why("What depends on the rest of the value could not be decided. The command below prints it whole.")
        .fix(print_whole(list))
}

/// One finding for all cut names of certificates, as a table cuts every one.
fn of_certificates(estate: &Estate) -> Option<Finding> {
    let is_name =
        |property: &str| property.eq_ignore_ascii_case("Issuer") || property.eq_ignore_ascii_case("Subject");
    let cut = estate.cut_values.iter().filter(|(property, _)| is_name(property));
    let cut: Vec<&Spanned<String>> = cut.map(|(_, value)| value).collect();
    let first = cut.first()?;
    let title = match cut.len() {
        1 => "The name of a certificate may not be whole".to_owned(),
        count => format!("The names of certificates may not be whole: {count} of them"),
    };
    let subject = Subject { kind: SubjectKind::ExchangeCertificate, name: first.value.clone(), server: None };
    let proof = Label::new(first.span, "it may go on after this");
    let finding = Finding::new(EvidenceTruncated::NAME, Severity::Note, title, subject, proof)
        .confidence(Confidence::Likely)
        .why(TABLES_CUT)
        .fix(print_whole(fixes::LIST_CERTIFICATES));
    let more = cut.iter().skip(1).take(MOST_LABELS - 1);
    Some(more.fold(finding, |finding, more| finding.label(Label::new(more.span, "and here"))))
}

fn print_whole(list: &'static str) -> Fix {
    Fix::look(
        "Print it whole, and give that instead",
        Shell::ExchangeManagementShell,
        None,
        &["$FormatEnumerationLimit = -1", list],
    )
}

const TABLES_CUT: &str = "A table prints no issuer and cuts long subjects, often without a sign. Exchange \
    compares both character by character, so these names do not tell which certificate a connector names. \
    The command below prints them whole.";

#[cfg(test)]
mod tests {
    use super::EvidenceTruncated;
    use crate::testing::{certificate, certificates, frontend, judge, outbound};
    use htd_report::{Risk, Severity, Verdict};

    const NAME: &str = "<I>CN=Fabrikam Trust CA 1, C=US<S>CN=mail.contoso.example, O=Contoso, C=US";
    const NOW: &str = "mail.protection.outlook.com:AcceptCloudServicesMail";

    #[test]
    fn a_cut_certificate_name_is_found_on_either_side() {
        for (text, list) in [
            (frontend("<I>CN=Fabrikam Trust CA 1, O=Fabri..."), "Get-ReceiveConnector"),
            (outbound("<I>CN=Fabrikam Trust CA 1, O=Fabri…"), "Get-SendConnector"),
        ] {
            let judged = judge::<EvidenceTruncated>(&text);
            let finding = judged.finding("The console cut `TlsCertificateName`");
            assert_eq!(finding.severity, Severity::Note);
            let fix = finding.fixes.first().unwrap();
            assert_eq!(fix.risk, Risk::ReadsOnly);
            assert!(fix.apply.as_str().contains(list));
        }
    }

    #[test]
    fn a_name_without_its_tags_is_no_cut_of_the_console() {
        let glued = "CN=Fabrikam Trust CA 1, C=USCN=mail.contoso.example, O=Contoso, C=US";
        for text in [frontend(glued), outbound(glued)] {
            assert_eq!(
                judge::<EvidenceTruncated>(&text).finding("`<I>` and `<S>` were lost").severity,
                Severity::Note
            );
        }
    }

    #[test]
    fn cut_capabilities_are_found_only_where_they_leave_something_open() {
        let with = |list: &str| judge::<EvidenceTruncated>(&frontend(NAME).replace(NOW, list));
        with("adatum.example:AcceptCloudServicesMail...").finding("TlsDomainCapabilities");
        assert_eq!(with(&format!("{NOW}, adatum.example:AcceptCloudServicesMail...")).verdict, Verdict::Pass);
        assert_eq!(with("<I>CN=MSIT Machine Auth CA 2, DC=redmond...").verdict, Verdict::Pass);
    }

    #[test]
    fn cut_names_of_certificates_are_one_finding() {
        let cut =
            |number| certificate("CN=Fabrikam Trust...", "CN=mail.cont...", "SMTP", "06/20/2027", number);
        let listing = certificates(&[&cut(7), &cut(8), &cut(9)]);
        let judged = judge::<EvidenceTruncated>(&(frontend(NAME) + &listing));
        let finding = judged.finding("may not be whole: 6 of them");
        assert_eq!(finding.labels.len(), 2);
        // Nobody asks for a certificate's name without a connector.
        assert_eq!(judge::<EvidenceTruncated>(&listing).verdict, Verdict::Undecided);
    }

    #[test]
    fn cut_names_do_not_matter_where_a_whole_one_settles_it() {
        let named = certificate(
            "CN=Fabrikam Trust CA 1, C=US",
            "CN=mail.contoso.example, O=Contoso, C=US",
            "SMTP",
            "06/20/2027",
            7,
        );
        let cut = certificate("CN=Fabrikam Trust...", "CN=mail.cont...", "SMTP", "06/20/2027", 8);
        let judged = judge::<EvidenceTruncated>(&(frontend(NAME) + &certificates(&[&named, &cut])));
        assert_eq!(judged.verdict, Verdict::Pass);
    }
}
