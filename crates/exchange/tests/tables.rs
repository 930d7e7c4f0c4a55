//! The tables are whole: no name stands twice where it would decide, and every view finds what it needs.

use htd_exchange::objects::{ALL, every_object};
use htd_exchange::{Form, ObjectKind, Property, Telling, command_that_lists};
use std::collections::BTreeSet;

#[test]
fn no_property_stands_twice_in_an_object() {
    for object in ALL {
        let mut seen = BTreeSet::new();
        for property in object.properties {
            assert!(seen.insert(property.name.to_ascii_lowercase()), "{:?}.{}", object.kind, property.name);
        }
        assert!(!seen.is_empty(), "{:?}", object.kind);
    }
}

#[test]
fn every_kind_type_cmdlet_and_key_is_of_one_object() {
    let kinds: BTreeSet<ObjectKind> = ALL.iter().map(|object| object.kind).collect();
    assert_eq!(kinds.len(), ALL.len());
    assert_eq!(Some(&ObjectKind::Note), kinds.last(), "the last kind has its object, and so has every other");
    let mut names = BTreeSet::new();
    for object in ALL {
        for name in object.types.iter().chain(object.cmdlets).copied().chain(object.key) {
            assert!(names.insert(name.to_ascii_lowercase()), "{name}");
        }
    }
}

/// Text, flag or list: a property of several objects is written alike in all of them. `Status` is an enumeration of its
/// own in each.
#[test]
fn a_name_has_one_form() {
    for (object, property) in all() {
        for (other, namesake) in all().filter(|(_, other)| other.is(property.name)) {
            let alike = match (property.form, namesake.form) {
                (Form::Word(_) | Form::Text, Form::Word(_) | Form::Text) => true,
                (one, another) => one == another,
            };
            assert!(alike, "{object}.{} and {other}.{}", property.name, namesake.name);
            let tells = |property: &Property| property.telling == Telling::Nothing;
            assert_eq!(tells(property), tells(namesake), "{object}.{} and {other}", property.name);
        }
    }
}

#[test]
fn names_are_spelled_as_exchange_spells_them() {
    for (object, property) in all() {
        let name = property.name;
        let plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b' ');
        assert!(plain && name.starts_with(|c: char| c.is_ascii_uppercase()), "{object}.{name}");
    }
}

#[test]
fn what_is_kept_or_asked_for_can_be_asked_for() {
    for object in ALL {
        let kept = object.properties.iter().filter(|property| property.is_kept).count();
        let asked = object.properties.iter().filter(|property| property.is_asked).count();
        assert!(object.collected.is_empty() || kept > 0, "{:?}", object.kind);
        assert!(asked == 0 || !object.cmdlets.is_empty(), "{:?}", object.kind);
    }
}

#[test]
fn commands_print_what_the_tables_say() {
    for (command, object) in [
        (command_that_lists!(receive_connector), "Get-ReceiveConnector | Format-List Identity,Enabled,"),
        (command_that_lists!(send_connector), "Get-SendConnector | Format-List Name,Enabled,AddressSpaces,"),
        (command_that_lists!(queue), "Get-Queue | Format-List Identity,NextHopDomain,LastError"),
    ] {
        assert!(command.starts_with(object) && !command.ends_with(','), "{command}");
    }
    let chosen = command_that_lists!(transport_service: NAME, INTERNAL_TRANSPORT_CERTIFICATE_THUMBPRINT);
    assert_eq!(chosen, "Get-TransportService | Format-List Name,InternalTransportCertificateThumbprint");
}

fn all() -> impl Iterator<Item = (String, &'static Property)> {
    let own = ALL.into_iter().flat_map(|object| {
        object.properties.iter().copied().map(move |property| (format!("{:?}", object.kind), property))
    });
    own.chain(every_object::all().iter().copied().map(|property| ("every object".to_owned(), property)))
}
