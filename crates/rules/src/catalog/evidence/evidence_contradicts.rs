//! Objects that the evidence gives twice, with different values. Which value was taken, if any, the model has
//! settled; this tells of it, one finding an object.

use crate::catalog::EvidenceContradicts;
use crate::citations::HYBRID_CERTIFICATES_2025;
use crate::{Judge, Outcome, Rule, RuleInfo, fixes};
use htd_model::{Contradiction, Estate, Occurrence, Settled};
use htd_report::{Direction, Evidence, Finding, Fix, Label, Severity, Shell, Subject, SubjectKind, code};

impl Rule for EvidenceContradicts {
    const INFO: RuleInfo = RuleInfo {
        name: Self::NAME,
        rank: 830,
        passes: "No object is given twice with different values.",
        severities: &[Severity::Warning],
        evidence: &[
            Evidence::ReceiveConnectors,
            Evidence::SendConnectors,
            Evidence::ExchangeCertificates,
            Evidence::HybridConfiguration,
            Evidence::ExchangeServers,
        ],
        directions: &[Direction::ToOnPremises, Direction::ToExchangeOnline],
        decisive: false,
        citations: &[HYBRID_CERTIFICATES_2025],
        reviewed: "2026-11-22",
    };
    const JUDGE: Judge = Judge::Cause(check);
}

/// How many properties of one object are shown.
const MOST_SHOWN: usize = 3;

fn check(estate: &Estate, outcome: &mut Outcome) {
    if estate.connectors().next().is_some() || !estate.certificates.is_empty() {
        outcome.passed();
    }
    let all = estate.contradictions();
    for (index, first) in all.iter().enumerate() {
        let same =
            |other: &&Contradiction| other.subject == first.subject && other.by_command == first.by_command;
        if !all.iter().take(index).any(|earlier| same(&earlier)) {
            let of_object: Vec<&Contradiction> = all.iter().filter(same).collect();
            outcome.found(finding(first, &of_object));
        }
    }
}

fn finding(first: &Contradiction, all: &[&Contradiction]) -> Finding {
    let open = all.iter().any(|contradiction| contradiction.settled.is_none());
    let subject = &first.subject;
    let (former, latter) = match first.settled {
        None if first.by_command => ("it was printed before", "this command below the output sets it"),
        None => ("one value", "the other value"),
        Some(_) => ("the older value", "the newer value"),
    };
    let proof = label(&first.latter, latter);
    let title = title(first, all, open);
    let mut finding =
        Finding::new(EvidenceContradicts::NAME, Severity::Warning, title, subject.clone(), proof)
            .label(label(&first.former, former))
            .why(explanation(first))
            .fix(print_again(subject));
    for other in all.iter().skip(1).take(MOST_SHOWN - 1) {
        finding = finding
            .label(label(&other.latter, &format!("{} here", other.property)))
            .label(label(&other.former, &format!("and {} here", other.property)));
    }
    let unnamed = subject.kind == SubjectKind::ExchangeCertificate && subject.server.is_none();
    if open && unnamed && !first.by_command {
        finding = finding.why(NO_SERVER);
    }
    match subject.kind {
        SubjectKind::ReceiveConnector if open => finding.direction(Direction::ToOnPremises),
        SubjectKind::SendConnector if open => finding.direction(Direction::ToExchangeOnline),
        _ => finding,
    }
}

fn title(first: &Contradiction, all: &[&Contradiction], open: bool) -> String {
    let mut properties: Vec<String> = Vec::new();
    for contradiction in all {
        let property = code(contradiction.property);
        if !properties.contains(&property) {
            properties.push(property);
        }
    }
    let (name, properties) = (code(&first.subject.name), properties.join(", "));
    if first.by_command {
        return format!("{name} may have been changed after it was printed: {properties}");
    }
    let rest = if open { "which one holds is not known" } else { "the newer one was judged" };
    format!("{name} is given with two values of {properties}; {rest}")
}

fn explanation(first: &Contradiction) -> &'static str {
    match first.settled {
        Some(Settled::ByTime) => BY_TIME,
        Some(Settled::BySession) => BY_SESSION,
        None if first.by_command => BY_COMMAND,
        None => NOT_SETTLED,
    }
}

