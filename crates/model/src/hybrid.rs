use crate::contradiction::Contradictions;
use crate::date_order::DateOrder;
use crate::merge::Merge;
use crate::provenance::Provenance;
use crate::{CertificateName, Known, List, known};
use htd_evidence::Record;
use htd_exchange::objects::hybrid_configuration as property;
use htd_report::{Subject, SubjectKind};
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
    /// 0, or 1 for the cloud of 21Vianet.
    pub service_instance: Known<String>,
    pub(crate) provenance: Provenance,
}

impl HybridConfiguration {
    pub(crate) fn new(record: &Record, order: DateOrder) -> Self {
        Self {
            span: record.span,
            tls_certificate_name: CertificateName::read(record, property::TLS_CERTIFICATE_NAME),
            receiving_transport_servers: known::list(record, property::RECEIVING_TRANSPORT_SERVERS),
            sending_transport_servers: known::list(record, property::SENDING_TRANSPORT_SERVERS),
            edge_transport_servers: known::list(record, property::EDGE_TRANSPORT_SERVERS),
            features: known::list(record, property::FEATURES),
            service_instance: known::text(record, property::SERVICE_INSTANCE),
            provenance: Provenance::new(record, order),
        }
    }

    /// Takes over what another account of the same configuration says.
    pub(crate) fn absorb(&mut self, other: Self, contradictions: &mut Contradictions) {
        let mut merge = Merge::new(&mut self.provenance, other.provenance, true);
        if merge.other_is_later() {
            self.span = other.span;
        }
        merge.property(
            property::TLS_CERTIFICATE_NAME,
            &mut self.tls_certificate_name,
            other.tls_certificate_name,
        );
        merge.property(
            property::RECEIVING_TRANSPORT_SERVERS,
            &mut self.receiving_transport_servers,
            other.receiving_transport_servers,
        );
        merge.property(
            property::SENDING_TRANSPORT_SERVERS,
            &mut self.sending_transport_servers,
            other.sending_transport_servers,
        );
        merge.property(
            property::EDGE_TRANSPORT_SERVERS,
            &mut self.edge_transport_servers,
            other.edge_transport_servers,
        );
        merge.property(property::FEATURES, &mut self.features, other.features);
        merge.property(property::SERVICE_INSTANCE, &mut self.service_instance, other.service_instance);
        merge.finish(contradictions, Self::subject);
    }

    /// What a finding about it names.
    pub(crate) fn subject() -> Subject {
        Subject {
            kind: SubjectKind::HybridConfiguration,
            name: "Hybrid Configuration".to_owned(),
            server: None,
        }
    }
}
