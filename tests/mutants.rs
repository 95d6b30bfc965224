//! Real documents with something wrong in them: cut, doubled, spliced and sprinkled with markup, all must be read.
//!
//! A few hundred run with the other tests. `NOTES_PUB_FUZZ_SECONDS=3600 cargo test --test mutants` goes on for an hour, and
//! with `NOTES_PUB_SHARED` on the documents of the shared folder too. What is being read lies in `target/tmp/mutant.adoc`,
//! for a stack that overflows ends the test.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "a test may fail loudly")]

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use notes_pub::asciidoc::{self, ReadOptions};
use notes_pub::diag::{Severity, Sink};
use notes_pub::model;
use notes_pub::world::{Memory, World};

const MARKUP: &[&str] = &[
    "*",
    "_",
    "`",
    "#",
    "+",
    "^",
    "~",
    "((",
    "))",
    "(((",
    "<<",
    ">>",
    "[[",
    "]]",
    "[",
    "]",
    "{",
    "}",
    "|",
    "|===\n",
    "!===\n",
    "====\n",
    "----\n",
    "....\n",
    "--\n",
    "++++\n",
    "****\n",
    "____\n",
    "////\n",
    "\n\n",
    "\n+\n",
    "* ",
    "** ",
    ". ",
    "a:: ",
    "<1> ",
    "== ",
    "=== ",
    "= ",
    "'''\n",
    "<<<\n",
    ":a: b\n",
    ":!a:\n",
    "{a}",
    "{set:a:b}",
    "{counter:c}",
    "footnote:[",
    "footnote:d[e]",
    "image::f.png[]\n",
    "image:g.png[]",
    "link:h[i]",
    "https://j.org[k]",
    "xref:l.adoc#m[]",
    "pass:[",
    "stem:[",
    "kbd:[",
    "menu:",
    "indexterm:[",
    "include::a.adoc[]\n",
    "ifdef::a[]\n",
    "ifndef::a[]\n",
    "endif::[]\n",
    "ifeval::[",
    "[source]\n",
    "[verse]\n",
    "[quote]\n",
    "[%header,cols=\"1,2a\"]\n",
    "[NOTE]\n",
    ".t\n",
    "// c\n",
    "&#8217;",
    "&amp;",
    "\u{200D}",
    "\u{FDD0}",
    "\u{F0BED}0>",
    "\u{F0BEE}",
    "\\",
    "\t",
    " ",
    "\"`",
    "`\"",
    "é",
    "漢",
    "\u{202E}",
    "toc::[]\n",
    "a|",
    "2+|",
    "3*|",
    ".>|",
    "\"",
    ",",
    "'",
];

/// Numbers that look random and are the same on every run (xorshift).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides.max(1) as u64) as usize
    }

    /// A place between two characters.
    fn place(&mut self, text: &str) -> usize {
        let at = self.roll(text.len() + 1);
        (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
    }
}

/// Manuscripts of the repository and, if there, of the shared folder.
fn documents() -> Vec<String> {
    let mut folders = vec![PathBuf::from("tests/suite"), PathBuf::from("book")];
    if let Some(shared) = std::env::var_os("NOTES_PUB_SHARED").map(PathBuf::from) {
        let names =
            ["seed", "oracle/cases", "corpus/ethereumbook", "corpus/asciidoctor-readmes", "corpus/progit2/book"];
        folders.extend(names.map(|name| shared.join(name)));
        folders.push(shared.join("corpus/riscv-isa-manual/src"));
    }
    let mut texts = Vec::new();
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else { continue };
        let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        paths.sort();
        for path in paths {
            let is_text =
                path.extension().is_some_and(|ending| ["adoc", "asciidoc", "asc"].iter().any(|e| *e == ending));
            if path.is_dir() {
                folders.push(path);
            } else if let (true, Ok(text)) = (is_text, std::fs::read_to_string(&path)) {
                texts.push(text);
            }
        }
    }
    texts
}

/// Part of a document, of at most some thousand bytes.
fn part<'a>(dice: &mut Dice, documents: &'a [String], most: usize) -> &'a str {
    let text = &documents[dice.roll(documents.len())];
    let from = dice.place(text);
    let to = (from + dice.roll(most)).min(text.len());
    let to = (to..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
    &text[from..to]
}

fn mutant(dice: &mut Dice, documents: &[String]) -> String {
    let mut text = part(dice, documents, 6_000).to_owned();
    for _ in 0..1 + dice.roll(12) {
        let at = dice.place(&text);
        match dice.roll(5) {
            0 => text.insert_str(at, MARKUP[dice.roll(MARKUP.len())]),
            1 => text.insert_str(at, &MARKUP[dice.roll(MARKUP.len())].repeat(1 + dice.roll(40))),
            2 => {
                let to = text[at..].char_indices().nth(dice.roll(300)).map_or(text.len(), |(index, _)| at + index);
                text.replace_range(at..to, "");
            }
            3 => text.insert_str(at, part(dice, documents, 400)),
            _ => {
                let lines: Vec<&str> = text.lines().collect();
                let from = dice.roll(lines.len() + 1).min(lines.len());
                let to = (from + dice.roll(8)).min(lines.len());
                text = [&lines[..to], &lines[from..]].concat().join("\n");
            }
        }
    }
    text
}

/// Reads a text; the words of a fault, if there is one.
fn fault(text: &str) -> Option<String> {
    let start = Instant::now();
    let world = Memory::new().with("a.adoc", text);
    let mut sink = Sink::new();
    let (file, _) = world.load(Path::new("a.adoc")).unwrap();
    let draft = asciidoc::parse(&world, file, &ReadOptions::default(), &mut sink);
    let outline = model::outline(&model::resolve(draft, &mut sink));
    std::hint::black_box(outline);
    match sink.diagnostics().iter().find(|diagnostic| diagnostic.severity == Severity::Error) {
        Some(error) => Some(error.message.clone()),
        None => (start.elapsed() > Duration::from_secs(20)).then(|| format!("took {:?}", start.elapsed())),
    }
}

#[test]
fn damaged_documents_are_read() {
    let number = |name: &str| std::env::var(name).ok().and_then(|value| value.parse::<u64>().ok());
    let documents = documents();
    let time = number("NOTES_PUB_FUZZ_SECONDS").map(Duration::from_secs);
    let mut dice = Dice(number("NOTES_PUB_FUZZ_SEED").unwrap_or(0x5EED_CAFE));
    let current = Path::new(env!("CARGO_TARGET_TMPDIR")).join("mutant.adoc");
    let (start, mut count, mut faults) = (Instant::now(), 0, 0);
    while time.map_or(count < 300, |time| start.elapsed() < time) {
        let text = mutant(&mut dice, &documents);
        std::fs::write(&current, &text).unwrap();
        let found = std::panic::catch_unwind(|| fault(&text)).unwrap_or_else(|_| Some("panicked".to_owned()));
        if let Some(words) = found {
            faults += 1;
            let kept = current.with_file_name(format!("mutant-{count}.adoc"));
            std::fs::write(&kept, &text).unwrap();
            eprintln!("{}: {words}", kept.display());
        }
        count += 1;
    }
    eprintln!("{count} documents in {:?}, {faults} faults", start.elapsed());
    assert_eq!(faults, 0);
}
