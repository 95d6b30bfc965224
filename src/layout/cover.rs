//! The typeset cover, for books whose author gives none: one page in the voice of the title page.
//!
//! In go the title and the names, out comes a page of 400 × 600 pt, which is 1600 × 2400 pixels at
//! 288 dpi. The title hangs from a rule and is as large as its length allows; the names stand at
//! the foot. What the smallest size can't hold ends in an ellipsis: the whole title is in the book.

use unicode_bidi::{BidiClass, bidi_class};

use crate::font::{
    FaceId, Family, Features, Figures, FontBook, Glyph, Hyphenator, Setting, ShapedWord, Shaper, Weight,
};
use crate::frame::mirror;
use crate::frame::{
    About, Artifact, Element, ElementId, Folio, FolioStyle, Item, ItemKind, Owner, Page, PagedBook, PlacedGlyph, Role,
    Shape, Stroke, Structure, TextItem,
};
use crate::geom::{Abs, Colour, Point, Rect, Size};
use crate::model::{Language, PageMap};
use crate::moment::Moment;

/// Width and height of the page in points.
const PAGE: (f64, f64) = (400.0, 600.0);
/// From the left edge to the text, and from the text to the right edge.
const MARGINS: (f64, f64) = (52.0, 36.0);
/// The width of the band along the spine.
const BAND: f64 = 16.0;
/// From the upper edge to the rule above the title.
const RULE_AT: f64 = 112.0;
/// Width and thickness of the rule.
const RULE: (f64, f64) = (64.0, 4.0);
/// From the rule to the tops of the title's capitals.
const BELOW_RULE: f64 = 30.0;
/// From the lower edge to the last name's baseline.
const FOOT: f64 = 50.0;
/// The least space between what hangs from the rule and the names.
const ABOVE_NAMES: f64 = 36.0;

/// From the size for a word or two to that for 500 characters and more.
const TITLE_SIZES: &[f64] =
    &[54.0, 48.0, 43.0, 38.0, 34.0, 30.0, 27.0, 24.0, 21.5, 19.0, 17.0, 15.5, 14.0, 12.5, 11.0, 10.0];
const SUBTITLE_SIZES: &[f64] = &[19.0, 17.0, 15.0, 12.5, 10.0];
const NAME_SIZES: &[f64] = &[17.0, 15.0, 13.0, 11.0, 9.0];
/// A smaller size is taken rather than to break a word, down to the first; where that is not
/// enough, words are broken at the second.
const WHOLE_WORDS: (f64, f64) = (24.0, 34.0);
/// In a size from the second on, a title has no more lines than the first.
const LARGE_LINES: (usize, f64) = (5, 34.0);
/// From the title's last baseline to the tops of the subtitle's capitals.
const BELOW_TITLE: f64 = 30.0;
/// More names than these run on instead of taking a line each.
const NAMES_ONE_A_LINE: usize = 5;
/// A longer name may be broken over lines.
const WHOLE_NAME: usize = 40;
/// No more characters than these are looked at.
const LONGEST_TEXT: usize = 3000;
/// The height of capitals, in thousandths of the em.
const CAPITALS: i64 = 660;
/// A letter's usual side bearing, in thousandths of the em.
const SIDE_BEARING: i64 = 50;

const INK: Colour = Colour::new(0x1b, 0x1d, 0x1f);
const GREY: Colour = Colour::new(0x5f, 0x66, 0x6b);
const HAIRLINE: Colour = Colour::new(0xb9, 0xc0, 0xc3);

/// Lays out the cover.
pub fn cover(words: &CoverWords<'_>, fonts: &FontBook) -> PagedBook {
    let size = Size::new(Abs::pt(PAGE.0), Abs::pt(PAGE.1));
    let mut book = cover_of_size(words, fonts, size, Abs::ZERO);
    if words.language.is_rtl() {
        mirror(&mut book);
    }
    // A hairline where white paper would have no edge on a white shelf.
    let edge = Stroke { colour: HAIRLINE, width: Abs::pt(1.0), dots: None };
    if let Some(page) = book.pages.first_mut() {
        page.items.insert(0, ornament(Point::default(), Shape::outlined(size, edge)));
    }
    book
}

