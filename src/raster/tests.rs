use super::*;
use std::sync::Arc;

use crate::font::{Capitals, Face, FaceStyle, Family, Features, Figures, Setting, Shaper, Weight};
use crate::frame::{
    Artifact, BrokenWord, Folio, FolioStyle, Owner, PathCommand, PictureItem, PlacedGlyph, Shape, Stroke, TextItem,
};
use crate::geom::{Colour, Rect};
use crate::model::Language;

const RESOLUTION: Dpi = Dpi(144);

fn pt(points: f64) -> Abs {
    Abs::pt(points)
}

fn place(x: f64, y: f64) -> Point {
    Point::new(pt(x), pt(y))
}

fn item(x: f64, y: f64, kind: ItemKind) -> Item {
    Item { at: place(x, y), owner: Owner::Artifact(Artifact::Layout), span: None, is_generated: true, kind }
}

fn text(words: &str, size: f64, features: Features) -> TextItem {
    let fonts = FontBook::compiled_in();
    let face = fonts.select(Family::Sans, Weight::Semibold, false);
    let setting = Setting { face, features, language: Language::ENGLISH, is_rtl: false };
    let shaped = Shaper::new(fonts.clone()).shape(setting, words);
    let units = |units| fonts.face(face).scale(units, pt(size));
    let glyphs: Vec<PlacedGlyph> = shaped
        .glyphs
        .iter()
        .map(|glyph| {
            let offset = Point::new(units(glyph.x_offset), units(glyph.y_offset));
            PlacedGlyph::new(glyph.id, units(glyph.advance), offset, glyph.start..glyph.end)
        })
        .collect();
    let width = glyphs.iter().map(PlacedGlyph::advance).sum();
    let colour = Colour::BLACK;
    TextItem {
        face,
        size: pt(size),
        colour,
        language: Language::ENGLISH,
        text: words.into(),
        glyphs,
        width,
        is_turned: false,
    }
}

fn page(items: Vec<Item>) -> Page {
    let size = Size::new(pt(200.0), pt(100.0));
    let folio = Folio { number: 1, style: FolioStyle::Arabic };
    Page { size, folio, items, links: Vec::new(), body: Rect::new(Point::default(), size) }
}

#[test]
fn emoji_are_painted_in_their_colours() {
    let data: &'static [u8] = include_bytes!("../../tests/fonts/NotoColorEmoji.subset.ttf");
    let style = FaceStyle { like: Family::Sans, weight: Weight::Regular, is_italic: false };
    let emoji = Face::helper("Emoji".to_owned(), Arc::new(data), 0, style).unwrap();
    let fonts = FontBook::compiled_in().with([emoji]);
    let like = fonts.select(Family::Sans, Weight::Regular, false);
    let words = "\u{2764}\u{FE0F}";
    let face = fonts.face_for(words, like, Language::ENGLISH).unwrap();
    let setting = Setting { face, features: Features::default(), language: Language::ENGLISH, is_rtl: false };
    let shaped = Shaper::new(fonts.clone()).shape(setting, words);
    let glyph = shaped.glyphs[0];
    let advance = fonts.face(face).scale(glyph.advance, pt(50.0));
    let glyphs = vec![PlacedGlyph::new(glyph.id, advance, Point::default(), 0..words.len() as u32)];
    let text = TextItem { face, glyphs, ..text("", 50.0, Features::default()) };
    let paper = paint(&page(vec![item(20.0, 70.0, ItemKind::Text(text))]), fonts, &|_| None, RESOLUTION);
    let red =
        paper.rgb().as_chunks::<3>().0.iter().filter(|[red, green, blue]| *red > 200 && *green < 90 && *blue < 90);
    // A heart takes more than a third of its em's square: 100 pixels a side.
    assert!(red.count() > 3_000);
}

fn painted(items: Vec<Item>) -> Pixmap {
    paint(&page(items), FontBook::compiled_in(), &|_| None, RESOLUTION)
}