fn label(given: &Occurrence, note: &str) -> Label {
    match given.time.and_then(htd_model::Moment::face_value) {
        Some(time) => Label::new(given.span, format!("{note}, as of {time}")),
        None => Label::new(given.span, note),
    }
}

fn print_again(subject: &Subject) -> Fix {
    let command = match subject.kind {
        SubjectKind::ReceiveConnector => fixes::LIST_RECEIVE_CONNECTORS,
        SubjectKind::SendConnector => fixes::LIST_SEND_CONNECTORS,
        SubjectKind::HybridConfiguration => fixes::SHOW_HYBRID_CONFIGURATION,
        SubjectKind::ExchangeServer => "Get-ExchangeServer | Format-List Name,AdminDisplayVersion",
        _ => fixes::LIST_CERTIFICATES,
    };
    Fix::look(
        "Print what holds now, and give that instead",
        Shell::ExchangeManagementShell,
        subject.server.as_deref(),
        &[command],
    )
}

const BY_TIME: &str = "The time of its last change, or of its collection, tells which output is the newer \
    one. If that one is not what holds today, give today's output alone.";
const BY_SESSION: &str = "One session printed both, one after the other, as one does before and after a \
    change; the later one was taken for what holds now. If they were pasted in another order, or the change \
    was taken back, give today's output alone.";
const BY_COMMAND: &str = "If the command was run, what was printed above it no longer holds; if it failed or \
    was not run, it still does. So neither was taken, and what depends on it is undecided. Print it again \
    with the command below and add that.";
const NOT_SETTLED: &str = "Nothing in the evidence tells which of the two is newer, so neither was taken, \
    and what depends on it is undecided. The command below prints what holds now. Give its output, and leave \
    the older ones out.";
const NO_SERVER: &str = "The outputs name no server. If they come from two servers, that is the reason: \
    print each with its server.";

#[cfg(test)]
mod tests {
    use super::EvidenceContradicts;
    use crate::catalog::{CertificateNotBoundToSmtp, ReceiveCertificateNotFound};
    use crate::testing::{certificate, certificates, frontend, judge, judge_all, outbound};
    use htd_report::{Confidence, Direction, Severity, Verdict};

    const ONE: &str = "<I>CN=Fabrikam Trust CA 1<S>CN=mail.contoso.example";
    const OTHER: &str = "<I>CN=Fabrikam Trust CA 2<S>CN=mail.contoso.example";

    fn listing() -> String {
        certificates(&[&certificate(
            "CN=Fabrikam Trust CA 2",
            "CN=mail.contoso.example",
            "SMTP",
            "06/20/2027",
            7,
        )])
    }

    #[test]
    fn of_one_session_the_later_output_holds() {
        let judged = judge::<EvidenceContradicts>(&(frontend(ONE) + &frontend(OTHER)));
        let finding = judged.finding("`TlsCertificateName`; the newer one was judged");
        assert_eq!(finding.severity, Severity::Warning);
        assert_eq!(finding.labels.len(), 1);
        assert!(finding.directions.is_empty());
        assert!(finding.primary.span.start > finding.labels.first().unwrap().span.start);
        let not_found = |text: String| judge::<ReceiveCertificateNotFound>(&text).verdict;
        assert_eq!(not_found(frontend(ONE) + &frontend(OTHER) + &listing()), Verdict::Pass);
        assert_eq!(not_found(frontend(OTHER) + &frontend(ONE) + &listing()), Verdict::Found);
    }

    fn not_found(text: String) -> Verdict {
        judge::<ReceiveCertificateNotFound>(&text).verdict
    }

