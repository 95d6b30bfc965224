//! Shaping words by HarfBuzz's rules, with a cache: most words of a text occur more than once.

use std::ops::Range;

use harfrust::{Buffer, Direction, Language as ShapingLanguage, Script, ShapeOptions, ShapePlan, ShaperFont, shape};
use icu_segmenter::GraphemeClusterSegmenter;

use crate::font::book::has_all;
use crate::font::memory::{Memory, Plan, SettingId, Word, WordId};
use crate::font::{Capitals, Face, FaceId, Features, FontBook, Hyphenator, PlacedWord};
use crate::geom::Abs;
use crate::model::Language;

/// What is seen where no face has a glyph for a character; what is said and copied stays the character.
pub const STAND_IN: char = '\u{25A1}';

/// Longer texts are no words, and their ligatures are not parted: each place would cost a look at all of it.
const LONGEST_PARTED: usize = 300;

/// A glyph of a word; lengths in font units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glyph {
    /// The face it comes from; another than asked for where that one lacks the character.
    pub face: FaceId,
    /// Its number in the face.
    pub id: u32,
    /// How many of the face's units make an em.
    pub units_per_em: u16,
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

impl Glyph {
    /// A length in the face's units at a size.
    pub fn length(&self, units: i32, size: Abs) -> Abs {
        let units = i64::from(units);
        match self.units_per_em {
            // Most faces have these, and dividing by a number known beforehand is a multiplication.
            1000 => size.scale(units, 1000),
            2048 => size.scale(units, 2048),
            other => size.scale(units, i64::from(other)),
        }
    }
}

/// A word as glyphs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ShapedWord {
    /// The glyphs from left to right.
    pub glyphs: Vec<Glyph>,
}

impl ShapedWord {
    /// How wide it is at a size.
    pub fn width(&self, size: Abs) -> Abs {
        width(&self.glyphs, size)
    }
}

/// How wide some glyphs are at a size.
pub(super) fn width(glyphs: &[Glyph], size: Abs) -> Abs {
    glyphs.iter().map(|glyph| glyph.length(glyph.advance, size)).sum()
}

/// What a shaped word depends on, but for its letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Setting {
    /// The face; characters that it lacks come from others.
    pub face: FaceId,
    /// Figures, capitals, ligatures.
    pub features: Features,
    /// The language.
    pub language: Language,
    /// Whether the word runs from right to left.
    pub is_rtl: bool,
}

/// A place within a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HyphenCut {
    /// Its byte.
    pub at: u32,
    /// How wide the word is up to it, without tracking.
    pub before: Abs,
    /// How many glyphs that take room stand there, so that space may stand behind them.
    pub letters: i64,
    /// What this part grows by when the letter behind no longer draws its last one near.
    pub lost: Abs,
}

/// Shapes words and remembers them.
///
/// Words are looked up several times on their way to a line, so that the maps have the fastest hash there is: an
/// author who makes them collide slows down no book but the own.
pub struct Shaper {
    book: FontBook,
    hyphenator: Hyphenator,
    memory: Memory,
    buffer: Buffer,
    /// The glyphs and the places of the word at hand; the lists keep their room.
    glyphs: Vec<Glyph>,
    points: Vec<usize>,
    /// The glyphs of the word that is parted.
    parted: Vec<Glyph>,
}

impl Drop for Shaper {
    fn drop(&mut self) {
        self.book.memories().give(std::mem::take(&mut self.memory));
    }
}

impl Shaper {
    /// A shaper that remembers what another one of the same book did before it.
    pub fn new(book: FontBook) -> Self {
        let memory = book.memories().take();
        let (glyphs, points, parted) = (Vec::new(), Vec::new(), Vec::new());
        Self { book, hyphenator: Hyphenator::default(), memory, buffer: Buffer::new(), glyphs, points, parted }
    }

    /// The same, with the author's word on where words are broken.
    #[must_use]
    pub fn hyphenating(mut self, hyphenator: Hyphenator) -> Self {
        self.hyphenator = hyphenator;
        self
    }

    /// The byte offsets in a word at which a hyphen may stand, in rising order.
    pub fn hyphen_points(&self, word: &str, language: Language) -> Vec<usize> {
        let mut points = Vec::new();
        self.hyphenator.points(word, language, &mut points);
        points
    }

