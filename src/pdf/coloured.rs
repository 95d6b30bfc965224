//! Signs in colours of their own, such as emoji: they are painted as pictures and said by letters.
//!
//! Their faces become fonts of Type 3 (ISO 32000-1 9.6.5), whose matrix may be anything, so that readers guess how large
//! their letters are: poppler takes emoji for letters twice as high as those around and copies such lines out of order.
//! So the pictures themselves say nothing, and in their places stand blanks of a common face, which say the signs.

use std::ops::Range;

use krilla::surface::Surface;
use krilla::tagging::{ContentTag, SpanTag};

use crate::font::{Features, FontBook, Glyph, PlacedGlyph, Setting, Shaper};
use crate::frame::{ElementId, Item, ItemKind, TextItem};
use crate::geom::{Abs, Point};
use crate::model::Language;
use crate::pdf::paint::Painter;

/// The space of a face.
#[derive(Debug, Clone, Copy)]
pub(super) struct Blank(Glyph);

impl Blank {
    /// The space of a face that is always there.
    pub(super) fn of(fonts: &FontBook) -> Option<Self> {
        let face = fonts.plain(" ");
        let setting = Setting { face, features: Features::default(), language: Language::UNKNOWN, is_rtl: false };
        Shaper::new(fonts.clone()).shape(setting, " ").glyphs.first().copied().map(Self)
    }

    /// So many of them side by side that they fill a width, as one cluster.
    fn fill(self, width: Abs, size: Abs, bytes: Range<u32>) -> impl Iterator<Item = PlacedGlyph> {
        let own = self.0.length(self.0.advance, size).max(Abs::raw(1));
        let count = (width.to_raw() / own.to_raw()).clamp(0, 100) + 1;
        let step = (width - own) / (count - 1).max(1);
        (1..=count).map(move |number| {
            let advance = if number < count { step } else { width - step * (count - 1) };
            PlacedGlyph::new(self.0.id, advance, Point::default(), bytes.clone())
        })
    }
}

impl Painter<'_, '_> {
    /// Whether a text is one of signs in colours.
    pub(super) fn is_coloured(&self, text: &TextItem) -> bool {
        self.blank.is_some() && self.coloured.contains(&text.face)
    }

    /// Paints the signs of a text, and says them.
    pub(super) fn coloured(
        &mut self,
        surface: &mut Surface<'_>,
        item: &Item,
        text: &TextItem,
        (owner, language): (ElementId, Option<&str>),
    ) {
        let silent = surface.start_tagged(ContentTag::Span(SpanTag::empty().with_actual_text(Some(""))));
        self.item(surface, item);
        surface.end_tagged();
        self.tags.push(owner, silent);
        let Some(blank) = self.blank else { return };
        let with = |text: TextItem| Item { kind: ItemKind::Text(text), ..item.clone() };
        let blanks = blanks(text, blank);
        if !self.knows(&blanks) {
            self.introduce(surface, &with(space(text, blank)), owner);
        }
        let said = surface.start_tagged(ContentTag::Span(SpanTag::empty().with_lang(language)));
        self.item(surface, &with(blanks));
        surface.end_tagged();
        self.tags.push(owner, said);
    }
}

/// Blanks in place of each sign, as wide together and saying the same: what is as wide as the sign touches what stands
/// beside it, as the sign does, and nobody takes what is between for a space.
fn blanks(text: &TextItem, blank: Blank) -> TextItem {
    let signs = text.glyphs.chunk_by(|a, b| a.start == b.start);
    let glyphs = signs.flat_map(|sign| {
        let width = sign.iter().map(PlacedGlyph::advance).sum();
        let bytes = sign.first().map_or(0, |glyph| glyph.start)..sign.last().map_or(0, PlacedGlyph::end);
        blank.fill(width, text.size, bytes)
    });
    TextItem { face: blank.0.face, glyphs: glyphs.collect(), ..text.clone() }
}

/// The blank as what it is in other text.
fn space(text: &TextItem, blank: Blank) -> TextItem {
    let glyphs = vec![PlacedGlyph::new(blank.0.id, Abs::ZERO, Point::default(), 0..1)];
    TextItem { face: blank.0.face, text: " ".to_owned(), glyphs, ..text.clone() }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;

    #[test]
    fn blanks_fill_the_room_of_a_sign_up_to_its_edge() {
        let blank = Blank::of(&FontBook::compiled_in()).unwrap();
        let size = Abs::pt(10.0);
        let own = blank.0.length(blank.0.advance, size);
        for width in [Abs::ZERO, own / 2, own, own * 5, Abs::pt(12.45), Abs::pt(900.0)] {
            let blanks: Vec<PlacedGlyph> = blank.fill(width, size, 3..7).collect();
            assert_eq!(blanks.iter().map(PlacedGlyph::advance).sum::<Abs>(), width);
            assert!(blanks.iter().all(|glyph| (glyph.start, glyph.end()) == (3, 7)));
            // What is drawn of the last one ends where the sign does.
            if width >= own && blanks.len() < 100 {
                assert!(blanks.last().is_some_and(|last| (last.advance() - own).abs() <= Abs::raw(100)), "{blanks:?}");
            }
        }
    }
}
