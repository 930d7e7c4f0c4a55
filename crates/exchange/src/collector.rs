//! What the collector's scripts keep of each object.

use crate::Side;
use crate::objects::ALL;

/// The lines of a script that say which properties it keeps of which objects of its side.
pub fn collected(side: Side) -> String {
    let objects = ALL.into_iter().filter(|object| object.collected.contains(&side));
    let lines = objects.filter_map(|object| {
        let kept = object.properties.iter().filter(|property| property.is_kept);
        let kept: Vec<String> = kept.map(|property| format!("'{}'", property.name)).collect();
        Some((object.types.first()?, kept.join(", ")))
    });
    let lines: Vec<_> = lines.collect();
    let width = lines.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
    lines.iter().map(|(name, kept)| format!("{name:width$} = {kept}\n")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_keeps_what_the_tables_say() {
        let online = collected(Side::ExchangeOnline);
        assert!(online.contains("AcceptedDomain    = 'DomainName', 'DomainType', 'Default'\n"), "{online}");
        assert!(!online.contains("ReceiveConnector"), "{online}");
        let on_premises = collected(Side::OnPremises);
        assert!(on_premises.contains("AcceptedDomain      = 'DomainName', 'DomainType', 'Default'\n"));
        assert!(!on_premises.contains("InboundConnector"), "{on_premises}");
    }
}