/// What a cover says, and in which colour its band is.
pub struct CoverWords<'a> {
    /// The title in plain words.
    pub title: &'a str,
    /// The subtitle in plain words.
    pub subtitle: Option<&'a str>,
    /// The authors' names.
    pub authors: &'a [String],
    /// The band's colour.
    pub accent: Colour,
    /// The language of the words.
    pub language: Language,
    /// What breaks words that are too long.
    pub hyphenator: &'a Hyphenator,
}

/// Lays out a cover of another size, at least 400 pt wide and 600 pt high; its band goes on into the bleed.
///
/// Where its language runs from right to left it is still to be mirrored, as the pages of such books are.
pub(super) fn cover_of_size(words_of: &CoverWords<'_>, fonts: &FontBook, size: Size, bleed: Abs) -> PagedBook {
    let CoverWords { title, subtitle, authors, accent, language, hyphenator } = *words_of;
    let mut sheet = Sheet::new(Shaper::new(fonts.clone()).hyphenating(hyphenator.clone()), language, size);
    let names = sheet.fit(&name_paragraphs(authors), &NAMES, Abs::pt(120.0));
    let subtitle = sheet.fit(&[words(subtitle.unwrap_or_default())], &SUBTITLE, Abs::pt(110.0));
    let top = Abs::pt(RULE_AT + RULE.1 + BELOW_RULE);
    let foot = size.height - Abs::pt(FOOT);
    let room = foot - names.height() - Abs::pt(ABOVE_NAMES) - subtitle.height() - subtitle.gap() - top;
    let title_lines = sheet.fit(&[words(title)], &TITLE, room);

    sheet.ornaments(accent, bleed);
    let below = sheet.place(&title_lines, Role::Paragraph, top);
    let gap = if title_lines.lines.is_empty() { Abs::ZERO } else { subtitle.gap() };
    sheet.place(&subtitle, Role::Paragraph, below + gap);
    sheet.place(&names, Role::Paragraph, foot - names.height());
    sheet.finish(About {
        title: title.into(),
        authors: authors.to_vec(),
        language,
        date: Moment::FIXED,
        ..About::default()
    })
}

/// How one of the cover's texts is set.
struct Style {
    family: Family,
    weight: Weight,
    is_italic: bool,
    colour: Colour,
    sizes: &'static [f64],
    /// From baseline to baseline, in per cent of the size, and points on top.
    leading: (i64, f64),
    /// Space between letters, in thousandths of the em.
    tracking: i64,
    /// Whether lines are made as even as their number allows.
    is_balanced: bool,
}

const TITLE: Style = Style {
    family: Family::Sans,
    weight: Weight::Semibold,
    is_italic: false,
    colour: INK,
    sizes: TITLE_SIZES,
    leading: (104, 3.0),
    tracking: -8,
    is_balanced: true,
};
const SUBTITLE: Style = Style {
    family: Family::Serif,
    weight: Weight::Regular,
    is_italic: true,
    colour: GREY,
    sizes: SUBTITLE_SIZES,
    leading: (125, 1.5),
    tracking: 0,
    is_balanced: true,
};
const NAMES: Style = Style {
    family: Family::Sans,
    weight: Weight::Semibold,
    is_italic: false,
    colour: INK,
    sizes: NAME_SIZES,
    leading: (125, 2.0),
    tracking: 0,
    is_balanced: false,
};

/// A text broken into lines at the size that was found for it.
struct Fitted {
    style: &'static Style,
    size: Abs,
    lines: Vec<Line>,
}

/// Words and parts of words, each with the space behind it.
type Line = Vec<Chunk>;

/// A word, or a part of one on a line.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Chunk {
    text: String,
    /// Whether the word goes on in the next line.
    is_broken: bool,
}

impl Fitted {
    fn leading(&self) -> Abs {
        self.size.scale(self.style.leading.0, 100) + Abs::pt(self.style.leading.1)
    }

    /// From the tops of the capitals to the last baseline.
    fn height(&self) -> Abs {
        match self.lines.len() as i64 {
            0 => Abs::ZERO,
            lines => self.size.scale(CAPITALS, 1000) + self.leading() * (lines - 1),
        }
    }

