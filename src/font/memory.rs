//! What shapers remember: words as glyphs, how wide they are and where they break.

use std::hash::{Hash, Hasher};
use std::ops::Range;
use std::sync::Mutex;

use harfrust::{Feature, Script, ShapePlan};
use rustc_hash::FxHashMap;

use crate::font::shape::width;
use crate::font::{FaceId, Glyph, HyphenCut, Hyphenator, PlacedGlyph, PlacedWord, Setting};
use crate::geom::Abs;

/// A word that a shaper remembers, good for as long as the shaper lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WordId(u32);

/// A word of one setting, with what was asked of it.
pub(super) struct Word {
    /// Its glyphs among those of all words.
    glyphs: Range<u32>,
    /// The face of all of them, where it is one.
    face: Option<FaceId>,
    /// Where it may be broken, at the size that was asked for last.
    pub(super) hyphens: Option<(Abs, Box<[HyphenCut]>)>,
    /// The size that it was measured at last, and how wide it is there.
    pub(super) width: (Abs, Abs),
}

/// How text of a setting and a script is shaped.
pub(super) struct Plan {
    pub(super) shape: ShapePlan,
    pub(super) features: Vec<Feature>,
}

/// A setting that a shaper has words of, good for as long as the shaper lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SettingId(u32);

/// Words of one setting by their letters.
struct List {
    setting: Setting,
    /// Nearly all: those whose letters fit a key of three numbers, found without a look at letters elsewhere.
    short: FxHashMap<Key, WordId>,
    long: FxHashMap<Box<str>, WordId>,
}

impl List {
    fn new(setting: Setting) -> Self {
        Self { setting, short: FxHashMap::default(), long: FxHashMap::default() }
    }

    fn get(&self, word: &str) -> Option<WordId> {
        match Key::of(word) {
            Some(key) => self.short.get(&key).copied(),
            None => self.long.get(word).copied(),
        }
    }

    fn insert(&mut self, word: &str, id: WordId) {
        match Key::of(word) {
            Some(key) => self.short.insert(key, id),
            None => self.long.insert(word.into(), id),
        };
    }
}

/// The bytes of a word of up to 23 of them as three numbers, the last of which ends with their count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Key([u64; 3]);

impl Key {
    fn of(word: &str) -> Option<Self> {
        if word.len() > 23 {
            return None;
        }
        let mut numbers = [0; 3];
        for (number, bytes) in numbers.iter_mut().zip(word.as_bytes().chunks(8)) {
            *number = number_of(bytes);
        }
        numbers[2] |= (word.len() as u64) << 56;
        Some(Self(numbers))
    }
}

impl Hash for Key {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.iter().for_each(|number| state.write_u64(*number));
    }
}

/// Up to eight bytes as a number, read as two numbers that may share bytes: that is faster than to copy them.
fn number_of(bytes: &[u8]) -> u64 {
    let shared = |from: u64, to: u64, width: usize| from | to << (8 * (bytes.len() - width));
    match (bytes.first_chunk::<8>(), bytes.first_chunk::<4>().zip(bytes.last_chunk::<4>())) {
        (Some(all), _) => u64::from_le_bytes(*all),
        (None, Some((from, to))) => shared(u32::from_le_bytes(*from).into(), u32::from_le_bytes(*to).into(), 4),
        (None, None) => match bytes.first_chunk::<2>().zip(bytes.last_chunk::<2>()) {
            Some((from, to)) => shared(u16::from_le_bytes(*from).into(), u16::from_le_bytes(*to).into(), 2),
            None => bytes.first().map_or(0, |byte| u64::from(*byte)),
        },
    }
}

/// What a shaper remembers of the faces of one book.
#[derive(Default)]
pub(super) struct Memory {
    settings: FxHashMap<Setting, SettingId>,
    /// The words of each setting by their letters.
    lists: Vec<List>,
    words: Vec<Word>,
    /// The glyphs of all words, one behind the other: a list of its own for each would cost more than shaping some.
    glyphs: Vec<Glyph>,
    /// The same at the sizes that their words were measured at last.
    placed: Vec<PlacedGlyph>,
    /// The setting that was asked for last: most words have the setting of the word before.
    last: Option<(Setting, SettingId)>,
    pub(super) plans: FxHashMap<(Setting, Option<Script>), Plan>,
    /// What broke the words.
    hyphenator: Hyphenator,
}

impl Memory {
    /// Forgets how words are broken where another author has the say.
    pub(super) fn agree_on(&mut self, hyphenator: &Hyphenator) {
        if self.hyphenator.is_copy_of(hyphenator) {
            return;
        }
        if self.hyphenator != *hyphenator {
            self.words.iter_mut().for_each(|word| word.hyphens = None);
        }
        self.hyphenator = hyphenator.clone();
    }

