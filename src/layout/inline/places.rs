//! A paragraph's words, shaped, and the places between and within them where its lines may end (Knuth–Plass 1981,
//! p. 1128: boxes, glue and penalties, here as sums up to each place).
//!
//! Places to break are those of UAX #14, our own in addresses and code, and those of hyphenation. A word is shaped
//! whole, and its parts are as wide as their glyphs are in it: what stands on a line is measured as it is set.

use std::ops::Range;

use icu_segmenter::options::LineBreakOptions;
use icu_segmenter::{LineSegmenter, LineSegmenterBorrowed};

use crate::font::{SettingId, Shaper, WordId};
use crate::geom::Abs;
use crate::layout::inline::cap::{Cap, CapKind};
use crate::layout::inline::linebreak::LineEnd;
use crate::layout::inline::measure::{
    gap_stretch, hang_at_end, hang_at_start, hyphen_width, runs_of, shows_hyphen, text_width, word_width,
};
use crate::layout::inline::paragraph::{FORCED, Paragraph, Run};
use crate::layout::inline::unspaced::{inner_gaps, is_gap, is_unspaced, needs_dictionary};

/// What a hyphen costs, ours or the author's: more than TeX's 50, for looser lines are no longer the price that all of a
/// paragraph pays for it (`scripts/beside-tex` compares).
const HYPHEN_PENALTY: i64 = 170;
/// What a break within code or an address costs.
pub(super) const CODE_PENALTY: i64 = 220;
/// What cutting a word costs that nothing else makes fit.
const CUT_PENALTY: i64 = 2_000;
/// What a break costs that the author, or the paragraph's end, asks for.
pub(super) const ASKED_FOR: i64 = i64::MIN;

/// Sums up to a place in the paragraph.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sums {
    pub(super) width: Abs,
    pub(super) stretch: Abs,
    pub(super) shrink: Abs,
}

/// A place to break with the sums before and behind it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// The byte behind the last that stands on the line.
    pub(super) at: usize,
    /// The first byte of the next line.
    pub(super) resume: usize,
    /// What it costs.
    pub(super) cost: i64,
    /// What the line ends with.
    pub(super) ends: LineEnd,
    /// Whether a hyphen is seen there, ours or the author's.
    pub(super) shows_hyphen: bool,
    /// Up to the line's end, its hyphen with it, without what hangs into the margin.
    pub(super) before: Sums,
    /// Up to the next line's beginning, with what of its first sign hangs into the margin.
    pub(super) behind: Sums,
}

/// What of a word is in one style, or an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct WordPiece {
    /// Its first byte in the paragraph's text.
    pub(super) start: usize,
    /// The byte behind it.
    pub(super) end: usize,
    /// The index of its run.
    pub(super) run: usize,
    /// The word that it was shaped as; none for an object.
    pub(super) word: Option<WordId>,
    pub(super) width: Abs,
}

/// How a paragraph is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct MeasureOptions {
    /// Whether words are broken by hyphens.
    pub(super) hyphenates: bool,
    /// Whether signs hang into the margins.
    pub(super) hangs: bool,
}

/// A place to break within a word.
#[derive(Debug, Clone, Copy)]
struct Cut {
    /// Its byte.
    at: usize,
    cost: i64,
    ends: LineEnd,
    /// How wide the word is up to it and the kerning that is lost, where that is known: the word has one part.
    widths: Option<(Abs, Abs)>,
}

impl Cut {
    fn new(at: usize, cost: i64, ends: LineEnd) -> Self {
        Self { at, cost, ends, widths: None }
    }
}