    /// The space between this text and the title above it.
    fn gap(&self) -> Abs {
        if self.lines.is_empty() { Abs::ZERO } else { Abs::pt(BELOW_TITLE) }
    }
}

/// The page as it fills.
struct Sheet {
    shaper: Shaper,
    language: Language,
    size: Size,
    measure: Abs,
    structure: Structure,
    items: Vec<Item>,
}

impl Sheet {
    fn new(shaper: Shaper, language: Language, size: Size) -> Self {
        Self {
            shaper,
            language,
            size,
            measure: size.width - Abs::pt(MARGINS.0 + MARGINS.1),
            structure: Structure::default(),
            items: Vec::new(),
        }
    }

    /// Breaks paragraphs into lines at the largest size that the height allows.
    fn fit(&mut self, paragraphs: &[Vec<String>], style: &'static Style, height: Abs) -> Fitted {
        let whole = style.sizes.iter().filter(|size| **size >= WHOLE_WORDS.0).map(|size| (*size, true));
        let broken = style.sizes.iter().filter(|size| **size <= WHOLE_WORDS.1).map(|size| (*size, false));
        let mut fitted = Fitted { style, size: Abs::ZERO, lines: Vec::new() };
        for (size, keeps_words_whole) in whole.chain(broken) {
            fitted.size = Abs::pt(size);
            fitted.lines = paragraphs.iter().flat_map(|words| self.wrap_evenly(words, &fitted)).collect();
            let is_too_long = size >= LARGE_LINES.1 && fitted.lines.len() > LARGE_LINES.0;
            let is_broken = keeps_words_whole && fitted.lines.iter().flatten().any(|chunk| chunk.is_broken);
            if fitted.height() <= height && !is_too_long && !is_broken {
                return fitted;
            }
        }
        self.cut(&mut fitted, height);
        fitted
    }

    /// Leaves out the lines that are too many.
    fn cut(&mut self, fitted: &mut Fitted, height: Abs) {
        let mut is_cut = false;
        while fitted.height() > height && fitted.lines.pop().is_some() {
            is_cut = true;
        }
        if is_cut {
            self.end_in_ellipsis(fitted);
        }
    }

    /// Breaks a paragraph greedily, then narrows its measure as far as the number of lines stays.
    fn wrap_evenly(&mut self, words: &[String], fitted: &Fitted) -> Vec<Line> {
        let lines = self.wrap(words, fitted, self.measure);
        if !fitted.style.is_balanced || lines.len() < 2 || lines.iter().flatten().any(|chunk| chunk.is_broken) {
            return lines;
        }
        let (mut narrow, mut wide, mut best) = (Abs::ZERO, self.measure, lines);
        for _ in 0..10 {
            let middle = (narrow + wide) / 2;
            let tried = self.wrap(words, fitted, middle);
            if tried.len() == best.len() && tried.iter().flatten().all(|chunk| !chunk.is_broken) {
                (wide, best) = (middle, tried);
            } else {
                narrow = middle;
            }
        }
        best
    }

    /// First fit: a word goes on the line as long as there is room; one that is wider than the
    /// measure is broken.
    fn wrap(&mut self, words: &[String], fitted: &Fitted, measure: Abs) -> Vec<Line> {
        let mut lines: Vec<Line> = Vec::new();
        let mut line = Line::new();
        let mut filled = Abs::ZERO;
        for word in words {
            let mut rest = word.clone();
            let mut width = self.width(&rest, fitted);
            if !line.is_empty() && filled + width > measure {
                lines.push(std::mem::take(&mut line));
                filled = Abs::ZERO;
            }
            while width > measure {
                let Some((head, tail)) = self.split(&rest, fitted, measure) else { break };
                lines.push(vec![Chunk { text: head, is_broken: true }]);
                width = self.width(&tail, fitted);
                rest = tail;
            }
            let chunk = Chunk { text: rest + " ", is_broken: false };
            filled += self.width(&chunk.text, fitted);
            line.push(chunk);
        }
        if !line.is_empty() {
            lines.push(line);
        }
        lines
    }

