use crate::item::excerpt::Given;
use crate::secret::private_key;
use crate::shell::account::Account;

/// Text outside of the documents.
#[derive(Debug)]
pub(super) struct Stretch {
    pub(super) text: String,
    /// The line in which it begins, from 1.
    pub(super) line: u32,
    /// How many objects were found before it.
    pub(super) found: usize,
}

impl Stretch {
    /// Writes it into the account, without the private keys in it.
    pub(super) fn tell(self, account: &mut Account, items: &mut Vec<Given>) {
        let (text, keys) = private_key::mask(self.text);
        let start = account.verbatim(self.line, &text);
        items.append(&mut private_key::given(account.id(), start, keys));
    }
}
