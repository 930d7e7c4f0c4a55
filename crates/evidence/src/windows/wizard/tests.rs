use crate::item::{Format, Item, Reading, TextId, WizardLog};
use crate::sample::read;
use htd_source::{Source, SourceId};

fn given(text: &str) -> (Source, Reading) {
    read(SourceId(0), "wizard", text.as_bytes())
}

fn logs(reading: &Reading) -> Vec<&WizardLog> {
    reading
        .items
        .iter()
        .filter_map(|item| if let Item::WizardLog(log) = item { Some(log) } else { None })
        .collect()
}

const NAME: &str =
    "<I>CN=Fabrikam Trust RSA CA 2026, O=Fabrikam Trust Services, C=US<S>CN=mail.contoso.example";

fn log_text() -> String {
    format!(
        "2026.11.20 09:12:40.118         10042 [Client=UX, Thread=1] Version 17.2.7 HCW8000 is no error
2026.11.20 09:12:43.377         10276 [Client=UX, Session=OnPremises, Cmdlet=Get-ReceiveConnector, Thread=21] START \
Get-ReceiveConnector
2026.11.20 09:12:43.901         10277 [Client=UX, Session=OnPremises, Cmdlet=Get-ReceiveConnector, Thread=21] FINISH \
Time=524.1ms Results=2
                                      Identity                  Bindings                 TlsCertificateName
                                      --------                  --------                 ------------------
                                      EX01\\Default Frontend EX01 {{[::]:25, 0.0.0.0:25}}  <I>CN=old<S>CN=old

2026.11.20 09:12:44.377         10276 [Client=UX, Activity=Mail Flow, Session=OnPremises, \
Cmdlet=Set-ReceiveConnector, Thread=21] START Set-ReceiveConnector -AuthMechanism 'Tls, Integrated' -Bindings \
'[::]:25','0.0.0.0:25' -RequireTLS: $false -TLSCertificateName '{NAME}' -Identity 'EX01\\Default Frontend EX01'
2026.11.20 09:12:45.102 *ERROR* 10277 [Client=UX, Session=OnPremises, Cmdlet=Set-ReceiveConnector, Thread=21] FINISH \
Time=725.1ms Results=PowerShell failed to invoke 'Set-ReceiveConnector': HCW8010 Default Receive Connector cannot be \
found on server EX01.
   at Microsoft.Example.Invoke()
"
    )
}

#[test]
fn a_log_gives_its_commands_and_codes_and_no_objects() {
    for text in [log_text(), log_text().replace('\n', "\r\n"), log_text().replacen("2026", "026", 1)] {
        let (source, reading) = given(&text);
        assert_eq!(
            (reading.format, reading.problems.len()),
            (Format::WizardLog, 0),
            "{:?}",
            reading.problems
        );
        assert!(!reading.items.iter().any(|item| matches!(item, Item::Record(_))));
        let [log] = logs(&reading)[..] else { panic!("{reading:?}") };
        let [command] = log.commands.as_slice() else { panic!("{log:?}") };
        assert_eq!(command.value.cmdlet.value, "Set-ReceiveConnector");
        let argument = |name| command.value.argument(name).map(|value| value.value.as_str());
        assert_eq!(argument("Identity"), Some("EX01\\Default Frontend EX01"));
        assert_eq!(argument("TlsCertificateName"), Some(NAME));
        assert_eq!(argument("RequireTLS"), Some("$false"));
        assert_eq!(argument("Bindings"), Some("'[::]:25','0.0.0.0:25'"));
        assert!(
            source
                .slice(command.span.start, command.span.end)
                .starts_with("Set-ReceiveConnector -AuthMechanism")
        );
        let codes: Vec<_> = log.codes.iter().map(|code| code.value.as_str()).collect();
        assert_eq!(codes, ["HCW8000", "HCW8010"]);
        assert_eq!(source.slice(log.codes[1].span.start, log.codes[1].span.end), "HCW8010");
        // The text of the error is known wherever it stands.
        assert!(reading.items.iter().any(|item| matches!(item, Item::ErrorText(_))));
    }
}

fn symptoms(text: &str) -> Vec<TextId> {
    let (source, reading) = given(text);
    let texts = reading
        .items
        .iter()
        .filter_map(|item| if let Item::ErrorText(text) = item { Some(text) } else { None });
    texts
        .map(|text| {
            let line = source.slice(text.span.start, text.span.end);
            assert!(
                text.id != TextId("wizard-error") || line.starts_with("20") && !line.contains('\n'),
                "{line}"
            );
            text.id
        })
        .collect()
}

#[test]
fn errors_that_are_not_known_are_told_once() {
    let entry = |level: &str, text: &str| {
        format!(
            "2026.11.20 09:12:45.102 {level} 10277 [Client=UX, Session=OnPremises, Thread=21] FINISH \
             Results={text}\n   at Example.Invoke()\n"
        )
    };
    let unknown = "PowerShell failed to invoke 'Set-SendConnector': The property cannot be set.";
    assert_eq!(symptoms(&entry("*ERROR*", unknown)), [TextId("wizard-error")]);
    assert_eq!(symptoms(&entry("ERROR", unknown)), [TextId("wizard-error")]);
    assert!(symptoms(&entry("       ", unknown)).is_empty());
    assert!(symptoms(&entry("*ERROR*", "The mailbox cannot be found.")).is_empty());
    let known = "The Secure Mail Certificate on server EX01 is not bound to the SMTP Service.";
    assert_eq!(symptoms(&entry("*ERROR*", known)), [TextId("not-bound")]);
    let below = entry("*ERROR*", "PowerShell failed to invoke 'Set-HybridMailflow' for the connector")
        + "   RequiredTls flag should be set to true if TlsCertificateName is specified.\n";
    assert_eq!(symptoms(&below), [TextId("required-tls")]);
    let many = entry("*ERROR*", unknown).repeat(1_000);
    assert_eq!(symptoms(&many).len(), 50);
}