/// The box of all that isn't white: left, top, right, bottom, in points.
fn ink(pixmap: &Pixmap) -> Option<[f64; 4]> {
    let dark = (0..pixmap.height())
        .flat_map(|y| (0..pixmap.width()).map(move |x| (x, y)))
        .filter(|&(x, y)| pixmap.pixel(x, y).is_some_and(|rgb| rgb != [255; 3]));
    dark.fold(None, |found, (x, y)| {
        let [x, y] = [x, y].map(|pixels| f64::from(pixels) / 2.0);
        let [left, top, right, bottom] = found.unwrap_or([x, y, x, y]);
        Some([left.min(x), top.min(y), right.max(x + 0.5), bottom.max(y + 0.5)])
    })
}

#[track_caller]
fn assert_near(found: Option<[f64; 4]>, expected: [f64; 4], leeway: f64) {
    let found = found.expect("there is ink");
    let is_near = found.iter().zip(&expected).all(|(found, expected)| (found - expected).abs() <= leeway);
    assert!(is_near, "{found:?} is not {expected:?}");
}

#[test]
fn a_page_has_its_size_and_is_white() {
    let pixmap = painted(Vec::new());
    assert_eq!((pixmap.width(), pixmap.height()), (400, 200));
    assert_eq!(ink(&pixmap), None);
    assert_eq!((pixmap.pixel(400, 0), pixmap.pixel(0, 200)), (None, None));
}

#[test]
fn ink_is_where_the_text_is_and_nowhere_else() {
    let words = text("HHH", 20.0, Features::default());
    let right = 30.0 + words.width.to_pt();
    let pixmap = painted(vec![item(30.0, 60.0, ItemKind::Text(words))]);
    // Capitals of 0.66 em; a letter's side bearings are 0.09 em.
    assert_near(ink(&pixmap), [31.8, 46.8, right - 1.8, 60.0], 0.6);
    let middle = pixmap.pixel(2 * 32 + 1, 2 * 55);
    assert_eq!(middle, Some([0; 3]), "the first stem is black");
}

#[test]
fn all_forms_of_glyphs_have_ink() {
    let small = Features { capitals: Capitals::Small, figures: Figures::OldStyle, ..Features::default() };
    let tabular = Features { figures: Figures::Tabular, ..Features::default() };
    for (words, features) in [("ffi", Features::default()), ("fast0123456789", small), ("0123456789", tabular)] {
        for glyph in text(words, 20.0, features).glyphs {
            let alone = TextItem { glyphs: vec![glyph], ..text(words, 20.0, features) };
            let pixmap = painted(vec![item(30.0, 60.0, ItemKind::Text(alone))]);
            assert!(ink(&pixmap).is_some(), "glyph {} of {words}", glyph.id());
        }
    }
}

#[test]
fn text_moves_by_less_than_a_pixel() {
    let at = |x: f64| painted(vec![item(x, 60.0, ItemKind::Text(text("l", 20.0, Features::default())))]);
    assert_ne!(at(30.0), at(30.17));
    assert_eq!(at(30.0).rgb()[..1200], at(30.5).rgb()[..1200], "rows above are untouched");
}

#[test]
fn parts_of_a_broken_word_stand_in_their_places() {
    let part = |words: &str, x, y| item(x, y, ItemKind::Text(text(words, 10.0, Features::default())));
    let parts = vec![part("H", 150.0, 30.0), part("H", 10.0, 50.0)];
    let word = BrokenWord { word: "HH".into(), language: Language::ENGLISH, parts };
    let pixmap = painted(vec![item(0.0, 0.0, ItemKind::BrokenWord(word))]);
    assert_near(ink(&pixmap), [11.0, 23.4, 155.6, 50.0], 0.7);
}

#[test]
fn fills_and_lines_stand_in_their_places() {
    let red = Colour::new(200, 0, 0);
    let filled = Shape::filled(Size::new(pt(40.0), pt(10.0)), red);
    let pixmap = painted(vec![item(20.0, 30.0, ItemKind::Shape(filled))]);
    assert_near(ink(&pixmap), [20.0, 30.0, 60.0, 40.0], 0.0);
    assert_eq!(pixmap.pixel(80, 70), Some([200, 0, 0]));

    let stroke = Stroke { colour: red, width: pt(2.0), dots: None };
    let outlined = Shape::outlined(Size::new(pt(40.0), pt(10.0)), stroke);
    let pixmap = painted(vec![item(20.0, 30.0, ItemKind::Shape(outlined))]);
    assert_near(ink(&pixmap), [19.0, 29.0, 61.0, 41.0], 0.0);
    assert_eq!(pixmap.pixel(80, 70), Some([255; 3]), "nothing within");
}

