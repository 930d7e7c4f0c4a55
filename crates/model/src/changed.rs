//! What commands that stand below an output may have changed of what it shows. Whether they were run, and whether they
//! did what they say, only a new output proves: until then nobody knows which value holds.

use crate::contradiction::Contradictions;
use crate::limits::MOST_OTHERS;
use crate::{
    CertificateName, Contradiction, Estate, HybridConfiguration, Known, List, Occurrence, same_server,
};
use htd_evidence::{Command, Item, Reading};
use htd_exchange::Property;
use htd_exchange::objects::{exchange_certificate, receive_connector, send_connector};
use htd_report::Subject;
use htd_source::Span;

impl Estate {
    pub(crate) fn apply_changes(&mut self, readings: &[Reading]) {
        let items = readings.iter().flat_map(|reading| &reading.items);
        let logs = items.filter_map(|item| match item {
            Item::WizardLog(log) if log.typed => Some(log),
            _ => None,
        });
        for command in logs.flat_map(|log| &log.commands).take(MOST_OTHERS) {
            self.apply(&command.value, command.span);
        }
    }

    fn apply(&mut self, command: &Command, span: Span) {
        let contradictions = &mut self.contradictions;
        let is = |cmdlet: &str| command.cmdlet.value.eq_ignore_ascii_case(cmdlet);
        if is("Set-ReceiveConnector") {
            for connector in &mut self.receive_connectors {
                if !may_mean(command, &connector.name.value) {
                    continue;
                }
                let subject = connector.subject();
                let mut change = Change { command, span, subject, contradictions };
                change.name(&mut connector.tls_certificate_name);
                change
                    .list(receive_connector::TLS_DOMAIN_CAPABILITIES, &mut connector.tls_domain_capabilities);
                change.list(receive_connector::AUTH_MECHANISM, &mut connector.auth_mechanism);
                change.list(receive_connector::BINDINGS, &mut connector.bindings);
                change.text(receive_connector::FQDN, &mut connector.fqdn);
                change.flag(&mut connector.enabled);
            }
        } else if is("Set-SendConnector") {
            for connector in &mut self.send_connectors {
                if !may_mean(command, &connector.name.value) {
                    continue;
                }
                let subject = connector.subject();
                let mut change = Change { command, span, subject, contradictions };
                change.name(&mut connector.tls_certificate_name);
                change.list(send_connector::ADDRESS_SPACES, &mut connector.address_spaces);
                change.list(send_connector::SMART_HOSTS, &mut connector.smart_hosts);
                change
                    .list(send_connector::SOURCE_TRANSPORT_SERVERS, &mut connector.source_transport_servers);
                change.text(send_connector::FQDN, &mut connector.fqdn);
                change.flag(&mut connector.enabled);
            }
        } else if is("Set-HybridConfiguration") {
            for configuration in &mut self.hybrid_configurations {
                let subject = HybridConfiguration::subject();
                let mut change = Change { command, span, subject, contradictions };
                change.name(&mut configuration.tls_certificate_name);
            }
        } else if is("Enable-ExchangeCertificate") {
            self.enable(command, span);
        }
    }

    fn enable(&mut self, command: &Command, span: Span) {
        let asked =
            command.argument(exchange_certificate::SERVICES.name).map_or("", |services| &services.value);
        let thumbprint = command.argument(exchange_certificate::THUMBPRINT.name).or(command.identity());
        let Some(thumbprint) = thumbprint.filter(|_| asked.to_ascii_lowercase().contains("smtp")) else {
            return;
        };
        let server = command.argument("Server").map(|server| server.value.as_str());
        for certificate in &mut self.certificates {
            let on = certificate.server.as_deref();
            let elsewhere = server.zip(on).is_some_and(|(server, on)| !same_server(server, on));
            let own = certificate.thumbprint.value();
            let bound = certificate.services.value().is_some_and(|services| services.smtp());
            if elsewhere || bound || !own.is_some_and(|own| own.eq_ignore_ascii_case(&thumbprint.value)) {
                continue;
            }
            let subject = certificate.subject_of_finding();
            let mut change = Change { command, span, subject, contradictions: &mut self.contradictions };
            change.apply(exchange_certificate::SERVICES, &mut certificate.services);
        }
    }
}

/// Whether a command may be about a connector: it names it, or names none that could be read.
fn may_mean(command: &Command, name: &str) -> bool {
    let short = name.rsplit_once('\\').map_or(name, |(_, short)| short);
    command.identity().is_none_or(|identity| {
        let identity = identity.value.as_str();
        identity.starts_with(['$', '('])
            || identity.eq_ignore_ascii_case(name)
            || identity.eq_ignore_ascii_case(short)
    })
}

/// A command, and what it is about.
struct Change<'a> {
    command: &'a Command,
    span: Span,
    subject: Subject,
    contradictions: &'a mut Contradictions,
}

impl Change<'_> {
    fn name(&mut self, known: &mut Known<CertificateName>) {
        let property = receive_connector::TLS_CERTIFICATE_NAME;
        let same = |name: &CertificateName, asked: &str| {
            asked.contains("=") && !asked.contains("$") && name.may_be(asked)
        };
        if !self.asks(property, known, same) {
            self.apply(property, known);
        }
    }

    fn list(&mut self, property: &Property, known: &mut Known<List>) {
        let same = |list: &List, asked: &str| list.entries.len() == 1 && list.holds(asked);
        if !self.asks(property, known, same) {
            self.apply(property, known);
        }
    }

    fn text(&mut self, property: &Property, known: &mut Known<String>) {
        if !self.asks(property, known, |text, asked| text.eq_ignore_ascii_case(asked)) {
            self.apply(property, known);
        }
    }

    fn flag(&mut self, known: &mut Known<bool>) {
        let same = |flag: &bool, asked: &str| {
            asked.trim_start_matches('$').eq_ignore_ascii_case(if *flag { "true" } else { "false" })
        };
        if !self.asks(receive_connector::ENABLED, known, same) {
            self.apply(receive_connector::ENABLED, known);
        }
    }

    /// Whether the command leaves a property as it was printed: it asks for what it is, or does not mention it.
    fn asks<T>(&self, property: &Property, known: &Known<T>, same: impl Fn(&T, &str) -> bool) -> bool {
        let Some(asked) = self.command.argument(property.name).map(|asked| asked.value.as_str()) else {
            return true;
        };
        match known {
            Known::Value(known) => same(&known.value, asked),
            Known::Absent(_) => asked.is_empty() || asked.eq_ignore_ascii_case("$null"),
            Known::Cut(_) | Known::NotCollected => false,
        }
    }

    /// Takes what was printed above the command as not known any more.
    fn apply<T>(&mut self, property: &Property, known: &mut Known<T>) {
        let Some(span) =
            known.span().filter(|span| span.source == self.span.source && span.start < self.span.start)
        else {
            return;
        };
        *known = Known::NotCollected;
        self.contradictions.add(Contradiction {
            subject: self.subject.clone(),
            property: property.name,
            former: Occurrence { span, time: None },
            latter: Occurrence { span: self.span, time: None },
            settled: None,
            by_command: true,
        });
    }
}
