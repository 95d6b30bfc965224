//! Visits to every part of a manuscript, in reading order.

use crate::model::{
    Block, BlockKind, DescriptionList, Inline, InlineKind, Language, ListItem, Section, Table, VerbatimKind,
};

/// What can be visited; each visit may change what it sees.
pub(crate) trait Visitor {
    /// A section, before what it holds.
    fn section(&mut self, _section: &mut Section) {}

    /// A block, before what it holds.
    fn block(&mut self, _block: &mut Block) {}

    /// A list item, before what it holds.
    fn item(&mut self, _item: &mut ListItem) {}

    /// An inline text as a whole, with the language of what holds it.
    fn text(&mut self, _inlines: &mut Vec<Inline>, _language: Language, _kind: TextKind) {}
}

/// Where an inline text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TextKind {
    /// A heading's words.
    Heading,
    /// A block's title.
    Title,
    /// Running text.
    Running,
    /// Lines that are kept.
    Kept,
}

/// Visits sections with all that they hold.
pub(crate) fn sections(sections: &mut [Section], visitor: &mut impl Visitor) {
    for section in sections {
        visitor.section(section);
        visitor.text(&mut section.title, section.language, TextKind::Heading);
        blocks(&mut section.blocks, visitor);
        self::sections(&mut section.sections, visitor);
    }
}

/// Visits blocks with all that they hold.
pub(crate) fn blocks(blocks: &mut [Block], visitor: &mut impl Visitor) {
    blocks.iter_mut().for_each(|block| self::block(block, visitor));
}

fn block(block: &mut Block, visitor: &mut impl Visitor) {
    visitor.block(block);
    let language = block.language;
    if let Some(title) = &mut block.title {
        visitor.text(title, language, TextKind::Title);
    }
    match &mut block.kind {
        BlockKind::Paragraph(text) => visitor.text(text, language, TextKind::Running),
        BlockKind::Heading(heading) => visitor.text(&mut heading.title, language, TextKind::Heading),
        BlockKind::Admonition(admonition) => blocks(&mut admonition.blocks, visitor),
        BlockKind::Container(container) => blocks(&mut container.blocks, visitor),
        BlockKind::Quote(quote) => {
            blocks(&mut quote.blocks, visitor);
            let sources = [&mut quote.attribution, &mut quote.citation];
            sources.into_iter().flatten().for_each(|text| visitor.text(text, language, TextKind::Running));
        }
        BlockKind::Verbatim(verbatim) => {
            let is_verse = matches!(verbatim.kind, VerbatimKind::Verse { .. });
            let kind = if is_verse { TextKind::Running } else { TextKind::Kept };
            visitor.text(&mut verbatim.lines, language, kind);
            if let VerbatimKind::Verse { attribution, citation } = &mut verbatim.kind {
                [attribution, citation]
                    .into_iter()
                    .flatten()
                    .for_each(|text| visitor.text(text, language, TextKind::Running));
            }
        }
        BlockKind::List(list) => list.items.iter_mut().for_each(|item| self::item(item, visitor)),
        BlockKind::Descriptions(list) => descriptions(list, visitor),
        BlockKind::Table(table) => self::table(table, visitor),
        BlockKind::Media(media) => visitor.text(&mut media.link, language, TextKind::Running),
        BlockKind::Image(_)
        | BlockKind::Stem(_)
        | BlockKind::Contents(_)
        | BlockKind::Rule
        | BlockKind::PageBreak(_) => {}
    }
}

fn item(item: &mut ListItem, visitor: &mut impl Visitor) {
    visitor.item(item);
    visitor.text(&mut item.text, item.language, TextKind::Running);
    blocks(&mut item.blocks, visitor);
}

fn descriptions(list: &mut DescriptionList, visitor: &mut impl Visitor) {
    for entry in &mut list.entries {
        for term in &mut entry.terms {
            visitor.text(&mut term.text, term.language, TextKind::Running);
        }
        if let Some(description) = &mut entry.description {
            item(description, visitor);
        }
    }
}

