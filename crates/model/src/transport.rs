use crate::online::name_of;
use crate::{Known, known};
use htd_evidence::Record;
use htd_source::Span;

/// What `Get-TransportService` prints of a server.
#[derive(Debug, Clone)]
pub struct TransportService {
    /// Where it was printed.
    pub span: Span,
    /// The server.
    pub name: Known<String>,
    /// The certificate that servers of the organisation know each other by.
    pub internal_transport_certificate_thumbprint: Known<String>,
    /// What `SuppressXAnonymousTls` of a receive connector needs.
    pub use_downgraded_exchange_server_auth: Known<bool>,
}

impl TransportService {
    pub(crate) fn new(record: &Record) -> Self {
        Self {
            span: record.span,
            name: name_of(record),
            internal_transport_certificate_thumbprint: known::text(
                record,
                "InternalTransportCertificateThumbprint",
            )
            .and_then(|text| crate::certificate::thumbprint(&text)),
            use_downgraded_exchange_server_auth: known::flag(record, "UseDowngradedExchangeServerAuth"),
        }
    }
}

/// The subscription of an Edge server.
#[derive(Debug, Clone)]
pub struct EdgeSubscription {
    /// Where it was printed.
    pub span: Span,
    /// The Edge server.
    pub name: Known<String>,
}

impl EdgeSubscription {
    pub(crate) fn new(record: &Record) -> Self {
        Self { span: record.span, name: name_of(record) }
    }
}