    /// The number of a setting.
    pub(super) fn setting(&mut self, setting: Setting) -> SettingId {
        if let Some((_, id)) = self.last.filter(|(last, _)| *last == setting) {
            return id;
        }
        let next = SettingId(self.lists.len() as u32);
        let id = *self.settings.entry(setting).or_insert(next);
        if id == next {
            self.lists.push(List::new(setting));
        }
        self.last = Some((setting, id));
        id
    }

    /// The setting of a number.
    pub(super) fn setting_of(&self, id: SettingId) -> Option<Setting> {
        self.lists.get(id.0 as usize).map(|list| list.setting)
    }

    /// A word that was shaped before.
    pub(super) fn find(&self, setting: SettingId, word: &str) -> Option<WordId> {
        self.lists.get(setting.0 as usize)?.get(word)
    }

    /// Remembers a word.
    pub(super) fn keep(&mut self, setting: SettingId, word: &str, glyphs: &[Glyph]) -> WordId {
        let id = WordId(self.words.len() as u32);
        let first = self.glyphs.len() as u32;
        self.glyphs.extend_from_slice(glyphs);
        self.placed.extend(glyphs.iter().map(|glyph| PlacedGlyph::sized(glyph, Abs::ZERO)));
        let face = glyphs.first().map(|first| first.face);
        let face = face.filter(|face| glyphs.iter().all(|glyph| glyph.face == *face));
        let width = (Abs::ZERO, Abs::ZERO);
        self.words.push(Word { glyphs: first..self.glyphs.len() as u32, face, hyphens: None, width });
        if let Some(list) = self.lists.get_mut(setting.0 as usize) {
            list.insert(word, id);
        }
        id
    }

    /// The glyphs of a word.
    pub(super) fn glyphs(&self, id: WordId) -> &[Glyph] {
        let range = self.words.get(id.0 as usize).map(|word| word.glyphs.start as usize..word.glyphs.end as usize);
        range.and_then(|range| self.glyphs.get(range)).unwrap_or_default()
    }

    /// How wide a word is at a size.
    pub(super) fn width(&mut self, id: WordId, size: Abs) -> Abs {
        let Some(word) = self.words.get_mut(id.0 as usize) else { return Abs::ZERO };
        if word.width.0 != size {
            let range = word.glyphs.start as usize..word.glyphs.end as usize;
            let glyphs = self.glyphs.get(range.clone()).unwrap_or_default();
            for (placed, glyph) in self.placed.get_mut(range).unwrap_or_default().iter_mut().zip(glyphs) {
                *placed = PlacedGlyph::sized(glyph, size);
            }
            word.width = (size, width(glyphs, size));
        }
        word.width.1
    }

    /// A word at a size, where its glyphs are all of one face.
    pub(super) fn placed(&mut self, id: WordId, size: Abs) -> Option<PlacedWord<'_>> {
        let width = self.width(id, size);
        let word = self.words.get(id.0 as usize)?;
        let glyphs = self.placed.get(word.glyphs.start as usize..word.glyphs.end as usize)?;
        Some(PlacedWord { face: word.face?, width, glyphs })
    }

    pub(super) fn word(&self, id: WordId) -> Option<&Word> {
        self.words.get(id.0 as usize)
    }

    pub(super) fn word_mut(&mut self, id: WordId) -> Option<&mut Word> {
        self.words.get_mut(id.0 as usize)
    }
}

/// The memories of shapers that are done, for those to come: the chapters of a book share most of their words.
#[derive(Default)]
pub(super) struct Memories(Mutex<Vec<Memory>>);

/// A memory of more words than this is forgotten, so that a process that lives long keeps to its room.
const MOST_WORDS: usize = 100_000;

impl Memories {
    pub(super) fn take(&self) -> Memory {
        self.0.lock().ok().and_then(|mut memories| memories.pop()).unwrap_or_default()
    }

    pub(super) fn give(&self, memory: Memory) {
        if let Some(mut memories) = self.0.lock().ok().filter(|_| memory.words.len() <= MOST_WORDS) {
            memories.push(memory);
        }
    }
}

impl std::fmt::Debug for Memories {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Memories")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::font::{Family, Features, FontBook, Weight};
    use crate::model::Language;

    #[test]
    fn words_of_any_length_are_told_apart() {
        let face = FontBook::compiled_in().select(Family::Serif, Weight::Regular, false);
        let features = Features::default();
        let mut list = List::new(Setting { face, features, language: Language::ENGLISH, is_rtl: false });
        let words: Vec<String> =
            (0..40).map(|count| "a".repeat(count)).chain(["a\0".to_owned(), "é".to_owned()]).collect();
        for (id, word) in (0..).zip(&words) {
            assert_eq!(list.get(word), None, "{word}");
            list.insert(word, WordId(id));
        }
        for (id, word) in (0..).zip(&words) {
            assert_eq!(list.get(word), Some(WordId(id)), "{word}");
        }
    }
}