    /// The faces.
    pub fn book(&self) -> &FontBook {
        &self.book
    }

    /// Shapes a word (or spaces) in one style.
    pub fn word(&mut self, setting: Setting, word: &str) -> WordId {
        let id = self.setting(setting);
        self.word_in(id, word)
    }

    /// The number of a setting, for those who ask for many words in it.
    pub fn setting(&mut self, setting: Setting) -> SettingId {
        self.memory.setting(setting)
    }

    /// Shapes a word (or spaces) in a style that was asked for before.
    pub fn word_in(&mut self, id: SettingId, word: &str) -> WordId {
        if let Some(known) = self.memory.find(id, word) {
            return known;
        }
        let mut glyphs = std::mem::take(&mut self.glyphs);
        glyphs.clear();
        if let Some(setting) = self.memory.setting_of(id) {
            self.shape_anew(setting, word, &mut glyphs);
        }
        let id = self.memory.keep(id, word, &glyphs);
        self.glyphs = glyphs;
        id
    }

    /// The glyphs of a word.
    pub fn glyphs(&self, id: WordId) -> &[Glyph] {
        self.memory.glyphs(id)
    }

    /// A word at a size, where its glyphs are all of one face.
    pub fn placed(&mut self, id: WordId, size: Abs) -> Option<PlacedWord<'_>> {
        self.memory.placed(id, size)
    }

    /// The glyphs of a word in one style, for those who ask once.
    pub fn shape(&mut self, setting: Setting, word: &str) -> ShapedWord {
        let id = self.word(setting, word);
        ShapedWord { glyphs: self.glyphs(id).to_vec() }
    }

    /// How wide a word is at a size.
    pub fn width(&mut self, id: WordId, size: Abs) -> Abs {
        self.memory.width(id, size)
    }

    /// Where a word of a size may be broken by a hyphen, in rising order: between the letters that stand within its
    /// signs, where the glyphs can be parted. `setting` and `word` are those that it was shaped of.
    pub fn hyphens(&mut self, id: WordId, setting: Setting, word: &str, size: Abs) -> &[HyphenCut] {
        self.memory.agree_on(&self.hyphenator);
        let is_known = |known: &Word| known.hyphens.as_ref().is_some_and(|(own, _)| *own == size);
        if !self.memory.word(id).is_some_and(is_known) {
            let cuts = self.find_hyphens(id, setting, word, size);
            if let Some(known) = self.memory.word_mut(id) {
                known.hyphens = Some((size, cuts));
            }
        }
        self.memory.word(id).and_then(|known| known.hyphens.as_ref()).map_or(&[], |(_, cuts)| cuts)
    }

    fn find_hyphens(&mut self, id: WordId, setting: Setting, word: &str, size: Abs) -> Box<[HyphenCut]> {
        let letters = word.trim_matches(|c: char| !c.is_alphabetic());
        let lead = word.len() - word.trim_start_matches(|c: char| !c.is_alphabetic()).len();
        let mut points = std::mem::take(&mut self.points);
        points.clear();
        self.hyphenator.points(letters, setting.language, &mut points);
        points.iter_mut().for_each(|point| *point += lead);
        let cuts = self.cuts(id, setting, word, &points, size).into_iter().flatten().collect();
        self.points = points;
        cuts
    }

    /// What stands before places in a word, in rising order, and what is lost where it is parted there: kerning, or a
    /// ligature; `None` where its glyphs can't be parted.
    pub fn cuts(
        &mut self,
        id: WordId,
        setting: Setting,
        word: &str,
        places: &[usize],
        size: Abs,
    ) -> Vec<Option<HyphenCut>> {
        if places.is_empty() {
            return Vec::new();
        }
        let mut glyphs = std::mem::take(&mut self.parted);
        glyphs.clear();
        glyphs.extend_from_slice(self.memory.glyphs(id));
        // In the order of the text, which glyphs of text from right to left are not in.
        glyphs.sort_by_key(|glyph| glyph.start);
        let mut rest = glyphs.iter().peekable();
        let (mut before, mut letters, mut last, mut within) = (Abs::ZERO, 0, 0, Abs::ZERO);
        let mut cuts = Vec::with_capacity(places.len());
        for &at in places {
            while let Some(glyph) = rest.next_if(|glyph| (glyph.start as usize) < at) {
                let length = glyph.length(glyph.advance, size);
                within = if glyph.start == last { within + length } else { length };
                last = glyph.start;
                before += length;
                letters += i64::from(glyph.advance > 0);
            }
            let can_cut = rest.peek().is_some_and(|glyph| glyph.start as usize == at);
            if !can_cut {
                cuts.push(self.cut_ligature(id, setting, word, at, size));
                continue;
            }
            let letter = word.get(last as usize..at).filter(|letter| letter.chars().nth(1).is_none());
            let lost = match letter {
                Some(letter) => {
                    let letter = self.word(setting, letter);
                    self.width(letter, size) - within
                }
                None => Abs::ZERO,
            };
            cuts.push(Some(HyphenCut { at: at as u32, before, letters, lost }));
        }
        self.parted = glyphs;
        cuts
    }

    /// A place between letters that one glyph stands for: both parts are shaped anew where a line ends there. What stands
    /// before it is what the second part leaves of the whole, so that either part is measured as it is set.
    fn cut_ligature(&mut self, id: WordId, setting: Setting, word: &str, at: usize, size: Abs) -> Option<HyphenCut> {
        if setting.is_rtl || word.len() > LONGEST_PARTED {
            return None;
        }
        let (head, tail) = word.split_at_checked(at)?;
        let joins = |c: Option<char>| c.is_some_and(char::is_alphabetic);
        // Letters of scripts that join them change their shapes, and no sign is parted from its marks.
        let is_between = joins(head.chars().next_back())
            && joins(tail.chars().next())
            && GraphemeClusterSegmenter::new().segment_str(word).any(|end| end == at);
        if !is_between {
            return None;
        }
        let (head, tail) = (self.word(setting, head), self.word(setting, tail));
        let letters = |id: WordId| self.glyphs(id).iter().filter(|glyph| glyph.advance > 0).count() as i64;
        let letters = letters(id) - letters(tail);
        let before = self.width(id, size) - self.width(tail, size);
        let lost = self.width(head, size) - before;
        Some(HyphenCut { at: at as u32, before, letters, lost })
    }

    fn shape_anew(&mut self, setting: Setting, word: &str, glyphs: &mut Vec<Glyph>) {
        if !setting.features.fractions && is_of_one_face(&self.book, setting, word) {
            // Nearly all words.
            return self.shape_run(setting, word, 0..word.len(), glyphs);
        }
        let mut runs = itemized(&self.book, setting, word);
        if setting.is_rtl {
            // Glyphs stand from left to right: what is read last comes first.
            runs.reverse();
        }
        for (range, face) in runs {
            let Some(face) = face else {
                self.stand_in(setting, range, glyphs);
                continue;
            };
            let setting = Setting { face, ..setting };
            if !setting.features.fractions || setting.is_rtl {
                self.shape_run(setting, word, range, glyphs);
                continue;
            }
            for (range, fractions) in fractions(word, range) {
                let features = Features { fractions, ..setting.features };
                self.shape_run(Setting { features, ..setting }, word, range, glyphs);
            }
        }
    }

    /// A visible sign in place of a character that no face has (PDF/A-2 refuses a missing glyph).
    fn stand_in(&mut self, setting: Setting, range: Range<usize>, glyphs: &mut Vec<Glyph>) {
        let sign = STAND_IN.to_string();
        let face = self.book.fallback(&sign, setting.face, setting.language).unwrap_or(setting.face);
        let first = glyphs.len();
        self.shape_run(Setting { face, ..setting }, &sign, 0..sign.len(), glyphs);
        for glyph in glyphs.iter_mut().skip(first) {
            (glyph.start, glyph.end) = (range.start as u32, range.end as u32);
        }
    }

    /// Shapes text in a compiled-in face: the rules of the face asked for are damaged and lead to glyphs that it lacks.
    fn shape_soundly(&mut self, setting: Setting, word: &str, range: Range<usize>, glyphs: &mut Vec<Glyph>) {
        let text = word.get(range.clone()).unwrap_or("");
        let sign = STAND_IN.to_string();
        let first = glyphs.len();
        let face = self.book.plain(text);
        if has_all(self.book.face(face), text) {
            return self.shape_run(Setting { face, ..setting }, word, range, glyphs);
        }
        self.shape_run(Setting { face: self.book.plain(&sign), ..setting }, &sign, 0..sign.len(), glyphs);
        for glyph in glyphs.iter_mut().skip(first) {
            (glyph.start, glyph.end) = (range.start as u32, range.end as u32);
        }
    }

    fn shape_run(&mut self, setting: Setting, word: &str, range: Range<usize>, glyphs: &mut Vec<Glyph>) {
        let face = self.book.face(setting.face);
        let Some(font) = face.font() else { return };
        let Some(text) = word.get(range.clone()) else { return };
        let capitals = (setting.features.capitals == Capitals::Scaled).then(|| in_capitals(face, text));
        let text = capitals.as_ref().map_or(text, |capitals| capitals.text.as_str());
        let mut buffer = std::mem::take(&mut self.buffer);
        buffer.reset();
        buffer.push_str(text);
        buffer.set_language(ShapingLanguage::new(setting.language.tag()));
        buffer.guess_segment_properties();
        let direction = if setting.is_rtl { Direction::RightToLeft } else { Direction::LeftToRight };
        buffer.set_direction(direction);
        let font_shaper = ShaperFont::new(font);
        // Figures and punctuation alone have no script: they take that of the text around them.
        let script = buffer.script().or(Some(Script::LATIN));
        buffer.set_script(script);
        let make = || {
            let features = setting.features.tags();
            Plan { shape: ShapePlan::new(font, direction, script, buffer.language(), &features), features }
        };
        let plan = self.memory.plans.entry((setting, script)).or_insert_with(make);
        let options = ShapeOptions::new().features(&plan.features).plan(Some(&plan.shape));
        let is_shaped = shape(&font_shaper, &mut buffer, options).is_ok()
            && buffer.glyph_infos().iter().all(|info| info.glyph_id > 0 && face.holds(info.glyph_id));
        if is_shaped {
            let start = |cluster: u32| capitals.as_ref().map_or(cluster, |capitals| capitals.origin(cluster));
            push_glyphs(&buffer, setting, face.units_per_em(), (&range, &start), glyphs);
        }
        self.buffer = buffer;
        if !is_shaped && setting.face != self.book.plain(word) {
            self.shape_soundly(setting, word, range, glyphs);
        }
    }
}

