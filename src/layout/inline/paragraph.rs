//! A paragraph ready to be broken: one text with styled runs over it.

use std::ops::Range;

use unicode_bidi::Level;

use crate::font::{FaceId, Features, Setting};
use crate::frame::{ElementId, LinkTarget, Owner};
use crate::geom::{Abs, Colour, Size};
use crate::layout::inline::cap::Cap;
use crate::layout::inline::conum::Conum;
use crate::layout::inline::icon::IconMark;
use crate::model::{Language, NodeId};
use crate::source::Span;
use crate::theme::TextLine;

/// The line end that the author asked for, within a prepared text (U+2028 LINE SEPARATOR).
pub(super) const FORCED: char = '\u{2028}';
/// What stands for a picture within a prepared text (U+FFFC OBJECT REPLACEMENT CHARACTER).
pub(super) const OBJECT: char = '\u{FFFC}';

/// Everything that the glyphs of a run depend on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RunStyle {
    /// The face.
    pub face: FaceId,
    /// The size of the em.
    pub size: Abs,
    /// The colour.
    pub colour: Colour,
    /// Figures, capitals, ligatures.
    pub features: Features,
    /// Space between letters, in thousandths of the em.
    pub tracking: i64,
    /// How far above the baseline.
    pub rise: Abs,
    /// The language.
    pub language: Language,
    /// The colour behind the text.
    pub background: Option<Colour>,
    /// Whether the run is code: no hyphens, breaks at its punctuation.
    pub is_code: bool,
    /// Whether the run is an address: no hyphens, breaks at its slashes.
    pub is_address: bool,
    /// A line along the text.
    pub line: Option<TextLine>,
    /// Whether no line ends within it.
    pub is_unbroken: bool,
    /// The cap of a key or button that it stands on.
    pub cap: Option<Cap>,
}

/// Text in one style.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// Its bytes in the paragraph's text.
    pub range: Range<usize>,
    /// Its style.
    pub style: RunStyle,
    /// To whom it belongs.
    pub owner: Owner,
    /// Its link: an index into the paragraph's links.
    pub link: Option<usize>,
    /// Its place in the manuscript.
    pub span: Option<Span>,
    /// Whether the product wrote it.
    pub is_generated: bool,
    /// What stands in place of characters.
    pub object: Option<(InlineObject, Size)>,
    /// How deep it is embedded (UAX #9): odd where it runs from right to left.
    pub level: Level,
    /// What is left free behind it, unless a line ends there: it meets signs of another kind.
    pub gap: Abs,
}

impl Run {
    /// What its glyphs depend on.
    pub fn setting(&self) -> Setting {
        let RunStyle { face, features, language, .. } = self.style;
        Setting { face, features, language, is_rtl: self.level.is_rtl() }
    }
}

/// What stands in a line in place of characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InlineObject {
    /// A picture.
    Picture(NodeId),
    /// The number of a remark on code.
    Conum(Conum),
    /// An icon.
    Icon(IconMark),
}

/// A link that runs of a paragraph are part of.
#[derive(Debug, Clone, PartialEq)]
pub struct LinkRef {
    /// Where it leads.
    pub target: LinkTarget,
    /// Its element.
    pub element: ElementId,
    /// What to say of it.
    pub description: String,
    /// Its place in the manuscript.
    pub span: Option<Span>,
}

/// A paragraph ready to be broken.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Paragraph {
    /// The text, white space folded.
    pub text: String,
    /// The runs that cover it, in order.
    pub runs: Vec<Run>,
    /// The links.
    pub links: Vec<LinkRef>,
    /// Pairs of (byte in this text, character in the node's plain text) where the two go on side by side.
    pub offsets: Vec<(usize, usize)>,
    /// The node whose text it is, for the page map.
    pub node: Option<NodeId>,
    /// Where the paragraph stands.
    pub span: Option<Span>,
    /// Whether words may be cut anywhere, where nothing else makes them fit.
    pub cuts_words: bool,
    /// The bytes before which the author typed a soft hyphen; the text is without them.
    pub soft_hyphens: Vec<usize>,
    /// The first marks of footnotes: the byte of each, and the footnote's number.
    pub notes: Vec<(usize, u32)>,
    /// Places that links lead to: the byte of each, and its name.
    pub places: Vec<(usize, String)>,
    /// The folios that it says: the destination of each, and the words set for it.
    pub said_folios: Vec<SaidFolio>,
    /// Whether it runs from right to left.
    pub is_rtl: bool,
    /// Whether its pages are mirrored when they are finished, so that its lines have to be mirrored now.
    pub is_mirrored: bool,
}

/// A folio in running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SaidFolio {
    /// The destination.
    pub target: String,
    /// The folio as it is set.
    pub words: String,
    /// The reference's place in the manuscript.
    pub span: Span,
}

impl Paragraph {
    /// The author's soft hyphens within a word: where it has any, it is broken there and nowhere else.
    pub(super) fn soft_hyphens_in(&self, word: Range<usize>) -> &[usize] {
        let from = self.soft_hyphens.partition_point(|soft| *soft <= word.start);
        let to = self.soft_hyphens.partition_point(|soft| *soft < word.end);
        self.soft_hyphens.get(from..to).unwrap_or_default()
    }

    /// The run that holds the byte at `offset`.
    pub fn run_at(&self, offset: usize) -> Option<&Run> {
        let index = self.runs.partition_point(|run| run.range.end <= offset);
        self.runs.get(index).filter(|run| run.range.contains(&offset))
    }

    /// The gap before the byte at `offset`, which is not set where a line ends there.
    pub(super) fn gap_before(&self, offset: usize) -> Abs {
        let run = offset.checked_sub(1).and_then(|before| self.run_at(before));
        run.filter(|run| run.range.end == offset).map_or(Abs::ZERO, |run| run.gap)
    }

    /// The character of the node's plain text at a byte of this text.
    pub fn plain_offset(&self, offset: usize) -> usize {
        let index = self.offsets.partition_point(|(own, _)| *own <= offset);
        let (own, plain) = index.checked_sub(1).and_then(|i| self.offsets.get(i)).copied().unwrap_or_default();
        plain + self.text.get(own..offset).map_or(0, |text| text.chars().count())
    }
}
