//! Who may import whom: the order of ARCHITECTURE.md, held against the sources.
//!
//! What stands behind `#[cfg(test)]` may import more: a test may read a manuscript to lay it out.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first surprise")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The rooms from the lowest floor to the highest; those on one floor are siblings.
const FLOORS: &[&[&str]] = &[
    &["geom", "source", "moment"],
    &["diag"],
    &["world"],
    &["model"],
    &["asciidoc", "theme", "font", "image", "highlight", "math"],
    &["frame"],
    &["layout"],
    &["pdf", "epub", "raster"],
    &["cli"],
];

/// Siblings that may import each other all the same: a layout names families, weights and features of faces.
const EXCEPTIONS: &[(&str, &str)] = &[("theme", "font"), ("image", "font")];

/// What lies below and stays out of sight.
const NEVER: &[(&str, &[&str])] = &[
    ("layout", &["asciidoc", "image"]),
    ("frame", &["asciidoc", "image", "theme"]),
    ("pdf", &["asciidoc", "image", "theme", "layout", "world"]),
    ("epub", &["asciidoc", "frame", "layout"]),
    ("raster", &["asciidoc", "theme", "layout", "world"]),
];

/// Crates, and things of the standard library, with the only rooms that name them.
const DOORS: &[(&str, &[&str])] = &[
    ("asciidoc_parser", &["asciidoc"]),
    ("krilla", &["pdf"]),
    ("harfrust", &["font"]),
    ("hypher", &["font"]),
    ("syntect", &["highlight"]),
    ("two_face", &["highlight"]),
    ("icu_segmenter", &["font", "layout"]),
    ("unicode_bidi", &["layout"]),
    ("fontdb", &["cli"]),
    ("ttf_parser", &["cli", "raster"]),
    ("unicode_script", &["cli", "layout", "model"]),
    ("tiny_skia", &["raster"]),
    ("zip", &["epub"]),
    // The table of HTML's named references is the reader's; XML is written by the others.
    ("quick_xml", &["asciidoc", "epub", "math"]),
    ("math_core", &["math"]),
    ("asciimath_parser", &["math"]),
    ("resvg", &["image", "pdf"]),
    ("toml", &["theme"]),
    ("clap", &["cli"]),
    ("annotate_snippets", &["cli"]),
    ("indicatif", &["cli"]),
    ("std::fs", &["world", "cli"]),
    ("std::env", &["world", "cli"]),
    ("std::time::SystemTime", &[]),
];

/// A source file without its comments and tests.
struct Source {
    name: String,
    room: String,
    text: String,
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&root, &mut files);
    let mut tests = BTreeSet::new();
    let mut sources = Vec::new();
    for file in files {
        let whole = std::fs::read_to_string(&file).unwrap();
        let (text, modules) = without_tests(&whole);
        let folder = match file.file_stem().unwrap().to_str().unwrap() {
            "mod" | "lib" | "main" => file.parent().unwrap().to_path_buf(),
            stem => file.parent().unwrap().join(stem),
        };
        tests.extend(modules.iter().map(|name| folder.join(format!("{name}.rs"))));
        sources.push((file, text));
    }
    let kept = sources.into_iter().filter(|(file, _)| !tests.contains(file));
    let named = kept.map(|(file, text)| {
        let name = file.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
        let room = name.split('/').next().unwrap().trim_end_matches(".rs").to_owned();
        Source { name, room, text }
    });
    named.collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
    files.sort();
}

/// The lines that are neither comments nor tests, and the names of modules that are tests in files of their own.
fn without_tests(text: &str) -> (String, Vec<String>) {
    let mut kept = String::new();
    let mut modules = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let code = line.trim_start();
        if code.starts_with("//") {
            continue;
        }
        if !code.starts_with("#[cfg(test)]") {
            kept.push_str(line);
            kept.push('\n');
            continue;
        }
        // rustfmt sees to it that the item ends on a line of its own, as far in as it began.
        let end = format!("{}}}", " ".repeat(line.len() - code.len()));
        let first = lines.by_ref().find(|line| !line.trim_start().starts_with("#[")).unwrap_or("");
        if let Some(name) = first.trim_end_matches(';').split_whitespace().last().filter(|_| first.ends_with(';')) {
            modules.push(name.to_owned());
        } else if !first.ends_with('}') {
            lines.by_ref().find(|line| *line == end);
        }
    }
    (kept, modules)
}

/// The rooms that a text names behind `crate::`.
fn imports(text: &str) -> BTreeSet<String> {
    let name = |rest: &str| rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let mut found = BTreeSet::new();
    for (at, _) in text.match_indices("crate::") {
        let rest = &text[at + "crate::".len()..];
        let Some(list) = rest.strip_prefix('{') else {
            found.insert(name(rest));
            continue;
        };
        let mut depth = 0;
        let mut is_start = true;
        for (at, c) in list.char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => is_start = true,
                c if is_start && c.is_alphabetic() => {
                    found.insert(name(&list[at..]));
                    is_start = false;
                }
                _ => {}
            }
        }
    }
    found
}

fn floor(room: &str) -> Option<usize> {
    FLOORS.iter().position(|rooms| rooms.contains(&room))
}

#[test]
fn imports_go_down_only() {
    for Source { name, room, text } in sources() {
        if matches!(room.as_str(), "lib" | "main") {
            continue;
        }
        let own =
            floor(&room).unwrap_or_else(|| panic!("`{room}` has no floor: give it one here and in ARCHITECTURE.md"));
        for import in imports(&text).into_iter().filter(|import| *import != room) {
            let Some(other) = floor(&import) else { panic!("{name} imports `{import}`, which is no room") };
            let is_exception = EXCEPTIONS.contains(&(room.as_str(), import.as_str()));
            assert!(other < own || is_exception, "{name} imports `{import}`, which is not below it");
            let never = NEVER.iter().find(|(knows, _)| *knows == room).map_or(&[][..], |(_, never)| never);
            assert!(!never.contains(&import.as_str()), "{name} imports `{import}`, which `{room}` must not know");
        }
    }
}

#[test]
fn each_crate_has_its_door() {
    for Source { name, room, text } in sources() {
        for (door, rooms) in DOORS {
            let is_named = text.match_indices(door).any(|(at, _)| {
                let is_inside = |c: char| c.is_alphanumeric() || matches!(c, '_' | ':' | '.' | '"' | '/' | '-');
                let is_path = text[at + door.len()..].starts_with("::");
                let is_used = text[..at].ends_with("use ") || is_path;
                is_used && !text[..at].ends_with(is_inside)
            });
            assert!(!is_named || rooms.contains(&room.as_str()), "{name} names `{door}`, which belongs to {rooms:?}");
        }
    }
}

#[test]
fn the_exceptions_are_still_needed() {
    for (room, import) in EXCEPTIONS {
        let needs = sources().iter().any(|source| source.room == *room && imports(&source.text).contains(*import));
        assert!(needs, "`{room}` no longer imports `{import}`: take the exception away");
    }
}

#[test]
fn what_is_scanned_is_what_is_meant() {
    let text = "use crate::{a, b::{c, d}, e};\n// crate::x\nfn f() { crate::g::h() }\n#[cfg(test)]\nmod tests {\n    use crate::t;\n}\n#[cfg(test)]\nmod own;\n";
    let (kept, modules) = without_tests(text);
    assert_eq!(imports(&kept), ["a", "b", "e", "g"].map(str::to_owned).into());
    assert_eq!(modules, ["own"]);
    assert!(sources().len() > 100);
    assert!(sources().iter().all(|source| source.name != "image/fixtures.rs"));
}
