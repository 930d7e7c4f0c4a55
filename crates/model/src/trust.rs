//! Whether an entry of TlsDomainCapabilities, `domain:Capability1,Capability2` or `<I>issuer<S>subject:Capability`,
//! makes a receive connector trust Exchange Online.

use crate::{Estate, Known, ReceiveConnector};
use htd_source::{Span, Spanned};

/// An entry of TlsDomainCapabilities and what it does for mail from Exchange Online.
#[derive(Debug, Clone)]
pub struct TrustEntry {
    /// Where it was printed.
    pub span: Span,
    /// As it was printed.
    pub text: String,
    /// What it does.
    pub trust: Trust,
}

/// What an entry does for mail from Exchange Online.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trust {
    /// It trusts Exchange Online.
    Right,
    /// It pins the certificate that Exchange Online had until April 2016.
    OutdatedSince2016,
    /// It pins another certificate of Exchange Online.
    Pinned,
    /// It is for Exchange Online, but wrong.
    Wrong(Mistake),
    /// It is for somebody else.
    Other,
}

/// What is wrong with an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mistake {
    /// The domain of another Microsoft cloud than the one the organisation uses.
    OtherCloud,
    /// Nearly the domain of the service.
    Domain,
    /// `NO-TLS`, which trusts everybody who does not encrypt.
    NoTls,
    /// `AcceptOorgProtocol`, which is Exchange 2010's.
    OldCapability,
    /// Another capability, or none.
    Capability,
}

impl Estate {
    /// The entries of a connector as far as they are known; `None` where the property was not printed.
    pub fn trust_entries(&self, connector: &ReceiveConnector) -> Option<Vec<TrustEntry>> {
        let entry = |entry: &Spanned<String>| TrustEntry {
            span: entry.span,
            text: entry.value.clone(),
            trust: trust(&entry.value, self),
        };
        match &connector.tls_domain_capabilities {
            Known::Value(list) => Some(list.value.entries.iter().map(entry).collect()),
            Known::Absent(_) => Some(Vec::new()),
            Known::Cut(text) => Some(vec![entry(text)]),
            Known::NotCollected => None,
        }
    }
}

fn trust(entry: &str, estate: &Estate) -> Trust {
    let folded = htd_x509::fold(entry);
    // Whole or cut, it is the value that the wizard of Exchange 2013 CU8 wrote.
    if folded.contains("msitmachineauthca2") {
        return Trust::OutdatedSince2016;
    }
    let subject = folded.split_once("<s>").map_or("", |(_, subject)| subject);
    if folded.contains("<i>") && subject.contains("mail.protection.") {
        return Trust::Pinned;
    }
    let (domain, capability) = folded.rsplit_once(':').unwrap_or((&folded, ""));
    if domain == "no-tls" {
        return Trust::Wrong(Mistake::NoTls);
    }
    let expected = estate.profile().service_domain();
    if domain == expected {
        let mut capabilities = capability.split(',');
        return if capabilities.clone().any(|name| name == "acceptcloudservicesmail" || name == "512") {
            Trust::Right
        } else if capabilities.any(|name| name == "acceptoorgprotocol") {
            Trust::Wrong(Mistake::OldCapability)
        } else {
            Trust::Wrong(Mistake::Capability)
        };
    }
    const SERVICES: [&str; 3] =
        ["mail.protection.outlook.com", "mail.protection.office365.us", "mail.protection.partner.outlook.cn"];
    if SERVICES.contains(&domain) {
        // Which cloud it is must be known for this to be a mistake.
        let known =
            estate.told_profile.is_some() || estate.send_connectors.iter().any(|c| c.cloud().is_some());
        let accepts = capability.contains("acceptcloudservicesmail");
        return if known {
            Trust::Wrong(Mistake::OtherCloud)
        } else if accepts {
            Trust::Right
        } else {
            Trust::Wrong(Mistake::Capability)
        };
    }
    let resembles =
        domain.ends_with("outlook.com") || domain.contains("protection.o") || domain.contains("mail.prot");
    if resembles { Trust::Wrong(Mistake::Domain) } else { Trust::Other }
}
