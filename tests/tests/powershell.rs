//! Every script and every command that is printed is one that the shell of its administrator has: cmdlets,
//! parameters and properties are those of Microsoft's documentation for Exchange 2013 and later, and the language is
//! that of Windows PowerShell 4. No prompt of a script is answered by the script's own next line, and no script
//! uses what an earlier one left in a variable.

use hybrid_tls_doctor::{Collector, json_v1};
use hybrid_tls_doctor_tests::case::{Case, cases, examine};
use hybrid_tls_doctor_tests::compare::{array, string};
use serde_json::Value;
use std::collections::BTreeSet;
use tree_sitter::{Node, Parser, Tree};

/// Every cmdlet with the parameters that are used of it; `!` marks a switch. No alias, and nothing that answers a
/// prompt unasked: neither `-Force` nor `-Confirm`.
const COMMANDS: &[(&str, &str)] = &[
    // Exchange
    ("Enable-ExchangeCertificate", "Server Thumbprint Services"),
    ("Export-ExchangeCertificate", "Server Thumbprint BinaryEncoded! Password"),
    ("Get-AcceptedDomain", ""),
    ("Get-EdgeSubscription", ""),
    ("Get-ExchangeCertificate", "Server Thumbprint DomainName"),
    ("Get-ExchangeServer", "Identity"),
    ("Get-HybridConfiguration", ""),
    ("Get-Queue", "Server Filter"),
    ("Get-ReceiveConnector", "Identity"),
    ("Get-RemoteDomain", ""),
    ("Get-SendConnector", "Identity"),
    ("Get-TransportService", "Identity"),
    ("Import-ExchangeCertificate", "Server FileData PrivateKeyExportable Password"),
    ("Set-HybridConfiguration", "TlsCertificateName"),
    ("Set-ReceiveConnector", "Identity TlsCertificateName TlsDomainCapabilities"),
    ("Set-SendConnector", "Identity TlsCertificateName"),
    // Exchange Online
    ("Get-InboundConnector", ""),
    ("Get-OutboundConnector", ""),
    // Windows
    ("Export-Clixml", "Path LiteralPath NoClobber! Encoding"),
    ("Export-Csv", "Path LiteralPath NoClobber! NoTypeInformation! Encoding"),
    ("ForEach-Object", ""),
    ("Format-List", ""),
    ("Get-ChildItem", "Path LiteralPath Filter Recurse!"),
    ("Get-Credential", "UserName Message"),
    ("Get-Date", ""),
    ("Get-ItemProperty", ""),
    ("Get-Location", "PSProvider"),
    ("Get-WinEvent", "ComputerName FilterHashtable MaxEvents"),
    ("Import-Clixml", "LiteralPath"),
    ("Import-Csv", "LiteralPath Encoding"),
    ("Import-PfxCertificate", "FilePath CertStoreLocation Exportable! Password"),
    ("Join-Path", ""),
    ("New-Object", "Property"),
    ("Select-Object", "First Last"),
    ("Sort-Object", "Unique!"),
    ("Test-Certificate", ""),
    ("Test-NetConnection", "ComputerName Port"),
    ("Test-Path", "LiteralPath PathType"),
    ("Where-Object", ""),
    ("Write-Host", ""),
    ("Write-Progress", "Activity Status"),
    ("Write-Warning", ""),
    ("telnet", ""),
    // Functions of the collector's own
    ("Add-Note", ""),
    ("Add-Object", ""),
];

/// Cmdlets that only comments and sentences name.
const NAMED: &[&str] = &[
    "Connect-ExchangeOnline",
    "Format-Table",
    "Get-AuthConfig",
    "Install-WindowsFeature",
    "New-ExchangeCertificate",
    "Remove-ExchangeCertificate",
    "Retry-Queue",
    "Set-InboundConnector",
    "Set-OutboundConnector",
    "Start-EdgeSynchronization",
    "Unblock-File",
];

