//! Every place where a file names something of its crate.

use super::scope::{Crate, Import, ModulePath, Target, each_import, is_for_tests, module_path};
use super::tokens;
use proc_macro2::TokenStream;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Attribute, Block, File, ImplItem, Item, ItemMacro, ItemUse, Macro, Path, Visibility};

/// One use of a name.
#[derive(Debug)]
pub(super) struct Used<'a> {
    /// The file that defines it; nothing where the path leads nowhere.
    pub(super) file: Option<&'a str>,
    pub(super) name: String,
    pub(super) line: usize,
}

/// What a file uses.
pub(super) fn of<'a>(krate: &Crate<'a>, name: &str, file: &File) -> Vec<Used<'a>> {
    let mut reader = Reader { krate, at: module_path(name), locals: Vec::new(), used: Vec::new() };
    reader.visit_file(file);
    reader.used
}

struct Reader<'k, 'a> {
    krate: &'k Crate<'a>,
    at: ModulePath,
    /// The imports of the blocks around this place: the name and the path that it stands for.
    locals: Vec<(String, Vec<String>)>,
    used: Vec<Used<'a>>,
}

impl Reader<'_, '_> {
    fn path(&mut self, segments: &[String], line: usize) {
        let local = segments.first().and_then(|first| {
            let (_, path) = self.locals.iter().rev().find(|(name, _)| name == first)?;
            Some(path.iter().chain(&segments[1..]).cloned().collect::<Vec<String>>())
        });
        let target = self.krate.resolve(&self.at, local.as_deref().unwrap_or(segments));
        let (file, name) = match target {
            Target::Item(file, name) => (Some(file), name),
            Target::Nowhere => (None, segments.join("::")),
            Target::Module(_) | Target::Outside => return,
        };
        self.used.push(Used { file, name, line });
    }

    fn words(&mut self, stream: &TokenStream) {
        for path in tokens::paths(stream) {
            self.path(&path.segments, path.line);
        }
    }

    fn import(&mut self, import: &ItemUse) {
        let line = import.span().start().line;
        let mut found = Vec::new();
        each_import(&import.tree, &mut Vec::new(), &mut |path, import| found.push((path.to_vec(), import)));
        for (path, import) in found {
            self.path(&path, line);
            if let (Import::All, Target::Module(module)) = (import, self.krate.resolve(&self.at, &path)) {
                let file = self.krate.file_of(&module);
                self.used.extend(file.map(|file| Used { file: Some(file), name: "*".to_owned(), line }));
            }
        }
    }
}

impl<'ast> Visit<'ast> for Reader<'_, '_> {
    fn visit_item(&mut self, item: &'ast Item) {
        if !is_for_tests(attributes(item)) {
            visit::visit_item(self, item);
        }
    }

    fn visit_impl_item(&mut self, item: &'ast ImplItem) {
        let attributes = match item {
            ImplItem::Fn(item) => &item.attrs[..],
            ImplItem::Const(item) => &item.attrs[..],
            _ => &[],
        };
        if !is_for_tests(attributes) {
            visit::visit_impl_item(self, item);
        }
    }

    fn visit_item_mod(&mut self, module: &'ast syn::ItemMod) {
        if let Some((_, items)) = &module.content {
            self.at.push(module.ident.to_string());
            for item in items {
                self.visit_item(item);
            }
            self.at.pop();
        }
    }

    /// A re-export is for others: who names it is led to the file behind it.
    fn visit_item_use(&mut self, import: &'ast ItemUse) {
        if matches!(import.vis, Visibility::Inherited) {
            self.import(import);
        }
    }

    fn visit_block(&mut self, block: &'ast Block) {
        let outer = self.locals.len();
        for statement in &block.stmts {
            if let syn::Stmt::Item(Item::Use(import)) = statement {
                each_import(&import.tree, &mut Vec::new(), &mut |path, import| {
                    if let Import::Name(name) = import {
                        self.locals.push((name, path.to_vec()));
                    }
                });
            }
        }
        visit::visit_block(self, block);
        self.locals.truncate(outer);
    }

    /// Attributes name nothing of the crate.
    fn visit_attribute(&mut self, _: &'ast Attribute) {}

    fn visit_path(&mut self, path: &'ast Path) {
        let segments: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        if path.leading_colon.is_none() {
            self.path(&segments, path.span().start().line);
        }
        visit::visit_path(self, path);
    }

    fn visit_item_macro(&mut self, call: &'ast ItemMacro) {
        for declared in tokens::declared_modules(&call.mac.tokens) {
            let path: ModulePath = self.at.iter().chain(&declared.path).cloned().collect();
            let Some(file) = self.krate.file_of(&path) else { continue };
            // What the macro itself defines under that name is of the file that calls it.
            let is_defined_there = |item: &String| {
                let item: ModulePath = path.iter().chain([item]).cloned().collect();
                matches!(self.krate.resolve(&[], &crate_path(&item)), Target::Item(of, _) if of == file)
            };
            if declared.item.as_ref().is_none_or(is_defined_there) {
                let name = declared.item.or(declared.path.last().cloned()).unwrap_or_default();
                self.used.push(Used { file: Some(file), name, line: declared.line });
            }
        }
        visit::visit_item_macro(self, call);
    }

    fn visit_macro(&mut self, call: &'ast Macro) {
        self.words(&call.tokens);
        visit::visit_macro(self, call);
    }
}

/// A path of modules as code writes it from anywhere.
fn crate_path(path: &[String]) -> Vec<String> {
    [&["crate".to_owned()], path].concat()
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}