/// A text in capitals, and where each of its bytes comes from.
struct InCapitals {
    text: String,
    origins: Vec<u32>,
}

impl InCapitals {
    fn origin(&self, at: u32) -> u32 {
        self.origins.get(at as usize).copied().unwrap_or_default()
    }
}

/// The text in capitals, as far as the face has them.
fn in_capitals(face: &Face, text: &str) -> InCapitals {
    let mut capitals = InCapitals { text: String::new(), origins: Vec::new() };
    for (at, c) in text.char_indices() {
        match c.to_uppercase().all(|capital| face.has(capital)) {
            true => capitals.text.extend(c.to_uppercase()),
            false => capitals.text.push(c),
        }
        capitals.origins.resize(capitals.text.len(), at as u32);
    }
    capitals
}

/// Cuts a run at its fractions: figures, a slash and figures, and no other slash or figure beside them.
fn fractions(word: &str, range: Range<usize>) -> Vec<(Range<usize>, bool)> {
    let text = word.get(range.clone()).unwrap_or("");
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '/' | '\u{2044}');
    let is_fraction = |part: &str| {
        let figures = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        part.split_once(['/', '\u{2044}']).is_some_and(|(above, below)| figures(above) && figures(below))
    };
    let mut parts: Vec<(Range<usize>, bool)> = Vec::new();
    let mut push = |from: usize, to: usize, fractions: bool| match parts.last_mut() {
        Some((last, false)) if !fractions => last.end = range.start + to,
        _ if from < to => parts.push((range.start + from..range.start + to, fractions)),
        _ => {}
    };
    let mut from = 0;
    while let Some(start) = text.get(from..).and_then(|rest| rest.find(is_part)).map(|at| from + at) {
        let rest = text.get(start..).unwrap_or("");
        let end = start + rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        push(from, start, false);
        push(start, end, text.get(start..end).is_some_and(is_fraction));
        from = end;
    }
    push(from, text.len(), false);
    parts
}

