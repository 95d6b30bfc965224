//! Text within a block on one line, its markup between angle brackets.

use super::Writer;
use crate::model::{Inline, InlineKind, StemNotation, Styled, TextStyle};

impl Writer<'_> {
    /// An inline text on one line.
    pub(super) fn inlines(&self, inlines: &[Inline]) -> String {
        let mut text = String::new();
        self.push_inlines(inlines, &mut text);
        one_line(&text)
    }

    pub(super) fn push_inlines(&self, inlines: &[Inline], out: &mut String) {
        inlines.iter().for_each(|inline| self.push_inline(inline, out));
    }

    fn push_inline(&self, inline: &Inline, out: &mut String) {
        match &inline.kind {
            InlineKind::Text(text) => out.push_str(&escaped(text)),
            InlineKind::Styled(styled) => self.push_styled(styled, out),
            InlineKind::Link(link) => {
                out.push_str(&format!("<link {}>", escaped(&link.target)));
                self.push_inlines(&link.body, out);
                out.push_str("</link>");
            }
            InlineKind::Xref(xref) => {
                out.push_str(&format!("<xref {}>", escaped(&self.document_suffix(&xref.target))));
                let outlined = xref.outer.as_ref().map(|outer| &outer.outlined).filter(|_| !xref.has_own_words);
                self.push_inlines(outlined.unwrap_or(&xref.body), out);
                out.push_str("</xref>");
            }
            InlineKind::Image(picture) => {
                let alt = inspected(&escaped(picture.alt.as_deref().unwrap_or(&picture.derived_alt)));
                out.push_str(&format!("<image {} alt={alt}/>", escaped(&picture.target)));
            }
            InlineKind::Icon(icon) => self.push_icon(&icon.name, out),
            InlineKind::Anchor(anchor) => {
                out.push_str(&format!("<anchor {}/>", anchor.id));
                if anchor.is_bibliography {
                    out.push('[');
                    match &anchor.label {
                        Some(label) => self.push_inlines(label, out),
                        None => out.push_str(&escaped(&anchor.id)),
                    }
                    out.push(']');
                }
            }
            InlineKind::Footnote(mark) => match mark.number {
                Some(number) => out.push_str(&format!("<footnote {number}/>")),
                None => out.push_str("<footnote ?/>"),
            },
            InlineKind::Break => out.push_str("<br/>"),
            InlineKind::Keyboard(keys) => out.push_str(&format!("<kbd>{}</kbd>", escaped(&keys.join("+")))),
            InlineKind::Button(label) => out.push_str(&format!("<btn>{}</btn>", escaped(label))),
            InlineKind::Menu(path) => {
                let path: Vec<_> = path.iter().map(|item| escaped(item)).collect();
                out.push_str(&format!("<menu>{}</menu>", path.join(" > ")));
            }
            InlineKind::IndexTerm(term) => {
                let mut terms = term.terms.iter().map(|term| escaped(term)).collect::<Vec<_>>().join(" | ");
                if let Some(visible) = &term.visible {
                    terms.clear();
                    self.push_inlines(visible, &mut terms);
                    out.push_str(&terms);
                }
                out.push_str(&format!("<index {terms}/>"));
            }
            InlineKind::Callout(number) => out.push_str(&format!("<conum {number}/>")),
            InlineKind::Stem(stem) => {
                let name = match stem.notation {
                    StemNotation::AsciiMath => "asciimath",
                    StemNotation::Latex => "latexmath",
                };
                out.push_str(&format!("<{name}>{}</{name}>", escaped(&stem.source)));
            }
            InlineKind::Raw(raw) => out.push_str(raw),
        }
    }

    fn push_styled(&self, styled: &Styled, out: &mut String) {
        let mut marks = styled.anchor.as_ref().map_or(String::new(), |id| format!("#{id}"));
        styled.roles.iter().for_each(|role| marks.push_str(&format!(".{role}")));
        let (name, open, close) = match styled.style {
            TextStyle::Strong => ("b", "", ""),
            TextStyle::Emphasis => ("i", "", ""),
            TextStyle::Monospace => ("code", "", ""),
            TextStyle::Highlight => ("mark", "", ""),
            TextStyle::Superscript => ("sup", "", ""),
            TextStyle::Subscript => ("sub", "", ""),
            TextStyle::DoubleQuoted => ("", "\u{201C}", "\u{201D}"),
            TextStyle::SingleQuoted => ("", "\u{2018}", "\u{2019}"),
            TextStyle::Plain => ("", "", ""),
        };
        let name = if name.is_empty() && !marks.is_empty() { "span" } else { name };
        if !name.is_empty() {
            out.push_str(&format!("<{name}{marks}>"));
        }
        out.push_str(open);
        self.push_inlines(&styled.body, out);
        out.push_str(close);
        if !name.is_empty() {
            out.push_str(&format!("</{name}>"));
        }
    }

    /// An icon of a font by its name, else Asciidoctor's picture of it.
    fn push_icon(&self, name: &str, out: &mut String) {
        let attributes = &self.book.info.attributes;
        if attributes.get("icons") == Some("font") {
            out.push_str(&format!("<icon {name}/>"));
            return;
        }
        let images =
            attributes.get("imagesdir").map_or("./images/icons".to_owned(), |folder| format!("{folder}/icons"));
        let folder = attributes.get("iconsdir").unwrap_or(&images);
        let kind = attributes.get("icontype").unwrap_or("png");
        out.push_str(&format!("<image {folder}/{name}.{kind} alt={}/>", inspected(&name.replace(['-', '_'], " "))));
    }

    /// The ending that Asciidoctor's outline gives to other documents.
    fn document_suffix(&self, target: &str) -> String {
        let (path, fragment) = match target.find('#') {
            Some(at) => target.split_at(at),
            None => (target, ""),
        };
        match path.strip_suffix(".html") {
            Some(stem) if !self.book.info.attributes.is_set("outfilesuffix") => format!("{stem}.outline{fragment}"),
            _ => target.to_owned(),
        }
    }
}

/// Line feeds with the blanks around them become one space.
fn one_line(text: &str) -> String {
    let lines: Vec<&str> = text.split('\n').map(|line| line.trim_matches([' ', '\t'])).collect();
    let mut line = String::with_capacity(text.len());
    for (index, part) in lines.iter().enumerate() {
        if part.is_empty() && index > 0 && index + 1 < lines.len() {
            continue;
        }
        if index > 0 {
            line.push(' ');
        }
        line.push_str(part);
    }
    line.trim_matches([' ', '\t']).to_owned()
}

pub(super) fn escaped(text: &str) -> String {
    if !text.contains(['<', '>', '&']) {
        return text.to_owned();
    }
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A text in quotes as Ruby prints it.
pub(super) fn inspected(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '"' | '\\' => {
                quoted.push('\\');
                quoted.push(c);
            }
            '#' if matches!(characters.peek(), Some('{' | '$' | '@')) => quoted.push_str("\\#"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_take_rubys_form() {
        assert_eq!(inspected("a \"b\" #{c} \\"), "\"a \\\"b\\\" \\#{c} \\\\\"");
        assert_eq!(one_line(" a  \n b\n\n c\u{A0}\n"), "a b c\u{A0}");
    }
}
