//! A manuscript without its markup, for texts that the reader gave up on.

use crate::asciidoc::ReadOptions;
use crate::model::{Block, BlockKind, Doctype, Draft, Info, Inline, NodeId};
use crate::source::{FileId, Span};
use crate::world::World;

/// More paragraphs than this are not worth keeping apart in a text that can't be read.
const MOST: usize = 100_000;

/// Every paragraph of the file as plain text.
pub(super) fn draft(world: &dyn World, file: FileId, options: &ReadOptions) -> Draft {
    let source = world.source(file);
    let mut opening = Vec::new();
    let mut start = 0;
    for paragraph in source.text().splitn(MOST, "\n\n") {
        let span = Span::new(file, start as u32, (start + paragraph.len()) as u32);
        start += paragraph.len() + 2;
        if !paragraph.trim().is_empty() {
            let id = NodeId::new(opening.len() as u32);
            let text = Inline::text(span, paragraph.trim_matches('\n'));
            opening.push(Block::new(id, span, BlockKind::Paragraph(vec![text])));
        }
    }
    let stem = source.path().file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    let mut info = Info::empty(Span::new(file, 0, 0));
    info.doctype = options.doctype.unwrap_or(Doctype::Article);
    info.stem = stem;
    let node_count = opening.len() as u32;
    Draft { file, info, opening, node_count, ..Draft::empty(file) }
}