/// Cuts a word into runs that one face can set: no character is parted from its marks (UAX #29), and what no face
/// has is a run without face.
fn itemized(book: &FontBook, setting: Setting, word: &str) -> Vec<(Range<usize>, Option<FaceId>)> {
    if is_of_one_face(book, setting, word) {
        return vec![(0..word.len(), Some(setting.face))];
    }
    let mut runs: Vec<(Range<usize>, Option<FaceId>)> = Vec::new();
    let mut push = |range: Range<usize>, face: Option<FaceId>| match runs.last_mut() {
        Some((last, before)) if *before == face && face.is_some() => last.end = range.end,
        _ => runs.push((range, face)),
    };
    let mut from = 0;
    for end in GraphemeClusterSegmenter::new().segment_str(word).skip(1) {
        let cluster = word.get(from..end).unwrap_or("");
        match book.face_for(cluster, setting.face, setting.language) {
            Some(face) => push(from..end, Some(face)),
            // No face has the character with all its marks: each gets what there is.
            None => {
                for (at, c) in cluster.char_indices() {
                    let alone = from + at..from + at + c.len_utf8();
                    let own = c.encode_utf8(&mut [0; 4]).to_owned();
                    push(alone, book.face_for(&own, setting.face, setting.language));
                }
            }
        }
        from = end;
    }
    runs
}

