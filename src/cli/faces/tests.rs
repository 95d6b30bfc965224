//! Damaged faces: whatever is in a file, it is refused or set, and never makes anything fail.

use std::path::Path;

use proptest::prelude::*;

use crate::asciidoc::{ReadOptions, parse};
use crate::cli::faces::family::{apart, instances};
use crate::cli::faces::library::Library;
use crate::diag::Sink;
use crate::font::{Choice, Face, Family, FontBook, TextFaces, Weight};
use crate::geom::Abs;
use crate::layout::{Context, layout_book};
use crate::model::{Spaces, resolve, set};
use crate::pdf::{self, WriteError};
use crate::raster::{Dpi, paint};
use crate::theme::read;
use crate::world::{Memory, World};

const FACES: [&[u8]; 4] = [
    include_bytes!("../../../tests/fonts/NotoSansThai-Regular.subset.ttf"),
    include_bytes!("../../../tests/fonts/InterDisplay.var.subset.ttf"),
    include_bytes!("../../../tests/fonts/NotoSansCJKsc-Regular.subset.otf"),
    include_bytes!("../../../tests/fonts/NotoNaskhArabic-Regular.subset.ttf"),
];

const EMOJI: &[u8] = include_bytes!("../../../tests/fonts/NotoColorEmoji.subset.ttf");

const TEXT: &str = "= Title\n\nPlain Text fi 1/2, *bold*, _slanted_, `code`, x^2^ H~2~O AVA.\n\nชาว 这一章 این فصل \u{2764}\u{FE0F} 🇫🇷\n\n[.small-caps]#Abc# [.frac]#3/4#\n";

/// The book set in the faces of a file, and what the writer says; `None` where the file is refused.
fn set_in(bytes: Vec<u8>) -> Option<Result<usize, WriteError>> {
    let mut library = Library::default();
    let path = Path::new("face.ttf");
    library.add_bytes(path, bytes).ok()?;
    let infos = library.of_files(&[path.to_path_buf()]);
    let found = instances(&library, &infos, &[10.0, 24.0]);
    let mut choice = |family| {
        let faces = found.iter().filter_map(|instance| library.instance(instance, family)).collect();
        Choice { family, text: TextFaces::Given(faces), beside: Vec::new() }
    };
    let choices = Family::ALL.map(&mut choice);
    let mut fonts = FontBook::compiled_in().with_choices(choices);
    let world = Memory::new().with("a.adoc", TEXT);
    let mut sink = Sink::new();
    let (file, _) = world.load(Path::new("a.adoc")).unwrap();
    let draft = parse(&world, file, &ReadOptions::default(), &mut sink);
    let book = set(resolve(draft, &mut sink), Spaces::Narrow);
    let theme = read(&world, "screen", &mut sink).unwrap();
    // Each face can be barred once.
    for _ in 0..=fonts.faces().len() {
        let context = Context { theme: &theme, fonts: fonts.clone(), pixels: &|_| None, book: &book, date: None };
        let pages = layout_book(&context, &mut sink);
        paint(&pages.pages[0], fonts.clone(), &|_| None, Dpi(20));
        match pdf::write(&pages, &fonts, pdf::Options::default()) {
            Ok(bytes) => return Some(Ok(bytes.len())),
            Err(WriteError::Face(face, _)) if fonts.face(face).font().is_some() => fonts = fonts.without(face),
            Err(other) => return Some(Err(other)),
        }
    }
    Some(Ok(0))
}

#[test]
fn whole_faces_are_set() {
    for face in FACES.into_iter().chain([EMOJI]) {
        assert!(matches!(set_in(face.to_vec()), Some(Ok(_))));
    }
}

#[test]
fn a_variable_font_gives_an_instance_for_each_weight_and_slope() {
    let mut library = Library::default();
    let path = Path::new("face.ttf");
    library.add_bytes(path, FACES[1].to_vec()).unwrap();
    let found = instances(&library, &library.of_files(&[path.to_path_buf()]), &[10.0, 24.0]);
    let of = |weight, is_italic| {
        let mut same = found.iter().filter(|one| one.weight == weight && one.is_italic == is_italic);
        same.next().unwrap().coordinates.clone()
    };
    assert_eq!(found.len(), 6);
    assert_eq!(of(Weight::Regular, false), [(*b"wght", 400.0)]);
    assert_eq!(of(Weight::Bold, true), [(*b"wght", 700.0), (*b"slnt", -10.0)]);
    let width = |weight| {
        let instance = found.iter().find(|one| one.weight == weight && !one.is_italic).unwrap();
        let face = library.instance(instance, Family::Serif).unwrap();
        let glyph = face.font().unwrap().charmap().map_unicode('a').unwrap();
        face.font().unwrap().glyph_metrics().h_advance(glyph)
    };
    let widths = [Weight::Regular, Weight::Semibold, Weight::Bold].map(width);
    assert!(widths.is_sorted() && widths[0] < widths[2], "{widths:?}");
}

