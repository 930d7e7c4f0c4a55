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

/// The server that the last command of a text asks, and the text under the span of that.
fn server(text: &str) -> Option<(String, String)> {
    let found = read(text);
    let command = found.iter().rev().find_map(|line| line.command.as_ref())?;
    let server = command.argument("Server")?;
    let under = text.get(server.span.start as usize..server.span.end as usize).unwrap();
    Some((server.value.clone(), under.to_owned()))
}

const GET: &str = "Get-ExchangeCertificate -Server $server | Format-List Thumbprint\n";

#[test]
fn a_variable_is_what_was_assigned_above() {
    for text in [
        "$server = 'EX01'\nGET",
        "$server='EX01'   # the server\n\nGET",
        "$Server = 'EX01'\nGet-ExchangeCertificate -Server:$SERVER | fl\n",
        "$server = 'EX00'\n$server = 'EX01'\nGET$server = 'EX02'\n",
        "$other = Get-Thing; $server = 'EX01'; $none = @()\nGET",
        "[PS] C:\\>$server = 'EX01'\n[PS] C:\\>GET",
        "& {\n    $server = 'EX01'\n    # Shows the server's certificates.\n\n    GET}\n",
        "[PS] C:\\>& {\n>>     $server = 'EX01'\n>>     GET>> }\n\nThumbprint : AB\n",
        "[PS] C:\\>& {\n$server = 'EX01'\nif (-not $server) { return }\nGET}\n",
        "& { $server = 'EX01'\nGet-ExchangeCertificate -Server $server |\n    fl Thumbprint }\n",
        "$server = 'EX01'\nWrite-Host 'it is set'\nGET",
    ] {
        let text = text.replace("GET", GET);
        assert_eq!(server(&text), Some(("EX01".to_owned(), "EX01".to_owned())), "{text}");
    }
    let quoted = server(&format!("$server = 'it''s'\n{GET}"));
    assert_eq!(quoted, Some(("it's".to_owned(), "it''s".to_owned())));
}

#[test]
fn a_variable_that_holds_anything_else_is_unknown() {
    for text in [
        "GET$server = 'EX01'\n",
        "$server = 'EX01'\n$server = $null\nGET",
        "$server = 'EX01'\n$server = Get-Content server.txt\nGET",
        "$server = 'EX01'\n$SERVER += '.contoso.example'\nGET",
        "$server = 'EX01'\nforeach ($server in 'EX02', 'EX03') {\n    GET}\n",
        "$server = 'EX01'\n$server, $other = 'EX02', 'EX03'\nGET",
        "$server = 'EX01', 'EX02'\nGET",
        "$server = 'EX01'.ToLower()\nGET",
        "$server = \"EX01\"\nGET",
        "$server = ''   # the server\nGET",
        "$a = $server = 'EX01'\nGET",
        "& {\n    $server = 'EX01'\n}\nGET",
        "$servers = 'EX01'\nGET",
        "$server = 'EX01'\nGet-ExchangeCertificate -Server '$server' | fl\n",
    ] {
        let text = text.replace("GET", GET);
        assert_eq!(server(&text).map(|(server, _)| server).as_deref(), Some("$server"), "{text}");
    }
}

#[test]
fn what_stands_below_a_block_is_of_its_one_command_that_gets_something() {
    let one = read(&format!("& {{\n    $server = 'EX01'\n    # Shows.\n    {GET}    # End.\n}}\n"));
    assert_eq!(one.iter().map(|line| line.lines.clone()).collect::<Vec<_>>(), [0..3, 3..4, 4..6]);
    assert!(!one[2].command.as_ref().unwrap().filtered);
    let two = read("& {\nGet-SendConnector -Server EX01 | fl\nGet-ReceiveConnector | fl\n}\n");
    let last = two.last().unwrap().command.as_ref().unwrap();
    assert!(last.filtered && last.arguments.is_empty());
    let open = read(&format!("& {{\n    $server = 'EX01'\n    {GET}"));
    assert_eq!(open.last().unwrap().command.as_ref().unwrap().argument("Server").unwrap().value, "EX01");
}

#[test]
fn hostile_scripts_end_soon() {
    let pieces =
        ["& {\n", "& { $a = 'b'\n}\n", "$a='", "$a='b'\n", "$a=$", "& {{{{", "$a = ''''\n", "& {}\n"];
    for piece in pieces {
        read(&piece.repeat(400_000 / piece.len()));
    }
    let mut many: String = (0..1_000).map(|number| format!("$v{number} = 'x'\n")).collect();
    many += "$server = 'EX01'\n";
    many += GET;
    assert_eq!(server(&many).unwrap().0, "$server");
}