/// Where lines may end (UAX #14); words of scripts that need one are found by a dictionary.
fn find_stops(text: &str, stops: &mut Vec<usize>) {
    thread_local! {
        static SEGMENTER: LineSegmenterBorrowed<'static> =
            const { LineSegmenter::new_for_non_complex_scripts(LineBreakOptions::default()) };
        static DICTIONARY: LineSegmenterBorrowed<'static> =
            LineSegmenter::new_dictionary(LineBreakOptions::default());
    }
    stops.clear();
    if text.is_ascii() {
        SEGMENTER.with(|segmenter| stops.extend(segmenter.segment_latin1(text.as_bytes())));
    } else if text.chars().any(needs_dictionary) {
        DICTIONARY.with(|segmenter| stops.extend(segmenter.segment_str(text)));
    } else {
        SEGMENTER.with(|segmenter| stops.extend(segmenter.segment_str(text)));
    }
}

/// Measures a paragraph: finds its beginning and the places where its lines may end, in the order of the text, and gives
/// its words without the spaces between them. The lists are cleared first: what they bring is their room.
pub(super) fn measure(
    shaper: &mut Shaper,
    paragraph: &Paragraph,
    options: MeasureOptions,
    (stops, places, mut words): (&mut Vec<usize>, &mut Vec<Place>, Vec<WordPiece>),
) -> Vec<WordPiece> {
    find_stops(&paragraph.text, stops);
    places.clear();
    words.clear();
    // Nearly every stop is one of either.
    places.reserve(stops.len() + 1);
    words.reserve(stops.len());
    let has = |asked: fn(&Run) -> bool| paragraph.runs.iter().any(asked);
    Cutter {
        shaper,
        paragraph,
        options,
        places,
        words,
        sums: Sums::default(),
        open: 1,
        run: 0,
        setting: None,
        parts: Vec::new(),
        cuts: Vec::new(),
        space: None,
        hyphen: None,
        has_code: has(|run| run.style.is_code || run.style.is_address),
        has_caps: has(|run| run.style.cap.is_some()),
        has_held: has(|run| run.style.is_unbroken),
        has_gaps: !paragraph.text.is_ascii(),
    }
    .cut(stops)
}

struct Cutter<'a> {
    shaper: &'a mut Shaper,
    paragraph: &'a Paragraph,
    options: MeasureOptions,
    places: &'a mut Vec<Place>,
    words: Vec<WordPiece>,
    /// Up to the byte at hand.
    sums: Sums,
    /// The first place that waits for the sums behind it: those at the first box that follows.
    open: usize,
    /// The run of the byte at hand.
    run: usize,
    /// The setting of the run that was asked last.
    setting: Option<(usize, SettingId)>,
    /// The parts of the word at hand that have no stop within them.
    parts: Vec<Range<usize>>,
    /// The places to break within it.
    cuts: Vec<Cut>,
    /// The space of the run that was asked last, and how wide it is.
    space: Option<(usize, Abs)>,
    /// The hyphen of the run that was broken last: how wide it is, and what of it hangs.
    hyphen: Option<(usize, Abs, Abs)>,
    /// Whether any of the text is code or an address.
    has_code: bool,
    /// Whether any of it stands on caps.
    has_caps: bool,
    /// Whether any of it may not be broken.
    has_held: bool,
    /// Whether there may be gaps between signs.
    has_gaps: bool,
}

