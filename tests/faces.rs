//! Families that a layout names: found, matched by weight and slope, embedded; and files that are no good.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first surprise")]

mod common;

use common::command::{Folder, folder};
use lopdf::{Document, Object};

const THAI: &[u8] = include_bytes!("fonts/NotoSansThai-Regular.subset.ttf");
const VARIABLE: &[u8] = include_bytes!("fonts/InterDisplay.var.subset.ttf");
const CHINESE: &[u8] = include_bytes!("fonts/NotoSansCJKsc-Regular.subset.otf");
const EMOJI: &[u8] = include_bytes!("fonts/NotoColorEmoji.subset.ttf");
const BOLD: &[u8] = include_bytes!("../fonts/source-serif-4/SourceSerif4-Bold.otf");

const TEXT: &str = "= Title\n\nA plain text, *bold text*, _slanted text_ and `code`.footnote:[A note.]\n";

fn with_layout(fonts: &str, files: &[(&str, &[u8])]) -> Folder {
    let folder = folder(files);
    folder.write("notes.adoc", TEXT.as_bytes());
    folder.write("own.toml", format!("version = 1\n[fonts]\n{fonts}\n").as_bytes());
    folder
}

/// The arguments with which nothing of this machine is looked at.
const RUN: [&str; 5] = ["pdf", "notes.adoc", "--layout", "own.toml", "--no-system-fonts"];

/// The names of the fonts in a PDF, without the letters that tell subsets apart, and whether each is embedded.
fn embedded(folder: &Folder) -> Vec<String> {
    let document = Document::load_mem(&folder.read("notes.pdf")).unwrap();
    let name = |object: &Object| {
        let font = object.as_dict().ok()?;
        if font.get(b"Type").ok()?.as_name().ok()? != b"FontDescriptor" {
            return None;
        }
        assert!(font.has(b"FontFile2") || font.has(b"FontFile3"), "{font:?}");
        let name = String::from_utf8_lossy(font.get(b"FontName").ok()?.as_name().ok()?).into_owned();
        Some(name.split_once('+').map_or(name.clone(), |(_, name)| name.to_owned()))
    };
    let mut names: Vec<String> = document.objects.values().filter_map(name).collect();
    names.sort();
    names
}

#[test]
fn a_variable_font_gives_each_weight_and_slope() {
    let folder = with_layout("serif = \"inter display\"", &[("InterDisplay.ttf", VARIABLE)]);
    let ran = folder.run(&[&RUN[..], &["--font", "InterDisplay.ttf"]].concat());
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let count = embedded(&folder).iter().filter(|name| *name == "Inter Display").count();
    assert_eq!(count, 3, "regular, bold and slanted: {:?}", embedded(&folder));
    let ran = folder.run(&[&RUN[..], &["--font", "InterDisplay.ttf", "--emit", "frames"]].concat());
    let frames = String::from_utf8(ran.out).unwrap();
    assert!(frames.contains("\"A plain text, \""), "{frames}");
}

/// Running text is of 10.5 pt, notes are smaller: each has an instance of its own.
#[test]
fn a_variable_font_with_optical_sizes_gives_one_for_each() {
    let (_, axes) = table(VARIABLE, b"fvar").unwrap();
    let slope = VARIABLE[axes..].windows(4).position(|tag| tag == b"slnt").unwrap();
    let axis: Vec<u8> = [8_u32, 72, 72].iter().flat_map(|size| (size << 16).to_be_bytes()).collect();
    let optical = patched(VARIABLE, b"fvar", slope, &[&b"opsz"[..], &axis].concat());
    let folder = with_layout("serif = { files = [\"optical.ttf\"] }", &[("optical.ttf", &optical)]);
    folder.write("notes.adoc", b"= Title\n\nA plain text.footnote:[A note.]\n");
    let ran = folder.run(&RUN);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let count = embedded(&folder).iter().filter(|name| *name == "Inter Display").count();
    assert_eq!(count, 2, "{:?}", embedded(&folder));
}

