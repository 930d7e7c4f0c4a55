//! The fixes that several rules print. Each is complete: where it runs, what it risks, backup, change,
//! check and way back. A fix whose names cannot be quoted safely is not printed: every function here
//! returns `None` then.
//!
//! Two rules of the shell shape the scripts. A pasted block that raises a prompt would feed its next line to
//! that prompt, whose default is Yes; so the command that prompts stands alone. And a variable that stayed
//! empty must not change a setting, so every change stands inside `if ($cert) { … }`.

use htd_model::{Connector, ReceiveConnector};
use htd_report::powershell::{Literal, Script};
use htd_report::{Fix, Risk, Shell};

/// What to answer at the overwrite prompt.
pub(crate) const ANSWER_NO: &str = "N";

/// Says which certificate a fix is about.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Which<'a> {
    /// The evidence tells which one.
    Thumbprint(&'a str),
    /// The administrator has to fill it in.
    New,
}

/// A thumbprint that is one: cut or redacted ones are filled in by hand.
pub(crate) fn which(thumbprint: Option<&str>) -> Which<'_> {
    let whole = |text: &&str| text.len() == 40 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    thumbprint.filter(whole).map_or(Which::New, Which::Thumbprint)
}

/// Writes issuer and subject of a certificate into a connector, read from the certificate in the shell.
pub(crate) fn set_certificate_name(
    connector: Connector<'_>,
    server: Option<&str>,
    cert: Which<'_>,
) -> Option<Fix> {
    let name = quote_name(connector)?;
    let (get, set) = match connector {
        Connector::Receive(_) => (
            "Get-ReceiveConnector -Identity {} | Export-Clixml -NoClobber -Path (Join-Path $HOME {})",
            "    Set-ReceiveConnector -Identity {} -TlsCertificateName $tlsCertificateName",
        ),
        Connector::Send(_) => (
            "Get-SendConnector -Identity {} | Export-Clixml -NoClobber -Path (Join-Path $HOME {})",
            "    Set-SendConnector -Identity {} -TlsCertificateName $tlsCertificateName",
        ),
    };
    let backup = backup_file("certificate-name", &connector.name().value, "xml")?;
    let apply = find_certificate(server, cert)?
        .fixed("if ($cert) {\n    $tlsCertificateName = \"<I>$($cert.Issuer)<S>$($cert.Subject)\"")
        .line(set, &[&name])
        .fixed("} else {\n    Write-Warning 'No certificate of that thumbprint is on this server. Nothing was changed.'\n}");
    Some(Fix {
        title: match cert {
            Which::Thumbprint(_) => "Point the connector at the certificate that is on the server".to_owned(),
            Which::New => "Point the connector at the new certificate".to_owned(),
        },
        shell: Shell::ExchangeManagementShell,
        run_on: server.map(str::to_owned),
        risk: Risk::ChangesConfiguration,
        answer: None,
        backup: Script::new().line(get, &[&name, &backup]),
        apply,
        verify: verify_certificate_name(connector, &name),
        undo: restore_certificate_name(connector, &name, &backup),
    })
}