impl Cutter<'_> {
    fn cut(mut self, stops: &[usize]) -> Vec<WordPiece> {
        let text = self.paragraph.text.as_str();
        self.places.push(Place {
            at: 0,
            resume: 0,
            cost: 0,
            ends: LineEnd::Forced,
            shows_hyphen: false,
            before: Sums::default(),
            behind: Sums::default(),
        });
        // Where the word starts that is being read: it may have several stops before its end.
        let mut start = 0;
        // Where the part of it starts that has no stop.
        let mut from = 0;
        for stop in stops.iter().copied().filter(|stop| *stop > 0) {
            let Some(piece) = text.get(from..stop) else { continue };
            let word_end = from + piece.trim_end_matches([' ', FORCED]).len();
            if from < word_end {
                self.parts.push(from..word_end);
            }
            let gap = text.get(word_end..stop).unwrap_or("");
            let is_held = self.has_held && self.is_held(word_end, stop);
            from = stop;
            if gap.len() > 1 && gap.contains(FORCED) {
                self.word(start..word_end);
                self.push_break(Cut::new(word_end, ASKED_FOR, LineEnd::Forced), stop, Abs::ZERO);
            } else if !gap.is_empty() {
                self.word(start..word_end);
                if !is_held {
                    self.push_break(Cut::new(word_end, 0, LineEnd::Space), stop, Abs::ZERO);
                }
                let width = self.space(word_end, gap);
                self.sums.width += width;
                // The spaces of the face may grow by a half and shrink by a third.
                self.sums.stretch += width / 2;
                self.sums.shrink += width / 3;
            } else if is_held || stop == text.len() {
                // The author wants these words on one line, or there is nothing more to come.
                continue;
            } else if !self.ends_code(stop) && is_between(text, stop) {
                self.word(start..word_end);
                self.push_break(Cut::new(stop, 0, LineEnd::Between), stop, Abs::ZERO);
                if is_gap(text, stop) {
                    self.push_gaps(stop, 1);
                }
            } else {
                let cost = if self.ends_code(stop) { CODE_PENALTY } else { HYPHEN_PENALTY };
                if !is_option(text, stop) {
                    self.cuts.push(Cut::new(stop, cost, LineEnd::WithinWord));
                }
                continue;
            }
            start = stop;
        }
        self.word(start..text.len());
        self.push_break(Cut::new(text.len(), ASKED_FOR, LineEnd::Last), text.len(), Abs::ZERO);
        self.settle();
        self.words
    }

    /// A word up to what follows it, with the places to break that were found in it.
    fn word(&mut self, range: Range<usize>) {
        let mut parts = std::mem::take(&mut self.parts);
        let mut cuts = std::mem::take(&mut self.cuts);
        if !range.is_empty() {
            if self.has_gaps {
                let gaps = inner_gaps(self.paragraph.text.get(range.clone()).unwrap_or("")).count();
                self.push_gaps(range.start, gaps);
            }
            let first = self.words.len();
            let whole = self.shape(&range);
            let typed = cuts.len();
            for part in &parts {
                self.find_cuts(part, &range, first, &mut cuts);
            }
            if typed > 0 || parts.len() > 1 || self.has_code || self.has_caps || self.paragraph.cuts_words {
                cuts.sort_unstable_by_key(|cut| (cut.at, cut.cost));
            }
            if cuts.iter().any(|cut| cut.widths.is_none()) {
                self.measure(first, &mut cuts);
            }
            let (mut from, mut before) = (range.start, Abs::ZERO);
            for cut in &cuts {
                if cut.at <= from || cut.at >= range.end {
                    continue;
                }
                let Some((width, lost)) = cut.widths else { continue };
                self.push_box(width - before);
                self.push_break(*cut, cut.at, lost);
                (from, before) = (cut.at, width);
            }
            self.push_box(whole - before);
        }
        // The lists keep their room for the next word.
        parts.clear();
        cuts.clear();
        (self.parts, self.cuts) = (parts, cuts);
    }

    /// Shapes a word, run by run; gives how wide it is.
    fn shape(&mut self, range: &Range<usize>) -> Abs {
        let paragraph = self.paragraph;
        while paragraph.runs.get(self.run).is_some_and(|run| run.range.end <= range.start) {
            self.run += 1;
        }
        let mut whole = Abs::ZERO;
        for (index, run) in paragraph.runs.iter().enumerate().skip(self.run) {
            let (start, end) = (run.range.start.max(range.start), run.range.end.min(range.end));
            if run.range.start >= range.end {
                break;
            }
            let (word, width) = match run.object {
                Some((_, size)) => (None, size.width),
                None => {
                    let setting = self.setting(index, run);
                    let word = self.shaper.word_in(setting, paragraph.text.get(start..end).unwrap_or(""));
                    let (before, behind) = Cap::room_around(run, &(start..end));
                    (Some(word), before + word_width(self.shaper, word, &run.style) + behind)
                }
            };
            self.words.push(WordPiece { start, end, run: index, word, width });
            whole += width;
        }
        whole
    }

    fn setting(&mut self, index: usize, run: &Run) -> SettingId {
        if let Some((_, setting)) = self.setting.filter(|(of, _)| *of == index) {
            return setting;
        }
        let setting = self.shaper.setting(run.setting());
        self.setting = Some((index, setting));
        setting
    }

    /// Finds where a part of a word may be broken that has no stop within it; the pieces of the word begin at `first`.
    fn find_cuts(&mut self, part: &Range<usize>, word: &Range<usize>, first: usize, cuts: &mut Vec<Cut>) {
        if self.has_code {
            self.punctuation(part, cuts);
        }
        if self.has_caps {
            self.keys(part, cuts);
        }
        if self.options.hyphenates {
            self.hyphens(part, word, first, cuts);
        }
        if self.paragraph.cuts_words {
            let text = self.paragraph.text.get(part.clone()).unwrap_or("");
            let letters = text.char_indices().skip(1);
            cuts.extend(letters.map(|(at, _)| Cut::new(part.start + at, CUT_PENALTY, LineEnd::WithinWord)));
        }
    }

    /// Finds how wide a word is up to each of its places to break, in one sweep however many there are.
    fn measure(&mut self, first: usize, cuts: &mut [Cut]) {
        let paragraph = self.paragraph;
        let mut before = Abs::ZERO;
        let mut from = 0;
        for piece in self.words.get(first..).unwrap_or_default() {
            let count = cuts.iter().skip(from).take_while(|cut| cut.at < piece.end).count();
            let own = cuts.get_mut(from..from + count).unwrap_or_default();
            let run = paragraph.runs.get(piece.run).filter(|_| !own.is_empty());
            if let (Some(run), Some(word)) = (run, piece.word) {
                let text = paragraph.text.get(piece.start..piece.end).unwrap_or("");
                let style = &run.style;
                let inside = before + Cap::room_around(run, &(piece.start..piece.end)).0;
                let places: Vec<usize> = own.iter().map(|cut| cut.at.saturating_sub(piece.start)).collect();
                let widths = self.shaper.cuts(word, run.setting(), text, &places, style.size);
                for (cut, found) in own.iter_mut().zip(widths) {
                    let tracking = |letters| style.size.scale(style.tracking, 1000) * letters;
                    let found = found.map(|found| (inside + found.before + tracking(found.letters), found.lost));
                    // Where one style ends the glyphs are parted already.
                    cut.widths = if cut.at == piece.start { Some((before, Abs::ZERO)) } else { found };
                }
            }
            before += piece.width;
            from += count;
        }
    }

    fn push_box(&mut self, width: Abs) {
        self.settle();
        self.sums.width += width;
    }

    /// Gives the places that waited for a box the sums before it.
    fn settle(&mut self) {
        for place in self.places.iter_mut().skip(self.open) {
            place.behind = Sums { width: self.sums.width + place.behind.width, ..self.sums };
        }
        self.open = self.places.len();
    }

    /// A place to break; `lost` is what the line grows by as its last letter is no longer drawn to the next one.
    fn push_break(&mut self, Cut { at, cost, ends, .. }: Cut, resume: usize, lost: Abs) {
        let (mut width, mut hangs, mut next_hangs) = (Abs::ZERO, Abs::ZERO, Abs::ZERO);
        if ends == LineEnd::Hyphen {
            let hyphen = self.hyphen(at);
            (width, hangs) = (hyphen.0 + lost, hyphen.1);
        } else if self.options.hangs {
            hangs = hang_at_end(self.shaper, self.paragraph, at, ends);
        }
        if self.options.hangs {
            next_hangs = hang_at_start(self.shaper, self.paragraph, resume);
        }
        let shows_hyphen = shows_hyphen(self.paragraph.text.get(..at).unwrap_or(""), ends);
        // Only text beyond ASCII has gaps between its signs.
        let gap = if self.has_gaps { self.paragraph.gap_before(at) } else { Abs::ZERO };
        let before = Sums { width: self.sums.width + width - hangs - gap, ..self.sums };
        let behind = Sums { width: next_hangs, ..Sums::default() };
        self.places.push(Place { at, resume, cost, ends, shows_hyphen, before, behind });
    }

    /// How wide the space before a byte is.
    fn space(&mut self, at: usize, gap: &str) -> Abs {
        let paragraph = self.paragraph;
        while paragraph.runs.get(self.run).is_some_and(|run| run.range.end <= at) {
            self.run += 1;
        }
        let Some(run) = paragraph.runs.get(self.run) else { return Abs::ZERO };
        // Text has its white space folded.
        if let Some((_, width)) = self.space.filter(|(of, _)| *of == self.run && gap.len() == 1) {
            return width;
        }
        let width = text_width(self.shaper, run, gap);
        if gap.len() == 1 {
            self.space = Some((self.run, width));
        }
        width
    }

    /// The hyphen of the run before a byte: how wide it is, and what of it hangs into the margin.
    fn hyphen(&mut self, at: usize) -> (Abs, Abs) {
        let Some(run) = self.paragraph.run_at(at.saturating_sub(1)) else { return (Abs::ZERO, Abs::ZERO) };
        if let Some((_, width, hangs)) = self.hyphen.filter(|(start, ..)| *start == run.range.start) {
            return (width, hangs);
        }
        let width = hyphen_width(self.shaper, run);
        let hangs = match self.options.hangs {
            true => hang_at_end(self.shaper, self.paragraph, at, LineEnd::Hyphen),
            false => Abs::ZERO,
        };
        self.hyphen = Some((run.range.start, width, hangs));
        (width, hangs)
    }

    /// What some gaps between signs may grow by together.
    fn push_gaps(&mut self, offset: usize, count: usize) {
        if count > 0 {
            let size = self.paragraph.run_at(offset).map_or(Abs::ZERO, |run| run.style.size);
            self.sums.stretch += gap_stretch(size) * count as i64;
        }
    }

    /// Whether a role forbids to end the line between two places.
    fn is_held(&self, from: usize, to: usize) -> bool {
        let is_unbroken = |at: usize| self.paragraph.run_at(at).is_some_and(|run| run.style.is_unbroken);
        from.checked_sub(1).is_some_and(is_unbroken) && is_unbroken(to)
    }

    fn ends_code(&self, offset: usize) -> bool {
        let run = offset.checked_sub(1).filter(|_| self.has_code).and_then(|before| self.paragraph.run_at(before));
        run.is_some_and(|run| run.style.is_code || run.style.is_address)
    }

    /// Breaks behind the punctuation of addresses and code, which need no hyphen.
    fn punctuation(&self, range: &Range<usize>, cuts: &mut Vec<Cut>) {
        let paragraph = self.paragraph;
        for run in runs_of(paragraph, range) {
            let style = &run.style;
            if !(style.is_code || style.is_address) || style.is_unbroken {
                continue;
            }
            let start = run.range.start.max(range.start);
            let text = paragraph.text.get(start..range.end).unwrap_or("");
            let own = run.range.end.min(range.end) - start;
            for (at, c) in text.char_indices().take_while(|(at, _)| *at < own) {
                let behind = start + at + c.len_utf8();
                let Some(next) = text.get(at + c.len_utf8()..).and_then(|rest| rest.chars().next()) else { break };
                // Chicago 7.46: break an address behind a slash or colon, before other punctuation.
                let at_slash = matches!(c, '/' | ':') && !matches!(next, '/' | ':');
                let is_first = start + at == range.start;
                let before_sign = matches!(next, '?' | '&' | '#' | '=' | '%' | '_' | '~' | '@') && !is_first;
                let signs: &[char] =
                    if style.is_code { &['.', '-', ',', ';', '_', '=', '(', '|'] } else { &['-', '.'] };
                if is_option(&paragraph.text, behind) {
                    continue;
                } else if at_slash || before_sign {
                    cuts.push(Cut::new(behind, CODE_PENALTY, LineEnd::WithinWord));
                } else if signs.contains(&c) && next.is_alphanumeric() {
                    cuts.push(Cut::new(behind, CODE_PENALTY * 2, LineEnd::WithinWord));
                }
            }
        }
    }

    /// Breaks between keys that are pressed together, behind the sign that joins them.
    fn keys(&self, range: &Range<usize>, cuts: &mut Vec<Cut>) {
        let is_key = |run: &Run| run.style.cap.is_some_and(|cap| cap.kind == CapKind::Key);
        let paragraph = self.paragraph;
        let starts = runs_of(paragraph, range).filter(|run| is_key(run)).map(|run| run.range.start);
        let joined =
            |at: &usize| *at > range.start && paragraph.text.get(..*at).is_some_and(|text| text.ends_with('+'));
        cuts.extend(starts.filter(joined).map(|at| Cut::new(at, CODE_PENALTY, LineEnd::WithinWord)));
    }

    fn hyphens(&mut self, part: &Range<usize>, word: &Range<usize>, first: usize, cuts: &mut Vec<Cut>) {
        let paragraph = self.paragraph;
        for index in first..self.words.len() {
            let Some(piece) = self.words.get(index).copied() else { break };
            let (start, end) = (piece.start.max(part.start), piece.end.min(part.end));
            let Some((run, shaped)) = paragraph.runs.get(piece.run).zip(piece.word).filter(|_| start < end) else {
                continue;
            };
            let style = &run.style;
            if style.is_code || style.is_address || style.is_unbroken {
                continue;
            }
            let Some(text) = paragraph.text.get(start..end) else { continue };
            if !paragraph.soft_hyphens.is_empty() {
                let soft = paragraph.soft_hyphens_in(start..end);
                if !soft.is_empty() {
                    cuts.extend(soft.iter().map(|at| Cut::new(*at, HYPHEN_PENALTY, LineEnd::Hyphen)));
                    continue;
                }
            }
            let is_whole = (start, end) == (piece.start, piece.end);
            let shaped = if is_whole { shaped } else { self.shaper.word(run.setting(), text) };
            // Widths are those of this part: they serve where the word starts with it, without tracking.
            let serves = start == word.start && style.tracking == 0;
            let found = self.shaper.hyphens(shaped, run.setting(), text, style.size);
            cuts.extend(found.iter().map(|cut| Cut {
                widths: serves.then_some((cut.before, cut.lost)),
                ..Cut::new(start + cut.at as usize, HYPHEN_PENALTY, LineEnd::Hyphen)
            }));
        }
    }
}

/// Whether the text goes on without a space behind a sign, or before one, of a script that has none.
fn is_between(text: &str, offset: usize) -> bool {
    let before = text.get(..offset).and_then(|text| text.chars().next_back());
    let behind = text.get(offset..).and_then(|text| text.chars().next());
    before.is_some_and(is_unspaced) || behind.is_some_and(is_unspaced)
}

/// Whether only dashes stand between a space and this place: those of an option stay with its name (`--check`).
fn is_option(text: &str, offset: usize) -> bool {
    let before = text.get(..offset).unwrap_or("");
    let rest = before.trim_end_matches('-');
    rest.len() < before.len() && rest.chars().next_back().is_none_or(|c| !c.is_alphanumeric())
}
