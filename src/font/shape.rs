//! Shaping words by HarfBuzz's rules, with a cache: most words of a text occur more than once.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use harfrust::{
    Buffer, Direction, Feature, Language as ShapingLanguage, Script, ShapeOptions, ShapePlan, ShaperFont, Tag, shape,
};

use crate::font::{FaceId, FontBook};
use crate::model::Language;

/// What is seen where no face has a glyph for a character; what is said and copied stays the character.
pub const STAND_IN: char = '\u{25A1}';

/// Forms of figures.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Figures {
    /// As the face has them.
    #[default]
    Default,
    /// With ascenders and descenders, each as wide as it is: for text.
    OldStyle,
    /// As high as capitals, each as wide as it is: for headings.
    Lining,
    /// As high as capitals, all of one width: for columns and folios.
    Tabular,
}

/// Forms of letters.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Capitals {
    /// As written.
    #[default]
    AsWritten,
    /// Small capitals for all letters; the text keeps its letters.
    Small,
}

/// What a style asks of a face's OpenType features.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Features {
    /// Forms of figures.
    pub figures: Figures,
    /// Forms of letters.
    pub capitals: Capitals,
    /// Whether ligatures are off, as in code.
    pub is_code: bool,
}

impl Features {
    fn tags(self) -> Vec<Feature> {
        let on = |tag: &[u8; 4]| Feature::new(Tag::new(tag), 1, ..);
        let off = |tag: &[u8; 4]| Feature::new(Tag::new(tag), 0, ..);
        let mut tags = match self.figures {
            Figures::Default => vec![],
            Figures::OldStyle => vec![on(b"onum"), on(b"pnum")],
            Figures::Lining => vec![on(b"lnum"), on(b"pnum")],
            Figures::Tabular => vec![on(b"lnum"), on(b"tnum")],
        };
        if self.capitals == Capitals::Small {
            tags.extend([on(b"smcp"), on(b"c2sc")]);
        }
        if self.is_code {
            tags.extend([off(b"liga"), off(b"clig"), off(b"calt")]);
        }
        tags
    }
}

/// A glyph of a word; lengths in font units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glyph {
    /// The face it comes from; another than asked for where that one lacks the character.
    pub face: FaceId,
    /// Its number in the face.
    pub id: u32,
    /// From this glyph to the next.
    pub advance: i32,
    /// Shift to the right.
    pub x_offset: i32,
    /// Shift upwards.
    pub y_offset: i32,
    /// First byte of the cluster that it belongs to.
    pub start: u32,
    /// The byte behind that cluster.
    pub end: u32,
}

/// A word as glyphs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ShapedWord {
    /// The glyphs from left to right.
    pub glyphs: Vec<Glyph>,
}

impl ShapedWord {
    /// Whether a cluster starts at `offset`, so that the word may be cut there.
    pub fn can_cut_at(&self, offset: usize) -> bool {
        self.glyphs.iter().any(|glyph| glyph.start as usize == offset)
    }
}

/// What a shaped word depends on, but for its letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct PlanKey {
    face: FaceId,
    features: Features,
    language: Language,
}

/// Shapes words and remembers them.
pub struct Shaper {
    book: FontBook,
    plans: HashMap<PlanKey, HashMap<Box<str>, Arc<ShapedWord>>>,
    shape_plans: HashMap<PlanKey, ShapePlan>,
    buffer: Buffer,
}

impl Shaper {
    /// A shaper with nothing remembered.
    pub fn new(book: FontBook) -> Self {
        Self { book, plans: HashMap::new(), shape_plans: HashMap::new(), buffer: Buffer::new() }
    }

    /// The faces.
    pub fn book(&self) -> FontBook {
        self.book
    }

    /// Shapes a word (or spaces) in one style.
    pub fn shape(&mut self, face: FaceId, features: Features, language: Language, word: &str) -> Arc<ShapedWord> {
        let key = PlanKey { face, features, language };
        if let Some(shaped) = self.plans.get(&key).and_then(|words| words.get(word)) {
            return Arc::clone(shaped);
        }
        let shaped = Arc::new(self.shape_anew(key, word));
        self.plans.entry(key).or_default().insert(word.into(), Arc::clone(&shaped));
        shaped
    }

    fn shape_anew(&mut self, key: PlanKey, word: &str) -> ShapedWord {
        let mut shaped = ShapedWord::default();
        for (range, face) in self.itemized(key.face, word) {
            match face {
                Some(face) => self.shape_run(PlanKey { face, ..key }, word, range, &mut shaped.glyphs),
                None => self.stand_in(key, range, &mut shaped.glyphs),
            }
        }
        shaped
    }

    /// A visible sign in place of a character that no face has (PDF/A-2 refuses a missing glyph).
    fn stand_in(&mut self, key: PlanKey, range: Range<usize>, glyphs: &mut Vec<Glyph>) {
        let face = self.book.fallback(STAND_IN).unwrap_or(key.face);
        let first = glyphs.len();
        let sign = STAND_IN.to_string();
        self.shape_run(PlanKey { face, ..key }, &sign, 0..sign.len(), glyphs);
        for glyph in glyphs.iter_mut().skip(first) {
            (glyph.start, glyph.end) = (range.start as u32, range.end as u32);
        }
    }

