//! The clouds of Microsoft 365: what each is called, and what the names of its hosts and certificates end with.

use crate::within::is_within;

/// Which Microsoft 365 cloud an organisation uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Cloud {
    /// Worldwide, and GCC, which uses its names.
    Worldwide,
    /// GCC High.
    GccHigh,
    /// DoD, which uses the names of GCC High.
    Dod,
    /// Operated by 21Vianet.
    China,
}

/// What a cloud is called, and what the names in it end with.
pub(crate) struct Names {
    /// On the command line and in the element.
    name: &'static str,
    /// The subject of the certificate that Exchange Online presents, and the domain of the hosts that take its mail.
    service: &'static str,
    /// What a Hybrid Configuration Wizard of today writes into TlsDomainCapabilities.
    capability: &'static str,
    /// What the domain ends with to which hybrid mail for a tenant is sent.
    routing: &'static str,
    /// Further domains of hosts that take mail for a tenant.
    pub(crate) exchangers: &'static [&'static str],
    /// The domains of all hosts of Exchange Online.
    pub(crate) hosts: &'static [&'static str],
    /// The domain under which every tenant has one.
    pub(crate) tenants: &'static str,
}

const WORLDWIDE: Names = Names {
    name: "worldwide",
    service: "mail.protection.outlook.com",
    capability: "mail.protection.outlook.com:AcceptCloudServicesMail",
    routing: "mail.onmicrosoft.com",
    // Where a domain's mail is protected by DANE.
    exchangers: &["mx.microsoft"],
    // The last one is of mailbox servers only.
    hosts: &["outlook.com", "mx.microsoft", "exchangelabs.com"],
    tenants: "onmicrosoft.com",
};

const GOVERNMENT: Names = Names {
    name: "gcc-high",
    service: "mail.protection.office365.us",
    capability: "mail.protection.office365.us:AcceptCloudServicesMail",
    routing: "mail.onmicrosoft.us",
    exchangers: &[],
    hosts: &["office365.us"],
    tenants: "onmicrosoft.us",
};

const CHINA: Names = Names {
    name: "china",
    service: "mail.protection.partner.outlook.cn",
    capability: "mail.protection.partner.outlook.cn:AcceptCloudServicesMail",
    routing: "mail.partner.onmschina.cn",
    exchangers: &[],
    hosts: &["outlook.cn"],
    tenants: "onmschina.cn",
};

impl Cloud {
    /// Every cloud; one whose names are those of another stands after it.
    pub const ALL: [Self; 4] = [Self::Worldwide, Self::GccHigh, Self::Dod, Self::China];

    pub(crate) fn names(self) -> Names {
        match self {
            Self::Worldwide => WORLDWIDE,
            Self::GccHigh => GOVERNMENT,
            Self::Dod => Names { name: "dod", ..GOVERNMENT },
            Self::China => CHINA,
        }
    }

    /// The cloud of the name that the command line and the element use.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|cloud| cloud.names().name == name)
    }

    /// The name of the certificate that Exchange Online presents, which TlsDomain and TlsDomainCapabilities are
    /// compared with.
    pub fn service_domain(self) -> &'static str {
        self.names().service
    }

    /// The capability entry of that cloud, as a Hybrid Configuration Wizard of today writes it.
    pub fn capability(self) -> &'static str {
        self.names().capability
    }

    /// The cloud whose service domain a name is, in whatever case.
    pub fn of_service_domain(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|cloud| cloud.service_domain().eq_ignore_ascii_case(name))
    }

    /// The cloud that mail is sent to, by the host or the address space of a connector.
    ///
    /// It includes the hosts that take a tenant's mail and the domains that hybrid mail is routed to. Other hosts of
    /// Exchange Online take no mail, and a tenant's first domain, `contoso.onmicrosoft.com`, is one that mail is sent
    /// to for other reasons as well: neither makes a connector a hybrid one.
    pub fn of_host(host: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|cloud| {
            let names = cloud.names();
            let mut domains =
                [names.service, names.routing].into_iter().chain(names.exchangers.iter().copied());
            domains.any(|domain| is_within(host, domain))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_of_a_cloud_belong_together() {
        for cloud in Cloud::ALL {
            let names = cloud.names();
            assert_eq!(Cloud::parse(names.name), Some(cloud));
            assert_eq!(names.capability, format!("{}:AcceptCloudServicesMail", names.service));
            assert!(names.hosts.iter().any(|host| is_within(names.service, host)), "{}", names.service);
            assert!(is_within(names.routing, names.tenants), "{}", names.routing);
            for exchanger in names.exchangers {
                assert!(names.hosts.contains(exchanger), "{exchanger}");
            }
        }
        assert_eq!(Cloud::parse("elsewhere"), None);
    }

    #[test]
    fn a_host_or_an_address_space_tells_the_cloud() {
        for (host, cloud) in [
            ("contoso-example.mail.protection.outlook.com", Some(Cloud::Worldwide)),
            ("contoso-example.k-v1.MX.Microsoft.", Some(Cloud::Worldwide)),
            ("contoso.mail.onmicrosoft.com", Some(Cloud::Worldwide)),
            ("contoso.mail.onmicrosoft.us", Some(Cloud::GccHigh)),
            ("mail.protection.office365.us", Some(Cloud::GccHigh)),
            ("contoso.mail.partner.onmschina.cn", Some(Cloud::China)),
            ("contoso.onmicrosoft.com", None),
            ("EX01.prod.outlook.com", None),
            ("notmail.onmicrosoft.com.example", None),
            ("notmail.protection.outlook.com", None),
            ("*", None),
        ] {
            assert_eq!(Cloud::of_host(host), cloud, "{host}");
        }
        assert_eq!(Cloud::of_service_domain("Mail.Protection.Office365.us"), Some(Cloud::GccHigh));
        assert_eq!(Cloud::of_service_domain("x.mail.protection.office365.us"), None);
    }
}
