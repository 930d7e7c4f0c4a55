//! The documents that rules rest on, each written once.

use htd_report::Citation;

/// The founding article on a renewed certificate.
pub(crate) const KB2989382: Citation = Citation {
    title: "Can't receive mail in a hybrid environment after you install a new certificate on the server",
    kb: Some("2989382"),
    url: "https://learn.microsoft.com/exchange/troubleshoot/email-delivery/cannot-receive-mail-with-new-certificate",
};

/// The founding article on the outdated TlsDomainCapabilities.
pub(crate) const KB3156771: Citation = Citation {
    title: "Users in your Exchange 2013-based hybrid deployment experience mail issues after April 15, 2016",
    kb: Some("3156771"),
    url: "https://learn.microsoft.com/exchange/troubleshoot/email-delivery/mails-issues-occur-after-april-15-2016",
};

/// The team blog on certificates in hybrid mail flow.
pub(crate) const HYBRID_CERTIFICATES_2025: Citation = Citation {
    title: "TLS Certificates in Exchange Hybrid - Common Issues & How to Fix them",
    kb: None,
    url: "https://techcommunity.microsoft.com/blog/exchange/\
          tls-certificates-in-exchange-hybrid---common-issues--how-to-fix-them/4420592",
};

/// How a receive connector chooses its certificate.
pub(crate) const INBOUND_SELECTION: Citation = Citation {
    title: "Selection of Inbound STARTTLS Certificates",
    kb: None,
    url: "https://learn.microsoft.com/exchange/mail-flow/mail-routing/inbound-starttls-certificates-selection",
};

/// What certificates hybrid deployments need.
pub(crate) const CERTIFICATE_REQUIREMENTS: Citation = Citation {
    title: "Certificate requirements for hybrid deployments",
    kb: None,
    url: "https://learn.microsoft.com/exchange/certificate-requirements",
};

/// The cmdlet that binds services.
pub(crate) const ENABLE_EXCHANGE_CERTIFICATE: Citation = Citation {
    title: "Enable-ExchangeCertificate",
    kb: None,
    url: "https://learn.microsoft.com/powershell/module/exchange/enable-exchangecertificate",
};

/// The cmdlet that configures receive connectors.
pub(crate) const SET_RECEIVE_CONNECTOR: Citation = Citation {
    title: "Set-ReceiveConnector",
    kb: None,
    url: "https://learn.microsoft.com/powershell/module/exchange/set-receiveconnector",
};

/// The cmdlet that configures send connectors.
pub(crate) const SET_SEND_CONNECTOR: Citation = Citation {
    title: "Set-SendConnector",
    kb: None,
    url: "https://learn.microsoft.com/powershell/module/exchange/set-sendconnector",
};

/// The cmdlet that configures the hybrid configuration object.
pub(crate) const SET_HYBRID_CONFIGURATION: Citation = Citation {
    title: "Set-HybridConfiguration",
    kb: None,
    url: "https://learn.microsoft.com/powershell/module/exchange/set-hybridconfiguration",
};

/// Certificates without a private key.
pub(crate) const KB4495258: Citation = Citation {
    title: "TLS negotiation failed with error NoCredentials error if messages to external domains are \
            deferred",
    kb: Some("4495258"),
    url: "https://support.microsoft.com/help/4495258",
};

/// Certificates that are not enabled for SMTP.
pub(crate) const KB4051498: Citation = Citation {
    title: "Outbound email messages are not sent on the Exchange Hub Transport or Edge server",
    kb: Some("4051498"),
    url: "https://support.microsoft.com/help/4051498",
};

/// Versions that hybrid deployments need.
pub(crate) const HYBRID_PREREQUISITES: Citation = Citation {
    title: "Hybrid deployment prerequisites",
    kb: None,
    url: "https://learn.microsoft.com/exchange/hybrid-deployment-prerequisites",
};

/// Which certificate life is allowed from when.
pub(crate) const SC081: Citation = Citation {
    title: "Ballot SC-081v3: Introduce Schedule of Reducing Validity and Data Reuse Periods",
    kb: None,
    url: "https://cabforum.org/2025/04/11/\
          ballot-sc081v3-introduce-schedule-of-reducing-validity-and-data-reuse-periods/",
};

/// The SMTP errors of Exchange Online.
pub(crate) const EXCHANGE_ONLINE_ERRORS: Citation = Citation {
    title: "Email non-delivery reports and SMTP errors in Exchange Online",
    kb: None,
    url: "https://learn.microsoft.com/exchange/mail-flow-best-practices/\
          non-delivery-reports-in-exchange-online/non-delivery-reports-in-exchange-online",
};

/// Two certificates for one name, one of them of an authority that nobody else trusts.
pub(crate) const KB2888788: Citation = Citation {
    title: "Mail flow to Exchange Online stops and event ID 2004 is logged on the hybrid transport server",
    kb: Some("2888788"),
    url: "https://learn.microsoft.com/exchange/troubleshoot/email-delivery/mail-flow-stops-event-2004",
};

/// Trusted headers that the send connector removes.
pub(crate) const KB3212872: Citation = Citation {
    title: "Email from Exchange 2013 Edge Transport server to Exchange Online appears as mail from external \
            contacts",
    kb: Some("3212872"),
    url: "https://learn.microsoft.com/exchange/troubleshoot/email-delivery/\
          email-sent-from-edge-transport-server-appears-as-mail-from-external-contacts",
};
