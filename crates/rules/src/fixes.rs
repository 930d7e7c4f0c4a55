//! The fixes that several rules print. Each is complete: where it runs, what it risks, backup, change,
//! check and way back. A fix whose names cannot be quoted safely is not printed: every function here
//! returns `None` then.
//!
//! Three rules of the shell shape the scripts. A pasted block that raises a prompt would feed its next line to
//! that prompt, whose default is Yes; so the command that prompts stands last. A variable that stayed empty must
//! not change a setting, so every change stands inside `if ($cert) { … }`. And an assignment whose command
//! stops with an error does not happen: the variable keeps what an earlier script of the same window left in
//! it, so each is emptied first.

use htd_model::{Connector, ReceiveConnector};
use htd_report::powershell::{Literal, Script};
use htd_report::{Fix, Risk, Shell};

/// What to answer at the overwrite prompt.
pub(crate) const ANSWER_NO: &str = "N";

/// Stops a change to a certificate that is not there or would not serve.
const UNFIT: &str = "if (-not $cert) {\n    Write-Warning 'No certificate of that thumbprint is on this server. Nothing was changed.'\n} elseif (\"$($cert.Services)\" -notmatch 'SMTP' -or -not $cert.HasPrivateKey) {\n    Write-Warning 'It lacks its private key or is not enabled for SMTP. Nothing was changed.'";

/// What an older backup of the same name means.
pub(crate) const BACKUP_NOTE: &str =
    "# If the file exists already, it holds an earlier state: move it away first and run this again.";

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
    let apply = find_certificate(server.filter(|_| !is_edge(connector)), cert)?
        .fixed(UNFIT)
        .fixed("} else {\n    $tlsCertificateName = \"<I>$($cert.Issuer)<S>$($cert.Subject)\"")
        .line(set, &[&name])
        .fixed("}");
    Some(Fix {
        title: match cert {
            Which::Thumbprint(_) => "Point the connector at the certificate that is on the server".to_owned(),
            Which::New => "Point the connector at the new certificate".to_owned(),
        },
        shell: Shell::ExchangeManagementShell,
        run_on: server.map(str::to_owned),
        risk: Risk::ChangesConfiguration,
        answer: None,
        backup: Script::new().fixed(BACKUP_NOTE).line(get, &[&name, &backup]),
        apply,
        verify: verify_certificate_name(connector, &name),
        undo: restore_certificate_name(connector, &name, &backup),
    })
}

/// Enables a certificate for SMTP, keeping the default certificate. It raises the overwrite prompt, so the
/// command stands alone. An Edge server is not asked for by name: its shell knows that server only.
pub(crate) fn enable_for_smtp(server: Option<&str>, edge: bool, cert: Which<'_>) -> Option<Fix> {
    let server_literal = server.filter(|_| !edge).map(Literal::new).transpose().ok()?;
    let file = backup_file("default-smtp-certificate", server.unwrap_or("server"), "txt")?;
    let note = "# Paste the command alone. At \"Overwrite the existing default SMTP certificate?\" answer N. Enter alone\n# means Yes, and Yes replaces the certificate that Edge Subscriptions and mail between servers use.";
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
                    "if ($thumbprint) { Enable-ExchangeCertificate -Server {} -Thumbprint $thumbprint -Services SMTP } else { Write-Warning 'Fill in the thumbprint first.' }",
                    &[server],
                ),
                None => Script::new()
                    .fixed("if ($thumbprint) { Enable-ExchangeCertificate -Thumbprint $thumbprint -Services SMTP } else { Write-Warning 'Fill in the thumbprint first.' }"),
            };
            let fill_in = Script::new().fixed("$thumbprint = ''   # the thumbprint of the new certificate");
            (fill_in.fixed(note).then(&enable), show)
        }
    };
    let target = server_literal.as_ref().map_or_else(
        || {
            Script::new()
                .fixed(BACKUP_NOTE)
                .fixed("$service = $null\n$service = Get-TransportService -Identity $env:COMPUTERNAME")
        },
        |server| {
            Script::new()
                .fixed(BACKUP_NOTE)
                .line("$service = $null\n$service = Get-TransportService -Identity {}", &[server])
        },
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
            "if ($service.InternalTransportCertificateThumbprint) { $service.InternalTransportCertificateThumbprint | Out-File -NoClobber -FilePath (Join-Path $HOME {}) } else { Write-Warning 'The default certificate could not be read. Do not go on.' }",
            &[&file],
        ),
        apply,
        verify,
        undo: Script::new()
            .fixed("# A service cannot be taken from a certificate again. Enabled for SMTP, it can also be chosen by\n# connectors that name no certificate.\n# Only if the prompt was answered with Yes: this should make the former certificate the default\n# again; answer Y. If EdgeSync fails afterwards, the Edge Subscription has to be created anew.")
            .line("$former = $null\n$former = Get-Content -Path (Join-Path $HOME {})", &[&file])
            .then(&put_back),
    })
}

