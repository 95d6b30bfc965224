//! What shapers remember: words as glyphs, how wide they are and where they break.

use std::sync::{Arc, Mutex};

use harfrust::{Script, ShapePlan};
use rustc_hash::FxHashMap;

use crate::font::{HyphenCut, Hyphenator, Setting, ShapedWord};
use crate::geom::Abs;

/// A word of one setting, with what was asked of it.
pub(super) struct Word {
    pub(super) shaped: Arc<ShapedWord>,
    /// Where it may be broken, at the size that was asked for last.
    pub(super) hyphens: Option<(Abs, Arc<[HyphenCut]>)>,
    /// The size that it was measured at last, and how wide it is there.
    pub(super) width: (Abs, Abs),
}

impl Word {
    pub(super) fn new(shaped: Arc<ShapedWord>) -> Self {
        Self { shaped, hyphens: None, width: (Abs::ZERO, Abs::ZERO) }
    }
}

/// What a shaper remembers of the faces of one book.
#[derive(Default)]
pub(super) struct Memory {
    /// Where the words of each setting stand.
    settings: FxHashMap<Setting, usize>,
    pub(super) words: Vec<FxHashMap<Box<str>, Word>>,
    /// The setting that was asked for last: most words have the setting of the word before.
    last: Option<(Setting, usize)>,
    pub(super) plans: FxHashMap<(Setting, Option<Script>), ShapePlan>,
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
            self.words.iter_mut().flat_map(FxHashMap::values_mut).for_each(|word| word.hyphens = None);
        }
        self.hyphenator = hyphenator.clone();
    }

    /// Where the words of a setting stand.
    pub(super) fn index(&mut self, setting: Setting) -> usize {
        if let Some((_, index)) = self.last.filter(|(last, _)| *last == setting) {
            return index;
        }
        let next = self.words.len();
        let index = *self.settings.entry(setting).or_insert(next);
        if index == next {
            self.words.push(FxHashMap::default());
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
        let count: usize = memory.words.iter().map(FxHashMap::len).sum();
        if let Some(mut memories) = self.0.lock().ok().filter(|_| count <= MOST_WORDS) {
            memories.push(memory);
        }
    }
}

impl std::fmt::Debug for Memories {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Memories")
    }
}