/// What cmdlets give, as far as it is printed or kept.
const PROPERTIES: &[(&str, &str)] = &[
    ("Get-AcceptedDomain", "DomainName DomainType Default"),
    (
        "Get-ChildItem",
        "Thumbprint HasPrivateKey NotBefore NotAfter Issuer Subject PSPath Enabled DisabledByDefault",
    ),
    ("Get-EdgeSubscription", "Name"),
    (
        "Get-ExchangeCertificate",
        "Thumbprint Services Status HasPrivateKey IsSelfSigned RootCAType NotBefore NotAfter Issuer Subject \
         CertificateDomains Identity RawData",
    ),
    ("Get-ExchangeServer", "Name Fqdn ServerRole AdminDisplayVersion Guid WhenChangedUTC"),
    (
        "Get-HybridConfiguration",
        "TlsCertificateName ReceivingTransportServers SendingTransportServers EdgeTransportServers Features \
         ServiceInstance Guid WhenChangedUTC",
    ),
    (
        "Get-InboundConnector",
        "Name Enabled ConnectorType ConnectorSource CloudServicesMailEnabled RequireTls \
         RestrictDomainsToCertificate RestrictDomainsToIPAddresses SenderDomains SenderIPAddresses \
         TlsSenderCertificateName TreatMessagesAsInternal AssociatedAcceptedDomains",
    ),
    (
        "Get-OutboundConnector",
        "Name Enabled TestMode ConnectorType ConnectorSource CloudServicesMailEnabled TlsSettings TlsDomain \
         SmartHosts UseMXRecord RecipientDomains AllAcceptedDomains RouteAllMessagesViaOnPremises \
         IsTransportRuleScoped SmtpDaneMode",
    ),
    ("Get-Queue", "Identity NextHopDomain LastError Status MessageCount"),
    (
        "Get-ReceiveConnector",
        "Identity Enabled TransportRole Bindings RemoteIPRanges Fqdn AuthMechanism PermissionGroups RequireTLS \
         DomainSecureEnabled SuppressXAnonymousTls ProtocolLoggingLevel TlsCertificateName TlsDomainCapabilities \
         Guid WhenChangedUTC",
    ),
    (
        "Get-RemoteDomain",
        "Name DomainName TrustedMailOutboundEnabled TrustedMailInboundEnabled TargetDeliveryDomain",
    ),
    (
        "Get-SendConnector",
        "Name Enabled AddressSpaces SmartHosts DNSRoutingEnabled SourceTransportServers Fqdn RequireTLS \
         IgnoreSTARTTLS TlsAuthLevel TlsDomain TlsCertificateName CloudServicesMailEnabled DomainSecureEnabled \
         ErrorPolicies FrontendProxyEnabled Guid WhenChangedUTC",
    ),
    ("Get-TransportService", "Name InternalTransportCertificateThumbprint UseDowngradedExchangeServerAuth"),
    ("Get-WinEvent", "TimeCreated Id ProviderName MachineName LevelDisplayName Message"),
];

/// These ask, and what stands below them in a paste would be the answer.
const PROMPTING: &[&str] = &["Enable-ExchangeCertificate", "Get-Credential"];

/// These stop with no error of their own, whatever they are given.
const HARMLESS: &[&str] = &["ForEach-Object", "Get-Date", "Join-Path", "Sort-Object", "Where-Object"];

/// What the shell itself sets, and the one setting that a script makes.
const AUTOMATIC: &[&str] =
    &["_", "null", "true", "false", "env:COMPUTERNAME", "env:USERPROFILE", "FormatEnumerationLimit"];

/// Syntax that Windows PowerShell 4 lacks, or that these scripts have no need of.
const FOREIGN: &[&str] = &[
    "&&",
    "?.",
    "?[",
    "class_statement",
    "enum_statement",
    "invocation_foreach_expression",
    "invocation_where_expression",
    "null_coalesce_argument_expression",
    "null_coalesce_expression",
    "pipeline_chain_tail",
    "redirection",
    "stop_parsing",
    "ternary_argument_expression",
    "ternary_expression",
    "using_statement",
    "||",
];

#[test]
fn every_command_that_is_printed_exists() {
    let printed = printed();
    assert!(printed.len() > 80, "{} scripts", printed.len());
    let mut used = BTreeSet::new();
    for script in printed.into_iter().chain(examples()).chain(collectors()) {
        let problems = check(&script);
        assert!(problems.is_empty(), "{problems:#?}\n{script}");
        let tree = parse(&script);
        used.extend(nodes(&tree, "command_name").iter().map(|name| script[name.byte_range()].to_owned()));
    }
    let idle: Vec<&str> =
        COMMANDS.iter().map(|(name, _)| *name).filter(|name| !used.contains(*name)).collect();
    assert!(idle.is_empty(), "nothing uses {idle:?}");
}

