//! A book as one line a node: what Asciidoctor understands of the same manuscript, so that the two
//! can be compared. What we know beyond Asciidoctor (figures, talks, languages, our labels) is not
//! shown.

mod block;
mod table;
mod text;

use crate::model::{Block, Book, Doctype, Section};
use text::{escaped, inspected};

/// The outline of a book.
pub fn outline(book: &Book) -> String {
    let mut writer = Writer { book, out: String::new(), depth: 0 };
    writer.document();
    writer.out
}

struct Writer<'a> {
    book: &'a Book,
    out: String,
    depth: usize,
}

/// The facts of a line.
#[derive(Default)]
struct Line {
    text: String,
}

impl Line {
    fn new(name: &str) -> Self {
        Self { text: name.to_owned() }
    }

    fn marks(mut self, anchor: Option<&str>, roles: &[String]) -> Self {
        if let Some(id) = anchor {
            self.text.push_str(" #");
            self.text.push_str(id);
        }
        for role in roles {
            self.text.push_str(" .");
            self.text.push_str(role);
        }
        self
    }

    fn fact(mut self, name: &str, value: Option<impl AsRef<str>>) -> Self {
        if let Some(value) = value {
            let value = value.as_ref();
            let is_quoted = value.is_empty() || value.contains(|c: char| c.is_ascii_whitespace() || c == '"');
            let value = if is_quoted { inspected(value) } else { value.to_owned() };
            self.text.push_str(&format!(" {name}={value}"));
        }
        self
    }

    fn flag(self, name: &str, is_set: bool) -> Self {
        self.fact(name, is_set.then_some("true"))
    }

    fn words(mut self, text: &str) -> Self {
        self.text.push_str(" :: ");
        self.text.push_str(text);
        self
    }
}

impl Writer<'_> {
    fn line(&mut self, line: Line) {
        for _ in 0..self.depth {
            self.out.push_str("  ");
        }
        self.out.push_str(&line.text);
        self.out.push('\n');
    }

    fn nested(&mut self, write: impl FnOnce(&mut Self)) {
        self.depth += 1;
        write(self);
        self.depth -= 1;
    }

    fn document(&mut self) {
        let book = self.book;
        let title = book.info.title.as_ref().or_else(|| book.sections.first().map(|section| &section.title));
        if let Some(title) = title {
            let title = self.inlines(title);
            self.line(Line::new("document").words(&title));
        }
        self.header();
        if book.has_preamble() {
            self.line(Line::new("preamble"));
            self.nested(|writer| writer.blocks(&book.opening));
        } else {
            self.blocks(&book.opening);
        }
        for section in &book.sections {
            self.section(section);
        }
        for footnote in &book.footnotes {
            let text = self.inlines(&footnote.text);
            self.line(Line::new(&format!("footnote {}", footnote.number)).words(&text));
        }
    }

    fn header(&mut self) {
        let info = &self.book.info;
        if info.title.is_none() {
            return;
        }
        for author in info.authors.iter().filter(|_| info.doctype != Doctype::Manpage) {
            let parts = [Some(author.name.as_str()), author.email.as_deref()];
            let parts: Vec<_> = parts.into_iter().flatten().map(escaped).collect();
            self.line(Line::new("author").words(&parts.join(" | ")));
        }
        let revision = &info.revision;
        if revision.number.is_some() || revision.date.is_some() {
            let parts = [&revision.number, &revision.date, &revision.remark];
            let parts: Vec<_> = parts.into_iter().map(|part| escaped(part.as_deref().unwrap_or(""))).collect();
            self.line(Line::new("revision").words(&parts.join(" | ")));
        }
    }

    fn section(&mut self, section: &Section) {
        let caption = self.appendix_caption(section);
        let number = section.full_number.as_deref().filter(|_| caption.is_none());
        let line = Line::new("section")
            .marks(section.anchor.as_deref(), &section.roles)
            .fact("level", Some(section.level.to_string()))
            .fact("name", section.special.as_deref())
            .fact("number", number);
        let words = caption.unwrap_or_default() + &self.inlines(&section.title);
        self.line(line.words(&words));
        self.nested(|writer| {
            writer.blocks(&section.blocks);
            section.sections.iter().for_each(|section| writer.section(section));
        });
    }

    /// The caption that Asciidoctor gives an appendix, in its own English where the author says nothing.
    fn appendix_caption(&self, section: &Section) -> Option<String> {
        let number = section.full_number.as_deref().filter(|_| section.special.as_deref() == Some("appendix"))?;
        let letter = number.split('.').next().unwrap_or(number);
        match self.book.info.attributes.get("appendix-caption") {
            None if section.label.as_deref() == Some(&format!("{letter}.")) => Some(format!("{letter}. ")),
            word => Some(format!("{} {letter}: ", word.unwrap_or("Appendix"))),
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }
}
