//! Events of the application log.

use super::candidates::*;
use super::entry::{Symptom, TO_EXCHANGE_ONLINE, TO_ON_PREMISES};
use super::{either_lane, looks};
use crate::citations::{HYBRID_CERTIFICATES_2025, INBOUND_SELECTION, KB2989382, SET_RECEIVE_CONNECTOR};
use htd_evidence::{Event, EventMessage};
use htd_model::{Estate, Validity};
use htd_report::Severity;

/// The entry of an event, where it is a known one.
pub(crate) fn of_event(event: &Event, estate: &Estate) -> Option<&'static Symptom> {
    let source = event.source.as_ref().map_or("", |source| source.value.as_str());
    Some(match event.id.value {
        12012 | 12013 => &INTERNAL_MISSING,
        12014 => not_found(event, estate, source),
        12015 => &INTERNAL_EXPIRED,
        12016 if is_renewed(event, estate) => &EXPIRED_BEFORE,
        12016 => &EXPIRED_ON_CONNECTOR,
        12017 => &INTERNAL_EXPIRES_SOON,
        12018 => &EXPIRES_SOON,
        12019 => &INTERNAL_EXPIRED_ELSEWHERE,
        12024 => &INTERNAL_REPLACED,
        1035 if source.eq_ignore_ascii_case("MSExchangeTransport") => &either_lane::LOOK_ALIKE,
        2004 if source.to_ascii_lowercase().contains("oauth") => &either_lane::LOOK_ALIKE,
        _ => return None,
    })
}

/// Whether the server that logged that a certificate expired has one for that name by now which has not.
fn is_renewed(event: &Event, estate: &Estate) -> bool {
    let EventMessage::CertificateExpired { fqdn: Some(name) } = &event.message else { return false };
    let server = event.computer.as_ref().map(|computer| computer.value.as_str());
    estate.certificates_on(server).any(|certificate| {
        certificate.validity(estate.at) == Validity::Current && certificate.answers_to(&name.value)
    })
}

/// Event 12014 is logged for connectors of every kind; the one it names decides what it means.
fn not_found(event: &Event, estate: &Estate, source: &str) -> &'static Symptom {
    let EventMessage::CertificateNotFound { domain_name, connector, .. } = &event.message else {
        return &NOT_FOUND_SOMEWHERE;
    };
    let by_issuer_and_subject = domain_name.as_ref().is_none_or(|name| name.value.contains("CN="));
    let Some(connector) = connector.as_ref().map(|connector| connector.value.to_ascii_lowercase()) else {
        let front_end = source.is_empty() || source.eq_ignore_ascii_case("MSExchangeFrontEndTransport");
        return match (front_end, by_issuer_and_subject) {
            (true, true) => &NOT_FOUND_RECEIVE,
            (true, false) => &NOT_FOUND_BY_NAME,
            (false, _) => &NOT_FOUND_SOMEWHERE,
        };
    };
    let sends = estate.send_connectors.iter().any(|known| known.name.value.eq_ignore_ascii_case(&connector));
    let front_end = connector.starts_with("default frontend")
        || connector.starts_with("default internal receive connector");
    let inner = !front_end && (connector.starts_with("default ") || connector.starts_with("client proxy "));
    if sends || connector.starts_with("outbound to office 365") {
        &NOT_FOUND_SEND
    } else if inner {
        &INTERNAL_MISSING
    } else if by_issuer_and_subject {
        &NOT_FOUND_RECEIVE
    } else if front_end {
        &NOT_FOUND_BY_NAME
    } else {
        &NOT_FOUND_ELSEWHERE
    }
}

