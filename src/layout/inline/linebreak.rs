//! Breaking paragraphs into lines: total fit (Knuth–Plass 1981) in up to three passes.
//!
//! The first pass breaks no word, the second breaks them by hyphenation, the third takes lines however loose. TeX lends
//! every line of such a paragraph stretch that it does not have, for its badness ends at 10,000 and could not tell one
//! very bad line from many; then all lines become loose for the sake of one. Here badness goes on to grow, so that the
//! third pass shares out what it can't help as evenly as the words allow. Ragged text takes the same road with a little
//! stretch at each line's end. Badness and demerits are integers.

use std::cell::Cell;

use crate::font::Shaper;
use crate::geom::Abs;
use crate::layout::inline::Paragraph;
use crate::layout::inline::places::{ASKED_FOR, MeasureOptions, Place, Sums, WordPiece, measure};

/// No more lines than this in a row may end in a hyphen.
const HYPHENS_IN_A_ROW: u8 = 2;
/// Badness that a line may have in the first pass: spaces stretched by as much as they wish.
const FIRST_TOLERANCE: i64 = 100;
/// Badness that a line may have in the second pass; less than that of a ratio of 1.5.
const SECOND_TOLERANCE: i64 = 250;
/// Paragraphs of more lines stand on no page whole, and fewer can't change.
const ELASTIC_LINES: std::ops::RangeInclusive<usize> = 3..=60;
/// Badness of a line that is as bad as can be: spaces are stretched by twenty times what they wish.
const WORST: i64 = 1_000_000;
/// A ragged line may lack this part of the measure without being ugly.
const RAGGED: i64 = 5;
/// A straight-edged line without any space, a part of an address most often, may lack this part of the measure.
const SPACELESS: i64 = 10;
/// What each point costs that a line is wider than its measure: as much as a line that is as bad as can be.
const OVERFULL: i64 = 1_000_000_000_000;
/// Added to every line's badness, so that fewer lines are better.
const LINE_PENALTY: i64 = 10;
/// Two lines in a row that end in hyphens.
const DOUBLE_HYPHEN: i64 = 12_000;
/// A tight line beside a loose one.
const FITNESS_STEP: i64 = 6_000;
/// A last line that is shorter than three ems.
const RUNT: i64 = 60_000;
/// A hyphen right before the last line (TeX's final hyphen demerits).
const FINAL_HYPHEN: i64 = 5_000;

/// How a paragraph is to be broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BreakOptions {
    /// The width that lines should have.
    pub measure: Abs,
    /// Whether both edges are straight.
    pub is_justified: bool,
    /// Whether words may be broken.
    pub hyphenates: bool,
    /// Whether signs hang into the margins of straight edges.
    pub hangs: bool,
    /// The size of the text's em.
    pub size: Abs,
    /// The first lines, where something stands beside them.
    pub runaround: Runaround,
    /// Whether to look for ways of a line less and a line more too (TeX's `\looseness`).
    pub is_elastic: bool,
}

/// How many of a paragraph's first lines are shorter, and by how much: something stands beside them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Runaround {
    /// The number of lines.
    pub lines: usize,
    /// What they lack of the measure.
    pub less: Abs,
}

impl BreakOptions {
    /// The measure of a line, counted from 0.
    pub fn measure_of(&self, line: usize) -> Abs {
        if line < self.runaround.lines { self.measure - self.runaround.less } else { self.measure }
    }

    /// Whether signs hang: only edges that are straight ask for it.
    pub fn is_hanging(&self) -> bool {
        self.hangs && self.is_justified
    }
}

/// What a line ends with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineEnd {
    /// A space, which is not set.
    Space,
    /// Our hyphen, within a word.
    Hyphen,
    /// Nothing, within a word: at its own hyphen, or in an address.
    WithinWord,
    /// Nothing, between words or signs of a script without spaces.
    Between,
    /// The author's line end.
    Forced,
    /// The paragraph's end.
    Last,
}