/// Enables a certificate for SMTP, keeping the default certificate. It raises the overwrite prompt, so the
/// command stands alone.
pub(crate) fn enable_for_smtp(server: Option<&str>, cert: Which<'_>) -> Option<Fix> {
    let server_literal = server.map(Literal::new).transpose().ok()?;
    let file = backup_file("default-smtp-certificate", server.unwrap_or("server"), "txt")?;
    let note = "# At \"Overwrite the existing default SMTP certificate?\" answer N. Enter alone means Yes, which\n# replaces the certificate of Edge subscriptions and of the mail between servers.";
    let (apply, verify) = match (cert, &server_literal) {
        (Which::Thumbprint(thumbprint), Some(server)) => {
            let thumbprint = quote(thumbprint)?;
            (
                Script::new().fixed(note).line(
                    "Enable-ExchangeCertificate -Server {} -Thumbprint {} -Services SMTP",
                    &[server, &thumbprint],
                ),
                Script::new().line(
                    "Get-ExchangeCertificate -Server {} -Thumbprint {} | Format-List Thumbprint,Services,Status,HasPrivateKey",
                    &[server, &thumbprint],
                ),
            )
        }
        (Which::Thumbprint(thumbprint), None) => {
            let thumbprint = quote(thumbprint)?;
            (
                Script::new().fixed(note).line("Enable-ExchangeCertificate -Thumbprint {} -Services SMTP", &[&thumbprint]),
                Script::new().line(
                    "Get-ExchangeCertificate -Thumbprint {} | Format-List Thumbprint,Services,Status,HasPrivateKey",
                    &[&thumbprint],
                ),
            )
        }
        (Which::New, server) => {
            let show = match server {
                Some(server) => Script::new().line(
                    "Get-ExchangeCertificate -Server {} | Format-List Thumbprint,Services,Status,NotAfter,Issuer,Subject",
                    &[server],
                ),
                None => Script::new()
                    .fixed("Get-ExchangeCertificate | Format-List Thumbprint,Services,Status,NotAfter,Issuer,Subject"),
            };
            let enable = match server {
                Some(server) => Script::new().line(
                    "if ($thumbprint) { Enable-ExchangeCertificate -Server {} -Thumbprint $thumbprint -Services SMTP }",
                    &[server],
                ),
                None => Script::new()
                    .fixed("if ($thumbprint) { Enable-ExchangeCertificate -Thumbprint $thumbprint -Services SMTP }"),
            };
            let fill_in = Script::new().fixed("$thumbprint = ''   # the thumbprint of the new certificate");
            (fill_in.fixed(note).then(&enable), show)
        }
    };
    let target = server_literal.as_ref().map_or_else(
        || Script::new().fixed("$service = Get-TransportService -Identity $env:COMPUTERNAME"),
        |server| Script::new().line("$service = Get-TransportService -Identity {}", &[server]),
    );
    let put_back = match &server_literal {
        Some(server) => Script::new().line(
            "if ($former) { Enable-ExchangeCertificate -Server {} -Thumbprint $former -Services SMTP }",
            &[server],
        ),
        None => Script::new()
            .fixed("if ($former) { Enable-ExchangeCertificate -Thumbprint $former -Services SMTP }"),
    };
    Some(Fix {
        title: "Enable the certificate for SMTP, keeping the default certificate".to_owned(),
        shell: Shell::ExchangeManagementShell,
        run_on: server.map(str::to_owned),
        risk: Risk::ChangesConfiguration,
        answer: Some(ANSWER_NO),
        backup: target.line(
            "$service.InternalTransportCertificateThumbprint | Out-File -NoClobber -FilePath (Join-Path $HOME {})",
            &[&file],
        ),
        apply,
        verify,
        undo: Script::new()
            .fixed("# A service cannot be taken from a certificate again; being enabled for SMTP harms nothing.\n# If the prompt was answered with Yes, this puts the former default back. Answer Y here:")
            .line("$former = Get-Content -Path (Join-Path $HOME {})", &[&file])
            .then(&put_back),
    })
}

/// The way of the founding article: clear the name, then let the wizard write it.
pub(crate) fn clear_then_wizard(connector: &ReceiveConnector) -> Option<Fix> {
    let name = quote_name(Connector::Receive(connector))?;
    let backup = backup_file("certificate-name", &connector.name.value, "xml")?;
    Some(Fix {
        title: "Or clear the name and let the Hybrid Configuration Wizard write it".to_owned(),
        shell: Shell::ExchangeManagementShell,
        run_on: connector.server.clone(),
        risk: Risk::InterruptsMailFlow,
        answer: None,
        backup: Script::new().line(
            "Get-ReceiveConnector -Identity {} | Export-Clixml -NoClobber -Path (Join-Path $HOME {})",
            &[&name, &backup],
        ),
        apply: Script::new()
            .line("Get-ReceiveConnector -Identity {} | Set-ReceiveConnector -TlsCertificateName $null", &[&name])
            .fixed("# Then run the Hybrid Configuration Wizard, https://aka.ms/HybridWizard, and choose\n# \"Update Secure Mail Certificate for Connectors\". Until it is done, the connector presents the\n# certificate of its own FQDN, mostly the self-signed one: STARTTLS is back, but Exchange Online\n# answers SubjectMismatch and keeps the mail."),
        verify: verify_certificate_name(Connector::Receive(connector), &name),
        undo: restore_certificate_name(Connector::Receive(connector), &name, &backup),
    })
}

/// The wizard alone.
pub(crate) fn run_wizard() -> Fix {
    Fix {
        title: "Or let the Hybrid Configuration Wizard write the certificate everywhere".to_owned(),
        shell: Shell::Wizard,
        run_on: None,
        risk: Risk::ChangesConfiguration,
        answer: None,
        backup: Script::new().fixed("Get-ReceiveConnector | Export-Clixml -NoClobber -Path (Join-Path $HOME 'htd-before-wizard-receive-connectors.xml')\nGet-SendConnector | Export-Clixml -NoClobber -Path (Join-Path $HOME 'htd-before-wizard-send-connectors.xml')"),
        apply: Script::new().fixed("# 1. Download the newest wizard from https://aka.ms/HybridWizard and start it on an Exchange server.\n# 2. Choose \"Update Secure Mail Certificate for Connectors\": it changes the certificate only.\n#    A full run resets what was customised on the connectors.\n# 3. Choose the new certificate."),
        verify: Script::new().fixed("Get-ReceiveConnector | Format-List Identity,TlsCertificateName,TlsDomainCapabilities\nGet-SendConnector | Format-List Name,TlsCertificateName"),
        undo: Script::new().fixed("# The wizard's log in %AppData%\\Microsoft\\Exchange Hybrid Configuration lists every value that it\n# changed (search for \"actual\"); the files of the backup hold the former ones."),
    }
}

