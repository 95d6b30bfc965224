//! Icons by the names that Font Awesome gives them: our own drawings, on a field of 100 by 100.
//!
//! What is drawn is data; layout and EPUB make their paths of it. Names without a drawing are shown as words.

mod brands;

use std::iter::Peekable;
use std::str::SplitWhitespace;

use brands::BRANDS;

/// The width of strokes, on the field of 100 by 100.
pub const ICON_STROKE: i32 = 9;

/// An icon in a line of text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Icon {
    /// Its name, as the author writes it.
    pub name: String,
    /// The author's words for those who don't see it.
    pub alt: Option<String>,
    /// The address that it leads to.
    pub link: Option<String>,
    /// The author's roles.
    pub roles: Vec<String>,
    /// Its size, in per cent of the text around; 0 where nothing is asked for.
    pub percent: u32,
    /// By how many quarters it is turned to the right.
    pub quarters: u8,
    /// Whether left and right are exchanged, before it is turned.
    pub is_flipped: bool,
}

impl Icon {
    /// An icon of a name and nothing else.
    pub fn named(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    /// What is said of it: the author's words, else its name.
    pub fn words(&self) -> String {
        self.alt.clone().unwrap_or_else(|| base(&self.name).replace(['-', '_'], " "))
    }

    /// Its size in per cent of the text around.
    pub fn scale(&self) -> i64 {
        if self.percent == 0 { 100 } else { i64::from(self.percent.clamp(25, 1000)) }
    }

    /// What is to be drawn; `None` where we have no drawing of that name.
    pub fn drawing(&self) -> Option<IconDrawing> {
        let name = base(&self.name);
        let index = drawings().position(|(names, _)| names.split(' ').any(|known| known == name))?;
        Some(IconDrawing { index, quarters: self.quarters % 4, is_flipped: self.is_flipped })
    }
}

/// The names that have a drawing.
pub fn icon_names() -> impl Iterator<Item = &'static str> {
    drawings().flat_map(|(names, _)| names.split(' '))
}

/// All that can be drawn: names and outlines.
fn drawings() -> impl Iterator<Item = &'static (&'static str, &'static str)> {
    DRAWINGS.iter().chain(BRANDS)
}

/// A name without the sets of Font Awesome (`far-heart`, `heart@fas`), and without the ending of a file.
fn base(name: &str) -> &str {
    let name = name.split('@').next().unwrap_or(name);
    let sets = ["fa-", "fas-", "far-", "fal-", "fab-"];
    sets.iter().find_map(|set| name.strip_prefix(set)).unwrap_or(name)
}

/// A drawing, turned as the author asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IconDrawing {
    index: usize,
    quarters: u8,
    is_flipped: bool,
}

/// A place on the field: to the right and down, from the upper left corner.
pub type IconPoint = (i32, i32);

/// A step of an outline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IconStep {
    /// Start here.
    Move(IconPoint),
    /// A straight line to here.
    Line(IconPoint),
    /// A Bézier curve by two control points to the third.
    Curve(IconPoint, IconPoint, IconPoint),
    /// A straight line back to the start.
    Close,
}

/// An outline that is filled, or drawn with [`ICON_STROKE`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IconPath {
    /// Its steps.
    pub steps: Vec<IconStep>,
    /// Whether it is filled.
    pub is_filled: bool,
}

impl IconDrawing {
    /// The outlines, the lower ones first.
    pub fn paths(self) -> Vec<IconPath> {
        let mut paths = read(drawings().nth(self.index).map_or("", |(_, marks)| marks));
        for step in paths.iter_mut().flat_map(|path| &mut path.steps) {
            *step = match *step {
                IconStep::Move(to) => IconStep::Move(self.turned(to)),
                IconStep::Line(to) => IconStep::Line(self.turned(to)),
                IconStep::Curve(a, b, to) => IconStep::Curve(self.turned(a), self.turned(b), self.turned(to)),
                IconStep::Close => IconStep::Close,
            };
        }
        paths
    }

    fn turned(self, (x, y): IconPoint) -> IconPoint {
        let flipped = if self.is_flipped { (100 - x, y) } else { (x, y) };
        (0..self.quarters).fold(flipped, |(x, y), _| (100 - y, x))
    }
}

