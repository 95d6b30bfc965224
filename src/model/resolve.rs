//! From a draft to a book.

use crate::diag::Sink;
use crate::model::labels::{Label, label};
use crate::model::references::References;
use crate::model::walk::{self, TextKind, Visitor};
use crate::model::{Block, BlockKind, Book, Draft, Footnote, Inline, InlineKind, Language, Section, index, numbers};

/// Resolves ids, numbers, references, languages and talks.
pub fn resolve(draft: Draft, sink: &mut Sink) -> Book {
    let Draft {
        file,
        mut info,
        mut opening,
        mut sections,
        mut footnotes,
        captions,
        reference_texts,
        counters,
        written,
        node_count,
    } = draft;
    crate::model::detect::detect(&mut info, &mut opening, &mut sections, &mut footnotes);
    numbers::number_sections(&info, &counters, &mut sections);
    let numbers = numbers::label_blocks(&captions, &mut opening, &mut sections);
    let blocks = (opening.as_mut_slice(), sections.as_mut_slice());
    let references = References::collect(&info, &numbers, reference_texts, blocks, &mut footnotes, sink);
    number_terms(&mut opening, &mut sections, &mut footnotes);
    references.resolve(&mut opening, &mut sections, &mut footnotes, sink);
    crate::model::callouts::check(&mut opening, &mut sections, sink);
    label_admonitions(&mut opening, &mut sections);
    number_pictures(&mut opening, &mut sections);
    let mut book = Book { file, info, opening, sections, footnotes, anchors: references.anchors, written, node_count };
    crate::model::recognise::recognise(&mut book);
    book
}

/// Numbers the terms of the index: before references take over headings, whose terms have their place there alone.
fn number_terms(opening: &mut [Block], sections: &mut [Section], footnotes: &mut [Footnote]) {
    struct Terms(u32);
    impl Visitor for Terms {
        fn text(&mut self, inlines: &mut Vec<Inline>, _: Language, _: TextKind) {
            index::number_terms(inlines, &mut self.0);
        }
    }
    let mut terms = Terms(1);
    walk::blocks(opening, &mut terms);
    walk::sections(sections, &mut terms);
    footnotes.iter_mut().for_each(|note| index::number_terms(&mut note.text, &mut terms.0));
}

/// The words of admonitions for which the author has none.
fn label_admonitions(opening: &mut [Block], sections: &mut [Section]) {
    struct Labels;
    impl Visitor for Labels {
        fn block(&mut self, block: &mut Block) {
            if let BlockKind::Admonition(admonition) = &mut block.kind {
                let language = block.language;
                let word = || label(language, Label::from(admonition.kind)).to_owned();
                admonition.label = admonition.label.take().or_else(|| Some(word()));
            }
        }
    }
    walk::blocks(opening, &mut Labels);
    walk::sections(sections, &mut Labels);
}

/// The numbers of pictures, from 1 in each chapter.
fn number_pictures(opening: &mut [Block], sections: &mut [Section]) {
    let mut count = Count::default();
    walk::blocks(opening, &mut count);
    for section in sections {
        number_section(section);
    }
}

/// A part's chapters count for themselves.
fn number_section(section: &mut Section) {
    let mut count = Count::default();
    walk::blocks(&mut section.blocks, &mut count);
    if section.level == 0 {
        section.sections.iter_mut().for_each(number_section);
    } else {
        walk::sections(&mut section.sections, &mut count);
    }
}

#[derive(Default)]
struct Count(u32);

impl Visitor for Count {
    fn block(&mut self, block: &mut Block) {
        if let BlockKind::Image(picture) = &mut block.kind {
            self.0 += 1;
            picture.number = self.0;
        }
    }

    fn text(&mut self, inlines: &mut Vec<Inline>, _: Language, _: TextKind) {
        walk::each_inline(inlines, &mut |inline| {
            if let InlineKind::Image(picture) = &mut inline.kind {
                self.0 += 1;
                picture.number = self.0;
            }
        });
    }
}
