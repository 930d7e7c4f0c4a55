use crate::shell::account::Account;
use htd_source::Problem;

/// What can be wrong with a file. Each is told once, with the first line of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trouble {
    DocumentType,
    Malformed,
    TooDeep,
    TooLong,
    TooManyMembers,
    TooManyObjects,
    TooManyReferences,
    UnknownReference,
    SerializationData,
    Certificate,
    CutOff,
}

/// In the order of [`Trouble`].
const MESSAGES: [&str; 11] = [
    "The document type declaration is ignored, and no entity that it declares is expanded.",
    "This is not as Export-Clixml writes it, so what stands there may be missing.",
    "Elements are nested deeper than 100, and what is inside them is not read.",
    "A value is too long to be read whole.",
    "The object has too many properties or entries; the rest of them is not read.",
    "There are too many objects; those that follow are not read.",
    "There are too many objects that others refer to, so some properties are missing.",
    "A property refers to an object that is not in the file, so the property is missing.",
    "SerializationData cannot be read, so what only it tells (the services of a certificate, its status) is not \
     known.",
    "The bytes of a certificate cannot be read, so it is known by its other properties only.",
    "The export ends in the middle of an object. Export it again; what is missing may be listed there.",
];

/// The troubles of one file.
#[derive(Debug, Default)]
pub(super) struct Troubles([Option<(u32, u32)>; MESSAGES.len()]);

impl Troubles {
    /// Notes one, with its line.
    pub(super) fn note(&mut self, trouble: Trouble, line: u32) {
        if let Some(place) = self.0.get_mut(trouble as usize) {
            match place {
                Some((_, count)) => *count = count.saturating_add(1),
                None => *place = Some((line, 1)),
            }
        }
    }

    /// Whether no object is missing.
    pub(super) fn leave_the_list_whole(&self) -> bool {
        let cost = [Trouble::Malformed, Trouble::TooDeep, Trouble::TooManyObjects, Trouble::CutOff];
        cost.iter().all(|&trouble| self.0.get(trouble as usize).is_none_or(Option::is_none))
    }

    /// Each as a problem, at the place in the account that is next to it.
    pub(super) fn problems(&self, account: &Account) -> Vec<Problem> {
        let mut problems = Vec::new();
        for (place, message) in self.0.iter().zip(MESSAGES) {
            let Some((line, count)) = *place else { continue };
            let mut text = String::from("Line ");
            text.push_str(&line.to_string());
            if count > 1 {
                text.push_str(" and ");
                text.push_str(&(count - 1).to_string());
                text.push_str(if count == 2 { " more place" } else { " more places" });
            }
            text.push_str(": ");
            text.push_str(message);
            problems.push(Problem { span: account.near(line), message: text });
        }
        problems
    }
}
