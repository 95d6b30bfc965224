//! The numbers that remarks on code are counted by: a figure on a disc, the same in a listing and in its list.

use crate::font::{Family, Features, Figures, Setting, Shaper, Weight};
use crate::frame::{Artifact, BrokenWord, Item, ItemKind, Owner, PlacedGlyph, Shape, TextItem, rounded};
use crate::geom::{Abs, Colour, Point, Size};
use crate::model::Language;
use crate::source::Span;

/// A number on a disc.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Conum {
    /// The number.
    pub number: u32,
    /// The colour of the disc.
    pub disc: Colour,
    /// The colour of the figures.
    pub figure: Colour,
}

/// Where a conum goes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ConumPlace {
    /// The left end of its baseline.
    pub at: Point,
    /// The em of the text around.
    pub em: Abs,
    /// To whom it belongs.
    pub owner: Owner,
    /// The place in the manuscript.
    pub span: Option<Span>,
}

impl Conum {
    /// What it takes up beside text of an em: a disc, longer for more than one figure.
    pub fn size(&self, em: Abs) -> Size {
        let more = (self.words().len() as i64 - 3).max(0);
        Size::new(em.scale(104 + 40 * more, 100), em.scale(104, 100))
    }

    /// What is read and copied: what stands for the disc in plain text.
    pub fn words(&self) -> String {
        format!("({})", self.number)
    }

    /// The item: a disc, and the figures above it, which together say the number in parentheses.
    pub fn item(&self, shaper: &mut Shaper, place: ConumPlace) -> Item {
        let size = self.size(place.em);
        // The disc's middle is that of the lower-case letters around it, a little raised for the capitals.
        let middle = place.at.y - place.em.scale(32, 100);
        let corner = Point::new(place.at.x, middle - size.height / 2);
        let part = |at, kind, owner| Item { at, owner, span: place.span, is_generated: true, kind };
        let disc = Shape { path: rounded(size, size.height / 2), fill: Some(self.disc), stroke: None, size };
        let text = self.figures(shaper, place.em.scale(74, 100));
        let baseline = middle + text.size.scale(33, 100);
        let figures_at = Point::new(place.at.x + (size.width - text.width) / 2, baseline);
        let disc = part(corner, ItemKind::Shape(disc), Owner::Artifact(Artifact::Layout));
        let parts = vec![disc, part(figures_at, ItemKind::Text(text), place.owner)];
        let word = BrokenWord { word: self.words(), language: Language::UNKNOWN, parts };
        part(place.at, ItemKind::BrokenWord(word), place.owner)
    }

    fn figures(&self, shaper: &mut Shaper, em: Abs) -> TextItem {
        let face = shaper.book().select(Family::Sans, Weight::Bold, false);
        let features = Features { figures: Figures::Lining, ..Features::default() };
        let text = self.number.to_string();
        let word = shaper.shape(Setting { face, features, language: Language::UNKNOWN, is_rtl: false }, &text);
        let place = |glyph: &crate::font::Glyph| {
            let advance = glyph.length(glyph.advance, em);
            PlacedGlyph::new(glyph.id, advance, Point::default(), glyph.start..glyph.end)
        };
        let glyphs: Vec<PlacedGlyph> = word.glyphs.iter().map(place).collect();
        let width = glyphs.iter().map(PlacedGlyph::advance).sum();
        TextItem {
            face,
            size: em,
            colour: self.figure,
            language: Language::UNKNOWN,
            text,
            glyphs,
            width,
            is_turned: false,
        }
    }
}
