//! Which object or property something printed is.

use crate::objects::{ALL, every_object};
use crate::{Object, Property};

/// The object of a .NET type, with or without its namespaces.
pub fn by_type(name: &str) -> Option<&'static Object> {
    let short = name.rsplit('.').next().unwrap_or(name);
    object(|object| object.types.iter().any(|known| known.eq_ignore_ascii_case(short)))
}

/// The object that a cmdlet prints.
pub fn by_cmdlet(cmdlet: &str) -> Option<&'static Object> {
    object(|object| object.cmdlets.iter().any(|known| known.eq_ignore_ascii_case(cmdlet)))
}

/// The object that a report of Health Checker keeps in a member called like its cmdlet, `GetReceiveConnector`.
pub fn by_member(member: &str) -> Option<&'static Object> {
    let noun = member.strip_prefix("Get")?;
    object(|object| object.cmdlets.iter().any(|known| known.strip_prefix("Get-") == Some(noun)))
}

/// The object that properties tell, whose type is not known: the first that has a telling one of them.
pub fn by_property(has: impl Fn(&str) -> bool) -> Option<&'static Object> {
    object(|object| {
        let mut telling = object.properties.iter().filter(|property| property.tells_kind);
        telling.any(|property| has(property.name))
    })
}

/// The property of a label, in whatever case. Of several objects that have it, the one counts by which most is told.
pub fn property(label: &str) -> Option<&'static Property> {
    let all = ALL.iter().flat_map(|object| object.properties).chain(every_object::all()).copied();
    all.filter(|property| property.is(label)).max_by_key(|property| property.telling)
}

fn object(is: impl Fn(&Object) -> bool) -> Option<&'static Object> {
    ALL.into_iter().find(|object| is(object))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Form, ObjectKind, Telling};

    fn kind(object: Option<&Object>) -> Option<ObjectKind> {
        object.map(|object| object.kind)
    }

    #[test]
    fn a_type_is_known_with_and_without_its_namespaces() {
        for name in [
            "Microsoft.Exchange.Data.Directory.SystemConfiguration.SmtpSendConnectorConfig",
            "HybridTlsDoctor.SendConnector",
            "sendconnector",
        ] {
            assert_eq!(kind(by_type(name)), Some(ObjectKind::SendConnector), "{name}");
        }
        assert_eq!(kind(by_type("MailboxTransportServer")), Some(ObjectKind::TransportService));
        assert_eq!(kind(by_type("System.Management.Automation.PSCustomObject")), None);
    }

    #[test]
    fn a_cmdlet_and_a_member_called_like_it_tell_the_object() {
        assert_eq!(kind(by_cmdlet("get-receiveconnector")), Some(ObjectKind::ReceiveConnector));
        assert_eq!(kind(by_cmdlet("Set-ReceiveConnector")), None);
        assert_eq!(kind(by_member("GetReceiveConnector")), Some(ObjectKind::ReceiveConnector));
        assert_eq!(kind(by_member("ReceiveConnector")), None);
    }

    #[test]
    fn the_first_object_with_a_telling_property_counts() {
        let told = |names: &[&str]| kind(by_property(|name| names.contains(&name)));
        assert_eq!(told(&["AddressSpaces"]), Some(ObjectKind::SendConnector));
        assert_eq!(told(&["AddressSpaces", "DropDirectory"]), Some(ObjectKind::ForeignConnector));
        assert_eq!(told(&["SmartHosts", "SmtpDaneMode"]), Some(ObjectKind::OutboundConnector));
        assert_eq!(told(&["Name", "Identity", "Enabled", "TlsCertificateName"]), None);
    }

    #[test]
    fn a_label_is_a_property_in_any_case() {
        let known = property("tlscertificatename").unwrap();
        assert_eq!((known.name, known.telling), ("TlsCertificateName", Telling::Exchange));
        assert_eq!(property("Bindings").map(|property| property.form), Some(Form::List));
        assert_eq!(property("WhenChangedUTC").map(|property| property.form), Some(Form::Date));
        assert!(property("FriendlyNames").is_none());
    }
}
