//! The commands that decide. All of them read only.

use super::entry::Look;
use crate::fixes::{LIST_CERTIFICATES, LIST_RECEIVE_CONNECTORS, LIST_SEND_CONNECTORS};
use htd_report::Shell;

pub(super) const RECEIVE: Look = Look {
    title: "Print the receive connectors and the certificates of the server, and add both here",
    shell: Shell::ExchangeManagementShell,
    commands: &[LIST_RECEIVE_CONNECTORS, LIST_CERTIFICATES],
};

pub(super) const SEND: Look = Look {
    title: "Print the send connectors and the certificates of the servers that send, and add both here",
    shell: Shell::ExchangeManagementShell,
    commands: &[LIST_SEND_CONNECTORS, LIST_CERTIFICATES],
};

pub(super) const CAPABILITIES: Look = Look {
    title: "Print whom the receive connectors trust, and add it here",
    shell: Shell::ExchangeManagementShell,
    commands: &["$FormatEnumerationLimit = -1", LIST_RECEIVE_CONNECTORS],
};

pub(super) const SEND_SETTINGS: Look = Look {
    title: "See what the send connector does with TLS and with the headers",
    shell: Shell::ExchangeManagementShell,
    commands: &["Get-SendConnector | Format-List \
                 Name,Enabled,AddressSpaces,SmartHosts,RequireTLS,IgnoreSTARTTLS,TlsAuthLevel,TlsDomain,\
                 CloudServicesMailEnabled"],
};

pub(super) const QUEUE: Look = Look {
    title: "See what the queues say, and add it here",
    shell: Shell::ExchangeManagementShell,
    commands: &[
        "Get-Queue | Where-Object { $_.Status -eq 'Retry' } | Format-List Identity,NextHopDomain,LastError",
    ],
};

/// Windows Server comes without telnet.
const TELNET: &str = "# If telnet is missing: Install-WindowsFeature Telnet-Client";

pub(super) const EHLO_HERE: Look = Look {
    title: "Ask the server itself, where no device is between: is STARTTLS in the answer?",
    shell: Shell::WindowsPowerShell,
    commands: &[TELNET, "telnet localhost 25   # then type: EHLO test"],
};

pub(super) const EHLO_THERE: Look = Look {
    title: "Ask Exchange Online from the server that sends: is STARTTLS in the answer?",
    shell: Shell::WindowsPowerShell,
    commands: &[
        TELNET,
        "$mailExchanger = ''   # that of your tenant, under mail.protection.outlook.com",
        "if ($mailExchanger) { telnet $mailExchanger 25 }   # then type: EHLO and the name of the server",
    ],
};

pub(super) const PORT_THERE: Look = Look {
    title: "See whether port 25 of Exchange Online is reached from the server that sends",
    shell: Shell::WindowsPowerShell,
    commands: &[
        "$mailExchanger = ''   # that of your tenant, under mail.protection.outlook.com",
        "if ($mailExchanger) { Test-NetConnection -ComputerName $mailExchanger -Port 25 }",
    ],
};

pub(super) const OUTBOUND: Look = Look {
    title: "See which name and which host Exchange Online expects",
    shell: Shell::ExchangeOnline,
    commands: &["Get-OutboundConnector | Format-List \
                 Name,Enabled,ConnectorType,SmartHosts,TlsSettings,TlsDomain,CloudServicesMailEnabled,\
                 RouteAllMessagesViaOnPremises"],
};

pub(super) const INBOUND: Look = Look {
    title: "See by what Exchange Online knows mail of the organisation",
    shell: Shell::ExchangeOnline,
    commands: &[
        "Get-InboundConnector | Format-List \
         Name,Enabled,ConnectorType,SenderDomains,SenderIPAddresses,RequireTls,TlsSenderCertificateName,\
         RestrictDomainsToCertificate,RestrictDomainsToIPAddresses,CloudServicesMailEnabled",
        "Get-AcceptedDomain | Format-List DomainName,DomainType",
    ],
};

pub(super) const INTERNAL: Look = Look {
    title: "See which certificate the servers use among each other, and whether it is there",
    shell: Shell::ExchangeManagementShell,
    commands: &[
        "Get-TransportService | Format-List Name,InternalTransportCertificateThumbprint",
        LIST_CERTIFICATES,
    ],
};

/// The newest events 12014 of a server.
pub(crate) const EVENTS: Look = Look {
    title: "See when the server logged this event last, and for which certificate, and add it here",
    shell: Shell::WindowsPowerShell,
    commands: &[
        "Get-WinEvent -FilterHashtable @{ LogName = 'Application'; Id = 12014 } -MaxEvents 10 | Format-List \
         TimeCreated,ProviderName,Id,MachineName,Message",
        "# \"No events were found\" means that none is in the log.",
    ],
};

pub(super) const PROTOCOLS: Look = Look {
    title: "See which TLS versions are switched on or off on the server",
    shell: Shell::WindowsPowerShell,
    commands: &[
        "Get-ChildItem -Path \
         'HKLM:\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols' -Recurse | \
         Get-ItemProperty | Format-List PSPath,Enabled,DisabledByDefault",
        "# A version without a line has the default of Windows.",
    ],
};

pub(super) const HYBRID: Look = Look {
    title: "Print the hybrid configuration and the certificates of the servers, and add both here",
    shell: Shell::ExchangeManagementShell,
    commands: &["Get-HybridConfiguration | Format-List", LIST_CERTIFICATES],
};