/// The first method of the founding article on TlsDomainCapabilities.
pub(crate) fn update_then_wizard() -> Fix {
    let wizard = run_wizard();
    Fix {
        title: "Or install the latest cumulative update on at least one server and run the wizard".to_owned(),
        apply: Script::new().fixed("# 1. Install the latest cumulative update of Exchange on at least one server that takes hybrid mail.\n# 2. Download the newest wizard from https://aka.ms/HybridWizard and run it there. A full run also\n#    resets what was customised on the connectors."),
        ..wizard
    }
}

/// Writes issuer and subject of a certificate into the hybrid configuration.
pub(crate) fn set_hybrid_certificate_name(cert: Which<'_>) -> Option<Fix> {
    Some(Fix {
        title: "Or write it into the hybrid configuration, as the community does".to_owned(),
        shell: Shell::ExchangeManagementShell,
        run_on: None,
        risk: Risk::ChangesConfiguration,
        answer: None,
        backup: Script::new().fixed("Get-HybridConfiguration | Export-Clixml -NoClobber -Path (Join-Path $HOME 'htd-before-hybrid-configuration.xml')"),
        apply: find_certificate(None, cert)?.fixed("if ($cert) {\n    $tlsCertificateName = \"<I>$($cert.Issuer)<S>$($cert.Subject)\"\n    Set-HybridConfiguration -TlsCertificateName $tlsCertificateName\n} else {\n    Write-Warning 'No certificate of that thumbprint is on this server. Nothing was changed.'\n}"),
        verify: Script::new().fixed("Get-HybridConfiguration | Format-List TlsCertificateName"),
        undo: Script::new().fixed("$before = Import-Clixml -Path (Join-Path $HOME 'htd-before-hybrid-configuration.xml')\n$former = \"$($before.TlsCertificateName)\"\nif ($former) { Set-HybridConfiguration -TlsCertificateName $former }"),
    })
}

/// Replaces the entries for Exchange Online in TlsDomainCapabilities and keeps every other one.
pub(crate) fn set_capability(
    connector: &ReceiveConnector,
    capability: &'static str,
    drop: &'static str,
) -> Option<Fix> {
    let name = quote_name(Connector::Receive(connector))?;
    let backup = backup_file("capabilities", &connector.name.value, "xml")?;
    let capability = quote(capability)?;
    let drop = quote(drop)?;
    Some(Fix {
        title: "Trust Exchange Online by its domain, keeping every other entry".to_owned(),
        shell: Shell::ExchangeManagementShell,
        run_on: connector.server.clone(),
        risk: Risk::ChangesConfiguration,
        answer: None,
        backup: Script::new().line(
            "Get-ReceiveConnector -Identity {} | Export-Clixml -NoClobber -Path (Join-Path $HOME {})",
            &[&name, &backup],
        ),
        apply: Script::new()
            .line("$connector = Get-ReceiveConnector -Identity {}", &[&name])
            .line(
                "if ($connector) {\n    $keep = @($connector.TlsDomainCapabilities | ForEach-Object { \"$_\" } | Where-Object { $_ -and $_ -notmatch {} })",
                &[&drop],
            )
            .line("    $entries = $keep + @({})", &[&capability])
            .line("    Set-ReceiveConnector -Identity {} -TlsDomainCapabilities $entries\n}", &[&name]),
        verify: Script::new().line(
            "Get-ReceiveConnector -Identity {} | Format-List Identity,TlsDomainCapabilities",
            &[&name],
        ),
        undo: Script::new()
            .line("$before = Import-Clixml -Path (Join-Path $HOME {})", &[&backup])
            .line(
                "if ($before) { Set-ReceiveConnector -Identity {} -TlsDomainCapabilities @($before.TlsDomainCapabilities | ForEach-Object { \"$_\" }) }",
                &[&name],
            ),
    })
}

/// The command that lists the certificates of the server it is run on, with what rules need.
pub(crate) const LIST_CERTIFICATES: &str = "Get-ExchangeCertificate | Format-List Thumbprint,Services,Status,HasPrivateKey,IsSelfSigned,RootCAType,NotBefore,NotAfter,Issuer,Subject,CertificateDomains,Identity";

/// The same for a server, where its name is known.
pub(crate) fn list_certificates(server: Option<&str>) -> String {
    of_server(LIST_CERTIFICATES, server)
}

