//! What the command lists: layouts with their pictures, the schema, faces; and what `--media` does.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use std::path::Path;
use std::process::Output;

use assert_cmd::Command;
use notes_pub::theme::{PARTS, SHIPPED, layout_schema};

fn run(folder: &Path, args: &[&str]) -> (i32, String, String) {
    let Output { status, stdout, stderr } =
        Command::cargo_bin("notes-pub").unwrap().args(args).current_dir(folder).output().unwrap();
    (status.code().unwrap(), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

#[test]
fn layouts_are_listed_with_what_they_are() {
    let folder = tempfile::tempdir().unwrap();
    let (code, out, _) = run(folder.path(), &["layouts"]);
    assert_eq!(code, 0);
    for (name, _) in SHIPPED.iter().chain(PARTS) {
        let line = out.lines().find(|line| line.split_whitespace().next() == Some(*name)).unwrap();
        assert!(line.split_whitespace().count() > 3, "{line}");
    }
}

#[test]
fn each_layout_has_a_thumbnail_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let (code, out, err) = run(folder.path(), &["layouts", "--thumbnails", "shots/all"]);
    assert_eq!(code, 0, "{err}");
    let mut seen = std::collections::HashSet::new();
    for (name, _) in SHIPPED.iter().chain(PARTS) {
        let path = folder.path().join("shots/all").join(format!("{name}.png"));
        let bytes = std::fs::read(&path).unwrap();
        assert!(bytes.starts_with(b"\x89PNG") && bytes.len() > 4000, "{name}");
        assert!(out.contains(&format!("{name}.png")));
        seen.insert(bytes);
    }
    // `screen` on A4 is what `paper-a4` alone gives.
    assert_eq!(seen.len(), SHIPPED.len() + PARTS.len() - 1);
}

#[test]
fn a_folder_that_cannot_be_made_is_told() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("taken"), "").unwrap();
    let (code, _, err) = run(folder.path(), &["layouts", "--thumbnails", "taken/shots"]);
    assert_eq!(code, 2);
    assert!(err.contains("error[unwritable]") && err.contains("taken/shots"), "{err}");
}

#[test]
fn the_schema_is_printed_and_names_every_key_of_the_shipped_layouts() {
    let folder = tempfile::tempdir().unwrap();
    let (code, out, _) = run(folder.path(), &["layouts", "--schema"]);
    assert_eq!((code, out.as_str()), (0, layout_schema().as_str()));
    for (name, text) in SHIPPED.iter().chain(PARTS) {
        let keys = text.lines().filter_map(|line| line.split_once(" = ")).map(|(key, _)| key.trim());
        for key in keys.filter(|key| !key.starts_with('#')) {
            assert!(out.contains(&format!("\"{key}\"")), "{name}: {key}");
        }
    }
}

#[test]
fn faces_are_listed_with_licence_and_scripts() {
    let folder = tempfile::tempdir().unwrap();
    let (code, out, _) = run(folder.path(), &["fonts"]);
    assert_eq!(code, 0);
    let line = |name: &str| out.lines().find(|line| line.starts_with(name)).unwrap().to_owned();
    let bold = line("Source Serif 4 Bold Italic");
    for part in ["serif", "bold", "italic", "OFL-1.1", "Latin", "Greek", "Cyrillic"] {
        assert!(bold.contains(part), "{bold}");
    }
    assert!(line("Noto Sans Symbols 2").contains("symbols"));
    assert!(!bold.contains("Arabic"));
    assert_eq!(out.lines().count(), 1 + notes_pub::font::FontBook::compiled_in().faces().len());
}

#[test]
fn the_medium_is_that_of_the_flag_then_the_manuscript_then_the_layout() {
    let folder = tempfile::tempdir().unwrap();
    let text = "= T\n:media: print\n\nVoir https://example.org/a[ceci].\n";
    std::fs::write(folder.path().join("n.adoc"), text).unwrap();
    let frames = |args: &[&str]| run(folder.path(), &[&["pdf", "n.adoc", "--emit", "frames"], args].concat()).1;
    let is_said = |line: &str| line.trim_start().starts_with("generated") && line.contains("https://example.org/a");
    let says = |out: &str| out.lines().any(is_said);
    assert!(says(&frames(&[])));
    assert!(!says(&frames(&["--media", "screen"])));
    assert!(frames(&["--media", "prepress"]).lines().filter(|line| line.contains("shape")).count() >= 8);
}

#[test]
fn a_medium_nobody_knows_is_told() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("n.adoc"), "= T\n:media: prepres\n\nMot.\n").unwrap();
    let (code, _, err) = run(folder.path(), &["pdf", "n.adoc"]);
    assert_eq!(code, 0);
    assert!(err.contains("warning[bad-attribute-value]") && err.contains("did you mean `prepress`?"), "{err}");
}

#[test]
fn cover_pictures_that_cannot_be_had_are_told_and_the_pages_are_made() {
    let folder = tempfile::tempdir().unwrap();
    for (target, lint) in [("gone.jpg", "image-missing"), ("../outside.jpg", "image-outside")] {
        std::fs::write(folder.path().join("n.adoc"), format!("= T\n:front-cover-image: {target}\n\nMot.\n")).unwrap();
        let (code, out, err) = run(folder.path(), &["pdf", "n.adoc"]);
        assert_eq!(code, 0, "{err}");
        assert!(out.contains("1 page"), "{out}");
        assert!(err.contains(&format!("warning[{lint}]")) && err.contains(":front-cover-image:"), "{err}");
    }
}
