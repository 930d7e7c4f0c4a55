use super::*;
use crate::sample::nothing_sought;
use htd_source::{Clean, SourceId};

fn read(text: &str) -> Vec<CommandLine> {
    let clean = Clean::new(SourceId(0), text);
    find(&Page::new(&clean, &nothing_sought()))
}

fn one(text: &str) -> Arc<Command> {
    let mut found = read(text);
    assert_eq!(found.len(), 1, "{text}: {found:?}");
    found.remove(0).command.unwrap_or_else(|| panic!("{text}"))
}

#[test]
fn knows_prompts() {
    for line in [
        "[PS] C:\\Windows\\system32>Get-ReceiveConnector",
        "[PS] C:\\>Get-ReceiveConnector",
        "PS C:\\Program Files\\Scripts> Get-ReceiveConnector",
        "C:\\>Get-ReceiveConnector",
        "PS>Get-ReceiveConnector",
        "[PS] C:\\>[PS] C:\\>Get-ReceiveConnector",
        "[PS] C:\\>cls [PS] C:\\Scripts>Get-ReceiveConnector",
        "[ex01.contoso.com]: PS C:\\Users\\admin\\Documents> Get-ReceiveConnector",
        "PS /home/admin> Get-ReceiveConnector",
        "Get-ReceiveConnector",
    ] {
        assert_eq!(one(line).cmdlet.value, "Get-ReceiveConnector", "{line}");
    }
    for line in ["a > b", "<I>CN=A<S>CN=B", "http://contoso.com/>", "C: is full > 90 %", "x:y>z", "[note] C>"]
    {
        assert!(read(line).is_empty(), "{line}");
    }
    let command = one("[ex01.contoso.com]: PS C:\\>Get-ReceiveConnector");
    let server = command.session_server.as_ref().unwrap();
    assert_eq!(server.value, "ex01.contoso.com");
}

#[test]
fn a_sentence_is_no_command() {
    for line in [
        "Get-ReceiveConnector shows the following:",
        "Get-ExchangeCertificate does not list the certificate any more",
        "Set-up of the server",
        "Get-well soon to everybody",
        "Then I ran Get-ReceiveConnector | fl",
    ] {
        assert!(read(line).is_empty(), "{line}");
    }
}

#[test]
fn reads_arguments() {
    let command =
        one("Set-ReceiveConnector 'EX01\\Default Frontend EX01' -RequireTLS: $false -Server:EX01 -Bindings \
         '[::]:25','0.0.0.0:25' -Fqdn “mail.contoso.com” -Confirm");
    let values: Vec<_> = command.arguments.iter().map(|(n, v)| (n.as_str(), v.value.as_str())).collect();
    assert_eq!(
        values,
        [
            ("", "EX01\\Default Frontend EX01"),
            ("RequireTLS", "$false"),
            ("Server", "EX01"),
            ("Bindings", "'[::]:25','0.0.0.0:25'"),
            ("Fqdn", "mail.contoso.com"),
            ("Confirm", ""),
        ]
    );
}

#[test]
fn tells_what_narrows_the_output() {
    for (line, filtered) in [
        ("Get-ReceiveConnector | fl", false),
        ("Get-ReceiveConnector -Server EX01 | fl Name, Fqdn", false),
        ("Get-ReceiveConnector | select Name,Fqdn | fl", false),
        ("Get-ReceiveConnector | where {$_.Fqdn -like '*|*'} | fl", true),
        ("Get-ReceiveConnector|?{$_.Enabled}|fl", true),
        ("Get-ReceiveConnector | select -First 1", true),
        ("Get-ReceiveConnector 'EX01\\Default Frontend EX01' | fl", true),
        ("Get-ReceiveConnector -Identity \"EX01\\Default Frontend EX01\" | fl", true),
        ("Get-SendConnector -Filter {Enabled -eq $true}", true),
        ("Get-ExchangeCertificate -Thumbprint AB | fl", true),
        ("Get-ReceiveConnector | fl; Get-SendConnector | fl", true),
        ("Get-ReceiveConnector | fl;", false),
    ] {
        assert_eq!(one(line).filtered, filtered, "{line}");
    }
}

#[test]
fn joins_wrapped_lines() {
    let ticked =
        read("Set-SendConnector -Identity 'a' `\n    -Fqdn 'mail.contoso.com' `\n    -RequireTLS $true\n");
    assert_eq!(ticked[0].lines, 0..3);
    assert_eq!(ticked[0].command.as_ref().unwrap().argument("Fqdn").unwrap().value, "mail.contoso.com");

    let wrapped = read(
        "[PS] C:\\Windows\\system32>Get-ExchangeCertificate -Server EX01 -DomainController dc0\n1.contoso.com \
         | fl Thumbprint\n\nThumbprint : AB\n",
    );
    assert_eq!(wrapped[0].lines, 0..2);
    let command = wrapped[0].command.as_ref().unwrap();
    assert_eq!(command.argument("DomainController").unwrap().value, "dc01.contoso.com");

    let piped = read("Get-ReceiveConnector |\n  fl Name,\n  Fqdn\nName : a\n");
    assert_eq!(piped[0].lines, 0..3);
}
