//! What each module of a crate has under which name, and where a path leads.

use super::tokens;
use proc_macro2::TokenStream;
use std::collections::{BTreeMap, BTreeSet};
use syn::{Attribute, File, Ident, Item, UseTree};

/// A module by the names of the modules down to it.
pub(super) type ModulePath = Vec<String>;

/// A crate as its modules.
#[derive(Debug, Default)]
pub(super) struct Crate<'a> {
    modules: BTreeMap<ModulePath, Module<'a>>,
    for_tests: BTreeSet<&'a str>,
}

#[derive(Debug, Default)]
struct Module<'a> {
    /// A folder of modules that a macro declares has none.
    file: Option<&'a str>,
    items: BTreeSet<String>,
    /// Imports and re-exports: the name here and the path that it stands for.
    aliases: BTreeMap<String, Vec<Vec<String>>>,
    /// Paths before `::*`.
    globs: Vec<Vec<String>>,
    /// A macro call between the items may define anything.
    calls_macro: bool,
}

/// Where a path leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Target<'a> {
    /// To a module.
    Module(ModulePath),
    /// To something that is defined in a file, and its name there.
    Item(&'a str, String),
    /// Out of the crate, or to a local name.
    Outside,
    /// Into the crate, but to nothing that this reading knows.
    Nowhere,
}

/// A chain of re-exports longer than this goes round.
const DEEPEST: usize = 16;

impl<'a> Crate<'a> {
    pub(super) fn new(files: &BTreeMap<&'a str, File>) -> Self {
        let mut krate = Self::default();
        for name in files.keys() {
            let path = module_path(name);
            for length in 0..path.len() {
                krate.modules.entry(path[..length].to_vec()).or_default();
            }
            krate.modules.entry(path).or_default().file = Some(name);
        }
        for (name, file) in files {
            krate.enter(&module_path(name), name, &file.items);
        }
        krate
    }

    /// Whether a file is built for tests only.
    pub(super) fn is_for_tests(&self, file: &str) -> bool {
        self.for_tests.contains(file)
    }

    /// The file in which a module stands.
    pub(super) fn file_of(&self, module: &[String]) -> Option<&'a str> {
        self.modules.get(module)?.file
    }

    fn enter(&mut self, at: &[String], file: &'a str, items: &[Item]) {
        for item in items {
            if let Item::Mod(module) = item {
                let below = joined(at, &module.ident.to_string());
                if is_for_tests(&module.attrs) {
                    self.leave_out(&below);
                } else if let Some((_, items)) = &module.content {
                    self.modules.entry(below.clone()).or_default().file.get_or_insert(file);
                    self.enter(&below, file, items);
                }
                continue;
            }
            if let Item::Macro(definition) = item
                && let Some(name) = definition.ident.as_ref().filter(|_| is_exported(&definition.attrs))
            {
                let root = self.modules.entry(ModulePath::new()).or_default();
                root.aliases.entry(name.to_string()).or_default().push(joined(at, &name.to_string()));
            }
            let Some(module) = self.modules.get_mut(at) else { continue };
            match item {
                Item::Use(import) => module.import(&import.tree, &mut Vec::new()),
                Item::Macro(call) if call.ident.is_none() => self.declared_by_macro(at, &call.mac.tokens),
                other => module.items.extend(name_of(other).map(Ident::to_string)),
            }
        }
    }

    fn leave_out(&mut self, below: &[String]) {
        for (path, module) in &self.modules {
            if path.starts_with(below) {
                self.for_tests.extend(module.file);
            }
        }
    }

    /// `folder { module: Type }`: a macro that declares modules may re-export a type of each.
    fn declared_by_macro(&mut self, at: &[String], stream: &TokenStream) {
        if let Some(module) = self.modules.get_mut(at) {
            module.calls_macro = true;
        }
        for declared in tokens::declared_modules(stream) {
            let path: ModulePath = at.iter().chain(&declared.path).cloned().collect();
            if !self.modules.contains_key(&path) {
                continue;
            }
            let Some(item) = declared.item else { continue };
            // The macro may re-export it beside the module, and beside the folder.
            for above in at.len()..path.len() {
                let target = path[above..].iter().chain([&item]).cloned().collect();
                let module = self.modules.entry(path[..above].to_vec()).or_default();
                module.aliases.entry(item.clone()).or_default().push(target);
            }
        }
    }

    /// Where a path leads that stands in this module.
    pub(super) fn resolve(&self, at: &[String], path: &[String]) -> Target<'a> {
        self.resolve_within(at, path, 0)
    }

    fn resolve_within(&self, at: &[String], path: &[String], depth: usize) -> Target<'a> {
        if depth > DEEPEST {
            return Target::Nowhere;
        }
        let mut inside = false;
        let mut here = at.to_vec();
        let mut rest = path;
        while let Some((first, behind)) = rest.split_first() {
            match first.as_str() {
                "crate" => here.clear(),
                "super" => {
                    here.pop();
                }
                "self" => {}
                _ => break,
            }
            inside = true;
            rest = behind;
        }
        while let Some((name, behind)) = rest.split_first() {
            rest = behind;
            match self.look_up(&here, name, behind.is_empty(), depth) {
                Target::Module(below) => {
                    here = below;
                    inside = true;
                }
                Target::Nowhere if !inside => return Target::Outside,
                Target::Nowhere => return self.defined_by_macro(&here, name),
                other => return other,
            }
        }
        if inside { Target::Module(here) } else { Target::Outside }
    }

    fn defined_by_macro(&self, at: &[String], name: &str) -> Target<'a> {
        match self.modules.get(at) {
            Some(Module { file: Some(file), calls_macro: true, .. }) => Target::Item(file, name.to_owned()),
            _ => Target::Nowhere,
        }
    }

    /// One name may be a module and an item at once. Before `::` it is the module, at the end the item.
    fn look_up(&self, at: &[String], name: &str, last: bool, depth: usize) -> Target<'a> {
        let Some(module) = self.modules.get(at) else { return Target::Nowhere };
        let below = joined(at, name);
        let is_module = self.modules.contains_key(&below);
        if is_module && !last {
            return Target::Module(below);
        }
        if let (true, Some(file)) = (module.items.contains(name), module.file) {
            return Target::Item(file, name.to_owned());
        }
        let mut found = Target::Nowhere;
        for path in module.aliases.get(name).into_iter().flatten() {
            match self.resolve_within(at, path, depth + 1) {
                item @ Target::Item(..) => return item,
                Target::Nowhere => {}
                other => found = other,
            }
        }
        if found == Target::Nowhere && is_module {
            found = Target::Module(below);
        }
        if found != Target::Nowhere {
            return found;
        }
        for path in &module.globs {
            let Target::Module(other) = self.resolve_within(at, path, depth + 1) else { continue };
            if other == at {
                continue;
            }
            match self.look_up(&other, name, last, depth + 1) {
                Target::Nowhere | Target::Outside => {}
                found => return found,
            }
        }
        Target::Nowhere
    }
}