/// The way of the founding article: clear the name, then let the wizard write it.
pub(crate) fn clear_then_wizard(connector: &ReceiveConnector) -> Option<Fix> {
    let name = quote_name(Connector::Receive(connector))?;
    let backup = backup_file("certificate-name", &connector.name.value, "xml")?;
    Some(Fix {
        title: "Alternative: clear the name and let the Hybrid Configuration Wizard write it".to_owned(),
        shell: Shell::ExchangeManagementShell,
        run_on: connector.server.clone(),
        risk: Risk::InterruptsMailFlow,
        answer: None,
        backup: Script::new().fixed(BACKUP_NOTE).line(
            "Get-ReceiveConnector -Identity {} | Export-Clixml -NoClobber -Path (Join-Path $HOME {})",
            &[&name, &backup],
        ),
        apply: Script::new()
            .line("Get-ReceiveConnector -Identity {} | Set-ReceiveConnector -TlsCertificateName $null", &[&name])
            .fixed("# Then run the Hybrid Configuration Wizard, https://aka.ms/HybridWizard, and choose\n# \"Update Secure Mail Certificate for Connectors\". Until it is done, the connector presents the\n# certificate of its own FQDN, mostly the self-signed one: STARTTLS is back, but Exchange Online\n# answers SubjectMismatch and defers the mail."),
        verify: Script::new()
            .line("Get-ReceiveConnector -Identity {} | Format-List Identity,TlsCertificateName,TlsDomainCapabilities", &[&name])
            .fixed("# After the wizard, TlsCertificateName must show the new certificate. 250-STARTTLS alone proves\n# nothing here: the self-signed certificate brings it back as well."),
        undo: restore_certificate_name(Connector::Receive(connector), &name, &backup),
    })
}

/// The wizard alone.
pub(crate) fn run_wizard() -> Fix {
    Fix {
        title: "Alternative: let the Hybrid Configuration Wizard write the certificate everywhere".to_owned(),
        shell: Shell::Wizard,
        run_on: None,
        risk: Risk::ChangesConfiguration,
        answer: None,
        backup: Script::new().fixed(BACKUP_NOTE).fixed("# In the Exchange Management Shell:\nGet-ReceiveConnector | Export-Clixml -NoClobber -Path (Join-Path $HOME 'htd-before-wizard-receive-connectors.xml')\nGet-SendConnector | Export-Clixml -NoClobber -Path (Join-Path $HOME 'htd-before-wizard-send-connectors.xml')"),
        apply: Script::new().fixed("# 1. Download the newest wizard from https://aka.ms/HybridWizard and start it on an Exchange server.\n# 2. Choose \"Update Secure Mail Certificate for Connectors\": it changes the certificate only.\n#    A full run resets what was customised on the connectors.\n# 3. Choose the new certificate."),
        verify: Script::new().fixed("# In the Exchange Management Shell:\nGet-ReceiveConnector | Format-List Identity,TlsCertificateName,TlsDomainCapabilities\nGet-SendConnector | Format-List Name,TlsCertificateName"),
        undo: Script::new().fixed("# The wizard's log in %AppData%\\Microsoft\\Exchange Hybrid Configuration lists every value that it\n# changed (search for \"actual\"); the files of the backup hold the former ones."),
    }
}

/// The first method of the founding article on TlsDomainCapabilities.
pub(crate) fn update_then_wizard() -> Fix {
    let wizard = run_wizard();
    Fix {
        title: "Alternative: install the latest cumulative update on at least one server and run the wizard".to_owned(),
        risk: Risk::InterruptsMailFlow,
        apply: Script::new().fixed("# 1. Only if the hybrid servers run Exchange 2013 CU8 or earlier: install the latest cumulative update\n#    on at least one of them. It stops the transport services while it runs.\n# 2. Download the newest wizard from https://aka.ms/HybridWizard and run it there. A full run also\n#    resets what was customised on the connectors."),
        ..wizard
    }
}