/// Whether the face asked for sets the whole word.
fn is_of_one_face(book: &FontBook, setting: Setting, word: &str) -> bool {
    let face = book.face(setting.face);
    let prefers_others =
        !word.is_ascii() && (matches!(setting.language.primary(), "zh" | "ja") || asks_for_colour(word));
    !prefers_others && word.chars().all(|c| is_silent(c) || face.has(c))
}

/// Whether a sign shall look as an emoji, which faces of text have in black only (UTS #51: U+FE0F).
pub(super) fn asks_for_colour(text: &str) -> bool {
    text.contains('\u{FE0F}')
}

/// Joiners, marks of direction, variation selectors and the tags of flags: without them nothing is missed
/// (`Default_Ignorable_Code_Point`).
pub(super) fn is_silent(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180B}'..='\u{180F}' | '\u{FEFF}'
        | '\u{E0001}' | '\u{E0020}'..='\u{E007F}' | '\u{E0100}'..='\u{E01EF}')
}

fn push_glyphs(
    buffer: &Buffer,
    setting: Setting,
    units_per_em: u16,
    (range, start): (&Range<usize>, &dyn Fn(u32) -> u32),
    glyphs: &mut Vec<Glyph>,
) {
    let first = glyphs.len();
    glyphs.reserve(buffer.glyph_infos().len());
    for (info, position) in buffer.glyph_infos().iter().zip(buffer.glyph_positions()) {
        glyphs.push(Glyph {
            face: setting.face,
            id: info.glyph_id,
            units_per_em,
            advance: position.x_advance,
            x_offset: position.x_offset,
            y_offset: position.y_offset,
            start: range.start as u32 + start(info.cluster),
            end: range.end as u32,
        });
    }
    // A cluster ends where the next one starts, which stands to the left of it in text from right to left.
    let run = glyphs.iter_mut().skip(first);
    if setting.is_rtl { end_clusters(run, range.end) } else { end_clusters(run.rev(), range.end) }
}