static NOT_FOUND_RECEIVE: Symptom = Symptom {
    name: "Event 12014",
    wordings: &[],
    title: "A receive connector does not find its certificate, so it offers no `STARTTLS`",
    meaning: "Exchange looks for a certificate whose issuer and subject are those of `TlsCertificateName`. \
              Without one the connector offers no `STARTTLS`, and Exchange Online defers the mail.",
    severity: Severity::Error,
    directions: TO_ON_PREMISES,
    candidates: &[RECEIVE_NOT_FOUND, MALFORMED, EXPIRED, NO_KEY, CHAIN],
    explained_by: &[],
    looks: &[looks::RECEIVE],
    citations: &[KB2989382, INBOUND_SELECTION],
};

static NOT_FOUND_BY_NAME: Symptom = Symptom {
    name: "Event 12014",
    wordings: &[],
    title: "A front-end connector finds no certificate for its host name, so it offers no `STARTTLS`",
    meaning: "The event names a host name instead of issuer and subject: `TlsCertificateName` of that \
              connector is empty, and no certificate enabled for SMTP has the name in its `Fqdn`.",
    severity: Severity::Error,
    directions: TO_ON_PREMISES,
    candidates: &[RECEIVE_EMPTY, FQDN, INTERNAL_CERTIFICATE],
    explained_by: &[],
    looks: &[looks::RECEIVE],
    citations: &[INBOUND_SELECTION, HYBRID_CERTIFICATES_2025],
};

static NOT_FOUND_SEND: Symptom = Symptom {
    name: "Event 12014",
    wordings: &[],
    title: "The send connector to Exchange Online does not find its certificate",
    meaning: "Exchange sends nothing over a connector whose certificate it does not find; the mail waits \
              with `454 4.7.5`.",
    severity: Severity::Error,
    directions: TO_EXCHANGE_ONLINE,
    candidates: &[SEND_NOT_FOUND, MALFORMED, EXPIRED, NO_KEY],
    explained_by: &[],
    looks: &[looks::SEND],
    citations: &[HYBRID_CERTIFICATES_2025],
};

static NOT_FOUND_SOMEWHERE: Symptom = Symptom {
    name: "Event 12014",
    wordings: &[],
    title: "A connector does not find its certificate; which one is not told",
    meaning: "The part of the text that names the connector is missing. The transport service logs this \
              event for send connectors, for those between servers, and on Edge servers for receive \
              connectors.",
    severity: Severity::Error,
    directions: &[],
    candidates: &[SEND_NOT_FOUND, RECEIVE_NOT_FOUND, INTERNAL_CERTIFICATE],
    explained_by: &[],
    looks: &[looks::SEND, looks::RECEIVE],
    citations: &[HYBRID_CERTIFICATES_2025, INBOUND_SELECTION],
};

static NOT_FOUND_ELSEWHERE: Symptom = Symptom {
    name: "Event 12014",
    wordings: &[],
    title: "A connector that hybrid mail probably does not use finds no certificate for its host name",
    meaning: "Clients of that connector get no `STARTTLS`. Hybrid mail is concerned only where Exchange \
              Online is answered by it.",
    severity: Severity::Warning,
    directions: &[],
    candidates: &[FQDN, SHADOWED],
    explained_by: &[],
    looks: &[looks::RECEIVE],
    citations: &[INBOUND_SELECTION, SET_RECEIVE_CONNECTOR],
};

static INTERNAL_MISSING: Symptom = Symptom {
    name: "Events 12012 to 12014 about the internal transport certificate",
    wordings: &[],
    title: "The certificate that servers use among each other is missing",
    meaning: "This is not the certificate of hybrid mail: servers and Edge servers authenticate each other \
              with it, and mail between them can stop.",
    severity: Severity::Error,
    directions: &[],
    candidates: &[INTERNAL_CERTIFICATE],
    explained_by: &[],
    looks: &[looks::INTERNAL],
    citations: &[HYBRID_CERTIFICATES_2025],
};

