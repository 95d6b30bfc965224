//! Character references (`&#8217;`, `&hellip;`) into the characters that they stand for.

use std::borrow::Cow;

use quick_xml::escape::resolve_html5_entity;

use crate::asciidoc::prepass::unmasked;

/// No name of HTML's table is longer.
const LONGEST: usize = 34;

/// The text with its references replaced by characters.
pub(super) fn decoded(text: &str) -> String {
    let mut rest = text;
    let mut plain = String::with_capacity(text.len());
    while let Some(at) = rest.find('&') {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        match reference(rest) {
            Some((characters, length)) => {
                plain.push_str(&characters);
                rest = &rest[length..];
            }
            None => {
                plain.push('&');
                rest = &rest[1..];
            }
        }
    }
    plain.push_str(rest);
    match unmasked(&plain) {
        Cow::Borrowed(_) => plain,
        Cow::Owned(text) => text,
    }
}

/// Markup with its numbered references replaced by characters that are no markup themselves.
pub(super) fn numbered_decoded(markup: &str) -> String {
    let mut rest = markup;
    let mut plain = String::with_capacity(markup.len());
    while let Some(at) = rest.find("&#") {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let found = reference(rest).filter(|(characters, _)| !matches!(characters.as_ref(), "<" | ">" | "&"));
        let (shown, length) = found.unwrap_or((Cow::Borrowed("&#"), 2));
        plain.push_str(&shown);
        rest = &rest[length..];
    }
    plain.push_str(rest);
    plain
}

/// The text with references that were escaped once too often (`&amp;#8211;`) as they were written.
pub(super) fn restored(text: &str) -> String {
    const ESCAPED: &str = "&amp;";
    let mut rest = text;
    let mut restored = String::with_capacity(text.len());
    while let Some(at) = rest.find(ESCAPED) {
        restored.push_str(&rest[..=at]);
        rest = &rest[at + ESCAPED.len()..];
        let is_reference = reference(&format!("&{}", rest.chars().take(LONGEST).collect::<String>())).is_some();
        if !is_reference {
            restored.push_str("amp;");
        }
    }
    restored.push_str(rest);
    restored
}

/// The characters of the reference that `text` begins with, by the table of HTML5, and the reference's length.
fn reference(text: &str) -> Option<(Cow<'static, str>, usize)> {
    let end = text.bytes().take(LONGEST).position(|byte| byte == b';')?;
    let name = text.get(1..end)?;
    let characters = match name.strip_prefix('#') {
        Some(number) => {
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
                None => number.parse().ok()?,
            };
            let character = char::from_u32(code).filter(|c| *c >= ' ' || matches!(c, '\n' | '\t'))?;
            Cow::Owned(character.to_string())
        }
        None => Cow::Borrowed(resolve_html5_entity(name)?),
    };
    Some((characters, end + 1))
}

#[cfg(test)]
mod tests {
    use super::{decoded, numbered_decoded, restored};

    #[test]
    fn markup_keeps_what_would_be_markup() {
        assert_eq!(numbered_decoded("<b>&#8801;&#60; &nbsp;&#x;</b>"), "<b>≡&#60; &nbsp;&#x;</b>");
    }

    #[test]
    fn references_escaped_twice_come_back() {
        assert_eq!(restored("a &amp;#8211; &amp;amp; b &amp; c"), "a &#8211; &amp; b &amp; c");
    }

    #[test]
    fn references_become_characters() {
        assert_eq!(
            decoded("l&#8217;&eacute;t&#xe9;&sup1; &amp;amp; &unknown; &#0; &hearts; &"),
            "l’été¹ &amp; &unknown; &#0; ♥ &"
        );
    }
}
