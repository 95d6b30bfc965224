//! The apostrophe beside a letter beyond ASCII (`d'évident`), which Asciidoctor curls as any other.

use crate::model::{Inline, InlineKind};

/// Curls the straight apostrophes that the crate left between letters.
pub(super) fn mend(mut inlines: Vec<Inline>) -> Vec<Inline> {
    for inline in &mut inlines {
        if let InlineKind::Text(words) = &mut inline.kind
            && words.contains('\'')
            && !words.is_ascii()
        {
            *words = curled(words);
        }
    }
    inlines
}

/// Only where one of the neighbours is beyond ASCII, or one letter parts it from another apostrophe (`rock'n'roll`): the
/// others the crate saw, and left for a reason.
fn curled(words: &str) -> String {
    let mut before: Option<char> = None;
    let mut is_behind_curled = false;
    let mut rest = words.chars().peekable();
    let mut curled = String::with_capacity(words.len() + 2);
    while let Some(c) = rest.next() {
        let is_apostrophe = c == '\''
            && before.zip(rest.peek().copied()).is_some_and(|(left, right)| {
                let is_behind_letter = is_behind_curled && left.is_alphanumeric() && right.is_alphabetic();
                is_behind_letter || is_between(left, right)
            });
        curled.push(if is_apostrophe { '’' } else { c });
        is_behind_curled = before == Some('’');
        before = Some(if is_apostrophe { '’' } else { c });
    }
    curled
}

fn is_between(left: char, right: char) -> bool {
    left.is_alphanumeric() && right.is_alphabetic() && !(left.is_ascii() && right.is_ascii())
}

#[cfg(test)]
mod tests {
    use super::curled;

    #[test]
    fn apostrophes_beside_letters_with_accents_are_curled() {
        assert_eq!(curled("d'évident, été'a, l'a, 'é, é', 90's é"), "d’évident, été’a, l'a, 'é, é', 90's é");
        assert_eq!(curled("rock’n'roll, a’b'c'd, a’bc'd, a’b' c"), "rock’n’roll, a’b’c’d, a’bc'd, a’b' c");
    }
}