/// A command of `Get-ExchangeCertificate`, for a server where its name is known.
fn of_server(command: &str, server: Option<&str>) -> String {
    match server.and_then(quote) {
        Some(server) => command.replacen(
            "Get-ExchangeCertificate",
            &format!("Get-ExchangeCertificate -Server {server}"),
            1,
        ),
        None => command.to_owned(),
    }
}

/// The command that prints when certificates start and end so that day and month cannot be mistaken.
const LIST_DATES: &str = "Get-ExchangeCertificate | Format-List Thumbprint,Issuer,Subject,@{Name='NotBefore';Expression={$_.NotBefore.ToString('o')}},@{Name='NotAfter';Expression={$_.NotAfter.ToString('o')}},Identity";

/// The same for a server, where its name is known.
pub(crate) fn list_dates(server: Option<&str>) -> String {
    of_server(LIST_DATES, server)
}

/// The command that prints what the Hybrid Configuration Wizard was told.
pub(crate) const SHOW_HYBRID_CONFIGURATION: &str = "Get-HybridConfiguration | Format-List TlsCertificateName,ReceivingTransportServers,SendingTransportServers,EdgeTransportServers,Features";

/// The command that lists the receive connectors.
pub(crate) const LIST_RECEIVE_CONNECTORS: &str = "Get-ReceiveConnector | Format-List Identity,Enabled,TransportRole,Bindings,Fqdn,AuthMechanism,TlsCertificateName,TlsDomainCapabilities";

/// The command that lists the send connectors.
pub(crate) const LIST_SEND_CONNECTORS: &str = "Get-SendConnector | Format-List Name,Enabled,AddressSpaces,SmartHosts,Fqdn,SourceTransportServers,TlsDomain,TlsAuthLevel,TlsCertificateName";

/// A connector's name as a literal; none where it was not printed.
fn quote_name(connector: Connector<'_>) -> Option<Literal> {
    quote(&connector.name().value).filter(|_| connector.is_named())
}

/// A pasted text as a literal, where that is safe.
pub(crate) fn quote(text: &str) -> Option<Literal> {
    Literal::new(text).ok()
}

/// Lines that set `$cert`, or leave it empty where the certificate is not there.
fn find_certificate(server: Option<&str>, cert: Which<'_>) -> Option<Script> {
    let thumbprint = match cert {
        Which::Thumbprint(thumbprint) => Script::new().line("$thumbprint = {}", &[&quote(thumbprint)?]),
        Which::New => Script::new().fixed("$thumbprint = ''   # the thumbprint of the new certificate"),
    };
    Some(match server {
        Some(server) => thumbprint.line(
            "$cert = Get-ExchangeCertificate -Server {} | Where-Object { $_.Thumbprint -eq $thumbprint }",
            &[&quote(server)?],
        ),
        None => thumbprint
            .fixed("$cert = Get-ExchangeCertificate | Where-Object { $_.Thumbprint -eq $thumbprint }"),
    })
}

fn verify_certificate_name(connector: Connector<'_>, name: &Literal) -> Script {
    match connector {
        Connector::Receive(_) => Script::new()
            .line("Get-ReceiveConnector -Identity {} | Format-List Identity,TlsCertificateName,TlsDomainCapabilities", &[name])
            .fixed("# Then, on that server: telnet localhost 25, type EHLO test, and look for 250-STARTTLS."),
        Connector::Send(_) => Script::new()
            .line("Get-SendConnector -Identity {} | Format-List Name,TlsCertificateName", &[name])
            .fixed("Get-Queue | Where-Object { $_.Status -eq 'Retry' } | Format-List Identity,NextHopDomain,LastError"),
    }
}

/// Writes back what a backup file holds, empty where it was empty.
fn restore_certificate_name(connector: Connector<'_>, name: &Literal, backup: &Literal) -> Script {
    let set = match connector {
        Connector::Receive(_) => {
            "if ($former) { Set-ReceiveConnector -Identity {} -TlsCertificateName $former }"
        }
        Connector::Send(_) => "if ($former) { Set-SendConnector -Identity {} -TlsCertificateName $former }",
    };
    let clear = match connector {
        Connector::Receive(_) => {
            "if ($before -and -not $former) { Set-ReceiveConnector -Identity {} -TlsCertificateName $null }"
        }
        Connector::Send(_) => {
            "if ($before -and -not $former) { Set-SendConnector -Identity {} -TlsCertificateName $null }"
        }
    };
    Script::new()
        .line("$before = Import-Clixml -Path (Join-Path $HOME {})", &[backup])
        .fixed("$former = \"$($before.TlsCertificateName)\"")
        .line(set, &[name])
        .line(clear, &[name])
}

/// The name of a backup file that two objects do not share: letters and digits of the object's name.
fn backup_file(what: &str, object: &str, kind: &str) -> Option<Literal> {
    let object: String =
        object.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).take(80).collect();
    quote(&format!("htd-before-{what}-{object}.{kind}"))
}
