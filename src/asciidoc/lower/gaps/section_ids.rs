//! Ids made of equal titles: Asciidoctor counts a section before those within it, the crate after.

use std::collections::BTreeSet;

use crate::model::{NodeId, Section, plain_text};

/// Gives the ids of equal titles (`a`, `a_2`, `a_3`) out again in the order of the text.
pub(in crate::asciidoc::lower) fn reorder_ids(sections: &mut [Section], automatic: &BTreeSet<NodeId>) {
    rename(sections, automatic, &mut BTreeSet::new());
}

/// The id without the number that keeps it apart from another of the same title.
fn family<'a>(id: &'a str, title: &str) -> &'a str {
    let letters =
        |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let parts = id.rsplit_once(['_', '-']).filter(|(_, number)| number.bytes().all(|b| b.is_ascii_digit()));
    match parts {
        Some((family, _)) if letters(family) == letters(title) => family,
        _ => id,
    }
}

fn rename(sections: &mut [Section], automatic: &BTreeSet<NodeId>, used: &mut BTreeSet<String>) {
    for section in sections {
        if let Some(id) = &section.anchor {
            let family = family(id, &plain_text(&section.title));
            let separator = id.get(family.len()..).and_then(|rest| rest.chars().next()).unwrap_or('_');
            let numbered = (2..).map(|number| format!("{family}{separator}{number}"));
            let free = std::iter::once(family.to_owned()).chain(numbered).find(|id| !used.contains(id));
            if let Some(free) = free.filter(|_| automatic.contains(&section.id) && (family != id || used.contains(id)))
            {
                section.anchor = Some(free);
            }
            used.extend(section.anchor.clone());
        }
        rename(&mut section.sections, automatic, used);
    }
}

#[cfg(test)]
mod tests {
    use super::family;

    #[test]
    fn only_a_number_that_the_title_has_not_is_left_out() {
        assert_eq!(family("_git_svn_2", "git svn"), "_git_svn");
        assert_eq!(family("_section_1_1", "Section 1.1"), "_section_1_1");
        assert_eq!(family("_section_1_1_2", "Section 1.1"), "_section_1_1");
    }
}
