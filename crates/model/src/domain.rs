use crate::online::{is_online, name_of};
use crate::{Known, known};
use htd_evidence::Record;
use htd_source::Span;

/// A domain that an organisation takes mail for.
#[derive(Debug, Clone)]
pub struct AcceptedDomain {
    /// Where it was printed.
    pub span: Span,
    /// The domain.
    pub domain_name: Known<String>,
    /// `Authoritative`, `InternalRelay`, `ExternalRelay`.
    pub domain_type: Known<String>,
    /// Whether it is the organisation's own domain.
    pub is_default: Known<bool>,
    /// Whether Exchange Online has it, or the servers on premises.
    pub is_online: Option<bool>,
}

impl AcceptedDomain {
    pub(crate) fn new(record: &Record) -> Self {
        let domain_name = match known::text(record, "DomainName") {
            Known::NotCollected => name_of(record),
            name => name,
        };
        Self {
            span: record.span,
            domain_name,
            domain_type: known::word(record, "DomainType", &[]),
            is_default: known::flag(record, "Default"),
            is_online: is_online(record),
        }
    }
}

/// How an organisation treats mail for another domain.
#[derive(Debug, Clone)]
pub struct RemoteDomain {
    /// Where it was printed.
    pub span: Span,
    /// Its name.
    pub name: Known<String>,
    /// The domain.
    pub domain_name: Known<String>,
    /// Whether mail to it keeps what makes it trusted.
    pub trusted_mail_outbound_enabled: Known<bool>,
    /// Whether mail from it counts as trusted.
    pub trusted_mail_inbound_enabled: Known<bool>,
    /// Whether it is the domain that mail to Exchange Online goes to.
    pub target_delivery_domain: Known<bool>,
    /// Whether Exchange Online has it, or the servers on premises.
    pub is_online: Option<bool>,
}

impl RemoteDomain {
    pub(crate) fn new(record: &Record) -> Self {
        Self {
            span: record.span,
            name: name_of(record),
            domain_name: known::text(record, "DomainName"),
            trusted_mail_outbound_enabled: known::flag(record, "TrustedMailOutboundEnabled"),
            trusted_mail_inbound_enabled: known::flag(record, "TrustedMailInboundEnabled"),
            target_delivery_domain: known::flag(record, "TargetDeliveryDomain"),
            is_online: is_online(record),
        }
    }
}