/// A line as bytes of the paragraph's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BrokenLine {
    /// First byte.
    pub start: usize,
    /// The byte behind the last that is set.
    pub end: usize,
    /// What it ends with.
    pub ends: LineEnd,
    /// Which pass found it, from 1.
    pub pass: u8,
}

/// A paragraph in lines.
#[derive(Debug, Default)]
pub struct Broken {
    /// The lines, in the order of the text.
    pub lines: Vec<BrokenLine>,
    /// The best way of a line less, where it was asked for and is good.
    pub shorter: Option<Way>,
    /// The best way of a line more, where it was asked for and is good.
    pub longer: Option<Way>,
    /// The words that it was measured by.
    pub(super) words: Vec<WordPiece>,
}

/// A way through a paragraph that takes another number of lines than the best.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// Its lines.
    pub lines: Vec<BrokenLine>,
    /// Its demerits, shared out among its lines.
    pub strain: i64,
}

impl Broken {
    /// Lines of a paragraph whose words were not measured.
    pub(super) fn of(lines: Vec<BrokenLine>) -> Self {
        Self { lines, ..Self::default() }
    }

    /// Keeps the room of the words for the next paragraph, once the lines are set.
    pub(super) fn give_back(mut self) {
        if self.words.capacity() <= MOST_KEPT {
            self.words.clear();
            let room = ROOM.take();
            ROOM.set(Room { words: self.words, ..room });
        }
    }
}

/// The best way to a place, for one fitness class and number of hyphens in a row.
#[derive(Debug, Clone, Copy)]
struct Node {
    place: usize,
    previous: usize,
    fitness: u8,
    hyphens: u8,
    demerits: i64,
    /// How many lines end here.
    lines: usize,
    /// Up to the beginning of the line that starts here.
    start: Sums,
}

/// Lists that keep their room from paragraph to paragraph.
#[derive(Default)]
struct Room {
    stops: Vec<usize>,
    places: Vec<Place>,
    words: Vec<WordPiece>,
    search: Ways,
}

/// Ways through a paragraph.
#[derive(Default)]
struct Ways {
    /// A node a way.
    nodes: Vec<Node>,
    /// Those from which a line may go on, in the order of their places.
    active: Vec<usize>,
    /// The best ways to the place at hand.
    best: Vec<Node>,
}

/// Lists of more than this, from paragraphs as long as books, are given back.
const MOST_KEPT: usize = 10_000;

thread_local! {
    static ROOM: Cell<Room> = Cell::default();
}

/// Breaks a paragraph; a text of nothing gives no line.
pub fn break_lines(shaper: &mut Shaper, paragraph: &Paragraph, options: &BreakOptions) -> Broken {
    if paragraph.text.is_empty() {
        return Broken::default();
    }
    let measure_options = MeasureOptions { hyphenates: options.hyphenates, hangs: options.is_hanging() };
    let Room { mut stops, mut places, words, mut search } = ROOM.take();
    let words = measure(shaper, paragraph, measure_options, (&mut stops, &mut places, words));
    let passes = [
        (FIRST_TOLERANCE, 1, true),
        (SECOND_TOLERANCE, 2, options.hyphenates),
        (WORST, 3, true),
        // The last try takes overfull lines as well.
        (i64::MAX, 3, true),
    ];
    let tried = passes.into_iter().filter(|(.., is_tried)| *is_tried);
    let fit = |(tolerance, pass, _)| total_fit(&places, options, tolerance, pass, &mut search);
    let lines = one_line(&places, options).or_else(|| tried.map(fit).find_map(|lines| lines)).unwrap_or_default();
    let (mut shorter, mut longer) = (None, None);
    if options.is_elastic && may_change(&places, lines.len(), options) {
        (shorter, longer) = other_ways(&places, options, lines.len(), &mut search);
    }
    if places.capacity().max(search.nodes.capacity()) <= MOST_KEPT {
        ROOM.set(Room { stops, places, words: Vec::new(), search });
    }
    Broken { lines, shorter, longer, words }
}

