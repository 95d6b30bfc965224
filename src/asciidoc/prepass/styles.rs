//! Styles of paragraphs over what is none: Asciidoctor leaves a list, a heading or a picture below `[NOTE]` as it is, the
//! crate reads it as a paragraph.

use super::lines::{is_fence, is_heading, is_item, opens_block};

/// The attribute that holds a style that says nothing here; the lowering tells the author.
pub(in crate::asciidoc) const UNFIT: &str = "notes-pub-unfit-style";

const ADMONITIONS: [&str; 5] = ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"];

/// The style that an attribute line begins with, if it is one that makes another block of a paragraph.
pub(super) fn found(line: &str) -> Option<&'static str> {
    let inside = line.strip_prefix('[').filter(|_| line.ends_with(']'))?;
    let name = inside.split([',', '.', '#', '%', ']']).next()?;
    ADMONITIONS.iter().chain(&["quote", "example"]).find(|style| **style == name).copied()
}

/// Whether the block that begins with a line can't take the style.
pub(super) fn is_unfit(style: &str, next: &str) -> bool {
    let is_lines = is_fence(next) && next.starts_with(['-', '.', '`', '+']) && next != "--";
    let is_macro = next.ends_with(']') && opens_block(next) && !next.starts_with([' ', '\t', '"', '>']);
    match style {
        "example" => is_lines,
        "quote" => is_lines || is_item(next) || is_macro,
        _ => is_item(next) || is_macro || is_heading(next),
    }
}

/// The line with the style as an attribute that means nothing.
pub(super) fn without(line: &str, style: &str) -> String {
    let rest = line.get(1 + style.len()..line.len().saturating_sub(1)).unwrap_or("");
    let comma = if rest.is_empty() { "" } else { "," };
    format!("[{rest}{comma}{UNFIT}={style}]")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_of_paragraphs_fit_no_lists() {
        assert_eq!(found("[NOTE.a#b]"), Some("NOTE"));
        assert_eq!([found("[source]"), found("[notes]"), found("NOTE"), found("[[NOTE]]")], [None; 4]);
        assert!(is_unfit("TIP", "* a") && is_unfit("quote", "----") && is_unfit("NOTE", "image::a.png[]"));
        assert!(
            !is_unfit("NOTE", "a")
                && !is_unfit("NOTE", "====")
                && !is_unfit("quote", "--")
                && !is_unfit("NOTE", "----")
        );
        assert_eq!(without("[NOTE]", "NOTE"), "[notes-pub-unfit-style=NOTE]");
        assert_eq!(without("[quote,Who]", "quote"), "[,Who,notes-pub-unfit-style=quote]");
    }
}
