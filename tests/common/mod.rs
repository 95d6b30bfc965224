//! What the tests of pages share: a manuscript laid out, and what stands on its pages.

#![allow(dead_code, reason = "each test takes what it needs")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first surprise")]

pub mod command;
pub mod schema;

use std::path::Path;

use notes_pub::asciidoc::{ReadOptions, parse};
use notes_pub::diag::Sink;
use notes_pub::font::FontBook;
use notes_pub::frame::{Item, ItemKind, PagedBook};
use notes_pub::layout::{Context, layout_book};
use notes_pub::model::{Book, NodeId, Spaces, resolve, set};
use notes_pub::theme::{Media, read};
use notes_pub::world::{Memory, World};

/// The pixels of pictures.
pub type Pixels = dyn Fn(NodeId) -> Option<(u32, u32)> + Sync;

/// A manuscript understood, as paper sets it.
pub fn book_of(text: &str, sink: &mut Sink) -> Book {
    let world = Memory::new().with("a.adoc", text);
    let (file, _) = world.load(Path::new("a.adoc")).unwrap();
    set(resolve(parse(&world, file, &ReadOptions::default(), sink), sink), Spaces::Narrow)
}

/// Lays a manuscript out by a layout's name, or by its text where that has several lines.
pub fn lay_out_telling(text: &str, layout: &str, media: Media, pixels: &Pixels) -> (PagedBook, Sink) {
    lay_out_in(text, layout, media, pixels, FontBook::compiled_in())
}

/// The same in other faces.
pub fn lay_out_in(text: &str, layout: &str, media: Media, pixels: &Pixels, fonts: FontBook) -> (PagedBook, Sink) {
    let world = Memory::new().with("own.toml", format!("version = 1\n{layout}"));
    let is_name = !layout.is_empty() && !layout.contains(['\n', '=']);
    let name = if is_name { layout } else { "own.toml" };
    let mut sink = Sink::new();
    let book = book_of(text, &mut sink);
    let theme = read(&world, name, &mut sink).unwrap().for_media(media);
    let context = Context { theme: &theme, fonts, pixels, book: &book, date: None };
    (layout_book(&context, &mut sink), sink)
}

/// The same without what there was to tell.
pub fn lay_out_with(text: &str, layout: &str, media: Media, pixels: &Pixels) -> PagedBook {
    lay_out_telling(text, layout, media, pixels).0
}

/// Lays a manuscript out to be read on a screen; no picture can be shown.
pub fn lay_out(text: &str, layout: &str) -> PagedBook {
    lay_out_with(text, layout, Media::Screen, &|_| None)
}

/// The words of each page's lines from top to bottom, items of a line from left to right.
pub fn lines(book: &PagedBook) -> Vec<String> {
    fn text(item: &Item) -> Option<&str> {
        match &item.kind {
            ItemKind::Text(text) => Some(&text.text),
            ItemKind::BrokenWord(word) => Some(&word.word),
            ItemKind::Picture(_) | ItemKind::Shape(_) => None,
        }
    }
    let mut all = Vec::new();
    for page in &book.pages {
        let mut found: Vec<_> =
            page.items.iter().filter_map(|item| Some((item.at.y, item.at.x, text(item)?))).collect();
        found.sort_by_key(|(y, x, _)| (*y, *x));
        for line in found.chunk_by(|one, next| one.0 == next.0) {
            let words: String = line.iter().map(|(_, _, words)| *words).collect();
            all.push(words.replace('\u{A0}', " ").split_whitespace().collect::<Vec<_>>().join(" "));
        }
    }
    all
}