#[test]
fn dots_are_round_and_at_their_distance() {
    let path = vec![PathCommand::Move(Point::default()), PathCommand::Line(place(100.0, 0.0))];
    let stroke = Stroke { colour: Colour::BLACK, width: pt(4.0), dots: Some(pt(10.0)) };
    let dotted = Shape { path, fill: None, stroke: Some(stroke), size: Size::new(pt(100.0), pt(4.0)) };
    let pixmap = painted(vec![item(50.0, 50.0, ItemKind::Shape(dotted))]);
    for dot in 0..10 {
        let centre = 2 * (50 + 10 * dot);
        assert_eq!(pixmap.pixel(centre, 100), Some([0; 3]), "dot {dot}");
        assert_eq!(pixmap.pixel(centre + 10, 100), Some([255; 3]), "between dots {dot}");
        assert_eq!(pixmap.pixel(centre + 3, 103), Some([255; 3]), "corner of dot {dot}");
    }
}

#[test]
fn pictures_are_scaled_into_their_box() {
    let set = PictureItem { picture: NodeId::new(7), size: Size::new(pt(40.0), pt(20.0)), is_turned: false };
    let rows = [[[255, 0, 0], [255, 0, 0]], [[0, 0, 255], [0, 0, 255]]];
    let picture = RasterPicture::new(2, 2, rows.as_flattened().as_flattened().to_vec());
    let pictures = |node| picture.clone().filter(|_| node == NodeId::new(7));
    let page = page(vec![item(10.0, 10.0, ItemKind::Picture(set))]);
    let pixmap = paint(&page, FontBook::compiled_in(), &pictures, RESOLUTION);
    assert_near(ink(&pixmap), [10.0, 10.0, 50.0, 30.0], 0.0);
    assert_eq!(pixmap.pixel(60, 22), Some([255, 0, 0]));
    assert_eq!(pixmap.pixel(60, 58), Some([0, 0, 255]));

    let missing = paint(&page, FontBook::compiled_in(), &|_| None, RESOLUTION);
    assert_near(ink(&missing), [10.0, 10.0, 50.0, 30.0], 0.0);
}

#[test]
fn a_picture_has_three_bytes_a_pixel() {
    assert!(RasterPicture::new(2, 2, vec![0; 12]).is_some());
    assert_eq!(RasterPicture::new(2, 2, vec![0; 11]), None);
    assert_eq!(RasterPicture::new(0, 2, Vec::new()), None);
    assert_eq!(RasterPicture::new(u32::MAX, u32::MAX, Vec::new()), None);
}

#[test]
fn what_lies_outside_the_page_is_cut_off() {
    let far = text("H", 90.0, Features::default());
    let picture = PictureItem { picture: NodeId::new(0), size: Size::new(pt(1e9), pt(1e9)), is_turned: false };
    let shape = Shape::filled(Size::new(pt(1e9), pt(1e9)), Colour::BLACK);
    for kind in [ItemKind::Text(far), ItemKind::Picture(picture), ItemKind::Shape(shape)] {
        for (x, y) in [(-30.0, 20.0), (190.0, 120.0), (1e9, 1e9), (-1e9, -1e9)] {
            painted(vec![item(x, y, kind.clone())]);
        }
    }
}

#[test]
fn a_huge_page_is_painted_coarser() {
    let mut poster = page(vec![item(1e4, 1e4, ItemKind::Text(text("H", 1e4, Features::default())))]);
    poster.size = Size::new(pt(1e6), pt(0.001));
    let pixmap = paint(&poster, FontBook::compiled_in(), &|_| None, Dpi(u32::MAX));
    assert_eq!((pixmap.width(), pixmap.height()), (8192, 1));
}

#[test]
fn the_same_page_gives_the_same_png() {
    let items = || vec![item(30.0, 60.0, ItemKind::Text(text("Same", 20.0, Features::default())))];
    let (one, other) = (painted(items()).to_png(), painted(items()).to_png());
    assert_eq!(one, other);
    // ISO 15948 11.2.2: the header's bit depth and its colour type, RGB without alpha.
    assert_eq!((&one[..4], &one[24..26]), (&b"\x89PNG"[..], &[8, 2][..]));
}
