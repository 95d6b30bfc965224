//! Names of files and ids that every reader takes: ASCII letters, digits and hyphens.

use std::collections::HashSet;

use crate::model::NodeId;

/// The ASCII letters and digits of a text with hyphens between its words, at most 40 characters.
pub(super) fn slug(text: &str) -> String {
    let mut slug = String::new();
    for c in text.chars().flat_map(char::to_lowercase) {
        match plain_letters(c) {
            Some(letters) => slug.push_str(letters),
            None if c.is_ascii_alphanumeric() => slug.push(c),
            // An apostrophe ends a word as a space does; accents that stand alone say nothing.
            None if matches!(c, '\u{300}'..='\u{36F}') => {}
            None if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            None => {}
        }
    }
    let mut short: String = slug.chars().take(40).collect();
    if slug.len() > 40
        && let Some(end) = short.rfind('-').filter(|end| *end > 20)
    {
        short.truncate(end);
    }
    short.trim_matches('-').to_owned()
}

/// A letter of the Latin script without its marks.
fn plain_letters(c: char) -> Option<&'static str> {
    Some(match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => "e",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => "i",
        'ł' | 'ľ' | 'ĺ' | 'ļ' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' => "o",
        'œ' => "oe",
        'ŕ' | 'ř' | 'ŗ' => "r",
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => "s",
        'ß' => "ss",
        'ţ' | 'ť' | 'ț' => "t",
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => "u",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        _ => return None,
    })
}

/// Names that were given out, each once.
#[derive(Debug, Default)]
pub(super) struct Names {
    taken: HashSet<String>,
}

impl Names {
    /// The name itself, or with the first number behind it that makes it new.
    pub(super) fn unique(&mut self, name: String) -> String {
        let numbered = (2..).map(|number| format!("{name}-{number}"));
        let free = std::iter::once(name.clone()).chain(numbered).find(|name| !self.taken.contains(name));
        let free = free.unwrap_or(name);
        self.taken.insert(free.clone());
        free
    }
}

/// The author's id as an id of XHTML: as it is where it is plain, else a slug and a hash that keeps
/// different ones apart.
pub(super) fn id_of_anchor(anchor: &str) -> String {
    let is_plain = anchor.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && anchor.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'));
    let is_ours = ["page-", "fn-", "fnref-", "n-"].iter().any(|prefix| anchor.starts_with(prefix));
    if is_plain && !is_ours {
        return anchor.to_owned();
    }
    format!("a-{}-{:08x}", slug(anchor), xxhash_rust::xxh3::xxh3_64(anchor.as_bytes()) as u32)
}

/// The id of a node that the author gave none.
pub(super) fn id_of_node(node: NodeId) -> String {
    format!("n-{}", node.index())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_plain_and_short() {
        assert_eq!(slug("Keynote d'ouverture - XebiKart"), "keynote-d-ouverture-xebikart");
        assert_eq!(slug("Présentation : l'œuvre"), "presentation-l-oeuvre");
        assert_eq!(slug("会議"), "");
        let long = slug("On-demand development environments with Kubernetes (talk in english)");
        assert_eq!(long, "on-demand-development-environments-with");
    }

    #[test]
    fn names_and_ids_stay_apart() {
        let mut names = Names::default();
        assert_eq!([names.unique("a".into()), names.unique("a".into())], ["a", "a-2"]);
        assert_eq!(id_of_anchor("_notes"), "_notes");
        assert!(id_of_anchor("_présentation").starts_with("a-presentation-"));
        assert_ne!(id_of_anchor("_présentation"), id_of_anchor("_presentation"));
        assert_ne!(id_of_anchor("page-1"), "page-1");
    }
}
