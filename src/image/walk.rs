//! The pictures of a book in reading order.

use std::collections::HashSet;

use crate::model::{Block, BlockKind, Book, Inline, InlineKind, ListItem, Picture, Row, Section, VerbatimKind};

/// Every picture of a book, each node once, in reading order; footnotes come last.
pub fn pictures(book: &Book) -> Vec<&Picture> {
    let mut found = Found::default();
    found.inlines(book.info.title.as_deref().unwrap_or_default());
    found.blocks(&book.opening);
    book.sections.iter().for_each(|section| found.section(section));
    book.footnotes.iter().for_each(|footnote| found.inlines(&footnote.text));
    found.pictures
}

#[derive(Default)]
struct Found<'a> {
    pictures: Vec<&'a Picture>,
    seen: HashSet<crate::model::NodeId>,
}

impl<'a> Found<'a> {
    fn section(&mut self, section: &'a Section) {
        self.inlines(&section.title);
        // A talk's blocks stand among the section's; its own copies count where resolving changed them.
        self.blocks(&section.blocks);
        if let Some(talk) = &section.talk {
            talk.speakers.iter().for_each(|speaker| self.inlines(&speaker.rest));
            talk.blocks().for_each(|block| self.block(block));
        }
        section.sections.iter().for_each(|inner| self.section(inner));
    }

    fn blocks(&mut self, blocks: &'a [Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &'a Block) {
        self.inlines(block.title.as_deref().unwrap_or_default());
        match &block.kind {
            BlockKind::Paragraph(text) => self.inlines(text),
            BlockKind::Heading(heading) => self.inlines(&heading.title),
            BlockKind::Image(picture) => self.picture(picture),
            BlockKind::Admonition(admonition) => {
                admonition.picture().into_iter().for_each(|picture| self.picture(picture));
                self.blocks(&admonition.blocks);
            }
            BlockKind::Container(container) => self.blocks(&container.blocks),
            BlockKind::Quote(quote) => {
                self.blocks(&quote.blocks);
                self.credits(quote.attribution.as_deref(), quote.citation.as_deref());
            }
            BlockKind::Verbatim(verbatim) => {
                self.inlines(&verbatim.lines);
                if let VerbatimKind::Verse { attribution, citation } = &verbatim.kind {
                    self.credits(attribution.as_deref(), citation.as_deref());
                }
            }
            BlockKind::List(list) => list.items.iter().for_each(|item| self.item(item)),
            BlockKind::Descriptions(list) => {
                for entry in &list.entries {
                    entry.terms.iter().for_each(|term| self.inlines(&term.text));
                    entry.description.iter().for_each(|item| self.item(item));
                }
            }
            BlockKind::Table(table) => {
                [&table.head, &table.body, &table.foot].into_iter().flatten().for_each(|row| self.row(row));
            }
            BlockKind::Media(media) => media.poster.iter().for_each(|poster| self.picture(poster)),
            BlockKind::Stem(_) | BlockKind::Contents(_) | BlockKind::Rule | BlockKind::PageBreak(_) => {}
        }
    }

    fn credits(&mut self, attribution: Option<&'a [Inline]>, citation: Option<&'a [Inline]>) {
        self.inlines(attribution.unwrap_or_default());
        self.inlines(citation.unwrap_or_default());
    }

    fn item(&mut self, item: &'a ListItem) {
        self.inlines(&item.text);
        self.blocks(&item.blocks);
    }

    fn row(&mut self, row: &'a Row) {
        row.cells.iter().for_each(|cell| self.blocks(&cell.blocks));
    }

    fn inlines(&mut self, inlines: &'a [Inline]) {
        for inline in inlines {
            match &inline.kind {
                InlineKind::Image(picture) => self.picture(picture),
                InlineKind::Styled(styled) => self.inlines(&styled.body),
                InlineKind::Link(link) => self.inlines(&link.body),
                InlineKind::Xref(xref) => self.inlines(&xref.body),
                InlineKind::IndexTerm(term) => self.inlines(term.visible.as_deref().unwrap_or_default()),
                InlineKind::Anchor(anchor) => self.inlines(anchor.label.as_deref().unwrap_or_default()),
                InlineKind::Text(_)
                | InlineKind::Icon(_)
                | InlineKind::Footnote(_)
                | InlineKind::Break
                | InlineKind::Keyboard(_)
                | InlineKind::Button(_)
                | InlineKind::Menu(_)
                | InlineKind::Callout(_)
                | InlineKind::Stem(_)
                | InlineKind::Raw(_) => {}
            }
        }
    }

    fn picture(&mut self, picture: &'a Picture) {
        if self.seen.insert(picture.id) {
            self.pictures.push(picture);
        }
    }
}
