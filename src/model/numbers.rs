//! Numbers of sections and labels before titles, by Asciidoctor's rules.

use std::collections::BTreeMap;

use crate::model::labels::{Label, label};
use crate::model::walk::{self, Visitor};
use crate::model::{Block, BlockKind, Caption, CaptionKind, Container, ContainerKind, Doctype, Info, NodeId, Section};

/// Gives every section its number.
pub(super) fn number_sections(info: &Info, counters: &Counters, sections: &mut [Section]) {
    let depth = depth_of(info.attributes.get("sectnumlevels"));
    let mut numbering = Numbering { info, counters, depth, chapters: 0, appendices: 0 };
    numbering.number(sections, "");
}

/// The deepest level whose number is shown, as the author says it.
fn depth_of(levels: Option<&str>) -> u8 {
    levels.and_then(|levels| levels.trim().parse().ok()).unwrap_or(3)
}

/// What the author sets of numbers before sections.
type Counters = BTreeMap<NodeId, Vec<(String, Option<String>)>>;

struct Numbering<'a> {
    info: &'a Info,
    counters: &'a Counters,
    /// The deepest level whose number is shown.
    depth: u8,
    chapters: u32,
    appendices: u32,
}

impl Numbering<'_> {
    /// Numbers siblings; `prefix` is their parent's number with its dot.
    fn number(&mut self, sections: &mut [Section], prefix: &str) {
        let mut ordinal = 0;
        for section in sections {
            self.set_counters(section.id);
            let own = section.is_numbered.then(|| self.numeral(section, &mut ordinal));
            let inherited = if section.level > 1 { prefix } else { "" };
            let numeral = own.as_deref().unwrap_or("");
            let inner = format!("{inherited}{numeral}.");
            if own.is_some() {
                let full = inner.trim_end_matches('.').to_owned();
                section.number = (section.level <= self.depth).then(|| full.clone());
                section.full_number = Some(full);
            }
            self.label_appendix(section, numeral);
            self.number(&mut section.sections, &inner);
        }
    }

    /// Takes over what the author sets: the last number or letter given out, the deepest level that is numbered.
    fn set_counters(&mut self, section: NodeId) {
        for (name, value) in self.counters.get(&section).into_iter().flatten() {
            if name == "sectnumlevels" {
                self.depth = depth_of(value.as_deref());
                continue;
            }
            let value = value.as_deref().unwrap_or("").trim();
            if name == "chapter-number" {
                self.chapters = value.parse().unwrap_or(0);
            } else {
                let letter = value.chars().next().filter(char::is_ascii_uppercase);
                self.appendices = letter.map_or(0, |letter| u32::from(letter) - u32::from('A') + 1);
            }
        }
    }

    fn numeral(&mut self, section: &Section, ordinal: &mut u32) -> String {
        let is_book = self.info.doctype == Doctype::Book;
        if section.special.as_deref() == Some("appendix") {
            self.appendices += 1;
            return letters(self.appendices);
        }
        if is_book && section.level == 1 {
            self.chapters += 1;
            return self.chapters.to_string();
        }
        *ordinal += 1;
        if is_book && section.level == 0 { roman(*ordinal) } else { ordinal.to_string() }
    }

    fn label_appendix(&self, section: &mut Section, letter: &str) {
        if section.special.as_deref() != Some("appendix") {
            section.label = None;
            return;
        }
        let word = section.label.take().unwrap_or_else(|| label(section.language, Label::Appendix).to_owned());
        let words = if word.is_empty() { format!("{letter}.") } else { format!("{word} {letter}:") };
        section.label = Some(words);
    }
}

/// 1 is A, 26 Z, 27 AA.
fn letters(mut number: u32) -> String {
    let mut letters = Vec::new();
    while number > 0 {
        number -= 1;
        letters.push(char::from(b'A' + (number % 26) as u8));
        number /= 26;
    }
    letters.into_iter().rev().collect()
}

/// A number in Roman capitals.
fn roman(mut number: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut roman = String::new();
    for (value, sign) in SIGNS {
        while number >= value {
            roman.push_str(sign);
            number -= value;
        }
    }
    roman
}

/// The words and numbers of captions, for references.
pub(super) type CaptionNumbers = BTreeMap<NodeId, String>;

/// Gives every captioned block its label, and says by which words references may name it.
pub(super) fn label_blocks(
    captions: &BTreeMap<NodeId, Caption>,
    opening: &mut [Block],
    sections: &mut [Section],
) -> CaptionNumbers {
    let mut labelling = Labelling { captions, counts: BTreeMap::new(), numbers: CaptionNumbers::new() };
    walk::blocks(opening, &mut labelling);
    walk::sections(sections, &mut labelling);
    labelling.numbers
}

struct Labelling<'a> {
    captions: &'a BTreeMap<NodeId, Caption>,
    counts: BTreeMap<CaptionKind, u32>,
    numbers: CaptionNumbers,
}

impl Visitor for Labelling<'_> {
    fn block(&mut self, block: &mut Block) {
        match self.captions.get(&block.id) {
            None => {}
            Some(Caption::Verbatim(words)) => {
                let words = words.trim_end();
                block.label = words.to_owned();
                if !words.is_empty() {
                    self.numbers.insert(block.id, words.trim_end_matches('.').to_owned());
                }
            }
            Some(Caption::Numbered { kind, word }) => {
                let count = self.counts.entry(*kind).or_default();
                *count += 1;
                let word = match word {
                    Some(word) => word,
                    None => label(block.language, kind_label(*kind)),
                };
                // What folds is counted, and its title is what readers press on: no number stands there.
                let folds = |container: &Container| container.kind == ContainerKind::Collapsible;
                if !matches!(&block.kind, BlockKind::Container(container) if folds(container)) {
                    block.label = format!("{word} {count}.");
                }
                self.numbers.insert(block.id, format!("{word} {count}"));
            }
        }
    }
}

fn kind_label(kind: CaptionKind) -> Label {
    match kind {
        CaptionKind::Figure => Label::Figure,
        CaptionKind::Table => Label::Table,
        CaptionKind::Example => Label::Example,
        CaptionKind::Listing => Label::Listing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_are_letters_and_roman_numbers() {
        assert_eq!([1, 26, 27, 52].map(letters), ["A", "Z", "AA", "AZ"]);
        assert_eq!([1, 4, 9, 14, 1999].map(roman), ["I", "IV", "IX", "XIV", "MCMXCIX"]);
    }
}
