//! `notes-pub model --format json`: its nodes and places, its schema, and that both agree.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "a test may fail loudly")]

mod common;

use std::path::{Path, PathBuf};

use common::command::{folder, manuscript};
use common::schema::faults;
use notes_pub::asciidoc::{ReadOptions, parse};
use notes_pub::diag::Sink;
use notes_pub::model::{resolve, write_asg};
use notes_pub::world::{Disk, World};
use serde_json::{Value, json};

const SCHEMA: &str = include_str!("../docs/model.schema.json");

/// The JSON of a file, as text.
fn model(path: &Path) -> String {
    let world = Disk::new();
    let (file, _) = world.load(path).unwrap();
    let mut sink = Sink::new();
    let book = resolve(parse(&world, file, &ReadOptions::default(), &mut sink), &mut sink);
    let mut out = Vec::new();
    write_asg(&book, &world, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The manuscripts of a folder of the repository.
fn manuscripts(name: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(repository(name)).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<_> = entries.filter(|path| path.extension().is_some_and(|ending| ending == "adoc")).collect();
    paths.sort();
    assert!(!paths.is_empty());
    paths
}

fn is_valid(path: &Path) {
    let schema = serde_json::from_str(SCHEMA).unwrap();
    let model = serde_json::from_str(&model(path)).unwrap();
    assert_eq!(faults(&schema, &model), Vec::<String>::new(), "{}", path.display());
}

#[test]
fn nodes_have_names_forms_and_places() {
    for path in manuscripts("tests/model") {
        let name = path.file_stem().unwrap().to_str().unwrap();
        insta::assert_snapshot!(format!("model_of_{name}"), model(&path));
    }
}

#[test]
fn every_model_is_as_the_schema_says() {
    for path in ["tests/model", "tests/suite", "tests/epub", "book"].into_iter().flat_map(manuscripts) {
        is_valid(&path);
    }
}

#[test]
fn the_models_of_real_books_are_as_the_schema_says() {
    let Some(shared) = std::env::var_os("NOTES_PUB_SHARED").map(PathBuf::from) else {
        eprintln!("NOTES_PUB_SHARED is not set, nothing is tested");
        return;
    };
    for name in [
        "seed/xebicon_2019.adoc",
        "corpus/progit2/progit.asc",
        "corpus/progit2-fa/chapters-1-5.asc",
        "corpus/progit2-zh/chapters-1-3.asc",
        "corpus/ethereumbook/book.asciidoc",
        "corpus/riscv-isa-manual/src/riscv-spec.adoc",
        "corpus/asciidoctor-pdf-examples/chronicles-example.adoc",
        "corpus/asciidoctor-readmes/README-jp.adoc",
    ] {
        is_valid(&shared.join(name));
    }
}

#[test]
fn a_wrong_model_is_told_from_a_right_one() {
    let schema = serde_json::from_str(SCHEMA).unwrap();
    let place = json!([{ "line": 1, "col": 1 }, { "line": 1, "col": 2 }]);
    let document = |block: Value| json!({ "name": "document", "type": "block", "version": 1, "doctype": "article", "blocks": [block], "location": place });
    let paragraph = json!({ "name": "paragraph", "type": "block", "location": place });
    assert_eq!(faults(&schema, &document(paragraph.clone())), Vec::<String>::new());
    let wrong = |key: &str, value: Value| {
        let mut block = paragraph.clone();
        block[key] = value;
        faults(&schema, &document(block))
    };
    assert!(wrong("name", json!("paragraf"))[0].starts_with("/blocks/0/name: \"paragraf\" is none of"));
    assert_eq!(wrong("type", json!("inline")).len(), 1);
    assert_eq!(wrong("unknown", json!(1)), ["/blocks/0: `unknown` is not in the schema"]);
    assert_eq!(wrong("location", json!([{ "line": 0, "col": 1 }])).len(), 2, "{:?}", wrong("location", json!([])));
    assert_eq!(wrong("inlines", json!([{ "name": "text", "type": "string", "location": place }])).len(), 1);
}

#[test]
fn the_command_prints_model_and_schema() {
    let files = [("book/notes.adoc", &b"= T\n\ninclude::a/b.adoc[]\n"[..]), ("book/a/b.adoc", b"Two *words*.\n")];
    let ran = folder(&files).run(&["model", "--format", "json", "book/notes.adoc"]);
    let model: Value = serde_json::from_str(&ran.exits_with(0).is_silent().said()).unwrap();
    assert_eq!(model["version"], 1);
    assert_eq!(model["header"]["location"], json!([{ "line": 1, "col": 1 }, { "line": 1, "col": 3 }]));
    let span = &model["blocks"][0]["inlines"][1];
    assert_eq!(span["variant"], "strong");
    let file = json!(["a/b.adoc"]);
    let expected = json!([{ "line": 1, "col": 5, "file": file }, { "line": 1, "col": 11, "file": file }]);
    assert_eq!(span["location"], expected);
    assert_eq!(manuscript("").run(&["model", "--schema"]).exits_with(0).said(), SCHEMA);
}

#[test]
fn pictures_may_be_named_by_their_bytes() {
    let files = [("notes.adoc", &b":data-uri:\n\nimage::a.jpg[A]\n"[..]), ("a.jpg", b"foob")];
    let folder = folder(&files);
    let ran = folder.run(&["model", "notes.adoc"]);
    assert_eq!(ran.exits_with(0).said(), "image src=data:image/jpg;base64,Zm9vYg== alt=A\n");
    let ran = folder.run(&["model", "--format", "json", "notes.adoc"]);
    assert!(ran.exits_with(0).said().contains("\"target\":\"a.jpg\""), "the JSON says what is written");
}