    #[test]
    fn a_command_below_an_output_leaves_open_what_it_sets() {
        for command in [
            "Set-ReceiveConnector \"EX01\\Default Frontend EX01\" -TlsCertificateName $name",
            "[PS] C:\\>Set-ReceiveConnector -TlsCertificateName \"<I>$($cert.Issuer)<S>$($cert.Subject)\" \
             -Identity 'Default Frontend EX01'",
            "[PS] C:\\>Get-ReceiveConnector \"EX01\\Default Frontend EX01\" | Set-ReceiveConnector \
             -TlsCertificateName $null",
            "$rc | foreach {Set-ReceiveConnector -Identity $_.identity -TlsCertificateName $name}",
            "Get-ReceiveConnector | Set-ReceiveConnector -TlsCertificateName $name",
        ] {
            // Neither what was missing nor what was there is known any more.
            for name in [ONE, OTHER] {
                let text = frontend(name) + &listing() + command + "\n";
                let judged = judge::<EvidenceContradicts>(&text);
                let finding =
                    judged.finding("may have been changed after it was printed: `TlsCertificateName`");
                assert_eq!((finding.severity, finding.labels.len()), (Severity::Warning, 1), "{command}");
                assert_eq!(finding.directions, [Direction::ToOnPremises]);
                assert_eq!(not_found(text), Verdict::Undecided, "{command}");
            }
        }
    }

    #[test]
    fn a_command_that_sets_something_else_changes_nothing() {
        for command in [
            "Set-ReceiveConnector \"EX01\\Default Frontend EX01\" -ProtocolLoggingLevel Verbose".to_owned(),
            "Set-ReceiveConnector \"EX02\\Default Frontend EX02\" -TlsCertificateName $name".to_owned(),
            "Get-ReceiveConnector \"EX02\\Default Frontend EX02\" | Set-ReceiveConnector -TlsCertificateName \
             $null".to_owned(),
            "Set-SendConnector \"Outbound to Office 365\" -TlsCertificateName $name".to_owned(),
            format!("Set-ReceiveConnector \"EX01\\Default Frontend EX01\" -TlsCertificateName '{ONE}'"),
        ] {
            let text = frontend(ONE) + &listing() + &command + "\n";
            assert_eq!(judge::<EvidenceContradicts>(&text).verdict, Verdict::Pass, "{command}");
            assert_eq!(not_found(text), Verdict::Found, "{command}");
        }
        // Above the output, or below another file, it says nothing of it.
        let command = "Set-ReceiveConnector \"EX01\\Default Frontend EX01\" -TlsCertificateName $name\n";
        assert_eq!(not_found(command.to_owned() + &frontend(ONE) + &listing()), Verdict::Found);
        let apart = [frontend(ONE), listing(), command.to_owned()];
        assert_eq!(judge_all::<EvidenceContradicts>(&apart).verdict, Verdict::Pass);
    }

    #[test]
    fn an_output_below_the_command_proves_what_it_did() {
        let command = "Set-ReceiveConnector \"EX01\\Default Frontend EX01\" -TlsCertificateName $name\n\n";
        for (after, verdict) in [(ONE, Verdict::Found), (OTHER, Verdict::Pass)] {
            let text = frontend(ONE) + command + &frontend(after) + &listing();
            assert_eq!(not_found(text), verdict);
        }
        let partial = "[PS] C:\\>Get-ReceiveConnector | fl Identity,Fqdn\n\nIdentity : EX01\\Default \
            Frontend EX01\nFqdn     : EX01.contoso.example\n";
        let text = frontend(ONE) + command + partial + &listing();
        assert_eq!(not_found(text), Verdict::Undecided);
    }

    #[test]
    fn a_certificate_enabled_below_its_list_has_to_be_listed_again() {
        let unbound = listing().replace("SMTP", "IIS");
        let command = format!("Enable-ExchangeCertificate -Thumbprint {:040X} -Services SMTP\n", 7);
        let of = |text: &str| judge::<CertificateNotBoundToSmtp>(text).verdict;
        let before = frontend(OTHER) + &unbound;
        assert_eq!(of(&before), Verdict::Found);
        assert_eq!(of(&(before.clone() + &command)), Verdict::Undecided);
        assert_eq!(of(&(before.clone() + &command.replace("SMTP", "POP"))), Verdict::Found);
        assert_eq!(of(&(before + &command.replace("07 ", "08 "))), Verdict::Found);
    }

