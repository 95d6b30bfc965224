//! A chapter as a sequence of photos and what is said between them.
//!
//! Photos stand in paragraphs, lists and open blocks; these are cut at their photos, in reading order, so that each
//! photo is followed by what belongs to it. Admonitions, tables and quotations stay whole, with their photos.

use crate::model::{
    Block, BlockKind, ContainerKind, Inline, List, ListItem, NodeId, Picture, Piece, offset_of, pieces,
};
use crate::source::Span;

/// A photo, or something to be read.
#[derive(Debug)]
pub(super) enum Bit<'a> {
    /// A block whole.
    Block(&'a Block),
    /// What a list has between two photos.
    Fragment(Box<Block>),
    /// Lines of a paragraph or list item: the node, where in its text they start, its place, and the words.
    Text(NodeId, usize, Span, &'a [Inline]),
    /// A photo, with the block that is its caption's.
    Photo(&'a Picture, Option<&'a Block>),
}

/// The bits of some blocks in reading order.
pub(super) fn bits(blocks: &[Block]) -> Vec<Bit<'_>> {
    let mut all = Vec::new();
    blocks.iter().for_each(|block| cut(block, &mut all));
    all
}

/// Whether a photo stands in a block where the block is cut at it.
fn holds_photo(block: &Block) -> bool {
    match &block.kind {
        BlockKind::Image(_) => true,
        BlockKind::Paragraph(text) => has_pictures(text),
        BlockKind::List(list) => list.items.iter().any(item_holds_photo),
        BlockKind::Container(container) => is_open(container.kind) && container.blocks.iter().any(holds_photo),
        _ => false,
    }
}

fn item_holds_photo(item: &ListItem) -> bool {
    has_pictures(&item.text) || item.blocks.iter().any(holds_photo)
}

fn has_pictures(text: &[Inline]) -> bool {
    pieces(text).iter().any(|piece| matches!(piece, Piece::Pictures(_)))
}

fn is_open(kind: ContainerKind) -> bool {
    matches!(kind, ContainerKind::Open | ContainerKind::Example | ContainerKind::PartIntroduction)
}

fn cut<'a>(block: &'a Block, all: &mut Vec<Bit<'a>>) {
    match &block.kind {
        BlockKind::Image(picture) => all.push(Bit::Photo(picture, Some(block))),
        BlockKind::Paragraph(text) if holds_photo(block) => cut_paragraph(block, text, all),
        BlockKind::List(list) if holds_photo(block) => ListCutter::new(block, list).cut(all),
        BlockKind::Container(container) if holds_photo(block) && block.title.is_none() => {
            container.blocks.iter().for_each(|block| cut(block, all));
        }
        _ => all.push(Bit::Block(block)),
    }
}

fn cut_paragraph<'a>(block: &'a Block, text: &'a [Inline], all: &mut Vec<Bit<'a>>) {
    let found = pieces(text);
    if let [Piece::Pictures(pictures)] = found.as_slice() {
        // The title is the caption of the last one.
        let last = pictures.len() - 1;
        all.extend(pictures.iter().enumerate().map(|(index, p)| Bit::Photo(p, (index == last).then_some(block))));
        return;
    }
    if block.title.is_some() {
        return all.push(Bit::Block(block));
    }
    for piece in found {
        match piece {
            Piece::Text(words) => all.push(Bit::Text(block.id, offset_of(text, words), block.span, words)),
            Piece::Pictures(pictures) => all.extend(pictures.into_iter().map(|picture| Bit::Photo(picture, None))),
        }
    }
}

/// Cuts a list at its photos: what lies between two of them is a list that goes on counting.
struct ListCutter<'a> {
    block: &'a Block,
    list: &'a List,
    items: Vec<ListItem>,
    /// How many items are finished.
    done: usize,
    is_first: bool,
}

impl<'a> ListCutter<'a> {
    fn new(block: &'a Block, list: &'a List) -> Self {
        Self { block, list, items: Vec::new(), done: 0, is_first: true }
    }

    fn cut(mut self, all: &mut Vec<Bit<'a>>) {
        for item in &self.list.items {
            match item_holds_photo(item) {
                false => self.items.push(item.clone()),
                true => self.cut_item(item, all),
            }
        }
        self.flush(all);
    }

