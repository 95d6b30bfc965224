//! Stand-ins for the joiners beside marks of formatting.
//!
//! The crate takes the joiners U+200C and U+200D for letters, so that `‍`a`‍` between them is not formatted; Asciidoctor
//! doesn't. A stand-in is no letter to either, and as long as the joiner. Noncharacters have no other use in a text.

use std::borrow::Cow;

const NON_JOINER: (char, char) = ('\u{200C}', '\u{FDD0}');
const JOINER: (char, char) = ('\u{200D}', '\u{FDD1}');

/// The line with stand-ins for its joiners beside marks, if it has any.
pub(super) fn masked(line: &str) -> Option<String> {
    let is_mark = |c: Option<char>| c.is_some_and(|c| matches!(c, '*' | '_' | '`' | '#' | '"' | '\'' | '^' | '~'));
    if !line.contains([NON_JOINER.0, JOINER.0]) {
        return None;
    }
    let mut before = None;
    let mut rest = line.chars().peekable();
    let mut masked = String::with_capacity(line.len());
    while let Some(c) = rest.next() {
        let stand_in = match c {
            c if c == NON_JOINER.0 => NON_JOINER.1,
            c if c == JOINER.0 => JOINER.1,
            c => c,
        };
        masked.push(if is_mark(before) || is_mark(rest.peek().copied()) { stand_in } else { c });
        before = Some(c);
    }
    (masked != line).then_some(masked)
}

/// The text with joiners again.
pub(in crate::asciidoc) fn unmasked(text: &str) -> Cow<'_, str> {
    if !text.contains([NON_JOINER.1, JOINER.1]) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace(NON_JOINER.1, "\u{200C}").replace(JOINER.1, "\u{200D}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joiners_beside_marks_are_masked_and_come_back() {
        let line = "ا\u{200D}`a`\u{200C}";
        let hidden = masked(line).unwrap_or_default();
        assert!(!hidden.contains(['\u{200C}', '\u{200D}']));
        assert_eq!(hidden.len(), line.len());
        assert_eq!(unmasked(&hidden), line);
        assert_eq!(masked("a\u{200D}b"), None);
    }
}
