//! Which characters a book is written with.

use std::collections::BTreeSet;

use crate::model::walk::each_text;
use crate::model::{Block, Book, Inline, Section, plain_text};

/// The characters of a book's texts beyond ASCII, each once: those of headings, blocks, notes, titles and names.
pub fn characters(book: &Book) -> BTreeSet<char> {
    let mut found = BTreeSet::new();
    let info = &book.info;
    let mut add = |text: &str| found.extend(text.chars().filter(|c| !c.is_ascii()));
    info.title.iter().for_each(|title| add(&plain_text(title)));
    info.authors.iter().for_each(|author| add(&author.name));
    of_blocks(&book.opening, &mut add);
    of_sections(&book.sections, &mut add);
    book.footnotes.iter().for_each(|note| add(&plain_text(&note.text)));
    found
}

fn of_sections(sections: &[Section], add: &mut impl FnMut(&str)) {
    for section in sections {
        add(&plain_text(&section.title));
        of_blocks(&section.blocks, add);
        of_sections(&section.sections, add);
    }
}

fn of_blocks(blocks: &[Block], add: &mut impl FnMut(&str)) {
    each_text(blocks, &mut |text: &[Inline]| add(&plain_text(text)));
}