    /// What comes before the item's first photo stays an item; what comes behind stands by itself.
    fn cut_item(&mut self, item: &'a ListItem, all: &mut Vec<Bit<'a>>) {
        let mut begun = ListItem { text: Vec::new(), blocks: Vec::new(), ..item.clone() };
        let mut is_open = true;
        let close = |cutter: &mut Self, begun: &ListItem, is_open: &mut bool, all: &mut Vec<Bit<'a>>| {
            if std::mem::take(is_open) && !(begun.text.is_empty() && begun.blocks.is_empty()) {
                cutter.items.push(begun.clone());
            }
            cutter.flush(all);
        };
        for piece in pieces(&item.text) {
            match piece {
                Piece::Text(words) if is_open => begun.text.extend_from_slice(words),
                Piece::Text(words) => all.push(Bit::Text(item.id, offset_of(&item.text, words), item.span, words)),
                Piece::Pictures(pictures) => {
                    close(self, &begun, &mut is_open, all);
                    all.extend(pictures.into_iter().map(|picture| Bit::Photo(picture, None)));
                }
            }
        }
        for block in &item.blocks {
            match holds_photo(block) {
                false if is_open => begun.blocks.push(block.clone()),
                false => all.push(Bit::Block(block)),
                true => {
                    close(self, &begun, &mut is_open, all);
                    cut(block, all);
                }
            }
        }
        close(self, &begun, &mut is_open, all);
    }

    fn flush(&mut self, all: &mut Vec<Bit<'a>>) {
        let items = std::mem::take(&mut self.items);
        if items.is_empty() {
            return;
        }
        let count = items.len();
        let start = match self.done {
            0 => self.list.start,
            done => Some(self.list.start.unwrap_or(1).saturating_add(done as i64)),
        };
        let kind = BlockKind::List(List { items, start, ..bare(self.list) });
        let title = self.block.title.clone().filter(|_| self.is_first);
        let anchor = self.block.anchor.clone().filter(|_| self.is_first);
        let label = if self.is_first { self.block.label.clone() } else { String::new() };
        let (roles, options) = (self.block.roles.clone(), self.block.options.clone());
        let fragment = Block { kind, title, anchor, label, roles, options, ..*self.block };
        all.push(Bit::Fragment(Box::new(fragment)));
        self.done += count;
        self.is_first = false;
    }
}

/// A list of the same kind without items.
fn bare(list: &List) -> List {
    List { style: list.style.clone(), items: Vec::new(), ..*list }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::asciidoc::{ReadOptions, parse};
    use crate::diag::Sink;
    use crate::model::{plain_text, resolve};
    use crate::world::{Memory, World};

    /// The bits of a manuscript, one a line.
    fn shown(text: &str) -> Vec<String> {
        let world = Memory::new().with("m.adoc", text);
        let (file, _) = world.load(std::path::Path::new("m.adoc")).unwrap();
        let mut sink = Sink::new();
        let book = resolve(parse(&world, file, &ReadOptions::default(), &mut sink), &mut sink);
        let show = |bit: &Bit<'_>| match bit {
            Bit::Photo(picture, block) => {
                let caption = block.and_then(|block| block.title.as_deref()).map(plain_text).unwrap_or_default();
                format!("photo {} {caption}", picture.target).trim_end().to_owned()
            }
            Bit::Text(_, from, _, words) => format!("text at {from}: {}", plain_text(words).trim()),
            Bit::Fragment(block) => match &block.kind {
                BlockKind::List(list) => {
                    let words: Vec<_> = list.items.iter().map(|item| plain_text(&item.text)).collect();
                    format!("list from {}: {}", list.start.unwrap_or(1), words.join(" | "))
                }
                _ => unreachable!("fragments are those of lists"),
            },
            Bit::Block(block) => match &block.kind {
                BlockKind::Paragraph(words) => plain_text(words),
                _ => "block".to_owned(),
            },
        };
        bits(&book.opening).iter().map(show).collect()
    }

    #[test]
    fn a_list_is_cut_at_its_photos_and_goes_on_counting() {
        let text = ". one\n. two\n+\nimage::a.jpg[]\n+\nbehind\n. three\n. four +\nimage:b.jpg[] +\nmore\n\nEnd.\n";
        assert_eq!(
            shown(text),
            [
                "list from 1: one | two",
                "photo a.jpg",
                "behind",
                "list from 3: three | four",
                "photo b.jpg",
                "text at 7: more",
                "End."
            ]
        );
    }

    #[test]
    fn a_caption_goes_with_its_photo() {
        let text = "Before.\n\n.Caption\nimage::a.jpg[]\n\n.Other\nimage:b.jpg[]\n\n====\nIn a block.\n\nimage::c.jpg[]\n====\n";
        assert_eq!(shown(text), ["Before.", "photo a.jpg Caption", "photo b.jpg Other", "In a block.", "photo c.jpg"]);
    }
}
