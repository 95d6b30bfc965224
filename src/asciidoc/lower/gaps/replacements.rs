//! Asciidoctor's replacements of characters, for texts that the crate gives as they are written.

/// Signs in the place of what stands for them.
pub(in crate::asciidoc::lower) fn replaced(text: &str) -> String {
    const SIGNS: [(&str, &str); 9] = [
        ("(C)", "©"),
        ("(R)", "®"),
        ("(TM)", "™"),
        (" -- ", "\u{2009}—\u{2009}"),
        ("...", "…\u{200B}"),
        ("->", "→"),
        ("=>", "⇒"),
        ("<-", "←"),
        ("<=", "⇐"),
    ];
    let mut replaced = text.to_owned();
    for (written, sign) in SIGNS {
        if replaced.contains(written) {
            replaced = replaced.replace(written, sign);
        }
    }
    if replaced.contains('\'') { curled(&replaced) } else { replaced }
}

/// Apostrophes between letters.
fn curled(text: &str) -> String {
    let mut before = None;
    let mut rest = text.chars().peekable();
    let mut curled = String::with_capacity(text.len() + 2);
    while let Some(c) = rest.next() {
        let is_between =
            before.is_some_and(char::is_alphanumeric) && rest.peek().is_some_and(|next| next.is_alphabetic());
        curled.push(if c == '\'' && is_between { '’' } else { c });
        before = Some(c);
    }
    curled
}

#[cfg(test)]
mod tests {
    use super::replaced;

    #[test]
    fn signs_are_replaced() {
        assert_eq!(replaced("l'été (C) a -> b..."), "l’été © a → b…\u{200B}");
        assert_eq!(replaced("'a' b'"), "'a' b'");
    }
}
