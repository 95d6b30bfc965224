//! What shapers remember: words as glyphs, how wide they are and where they break.

use std::ops::Range;
use std::sync::Mutex;

use harfrust::{Feature, Script, ShapePlan};
use rustc_hash::FxHashMap;

use crate::font::shape::width;
use crate::font::{FaceId, Glyph, HyphenCut, Hyphenator, PlacedGlyph, Setting};
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

/// Words of one setting by their letters.
#[derive(Default)]
struct List {
    /// Nearly all: those whose letters fit a key of three numbers, found without a look at letters elsewhere.
    short: FxHashMap<[u64; 3], WordId>,
    long: FxHashMap<Box<str>, WordId>,
}

impl List {
    fn get(&self, word: &str) -> Option<WordId> {
        match key(word) {
            Some(key) => self.short.get(&key).copied(),
            None => self.long.get(word).copied(),
        }
    }

    fn insert(&mut self, word: &str, id: WordId) {
        match key(word) {
            Some(key) => self.short.insert(key, id),
            None => self.long.insert(word.into(), id),
        };
    }
}

/// The bytes of a word of up to 23 of them as three numbers, the last of which ends with their count.
fn key(word: &str) -> Option<[u64; 3]> {
    let mut bytes = [0; 24];
    let (last, letters) = bytes.split_last_mut()?;
    letters.get_mut(..word.len())?.copy_from_slice(word.as_bytes());
    *last = word.len() as u8;
    let (numbers, _) = bytes.as_chunks::<8>();
    let [first, second, third] = <[[u8; 8]; 3]>::try_from(numbers).ok()?;
    Some([first, second, third].map(u64::from_le_bytes))
}

/// What a shaper remembers of the faces of one book.
#[derive(Default)]
pub(super) struct Memory {
    /// Which of the lists has the words of a setting.
    settings: FxHashMap<Setting, usize>,
    /// The words of each setting by their letters.
    lists: Vec<List>,
    words: Vec<Word>,
    /// The glyphs of all words, one behind the other: a list of its own for each would cost more than shaping some.
    glyphs: Vec<Glyph>,
    /// The same at the sizes that their words were measured at last.
    placed: Vec<PlacedGlyph>,
    /// The setting that was asked for last: most words have the setting of the word before.
    last: Option<(Setting, usize)>,
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

    /// A word that was shaped before.
    pub(super) fn find(&mut self, setting: Setting, word: &str) -> Option<WordId> {
        let list = self.list(setting);
        self.lists.get(list)?.get(word)
    }

    /// Remembers a word.
    pub(super) fn keep(&mut self, setting: Setting, word: &str, glyphs: &[Glyph]) -> WordId {
        let id = WordId(self.words.len() as u32);
        let first = self.glyphs.len() as u32;
        self.glyphs.extend_from_slice(glyphs);
        self.placed.extend(glyphs.iter().map(|glyph| PlacedGlyph::sized(glyph, Abs::ZERO)));
        let face = glyphs.first().map(|first| first.face);
        let face = face.filter(|face| glyphs.iter().all(|glyph| glyph.face == *face));
        let width = (Abs::ZERO, Abs::ZERO);
        self.words.push(Word { glyphs: first..self.glyphs.len() as u32, face, hyphens: None, width });
        let list = self.list(setting);
        if let Some(list) = self.lists.get_mut(list) {
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

    /// The glyphs of a word at a size, their bytes as in the word, and the face that they are all of; `None` where there
    /// are several.
    pub(super) fn placed(&mut self, id: WordId, size: Abs) -> Option<(FaceId, &[PlacedGlyph])> {
        self.width(id, size);
        let word = self.words.get(id.0 as usize)?;
        Some((word.face?, self.placed.get(word.glyphs.start as usize..word.glyphs.end as usize)?))
    }

    pub(super) fn word(&self, id: WordId) -> Option<&Word> {
        self.words.get(id.0 as usize)
    }

    pub(super) fn word_mut(&mut self, id: WordId) -> Option<&mut Word> {
        self.words.get_mut(id.0 as usize)
    }

    /// Which of the lists has the words of a setting.
    fn list(&mut self, setting: Setting) -> usize {
        if let Some((_, index)) = self.last.filter(|(last, _)| *last == setting) {
            return index;
        }
        let next = self.lists.len();
        let index = *self.settings.entry(setting).or_insert(next);
        if index == next {
            self.lists.push(List::default());
        }
        self.last = Some((setting, index));
        index
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

    #[test]
    fn words_of_any_length_are_told_apart() {
        let mut list = List::default();
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
