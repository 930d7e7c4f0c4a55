//! Events of the application log, in every form in which they are pasted.

use crate::{Item, Page};

/// Reads the free lines of a page and claims those that it understood.
pub(crate) fn read(page: &mut Page<'_>) -> Vec<Item> {
    let _ = page;
    Vec::new()
}