#[test]
fn every_cmdlet_that_a_sentence_names_exists() {
    const VERBS: &[&str] = &[
        "Connect", "Enable", "Export", "Format", "Get", "Import", "Install", "New", "Remove", "Resume",
        "Retry", "Set", "Start", "Test", "Unblock", "Update",
    ];
    let pages = hybrid_tls_doctor::rules()
        .iter()
        .map(|rule| hybrid_tls_doctor::documentation(rule.name).unwrap().to_owned());
    let mut seen = 0;
    for text in reports().iter().map(Value::to_string).chain(pages).chain(collectors()) {
        // In JSON a line break is `\n`, with the next word right behind it.
        let text = text.replace("\\n", " ");
        for word in text.split(|c: char| !c.is_ascii_alphanumeric() && c != '-') {
            let Some((verb, noun)) = word.split_once('-') else { continue };
            if VERBS.contains(&verb) && noun.starts_with(|c: char| c.is_ascii_uppercase()) {
                seen += 1;
                let known = COMMANDS.iter().any(|(name, _)| *name == word) || NAMED.contains(&word);
                assert!(known, "{word}");
            }
        }
    }
    assert!(seen > 1000, "{seen} cmdlets");
}

#[test]
fn what_to_answer_is_said_where_something_asks() {
    let mut seen = 0;
    for report in reports() {
        for fix in array(&report, "findings").iter().flat_map(|finding| array(finding, "fixes")) {
            let asks = string(fix, "/apply").contains("Enable-ExchangeCertificate");
            seen += usize::from(asks);
            assert_eq!(fix["answer"] == "N", asks, "{fix:#}");
            // What changes something says what it was before, how to see that it worked, and the way back.
            let changes = fix["risk"] != "reads-only";
            for member in ["/backup", "/verify", "/undo"] {
                assert_eq!(!string(fix, member).is_empty(), changes, "{member} of {fix:#}");
            }
        }
    }
    assert!(seen > 10, "{seen} prompts");
}

#[test]
fn every_property_that_is_printed_or_kept_exists() {
    let mut seen = 0;
    for script in printed().into_iter().chain(examples()) {
        let tree = parse(&script);
        for pipeline in nodes(&tree, "pipeline_chain") {
            let commands: Vec<Node<'_>> =
                children(pipeline).filter(|node| node.kind() == "command").collect();
            // What a variable holds comes from the command that set it.
            let kept = kept_from(&tree, pipeline, &script);
            let first = commands.first().and_then(|first| command_name(*first, &script));
            let Some(source) = kept.or(first) else { continue };
            for command in commands.iter().skip(usize::from(kept.is_none())) {
                if !matches!(command_name(*command, &script), Some("Format-List" | "Select-Object")) {
                    continue;
                }
                for name in listed(*command, &script).into_iter().filter(|name| name != "*") {
                    seen += 1;
                    assert!(gives(source, &name), "{source} has no {name}\n{script}");
                }
            }
        }
    }
    assert!(seen > 400, "{seen} properties");
    for script in collectors() {
        for line in script.lines().skip_while(|line| !line.contains("$keep = @{")).skip(1) {
            let Some((kind, names)) = line.split_once(" = ").filter(|_| line.trim() != "}") else { break };
            let cmdlet = match kind.trim() {
                "Note" => continue,
                "Event" => "Get-WinEvent".to_owned(),
                kind => format!("Get-{kind}"),
            };
            for name in names.split(',').map(|name| name.trim().trim_matches('\'')) {
                assert!(gives(&cmdlet, name), "{cmdlet} has no {name}");
            }
        }
    }
}

#[test]
fn no_prompt_is_answered_by_the_line_below() {
    let mut seen = 0;
    for script in printed() {
        let tree = parse(&script);
        for name in nodes(&tree, "command_name") {
            if !PROMPTING.contains(&&script[name.byte_range()]) {
                continue;
            }
            seen += 1;
            let rest = &script[statement(name).end_byte()..];
            assert!(rest.trim().is_empty(), "below a prompt: {rest}\nin\n{script}");
            assert!(!script.ends_with('\n'), "an empty line answers the prompt of\n{script}");
        }
    }
    assert!(seen >= 4, "{seen} prompts");
}