#[test]
fn files_are_meant_from_the_layouts_folder() {
    let folder = folder(&[("looks/fonts/own.ttf", VARIABLE), ("notes.adoc", TEXT.as_bytes())]);
    folder.write("looks/own.toml", b"version = 1\n[fonts]\nmono = { files = [\"fonts/own.ttf\"] }\n");
    let ran = folder.run(&["pdf", "notes.adoc", "--layout", "looks/own.toml", "--no-system-fonts"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert_eq!(embedded(&folder).iter().filter(|name| *name == "Inter Display").count(), 1);
    folder.write("looks/own.toml", b"version = 1\n[fonts]\nsans = \"Inter Display\"\nfolders = [\"fonts\"]\n");
    let ran = folder.run(&["epub", "notes.adoc", "--pages-from", "looks/own.toml", "--no-system-fonts"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
}

#[test]
fn a_family_that_is_not_there_is_told_where_it_is_named() {
    let folder = with_layout("serif = \"Inter Dispaly\"", &[("InterDisplay.ttf", VARIABLE)]);
    let ran = folder.run(&[&RUN[..], &["--font", "InterDisplay.ttf"]].concat());
    assert_eq!(ran.code, 0);
    for part in ["warning[face-missing]", "own.toml:3", "`Source Serif 4` is used", "did you mean `Inter Display`?"] {
        assert!(ran.err.contains(part), "{part}: {}", ran.err);
    }
    let folder = with_layout("sans = [\"Nobody\", \"Inter Display\", \"Source Serif 4\"]", &[("i.ttf", VARIABLE)]);
    let ran = folder.run(&[&RUN[..], &["--font", "i.ttf", "--strict"]].concat());
    assert_eq!(ran.code, 0, "one of several may be missing: {}", ran.err);
    assert!(ran.err.contains("note[face-missing]") && ran.err.contains("`Inter Display` is used"), "{}", ran.err);
    let folder = with_layout("sans = \"fonts/own.ttf\"\nfolders = [\"nowhere\"]", &[]);
    let ran = folder.run(&RUN);
    assert!(ran.err.contains("{ files = [") && ran.err.contains("no faces are in the folder `nowhere`"), "{}", ran.err);
}

#[test]
fn a_compiled_in_family_can_do_another_task() {
    let folder = with_layout("serif = \"Source Sans 3\"", &[]);
    let ran = folder.run(&RUN);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(!embedded(&folder).iter().any(|name| name.contains("Serif")), "{:?}", embedded(&folder));
}

#[test]
fn a_family_without_italic_or_bold_says_so_once() {
    let folder = with_layout("sans = { files = [\"thai.ttf\"] }", &[("thai.ttf", THAI)]);
    let ran = folder.run(&RUN);
    assert_eq!(ran.code, 0);
    assert!(ran.err.contains("has no italic and no bold"), "{}", ran.err);
    assert_eq!(ran.err.matches("face-style").count(), 1, "{}", ran.err);
}

#[test]
fn letters_that_a_face_lacks_are_told_and_set() {
    let folder = with_layout("serif = \"Inter Display\"", &[("i.ttf", VARIABLE)]);
    folder.write("notes.adoc", "= Title\n\nUn été, ça va, Wort: Маша\n".as_bytes());
    let ran = folder.run(&[&RUN[..], &["--font", "i.ttf"]].concat());
    assert_eq!(ran.code, 0);
    assert!(
        ran.err.contains("face-lacks") && ran.err.contains("more of its faces) lacks letters of this book: ç é"),
        "{}",
        ran.err
    );
    assert!(!ran.err.contains('М') && !ran.err.contains("missing-glyph"), "{}", ran.err);
    assert!(embedded(&folder).iter().any(|name| name == "SourceSerif4-Regular"), "{:?}", embedded(&folder));
}

#[test]
fn the_layouts_list_helps_out_in_its_order() {
    let folder = with_layout(
        "fallback = [{ files = [\"thai.ttf\"] }, { files = [\"chinese.otf\"] }, \"Nobody\"]",
        &[("thai.ttf", THAI), ("chinese.otf", CHINESE)],
    );
    folder.write("notes.adoc", "= Title\n\nชาว 章\n".as_bytes());
    let ran = folder.run(&RUN);
    assert!(ran.code == 0 && !ran.err.contains("missing-glyph") && ran.err.contains("`Nobody`"), "{}", ran.err);
    let names = embedded(&folder).concat();
    assert!(names.contains("NotoSansThai") && names.contains("NotoSansCJK"), "{names}");
}

/// Emoji are pictures in fonts of Type 3 (ISO 32000-1 9.6.5); their letters are said as everywhere.
#[test]
fn a_face_of_pictures_sets_emoji() {
    let folder = folder(&[("emoji.ttf", EMOJI)]);
    folder.write("notes.adoc", "= Title 🇫🇷\n\nA heart \u{2764}\u{FE0F} in colour.\n".as_bytes());
    let ran = folder.run(&["pdf", "notes.adoc", "--font", "emoji.ttf", "--no-system-fonts"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let document = Document::load_mem(&folder.read("notes.pdf")).unwrap();
    let is_of_pictures = |object: &&Object| {
        let font = object.as_dict().ok();
        font.and_then(|font| font.get(b"Subtype").ok()?.as_name().ok()).is_some_and(|kind| kind == b"Type3")
    };
    let fonts: Vec<&Object> = document.objects.values().filter(is_of_pictures).collect();
    assert_eq!(fonts.len(), 1);
    assert!(fonts.iter().all(|font| font.as_dict().unwrap().has(b"ToUnicode")));
    // The pictures say nothing, and what stands in their places says them: readers guess how large letters of Type 3 are.
    let content: Vec<u8> = document.page_iter().flat_map(|page| document.get_page_content(page)).collect();
    let says = |text: &[u8]| content.windows(text.len()).any(|window| window == text);
    assert!(says(b"/ActualText()") && says(b"/ActualText<FEFF2764FE0F>"), "{}", content.escape_ascii());
    let ran = folder.run(&["epub", "notes.adoc", "--font", "emoji.ttf", "--no-system-fonts"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
}

/// The offset of a table in a file of one face.
fn table(font: &[u8], tag: &[u8; 4]) -> Option<(usize, usize)> {
    let number = |at: usize| u32::from_be_bytes(font[at..at + 4].try_into().unwrap()) as usize;
    let count = usize::from(u16::from_be_bytes([font[4], font[5]]));
    let record = (0..count).map(|index| 12 + index * 16).find(|at| font[*at..*at + 4] == *tag)?;
    Some((record, number(record + 8)))
}

fn without(font: &[u8], tag: &[u8; 4]) -> Vec<u8> {
    let mut font = font.to_vec();
    let (record, _) = table(&font, tag).unwrap();
    font[record] = b'~';
    font
}

fn patched(font: &[u8], tag: &[u8; 4], offset: usize, bytes: &[u8]) -> Vec<u8> {
    let mut font = font.to_vec();
    let (_, start) = table(&font, tag).unwrap();
    font[start + offset..start + offset + bytes.len()].copy_from_slice(bytes);
    font
}

#[test]
fn faces_that_are_no_good_are_told_by_name_and_the_text_is_set() {
    let collection = |count: u32, offset: u32| {
        [&b"ttcf\0\x01\0\0"[..], &count.to_be_bytes(), &offset.to_be_bytes(), &[0; 60]].concat()
    };
    let restricted = patched(THAI, b"OS/2", 8, &[0, 2]);
    let mut cases: Vec<(String, Vec<u8>, &str)> = vec![
        ("restricted".into(), restricted, "face-restricted"),
        ("pictures".into(), patched(THAI, b"OS/2", 8, &[2, 0]), "face-restricted"),
        ("no-em".into(), patched(THAI, b"head", 18, &[0, 0]), "face-broken"),
        ("random".into(), [&b"\0\x01\0\0\0\x09"[..], &[0x5A; 400]].concat(), "face-broken"),
        ("truncated".into(), THAI[..THAI.len() / 2].to_vec(), "face-broken"),
        ("empty".into(), Vec::new(), "face-broken"),
        ("web".into(), b"wOF2\0\0\0\0".to_vec(), "face-broken"),
        ("many".into(), collection(u32::MAX, 16), "face-broken"),
        ("nowhere".into(), collection(1, u32::MAX), "face-broken"),
    ];
    for tag in [b"cmap", b"head", b"hhea", b"maxp", b"glyf", b"loca", b"hmtx"] {
        cases.push((String::from_utf8_lossy(tag).into_owned(), without(THAI, tag), "face-broken"));
    }
    cases.push(("CFF".into(), without(BOLD, b"CFF "), "face-broken"));
    for (name, bytes, lint) in cases {
        let file = format!("{name}.ttf");
        let folder = with_layout(&format!("serif = {{ files = [\"{file}\"] }}"), &[(&file, &bytes)]);
        let ran = folder.run(&RUN);
        assert_eq!(ran.code, 0, "{name}: {}", ran.err);
        assert!(ran.err.contains(lint) && ran.err.contains(&format!("`{file}`")), "{name}: {}", ran.err);
        assert!(embedded(&folder).iter().any(|name| name == "SourceSerif4-Regular"), "{name}");
        let ran = folder.run(&[&RUN[..], &["--font", &file]].concat());
        assert!(ran.code == 2 && ran.err.contains(&file) && ran.err.contains("error[usage]"), "{name}: {}", ran.err);
    }
}

#[test]
fn a_bad_file_among_good_ones_is_told_and_left_out() {
    let folder = with_layout("sans = \"Inter Display\"", &[("faces/i.ttf", VARIABLE), ("faces/bad.ttf", &THAI[..99])]);
    let ran = folder.run(&[&RUN[..], &["--font", "faces"]].concat());
    assert_eq!(ran.code, 0);
    assert!(ran.err.contains("warning[face-broken]") && ran.err.contains("bad.ttf"), "{}", ran.err);
    assert!(embedded(&folder).iter().any(|name| name == "Inter Display"));
}

/// A file of both faces, as collections have them.
fn collection(faces: [&[u8]; 2]) -> Vec<u8> {
    let mut file = b"ttcf\0\x01\0\0\0\0\0\x02".to_vec();
    let starts = [20, 20 + faces[0].len().next_multiple_of(4)];
    starts.iter().for_each(|start| file.extend((*start as u32).to_be_bytes()));
    for (face, start) in faces.into_iter().zip(starts) {
        let mut face = face.to_vec();
        for index in 0..usize::from(u16::from_be_bytes([face[4], face[5]])) {
            let at = 12 + index * 16 + 8;
            let offset = u32::from_be_bytes(face[at..at + 4].try_into().unwrap()) + start as u32;
            face[at..at + 4].copy_from_slice(&offset.to_be_bytes());
        }
        file.resize(start, 0);
        file.extend(face);
    }
    file
}

#[test]
fn faces_of_a_collection_are_embedded_by_their_place_in_it() {
    let file = collection([THAI, BOLD]);
    let folder = with_layout("fallback = \"Noto Sans Thai\"\nfolders = [\".\"]", &[("both.ttc", &file)]);
    folder.write("notes.adoc", "= Title\n\nชาว\n".as_bytes());
    let ran = folder.run(&RUN);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(embedded(&folder).concat().contains("NotoSansThai"), "{:?}", embedded(&folder));
    let folder = with_layout("serif = { files = [\"both.ttc\"] }", &[("both.ttc", &file)]);
    let ran = folder.run(&RUN);
    assert!(ran.code == 0 && !ran.err.contains("face-broken"), "{}", ran.err);
    assert!(embedded(&folder).iter().any(|name| name == "SourceSerif4-Bold"), "{:?}", embedded(&folder));
}
