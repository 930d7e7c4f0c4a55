use crate::{Known, known};
use htd_evidence::Record;
use htd_exchange::objects::{accepted_domain, every_object, remote_domain};
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
        let domain_name = match known::text(record, accepted_domain::DOMAIN_NAME) {
            Known::NotCollected => known::name(record),
            name => name,
        };
        Self {
            span: record.span,
            domain_name,
            domain_type: known::word(record, accepted_domain::DOMAIN_TYPE),
            is_default: known::flag(record, accepted_domain::DEFAULT),
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
            name: known::name(record),
            domain_name: known::text(record, remote_domain::DOMAIN_NAME),
            trusted_mail_outbound_enabled: known::flag(record, remote_domain::TRUSTED_MAIL_OUTBOUND_ENABLED),
            trusted_mail_inbound_enabled: known::flag(record, remote_domain::TRUSTED_MAIL_INBOUND_ENABLED),
            target_delivery_domain: known::flag(record, remote_domain::TARGET_DELIVERY_DOMAIN),
            is_online: is_online(record),
        }
    }
}

/// Which organisation an object of both is of: Exchange Online or the one on premises. `None` where nothing in it
/// tells.
fn is_online(record: &Record) -> Option<bool> {
    if let Some(from) = record.get(every_object::COLLECTED_FROM.name) {
        return Some(from.value.text == "ExchangeOnline");
    }
    let telling =
        [every_object::DISTINGUISHED_NAME, every_object::ORIGINATING_SERVER, every_object::PS_COMPUTER_NAME];
    let mut printed = telling.into_iter().filter_map(|property| record.get(property.name)).peekable();
    printed.peek()?;
    Some(printed.any(|property| property.value.text.to_ascii_lowercase().contains("outlook")))
}
