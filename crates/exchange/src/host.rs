//! Whose a host or a domain is. The domains of every cloud stand in one table; each question below takes from it what
//! it is about, and says what it leaves out.

use crate::Cloud;
use crate::within::is_within;

/// Whether a name is that of a host of Exchange Online or of a domain that Microsoft gives to a tenant: whom mail went
/// to.
///
/// It includes everything: hosts of every kind, and tenants' domains, since queues name the domain where no host
/// answered. Domains themselves count as what is under them.
pub fn is_of_microsoft(name: &str) -> bool {
    is_host(name) || Cloud::ALL.into_iter().any(|cloud| is_within(name, cloud.names().tenants))
}

/// Whether the host that answers in a session is one of Exchange Online and not the organisation's own.
///
/// It includes hosts of every kind, mailbox servers too, whose names answers from inside bear. It leaves out tenants'
/// domains: no host is called like one, and whoever gives a server of their own such a name asks about that server.
pub fn answers_for_microsoft(host: &str) -> bool {
    is_host(host)
}

/// Whether a name that a client greets with is one of Exchange Online.
///
/// It includes the hosts under `protection`, by which Exchange Online sends (`….outbound.protection.outlook.com`). It
/// leaves out hosts that take mail (`mx.microsoft`) and those that hold mailboxes (`….prod.outlook.com`): they do not
/// send to a server on premises. The name is a claim; whoever sends can make it.
pub fn greets_as_exchange_online(name: &str) -> bool {
    Cloud::ALL.into_iter().any(|cloud| {
        let outbound = cloud.service_domain().trim_start_matches("mail.");
        is_within(name, outbound) && name.trim().len() > outbound.len()
    })
}

/// Whether a server that generated a report is one of Exchange Online.
///
/// It includes mailbox servers and front ends of every cloud, which all have a label `prod`
/// (`….namprd01.prod.outlook.com`, `….prod.exchangelabs.com`, `….prod.partner.outlook.cn`). It leaves out names without
/// that label: they are of other services, whose reports mean something else.
pub fn is_report_of_exchange_online(server: &str) -> bool {
    is_host(server) && server.to_ascii_lowercase().contains(".prod.")
}

/// Whether a domain in TlsDomainCapabilities is meant to be Exchange Online's and mistyped, so that the entry is wrong
/// and not somebody else's. The service domains themselves are right, whatever the cloud: ask for them first.
///
/// It includes every domain that ends with the letters of one of Exchange Online's hosts, dot or not, and what begins
/// like a service domain. It leaves out tenants' domains, which are partners as any other.
pub fn resembles_service_domain(domain: &str) -> bool {
    let domain = domain.to_ascii_lowercase();
    let of_host = |cloud: Cloud| cloud.names().hosts.iter().any(|host| domain.ends_with(host));
    Cloud::ALL.into_iter().any(of_host) || domain.contains("protection.o") || domain.contains("mail.prot")
}

/// Whether a name is that of a host of Exchange Online, in any cloud.
fn is_host(name: &str) -> bool {
    Cloud::ALL.into_iter().any(|cloud| cloud.names().hosts.iter().any(|domain| is_within(name, domain)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every question asked of the names that told today's lists apart.
    #[test]
    fn each_question_takes_what_it_is_about() {
        let ask = |name: &str| {
            [
                Cloud::of_host(name).is_some(),
                is_of_microsoft(name),
                answers_for_microsoft(name),
                greets_as_exchange_online(name),
                is_report_of_exchange_online(name),
            ]
        };
        for (name, answers) in [
            ("contoso-example.mail.protection.outlook.com", [true, true, true, true, false]),
            ("NAM12-BN8-obe.outbound.protection.outlook.com", [false, true, true, true, false]),
            ("OBE.outbound.protection.office365.us", [false, true, true, true, false]),
            ("obe.outbound.protection.partner.outlook.cn", [false, true, true, true, false]),
            ("BN8NAM11FT011.eop-nam11.prod.protection.outlook.com", [false, true, true, true, true]),
            ("BL0PR01MB0001.namprd01.prod.outlook.com", [false, true, true, false, true]),
            ("BL0PR01MB0001.namprd01.prod.exchangelabs.com", [false, true, true, false, true]),
            ("BJXPR01MB0001.CHNPR01.prod.partner.outlook.cn", [false, true, true, false, true]),
            ("contoso-example.k-v1.mx.microsoft", [true, true, true, false, false]),
            ("contoso.mail.onmicrosoft.com", [true, true, false, false, false]),
            ("contoso.onmicrosoft.us", [false, true, false, false, false]),
            ("contoso.partner.onmschina.cn", [false, true, false, false, false]),
            ("outlook.com.", [false, true, true, false, false]),
            ("protection.outlook.com", [false, true, true, false, false]),
            ("mail.contoso.example", [false; 5]),
            ("myoutlook.com", [false; 5]),
            ("prod.example", [false; 5]),
            ("", [false; 5]),
        ] {
            assert_eq!(ask(name), answers, "{name}");
        }
    }

    #[test]
    fn a_mistyped_service_domain_is_not_somebody_elses() {
        for domain in [
            "mail.protecton.outlook.com",
            "mailoutlook.com",
            "mail.protection.office365",
            "protection.outlook",
            "mail.protection.outlook.cn",
            "mail.office365.us",
        ] {
            assert!(resembles_service_domain(domain), "{domain}");
        }
        for domain in ["fabrikam.example", "mail.contoso.example", "contoso.onmicrosoft.com"] {
            assert!(!resembles_service_domain(domain), "{domain}");
        }
    }
}