/// What fits on one line needs no choice.
fn one_line(places: &[Place], options: &BreakOptions) -> Option<Vec<BrokenLine>> {
    let (start, end) = (places.first()?, places.last()?);
    let fits = end.before.width - start.behind.width <= options.measure_of(0);
    let is_forced = places.iter().skip(1).any(|place| place.ends == LineEnd::Forced);
    (fits && !is_forced).then(|| vec![BrokenLine { start: 0, end: end.at, ends: LineEnd::Last, pass: 1 }])
}

/// Whether the spaces of a paragraph could give a line, or take one in, by and large.
fn may_change(places: &[Place], lines: usize, options: &BreakOptions) -> bool {
    if !ELASTIC_LINES.contains(&lines) || options.runaround.lines > 0 || !options.is_justified {
        return false;
    }
    let (Some(start), Some(end)) = (places.first(), places.last()) else { return false };
    let Sums { width, stretch, shrink } = end.before;
    let (width, lines) = (width - start.behind.width, lines as i64);
    // The spaces that lines end with are not set.
    let spaces = options.size * (lines - 1) / 4;
    let longer = options.measure * lines + options.size * 2 - width + spaces;
    let shorter = width - spaces - options.measure * (lines - 1);
    longer <= stretch * 4 / 3 || shorter <= shrink
}

/// The best ways of a line less and a line more than `lines`, where all their lines are good and the last is no runt.
fn other_ways(places: &[Place], options: &BreakOptions, lines: usize, ways: &mut Ways) -> (Option<Way>, Option<Way>) {
    let pass = if options.hyphenates { 2 } else { 1 };
    if search(places, options, (SECOND_TOLERANCE, pass, usize::MAX), ways).is_none() {
        return (None, None);
    }
    let end = places.last().map_or(Abs::ZERO, |place| place.before.width);
    let is_runt = |node: &Node| {
        let start = ways.nodes.get(node.previous).map_or(Abs::ZERO, |before| before.start.width);
        end - start < options.size * 3
    };
    let way = |wanted: usize| {
        let ends = ends(ways, places.len() - 1).filter(|(_, node)| node.lines == wanted && !is_runt(node));
        let (end, node) = ends.min_by_key(|(_, node)| node.demerits)?;
        let strain = node.demerits / wanted.max(1) as i64;
        Some(Way { lines: trace(&ways.nodes, places, end, pass), strain })
    };
    (way(lines - 1), way(lines + 1))
}

/// The way through the places with the least demerits, or `None` where every way needs a line worse than `tolerance`.
/// The first pass breaks no word by a hyphen.
fn total_fit(
    places: &[Place],
    options: &BreakOptions,
    tolerance: i64,
    pass: u8,
    ways: &mut Ways,
) -> Option<Vec<BrokenLine>> {
    search(places, options, (tolerance, pass, options.runaround.lines + 1), ways)?;
    let (end, _) = ends(ways, places.len() - 1).min_by_key(|(_, node)| node.demerits)?;
    Some(trace(&ways.nodes, places, end, pass))
}

/// The ways that end at the last place.
fn ends(ways: &Ways, last: usize) -> impl Iterator<Item = (usize, &Node)> {
    let nodes = ways.active.iter().filter_map(|index| ways.nodes.get(*index).map(|node| (*index, node)));
    nodes.filter(move |(_, node)| node.place == last)
}