/// Writes issuer and subject of a certificate into the hybrid configuration.
pub(crate) fn set_hybrid_certificate_name(cert: Which<'_>) -> Option<Fix> {
    Some(Fix {
        title: "Alternative: write it into the hybrid configuration, as the community does".to_owned(),
        shell: Shell::ExchangeManagementShell,
        run_on: None,
        risk: Risk::ChangesConfiguration,
        answer: None,
        backup: Script::new().fixed(BACKUP_NOTE).fixed("Get-HybridConfiguration | Export-Clixml -NoClobber -Path (Join-Path $HOME 'htd-before-hybrid-configuration.xml')"),
        apply: find_certificate(None, cert)?.fixed(UNFIT).fixed("} else {\n    $tlsCertificateName = \"<I>$($cert.Issuer)<S>$($cert.Subject)\"\n    Set-HybridConfiguration -TlsCertificateName $tlsCertificateName\n}"),
        verify: Script::new().fixed("Get-HybridConfiguration | Format-List TlsCertificateName"),
        undo: Script::new().fixed("$before = $null\n$before = Import-Clixml -Path (Join-Path $HOME 'htd-before-hybrid-configuration.xml')\n$former = \"$($before.TlsCertificateName)\"\nif ($former) { Set-HybridConfiguration -TlsCertificateName $former }\n# Where the former name was empty, there is nothing to write back."),
    })
}

/// Which entries of TlsDomainCapabilities a fix takes out.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Drop<'a> {
    /// These, as they were printed.
    Entries(&'a [&'a str]),
    /// Those that match a pattern, where what was printed may not be whole.
    Matching(&'static str),
}

/// Writes the entry for Exchange Online into TlsDomainCapabilities and keeps every entry but the wrong ones.
pub(crate) fn set_capability(
    connector: &ReceiveConnector,
    capability: &'static str,
    drop: Drop<'_>,
) -> Option<Fix> {
    let name = quote_name(Connector::Receive(connector))?;
    let backup = backup_file("capabilities", &connector.name.value, "xml")?;
    let capability = quote(capability)?;
    let read =
        Script::new().line("$connector = $null\n$connector = Get-ReceiveConnector -Identity {}", &[&name]);
    let read = read.line("$right = {}", &[&capability]);
    // Blanks are left out of the comparison, as the console may have wrapped the value.
    let keep = match drop {
        Drop::Entries(entries) => read
            .line("$wrong = @({}) -replace '\\s'", &[&Literal::list(entries.iter().copied()).ok()?])
            .fixed("$keep = @($connector.TlsDomainCapabilities | ForEach-Object { \"$_\" } | Where-Object { $_ -and $_ -ne $right -and $wrong -notcontains ($_ -replace '\\s') })"),
        Drop::Matching(pattern) => read.line(
            "$keep = @($connector.TlsDomainCapabilities | ForEach-Object { \"$_\" } | Where-Object { $_ -and $_ -ne $right -and $_ -notmatch {} })",
            &[&quote(pattern)?],
        ),
    };
    Some(Fix {
        title: "Write the entry for Exchange Online into TlsDomainCapabilities, keeping the others".to_owned(),
        shell: Shell::ExchangeManagementShell,
        run_on: connector.server.clone(),
        risk: Risk::ChangesConfiguration,
        answer: None,
        backup: Script::new().fixed(BACKUP_NOTE).line(
            "Get-ReceiveConnector -Identity {} | Export-Clixml -NoClobber -Path (Join-Path $HOME {})",
            &[&name, &backup],
        ),
        apply: keep
            .fixed("$keep + $right   # what the list will hold")
            .line("if ($connector) { Set-ReceiveConnector -Identity {} -TlsDomainCapabilities ($keep + $right) }", &[&name]),
        verify: Script::new().line(
            "Get-ReceiveConnector -Identity {} | Format-List Identity,TlsDomainCapabilities",
            &[&name],
        ),
        undo: Script::new()
            .line("$before = $null\n$before = Import-Clixml -Path (Join-Path $HOME {})", &[&backup])
            .fixed("$former = @($before.TlsDomainCapabilities | ForEach-Object { \"$_\" } | Where-Object { $_ })")
            .line("if ($former) { Set-ReceiveConnector -Identity {} -TlsDomainCapabilities $former }", &[&name])
            .line(
                "if ($before -and -not $former) { Set-ReceiveConnector -Identity {} -TlsDomainCapabilities $null }",
                &[&name],
            ),
    })
}

