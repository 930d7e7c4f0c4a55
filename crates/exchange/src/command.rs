//! The commands that rules ask for, put together from the tables when the crate is compiled, so that a property in a
//! command is one that the model reads.

use crate::Property;

const PRINT: &str = " | Format-List ";

/// The command that prints properties of every object of a kind: those that its table marks as asked for, or the named
/// ones in their order.
///
/// ```
/// use htd_exchange::command_that_lists;
///
/// assert_eq!(
///     command_that_lists!(exchange_server),
///     "Get-ExchangeServer | Format-List Name,AdminDisplayVersion,ServerRole",
/// );
/// assert_eq!(
///     command_that_lists!(exchange_server: NAME, FQDN),
///     "Get-ExchangeServer | Format-List Name,Fqdn",
/// );
/// ```
#[macro_export]
macro_rules! command_that_lists {
    ($object:ident) => {
        $crate::command_that_lists!(@ $object, $crate::objects::$object::OBJECT.properties, false)
    };
    ($object:ident: $($property:ident),+ $(,)?) => {
        $crate::command_that_lists!(@ $object, &[$($crate::objects::$object::$property),+], true)
    };
    (@ $object:ident, $properties:expr, $all:literal) => {{
        const CMDLETS: &[&str] = $crate::objects::$object::OBJECT.cmdlets;
        const PROPERTIES: &[&$crate::Property] = $properties;
        const LENGTH: usize = $crate::command::length(CMDLETS, PROPERTIES, $all);
        const BYTES: [u8; LENGTH] = $crate::command::bytes(CMDLETS, PROPERTIES, $all);
        const COMMAND: &str = match str::from_utf8(&BYTES) {
            Ok(command) => command,
            Err(_) => "",
        };
        COMMAND
    }};
}

/// How long the command is.
#[doc(hidden)]
pub const fn length(cmdlets: &[&str], properties: &[&Property], all: bool) -> usize {
    let [cmdlet, ..] = cmdlets else { return 0 };
    let (mut length, mut rest) = (cmdlet.len() + PRINT.len(), properties);
    while let [property, after @ ..] = rest {
        rest = after;
        if all || property.is_asked {
            length += property.name.len() + 1;
        }
    }
    // No comma stands after the last one.
    length.saturating_sub(1)
}

/// The command itself.
#[doc(hidden)]
pub const fn bytes<const N: usize>(cmdlets: &[&str], properties: &[&Property], all: bool) -> [u8; N] {
    let mut bytes = [0; N];
    let [cmdlet, ..] = cmdlets else { return bytes };
    let room = write(write(&mut bytes, cmdlet), PRINT);
    let (mut room, mut rest, mut first) = (room, properties, true);
    while let [property, after @ ..] = rest {
        rest = after;
        if all || property.is_asked {
            room = write(room, if first { "" } else { "," });
            room = write(room, property.name);
            first = false;
        }
    }
    bytes
}

/// Writes a text and returns the room after it.
const fn write<'a>(room: &'a mut [u8], text: &str) -> &'a mut [u8] {
    let Some((start, rest)) = room.split_at_mut_checked(text.len()) else { return &mut [] };
    start.copy_from_slice(text.as_bytes());
    rest
}
