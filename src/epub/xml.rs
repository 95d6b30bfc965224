//! The one place where markup is written and characters are escaped.

use quick_xml::Writer;
use quick_xml::escape::partial_escape;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// The start of an element with its attributes.
#[derive(Debug, Clone)]
pub(super) struct Tag {
    name: &'static str,
    attributes: Vec<(&'static str, String)>,
}

impl Tag {
    pub(super) fn new(name: &'static str) -> Self {
        Self { name, attributes: Vec::new() }
    }

    /// The same with another name.
    pub(super) fn named(mut self, name: &'static str) -> Self {
        self.name = name;
        self
    }

    pub(super) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.attributes.push((name, value.into()));
        self
    }

    pub(super) fn with_some(self, name: &'static str, value: Option<impl Into<String>>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// Class names, if there are any.
    pub(super) fn classes<'a>(self, classes: impl IntoIterator<Item = &'a str>) -> Self {
        let classes: Vec<String> = classes.into_iter().map(class_name).filter(|class| !class.is_empty()).collect();
        if classes.is_empty() { self } else { self.with("class", classes.join(" ")) }
    }

    /// A class besides those it has.
    pub(super) fn also_class(mut self, class: &str) -> Self {
        match self.attributes.iter_mut().find(|(name, _)| *name == "class") {
            Some((_, classes)) => *classes = format!("{classes} {class}"),
            None => self.attributes.push(("class", class.to_owned())),
        }
        self
    }

    /// What the part is, for reading systems (`epub:type`) and for assistive technology (`role`).
    pub(super) fn meaning(self, kind: &'static str, role: &'static str) -> Self {
        self.with("epub:type", kind).with("role", role)
    }
}

/// A role as a class that every style sheet engine reads.
fn class_name(role: &str) -> String {
    role.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ' ')).collect()
}

/// A well-formed document in the making; elements are closed in the order they were opened.
pub(super) struct Xml {
    writer: Writer<Vec<u8>>,
    open: Vec<&'static str>,
}

impl Xml {
    /// A document that starts with the XML declaration.
    pub(super) fn new() -> Self {
        let mut xml = Self { writer: Writer::new(Vec::new()), open: Vec::new() };
        xml.event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)));
        xml.line();
        xml
    }

    /// An XHTML document, its document type included.
    pub(super) fn xhtml() -> Self {
        let mut xml = Self::new();
        xml.event(Event::DocType(BytesText::from_escaped("html")));
        xml.line();
        xml
    }

    pub(super) fn open(&mut self, tag: Tag) {
        self.open.push(tag.name);
        self.event(Event::Start(start(&tag)));
    }

    pub(super) fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            self.event(Event::End(BytesEnd::new(name)));
        }
    }

    /// An element without content, closed in itself: only for those that are always empty.
    pub(super) fn void(&mut self, tag: Tag) {
        self.event(Event::Empty(start(&tag)));
    }

    /// An element with nothing but text in it.
    pub(super) fn leaf(&mut self, tag: Tag, text: &str) {
        self.open(tag);
        self.text(text);
        self.close();
    }

    /// An element around what `fill` writes.
    pub(super) fn within(&mut self, tag: Tag, fill: impl FnOnce(&mut Self)) {
        self.open(tag);
        fill(self);
        self.close();
    }

    pub(super) fn text(&mut self, text: &str) {
        let clean = clean(text);
        self.event(Event::Text(BytesText::from_escaped(partial_escape(clean.as_str()))));
    }

    /// A line feed between elements, for those who read the files.
    pub(super) fn line(&mut self) {
        self.writer.get_mut().push(b'\n');
    }

    /// Closes what is open and gives the bytes.
    pub(super) fn finish(mut self) -> Vec<u8> {
        while !self.open.is_empty() {
            self.close();
        }
        self.line();
        self.writer.into_inner()
    }

    fn event(&mut self, event: Event<'_>) {
        // Writing into memory can't fail.
        let _ = self.writer.write_event(event);
    }
}

fn start(tag: &Tag) -> BytesStart<'_> {
    let mut start = BytesStart::new(tag.name);
    for (name, value) in &tag.attributes {
        start.push_attribute((*name, clean(value).as_str()));
    }
    start
}

/// The characters that XML 1.0 allows, with the thin no-break space as the wide one: several readers
/// show a box for U+202F.
fn clean(text: &str) -> String {
    let mend = |c: char| match c {
        '\u{202F}' => '\u{A0}',
        '\t' | '\n' | '\r' => c,
        '\0'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => char::REPLACEMENT_CHARACTER,
        _ => c,
    };
    text.chars().map(mend).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_escaped_and_closed() {
        let mut xml = Xml::xhtml();
        xml.open(Tag::new("p").with("title", "a\"<b>").classes(["x", "é!", "y z"]));
        xml.text("1 < 2 & \"3\"\u{202F}\u{1}");
        xml.void(Tag::new("br"));
        xml.leaf(Tag::new("span"), "");
        let text = String::from_utf8(xml.finish()).unwrap();
        let expected = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE html>\n<p title=\"a&quot;&lt;b&gt;\" \
                        class=\"x y z\">1 &lt; 2 &amp; \"3\"\u{A0}\u{FFFD}<br/><span></span></p>\n";
        assert_eq!(text, expected);
    }
}
