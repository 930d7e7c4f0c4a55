//! What findings about certificates have in common: how they call the certificate and its connectors, and
//! the fixes that put another certificate in its place.

use crate::certificate::uses::Use;
use crate::fixes::{self, Which};
use crate::symptoms;
use htd_model::{Certificate, CertificateName, Connector, Estate, Known, Moment, Validity, same_server};
use htd_report::powershell::Script;
use htd_report::{Finding, Fix, Label, Risk, Severity, Shell, Subject, SubjectKind, code};
use htd_source::{Span, Timestamp};

/// How many connectors a finding points at and mends one by one; of more it gives the number.
const MOST_SHOWN: usize = 6;

/// What to do first with a follower that is not on a server yet.
pub(crate) const FROM_A_FILE: &str = "The newer one, of the same common name and another issuer or subject, is in evidence as a file; whether it is on a server, the evidence does not tell. Import it with its private key on every server before the connectors name it.";

/// A finding about a certificate, with the connectors that present it and their lanes.
pub(crate) fn finding(
    rule: &'static str,
    severity: Severity,
    title: String,
    certificate: &Certificate,
    proof: (Span, &'static str),
    uses: &[Use<'_>],
) -> Finding {
    let mut finding = Finding::new(rule, severity, title, subject(certificate), Label::new(proof.0, proof.1));
    for connector in connectors(uses).into_iter().take(MOST_SHOWN) {
        if let Some(span) = connector.tls_certificate_name().span() {
            finding = finding.label(Label::new(span, "this connector names it"));
        }
    }
    uses.iter().fold(finding, |finding, used| finding.direction(used.connector.direction()))
}

/// The certificate as what a finding is about.
fn subject(certificate: &Certificate) -> Subject {
    let kind =
        if certificate.is_exchange { SubjectKind::ExchangeCertificate } else { SubjectKind::X509Certificate };
    let name = certificate.thumbprint.value().cloned().unwrap_or_else(|| certificate.display_name());
    Subject { kind, name, server: certificate.server.clone() }
}

/// The certificate as a title calls it.
pub(crate) fn called(certificate: &Certificate) -> String {
    let name = code(&certificate.display_name());
    match &certificate.server {
        Some(server) => format!("{name} on {}", code(server)),
        None => name,
    }
}

/// `expires in 5 days`. A printed date lacks its time zone, so the middle of what it can mean is told.
pub(crate) fn when(at: Timestamp, end: &Moment) -> String {
    if end.is_ambiguous() {
        return format!("expires by {}", code(&end.latest.date()));
    }
    let middle = Timestamp(end.earliest.0 + (end.latest.0 - end.earliest.0) / 2);
    match at.days_until(middle) {
        1 => "expires in a day".to_owned(),
        days if days > 1 => format!("expires in {days} days"),
        _ => "expires within a day".to_owned(),
    }
}

/// The connectors of some uses, each once.
pub(crate) fn connectors<'a>(uses: &[Use<'a>]) -> Vec<Connector<'a>> {
    let mut connectors: Vec<Connector<'a>> = Vec::new();
    for used in uses {
        // The uses of one connector follow one another.
        let known = connectors.last().is_some_and(|last| last.name().span == used.connector.name().span);
        if !known {
            connectors.push(used.connector);
        }
    }
    connectors
}

/// The connectors as a sentence lists them.
pub(crate) fn listed(uses: &[Use<'_>]) -> String {
    let connectors = connectors(uses);
    let mut names: Vec<String> =
        connectors.iter().take(MOST_SHOWN).map(|connector| code(&connector.name().value)).collect();
    if connectors.len() > MOST_SHOWN {
        names.push(format!("{} more", connectors.len() - MOST_SHOWN));
    }
    match names.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
        None => String::new(),
    }
}

/// The server where a certificate is to be mended.
pub(crate) fn server_of<'a>(certificate: &'a Certificate, uses: &[Use<'a>]) -> Option<&'a str> {
    certificate.server.as_deref().or_else(|| uses.first().and_then(|used| used.server))
}

/// Whether an Edge server uses it.
pub(crate) fn on_edge(uses: &[Use<'_>]) -> bool {
    uses.iter().any(|used| fixes::is_edge(used.connector))
}

/// The certificate that most probably is to take the place of another: in date, of an authority, of the same
/// common name and another issuer or subject, with a key, ending later; on the same server or in a file. Two
/// of them leave the choice to the administrator.
pub(crate) fn successor<'a>(estate: &'a Estate, old: &Certificate) -> Option<&'a Certificate> {
    let same_name = |certificate: &Certificate| match (certificate.common_name(), old.common_name()) {
        (Some(one), Some(other)) => one.eq_ignore_ascii_case(other),
        _ => false,
    };
    only_one(estate.certificates.iter().filter(|certificate| {
        follows(estate, old, certificate) && same_name(certificate) && !same_identifier(old, certificate)
    }))
}

/// The first, where all are accounts of one certificate.
pub(crate) fn only_one<'a>(mut candidates: impl Iterator<Item = &'a Certificate>) -> Option<&'a Certificate> {
    let first = candidates.next()?;
    candidates.all(|other| other.thumbprint.value() == first.thumbprint.value()).then_some(first)
}

/// Whether a certificate could be presented when an old one has ended, whatever its names.
pub(crate) fn follows(estate: &Estate, old: &Certificate, certificate: &Certificate) -> bool {
    let beside = match (old.server.as_deref(), certificate.server.as_deref()) {
        (Some(one), Some(other)) => same_server(one, other),
        _ => true,
    };
    let later = match (old.not_after.value(), certificate.not_after.value()) {
        (Some(old), Some(new)) => new.earliest > old.latest,
        _ => false,
    };
    beside && later && fit_for_hybrid(estate, certificate)
}

/// Whether hybrid mail flow could use a certificate: in date, and nothing known speaks against its authority,
/// its status or its key.
pub(crate) fn fit_for_hybrid(estate: &Estate, certificate: &Certificate) -> bool {
    certificate.validity(estate.at) == Validity::Current && certificate.is_trustworthy()
}

/// Whether one TlsCertificateName stands for both.
pub(crate) fn same_identifier(one: &Certificate, other: &Certificate) -> bool {
    let same =
        |one: &Known<CertificateName>, other: &Known<CertificateName>| match (one.value(), other.value()) {
            (Some(one), Some(other)) => symptoms::same_text(&one.text, &other.text),
            _ => false,
        };
    same(&one.subject, &other.subject) && same(&one.issuer, &other.issuer)
}

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