/// Outlines as the table has them: `f` begins a filled one, `s` a drawn one, with the steps `M`, `L`, `C` and `Z` of
/// SVG; `o x y r` is a circle and `d x y r` a disc.
fn read(marks: &str) -> Vec<IconPath> {
    let mut words = marks.split_whitespace().peekable();
    let mut paths: Vec<IconPath> = Vec::new();
    while let Some(word) = words.next() {
        if let "o" | "d" = word {
            if let (Some(middle), Some(radius)) = (point(&mut words), number(&mut words)) {
                paths.push(IconPath { steps: circle(middle, radius), is_filled: word == "d" });
            }
            continue;
        }
        if let "s" | "f" = word {
            paths.push(IconPath { steps: Vec::new(), is_filled: word == "f" });
            continue;
        }
        let Some(path) = paths.last_mut() else { continue };
        match word {
            "M" => path.steps.extend(point(&mut words).map(IconStep::Move)),
            "L" => path.steps.extend(std::iter::from_fn(|| point(&mut words)).map(IconStep::Line)),
            "C" => path.steps.extend(std::iter::from_fn(|| {
                Some(IconStep::Curve(point(&mut words)?, point(&mut words)?, point(&mut words)?))
            })),
            _ => path.steps.push(IconStep::Close),
        }
    }
    paths
}

fn number(words: &mut Peekable<SplitWhitespace<'_>>) -> Option<i32> {
    let number = words.peek()?.parse().ok()?;
    words.next();
    Some(number)
}

fn point(words: &mut Peekable<SplitWhitespace<'_>>) -> Option<IconPoint> {
    let x = number(words)?;
    Some((x, number(words)?))
}

/// A circle of four Bézier curves (control points at 0.5523 of the radius).
fn circle((x, y): IconPoint, radius: i32) -> Vec<IconStep> {
    let (r, k) = (radius, radius * 5523 / 10_000);
    let p = |dx: i32, dy: i32| (x + dx, y + dy);
    vec![
        IconStep::Move(p(r, 0)),
        IconStep::Curve(p(r, k), p(k, r), p(0, r)),
        IconStep::Curve(p(-k, r), p(-r, k), p(-r, 0)),
        IconStep::Curve(p(-r, -k), p(-k, -r), p(0, -r)),
        IconStep::Curve(p(k, -r), p(r, -k), p(r, 0)),
        IconStep::Close,
    ]
}