/// Brings a certificate that another server has to one that lacks it.
pub(crate) fn bring_certificate(from: &str, thumbprint: &str, to: &str) -> Option<Fix> {
    let (from, to_literal, thumbprint) = (quote(from)?, quote(to)?, quote(thumbprint)?);
    let backup = backup_file("import", to, "xml")?;
    Some(Fix {
        title: "Bring the certificate to the server that lacks it".to_owned(),
        shell: Shell::ExchangeManagementShell,
        run_on: Some(to.to_owned()),
        risk: Risk::ChangesConfiguration,
        answer: None,
        backup: Script::new().fixed(BACKUP_NOTE).line(
            "Get-ExchangeCertificate -Server {} | Export-Clixml -NoClobber -Path (Join-Path $HOME {})",
            &[&to_literal, &backup],
        ),
        apply: Script::new()
            .fixed("# It needs a private key that was made exportable; else import the PFX file of the request.\n# Do the next fix at once: until the certificate is enabled for SMTP there, TLS fails.")
            .line("$from = {}", &[&from])
            .line("$to = {}", &[&to_literal])
            .line("$thumbprint = {}", &[&thumbprint])
            // The block is read whole before it asks: a console that asks in its window would take a line below
            // for the password.
            .fixed("& {\n    $password = $pfx = $null\n    $password = (Get-Credential -UserName 'PFX' -Message 'A password for the transfer').Password\n    if ($password) { $pfx = Export-ExchangeCertificate -Server $from -Thumbprint $thumbprint -BinaryEncoded -Password $password }\n    if ($pfx) { Import-ExchangeCertificate -Server $to -FileData $pfx.FileData -PrivateKeyExportable $true -Password $password }\n}"),
        verify: Script::new().line(
            "Get-ExchangeCertificate -Server {} -Thumbprint {} | Format-List Thumbprint,Services,Status,HasPrivateKey",
            &[&to_literal, &thumbprint],
        ),
        undo: Script::new().line("Remove-ExchangeCertificate -Server {} -Thumbprint {}", &[&to_literal, &thumbprint]),
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
        Some(server) => {
            command.replace("Get-ExchangeCertificate", &format!("Get-ExchangeCertificate -Server {server}"))
        }
        None => command.to_owned(),
    }
}

/// The command that prints when certificates start and end so that day and month cannot be mistaken.
pub(crate) const LIST_DATES: &str = "Get-ExchangeCertificate | Format-List Thumbprint,Issuer,Subject,@{Name='NotBefore';Expression={$_.NotBefore.ToString('o')}},@{Name='NotAfter';Expression={$_.NotAfter.ToString('o')}},Identity";

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

/// A connector's name as a literal; none where it was not printed. A star means any name to `-Identity`.
fn quote_name(connector: Connector<'_>) -> Option<Literal> {
    let name = &connector.name().value;
    quote(name).filter(|_| connector.is_named() && !name.contains("*"))
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
            "$cert = $null\n$cert = Get-ExchangeCertificate -Server {} | Where-Object { $_.Thumbprint -eq $thumbprint }",
            &[&quote(server)?],
        ),
        None => thumbprint
            .fixed("$cert = $null\n$cert = Get-ExchangeCertificate | Where-Object { $_.Thumbprint -eq $thumbprint }"),
    })
}

fn verify_certificate_name(connector: Connector<'_>, name: &Literal) -> Script {
    match connector {
        Connector::Receive(_) => Script::new()
            .line("Get-ReceiveConnector -Identity {} | Format-List Identity,TlsCertificateName,TlsDomainCapabilities", &[name])
            .fixed("# Then, on that server: telnet localhost 25, type EHLO test, and look for 250-STARTTLS. If telnet is\n# missing: Install-WindowsFeature Telnet-Client. A connector with narrower RemoteIPRanges may answer."),
        Connector::Send(_) => Script::new()
            .line("Get-SendConnector -Identity {} | Format-List Name,TlsCertificateName", &[name])
            .fixed("Get-Queue | Where-Object { $_.Status -eq 'Retry' } | Format-List Identity,NextHopDomain,LastError\n# Then send what waits: Retry-Queue -Filter \"Status -eq 'Retry'\""),
    }
}

/// Whether it is of an Edge server.
pub(crate) fn is_edge(connector: Connector<'_>) -> bool {
    matches!(connector, Connector::Receive(receive) if receive.is_edge())
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
        .line("$before = $null\n$before = Import-Clixml -Path (Join-Path $HOME {})", &[backup])
        .fixed("$former = \"$($before.TlsCertificateName)\"")
        .line(set, &[name])
        .line(clear, &[name])
}

/// The name of a backup file that two objects do not share, as the way back takes what it holds for that of its
/// object: letters and digits of the object's name, and a sum of the name where they do not tell it.
fn backup_file(what: &str, object: &str, kind: &str) -> Option<Literal> {
    const LONGEST: usize = 80;
    let mut file = format!("htd-before-{what}-");
    let mut told = object.len() <= LONGEST;
    for character in object.chars().take(LONGEST) {
        told &= character.is_ascii_alphanumeric() || matches!(character, ' ' | '-' | '.' | '\\');
        file.push(if character.is_ascii_alphanumeric() { character } else { '-' });
    }
    if !told {
        // FNV-1a.
        let sum = object
            .bytes()
            .fold(0x811C_9DC5_u32, |sum, byte| (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193));
        file.push_str(&format!("-{sum}"));
    }
    file.push('.');
    file.push_str(kind);
    quote(&file)
}

#[cfg(test)]
mod tests;