/// Finds the best ways to every place, up to the last; `None` where there is none with a tolerance in a pass. Ways of
/// different lengths are kept apart up to `counted` lines.
fn search(
    places: &[Place],
    options: &BreakOptions,
    (tolerance, pass, counted): (i64, u8, usize),
    ways: &mut Ways,
) -> Option<()> {
    ways.nodes.clear();
    ways.active.clear();
    ways.best.clear();
    let start = places.first()?.behind;
    ways.nodes.push(Node { place: 0, previous: usize::MAX, fitness: 1, hyphens: 0, demerits: 0, lines: 0, start });
    ways.active.push(0);
    let mut search = Search { options, tolerance, counted, ways };
    for (index, place) in places.iter().enumerate().skip(1) {
        if pass == 1 && place.ends == LineEnd::Hyphen {
            continue;
        }
        search.arrive(index, place);
        if search.ways.active.is_empty() {
            return None;
        }
    }
    Some(())
}

/// A search for the best way.
struct Search<'a> {
    options: &'a BreakOptions,
    tolerance: i64,
    /// Up to how many lines ways of different lengths are kept apart.
    counted: usize,
    ways: &'a mut Ways,
}

impl Search<'_> {
    /// Tries a line from every active node to a place, and makes a node of each of the best ways.
    fn arrive(&mut self, index: usize, place: &Place) {
        let is_asked_for = place.cost == ASKED_FOR;
        let mut overfull: Option<Node> = None;
        let (options, tolerance, counted) = (self.options, self.tolerance, self.counted);
        let Ways { nodes, active, best } = &mut *self.ways;
        let (mut kept, mut next) = (0, 0);
        while let Some(from) = active.get(next).copied() {
            let Some(node) = nodes.get(from) else { break };
            if !is_asked_for && is_far_too_short(&node.start, place, options, tolerance) {
                // Active nodes are in the order of their places: from the others the way is shorter still.
                break;
            }
            next += 1;
            let line = LineFit::of(&node.start, place, options, options.measure_of(node.lines));
            let is_kept = !line.is_too_wide && !is_asked_for;
            if line.is_too_wide || line.badness > tolerance {
                // Somewhere a line has to end: an overfull one is kept for the last try only.
                if tolerance == i64::MAX {
                    let candidate = extend(node, from, index, place, &line, options);
                    if overfull.is_none_or(|other| candidate.demerits < other.demerits) {
                        overfull = Some(candidate);
                    }
                }
            } else {
                let candidate = extend(node, from, index, place, &line, options);
                // Where nothing else fits, a ladder is better than a line that stands out.
                if candidate.hyphens <= HYPHENS_IN_A_ROW || tolerance == i64::MAX {
                    keep_best(best, candidate, counted);
                }
            }
            if is_kept && let Some(slot) = active.get_mut(kept) {
                *slot = from;
                kept += 1;
            }
        }
        active.drain(kept..next);
        if best.is_empty() && active.is_empty() {
            best.extend(overfull);
        }
        // In a fixed order, whichever way was found first.
        best.sort_unstable_by_key(|node| (node.lines, node.fitness, node.hyphens));
        for node in best.drain(..) {
            active.push(nodes.len());
            nodes.push(node);
        }
    }
}

/// Whether a line is so much too short that one which begins behind it is so too, whatever hangs into the margin.
fn is_far_too_short(start: &Sums, place: &Place, options: &BreakOptions, tolerance: i64) -> bool {
    if tolerance > SECOND_TOLERANCE || options.runaround.lines > 0 {
        return false;
    }
    // No sign hangs by two ems.
    let room = options.measure - (place.before.width - start.width) - options.size * 2;
    room > stretch(start, place, options, options.measure) * 3 / 2
}

/// What a line grows by where it is as loose as its spaces wish.
fn stretch(start: &Sums, end: &Place, options: &BreakOptions, measure: Abs) -> Abs {
    match (options.is_justified, end.before.stretch - start.stretch) {
        // Without spaces it stays short, which stands out less than very loose lines before it would.
        (true, Abs::ZERO) => measure / SPACELESS,
        (true, stretch) => stretch,
        (false, _) => measure / RAGGED,
    }
}

