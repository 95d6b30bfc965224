//! `--` behind a word and before none (`a-- b`, `--all-- b`): two hyphens to Asciidoctor, a dash to the crate.

use std::borrow::Cow;

use asciidoc_parser::inlines::{CharRef, InlineNode};

use crate::asciidoc::entities::decoded;

/// A dash between words as the crate writes it.
const DASH: &str = "&#8212;&#8203;";

/// Whether a node is a dash that the crate sees where no word follows.
pub(in crate::asciidoc::lower) fn is_loose_dash(node: &InlineNode<'_>, next: Option<&InlineNode<'_>>) -> bool {
    let InlineNode::CharRef { value: CharRef::Replacement(text), .. } = node else { return false };
    let word = match next {
        Some(InlineNode::Text { value, .. } | InlineNode::Raw { value, .. }) => begins_word(value),
        _ => false,
    };
    !word && decoded(text) == "\u{2014}\u{200B}"
}

/// A rendered text with hyphens for such dashes.
pub(in crate::asciidoc::lower) fn with_loose_dashes(rendered: &str) -> Cow<'_, str> {
    if !rendered.contains(DASH) {
        return Cow::Borrowed(rendered);
    }
    let mut parts = rendered.split(DASH);
    let mut text = parts.next().unwrap_or("").to_owned();
    for part in parts {
        text.push_str(if begins_word(part) { DASH } else { "--" });
        text.push_str(part);
    }
    Cow::Owned(text)
}

fn begins_word(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphanumeric() || c == '_')
}

#[cfg(test)]
mod tests {
    use super::with_loose_dashes;

    #[test]
    fn dashes_stand_between_words() {
        assert_eq!(with_loose_dashes("a&#8212;&#8203;b&#8212;&#8203; c&#8212;&#8203;"), "a&#8212;&#8203;b-- c--");
    }
}
