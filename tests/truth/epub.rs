//! An EPUB read back in the order of its spine, without what the writer generates: labels, numbers, marks, the index.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// The words of an EPUB: those of its body, and those of its footnotes in the order of their numbers.
#[derive(Debug, Default)]
pub struct Words {
    pub body: Vec<String>,
    pub notes: Vec<String>,
}

/// Classes of what the writer generates.
const GENERATED: [&str; 13] = [
    "admonition-label",
    "label",
    "number",
    "conum",
    "noteref",
    "check",
    "missing",
    "icon",
    "index",
    "index-letter",
    "hl-number-of-line",
    "generated",
    "revision",
];

/// Elements within a text: they part no words.
const INLINE: [&str; 14] =
    ["a", "b", "cite", "code", "em", "i", "kbd", "mark", "span", "strong", "sub", "sup", "q", "u"];

/// The words of an EPUB.
pub fn read(bytes: &[u8]) -> Words {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut files = BTreeMap::new();
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).unwrap();
        let name = entry.name().unwrap().into_owned();
        if name.ends_with(".xhtml") || name.ends_with(".opf") {
            let mut text = String::new();
            entry.read_to_string(&mut text).unwrap();
            files.insert(name.trim_start_matches("EPUB/").to_owned(), text);
        }
    }
    let (items, spine) = package(&files["package.opf"]);
    let mut texts = Texts::default();
    for id in spine {
        texts.read(&files[&items[&id]]);
    }
    let words = |text: &str| crate::words::cut_words(text).collect();
    let notes: String = texts.notes.values().map(String::as_str).collect();
    Words { body: words(&texts.body), notes: words(&notes) }
}

/// The files by their ids, and the ids in reading order.
fn package(text: &str) -> (BTreeMap<String, String>, Vec<String>) {
    let (mut items, mut spine) = (BTreeMap::new(), Vec::new());
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => return (items, spine),
            Event::Start(start) | Event::Empty(start) => match start.name().as_ref() {
                "item" => {
                    items.insert(attribute(&start, "id").unwrap(), attribute(&start, "href").unwrap());
                }
                "itemref" => spine.push(attribute(&start, "idref").unwrap()),
                _ => {}
            },
            _ => {}
        }
    }
}

fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    start
        .attributes()
        .map(Result::unwrap)
        .find(|found| found.key.as_ref() == name)
        .map(|found| found.value.into_owned())
}

#[derive(Default)]
struct Texts {
    body: String,
    /// By their numbers.
    notes: BTreeMap<u32, String>,
}

impl Texts {
    fn read(&mut self, xhtml: &str) {
        let mut reader = Reader::from_str(xhtml);
        // How deep within something generated, and within a footnote of which number.
        let (mut skipping, mut is_body, mut note) = (0, false, None);
        let mut depth = 0;
        loop {
            let event = reader.read_event().unwrap();
            let text = match note {
                Some((number, _)) => self.notes.entry(number).or_default(),
                None => &mut self.body,
            };
            match event {
                Event::Eof => return,
                Event::Start(start) => {
                    depth += 1;
                    is_body |= start.name().as_ref() == "body";
                    if skipping > 0 || is_generated(&start) {
                        skipping += 1;
                    } else if attribute(&start, "role").as_deref() == Some("doc-footnote") {
                        let id = attribute(&start, "id").unwrap();
                        let number = id.chars().filter(char::is_ascii_digit).collect::<String>().parse().unwrap();
                        note = Some((number, depth));
                    } else if !INLINE.contains(&start.name().as_ref()) {
                        text.push('\n');
                    }
                }
                Event::End(end) => {
                    if skipping > 0 {
                        skipping -= 1;
                    } else if !INLINE.contains(&end.name().as_ref()) {
                        text.push('\n');
                    }
                    note = note.filter(|(_, outer)| *outer != depth);
                    depth -= 1;
                }
                // A picture within a line parts no words; a break does.
                Event::Empty(empty)
                    if skipping == 0 && empty.name().as_ref() != "img" && !INLINE.contains(&empty.name().as_ref()) =>
                {
                    text.push('\n');
                }
                Event::Text(words) if skipping == 0 && is_body => text.push_str(&words),
                Event::GeneralRef(reference) if skipping == 0 && is_body => text.push_str(match reference.as_ref() {
                    "lt" => "<",
                    "gt" => ">",
                    "amp" => "&",
                    "quot" => "\"",
                    "apos" => "'",
                    other => panic!("&{other};"),
                }),
                _ => {}
            }
        }
    }
}

fn is_generated(start: &BytesStart<'_>) -> bool {
    let class = attribute(start, "class").unwrap_or_default();
    class.split(' ').any(|class| GENERATED.contains(&class))
        || attribute(start, "role").as_deref() == Some("doc-backlink")
        || matches!((start.name().as_ref(), class.as_str()), ("math", _) | ("code", "stem"))
}