/// Windows PowerShell reads a saved script in the machine's code page, and a console without PSReadLine takes an empty
/// line for the end of a block.
#[test]
fn scripts_are_ascii_without_an_empty_line() {
    for script in printed() {
        assert!(script.is_ascii(), "{script}");
        assert!(!script.starts_with("& {") || script.lines().all(|line| !line.trim().is_empty()), "{script}");
    }
}

#[test]
fn no_script_uses_what_an_earlier_one_left() {
    let mut seen = 0;
    for script in printed() {
        seen += script.matches("= $null\n").count();
        let problems = leftovers(&script);
        assert!(problems.is_empty(), "{problems:#?}\n{script}");
    }
    assert!(seen > 20, "{seen} variables are emptied");
}

/// The checks must see what they look for.
#[test]
fn what_is_wrong_is_seen() {
    for (script, problem) in [
        ("gci Cert:\\", "gci"),
        ("Get-ReceiveConector", "Get-ReceiveConector"),
        ("Get-ReceiveConnector -Name 'a'", "Get-ReceiveConnector -Name"),
        ("Set-SendConnector -Identity 'a' -Force", "Set-SendConnector -Force"),
        ("Set-SendConnector -Identity 'a' -Confirm:$false", "Set-SendConnector -Confirm"),
        ("Get-ReceiveConnector -Identity | Format-List", "Get-ReceiveConnector -Identity"),
        ("Get-ChildItem -Recurse $true", "Get-ChildItem -Recurse"),
        ("Write-Host ($HOME ? 1 : 2)", "ternary_expression"),
        ("Write-Host ($HOME ?? 2)", "null_coalesce_expression"),
        ("Get-Queue && Get-Queue", "pipeline_chain_tail"),
        ("Get-Queue > a.txt", "redirection"),
        ("& 'Get-Queue'", "&"),
    ] {
        assert!(check(script).iter().any(|found| found == problem), "{script}: {:?}", check(script));
    }
    for script in [
        "$cert = Get-ExchangeCertificate",
        "Write-Host $cert",
        "if ($cert) { Write-Host 'a' }\n$cert = $null",
        "$cert = $null\n$cert = Get-ExchangeCertificate | Where-Object { $_.Thumbprint -eq $thumbprint }",
    ] {
        assert!(!leftovers(script).is_empty(), "{script}");
    }
    let script =
        "$cert = $null\n$cert = Get-ExchangeCertificate\nif ($cert) { Write-Host \"$($cert.Issuer)\" }";
    assert_eq!(leftovers(script), Vec::<String>::new());
    assert!(!gives("Get-SendConnector", "TlsDomainCapabilities"));
    let script = "if ($a) {\n    Get-Credential -Message 'a'\n}\nWrite-Host 'b'";
    let tree = parse(script);
    let mut names = nodes(&tree, "command_name").into_iter();
    let asks = names.find(|name| PROMPTING.contains(&&script[name.byte_range()])).unwrap();
    assert!(script[statement(asks).end_byte()..].contains("Write-Host"));
}

/// What is wrong with the commands and the syntax of a script.
fn check(script: &str) -> Vec<String> {
    let tree = parse(script);
    let mut problems = Vec::new();
    if tree.root_node().has_error() {
        problems.push(tree.root_node().to_sexp());
    }
    for node in all(&tree) {
        if FOREIGN.contains(&node.kind()) {
            problems.push(node.kind().to_owned());
        }
        if node.kind() != "command" {
            continue;
        }
        let Some(name) = command_name(node, script) else {
            // A block may be called, as it stands there whole; a name that is put together may not.
            let block = children(node)
                .any(|part| part.kind() == "command_name_expr" && script[part.byte_range()].starts_with('{'));
            if !block {
                problems.push("&".to_owned());
            }
            continue;
        };
        let Some((_, parameters)) = COMMANDS.iter().find(|(known, _)| *known == name) else {
            problems.push(name.to_owned());
            continue;
        };
        for (parameter, has_value) in arguments(node, script) {
            let known = parameter == "ErrorAction" && has_value
                || parameters.split(' ').any(|known| match known.strip_suffix('!') {
                    Some(switch) => switch == parameter && !has_value,
                    None => known == parameter && has_value,
                });
            if !known {
                problems.push(format!("{name} -{parameter}"));
            }
        }
    }
    problems
}