    /// Breaks a word that is wider than the measure: at a hyphen's place, else anywhere between
    /// clusters; `None` where it can't be cut at all.
    fn split(&mut self, word: &str, fitted: &Fitted, measure: Abs) -> Option<(String, String)> {
        let most = self.longest_head(word, fitted, measure)?;
        for at in self.shaper.hyphen_points(word, self.language).into_iter().rev().skip_while(|at| *at > most) {
            let (head, tail) = word.split_at_checked(at)?;
            let head = format!("{head}-");
            if self.width(&head, fitted) <= measure {
                return Some((head, tail.into()));
            }
        }
        word.split_at_checked(most).map(|(head, tail)| (head.into(), tail.into()))
    }

    /// Where the clusters that the measure holds end; behind the first one where it holds none.
    fn longest_head(&mut self, word: &str, fitted: &Fitted, measure: Abs) -> Option<usize> {
        let shaped = self.shaped(word, fitted.style);
        let (mut most, mut before) = (None, Abs::ZERO);
        for glyph in &shaped.glyphs {
            let is_cut = glyph.start > 0 && (most.is_none() || before <= measure);
            if is_cut {
                most = Some(glyph.start as usize);
            }
            before += self.advance(glyph, fitted);
        }
        most
    }

    /// Ends the last line in an ellipsis, at the cost of as many words as it takes.
    fn end_in_ellipsis(&mut self, fitted: &mut Fitted) {
        let Some(mut line) = fitted.lines.pop() else { return };
        while let Some(last) = line.pop() {
            let text = format!("{}…", last.text.trim_end());
            let before: Abs = line.iter().map(|chunk| self.width(&chunk.text, fitted)).sum();
            if before + self.width(&text, fitted) <= self.measure || line.is_empty() {
                line.push(Chunk { text, is_broken: false });
                break;
            }
        }
        fitted.lines.push(line);
    }

    fn shaped(&mut self, text: &str, style: &Style) -> ShapedWord {
        let features = Features { figures: Figures::Lining, ..Features::default() };
        let face = self.shaper.book().select(style.family, style.weight, style.is_italic);
        self.shaper.shape(Setting { face, features, language: self.language, is_rtl: is_rtl(text) }, text)
    }

    fn width(&mut self, text: &str, fitted: &Fitted) -> Abs {
        let shaped = self.shaped(text, fitted.style);
        shaped.glyphs.iter().map(|glyph| self.advance(glyph, fitted)).sum()
    }

    fn advance(&self, glyph: &Glyph, fitted: &Fitted) -> Abs {
        glyph.length(glyph.advance, fitted.size) + fitted.size.scale(fitted.style.tracking, 1000)
    }

    /// The band along the spine and the rule above the title.
    fn ornaments(&mut self, accent: Colour, bleed: Abs) {
        let band = Size::new(Abs::pt(BAND) + bleed, self.size.height + bleed * 2);
        let rule = Size::new(Abs::pt(RULE.0), Abs::pt(RULE.1));
        let rule_at = Point::new(Abs::pt(MARGINS.0), Abs::pt(RULE_AT));
        self.items.push(ornament(Point::new(-bleed, -bleed), Shape::filled(band, accent)));
        self.items.push(ornament(rule_at, Shape::filled(rule, accent)));
    }

    /// Sets lines whose capitals' tops are at `top`; gives the last baseline.
    fn place(&mut self, fitted: &Fitted, role: Role, top: Abs) -> Abs {
        if fitted.lines.is_empty() {
            return top;
        }
        let owner = self.structure.push(Element {
            role,
            parent: None,
            node: None,
            language: self.language,
            span: None,
            is_generated: true,
        });
        let mut baseline = top + fitted.size.scale(CAPITALS, 1000);
        for (index, line) in fitted.lines.iter().enumerate() {
            if index > 0 {
                baseline += fitted.leading();
            }
            // Large letters' own side bearings would set them in from the rule's edge.
            let hang = fitted.size.scale(SIDE_BEARING, 1000);
            let mut at = Point::new(Abs::pt(MARGINS.0) - hang, baseline);
            for chunk in line {
                at.x = self.place_chunk(&chunk.text, fitted, owner, at);
            }
        }
        baseline
    }

