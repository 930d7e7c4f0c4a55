//! The commands that *undecided* asks for, one a line.

use super::values::quote;

/// The command that lists the certificates of the server it is run on, with what rules need.
pub(crate) const LIST_CERTIFICATES: &str = "\
     Get-ExchangeCertificate | Format-List Thumbprint,Services,Status,HasPrivateKey,IsSelfSigned,RootCAType,\
     NotBefore,NotAfter,Issuer,Subject,CertificateDomains,Identity";

/// The same for a server, where its name is known.
pub(crate) fn list_certificates(server: Option<&str>) -> String {
    of_server(LIST_CERTIFICATES, server)
}

/// A command of `Get-ExchangeCertificate`, for a server where its name is known.
fn of_server(command: &str, server: Option<&str>) -> String {
    match server.and_then(quote) {
        Some(server) => {
            command.replace("Get-ExchangeCertificate", &format!("Get-ExchangeCertificate -Server {server}"))
        }
        None => command.to_owned(),
    }
}

/// The command that prints when certificates start and end so that day and month cannot be mistaken.
pub(crate) const LIST_DATES: &str = "\
     Get-ExchangeCertificate | Format-List Thumbprint,Issuer,Subject,\
     @{Name='NotBefore';Expression={$_.NotBefore.ToString('o')}},\
     @{Name='NotAfter';Expression={$_.NotAfter.ToString('o')}},Identity";

/// The same for a server, where its name is known.
pub(crate) fn list_dates(server: Option<&str>) -> String {
    of_server(LIST_DATES, server)
}

/// The command that prints what the Hybrid Configuration Wizard was told.
pub(crate) const SHOW_HYBRID_CONFIGURATION: &str = "\
     Get-HybridConfiguration | Format-List TlsCertificateName,ReceivingTransportServers,\
     SendingTransportServers,EdgeTransportServers,Features";

/// The command that lists the receive connectors.
pub(crate) const LIST_RECEIVE_CONNECTORS: &str = "\
     Get-ReceiveConnector | Format-List Identity,Enabled,TransportRole,Bindings,Fqdn,AuthMechanism,\
     TlsCertificateName,TlsDomainCapabilities";

/// The command that lists the send connectors.
pub(crate) const LIST_SEND_CONNECTORS: &str = "\
     Get-SendConnector | Format-List Name,Enabled,AddressSpaces,SmartHosts,Fqdn,SourceTransportServers,\
     TlsDomain,TlsAuthLevel,TlsCertificateName";

/// The command that finds the value which wizards wrote until 2016.
pub(crate) const FIND_OUTDATED_CAPABILITY: &str = "\
     Get-ReceiveConnector | Where-Object { $_.TlsDomainCapabilities -like '*MSIT Machine Auth CA 2*' } | \
     Format-List Identity,TlsDomainCapabilities";
