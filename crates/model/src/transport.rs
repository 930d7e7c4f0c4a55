use crate::thumbprint::thumbprint;
use crate::{Known, known};
use htd_evidence::Record;
use htd_exchange::objects::transport_service as property;
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
            name: known::name(record),
            internal_transport_certificate_thumbprint: known::text(
                record,
                property::INTERNAL_TRANSPORT_CERTIFICATE_THUMBPRINT,
            )
            .and_then(|text| thumbprint(&text)),
            use_downgraded_exchange_server_auth: known::flag(
                record,
                property::USE_DOWNGRADED_EXCHANGE_SERVER_AUTH,
            ),
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
        Self { span: record.span, name: known::name(record) }
    }
}