    /// Sets a word, as an item for each face that it takes; gives the place behind it.
    fn place_chunk(&mut self, text: &str, fitted: &Fitted, owner: ElementId, at: Point) -> Abs {
        let shaped = self.shaped(text, fitted.style);
        let mut x = at.x;
        let mut runs: Vec<&[Glyph]> = shaped.glyphs.chunk_by(|a, b| a.face == b.face).collect();
        if self.language.is_rtl() {
            // The sheet will be mirrored: what stands at the left now comes to the right.
            runs.reverse();
        }
        for run in runs {
            let Some(item) = self.text_item(text, run, fitted) else { continue };
            let width = item.width;
            self.items.push(Item {
                at: Point::new(x, at.y),
                owner: Owner::Element(owner),
                span: None,
                is_generated: true,
                kind: ItemKind::Text(item),
            });
            x += width;
        }
        x
    }

    fn text_item(&self, text: &str, run: &[Glyph], fitted: &Fitted) -> Option<TextItem> {
        let face: FaceId = run.first()?.face;
        let (from, to) = (run.iter().map(|glyph| glyph.start).min()?, run.iter().map(|glyph| glyph.end).max()?);
        let units = |units: i32| self.shaper.book().face(face).scale(units, fitted.size);
        let glyphs: Vec<PlacedGlyph> = run
            .iter()
            .map(|glyph| {
                let offset = Point::new(units(glyph.x_offset), units(glyph.y_offset));
                PlacedGlyph::new(glyph.id, self.advance(glyph, fitted), offset, glyph.start - from..glyph.end - from)
            })
            .collect();
        Some(TextItem {
            is_turned: false,
            face,
            size: fitted.size,
            colour: fitted.style.colour,
            language: self.language,
            text: text.get(from as usize..to as usize)?.into(),
            width: glyphs.iter().map(PlacedGlyph::advance).sum(),
            glyphs,
        })
    }

    fn finish(self, about: About) -> PagedBook {
        let size = self.size;
        let page = Page {
            size,
            folio: Folio { number: 1, style: FolioStyle::Arabic },
            items: self.items,
            links: Vec::new(),
            body: Rect::new(Point::default(), size),
        };
        PagedBook {
            pages: vec![page],
            sides: Vec::new(),
            structure: self.structure,
            outline: Vec::new(),
            destinations: Vec::new(),
            page_map: PageMap::default(),
            about,
            lines: Vec::new(),
            breaks: Vec::new(),
            pages_tried: 0,
        }
    }
}

fn ornament(at: Point, shape: Shape) -> Item {
    Item { at, owner: Owner::Artifact(Artifact::Layout), span: None, is_generated: true, kind: ItemKind::Shape(shape) }
}

/// The words of a text between spaces; punctuation that stands alone, as in French, stays with the
/// word that it belongs to, and so does what a no-break space joins.
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut is_opened = false;
    let shortened: String = text.chars().take(LONGEST_TEXT).collect();
    for word in shortened.split(is_breakable_space).filter(|word| !word.is_empty()) {
        let closes = word.chars().all(|c| matches!(c, ':' | ';' | '!' | '?' | '»' | '%' | '–' | '—' | '…'));
        match words.last_mut() {
            Some(last) if is_opened || closes => {
                last.push('\u{a0}');
                last.push_str(word);
            }
            _ => words.push(word.into()),
        }
        is_opened = matches!(word, "«" | "&");
    }
    words
}

fn is_breakable_space(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}' | '\u{2007}')
}

/// A name a line, or all of them in one paragraph that breaks between names.
fn name_paragraphs(authors: &[String]) -> Vec<Vec<String>> {
    if authors.len() <= NAMES_ONE_A_LINE {
        return authors.iter().map(|name| words(name)).collect();
    }
    let last = authors.len() - 1;
    let mut run_on: Vec<String> = Vec::new();
    let mut length = 0;
    for (index, name) in authors.iter().enumerate() {
        let name = if index < last { format!("{},", name.trim()) } else { name.trim().to_string() };
        let parts = words(&name);
        if name.chars().count() <= WHOLE_NAME {
            run_on.push(parts.join("\u{a0}"));
        } else {
            run_on.extend(parts);
        }
        length += name.len();
        if length > LONGEST_TEXT {
            break;
        }
    }
    vec![run_on]
}

