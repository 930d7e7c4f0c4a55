//! Keys of the Windows registry: as `reg query` prints them, as `.reg` files hold them, as PowerShell lists the
//! keys below one, and as objects of any form that name their key.

use crate::item::{Format, Item, Record, RegistryKey};
use crate::page::Page;
use htd_source::Spanned;

/// No key that is asked for has more values.
const MAX_VALUES: usize = 200;

/// Reads the free lines of a page and claims those that it understood.
pub(crate) fn read(page: &mut Page<'_>) -> Vec<Item> {
    let mut items = Vec::new();
    // Hardly any paste holds a registry key, and finding that out costs less than looking at every line.
    if htd_scan::find_word(page.text().as_bytes(), b"HK").is_none() {
        return items;
    }
    let mut index = 0;
    while index < page.len() {
        let line = page.line(index);
        index += 1;
        if !page.is_free(index - 1) {
            continue;
        }
        if let Some(hive) = line.trim().strip_prefix("Hive: ").and_then(path_of) {
            index = listed(page, index, hive, &mut items);
        } else if let Some(path) = heading(line) {
            let first = index - 1;
            let mut key = key(page, path);
            index = values(page, index, &mut key);
            page.claim(first..index, Format::Registry);
            // A key without values is most often one whose values were not asked for.
            if !key.values.is_empty() {
                items.push(Item::RegistryKey(key));
            }
        } else if is_of_tool(line) {
            page.claim(index - 1..index, Format::Registry);
        }
    }
    items
}

/// Puts keys in place of the objects that are keys: of `Get-ItemProperty`, which name their path, and rows of
/// Health Checker's table of TLS settings.
pub(crate) fn convert(items: Vec<Item>) -> Vec<Item> {
    let mut converted: Vec<Item> = Vec::with_capacity(items.len());
    for item in items {
        let Item::Record(record) = &item else {
            converted.push(item);
            continue;
        };
        if let Some((path, value)) = row(record) {
            match converted.last_mut() {
                Some(Item::RegistryKey(key)) if key.path.value == path.value => {
                    key.span = key.span.join(record.span);
                    key.values.extend(value);
                }
                _ => {
                    let values = value.into_iter().collect();
                    converted.push(Item::RegistryKey(RegistryKey { span: record.span, path, values }));
                }
            }
            continue;
        }
        converted.push(of_object(record).map_or(item, Item::RegistryKey));
    }
    converted
}

/// `Get-ItemProperty … | fl`.
fn of_object(record: &Record) -> Option<RegistryKey> {
    let path = &record.get("PSPath")?.value;
    let at = path.text.find("Registry::")? + "Registry::".len();
    let inner = path_of(path.text.get(at..)?).filter(|_| !path.cut)?;
    let own =
        |name: &str| !["PSPath", "PSParentPath", "PSChildName", "PSDrive", "PSProvider"].contains(&name);
    // A selected property that the key does not have is printed as well, empty.
    let values = record.properties.iter().filter(|property| {
        own(&property.name.value) && !property.value.cut && !property.value.text.is_empty()
    });
    Some(RegistryKey {
        span: record.span,
        path: Spanned::new(inner.to_owned(), path.span),
        values: values
            .map(|property| {
                let value = Spanned::new(property.value.text.clone(), property.value.span);
                (property.name.value.to_string(), value)
            })
            .collect(),
    })
}

/// A row of Health Checker's table: the name of a value, the path of its key, and what it is.
type Row = (Spanned<String>, Option<(String, Spanned<String>)>);

fn row(record: &Record) -> Option<Row> {
    let (name, location, value) = (record.get("RegistryKey")?, record.get("Location")?, record.get("Value")?);
    let path = &location.value;
    if path.cut || !path.text.contains("\\") {
        return None;
    }
    let value = &value.value;
    // It prints NULL for what is not there.
    let there = value.text != "NULL" && !value.text.is_empty();
    let value = there.then(|| (name.value.text.clone(), Spanned::new(value.text.clone(), value.span)));
    Some((Spanned::new(path.text.clone(), path.span), value))
}

fn key(page: &Page<'_>, path: &str) -> RegistryKey {
    let path = Spanned::new(path.to_owned(), page.span_of(path));
    RegistryKey { span: path.span, path, values: Vec::new() }
}

fn add(page: &Page<'_>, key: &mut RegistryKey, name: &str, value: &str) {
    if key.values.len() < MAX_VALUES {
        let span = page.span_of(value);
        key.values.push((name.to_owned(), Spanned::new(decimal(value), span)));
        key.span = key.span.join(span);
    }
}