impl Module<'_> {
    fn import(&mut self, tree: &UseTree, before: &mut Vec<String>) {
        each_import(tree, before, &mut |path, import| match import {
            Import::Name(name) => self.aliases.entry(name).or_default().push(path.to_vec()),
            Import::All => self.globs.push(path.to_vec()),
        });
    }
}

/// What a `use` brings into its module.
pub(super) enum Import {
    /// One name.
    Name(String),
    /// Everything of the module or enumeration.
    All,
}

/// Calls with each path of a `use` and the name that it gets.
pub(super) fn each_import(
    tree: &UseTree,
    before: &mut Vec<String>,
    visit: &mut dyn FnMut(&[String], Import),
) {
    match tree {
        UseTree::Path(path) => {
            before.push(path.ident.to_string());
            each_import(&path.tree, before, visit);
            before.pop();
        }
        UseTree::Group(group) => {
            for tree in &group.items {
                each_import(tree, before, visit);
            }
        }
        UseTree::Glob(_) => visit(before, Import::All),
        UseTree::Name(name) => one_import(&name.ident, &name.ident, before, visit),
        UseTree::Rename(name) => one_import(&name.ident, &name.rename, before, visit),
    }
}

fn one_import(
    ident: &Ident,
    alias: &Ident,
    before: &mut Vec<String>,
    visit: &mut dyn FnMut(&[String], Import),
) {
    // `use a::{self}` gives `a` its own name.
    if ident == "self" {
        let own = if alias == "self" { before.last().cloned() } else { Some(alias.to_string()) };
        if let Some(own) = own {
            visit(before, Import::Name(own));
        }
        return;
    }
    before.push(ident.to_string());
    visit(before, Import::Name(alias.to_string()));
    before.pop();
}

fn is_exported(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| attribute.path().is_ident("macro_export"))
}

/// Whether the attributes say `#[cfg(test)]` or `#[test]`.
pub(super) fn is_for_tests(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        let path = attribute.path();
        path.is_ident("test")
            || path.is_ident("cfg")
                && attribute.parse_args::<syn::Path>().is_ok_and(|condition| condition.is_ident("test"))
    })
}

fn name_of(item: &Item) -> Option<&Ident> {
    Some(match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Fn(item) => &item.sig.ident,
        Item::Macro(item) => item.ident.as_ref()?,
        Item::Static(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::TraitAlias(item) => &item.ident,
        Item::Type(item) => &item.ident,
        Item::Union(item) => &item.ident,
        _ => return None,
    })
}

/// The module that a file is.
pub(super) fn module_path(file: &str) -> ModulePath {
    let stem = file.strip_suffix(".rs").unwrap_or(file);
    let mut parts: ModulePath = stem.split('/').map(str::to_owned).collect();
    let root = parts.len() == 1 && (stem == "lib" || stem == "main");
    if root || parts.last().is_some_and(|last| last == "mod") {
        parts.pop();
    }
    parts
}

fn joined(path: &[String], name: &str) -> ModulePath {
    path.iter().cloned().chain([name.to_owned()]).collect()
}
