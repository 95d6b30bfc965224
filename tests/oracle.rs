//! What Asciidoctor understands, on cases that were recorded from its own tests and documentation.
//!
//! The cases lie outside the project: `NOTES_PUB_SHARED` names the folder that holds them, and
//! without that there is nothing to test.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "a test may fail loudly")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use notes_pub::asciidoc::{self, AttributeSetting, ReadOptions};
use notes_pub::diag::Sink;
use notes_pub::model::{self, Doctype};
use notes_pub::world::{Disk, World};

/// A case of a manifest.
#[derive(Default)]
struct Case {
    path: String,
    outline: Option<String>,
    options: ReadOptions,
    scope: String,
}

/// Reads the flat objects of a manifest: strings, null and lists of strings.
fn cases(manifest: &Path) -> Vec<Case> {
    let text = std::fs::read_to_string(manifest).unwrap();
    text.lines().map(|line| case(&strings(line))).collect()
}

/// The strings of a line of JSON in their order, with a `null` for each null.
fn strings(line: &str) -> Vec<String> {
    let mut strings = Vec::new();
    let mut rest = line;
    while let Some(at) = rest.find(['"', 'n']) {
        if rest[at..].starts_with("null") {
            strings.push("null".to_owned());
            rest = &rest[at + 4..];
            continue;
        }
        let mut string = String::new();
        let mut characters = rest[at + 1..].char_indices();
        let mut end = rest.len();
        while let Some((index, c)) = characters.next() {
            match c {
                '"' => {
                    end = at + 1 + index + 1;
                    break;
                }
                '\\' => string.extend(characters.next().map(|(_, c)| c)),
                c => string.push(c),
            }
        }
        strings.push(string);
        rest = &rest[end..];
    }
    strings
}

fn case(strings: &[String]) -> Case {
    let keys = ["id", "path", "outline", "doctype", "attrs", "scope"];
    let mut case = Case::default();
    case.options.leaves_diagrams = true;
    let mut key = "";
    for string in strings {
        match (key, string.as_str()) {
            (_, name) if keys.contains(&name) && key != "id" => key = keys.iter().find(|key| **key == name).unwrap(),
            ("path", path) => case.path = path.to_owned(),
            ("outline", path) => case.outline = Some(path.to_owned()),
            ("doctype", "book") => case.options.doctype = Some(Doctype::Book),
            ("doctype", "manpage") => case.options.doctype = Some(Doctype::Manpage),
            ("doctype", "inline") => case.options.doctype = Some(Doctype::Inline),
            ("doctype", "article") => case.options.doctype = Some(Doctype::Article),
            ("attrs", setting) => case.options.attributes.push(AttributeSetting::parse(setting)),
            ("scope", scope) => case.scope = scope.to_owned(),
            ("id", _) => key = "",
            _ => {}
        }
    }
    case
}

/// The outline that a case has here and the one that Asciidoctor gives, by lines.
fn outlines(folder: &Path, case: &Case) -> (Vec<String>, Vec<String>) {
    let world = Disk::new();
    let mut sink = Sink::new();
    let path = folder.join(&case.path);
    let (file, _) = world.load(&path).unwrap();
    let draft = asciidoc::parse(&world, file, &case.options, &mut sink);
    let found = model::outline(&model::resolve(draft, &mut sink));
    let outline = case.outline.as_ref().map_or_else(|| path.with_extension("outline"), |outline| folder.join(outline));
    let expected = String::from_utf8_lossy(&std::fs::read(outline).unwrap()).into_owned();
    let lines = |text: &str| -> Vec<String> {
        text.lines().map(|line| line.trim_end().to_owned()).filter(|line| !line.is_empty()).collect()
    };
    (lines(&found), lines(&expected))
}

fn agrees(folder: &Path, case: &Case) -> bool {
    let (found, expected) = outlines(folder, case);
    found == expected
}