/// Variables that a script reads before it sets them, and those that a command sets which may stop: they would keep
/// their former value.
fn leftovers(script: &str) -> Vec<String> {
    let tree = parse(script);
    let mut known = BTreeSet::new();
    let mut problems = Vec::new();
    // In the order of the text.
    let mut variables = nodes(&tree, "variable");
    variables.sort_by_key(Node::start_byte);
    for variable in variables {
        let name = script[variable.byte_range()].trim_matches(['$', '@', '{', '}']);
        if AUTOMATIC.contains(&name) {
            continue;
        }
        if variable.parent().is_some_and(|parent| parent.kind() == "foreach_statement") {
            known.insert(name.to_owned());
            continue;
        }
        let Some(assignment) = assignment_to(variable) else {
            if !known.contains(name) {
                problems.push(format!("${name} is read before it is set"));
            }
            continue;
        };
        let stops = within(assignment)
            .into_iter()
            .filter(|node| node.kind() == "command_name")
            .any(|command| !HARMLESS.contains(&&script[command.byte_range()]));
        if stops && !known.contains(name) {
            problems.push(format!("${name} may keep its former value"));
        }
        known.insert(name.to_owned());
    }
    problems
}

/// The assignment whose left side a variable is.
fn assignment_to(variable: Node<'_>) -> Option<Node<'_>> {
    let left = variable.parent()?.parent()?;
    (left.kind() == "left_assignment_expression").then(|| left.parent()).flatten()
}

/// The statement of the script's own level that a node is in.
fn statement(node: Node<'_>) -> Node<'_> {
    let mut at = node;
    while let Some(parent) = at.parent() {
        let top =
            parent.kind() == "statement_list" && parent.parent().is_some_and(|up| up.kind() == "program");
        if top || parent.kind() == "program" {
            return at;
        }
        at = parent;
    }
    at
}

fn gives(cmdlet: &str, property: &str) -> bool {
    PROPERTIES.iter().any(|(known, names)| *known == cmdlet && names.split(' ').any(|name| name == property))
}

/// The properties that a command lists, also those that it computes under the same name.
fn listed(command: Node<'_>, script: &str) -> Vec<String> {
    let mut names = Vec::new();
    for node in within(command) {
        match node.kind() {
            "generic_token" => names.push(script[node.byte_range()].to_owned()),
            "simple_name" if node.parent().is_some_and(|up| up.kind() == "member_name") => {
                let name = &script[node.byte_range()];
                names.extend((name != "ToString").then(|| name.to_owned()));
            }
            _ => {}
        }
    }
    names
}

fn command_name<'a>(command: Node<'_>, script: &'a str) -> Option<&'a str> {
    let name = children(command).find(|part| part.kind() == "command_name")?;
    Some(&script[name.byte_range()])
}

/// The command that set the variable which a pipeline begins with.
fn kept_from<'a>(tree: &Tree, pipeline: Node<'_>, script: &'a str) -> Option<&'a str> {
    let (variable, _) = script[pipeline.byte_range()].split_once(" |")?;
    let name = variable.strip_prefix('$')?;
    let set = nodes(tree, "assignment_expression").into_iter().filter(|assignment| {
        children(*assignment)
            .next()
            .is_some_and(|left| script[left.byte_range()].trim_start_matches('$') == name)
    });
    let commands = set.flat_map(within).filter(|node| node.kind() == "command_name");
    let mut names = commands.map(|node| &script[node.byte_range()]);
    names.find(|name| PROPERTIES.iter().any(|(known, _)| known == name))
}

/// The parameters of a command, without the dash, and whether a value follows.
fn arguments<'a>(command: Node<'_>, script: &'a str) -> Vec<(&'a str, bool)> {
    let mut found: Vec<(&str, bool)> = Vec::new();
    let mut open = false;
    for elements in children(command).filter(|part| part.kind() == "command_elements") {
        for element in children(elements) {
            match element.kind() {
                "command_parameter" => {
                    found.push((script[element.byte_range()].trim_start_matches('-'), false));
                    open = true;
                }
                "command_argument_sep" => {}
                _ => {
                    if let Some(last) = found.last_mut().filter(|_| open) {
                        last.1 = true;
                    }
                    open = false;
                }
            }
        }
    }
    found
}

/// Evidence whose commands no case has.
const MORE: &[&str] = &[
    "TLS negotiation failed with error SocketError",
    "421 4.4.1 Connection timed out",
    "450 4.4.316 Connection refused",
    "454 4.7.0 Failed to establish appropriate TLS channel: UntrustedRoot",
    "550 5.7.51 TenantInboundAttribution; There is a partner connector configured that matched the \
    message's recipient domain.",
    "421 4.7.66 TLS 1.0 and 1.1 are not supported. Please upgrade/update your client to support TLS 1.2.",
    "[PS] C:\\>Get-ReceiveConnector | fl Identity,Enabled,TransportRole,Bindings,TlsCertificateName\n\n\n\
     Identity           : EX01\\Default Frontend EX01\n\
     Enabled            : True\n\
     TransportRole      : FrontendTransport\n\
     Bindings           : {0.0.0.0:25}\n\
     TlsCertificateName : <I>CN=Fabrikam Trust CA 1<S>CN=mail.contoso.example\n\n\
     [PS] C:\\>Get-ExchangeCertificate -Server EX01 | fl\n\n\n\
     HasPrivateKey      : True\n\
     IsSelfSigned       : False\n\
     Issuer             : CN=Fabrikam Trust CA 1\n\
     Services           : SMTP\n\
     Status             : Revoked\n\
     Subject            : CN=mail.contoso.example\n\
     Thumbprint         : 5C6A4B0E9D1F27A38C4E5D6F708192A3B4C5D6E7\n",
];

/// The reports of all cases and of some evidence more.
fn reports() -> Vec<Value> {
    let more = MORE.iter().map(|text| {
        let report = examine("2026-11-22", &[("pasted.txt".to_owned(), text.as_bytes().to_vec())]);
        serde_json::from_str(&json_v1(&report)).unwrap()
    });
    cases().iter().map(Case::report_json).chain(more).collect()
}

/// Every script of a fix and every command that is asked for.
fn printed() -> BTreeSet<String> {
    let mut scripts = BTreeSet::new();
    for report in reports() {
        for fix in array(&report, "findings").iter().flat_map(|finding| array(finding, "fixes")) {
            scripts.extend(
                ["/backup", "/apply", "/verify", "/undo"].map(|member| string(fix, member).to_owned()),
            );
        }
        for missing in array(&report, "checks").iter().flat_map(|check| array(check, "missing")) {
            scripts.insert(string(missing, "/collect").to_owned());
        }
    }
    scripts.remove("");
    scripts
}

/// The examples of the rules' pages.
fn examples() -> impl Iterator<Item = String> {
    hybrid_tls_doctor::rules().iter().flat_map(|rule| {
        let page = hybrid_tls_doctor::documentation(rule.name).unwrap_or_default();
        page.split("```powershell\n").skip(1).filter_map(|block| block.split("```").next().map(str::to_owned))
    })
}

fn collectors() -> impl Iterator<Item = String> {
    Collector::ALL.into_iter().map(|collector| collector.script().to_owned())
}

fn parse(script: &str) -> Tree {
    let mut parser = Parser::new();
    parser.set_language(&tree_sitter_pwsh::LANGUAGE.into()).unwrap();
    parser.parse(script, None).unwrap()
}

fn children(node: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    (0..node.child_count()).filter_map(move |index| node.child(index))
}

/// A node and everything in it.
fn within(node: Node<'_>) -> Vec<Node<'_>> {
    let mut found = vec![node];
    let mut at = 0;
    while let Some(node) = found.get(at).copied() {
        found.extend(children(node));
        at += 1;
    }
    found
}

fn all(tree: &Tree) -> Vec<Node<'_>> {
    within(tree.root_node())
}

fn nodes<'tree>(tree: &'tree Tree, kind: &str) -> Vec<Node<'tree>> {
    all(tree).into_iter().filter(|node| node.kind() == kind).collect()
}