/// Whether a word is of a script that runs from right to left.
fn is_rtl(word: &str) -> bool {
    !word.is_ascii() && word.chars().any(|c| matches!(bidi_class(c), BidiClass::R | BidiClass::AL))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geom::Ratio;

    fn items(title: &str, subtitle: Option<&str>, authors: &[String]) -> Vec<Item> {
        let accent = Colour::new(0x1a, 0x5f, 0x6f);
        let hyphenator = &Hyphenator::default();
        let words = CoverWords { title, subtitle, authors, accent, language: Language::FRENCH, hyphenator };
        let book = cover(&words, &FontBook::compiled_in());
        book.pages.into_iter().flat_map(|page| page.items).collect()
    }

    fn texts(items: &[Item]) -> Vec<(Point, &TextItem)> {
        items
            .iter()
            .filter_map(|item| if let ItemKind::Text(text) = &item.kind { Some((item.at, text)) } else { None })
            .collect()
    }

    /// Everything said stands within the margins, lines don't overlap; gives the title's size.
    fn check(title: &str, subtitle: Option<&str>, authors: &[String]) -> f64 {
        let items = items(title, subtitle, authors);
        let texts = texts(&items);
        for (at, text) in &texts {
            let right = at.x + text.width - if text.text.ends_with(' ') { text.size * Ratio(0.2) } else { Abs::ZERO };
            assert!(at.x >= Abs::pt(MARGINS.0 - 3.0) && right <= Abs::pt(PAGE.0 - 20.0), "{:?} at {at:?}", text.text);
            assert!(at.y >= Abs::pt(RULE_AT) + text.size * Ratio(0.5) && at.y <= Abs::pt(PAGE.1 - FOOT));
        }
        for pair in texts.windows(2) {
            let ((upper, _), (lower, text)) = (pair[0], pair[1]);
            assert!(lower.y == upper.y && lower.x > upper.x || lower.y - upper.y >= text.size, "{:?}", text.text);
        }
        texts.first().map_or(0.0, |(_, text)| text.size.to_pt())
    }

    fn said(items: &[Item]) -> String {
        texts(items).iter().map(|(_, text)| text.text.replace('\u{a0}', " ")).collect()
    }

    #[test]
    fn titles_of_any_length_stay_on_the_page() {
        let name = ["Ada Exemple".to_string()];
        let words = "Une journée sur les plateformes ".repeat(100);
        let mut before = f64::MAX;
        for length in [0, 5, 12, 31, 80, 160, 300, 500, 3000] {
            let size = check(&words.chars().take(length).collect::<String>(), Some("Notes de conférence"), &name);
            assert!(length == 0 || size <= before, "{length} characters at {size}");
            before = size.max(if length == 0 { f64::MAX } else { 0.0 });
        }
        check(&"x".repeat(500), None, &[]);
        check(&"développement".repeat(300), None, &vec!["y".repeat(5000); 300]);
        check("", None, &[]);
    }

    #[test]
    fn five_hundred_characters_are_all_there() {
        let title = "Une journée sur les plateformes ".repeat(16).trim_end().chars().take(500).collect::<String>();
        let said = said(&items(&title, None, &[]));
        assert_eq!(said.trim_end(), title.trim_end());
    }

    #[test]
    fn a_crowd_of_authors_has_room() {
        let crowd: Vec<String> = (0..80).map(|n| format!("Marie-Joséphine Exemple {n}")).collect();
        check("Actes", Some(&"Sous-titre fort long ".repeat(30)), &crowd);
        assert_eq!(name_paragraphs(&crowd[..5]).len(), 5);
        assert_eq!(name_paragraphs(&crowd[..6]).len(), 1);
    }

    #[test]
    fn long_words_shrink_and_then_break_with_a_hyphen() {
        assert!(check("Infrastructures", None, &[]) > WHOLE_WORDS.0);
        let endless = "développementdurablement".repeat(2);
        assert_eq!(check(&endless, None, &[]), WHOLE_WORDS.1);
        assert!(said(&items(&endless, None, &[])).contains('-'));
    }

    #[test]
    fn french_punctuation_stays_with_its_word() {
        assert_eq!(words("Qui a peur : « nous » ?"), ["Qui", "a", "peur\u{a0}:", "«\u{a0}nous\u{a0}»\u{a0}?"]);
    }
}
