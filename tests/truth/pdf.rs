//! A PDF read back along its tag tree, as a screen reader reads it: text by the fonts' own maps, or by `ActualText`.

use std::collections::HashMap;
use std::rc::Rc;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};

/// The texts of a PDF in reading order, each what one element that holds text says.
pub fn read(bytes: &[u8]) -> Vec<String> {
    let document = Document::load_mem(bytes).unwrap();
    let mut reader =
        Reader { document: &document, pages: HashMap::new(), fonts: HashMap::new(), read: vec![String::new()] };
    let catalog = document.catalog().unwrap();
    let root = reader.dictionary(catalog.get(b"StructTreeRoot").unwrap()).unwrap();
    reader.children(root, None, false);
    reader.read.retain(|read| !read.trim().is_empty());
    reader.read
}

/// What a page says, by the numbers of its marked content.
type Marked = HashMap<i64, String>;

/// What a font's codes stand for.
type Meanings = HashMap<u16, String>;

struct Reader<'a> {
    document: &'a Document,
    pages: HashMap<ObjectId, Marked>,
    fonts: HashMap<ObjectId, Rc<Meanings>>,
    read: Vec<String>,
}

impl<'a> Reader<'a> {
    fn dictionary(&self, object: &'a Object) -> Option<&'a Dictionary> {
        self.document.dereference(object).ok()?.1.as_dict().ok()
    }

    fn children(&mut self, element: &'a Dictionary, page: Option<ObjectId>, is_in_text: bool) {
        let page = element.get(b"Pg").ok().and_then(|page| page.as_reference().ok()).or(page);
        let Ok(children) = element.get(b"K") else { return };
        let (_, children) = self.document.dereference(children).unwrap();
        match children {
            Object::Array(children) => children.iter().for_each(|child| self.child(child, page, is_in_text)),
            child => self.child(child, page, is_in_text),
        }
    }

    fn child(&mut self, child: &'a Object, page: Option<ObjectId>, is_in_text: bool) {
        let (_, child) = self.document.dereference(child).unwrap();
        if let Ok(number) = child.as_i64() {
            return self.content(page.unwrap(), number);
        }
        let Ok(child) = child.as_dict() else { return };
        if let Ok(number) = child.get(b"MCID").and_then(Object::as_i64) {
            let page = child.get(b"Pg").ok().and_then(|page| page.as_reference().ok()).or(page);
            return self.content(page.unwrap(), number);
        }
        let Ok(role) = child.get(b"S").and_then(Object::as_name) else { return };
        let is_within = is_in_text && matches!(role, b"Link" | b"Code" | b"Reference" | b"Span");
        let holds_text = matches!(
            role,
            b"P" | b"Lbl" | b"Caption" | b"Link" | b"Code" | b"Reference" | b"Note" | b"Figure" | b"Span"
        ) || role.starts_with(b"H");
        if !is_within {
            self.read.push(String::new());
        }
        self.children(child, page, holds_text);
        if !is_within {
            self.read.push(String::new());
        }
    }

    fn content(&mut self, page: ObjectId, number: i64) {
        if !self.pages.contains_key(&page) {
            let marked = self.page(page);
            self.pages.insert(page, marked);
        }
        let words = self.pages.get(&page).and_then(|marked| marked.get(&number)).map_or("", String::as_str);
        self.read.last_mut().unwrap().push_str(words);
    }

    /// All marked content of a page.
    fn page(&mut self, page: ObjectId) -> Marked {
        let document = self.document;
        let mut fonts: HashMap<Vec<u8>, Rc<Meanings>> = HashMap::new();
        let mut lists = HashMap::new();
        let (own, inherited) = document.get_page_resources(page).unwrap();
        let inherited = inherited.iter().filter_map(|id| document.get_dictionary(*id).ok());
        for resources in own.into_iter().chain(inherited) {
            for (name, font) in self.entries(resources, b"Font") {
                let id = font.as_reference().unwrap();
                let known = self.fonts.get(&id).cloned();
                let meanings = known.unwrap_or_else(|| Rc::new(meanings(document, id)));
                self.fonts.insert(id, meanings.clone());
                fonts.insert(name.clone(), meanings);
            }
            lists.extend(self.entries(resources, b"Properties"));
        }
        let content = Content::decode(&document.get_page_content(page)).unwrap();
        let mut marked = Marked::new();
        let mut open: Vec<(Option<i64>, Option<String>)> = Vec::new();
        let mut font: Rc<Meanings> = Rc::default();
        for operation in &content.operations {
            match operation.operator.as_str() {
                "Tf" => font = fonts.get(operation.operands[0].as_name().unwrap()).cloned().unwrap_or_default(),
                "BDC" => {
                    let list = match &operation.operands[1] {
                        Object::Name(name) => lists.get(name).and_then(|list| self.dictionary(list)),
                        list => list.as_dict().ok(),
                    };
                    let number = list.and_then(|list| list.get(b"MCID").ok()?.as_i64().ok());
                    let instead = list.and_then(|list| list.get(b"ActualText").ok()).map(text_of);
                    say(&mut marked, &open, number, instead.as_deref().unwrap_or(""));
                    open.push((number, instead));
                }
                "BMC" => open.push((None, None)),
                "EMC" => drop(open.pop()),
                "Tj" | "'" | "\"" => {
                    let codes = operation.operands.last().unwrap();
                    say(&mut marked, &open, None, &decoded(&font, codes));
                }
                "TJ" => {
                    for part in operation.operands[0].as_array().unwrap() {
                        say(&mut marked, &open, None, &decoded(&font, part));
                    }
                }
                _ => {}
            }
        }
        marked
    }

    fn entries(&self, resources: &'a Dictionary, kind: &[u8]) -> Vec<(Vec<u8>, &'a Object)> {
        let found = resources.get(kind).ok().and_then(|found| self.dictionary(found));
        found.into_iter().flat_map(|found| found.iter().map(|(name, object)| (name.clone(), object))).collect()
    }
}

/// Adds words to the innermost content that has a number, unless something around them is said in their place.
fn say(marked: &mut Marked, open: &[(Option<i64>, Option<String>)], number: Option<i64>, words: &str) {
    if open.iter().any(|(_, instead)| instead.is_some()) {
        return;
    }
    let number = number.or_else(|| open.iter().rev().find_map(|(number, _)| *number));
    if let Some(number) = number {
        marked.entry(number).or_default().push_str(words);
    }
}

fn decoded(font: &Meanings, codes: &Object) -> String {
    let Ok(codes) = codes.as_str() else { return String::new() };
    let mut text = String::new();
    for pair in codes.chunks(2) {
        let code = pair.iter().fold(0, |code, byte| code << 8 | u16::from(*byte));
        text.push_str(font.get(&code).map_or("\u{FFFD}", String::as_str));
    }
    text
}

/// A text string of a PDF: UTF-16 with a mark, else one byte a character.
fn text_of(object: &Object) -> String {
    let bytes = object.as_str().unwrap_or_default();
    match bytes {
        [0xFE, 0xFF, units @ ..] => utf_16(units),
        bytes => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}

/// What a code stands for: as many characters as a ligature has, for readers refuse more.
fn meaning(bytes: &[u8]) -> String {
    assert!((2..=16).contains(&bytes.len()), "a code stands for {bytes:?}");
    utf_16(bytes)
}

fn utf_16(bytes: &[u8]) -> String {
    let units: Vec<u16> = bytes.chunks(2).map(|pair| u16::from(pair[0]) << 8 | u16::from(pair[1])).collect();
    String::from_utf16(&units).unwrap()
}

/// What each code of a font means (ISO 32000-1 9.10.3): the entries of `bfchar` and `bfrange`.
fn meanings(document: &Document, font: ObjectId) -> Meanings {
    let mut meanings = Meanings::new();
    let font = document.get_dictionary(font).unwrap();
    let Ok(map) = font.get(b"ToUnicode").and_then(Object::as_reference) else { return meanings };
    let stream = document.get_object(map).unwrap().as_stream().unwrap();
    let content = stream.decompressed_content().unwrap_or_else(|_| stream.content.clone());
    let content = String::from_utf8(content).unwrap();
    let mut kind = "";
    for line in content.lines() {
        let word = line.split_whitespace().last().unwrap_or("");
        match word {
            "beginbfchar" | "beginbfrange" => kind = word,
            "endbfchar" | "endbfrange" => kind = "",
            _ if !kind.is_empty() => {
                let numbers: Vec<Vec<u8>> =
                    line.split('<').skip(1).map(|part| hexadecimal(part.split('>').next().unwrap())).collect();
                let code = |bytes: &[u8]| bytes.iter().fold(0, |code, byte| code << 8 | u16::from(*byte));
                match (kind, numbers.as_slice()) {
                    ("beginbfchar", [from, text]) => drop(meanings.insert(code(from), meaning(text))),
                    ("beginbfrange", [from, to, text]) => {
                        for (index, number) in (code(from)..=code(to)).enumerate() {
                            let mut text = text.clone();
                            *text.last_mut().unwrap() += index as u8;
                            meanings.insert(number, meaning(&text));
                        }
                    }
                    _ => panic!("a line of a map that says nothing: {line}"),
                }
            }
            _ => {}
        }
    }
    meanings
}

fn hexadecimal(digits: &str) -> Vec<u8> {
    let digits: Vec<u8> = digits.chars().filter_map(|digit| digit.to_digit(16)).map(|digit| digit as u8).collect();
    digits.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or(0)).collect()
}
