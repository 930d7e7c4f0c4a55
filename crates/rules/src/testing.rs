//! Cases beside the rules: evidence as text, judged by the whole catalogue, looked at for one rule.

use crate::{Rule, RuleId};
use htd_evidence::{Reader, Reading};
use htd_model::Estate;
use htd_report::{Finding, Verdict};
use htd_source::{SourceId, Timestamp};

/// What one rule came to.
pub(crate) struct Judged {
    pub(crate) verdict: Verdict,
    pub(crate) findings: Vec<Finding>,
}

impl Judged {
    /// The one finding, whose title is asserted to hold a text.
    pub(crate) fn finding(&self, title: &str) -> &Finding {
        assert_eq!(self.verdict, Verdict::Found);
        let [finding] = &self.findings[..] else { panic!("{} findings", self.findings.len()) };
        assert!(finding.title.contains(title), "{:?} lacks {title:?}", finding.title);
        finding
    }
}

/// Judges one piece of evidence on 2026-11-22.
pub(crate) fn judge<R: Rule>(evidence: &str) -> Judged {
    judge_all::<R>(&[evidence.to_owned()])
}

/// Judges several pieces of evidence together.
pub(crate) fn judge_all<R: Rule>(evidence: &[String]) -> Judged {
    judge_by(RuleId::named(R::INFO.name), evidence)
}

/// The same for a rule of a list.
pub(crate) fn judge_by(rule: RuleId, evidence: &[String]) -> Judged {
    let at = Timestamp::parse_rfc3339("2026-11-22").unwrap();
    let pieces = evidence.iter().enumerate();
    let readings: Vec<_> = pieces.map(|(index, text)| read(SourceId(index as u32), text)).collect();
    let estate = Estate::new(at, None, &readings);
    let (findings, checks) = crate::judge(&estate);
    let check = checks.iter().find(|check| check.rule == rule.name()).expect("every rule is judged");
    let findings = findings.into_iter().filter(|finding| finding.rule == rule.name()).collect();
    Judged { verdict: check.verdict, findings }
}

/// Reads a paste as the examination does.
pub(crate) fn read(id: SourceId, text: &str) -> Reading {
    let mut reader = Reader::new(id, "paste").looking_for(crate::wordings());
    reader.push(text.as_bytes());
    reader.finish().1
}

/// A front-end connector of EX01 with a certificate name and the capability of today.
pub(crate) fn frontend(name: &str) -> String {
    format!(
        "[PS] C:\\>Get-ReceiveConnector | fl Identity,Enabled,TransportRole,Bindings,TlsCertificateName,\
         TlsDomainCapabilities\n\n\n\
         Identity              : EX01\\Default Frontend EX01\n\
         Enabled               : True\n\
         TransportRole         : FrontendTransport\n\
         Bindings              : {{[::]:25, 0.0.0.0:25}}\n\
         TlsCertificateName    : {name}\n\
         TlsDomainCapabilities : {{mail.protection.outlook.com:AcceptCloudServicesMail}}\n\n"
    )
}

/// The connector that the wizard makes for Exchange Online.
pub(crate) fn outbound(name: &str) -> String {
    format!(
        "[PS] C:\\>Get-SendConnector | fl Name,AddressSpaces,Fqdn,SourceTransportServers,TlsCertificateName\n\n\n\
         Name                   : Outbound to Office 365 - 11111111-2222-3333-4444-555555555555\n\
         AddressSpaces          : {{smtp:contoso.mail.onmicrosoft.com;1}}\n\
         Fqdn                   : mail.contoso.example\n\
         SourceTransportServers : {{EX01}}\n\
         TlsCertificateName     : {name}\n\n"
    )
}

/// `Get-ExchangeCertificate | fl` of EX01 with its two certificates of setup and those given.
pub(crate) fn certificates(records: &[&str]) -> String {
    let mut text = "[PS] C:\\>Get-ExchangeCertificate -Server EX01 | fl\n\n\n".to_owned();
    for record in records {
        text.push_str(record);
        text.push('\n');
    }
    text.push_str(&certificate("CN=EX01", "CN=EX01", "IMAP, POP, IIS, SMTP", "01/20/2030", 1));
    text
}

/// One certificate as Format-List prints it, valid from the start of 2026.
pub(crate) fn certificate(
    issuer: &str,
    subject: &str,
    services: &str,
    not_after: &str,
    number: u32,
) -> String {
    let own = if issuer == subject { "True" } else { "False" };
    format!(
        "HasPrivateKey      : True\n\
         IsSelfSigned       : {own}\n\
         Issuer             : {issuer}\n\
         NotAfter           : {not_after} 11:59:59 PM\n\
         NotBefore          : 01/20/2026 12:00:00 AM\n\
         Services           : {services}\n\
         Status             : Valid\n\
         Subject            : {subject}\n\
         Thumbprint         : {number:040X}\n"
    )
}
