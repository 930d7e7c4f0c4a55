/// Which Microsoft 365 cloud an organisation uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// Worldwide, and GCC, which uses its names.
    Worldwide,
    /// GCC High.
    GccHigh,
    /// DoD.
    Dod,
    /// Operated by 21Vianet.
    China,
}

impl Profile {
    /// Reads the name that the command line and the element use.
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "worldwide" => Some(Self::Worldwide),
            "gcc-high" => Some(Self::GccHigh),
            "dod" => Some(Self::Dod),
            "china" => Some(Self::China),
            _ => None,
        }
    }

    /// The name of the certificate that Exchange Online presents, which TlsDomain and
    /// TlsDomainCapabilities are compared with.
    pub fn service_domain(self) -> &'static str {
        match self {
            Self::Worldwide => "mail.protection.outlook.com",
            Self::GccHigh | Self::Dod => "mail.protection.office365.us",
            Self::China => "mail.protection.partner.outlook.cn",
        }
    }

    /// The capability entry of that cloud, as a Hybrid Configuration Wizard of today writes it.
    pub fn capability(self) -> &'static str {
        match self {
            Self::Worldwide => "mail.protection.outlook.com:AcceptCloudServicesMail",
            Self::GccHigh | Self::Dod => "mail.protection.office365.us:AcceptCloudServicesMail",
            Self::China => "mail.protection.partner.outlook.cn:AcceptCloudServicesMail",
        }
    }

    /// The cloud that a host or address space belongs to.
    pub(crate) fn of_host(host: &str) -> Option<Self> {
        const SUFFIXES: [(&str, Profile); 6] = [
            ("mail.protection.outlook.com", Profile::Worldwide),
            ("mail.onmicrosoft.com", Profile::Worldwide),
            ("mail.protection.office365.us", Profile::GccHigh),
            ("mail.onmicrosoft.us", Profile::GccHigh),
            ("mail.protection.partner.outlook.cn", Profile::China),
            ("mail.partner.onmschina.cn", Profile::China),
        ];
        let host = host.to_ascii_lowercase();
        SUFFIXES
            .into_iter()
            .find(|(suffix, _)| {
                host.strip_suffix(suffix).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
            })
            .map(|(_, profile)| profile)
    }
}
