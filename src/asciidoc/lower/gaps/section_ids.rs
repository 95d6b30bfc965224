//! Ids made of equal titles: Asciidoctor counts a section before those within it, the crate after.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{NodeId, Section, plain_text};

/// The sections whose ids are made of their titles, with what stands between the words.
type Separators = BTreeMap<NodeId, String>;

/// Gives the ids of equal titles (`a`, `a_2`, `a_3`) out again in the order of the text.
pub(in crate::asciidoc::lower) fn reorder_ids(sections: &mut [Section], automatic: &Separators) {
    rename(sections, automatic, &mut Given::default());
}

/// The id that Asciidoctor makes of a title, before it is kept apart from equal ones.
pub(in crate::asciidoc::lower) fn made_of(title: &str, prefix: &str, separator: Option<char>) -> String {
    let mut id = prefix.to_owned();
    for c in title.chars().flat_map(char::to_lowercase) {
        match c {
            ' ' | '.' | '-' => {
                let is_doubled = separator.is_some_and(|mark| id.ends_with(mark));
                id.extend(separator.filter(|_| !is_doubled));
            }
            c if c.is_alphanumeric() || c == '_' => id.push(c),
            _ => {}
        }
    }
    let id = separator.map_or(id.as_str(), |mark| id.trim_end_matches(mark));
    if prefix.is_empty() { separator.map_or(id, |mark| id.trim_start_matches(mark)).to_owned() } else { id.to_owned() }
}

/// The id without the number that keeps it apart from another of the same title.
fn family<'a>(id: &'a str, title: &str, separator: &str) -> &'a str {
    let letters =
        |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let words = id.trim_end_matches(|c: char| c.is_ascii_digit());
    let parts = match separator {
        "" => Some(words),
        _ => words.strip_suffix(['_', '-']),
    };
    match parts {
        Some(family) if words.len() < id.len() && letters(family) == letters(title) => family,
        _ => id,
    }
}

/// The ids given out, and the last number of each family.
#[derive(Default)]
struct Given {
    ids: BTreeSet<String>,
    numbers: BTreeMap<(String, String), u32>,
}

impl Given {
    /// The next free id of a family.
    fn next(&mut self, family: &str, separator: &str) -> String {
        let mut id = family.to_owned();
        while self.ids.contains(&id) {
            let number = self.numbers.entry((family.to_owned(), separator.to_owned())).or_insert(1);
            *number += 1;
            id = format!("{family}{separator}{number}");
        }
        id
    }
}

fn rename(sections: &mut [Section], automatic: &Separators, given: &mut Given) {
    for section in sections {
        if let Some(id) = &section.anchor {
            let separator = automatic.get(&section.id).map_or("_", String::as_str);
            let family = family(id, &plain_text(&section.title), separator);
            let separator = automatic.get(&section.id).filter(|_| family != id || given.ids.contains(id));
            if let Some(separator) = separator {
                section.anchor = Some(given.next(family, separator));
            }
            given.ids.extend(section.anchor.clone());
        }
        rename(&mut section.sections, automatic, given);
    }
}

#[cfg(test)]
mod tests {
    use super::{family, made_of};

    #[test]
    fn ids_are_made_of_titles() {
        assert_eq!(made_of("Été: l’a & b - 1.2", "_", Some('_')), "_été_la_b_1_2");
        assert_eq!(made_of("- A b.", "", Some('-')), "a-b");
        assert_eq!(made_of("A b", "x", None), "xab");
    }

    #[test]
    fn only_a_number_that_the_title_has_not_is_left_out() {
        assert_eq!(family("_git_svn_2", "git svn", "_"), "_git_svn");
        assert_eq!(family("_section_1_1", "Section 1.1", "_"), "_section_1_1");
        assert_eq!(family("_section_1_1_2", "Section 1.1", "_"), "_section_1_1");
        assert_eq!(family("section12", "Section 1", ""), "section12");
        assert_eq!(family("part2", "Part", ""), "part");
    }
}
