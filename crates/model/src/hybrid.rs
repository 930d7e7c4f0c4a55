use crate::{CertificateName, Known, List, known};
use htd_evidence::Record;
use htd_source::Span;

/// What `Get-HybridConfiguration` prints.
#[derive(Debug, Clone)]
pub struct HybridConfiguration {
    /// Where it was printed.
    pub span: Span,
    /// The certificate that the wizard was told to use.
    pub tls_certificate_name: Known<CertificateName>,
    /// Servers that take mail from Exchange Online.
    pub receiving_transport_servers: Known<List>,
    /// Servers that send mail to Exchange Online.
    pub sending_transport_servers: Known<List>,
    /// Edge servers; where there are some, the other two lists are empty.
    pub edge_transport_servers: Known<List>,
    /// `SecureMail`, `Centralized`…
    pub features: Known<List>,
}

impl HybridConfiguration {
    pub(crate) fn new(record: &Record) -> Self {
        Self {
            span: record.span,
            tls_certificate_name: CertificateName::read(record, "TlsCertificateName"),
            receiving_transport_servers: known::list(record, "ReceivingTransportServers"),
            sending_transport_servers: known::list(record, "SendingTransportServers"),
            edge_transport_servers: known::list(record, "EdgeTransportServers"),
            features: known::list(record, "Features"),
        }
    }
}