fn table(table: &mut Table, visitor: &mut impl Visitor) {
    for row in table.head.iter_mut().chain(&mut table.body).chain(&mut table.foot) {
        for cell in &mut row.cells {
            blocks(&mut cell.blocks, visitor);
        }
    }
}

/// Looks at every block of `blocks` and within them, in reading order.
pub(crate) fn each_block<'a>(blocks: &'a [Block], visit: &mut impl FnMut(&'a Block)) {
    for block in blocks {
        visit(block);
        for inner in inner_blocks(block) {
            each_block(inner, visit);
        }
    }
}

/// Looks at every text of `blocks` and within them, titles of blocks too, in reading order.
pub(crate) fn each_text<'a>(blocks: &'a [Block], visit: &mut impl FnMut(&'a [Inline])) {
    for block in blocks {
        block.title.iter().for_each(|title| visit(title));
        match &block.kind {
            BlockKind::Paragraph(text) => visit(text),
            BlockKind::Heading(heading) => visit(&heading.title),
            BlockKind::Verbatim(verbatim) => {
                visit(&verbatim.lines);
                if let VerbatimKind::Verse { attribution, citation } = &verbatim.kind {
                    [attribution, citation].into_iter().flatten().for_each(|text| visit(text));
                }
            }
            BlockKind::Quote(quote) => {
                each_text(&quote.blocks, visit);
                [&quote.attribution, &quote.citation].into_iter().flatten().for_each(|text| visit(text));
                continue;
            }
            BlockKind::List(list) => {
                for item in &list.items {
                    visit(&item.text);
                    each_text(&item.blocks, visit);
                }
                continue;
            }
            BlockKind::Descriptions(list) => {
                for entry in &list.entries {
                    entry.terms.iter().for_each(|term| visit(&term.text));
                    if let Some(item) = &entry.description {
                        visit(&item.text);
                        each_text(&item.blocks, visit);
                    }
                }
                continue;
            }
            _ => {}
        }
        for inner in inner_blocks(block) {
            each_text(inner, visit);
        }
    }
}

/// The blocks right within a block, in reading order.
fn inner_blocks(block: &Block) -> Vec<&[Block]> {
    match &block.kind {
        BlockKind::Admonition(admonition) => vec![&admonition.blocks],
        BlockKind::Container(container) => vec![&container.blocks],
        BlockKind::Quote(quote) => vec![&quote.blocks],
        BlockKind::List(list) => list.items.iter().map(|item| item.blocks.as_slice()).collect(),
        BlockKind::Descriptions(list) => {
            list.entries.iter().flat_map(|entry| &entry.description).map(|item| item.blocks.as_slice()).collect()
        }
        BlockKind::Table(table) => {
            let rows = table.head.iter().chain(&table.body).chain(&table.foot);
            rows.flat_map(|row| &row.cells).map(|cell| cell.blocks.as_slice()).collect()
        }
        BlockKind::Paragraph(_)
        | BlockKind::Heading(_)
        | BlockKind::Image(_)
        | BlockKind::Media(_)
        | BlockKind::Verbatim(_)
        | BlockKind::Stem(_)
        | BlockKind::Contents(_)
        | BlockKind::Rule
        | BlockKind::PageBreak(_) => Vec::new(),
    }
}

/// Every inline within `inlines`, the outer ones first.
pub(crate) fn each_inline(inlines: &mut [Inline], visit: &mut impl FnMut(&mut Inline)) {
    for inline in inlines {
        visit(inline);
        match &mut inline.kind {
            InlineKind::Styled(styled) => each_inline(&mut styled.body, visit),
            InlineKind::Link(link) => each_inline(&mut link.body, visit),
            InlineKind::Xref(xref) => each_inline(&mut xref.body, visit),
            InlineKind::IndexTerm(term) => each_inline(term.visible.as_deref_mut().unwrap_or_default(), visit),
            InlineKind::Anchor(anchor) => each_inline(anchor.label.as_deref_mut().unwrap_or_default(), visit),
            InlineKind::Text(_)
            | InlineKind::Image(_)
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
