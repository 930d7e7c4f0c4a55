//! What can be told from the words inside a macro call.

use proc_macro2::{TokenStream, TokenTree};

/// A path as it is written inside a macro.
#[derive(Debug)]
pub(super) struct WrittenPath {
    pub(super) segments: Vec<String>,
    pub(super) line: usize,
}

/// A module that a macro may declare: the folders and the name, and the item beside it.
#[derive(Debug)]
pub(super) struct Declared {
    pub(super) path: Vec<String>,
    pub(super) item: Option<String>,
    pub(super) line: usize,
}

/// Every `a::b::c` in the words of a macro, single names too.
pub(super) fn paths(stream: &TokenStream) -> Vec<WrittenPath> {
    let mut paths: Vec<WrittenPath> = Vec::new();
    let mut colons = 0;
    let mut follows = false;
    for token in stream.clone() {
        match token {
            TokenTree::Ident(ident) => {
                let name = ident.to_string();
                match paths.last_mut() {
                    Some(path) if follows && colons == 2 => path.segments.push(name),
                    // A field or a method, or a lifetime, is nobody's name.
                    _ if colons == 1 && !follows => {}
                    _ => paths.push(WrittenPath { segments: vec![name], line: ident.span().start().line }),
                }
                (colons, follows) = (0, true);
            }
            TokenTree::Punct(punct) if punct.as_char() == ':' => colons += 1,
            TokenTree::Punct(punct) => {
                // After `.` or `'` the next word is a member or a lifetime.
                let member = matches!(punct.as_char(), '.' | '\'');
                (colons, follows) = (usize::from(member), false);
            }
            TokenTree::Group(group) => {
                paths.extend(self::paths(&group.stream()));
                (colons, follows) = (0, false);
            }
            TokenTree::Literal(_) => (colons, follows) = (0, false),
        }
    }
    paths
}

/// `folder { module: Type, other }`: every name, with the names of the braces around it.
pub(super) fn declared_modules(stream: &TokenStream) -> Vec<Declared> {
    let mut declared: Vec<Declared> = Vec::new();
    let mut after_colon = false;
    for token in stream.clone() {
        match token {
            TokenTree::Ident(ident) => match declared.last_mut() {
                Some(last) if after_colon => last.item = Some(ident.to_string()),
                _ => declared.push(Declared {
                    path: vec![ident.to_string()],
                    item: None,
                    line: ident.span().start().line,
                }),
            },
            TokenTree::Group(group) => {
                let folder = declared.last().map(|last| last.path.clone()).unwrap_or_default();
                declared.extend(declared_modules(&group.stream()).into_iter().map(|mut below| {
                    below.path.splice(0..0, folder.iter().cloned());
                    below
                }));
            }
            TokenTree::Punct(punct) if punct.as_char() == ':' => {
                after_colon = true;
                continue;
            }
            _ => {}
        }
        after_colon = false;
    }
    declared
}