/// Keeps the best way of each class; ways of different lengths are kept apart where that makes a difference.
fn keep_best(best: &mut Vec<Node>, candidate: Node, counted: usize) {
    let counts_lines = candidate.lines <= counted;
    let is_alike = |other: &&mut Node| {
        (other.fitness, other.hyphens) == (candidate.fitness, candidate.hyphens)
            && (!counts_lines || other.lines == candidate.lines)
    };
    match best.iter_mut().find(is_alike) {
        Some(other) if candidate.demerits < other.demerits => *other = candidate,
        Some(_) => {}
        None => best.push(candidate),
    }
}

/// How a line from one place to another fits the measure.
struct LineFit {
    badness: i64,
    fitness: u8,
    is_too_wide: bool,
    natural: Abs,
    is_last: bool,
}

impl LineFit {
    fn of(start: &Sums, end: &Place, options: &BreakOptions, measure: Abs) -> Self {
        let natural = end.before.width - start.width;
        let room = measure - natural;
        let is_last = matches!(end.ends, LineEnd::Last | LineEnd::Forced);
        // Spaces of ragged text stay as they are.
        let shrink = if options.is_justified { end.before.shrink - start.shrink } else { Abs::ZERO };
        let is_too_wide = room < -shrink;
        let badness = match () {
            () if is_too_wide => WORST,
            () if room < Abs::ZERO => badness(-room, shrink),
            () if is_last => 0,
            () => badness(room, stretch(start, end, options, measure)),
        };
        let fitness = match () {
            () if room < Abs::ZERO && badness > 12 => 0,
            () if badness <= 12 => 1,
            () if badness <= 100 => 2,
            () => 3,
        };
        Self { badness, fitness, is_too_wide, natural, is_last }
    }
}

/// 100 times the cube of the ratio, at most [`WORST`] (Knuth–Plass 1981, p. 1137).
fn badness(room: Abs, give: Abs) -> i64 {
    if room.is_zero() {
        return 0;
    }
    // A ratio of 22 is over WORST already.
    if give <= Abs::ZERO || room.to_raw() / 22 >= give.to_raw() {
        return WORST;
    }
    let ratio = room.scale(1000, give.to_raw()).to_raw();
    (ratio * ratio * ratio / 10_000_000).min(WORST)
}

/// The way to `place` by way of `node`.
fn extend(node: &Node, from: usize, index: usize, place: &Place, line: &LineFit, options: &BreakOptions) -> Node {
    let is_hyphenated = place.shows_hyphen;
    let base = LINE_PENALTY + line.badness;
    let mut demerits = base * base;
    if place.cost > 0 {
        demerits += place.cost * place.cost;
    }
    if line.is_too_wide {
        // Any line that fits is better; among overfull ones the narrowest is the least evil.
        let excess = (line.natural - options.measure_of(node.lines)).to_raw() / 65_536;
        demerits += OVERFULL * (100 + excess.clamp(0, 10_000));
    }
    if node.fitness.abs_diff(line.fitness) > 1 {
        demerits += FITNESS_STEP;
    }
    if is_hyphenated && node.hyphens > 0 {
        demerits += DOUBLE_HYPHEN;
    }
    if line.is_last && node.place != 0 && line.natural < options.size * 3 {
        demerits += RUNT;
    }
    if line.is_last && node.hyphens > 0 {
        demerits += FINAL_HYPHEN;
    }
    Node {
        place: index,
        previous: from,
        fitness: line.fitness,
        hyphens: if is_hyphenated { (node.hyphens + 1).min(HYPHENS_IN_A_ROW + 1) } else { 0 },
        demerits: node.demerits.saturating_add(demerits),
        lines: node.lines + 1,
        start: place.behind,
    }
}

