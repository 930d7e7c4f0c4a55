/// A property of an object, as Exchange spells and prints it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Property {
    /// As Exchange spells it; consoles print it in the case in which it was asked for.
    pub name: &'static str,
    /// How its value is written.
    pub form: Form,
    /// What the name alone tells of the object or text that has it.
    pub telling: Telling,
    /// Whether it tells the kind of an object of Exchange whose type is not known: no kind has it that stands after
    /// this one in [`crate::objects::ALL`], unless a command above the object says otherwise.
    pub tells_kind: bool,
    /// Whether the collector's scripts keep it.
    pub is_kept: bool,
    /// Whether the command that lists the objects prints it, where a rule asks for them.
    pub is_asked: bool,
}

/// How a value is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// One text.
    Text,
    /// `True` or `False`.
    Flag,
    /// Several texts, in braces or joined with blanks.
    List,
    /// A date, in the culture of the console.
    Date,
    /// One word of an enumeration. Some forms give its number alone; the words whose number is certain are here.
    Word(&'static [(i64, &'static str)]),
    /// Several words of an enumeration at once. Some forms give a number alone, of which each bit is a word, the lowest
    /// first; the higher ones are not known for certain.
    Words(&'static [&'static str]),
}

/// What the name of a property tells of a text that has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Telling {
    /// Nothing: it is a word of every day, and a label of many programs.
    Nothing,
    /// Some: other objects have it as well, prose hardly ever.
    Some,
    /// That an object of Exchange is meant, or of Windows where it says something of Exchange.
    Exchange,
}

impl Property {
    const fn new(name: &'static str, form: Form) -> Self {
        Self { name, form, telling: Telling::Some, tells_kind: false, is_kept: false, is_asked: false }
    }

    /// It is a word of every day.
    pub(crate) const fn everyday(self) -> Self {
        Self { telling: Telling::Nothing, ..self }
    }

    /// Objects of Exchange have it, and others hardly ever.
    pub(crate) const fn of_exchange(self) -> Self {
        Self { telling: Telling::Exchange, ..self }
    }

    /// It tells the kind of an object.
    pub(crate) const fn tells_kind(self) -> Self {
        Self { tells_kind: true, ..self }
    }

    /// The collector keeps it.
    pub(crate) const fn kept(self) -> Self {
        Self { is_kept: true, ..self }
    }

    /// The command that lists the objects prints it.
    pub(crate) const fn asked(self) -> Self {
        Self { is_asked: true, ..self }
    }

    /// Whether a printed label is this property's, in whatever case.
    pub fn is(&self, label: &str) -> bool {
        // Most differ in their length already.
        self.name.len() == label.len() && self.name.eq_ignore_ascii_case(label)
    }
}

pub(crate) const fn text(name: &'static str) -> Property {
    Property::new(name, Form::Text)
}

pub(crate) const fn flag(name: &'static str) -> Property {
    Property::new(name, Form::Flag)
}

pub(crate) const fn list(name: &'static str) -> Property {
    Property::new(name, Form::List)
}

pub(crate) const fn date(name: &'static str) -> Property {
    Property::new(name, Form::Date)
}

pub(crate) const fn word(name: &'static str, words: &'static [(i64, &'static str)]) -> Property {
    Property::new(name, Form::Word(words))
}

pub(crate) const fn words(name: &'static str, bits: &'static [&'static str]) -> Property {
    Property::new(name, Form::Words(bits))
}

/// Makes a constant of each property, by which typed code names it, and the table of them all.
macro_rules! properties {
    ($($name:ident = $property:expr),+ $(,)?) => {
        $(
            #[doc = concat!("The property `", stringify!($name), "` of the table.")]
            pub const $name: &crate::Property = &$property;
        )+
        pub(crate) const PROPERTIES: &[&crate::Property] = &[$($name),+];
    };
}

pub(crate) use properties;
