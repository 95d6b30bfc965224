//! Ids made of equal titles: Asciidoctor counts a section before those within it, the crate after.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{NodeId, Section};

/// Gives the ids of each family (`a`, `a_2`, `a_3`) out again in the order of the text.
pub(in crate::asciidoc::lower) fn reorder_ids(sections: &mut [Section], automatic: &BTreeSet<NodeId>) {
    let mut ids = Vec::new();
    collect(sections, automatic, &mut ids);
    let known: BTreeSet<&str> = ids.iter().map(String::as_str).collect();
    let mut families: BTreeMap<String, Vec<(u32, String)>> = BTreeMap::new();
    for id in &ids {
        let (family, number) = family(id, &known);
        families.entry(family.to_owned()).or_default().push((number, id.clone()));
    }
    let mut next: BTreeMap<String, String> = BTreeMap::new();
    for members in families.into_values().filter(|members| members.len() > 1) {
        let mut sorted = members.clone();
        sorted.sort();
        next.extend(members.into_iter().zip(sorted).map(|((_, old), (_, new))| (old, new)));
    }
    if next.iter().any(|(old, new)| old != new) {
        rename(sections, automatic, &next);
    }
}

/// The id without its number, if that is an id too.
fn family<'a>(id: &'a str, known: &BTreeSet<&str>) -> (&'a str, u32) {
    let parts = id.rsplit_once('_').and_then(|(family, number)| Some((family, number.parse().ok()?)));
    parts.filter(|(family, _)| known.contains(family)).unwrap_or((id, 1))
}

fn collect(sections: &[Section], automatic: &BTreeSet<NodeId>, ids: &mut Vec<String>) {
    for section in sections {
        ids.extend(section.anchor.clone().filter(|_| automatic.contains(&section.id)));
        collect(&section.sections, automatic, ids);
    }
}

fn rename(sections: &mut [Section], automatic: &BTreeSet<NodeId>, next: &BTreeMap<String, String>) {
    for section in sections {
        if automatic.contains(&section.id)
            && let Some(new) = section.anchor.as_ref().and_then(|old| next.get(old))
        {
            section.anchor = Some(new.clone());
        }
        rename(&mut section.sections, automatic, next);
    }
}
