//! The fixes that put another certificate in the place of one.

use super::wording::{MOST_SHOWN, connectors, server_of};
use crate::fixes::{self, Which};
use htd_model::{Certificate, Connector, Use, same_server};
use htd_report::powershell::Script;
use htd_report::{Finding, Fix, Risk, Shell, code};

/// The fixes that make the connectors present another certificate: the one given, or one to fill in.
pub(crate) fn present_instead(
    mut finding: Finding,
    uses: &[Use<'_>],
    certificate: &Certificate,
    instead: Option<&Certificate>,
) -> Finding {
    let server = server_of(certificate, uses);
    let which = fixes::which(instead.and_then(|new| new.thumbprint.value()).map(String::as_str));
    let bound = instead.and_then(|new| new.services.value()).is_some_and(|services| services.smtp());
    if let Which::Thumbprint(thumbprint) = which {
        finding = finding.why(format!(
            "The fixes use the certificate with thumbprint {}. Make sure that it is the one you mean.",
            code(thumbprint)
        ));
    }
    let connectors = connectors(uses);
    let mut servers: Vec<Option<&str>> = Vec::new();
    for on in connectors.iter().take(MOST_SHOWN).map(|connector| server_for(*connector, server)) {
        if !servers.iter().any(|known| is_same(*known, on)) {
            servers.push(on);
        }
    }
    if !bound {
        for on in servers {
            if instead.is_some_and(|new| !new.is_exchange) {
                finding = finding.fix(import_with_key(on));
            }
            let edge = connectors
                .iter()
                .any(|connector| fixes::is_edge(*connector) && is_same(server_for(*connector, server), on));
            finding = finding.fix(fixes::enable_for_smtp(on, edge, which));
        }
    }
    for connector in connectors.into_iter().take(MOST_SHOWN) {
        finding = finding.fix(fixes::set_certificate_name(connector, server_for(connector, server), which));
    }
    finding.fix(fixes::run_wizard())
}

/// The server where a connector finds its certificate: a receive connector is of one server, a send connector
/// of all that send for it.
fn server_for<'a>(connector: Connector<'a>, server: Option<&'a str>) -> Option<&'a str> {
    match connector {
        Connector::Receive(receive) => receive.server.as_deref().or(server),
        Connector::Send(_) => server,
    }
}

fn is_same(one: Option<&str>, other: Option<&str>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => same_server(one, other),
        (one, other) => one == other,
    }
}

/// Imports a certificate with its key. The command that asks for the password stands last.
pub(crate) fn import_with_key(server: Option<&str>) -> Fix {
    Fix {
        title: "Import the PFX file that holds the certificate and its private key".to_owned(),
        shell: Shell::WindowsPowerShell,
        run_on: server.map(str::to_owned),
        risk: Risk::ChangesConfiguration,
        answer: None,
        backup: Script::new().fixed(fixes::BACKUP_NOTE).fixed("Get-ChildItem -Path Cert:\\LocalMachine\\My | Select-Object Thumbprint,HasPrivateKey,NotAfter,Issuer,Subject | Export-Csv -NoClobber -NoTypeInformation -Path (Join-Path $HOME 'htd-before-import-certificates.csv')"),
        apply: Script::new().fixed("# As administrator, with a PFX file that was exported where the certificate was requested.\n# Do the next fix at once: a renewed certificate of the same name is presented as soon as it is imported, and\n# until it is enabled for SMTP, TLS fails.\n$path = ''   # the PFX file\nif ($path) { Import-PfxCertificate -FilePath $path -CertStoreLocation Cert:\\LocalMachine\\My -Exportable -Password (Get-Credential -UserName 'PFX' -Message 'The password of the PFX file').Password }"),
        verify: Script::new().fixed("Get-ChildItem -Path Cert:\\LocalMachine\\My | Format-List Thumbprint,HasPrivateKey,NotAfter,Subject\n# Then, in the Exchange Management Shell: Get-ExchangeCertificate lists it with HasPrivateKey : True."),
        undo: Script::new().fixed("# The import adds the key and takes nothing away. If it was the wrong file, the list of the backup tells\n# which certificates were there before."),
    }
}