static INTERNAL_REPLACED: Symptom = Symptom {
    name: "Event 12024",
    wordings: &[],
    title: "A server uses a temporary certificate among servers, as it cannot load its own",
    meaning: "This is not the certificate of hybrid mail. Mail between servers goes on with the temporary \
              one; Edge servers may not trust it.",
    severity: Severity::Warning,
    directions: &[],
    candidates: &[INTERNAL_CERTIFICATE],
    explained_by: &[],
    looks: &[looks::INTERNAL],
    citations: &[HYBRID_CERTIFICATES_2025],
};

static INTERNAL_EXPIRED: Symptom = Symptom {
    name: "Event 12015",
    wordings: &[],
    title: "The certificate that servers use among each other expired",
    meaning: "This is not the certificate of hybrid mail. Exchange goes on using it; it should be replaced \
              by a new self-signed one in quiet times, never by the public certificate.",
    severity: Severity::Warning,
    directions: &[],
    candidates: &[],
    explained_by: &[],
    looks: &[looks::INTERNAL],
    citations: &[HYBRID_CERTIFICATES_2025, INBOUND_SELECTION],
};

static INTERNAL_EXPIRED_ELSEWHERE: Symptom = Symptom {
    name: "Event 12019",
    wordings: &[],
    title: "The internal transport certificate of another server expired",
    meaning: "This is not the certificate of hybrid mail, and not that of the server that logged the event: \
              the server that it talks to presents an expired one, and mail between the two goes on. On that \
              other server it should be replaced by a new self-signed one, never by the public certificate.",
    severity: Severity::Note,
    directions: &[],
    candidates: &[],
    explained_by: &[],
    looks: &[looks::INTERNAL],
    citations: &[HYBRID_CERTIFICATES_2025, INBOUND_SELECTION],
};

static INTERNAL_EXPIRES_SOON: Symptom = Symptom {
    name: "Event 12017",
    wordings: &[],
    title: "The certificate that servers use among each other will expire soon",
    meaning: "This is not the certificate of hybrid mail. It should be replaced by a new self-signed one, \
              never by the public certificate.",
    severity: Severity::Warning,
    directions: &[],
    candidates: &[],
    explained_by: &[],
    looks: &[looks::INTERNAL],
    citations: &[HYBRID_CERTIFICATES_2025, INBOUND_SELECTION],
};

static EXPIRED_ON_CONNECTOR: Symptom = Symptom {
    name: "Event 12016",
    wordings: &[],
    title: "The certificate for `STARTTLS` of a server had expired when it logged this",
    meaning: "`STARTTLS` is still offered, but Exchange Online does not accept an expired certificate. The \
              event does not tell which connector presents it, nor whether it was replaced since.",
    severity: Severity::Warning,
    directions: TO_ON_PREMISES,
    candidates: &[EXPIRED, RECEIVE_NOT_FOUND],
    explained_by: &[],
    looks: &[looks::RECEIVE],
    citations: &[INBOUND_SELECTION],
};

static EXPIRED_BEFORE: Symptom = Symptom {
    name: "Event 12016",
    wordings: &[],
    title: "A certificate for `STARTTLS` had expired; the list of the server shows one that has not",
    meaning: "A certificate for that name is on the server and in date, so the event most probably tells of \
              a state that is over. Where the server still logs it, its transport services may not have read \
              the new certificate yet.",
    severity: Severity::Note,
    directions: TO_ON_PREMISES,
    candidates: &[],
    explained_by: &[],
    looks: &[],
    citations: &[INBOUND_SELECTION],
};

static EXPIRES_SOON: Symptom = Symptom {
    name: "Event 12018",
    wordings: &[],
    title: "The certificate for `STARTTLS` of a server will expire soon",
    meaning: "Once it has expired, hybrid mail stops. A renewed certificate whose issuer or subject differs \
              has to be named in every connector.",
    severity: Severity::Warning,
    directions: TO_ON_PREMISES,
    candidates: &[EXPIRING],
    explained_by: &[],
    looks: &[looks::RECEIVE],
    citations: &[INBOUND_SELECTION, HYBRID_CERTIFICATES_2025],
};
