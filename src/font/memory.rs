//! What shapers remember: words as glyphs, how wide they are and where they break.

use std::ops::Range;
use std::sync::Mutex;

use harfrust::{Feature, Script, ShapePlan};
use rustc_hash::FxHashMap;

use crate::font::shape::width;
use crate::font::{Glyph, HyphenCut, Hyphenator, Setting};
use crate::geom::Abs;

/// A word that a shaper remembers, good for as long as the shaper lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WordId(u32);

/// A word of one setting, with what was asked of it.
pub(super) struct Word {
    /// Its glyphs among those of all words.
    glyphs: Range<u32>,
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

/// What a shaper remembers of the faces of one book.
#[derive(Default)]
pub(super) struct Memory {
    /// Which of the lists has the words of a setting.
    settings: FxHashMap<Setting, usize>,
    /// The words of each setting by their letters.
    lists: Vec<FxHashMap<Box<str>, WordId>>,
    words: Vec<Word>,
    /// The glyphs of all words, one behind the other: a list of its own for each would cost more than shaping some.
    glyphs: Vec<Glyph>,
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
        self.lists.get(list)?.get(word).copied()
    }

    /// Remembers a word.
    pub(super) fn keep(&mut self, setting: Setting, word: &str, glyphs: &[Glyph]) -> WordId {
        let id = WordId(self.words.len() as u32);
        let first = self.glyphs.len() as u32;
        self.glyphs.extend_from_slice(glyphs);
        let width = (Abs::ZERO, Abs::ZERO);
        self.words.push(Word { glyphs: first..self.glyphs.len() as u32, hyphens: None, width });
        let list = self.list(setting);
        if let Some(list) = self.lists.get_mut(list) {
            list.insert(word.into(), id);
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
            let glyphs = self.glyphs.get(word.glyphs.start as usize..word.glyphs.end as usize).unwrap_or_default();
            word.width = (size, width(glyphs, size));
        }
        word.width.1
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
            self.lists.push(FxHashMap::default());
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