/// Numbers are written in many ways.
fn decimal(value: &str) -> String {
    let digits = value.strip_prefix("dword:").or_else(|| value.strip_prefix("0x"));
    match digits.map(|digits| u32::from_str_radix(digits, 16)) {
        Some(Ok(number)) => number.to_string(),
        _ => value.trim_matches('"').to_owned(),
    }
}

/// The path of a key on a line of its own, in brackets or not.
fn heading(line: &str) -> Option<&str> {
    let line = line.trim();
    let line = line.strip_prefix('[').map_or(Some(line), |inside| inside.strip_suffix(']'))?;
    path_of(line.strip_prefix("Computer\\").unwrap_or(line))
}

/// A path without its hive.
fn path_of(text: &str) -> Option<&str> {
    let (hive, path) = text.trim().split_once('\\')?;
    let known = ["HKEY_LOCAL_MACHINE", "HKLM", "HKLM:", "HKEY_CURRENT_USER", "HKCU"];
    let printed = !path.contains([':', '"', '|', '*', '?']) && path.len() < 600;
    (known.contains(&hive) && printed).then_some(path)
}

/// What the tools print around the keys, and the command itself.
fn is_of_tool(line: &str) -> bool {
    let line = line.trim();
    [
        "Windows Registry Editor Version",
        "REGEDIT4",
        "End of search:",
        "reg query ",
        "reg.exe query ",
        "Hive: HK",
    ]
    .iter()
    .any(|start| line.starts_with(start))
}

/// Reads the values below a heading and returns the line behind them.
fn values(page: &Page<'_>, start: usize, key: &mut RegistryKey) -> usize {
    let (mut end, mut index) = (start, start);
    let mut continued = false;
    while index < page.len() && page.is_free(index) {
        let line = page.line(index).trim();
        index += 1;
        if std::mem::take(&mut continued) {
            continued = line.ends_with('\\');
            end = index;
            continue;
        }
        if line.is_empty() {
            // A forum doubles line ends; two blank lines end any key.
            if index - end > 1 {
                break;
            }
            continue;
        }
        let Some((name, value)) = queried(line).or_else(|| exported(line)) else { break };
        continued = value.starts_with("hex") && value.ends_with('\\');
        add(page, key, name, value);
        end = index;
    }
    end
}

/// `Enabled    REG_DWORD    0x1`
fn queried(line: &str) -> Option<(&str, &str)> {
    let at = line.find(" REG_").or_else(|| line.find("\tREG_"))?;
    let name = line.get(..at)?.trim();
    let typed = line.get(at + 1..)?;
    let value = typed.split_once([' ', '\t']).map_or("", |(_, value)| value.trim());
    (!name.is_empty() && name.len() < 260).then_some((name, value))
}

/// `"Enabled"=dword:00000001`
fn exported(line: &str) -> Option<(&str, &str)> {
    if let Some(value) = line.strip_prefix("@=") {
        return Some(("(Default)", value));
    }
    let (name, value) = line.strip_prefix('"').and_then(|line| line.split_once("\"="))?;
    Some((name, value)).filter(|(_, value)| *value != "-")
}

/// The keys below one, as `Get-ChildItem` lists them: the values of each stand beside its name.
///
/// ```text
/// Name                           Property
/// ----                           --------
/// Client                         DisabledByDefault : 0
///                                Enabled           : 1
/// ```
fn listed(page: &mut Page<'_>, start: usize, hive: &str, items: &mut Vec<Item>) -> usize {
    let mut index = start;
    while index < page.len() && page.line(index).trim().is_empty() {
        index += 1;
    }
    let heading = page.line(index);
    let Some(column) = heading.find("Property").filter(|_| heading.starts_with("Name")) else {
        return start;
    };
    index += 2;
    let mut open: Option<RegistryKey> = None;
    while index < page.len() && page.is_free(index) && !page.line(index).trim().is_empty() {
        let line = page.line(index);
        let (Some(name), Some(value)) = (line.get(..column), line.get(column..)) else { break };
        if !name.trim().is_empty() {
            items.extend(open.take().map(Item::RegistryKey));
            let mut next = key(page, hive);
            next.path.value.push('\\');
            next.path.value.push_str(name.trim());
            next.span = page.span_of(name.trim());
            open = Some(next);
        }
        if let Some((key, (name, value))) = open.as_mut().zip(value.split_once(':')) {
            add(page, key, name.trim(), value.trim());
        }
        index += 1;
    }
    items.extend(open.map(Item::RegistryKey));
    page.claim(start - 1..index, Format::Registry);
    index
}

#[cfg(test)]
mod tests;
