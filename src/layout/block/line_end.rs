//! The ends of lines that the author keeps: said where text is read along its structure, and not seen.

use crate::frame::{Item, ItemKind, TextItem};
use crate::geom::{Abs, Point};
use crate::layout::inline::Line;

/// Ends a set line with a line feed that takes no room: without it the last word of a line of code and the first of the
/// next would be read as one. It is no space, so that what is copied has none at the ends of its lines.
pub(super) fn say_end(line: &mut Line) {
    let parts = line.head.iter().flat_map(|head| &head.items).chain(&line.items);
    let Some((text, like)) = parts.filter_map(last_text).next_back() else { return };
    let kind = ItemKind::Text(TextItem { text: "\n".to_owned(), glyphs: Vec::new(), width: Abs::ZERO, ..text.clone() });
    let at = Point::new(line.width, like.at.y);
    let end = Item { at, is_generated: false, kind, ..*like };
    line.items.push(end);
}

/// The last text of an item, and the item that holds it itself.
fn last_text(item: &Item) -> Option<(&TextItem, &Item)> {
    match &item.kind {
        ItemKind::Text(text) => Some((text, item)),
        ItemKind::BrokenWord(word) => word.parts.iter().rev().find_map(last_text),
        ItemKind::Picture(_) | ItemKind::Shape(_) => None,
    }
}
