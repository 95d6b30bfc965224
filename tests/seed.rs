//! The manuscript that the project exists for.
//!
//! It lies outside the project: `NOTES_PUB_SHARED` names the folder that holds it, and without
//! that there is nothing to test.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "a test may fail loudly")]

use std::path::{Path, PathBuf};

use notes_pub::asciidoc::{self, ReadOptions};
use notes_pub::diag::Sink;
use notes_pub::model::{self, Book, Language, Spaces};
use notes_pub::world::{Disk, World};

fn shared() -> Option<PathBuf> {
    let folder = std::env::var_os("NOTES_PUB_SHARED").map(PathBuf::from);
    if folder.is_none() {
        eprintln!("NOTES_PUB_SHARED is not set, nothing is tested");
    }
    folder
}

fn read(path: &Path) -> (Book, Sink) {
    let world = Disk::new();
    let mut sink = Sink::new();
    let (file, faults) = world.load(path).unwrap();
    sink.extend(faults);
    let draft = asciidoc::parse(&world, file, &ReadOptions::default(), &mut sink);
    (model::resolve(draft, &mut sink), sink)
}

#[test]
fn its_outline_is_asciidoctors() {
    let Some(shared) = shared() else { return };
    let (book, sink) = read(&shared.join("seed/xebicon_2019.adoc"));
    let expected = std::fs::read_to_string(shared.join("oracle/files/seed_xebicon_2019.outline")).unwrap();
    assert_eq!(model::outline(&book), expected);
    assert!(sink.diagnostics().is_empty(), "{:?}", sink.diagnostics());
}

#[test]
fn its_talks_and_languages_are_known() {
    let Some(shared) = shared() else { return };
    let (book, _) = read(&shared.join("seed/xebicon_2019.adoc"));
    assert_eq!(book.info.language, Language::FRENCH);
    let talks: Vec<_> = book.sections.iter().filter_map(|section| section.talk.as_ref()).collect();
    assert_eq!(talks.len(), 11);
    assert_eq!(talks.iter().map(|talk| talk.speakers.len()).sum::<usize>(), 17);
    assert!(talks.iter().all(|talk| talk.format.is_some() && !talk.summary.is_empty()));
    let last = talks.last().unwrap();
    let names: Vec<_> = last.speakers.iter().map(|speaker| speaker.plain_name.as_str()).collect();
    assert_eq!(names, ["Dina Baddaje", "Enguerand Acquarone", "Nicolas Dechandon"]);
    let companies: Vec<_> = last.speakers.iter().filter_map(|speaker| speaker.company.as_deref()).collect();
    assert_eq!(companies, ["Galeries Lafayette", "Galeries Lafayette", "Xebia"]);
    let english: Vec<_> = book.sections.iter().filter(|section| section.language == Language::ENGLISH).collect();
    assert_eq!(english.len(), 2, "two talks have English titles");
}

#[test]
fn its_spaces_are_set_and_its_words_stay() {
    let Some(shared) = shared() else { return };
    let (book, _) = read(&shared.join("seed/xebicon_2019.adoc"));
    let before = model::outline(&book);
    let after = model::outline(&model::set(book, Spaces::Narrow));
    assert!(after.contains("c’est possible\u{202F}!"));
    assert!(after.contains("<b>Site</b>\u{A0}: <link https://xebicon.fr/>"));
    assert!(after.contains("How we made it work!"));
    assert_eq!(after.replace(['\u{202F}', '\u{A0}'], " "), before.replace(['\u{202F}', '\u{A0}'], " "));
}