/// Texts in a line that look like a macro (`name:target[`) or a reference to an attribute (`{name}`).
fn raw_markup(line: &str) -> Vec<String> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    let mut found = Vec::new();
    for (at, _) in line.match_indices('{') {
        let rest = &line[at + 1..];
        let end = rest.find(|c| !is_name(c)).unwrap_or(rest.len());
        if end > 0 && rest[end..].starts_with('}') {
            found.push(line[at..at + 1 + end + 1].to_owned());
        }
    }
    for (at, _) in line.match_indices(':') {
        let name = line[..at].chars().rev().take_while(|c| is_name(*c)).count();
        let target = line[at + 1..].split(char::is_whitespace).next().unwrap_or("");
        if name > 0 && target.contains('[') {
            found.push(format!("{}:", &line[at - name..at]));
        }
    }
    found
}

#[test]
fn no_markup_is_left_raw_that_asciidoctor_reads() {
    let Some(shared) = std::env::var_os("NOTES_PUB_SHARED").map(PathBuf::from) else { return };
    let folder = shared.join("oracle");
    let cases = cases(&folder.join("files.jsonl"));
    assert!(cases.iter().filter(|case| case.scope == "books").count() >= 5, "each of the books is looked at");
    for case in &cases {
        let (found, expected) = outlines(&folder, case);
        let count = |lines: &[String]| {
            let mut counts: BTreeMap<String, i64> = BTreeMap::new();
            lines.iter().flat_map(|line| raw_markup(line)).for_each(|raw| *counts.entry(raw).or_default() += 1);
            counts
        };
        let theirs = count(&expected);
        let is_more = |(raw, times): &(String, i64)| *times > theirs.get(raw).copied().unwrap_or(0);
        let more: Vec<_> = count(&found).into_iter().filter(is_more).collect();
        assert!(more.is_empty(), "{}: {more:?}", case.path);
    }
}

#[test]
fn lines_of_books_are_those_of_asciidoctor() {
    let Some(shared) = std::env::var_os("NOTES_PUB_SHARED").map(PathBuf::from) else { return };
    let folder = shared.join("oracle");
    let (mut all, mut differing) = (0, 0);
    for case in cases(&folder.join("files.jsonl")).iter().filter(|case| case.scope == "books") {
        let (found, expected) = outlines(&folder, case);
        let mut left: BTreeMap<&str, i64> = BTreeMap::new();
        found.iter().for_each(|line| *left.entry(line).or_default() += 1);
        expected.iter().for_each(|line| *left.entry(line).or_default() -= 1);
        all += expected.len();
        differing += left.values().map(|count| count.unsigned_abs() as usize).sum::<usize>().div_ceil(2);
    }
    assert!(differing * 1000 < all, "{differing} of {all} lines differ");
}

fn agreement(manifest: &str) -> Option<BTreeMap<String, (usize, usize)>> {
    let Some(shared) = std::env::var_os("NOTES_PUB_SHARED").map(PathBuf::from) else {
        eprintln!("NOTES_PUB_SHARED is not set, nothing is tested");
        return None;
    };
    let folder = shared.join("oracle");
    let mut scopes: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for case in cases(&folder.join(manifest)) {
        let (all, agreeing) = scopes.entry(case.scope.clone()).or_default();
        *all += 1;
        *agreeing += usize::from(agrees(&folder, &case));
    }
    Some(scopes)
}

fn check(scopes: &BTreeMap<String, (usize, usize)>, scope: &str, least: f64) {
    let (all, agreeing) = scopes.get(scope).copied().unwrap_or_default();
    let share = 100.0 * agreeing as f64 / all.max(1) as f64;
    assert!(share >= least, "{scope}: {share:.1} % of {all} agree, {least} % should");
}

#[test]
fn cases_are_understood_as_asciidoctor_does() {
    let Some(scopes) = agreement("manifest.jsonl") else { return };
    check(&scopes, "core", 98.5);
    check(&scopes, "setext", 97.8);
    check(&scopes, "book", 97.0);
    check(&scopes, "markdown-rule", 100.0);
    check(&scopes, "set", 100.0);
}

#[test]
fn pages_are_understood_as_asciidoctor_does() {
    let Some(scopes) = agreement("files.jsonl") else { return };
    check(&scopes, "notes", 100.0);
    check(&scopes, "pages", 99.4);
}
