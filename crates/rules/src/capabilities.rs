//! TlsDomainCapabilities entries, `domain:Capability1,Capability2` or `<I>issuer<S>subject:Capability`, as
//! three rules read them.

use htd_model::{Estate, Known, ReceiveConnector};
use htd_source::Spanned;

/// What an entry does for mail from Exchange Online.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Entry {
    /// It trusts Exchange Online.
    Right,
    /// It pins a certificate that Exchange Online no longer presents.
    Outdated,
    /// It is for Exchange Online, but wrong.
    Wrong(Mistake),
    /// It is for somebody else.
    Other,
}

/// What is wrong with an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mistake {
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

/// What an entry does for mail from Exchange Online.
pub(crate) fn judge(entry: &str, estate: &Estate) -> Entry {
    let folded = htd_x509::fold(entry);
    if is_outdated(&folded) {
        return Entry::Outdated;
    }
    let (domain, capability) = folded.rsplit_once(':').unwrap_or((&folded, ""));
    if domain == "no-tls" {
        return Entry::Wrong(Mistake::NoTls);
    }
    let expected = estate.profile().service_domain();
    if domain == expected {
        let mut capabilities = capability.split(',');
        return if capabilities.clone().any(|name| name == "acceptcloudservicesmail" || name == "512") {
            Entry::Right
        } else if capabilities.any(|name| name == "acceptoorgprotocol") {
            Entry::Wrong(Mistake::OldCapability)
        } else {
            Entry::Wrong(Mistake::Capability)
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
            Entry::Wrong(Mistake::OtherCloud)
        } else if accepts {
            Entry::Right
        } else {
            Entry::Wrong(Mistake::Capability)
        };
    }
    let resembles =
        domain.ends_with("outlook.com") || domain.contains("protection.o") || domain.contains("mail.prot");
    if resembles { Entry::Wrong(Mistake::Domain) } else { Entry::Other }
}

/// Whether an entry pins a certificate of Exchange Online instead of naming its domain: that of before April
/// 2016, or any other whose subject is of the service.
fn is_outdated(folded: &str) -> bool {
    let subject = folded.split_once("<s>").map_or("", |(_, subject)| subject);
    is_of_2016(folded) || (folded.contains("<i>") && subject.contains("mail.protection."))
}

/// Whether an entry is the value that Exchange Online outgrew in April 2016, whole or cut.
pub(crate) fn is_of_2016(entry: &str) -> bool {
    htd_x509::fold(entry).contains("msitmachineauthca2")
}

/// The entries of a connector as far as they are known; `None` where the property was not printed.
pub(crate) fn entries(connector: &ReceiveConnector) -> Option<Vec<Spanned<String>>> {
    match &connector.tls_domain_capabilities {
        Known::Value(list) => Some(list.value.entries.clone()),
        Known::Absent(_) => Some(Vec::new()),
        Known::Cut(text) => Some(vec![text.clone()]),
        Known::NotCollected => None,
    }
}
