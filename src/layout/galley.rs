//! The running text of a book in one measure, without pages: what setting paragraphs costs alone.

use rayon::prelude::*;

use crate::font::{FontBook, Shaper};
use crate::frame::{Artifact, Owner, Structure};
use crate::geom::Abs;
use crate::layout::inline::{Line, Paragraph, ParagraphBuilder, set_paragraph};
use crate::model::walk::{self, TextKind, Visitor};
use crate::model::{Book, Inline, Language};
use crate::theme::{Look, Theme};

/// The paragraphs of a book, chapter by chapter, ready to be set in the body's look and measure.
pub struct Galley {
    fonts: FontBook,
    look: Look,
    measure: Abs,
    depth: Abs,
    chapters: Vec<Vec<Paragraph>>,
}

/// What was set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct GalleyCount {
    /// Paragraphs.
    pub paragraphs: usize,
    /// Their words.
    pub words: usize,
    /// Lines.
    pub lines: usize,
    /// Full pages that these lines make.
    pub pages: usize,
}

impl Galley {
    /// Gathers the running text of a book; pictures in it are left out.
    pub fn new(book: &Book, theme: &Theme, fonts: &FontBook) -> Self {
        let look = theme.elements.body;
        let mut sections = book.sections.clone();
        let mut opening = Gatherer::new(fonts, &look);
        walk::blocks(&mut book.opening.clone(), &mut opening);
        let mut chapters = vec![opening.paragraphs];
        for section in &mut sections {
            let mut chapter = Gatherer::new(fonts, &look);
            walk::sections(std::slice::from_mut(section), &mut chapter);
            chapters.push(chapter.paragraphs);
        }
        let body = theme.page.body();
        Self { fonts: fonts.clone(), look, measure: theme.page.measure(), depth: body.height, chapters }
    }

    /// Sets every chapter with a shaper of its own, as layout does, in parallel on the threads there are; no word is known
    /// from the time before.
    pub fn set(&self) -> SetGalley {
        let fonts = self.fonts.with([]);
        SetGalley { chapters: self.chapters.par_iter().map(|chapter| self.set_chapter(chapter, &fonts)).collect() }
    }

    fn set_chapter(&self, chapter: &[Paragraph], fonts: &FontBook) -> Vec<Vec<Line>> {
        let mut shaper = Shaper::new(fonts.clone());
        chapter.iter().map(|paragraph| set_paragraph(&mut shaper, paragraph, &self.look, self.measure)).collect()
    }

    /// Counts what was set.
    pub fn count(&self, set: &SetGalley) -> GalleyCount {
        let lines: usize = set.chapters.iter().flatten().map(Vec::len).sum();
        let paragraphs = self.chapters.iter().flatten();
        let words = paragraphs.clone().map(|paragraph| paragraph.text.split_whitespace().count()).sum();
        let on_a_page = (self.depth.to_raw() / self.look.leading.to_raw().max(1)).max(1) as usize;
        GalleyCount { paragraphs: paragraphs.count(), words, lines, pages: lines / on_a_page }
    }
}

/// The lines of a galley, paragraph by paragraph.
pub struct SetGalley {
    chapters: Vec<Vec<Vec<Line>>>,
}

struct Gatherer<'a> {
    fonts: &'a FontBook,
    look: &'a Look,
    paragraphs: Vec<Paragraph>,
}

impl<'a> Gatherer<'a> {
    fn new(fonts: &'a FontBook, look: &'a Look) -> Self {
        Self { fonts, look, paragraphs: Vec::new() }
    }
}

impl Visitor for Gatherer<'_> {
    fn text(&mut self, inlines: &mut Vec<Inline>, language: Language, kind: TextKind) {
        if kind != TextKind::Running {
            return;
        }
        let mut structure = Structure::default();
        let mut builder = ParagraphBuilder::new(self.fonts.clone(), &mut structure, None, &|_, _| None);
        builder.inlines(inlines, self.look, language, Owner::Artifact(Artifact::Layout));
        self.paragraphs.push(builder.finish());
    }
}