fn trace(nodes: &[Node], places: &[Place], end: usize, pass: u8) -> Vec<BrokenLine> {
    let mut lines = Vec::new();
    let mut at = end;
    while let Some(node) = nodes.get(at) {
        let (Some(place), Some(start)) = (places.get(node.place), nodes.get(node.previous)) else { break };
        let from = places.get(start.place).map_or(0, |place| place.resume);
        lines.push(BrokenLine { start: from, end: place.at, ends: place.ends, pass });
        at = node.previous;
    }
    lines.reverse();
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::font::{FontBook, Shaper};
    use crate::frame::{Artifact, Owner, Structure};
    use crate::layout::inline::ParagraphBuilder;
    use crate::model::{Inline, Language, Picture};
    use crate::source::{FileId, Span};
    use crate::theme::{Look, read};
    use crate::world::Memory;

    /// French text without a word from anybody's manuscript.
    const TEXT: &str = "Le responsable technique présente progressivement une architecture distribuée dont les \
        composants communiquent exclusivement par messages, puis démontre méthodiquement que chaque indisponibilité \
        provoque automatiquement une reconfiguration complète du déploiement.";

    fn look() -> Look {
        read(&Memory::new(), "screen", &mut crate::diag::Sink::new()).unwrap().elements.body
    }

    fn paragraph(text: &str) -> Paragraph {
        let mut structure = Structure::default();
        let size = |_: &Picture, _: Abs| None;
        let mut builder = ParagraphBuilder::new(FontBook::compiled_in(), &mut structure, None, &size);
        let span = Span::new(FileId::new(0), 0, 0);
        builder.inlines(&[Inline::text(span, text)], &look(), Language::FRENCH, Owner::Artifact(Artifact::Layout));
        builder.finish()
    }

    fn lines(text: &str, measure: f64) -> (Vec<BrokenLine>, Paragraph) {
        let paragraph = paragraph(text);
        let options = options(measure);
        let lines = break_lines(&mut Shaper::new(FontBook::compiled_in()), &paragraph, &options).lines;
        (lines, paragraph)
    }

    fn options(measure: f64) -> BreakOptions {
        BreakOptions {
            measure: Abs::pt(measure),
            is_justified: true,
            hyphenates: true,
            hangs: true,
            size: look().size,
            runaround: Runaround::default(),
            is_elastic: false,
        }
    }

    /// Every word stands on the lines, in order, whatever the measure.
    fn words(lines: &[BrokenLine], paragraph: &Paragraph) -> String {
        let mut text = String::new();
        for line in lines {
            text.push_str(&paragraph.text[line.start..line.end]);
            if line.ends == LineEnd::Space {
                text.push(' ');
            }
        }
        text
    }

    #[test]
    fn lines_beside_a_photo_are_shorter() {
        let words = "several words of one size go around a photo ".repeat(12);
        let paragraph = paragraph(&words);
        let runaround = Runaround { lines: 3, less: Abs::pt(80.0) };
        let mut shaper = Shaper::new(FontBook::compiled_in());
        let look = look();
        let lines = crate::layout::inline::set_around(&mut shaper, &paragraph, &look, Abs::pt(240.0), runaround);
        let measures: Vec<Abs> = lines.iter().map(|line| line.record.measure).collect();
        assert!(measures.iter().take(3).all(|measure| *measure == Abs::pt(160.0)), "{measures:?}");
        assert!(measures.iter().skip(3).all(|measure| *measure == Abs::pt(240.0)), "{measures:?}");
        assert!(lines.iter().all(|line| line.record.overfull.is_zero()));
    }

    #[test]
    fn a_wide_measure_needs_no_hyphen() {
        let (lines, paragraph) = lines(TEXT, 420.0);
        assert!(lines.iter().all(|line| line.pass == 1 && line.ends != LineEnd::Hyphen));
        assert_eq!(words(&lines, &paragraph), paragraph.text);
    }

    #[test]
    fn a_narrower_measure_breaks_words() {
        let (lines, paragraph) = lines(TEXT, 300.0);
        assert!(lines.iter().all(|line| line.pass == 2), "{lines:?}");
        assert!(lines.iter().any(|line| line.ends == LineEnd::Hyphen));
        assert_eq!(words(&lines, &paragraph), paragraph.text);
    }

    #[test]
    fn pages_may_ask_for_a_line_more_or_less() {
        // Short words have many spaces between them, which can take a line in.
        let paragraph = paragraph(&"as we go on to do it by the sea or at an old inn, an ox is in it, ".repeat(12));
        let mut shaper = Shaper::new(FontBook::compiled_in());
        let (mut shorter, mut longer) = (0, 0);
        for measure in (250..330).step_by(8).map(f64::from) {
            let best = break_lines(&mut shaper, &paragraph, &options(measure));
            assert_eq!((&best.shorter, &best.longer), (&None, &None));
            let elastic = BreakOptions { is_elastic: true, ..options(measure) };
            let broken = break_lines(&mut shaper, &paragraph, &elastic);
            assert_eq!(broken.lines, best.lines);
            let count = best.lines.len();
            for (way, wanted) in [(&broken.shorter, count - 1), (&broken.longer, count + 1)] {
                let Some(way) = way else { continue };
                assert_eq!(way.lines.len(), wanted);
                assert_eq!(self::words(&way.lines, &paragraph), paragraph.text);
            }
            shorter += usize::from(broken.shorter.is_some());
            longer += usize::from(broken.longer.is_some());
        }
        assert!(shorter > 0 && longer > 0, "{shorter} and {longer}");
    }

    #[test]
    fn signs_at_the_edges_hang() {
        let paragraph = paragraph(TEXT);
        let mut shaper = Shaper::new(FontBook::compiled_in());
        let lines = crate::layout::inline::set_paragraph(&mut shaper, &paragraph, &look(), Abs::pt(300.0));
        let hyphened = lines.iter().find(|line| line.record.is_hyphenated).unwrap();
        // The line is as wide as its measure without the part of its hyphen that stands outside.
        assert!((hyphened.width - Abs::pt(300.0)).abs() < Abs::pt(0.01));
        let part = hyphened.tail.as_ref().unwrap().items.last().unwrap();
        let crate::frame::ItemKind::Text(text) = &part.kind else { panic!("no text") };
        let out = part.at.x + text.width - Abs::pt(300.0);
        assert!(out > Abs::pt(1.0) && out < Abs::pt(3.0), "{out}");
    }

    #[test]
    fn what_cannot_fit_well_is_shared_out() {
        let (lines, _) =
            lines("incomprehensibilities 1234567 incomprehensibilities 1234567 incomprehensibilities", 132.0);
        assert!(lines.iter().all(|line| line.pass == 3), "{lines:?}");
        assert!(lines.len() < 6, "{lines:?}");
    }

    #[test]
    fn a_very_narrow_measure_takes_loose_lines() {
        let (lines, paragraph) = lines(TEXT, 66.0);
        assert!(lines.iter().all(|line| line.pass == 3));
        assert_eq!(words(&lines, &paragraph), paragraph.text);
    }

    #[test]
    fn no_measure_makes_a_ladder_of_more_than_two() {
        for measure in (60..400).step_by(7) {
            let (lines, paragraph) = lines(TEXT, f64::from(measure));
            let is_hyphenated: Vec<bool> = lines.iter().map(|line| line.ends == LineEnd::Hyphen).collect();
            assert!(!is_hyphenated.windows(3).any(|three| three.iter().all(|yes| *yes)), "{measure}");
            assert_eq!(words(&lines, &paragraph), paragraph.text, "{measure}");
        }
    }

    #[test]
    fn what_cannot_be_broken_stands_alone() {
        let (lines, paragraph) = lines("un x1x1x1x1x1x1x1x1x1x1x1x1 deux", 60.0);
        assert_eq!(words(&lines, &paragraph), paragraph.text);
        assert_eq!(lines.len(), 3);
    }

    #[test]
    fn the_author_ends_lines() {
        let (lines, _) = lines("un\u{2028}deux", 300.0);
        assert_eq!(lines.iter().map(|line| line.ends).collect::<Vec<_>>(), [LineEnd::Forced, LineEnd::Last]);
    }
}