/// The face of the variable font with an axis for sizes, from 8 to 72, in place of that of its slope.
fn optical() -> Vec<u8> {
    let mut bytes = FACES[1].to_vec();
    let axes = table(&bytes, b"fvar").unwrap();
    let at = axes + bytes[axes..].windows(4).position(|tag| tag == b"slnt").unwrap();
    bytes[at..at + 4].copy_from_slice(b"opsz");
    for (index, value) in [8_u32, 72, 72].into_iter().enumerate() {
        let place = at + 4 + index * 4;
        bytes[place..place + 4].copy_from_slice(&(value << 16).to_be_bytes());
    }
    bytes
}

#[test]
fn a_face_for_each_size_that_differs_enough() {
    let mut library = Library::default();
    let path = Path::new("face.ttf");
    library.add_bytes(path, optical()).unwrap();
    let sizes = apart([10.0, 24.0, 10.5, 9.0, 8.0]);
    assert_eq!(sizes, [10.0, 24.0, 8.0]);
    let found = instances(&library, &library.of_files(&[path.to_path_buf()]), &sizes);
    let faces: Vec<Face> = found.iter().filter_map(|one| library.instance(one, Family::Serif)).collect();
    assert_eq!(faces.len(), 9, "three weights for each size");
    let choice = Choice { family: Family::Serif, text: TextFaces::Given(faces), beside: Vec::new() };
    let book = FontBook::compiled_in().with_choices([choice]);
    let of = |id| book.face(id).coordinates().iter().find(|(axis, _)| axis == b"opsz").unwrap().1;
    let at = |size| of(book.select_for(Family::Serif, Weight::Bold, false, Abs::pt(size)));
    assert_eq!([at(10.0), at(10.9), at(60.0), at(6.0)], [10.0, 10.0, 24.0, 8.0]);
    assert_eq!(
        of(book.select(Family::Serif, Weight::Regular, false)),
        10.0,
        "that of running text where no size is known"
    );
}

#[test]
fn a_name_with_half_a_character_does_no_harm() {
    let mut bytes = FACES[1].to_vec();
    let names = table(&bytes, b"name").unwrap();
    // What is left of each name has an odd number of bytes.
    let count = usize::from(u16::from_be_bytes([bytes[names + 2], bytes[names + 3]]));
    for record in 0..count {
        bytes[names + 6 + record * 12 + 9] |= 1;
    }
    assert!(matches!(set_in(bytes), Some(Ok(_)) | None));
}

/// Where a table of a face starts.
fn table(bytes: &[u8], tag: &[u8]) -> Option<usize> {
    let records = bytes[12..].chunks(16).take(usize::from(bytes[5]));
    let mut found = records.filter(|record| &record[..4] == tag);
    found.next().map(|record| record[8..12].iter().fold(0, |sum, byte| sum << 8 | usize::from(*byte)))
}

/// Where a byte is changed, as a share of the file: the list of tables at its head matters most.
fn damage() -> impl Strategy<Value = (usize, Vec<(bool, usize, u8)>)> {
    (0..FACES.len(), prop::collection::vec((any::<bool>(), any::<usize>(), any::<u8>()), 1..12))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn damaged_faces_are_refused_or_set((face, changes) in damage()) {
        let mut bytes = FACES[face].to_vec();
        for (in_head, at, byte) in changes {
            let at = at % if in_head { 300 } else { bytes.len() };
            bytes[at] = byte;
        }
        if let Some(written) = set_in(bytes) {
            prop_assert!(written.is_ok(), "{written:?}");
        }
    }

    /// Pictures are decoded only when the file is written: one that is damaged costs the face, not the book.
    #[test]
    fn damaged_pictures_are_refused_or_set(is_index: bool, changes in prop::collection::vec((any::<usize>(), any::<u8>()), 1..6)) {
        let mut bytes = EMOJI.to_vec();
        let start = table(&bytes, if is_index { b"CBLC" } else { b"CBDT" }).unwrap();
        let end = if is_index { start + 200 } else { bytes.len() };
        for (at, byte) in changes {
            let at = start + at % (end - start);
            bytes[at.min(EMOJI.len() - 1)] = byte;
        }
        if let Some(written) = set_in(bytes) {
            prop_assert!(written.is_ok(), "{written:?}");
        }
    }

    #[test]
    fn damaged_tables_are_refused_or_set(face in 0..FACES.len(), table in 0_usize..20, at in 0_usize..64, byte: u8) {
        let mut bytes = FACES[face].to_vec();
        let count = usize::from(bytes[5]);
        let record = 12 + table % count * 16 + 8;
        let start = bytes[record..record + 4].iter().fold(0, |sum, byte| sum << 8 | usize::from(*byte));
        let end = bytes.len() - 1;
        bytes[(start + at).min(end)] = byte;
        if let Some(written) = set_in(bytes) {
            prop_assert!(written.is_ok(), "{written:?}");
        }
    }
}