    #[test]
    fn of_two_files_without_times_neither_holds() {
        for (one, other) in [(ONE, OTHER), (OTHER, ONE)] {
            let evidence = [frontend(one), frontend(other), listing()];
            let judged = judge_all::<EvidenceContradicts>(&evidence);
            let finding = judged.finding("which one holds is not known");
            assert_eq!(finding.directions, [Direction::ToOnPremises]);
            assert_eq!(judge_all::<ReceiveCertificateNotFound>(&evidence).verdict, Verdict::Undecided);
        }
    }

    #[test]
    fn a_third_account_does_not_settle_what_two_leave_open() {
        let evidence = [frontend(ONE), frontend(OTHER), frontend(OTHER), listing()];
        assert_eq!(judge_all::<ReceiveCertificateNotFound>(&evidence).verdict, Verdict::Undecided);
    }

    #[test]
    fn of_two_files_with_times_the_newer_holds() {
        let changed =
            |name, time: &str| format!("{}\nWhenChangedUTC        : {time}\n\n", frontend(name).trim_end());
        let evidence =
            [changed(OTHER, "2026-11-20 10:00:00"), changed(ONE, "2026-11-19 10:00:00"), listing()];
        judge_all::<EvidenceContradicts>(&evidence).finding("the newer one was judged");
        assert_eq!(judge_all::<ReceiveCertificateNotFound>(&evidence).verdict, Verdict::Pass);
    }

    #[test]
    fn what_a_console_did_to_a_value_contradicts_nothing() {
        let wrapped = frontend(ONE).replace("<S>", "\n                        <S>");
        let evidence =
            [frontend(ONE), wrapped, frontend("<I>CN=Fabrikam Trust CA..."), outbound(ONE), outbound(ONE)];
        assert_eq!(judge_all::<EvidenceContradicts>(&evidence).verdict, Verdict::Pass);
        let partial = "[PS] C:\\>Get-ReceiveConnector | fl Identity,Fqdn\n\nIdentity : EX01\\Default \
            Frontend EX01\nFqdn     : EX01.contoso.example\n";
        assert_eq!(
            judge_all::<EvidenceContradicts>(&[frontend(ONE), partial.to_owned()]).verdict,
            Verdict::Pass
        );
    }

    #[test]
    fn what_may_be_two_connectors_contradicts_nothing() {
        let relay = |name: &str| {
            format!(
                "Name               : Relay\nBindings           : {{0.0.0.0:25}}\nTlsCertificateName : \
                 {name}\n\n"
            )
        };
        assert_ne!(judge::<EvidenceContradicts>(&(relay(ONE) + &relay(OTHER))).verdict, Verdict::Found);
    }

    #[test]
    fn services_of_one_certificate_contradict_each_other_on_one_server_only() {
        let of = |services: &str| {
            certificate("CN=Fabrikam Trust CA 1", "CN=mail.contoso.example", services, "06/20/2027", 7)
        };
        let listing =
            |server: &str, services: &str| certificates(&[&of(services)]).replace("-Server EX01", server);
        let same = [frontend(ONE), listing("-Server EX01", "SMTP"), listing("-Server EX01", "IIS")];
        judge_all::<EvidenceContradicts>(&same).finding("which one holds is not known");
        assert_eq!(judge_all::<CertificateNotBoundToSmtp>(&same).verdict, Verdict::Undecided);
        let two = [frontend(ONE), listing("-Server EX01", "SMTP"), listing("-Server EX02", "IIS")];
        assert_eq!(judge_all::<EvidenceContradicts>(&two).verdict, Verdict::Pass);
        let unnamed = [frontend(ONE), listing("", "SMTP"), listing("", "IIS")];
        assert_eq!(judge_all::<CertificateNotBoundToSmtp>(&unnamed).verdict, Verdict::Undecided);
    }

    #[test]
    fn a_finding_about_a_connector_that_may_be_switched_off_is_possible_only() {
        let off = frontend(ONE).replace("Enabled               : True", "Enabled               : False");
        let judged = judge_all::<ReceiveCertificateNotFound>(&[frontend(ONE), off, listing()]);
        assert_eq!(judged.finding("").confidence, Confidence::Possible);
        let sure = judge_all::<ReceiveCertificateNotFound>(&[frontend(ONE), listing()]);
        assert_eq!(sure.finding("").confidence, Confidence::Certain);
    }
}