    /// Cuts a word into runs that one face can set: a base character takes its marks along; a character
    /// that no face has is a run without face.
    fn itemized(&self, face: FaceId, word: &str) -> Vec<(Range<usize>, Option<FaceId>)> {
        let mut runs: Vec<(Range<usize>, Option<FaceId>)> = Vec::new();
        for (at, c) in word.char_indices() {
            let end = at + c.len_utf8();
            let last = runs.last().and_then(|(_, face)| *face);
            let chosen = match last {
                // A mark stays with the character before it where that one's face has it.
                Some(last) if is_silent(c) || is_mark(c) && self.book.face(last).has(c) => Some(last),
                _ if is_silent(c) || self.book.face(face).has(c) => Some(face),
                _ => self.book.fallback(c),
            };
            match runs.last_mut() {
                Some((range, last)) if *last == chosen && chosen.is_some() => range.end = end,
                _ => runs.push((at..end, chosen)),
            }
        }
        runs
    }

    fn shape_run(&mut self, key: PlanKey, word: &str, range: Range<usize>, glyphs: &mut Vec<Glyph>) {
        let Some(font) = self.book.face(key.face).font() else { return };
        let Some(text) = word.get(range.clone()) else { return };
        let mut buffer = std::mem::take(&mut self.buffer);
        buffer.reset();
        buffer.push_str(text);
        buffer.set_language(ShapingLanguage::new(key.language.tag()));
        buffer.guess_segment_properties();
        // Right-to-left scripts need bidi paragraphs around them; until then every run goes left to right.
        buffer.set_direction(Direction::LeftToRight);
        let features = key.features.tags();
        let font_shaper = ShaperFont::new(font);
        // Figures and punctuation alone have no script: they take that of the text around them.
        let script = buffer.script().or(Some(Script::LATIN));
        buffer.set_script(script);
        let plan = self
            .shape_plans
            .entry(key)
            .or_insert_with(|| ShapePlan::new(font, Direction::LeftToRight, script, buffer.language(), &features));
        let is_planned = plan.script() == script;
        let options = ShapeOptions::new().features(&features).plan(is_planned.then_some(&*plan));
        if shape(&font_shaper, &mut buffer, options).is_ok() {
            push_glyphs(&buffer, key.face, &range, glyphs);
        }
        self.buffer = buffer;
    }
}

/// Joiners and variation selectors: without them nothing is missed.
fn is_silent(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200D}' | '\u{FE00}'..='\u{FE0F}' | '\u{AD}')
}

/// Marks belong to the character before them.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{20D0}'..='\u{20FF}')
}

fn push_glyphs(buffer: &Buffer, face: FaceId, range: &Range<usize>, glyphs: &mut Vec<Glyph>) {
    let first = glyphs.len();
    for (info, position) in buffer.glyph_infos().iter().zip(buffer.glyph_positions()) {
        glyphs.push(Glyph {
            face,
            id: info.glyph_id,
            advance: position.x_advance,
            x_offset: position.x_offset,
            y_offset: position.y_offset,
            start: range.start as u32 + info.cluster,
            end: range.end as u32,
        });
    }
    // A cluster ends where the next one starts.
    let mut end = range.end as u32;
    let mut start = end;
    for glyph in glyphs.iter_mut().skip(first).rev() {
        if glyph.start != start {
            (end, start) = (start, glyph.start);
        }
        glyph.end = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::font::{Family, Weight};

    fn shaper() -> (Shaper, FaceId) {
        let book = FontBook::compiled_in();
        (Shaper::new(book), book.select(Family::Serif, Weight::Regular, false))
    }

    #[test]
    fn clusters_cover_the_word() {
        let (mut shaper, face) = shaper();
        let word = shaper.shape(face, Features::default(), Language::FRENCH, "été⚠fin");
        assert_eq!(word.glyphs.first().map(|g| (g.start, g.end)), Some((0, 2)));
        assert!(word.glyphs.windows(2).all(|pair| pair[0].end == pair[1].start || pair[0].start == pair[1].start));
        assert_eq!(word.glyphs.last().map(|g| g.end), Some(11));
        assert_eq!(word.glyphs.iter().filter(|g| g.face != face).count(), 1);
    }

    #[test]
    fn ligatures_only_in_text() {
        let (mut shaper, face) = shaper();
        let text = shaper.shape(face, Features::default(), Language::ENGLISH, "ffi");
        let code = shaper.shape(face, Features { is_code: true, ..Features::default() }, Language::ENGLISH, "ffi");
        assert!(text.glyphs.len() < 3);
        assert_eq!(code.glyphs.len(), 3);
        assert!(!text.can_cut_at(1));
    }

    #[test]
    fn a_character_nobody_has_gets_a_stand_in() {
        let (mut shaper, face) = shaper();
        let word = shaper.shape(face, Features::default(), Language::ENGLISH, "a\u{E000}b");
        assert!(word.glyphs.iter().all(|glyph| glyph.id != 0));
        assert_eq!(
            word.glyphs.iter().map(|glyph| (glyph.start, glyph.end)).collect::<Vec<_>>(),
            [(0, 1), (1, 4), (4, 5)]
        );
    }

    #[test]
    fn a_mark_that_the_face_lacks_is_no_empty_glyph() {
        let (mut shaper, face) = shaper();
        let word = shaper.shape(face, Features::default(), Language::ENGLISH, "d\u{338}e\u{301}");
        assert!(word.glyphs.iter().all(|glyph| glyph.id != 0), "{word:?}");
    }

    #[test]
    fn small_capitals_are_other_glyphs() {
        let (mut shaper, _) = shaper();
        let sans = shaper.book().select(Family::Sans, Weight::Semibold, false);
        let small = Features { capitals: Capitals::Small, ..Features::default() };
        let plain = shaper.shape(sans, Features::default(), Language::ENGLISH, "Fast");
        let capitals = shaper.shape(sans, small, Language::ENGLISH, "Fast");
        assert!(plain.glyphs.iter().zip(&capitals.glyphs).all(|(a, b)| a.id != b.id));
    }
}