/// The names of each drawing, and its outlines.
#[rustfmt::skip]
const DRAWINGS: &[(&str, &str)] = &[
    ("heart", "f M 50 90 C 20 66 4 50 4 31 C 4 16 15 7 27 7 C 37 7 45 12 50 21 C 55 12 63 7 73 7 C 85 7 96 16 96 31 C 96 50 80 66 50 90 Z"),
    ("heart-o", "s M 50 85 C 24 64 9 48 9 32 C 9 19 18 12 28 12 C 38 12 46 18 50 28 C 54 18 62 12 72 12 C 82 12 91 19 91 32 C 91 48 76 64 50 85 Z"),
    ("star", "f M 50 4 L 64 35 98 38 72 61 80 95 50 77 20 95 28 61 2 38 36 35 Z"),
    ("star-o", "s M 50 10 L 62 38 92 41 69 61 76 90 50 75 24 90 31 61 8 41 38 38 Z"),
    ("check", "f M 6 52 L 16 42 36 61 84 13 94 23 36 81 Z"),
    ("times close remove xmark", "f M 16 8 L 50 42 84 8 92 16 58 50 92 84 84 92 50 58 16 92 8 84 42 50 8 16 Z"),
    ("plus", "f M 43 10 L 57 10 57 43 90 43 90 57 57 57 57 90 43 90 43 57 10 57 10 43 43 43 Z"),
    ("minus", "f M 10 43 L 90 43 90 57 10 57 Z"),
    ("check-circle check-circle-o circle-check", "o 50 50 43 s M 28 52 L 44 68 73 36"),
    ("times-circle times-circle-o circle-xmark", "o 50 50 43 s M 33 33 L 67 67 s M 67 33 L 33 67"),
    ("plus-circle circle-plus", "o 50 50 43 s M 50 28 L 50 72 s M 28 50 L 72 50"),
    ("minus-circle circle-minus", "o 50 50 43 s M 28 50 L 72 50"),
    ("admonition-note", "o 50 50 43 d 50 29 6 f M 45 42 L 55 42 55 74 45 74 Z"),
    ("admonition-tip", "o 50 38 31 f M 36 72 L 64 72 64 80 36 80 Z f M 40 86 L 60 86 60 94 40 94 Z f M 46 44 L 54 44 54 68 46 68 Z"),
    ("admonition-important", "s M 50 3 L 97 50 50 97 3 50 Z f M 45 26 L 55 26 55 56 45 56 Z d 50 68 6"),
    ("admonition-warning", "s M 50 8 L 96 90 4 90 Z f M 45 36 L 55 36 55 63 45 63 Z d 50 74 6"),
    ("admonition-caution", "s M 30 4 L 70 4 96 30 96 70 70 96 30 96 4 70 4 30 Z f M 45 22 L 55 22 55 56 45 56 Z d 50 71 6"),
    ("info-circle circle-info info", "o 50 50 43 d 50 29 6 f M 45 42 L 55 42 55 74 45 74 Z"),
    ("question-circle circle-question question", "o 50 50 43 s M 36 42 C 36 22 64 22 64 41 C 64 52 50 51 50 63 d 50 75 5"),
    ("exclamation-circle circle-exclamation", "o 50 50 43 f M 45 24 L 55 24 55 58 45 58 Z d 50 70 6"),
    ("exclamation-triangle triangle-exclamation warning", "s M 50 8 L 95 90 5 90 Z f M 45 36 L 55 36 55 63 45 63 Z d 50 75 6"),
    ("exclamation", "f M 43 6 L 57 6 55 66 45 66 Z d 50 84 8"),
    ("ban", "o 50 50 43 s M 20 20 L 80 80"),
    ("lightbulb lightbulb-o", "o 50 38 31 f M 36 72 L 64 72 64 80 36 80 Z f M 40 86 L 60 86 60 94 40 94 Z"),
    ("arrow-right long-arrow-right", "s M 8 50 L 90 50 s M 56 16 L 90 50 56 84"),
    ("arrow-left long-arrow-left", "s M 92 50 L 10 50 s M 44 16 L 10 50 44 84"),
    ("arrow-up long-arrow-up", "s M 50 92 L 50 10 s M 16 44 L 50 10 84 44"),
    ("arrow-down long-arrow-down", "s M 50 8 L 50 90 s M 16 56 L 50 90 84 56"),
    ("chevron-right angle-right", "s M 32 10 L 72 50 32 90"),
    ("chevron-left angle-left", "s M 68 10 L 28 50 68 90"),
    ("chevron-up angle-up", "s M 10 68 L 50 28 90 68"),
    ("chevron-down angle-down", "s M 10 32 L 50 72 90 32"),
    ("caret-right", "f M 32 18 L 72 50 32 82 Z"),
    ("caret-left", "f M 68 18 L 28 50 68 82 Z"),
    ("caret-up", "f M 18 68 L 50 28 82 68 Z"),
    ("caret-down", "f M 18 32 L 50 72 82 32 Z"),
    ("play", "f M 20 8 L 90 50 20 92 Z"),
    ("pause", "f M 18 8 L 40 8 40 92 18 92 Z f M 60 8 L 82 8 82 92 60 92 Z"),
    ("stop", "f M 14 14 L 86 14 86 86 14 86 Z"),
    ("forward", "f M 6 14 L 50 50 6 86 Z f M 50 14 L 94 50 50 86 Z"),
    ("backward", "f M 94 14 L 50 50 94 86 Z f M 50 14 L 6 50 50 86 Z"),
    ("circle", "d 50 50 45"),
    ("circle-o circle-thin", "o 50 50 42"),
    ("dot-circle-o circle-dot", "o 50 50 42 d 50 50 17"),
    ("square", "f M 8 8 L 92 8 92 92 8 92 Z"),
    ("square-o", "s M 11 11 L 89 11 89 89 11 89 Z"),
    ("check-square check-square-o square-check", "s M 11 11 L 89 11 89 89 11 89 Z s M 27 51 L 43 67 74 34"),
    ("home house", "s M 5 52 L 50 11 95 52 s M 19 46 L 19 90 81 90 81 46"),
    ("envelope envelope-o mail", "s M 6 18 L 94 18 94 82 6 82 Z s M 6 23 L 50 58 94 23"),
    ("phone", "s M 10 12 L 32 8 42 32 30 42 C 36 54 46 64 58 70 L 68 58 92 68 88 90 C 48 94 6 52 10 12 Z"),
    ("mobile mobile-phone", "s M 27 6 L 73 6 73 94 27 94 Z d 50 81 5"),
    ("search magnifying-glass", "o 40 40 31 s M 62 62 L 93 93"),
    ("cog gear cogs gears wrench", "o 50 50 26 s M 50 4 L 50 24 s M 50 76 L 50 96 s M 4 50 L 24 50 s M 76 50 L 96 50 s M 17 17 L 32 32 s M 68 68 L 83 83 s M 83 17 L 68 32 s M 32 68 L 17 83 d 50 50 8"),
    ("sun sun-o", "d 50 50 22 s M 50 4 L 50 20 s M 50 80 L 50 96 s M 4 50 L 20 50 s M 80 50 L 96 50 s M 17 17 L 29 29 s M 71 71 L 83 83 s M 83 17 L 71 29 s M 29 71 L 17 83"),
    ("moon moon-o", "f M 62 6 C 10 4 -8 72 38 92 C 62 102 84 90 92 70 C 52 84 32 38 62 6 Z"),
    ("user user-o", "o 50 28 20 s M 12 93 C 12 56 88 56 88 93 Z"),
    ("users group", "o 36 32 17 s M 6 90 C 6 56 66 56 66 90 Z s M 60 16 C 82 14 84 46 64 48 s M 74 60 C 88 62 95 74 95 90"),
    ("lock", "s M 16 46 L 84 46 84 92 16 92 Z s M 30 46 L 30 30 C 30 3 70 3 70 30 L 70 46"),
    ("unlock unlock-alt", "s M 16 46 L 84 46 84 92 16 92 Z s M 30 46 L 30 26 C 30 2 70 2 70 24"),
    ("key", "o 28 50 21 s M 49 50 L 94 50 94 68 s M 75 50 L 75 64"),
    ("tag", "s M 7 8 L 48 8 92 52 52 92 7 48 Z d 28 29 7"),
    ("tags", "s M 5 12 L 40 12 76 50 44 86 5 48 Z d 23 30 6 s M 57 12 L 95 50 62 86"),
    ("bookmark", "f M 22 6 L 78 6 78 94 50 70 22 94 Z"),
    ("bookmark-o", "s M 24 9 L 76 9 76 88 50 66 24 88 Z"),
    ("flag flag-o", "s M 16 96 L 16 6 f M 16 8 L 88 8 72 30 88 52 16 52 Z"),
    ("comment comment-o", "s M 8 12 L 92 12 92 70 46 70 24 92 24 70 8 70 Z"),
    ("comments comments-o", "s M 5 10 L 70 10 70 54 36 54 18 72 18 54 5 54 Z s M 82 32 L 95 32 95 76 84 76 84 93 66 76 42 76"),
    ("file file-o", "s M 18 6 L 58 6 82 30 82 94 18 94 Z s M 57 8 L 57 31 80 31"),
    ("file-text file-text-o file-lines file-alt file-pdf file-pdf-o file-word file-word-o", "s M 18 6 L 58 6 82 30 82 94 18 94 Z s M 57 8 L 57 31 80 31 s M 32 52 L 68 52 s M 32 72 L 68 72"),
    ("file-code file-code-o", "s M 18 6 L 58 6 82 30 82 94 18 94 Z s M 57 8 L 57 31 80 31 s M 43 48 L 31 62 43 76 s M 57 48 L 69 62 57 76"),
    ("folder folder-o folder-open folder-open-o", "s M 6 20 L 38 20 48 33 94 33 94 84 6 84 Z"),
    ("download", "s M 50 6 L 50 62 s M 26 40 L 50 64 74 40 s M 8 70 L 8 92 92 92 92 70"),
    ("upload", "s M 50 68 L 50 10 s M 26 33 L 50 9 74 33 s M 8 70 L 8 92 92 92 92 70"),
    ("link chain", "s M 46 28 L 56 18 C 72 2 98 26 82 44 L 68 58 C 60 66 48 66 42 58 s M 54 72 L 44 82 C 28 98 2 74 18 56 L 32 42 C 40 34 52 34 58 42"),
    ("external-link external-link-alt arrow-up-right-from-square", "s M 44 16 L 10 16 10 90 84 90 84 56 s M 58 8 L 92 8 92 42 s M 90 10 L 46 54"),
    ("edit pencil pencil-square-o pen pen-to-square", "s M 10 90 L 16 66 70 12 88 30 34 84 Z s M 57 25 L 75 43"),
    ("trash trash-o trash-can trash-alt", "s M 8 22 L 92 22 s M 36 20 L 36 8 64 8 64 20 s M 18 24 L 24 93 76 93 82 24 s M 42 40 L 42 76 s M 58 40 L 58 76"),
    ("eye", "s M 4 50 C 24 8 76 8 96 50 C 76 92 24 92 4 50 Z d 50 50 15"),
    ("eye-slash", "s M 4 50 C 24 8 76 8 96 50 C 76 92 24 92 4 50 Z d 50 50 15 s M 12 92 L 88 8"),
    ("calendar calendar-o", "s M 10 18 L 90 18 90 92 10 92 Z s M 10 40 L 90 40 s M 30 6 L 30 26 s M 70 6 L 70 26"),
    ("clock clock-o", "o 50 50 43 s M 50 22 L 50 52 70 64"),
    ("hourglass hourglass-o", "s M 20 8 L 80 8 s M 20 92 L 80 92 s M 26 8 C 26 46 74 54 74 92 s M 74 8 C 74 46 26 54 26 92"),
    ("map-marker map-pin location-dot", "s M 50 94 C 24 64 16 50 16 37 C 16 -5 84 -5 84 37 C 84 50 76 64 50 94 Z d 50 37 10"),
    ("camera camera-retro", "s M 6 27 L 29 27 38 14 62 14 71 27 94 27 94 86 6 86 Z o 50 55 17"),
    ("image photo picture-o", "s M 6 14 L 94 14 94 86 6 86 Z d 30 36 8 s M 8 80 L 36 54 50 68 70 42 92 70"),
    ("video video-camera film", "s M 6 24 L 64 24 64 76 6 76 Z s M 64 44 L 94 26 94 74 64 56"),
    ("microphone", "f M 36 20 C 36 0 64 0 64 20 L 64 48 C 64 68 36 68 36 48 Z s M 20 44 C 20 86 80 86 80 44 s M 50 76 L 50 94 s M 32 94 L 68 94"),
    ("volume-up volume-high", "f M 6 36 L 24 36 48 14 48 86 24 64 6 64 Z s M 62 34 C 72 42 72 58 62 66 s M 74 20 C 94 38 94 62 74 80"),
    ("music", "d 24 80 14 d 76 70 14 s M 34 80 L 34 18 86 8 86 70"),
    ("book", "s M 16 82 L 16 18 C 16 12 20 9 26 9 L 84 9 84 91 25 91 C 13 91 13 73 25 73 L 84 73"),
    ("code", "s M 32 22 L 6 50 32 78 s M 68 22 L 94 50 68 78 s M 58 14 L 42 86"),
    ("terminal", "s M 8 20 L 40 50 8 80 s M 46 84 L 92 84"),
    ("globe", "o 50 50 43 s M 7 50 L 93 50 s M 50 7 C 18 30 18 70 50 93 s M 50 7 C 82 30 82 70 50 93"),
    ("bell bell-o", "s M 10 76 L 24 62 24 42 C 24 6 76 6 76 42 L 76 62 90 76 Z s M 40 88 C 44 94 56 94 60 88"),
    ("bolt flash", "f M 58 4 L 18 56 46 56 38 96 82 40 54 40 Z"),
    ("cloud", "s M 26 82 C -3 82 1 44 27 46 C 27 9 77 7 79 43 C 103 47 99 82 76 82 Z"),
    ("database", "s M 12 20 C 12 4 88 4 88 20 C 88 36 12 36 12 20 Z s M 12 20 L 12 80 C 12 96 88 96 88 80 L 88 20 s M 12 50 C 12 66 88 66 88 50"),
    ("server", "s M 8 10 L 92 10 92 44 8 44 Z s M 8 56 L 92 56 92 90 8 90 Z d 26 27 6 d 26 73 6"),
    ("desktop", "s M 6 12 L 94 12 94 68 6 68 Z s M 50 68 L 50 90 s M 28 90 L 72 90"),
    ("laptop", "s M 16 18 L 84 18 84 66 16 66 Z s M 4 82 L 96 82"),
    ("print", "s M 26 34 L 26 8 74 8 74 34 s M 26 72 L 8 72 8 34 92 34 92 72 74 72 s M 26 58 L 74 58 74 92 26 92 Z"),
    ("rss feed", "d 20 80 10 s M 12 46 C 36 46 54 64 54 88 s M 12 14 C 56 14 86 44 86 88"),
    ("share share-alt share-nodes", "d 22 50 13 d 76 20 13 d 76 80 13 s M 22 50 L 76 20 s M 22 50 L 76 80"),
    ("refresh sync rotate", "s M 86 50 C 86 4 22 2 16 44 s M 14 50 C 14 96 78 98 84 56 f M 2 32 L 34 40 10 60 Z f M 98 68 L 66 60 90 40 Z"),
    ("undo rotate-left", "s M 20 44 C 40 4 92 18 88 56 C 84 90 50 98 26 82 f M 8 8 L 8 54 46 44 Z"),
    ("repeat redo rotate-right", "s M 80 44 C 60 4 8 18 12 56 C 16 90 50 98 74 82 f M 92 8 L 92 54 54 44 Z"),
    ("list list-ul", "d 12 20 7 d 12 50 7 d 12 80 7 s M 32 20 L 94 20 s M 32 50 L 94 50 s M 32 80 L 94 80"),
    ("bars navicon reorder", "s M 8 20 L 92 20 s M 8 50 L 92 50 s M 8 80 L 92 80"),
    ("table", "s M 6 12 L 94 12 94 88 6 88 Z s M 6 38 L 94 38 s M 6 62 L 94 62 s M 50 12 L 50 88"),
    ("chart bar-chart chart-bar", "s M 8 8 L 8 92 94 92 f M 24 54 L 38 54 38 82 24 82 Z f M 48 22 L 62 22 62 82 48 82 Z f M 72 40 L 86 40 86 82 72 82 Z"),
    ("thumbs-up thumbs-o-up", "s M 8 46 L 26 46 26 92 8 92 Z s M 26 50 L 44 8 C 57 8 58 18 54 40 L 91 40 83 91 26 91"),
    ("thumbs-down thumbs-o-down", "s M 8 54 L 26 54 26 8 8 8 Z s M 26 50 L 44 92 C 57 92 58 82 54 60 L 91 60 83 9 26 9"),
    ("coffee mug-hot", "s M 12 24 L 72 24 68 76 18 76 Z s M 72 32 C 96 30 94 62 70 60 s M 8 91 L 80 91"),
    ("fire fire-alt", "f M 52 4 C 56 26 84 40 84 64 C 84 82 68 96 50 96 C 32 96 16 82 16 62 C 16 48 24 38 30 28 C 34 40 38 44 44 46 C 42 30 44 14 52 4 Z"),
    ("gift", "s M 6 32 L 94 32 94 52 6 52 Z s M 14 52 L 14 92 86 92 86 52 s M 50 32 L 50 92 s M 50 32 C 30 2 10 16 26 32 s M 50 32 C 70 2 90 16 74 32"),
    ("shield shield-alt", "s M 50 7 L 87 21 C 89 58 76 82 50 93 C 24 82 11 58 13 21 Z"),
    ("graduation-cap mortar-board", "f M 50 16 L 98 38 50 60 2 38 Z s M 22 50 L 22 76 C 36 88 64 88 78 76 L 78 50"),
    ("quote-left", "f M 8 82 L 8 48 C 8 28 22 20 42 18 L 42 33 C 32 35 27 40 27 48 L 42 48 42 82 Z f M 54 82 L 54 48 C 54 28 68 20 88 18 L 88 33 C 78 35 73 40 73 48 L 88 48 88 82 Z"),
    ("quote-right", "f M 92 18 L 92 52 C 92 72 78 80 58 82 L 58 67 C 68 65 73 60 73 52 L 58 52 58 18 Z f M 46 18 L 46 52 C 46 72 32 80 12 82 L 12 67 C 22 65 27 60 27 52 L 12 52 12 18 Z"),
    ("credit-card credit-card-alt", "s M 5 18 L 95 18 95 82 5 82 Z f M 5 34 L 95 34 95 48 5 48 Z"),
    ("shopping-cart cart-shopping", "s M 4 12 L 20 12 34 68 82 68 94 28 24 28 d 40 86 8 d 76 86 8"),
    ("paperclip", "s M 78 44 L 46 78 C 26 98 0 70 20 50 L 58 12 C 74 -4 96 18 80 34 L 46 68 C 38 76 26 64 34 56 L 64 26"),
    ("briefcase suitcase", "s M 6 30 L 94 30 94 86 6 86 Z s M 34 28 L 34 12 66 12 66 28 s M 6 56 L 94 56"),
    ("keyboard keyboard-o", "s M 4 22 L 96 22 96 78 4 78 Z d 22 42 5 d 41 42 5 d 60 42 5 d 79 42 5 s M 26 62 L 74 62"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_drawing_lies_on_its_field() {
        for (names, marks) in drawings() {
            let paths = read(marks);
            assert!(!paths.is_empty() && paths.iter().all(|path| path.steps.len() > 1), "{names}");
            assert!(paths.iter().all(|path| matches!(path.steps.first(), Some(IconStep::Move(_)))), "{names}");
            let ends = paths.iter().flat_map(|path| &path.steps).filter_map(|step| match *step {
                IconStep::Move(to) | IconStep::Line(to) | IconStep::Curve(_, _, to) => Some(to),
                IconStep::Close => None,
            });
            for (x, y) in ends {
                assert!((0..=100).contains(&x) && (0..=100).contains(&y), "{names}: {x} {y}");
            }
        }
    }

    #[test]
    fn marks_of_brands_are_drawn() {
        for name in ["github", "fab-github", "fa-twitter", "linkedin@fab", "docker", "rust", "python", "windows"] {
            assert!(Icon::named(name).drawing().is_some(), "{name}");
        }
        // What stays open within a mark runs the other way round than its outline.
        let area = |steps: &[IconStep]| -> i32 {
            let ends = steps.iter().filter_map(|step| match *step {
                IconStep::Move(to) | IconStep::Line(to) | IconStep::Curve(_, _, to) => Some(to),
                IconStep::Close => None,
            });
            let ends: Vec<IconPoint> = ends.collect();
            let next = ends.iter().cycle().skip(1);
            ends.iter().zip(next).map(|((x, y), (to_x, to_y))| x * to_y - to_x * y).sum()
        };
        for name in ["youtube", "linkedin", "linux", "android", "npm", "python"] {
            let paths = Icon::named(name).drawing().map(IconDrawing::paths).unwrap_or_default();
            let outlines: Vec<i32> =
                paths[0].steps.split_inclusive(|step| *step == IconStep::Close).map(area).collect();
            assert!(outlines.len() > 1 && outlines[0].signum() == -outlines[1].signum(), "{name}: {outlines:?}");
        }
    }

    #[test]
    fn every_name_is_there_once() {
        let mut names: Vec<&str> = icon_names().collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count);
    }

    #[test]
    fn icons_are_found_under_the_names_of_every_set() {
        for name in ["heart", "fa-heart", "far-heart", "heart@fas"] {
            assert_eq!(Icon::named(name).drawing(), Icon::named("heart").drawing(), "{name}");
            assert_eq!(Icon::named(name).words(), "heart");
        }
        assert_eq!(Icon::named("hart").drawing(), None);
        assert_eq!(Icon { alt: Some("Warm".into()), ..Icon::named("sun") }.words(), "Warm");
    }

    #[test]
    fn icons_are_flipped_and_then_turned() {
        let play = Icon { quarters: 1, is_flipped: true, ..Icon::named("play") };
        let paths = play.drawing().map(IconDrawing::paths).unwrap_or_default();
        let steps = [IconStep::Move((92, 80)), IconStep::Line((50, 10)), IconStep::Line((8, 80)), IconStep::Close];
        assert_eq!(paths, [IconPath { steps: steps.to_vec(), is_filled: true }]);
    }
}