#[test]
fn a_log_ends_where_output_begins() {
    let text =
        format!("{}\n[PS] C:\\>Get-ReceiveConnector | fl\n\nIdentity : EX01\\a\nFqdn     : b\n", log_text());
    let (_, reading) = given(&text);
    assert_eq!(reading.format, Format::Mixed);
    assert_eq!(reading.items.iter().filter(|item| matches!(item, Item::Record(_))).count(), 1);
    let text = format!("{}\n\nIdentity : EX01\\a\nFqdn     : b\n\n{}", log_text(), log_text());
    let (_, reading) = given(&text);
    assert_eq!(logs(&reading).len(), 2);
    assert_eq!(reading.items.iter().filter(|item| matches!(item, Item::Record(_))).count(), 1);
}

#[test]
fn pasted_commands_are_what_was_asked_for() {
    let text = format!(
        "# The connector of setup\nSet-ReceiveConnector -RequireTLS: $false `\n    -TLSCertificateName '{NAME}' `\n    \
         -Identity 'EX01\\Default Frontend EX01'\n\n$cert = Get-ExchangeCertificate -Thumbprint 00\n\
         [PS] C:\\>Set-SendConnector \"Outbound to Office 365 - 1\" -TlsCertificateName $null\nWARNING: no change\n\
         [PS] C:\\>Enable-ExchangeCertificate -Thumbprint 00 -Services SMTP,IIS\n"
    );
    let (source, reading) = given(&text);
    assert_eq!((reading.format, reading.problems.len()), (Format::WizardLog, 0), "{:?}", reading.problems);
    let [Item::WizardLog(log)] = reading.items.as_slice() else { panic!("{reading:?}") };
    let cmdlets: Vec<_> = log.commands.iter().map(|command| command.value.cmdlet.value.as_str()).collect();
    assert_eq!(cmdlets, ["Set-ReceiveConnector", "Set-SendConnector", "Enable-ExchangeCertificate"]);
    let first = &log.commands[0];
    assert!(source.slice(first.span.start, first.span.end).ends_with("Default Frontend EX01'"));
    assert_eq!(first.value.argument("TlsCertificateName").map(|value| value.value.as_str()), Some(NAME));
    assert_eq!(
        log.commands[1].value.argument("").map(|value| value.value.as_str()),
        Some("Outbound to Office 365 - 1")
    );
}

#[test]
fn output_between_commands_keeps_its_own_command() {
    let text = "[PS] C:\\>Set-ReceiveConnector 'EX01\\a' -RequireTLS $true\nWARNING: slow\n\
                [PS] C:\\>Get-ReceiveConnector 'EX01\\a' | fl Identity,Fqdn\n\nIdentity : EX01\\a\nFqdn     : b\n\n\
                [PS] C:\\>New-SendConnector -Name x | fl Identity,Fqdn\n\nIdentity : x\nFqdn     : b\n";
    let (_, reading) = given(text);
    assert_eq!((reading.format, reading.problems.len()), (Format::Mixed, 0));
    let commands: Vec<_> = reading
        .items
        .iter()
        .filter_map(|item| {
            if let Item::Record(record) = item {
                Some(record.command.as_ref()?.cmdlet.value.as_str())
            } else {
                None
            }
        })
        .collect();
    assert_eq!(commands, ["Get-ReceiveConnector", "New-SendConnector"]);
    assert_eq!(logs(&reading).len(), 2);
}

#[test]
fn other_commands_and_prose_are_none() {
    for text in [
        "[PS] C:\\>Get-ReceiveConnector",
        "[PS] C:\\>Set-Mailbox a -Name b",
        "Set-ReceiveConnector changes the connector, they say.",
        "2026.11.20 09:12:44.377 something else",
        "2026.11.20 [Client=UX]",
    ] {
        assert!(logs(&given(text).1).is_empty(), "{text}");
    }
}

#[test]
fn truncation_does_no_harm() {
    let text = log_text();
    for end in (0..text.len()).step_by(7) {
        given(text.get(..end).unwrap());
        given(text.get(end..).unwrap());
    }
}

#[test]
fn long_hostile_texts_take_no_long_time() {
    let entry = "2026.11.20 09:12:44.377 [Client=UX] START Set-SendConnector a\n";
    for piece in [entry, "Set-SendConnector a\n", "Set-SendConnector a\n# x\n\n", "# x\n", "HCW8010 "] {
        given(&piece.repeat(400_000 / piece.len()));
        given(&format!("{entry}{}", piece.repeat(100_000 / piece.len())));
        given(&format!("{entry}        {}", "\n".repeat(100_000)));
        given(&entry.replace("\n", &"\n".repeat(3)).repeat(1_000));
    }
}