/// Sets the ends of clusters; the glyphs come from the last cluster to the first.
fn end_clusters<'a>(glyphs: impl Iterator<Item = &'a mut Glyph>, end: usize) {
    let (mut end, mut start) = (end as u32, end as u32);
    for glyph in glyphs {
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
        let face = book.select(Family::Serif, Weight::Regular, false);
        (Shaper::new(book), face)
    }

    fn english(face: FaceId, features: Features) -> Setting {
        Setting { face, features, language: Language::ENGLISH, is_rtl: false }
    }

    #[test]
    fn clusters_cover_the_word() {
        let (mut shaper, face) = shaper();
        let word =
            shaper.shape(Setting { language: Language::FRENCH, ..english(face, Features::default()) }, "été⚠fin");
        assert_eq!(word.glyphs.first().map(|g| (g.start, g.end)), Some((0, 2)));
        assert!(word.glyphs.windows(2).all(|pair| pair[0].end == pair[1].start || pair[0].start == pair[1].start));
        assert_eq!(word.glyphs.last().map(|g| g.end), Some(11));
        assert_eq!(word.glyphs.iter().filter(|g| g.face != face).count(), 1);
    }

    #[test]
    fn ligatures_only_in_text() {
        let (mut shaper, face) = shaper();
        let text = shaper.shape(english(face, Features::default()), "ffi");
        let code = shaper.shape(english(face, Features { is_code: true, ..Features::default() }), "ffi");
        assert!(text.glyphs.len() < 3);
        assert_eq!(code.glyphs.len(), 3);
        assert!(text.glyphs.iter().all(|glyph| glyph.start != 1));
    }

    #[test]
    fn a_character_nobody_has_gets_a_stand_in() {
        let (mut shaper, face) = shaper();
        let word = shaper.shape(english(face, Features::default()), "a\u{E000}b");
        assert!(word.glyphs.iter().all(|glyph| glyph.id != 0));
        assert_eq!(
            word.glyphs.iter().map(|glyph| (glyph.start, glyph.end)).collect::<Vec<_>>(),
            [(0, 1), (1, 4), (4, 5)]
        );
    }

    #[test]
    fn a_mark_that_the_face_lacks_is_no_empty_glyph() {
        let (mut shaper, face) = shaper();
        let word = shaper.shape(english(face, Features::default()), "d\u{338}e\u{301}");
        assert!(word.glyphs.iter().all(|glyph| glyph.id != 0), "{word:?}");
    }

    #[test]
    fn letters_that_stand_apart_are_not_joined() {
        let (mut shaper, face) = shaper();
        let spaced = shaper.shape(english(face, Features { is_spaced: true, ..Features::default() }), "ffi");
        assert_eq!(spaced.glyphs.len(), 3);
    }

    #[test]
    fn fractions_are_figures_around_one_slash() {
        let cut = |word: &'static str| {
            let parts = fractions(word, 0..word.len()).into_iter();
            parts.map(|(range, is)| if is { format!("[{}]", &word[range]) } else { word[range].to_owned() }).collect()
        };
        let cases: [(&str, &[&str]); 5] = [
            ("1/2", &["[1/2]"]),
            ("(1/2),", &["(", "[1/2]", "),"]),
            ("and/or", &["and/or"]),
            ("11/12/2024", &["11/12/2024"]),
            ("3⁄4l", &["[3⁄4]", "l"]),
        ];
        for (word, expected) in cases {
            let found: Vec<String> = cut(word);
            assert_eq!(found, expected);
        }
    }

    #[test]
    fn a_fraction_is_smaller_figures() {
        let (mut shaper, face) = shaper();
        let plain = shaper.shape(english(face, Features::default()), "1/2");
        let fraction = shaper.shape(english(face, Features { fractions: true, ..Features::default() }), "1/2");
        assert!(
            plain
                .glyphs
                .iter()
                .zip(&fraction.glyphs)
                .all(|(a, b)| a.id != b.id && (a.start, a.end) == (b.start, b.end))
        );
    }

    #[test]
    fn capitals_in_place_of_small_ones_keep_the_text() {
        let (mut shaper, face) = shaper();
        let scaled = Features { capitals: Capitals::Scaled, ..Features::default() };
        let word = shaper.shape(english(face, scaled), "aßé");
        let capitals = shaper.shape(english(face, Features::default()), "ASSÉ");
        let ids = |word: &ShapedWord| word.glyphs.iter().map(|glyph| glyph.id).collect::<Vec<_>>();
        assert_eq!(ids(&word), ids(&capitals));
        let clusters: Vec<_> = word.glyphs.iter().map(|glyph| (glyph.start, glyph.end)).collect();
        assert_eq!(clusters, [(0, 1), (1, 3), (1, 3), (3, 5)]);
    }

    #[test]
    fn small_capitals_are_other_glyphs() {
        let (mut shaper, _) = shaper();
        let sans = shaper.book().select(Family::Sans, Weight::Semibold, false);
        let small = Features { capitals: Capitals::Small, ..Features::default() };
        let plain = shaper.shape(english(sans, Features::default()), "Fast");
        let capitals = shaper.shape(english(sans, small), "Fast");
        assert!(plain.glyphs.iter().zip(&capitals.glyphs).all(|(a, b)| a.id != b.id));
    }
}
