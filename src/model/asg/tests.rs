//! Nothing of a book is lost on the way into JSON.

use std::path::Path;

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use serde_json::Value;

use crate::asciidoc::{ReadOptions, parse};
use crate::diag::Sink;
use crate::model::walk::each_text;
use crate::model::{Block, Book, Inline, InlineKind, Section, resolve, walk, write_asg};
use crate::world::{Memory, World};

fn read(text: &str) -> (Book, Value) {
    let world = Memory::new().with("a.adoc", text);
    let (file, _) = world.load(Path::new("a.adoc")).unwrap();
    let mut sink = Sink::new();
    let book = resolve(parse(&world, file, &ReadOptions::default(), &mut sink), &mut sink);
    let mut json = Vec::new();
    write_asg(&book, &world, &mut json).unwrap();
    let json = serde_json::from_slice(&json).unwrap();
    (book, json)
}

/// All that is said in a book, in reading order.
fn said_in_book(book: &Book) -> String {
    let mut said = String::new();
    say(book.info.title.as_deref().unwrap_or_default(), &mut said);
    say(book.info.subtitle.as_deref().unwrap_or_default(), &mut said);
    say_blocks(&book.opening, &mut said);
    say_sections(&book.sections, &mut said);
    book.footnotes.iter().for_each(|note| say(&note.text, &mut said));
    said
}

fn say_sections(sections: &[Section], said: &mut String) {
    for section in sections {
        say(&section.title, said);
        say_blocks(&section.blocks, said);
        say_sections(&section.sections, said);
    }
}

fn say_blocks(blocks: &[Block], said: &mut String) {
    each_text(blocks, &mut |text| say(text, said));
}

fn say(text: &[Inline], said: &mut String) {
    walk::each_inline(&mut text.to_vec(), &mut |inline| match &inline.kind {
        InlineKind::Text(words) | InlineKind::Raw(words) | InlineKind::Button(words) => said.push_str(words),
        InlineKind::Keyboard(words) | InlineKind::Menu(words) => words.iter().for_each(|word| said.push_str(word)),
        InlineKind::Stem(stem) => said.push_str(&stem.source),
        InlineKind::IndexTerm(term) => term.terms.iter().for_each(|term| said.push_str(term)),
        InlineKind::Icon(icon) => said.push_str(&icon.name),
        InlineKind::Image(picture) => said.push_str(&picture.target),
        InlineKind::Anchor(anchor) => said.push_str(&anchor.id),
        InlineKind::Link(link) => said.push_str(&link.target),
        InlineKind::Xref(xref) => said.push_str(&xref.target),
        InlineKind::Callout(number) => said.push_str(&number.to_string()),
        InlineKind::Footnote(mark) => said.push_str(&mark.number.unwrap_or(0).to_string()),
        InlineKind::Styled(_) | InlineKind::Break => {}
    });
}

/// All that is said in the JSON, in the same order.
fn said_in_json(node: &Value, said: &mut String) {
    let mut push = |key: &str| match &node[key] {
        Value::String(words) => said.push_str(words),
        Value::Array(words) => words.iter().filter_map(Value::as_str).for_each(|word| said.push_str(word)),
        _ => {}
    };
    match (node["name"].as_str().unwrap_or_default(), node["type"].as_str().unwrap_or_default()) {
        ("charref", _) => push("text"),
        ("text" | "raw" | "stem", "string") | ("btn", _) => push("value"),
        ("kbd", _) => push("keys"),
        ("menu", _) => push("path"),
        ("indexTerm", _) => push("levels"),
        ("icon" | "image", "inline") | ("ref", _) => push("target"),
        ("anchor", _) => push("id"),
        ("callout", _) => said.push_str(&node["number"].to_string()),
        ("footnote", "inline") => said.push_str(&node["number"].as_u64().unwrap_or(0).to_string()),
        _ => {}
    }
    said_in_json_of(node, said);
}

fn said_in_json_of(node: &Value, said: &mut String) {
    // A formula of its own and the title of a list's place are no texts of the model.
    let is_text = !(node["type"] == "block" && ["stem", "toc", "listOf"].iter().any(|name| node["name"] == *name));
    if !node["header"].is_null() {
        said_in_json_of(&node["header"], said);
    }
    for key in ["title", "subtitle", "terms", "principal", "inlines", "blocks", "items", "rows", "cells", "attribution"]
        .into_iter()
        .chain(["citation", "footnotes"])
        .filter(|key| is_text || (*key == "title" && node["name"] == "stem"))
    {
        for inner in node[key].as_array().into_iter().flatten() {
            match inner {
                // The terms of an entry are texts in a row.
                Value::Array(text) => text.iter().for_each(|node| said_in_json(node, said)),
                node => said_in_json(node, said),
            }
        }
    }
}

fn check(text: &str) -> Result<(), TestCaseError> {
    let (book, json) = read(text);
    let mut said = String::new();
    said_in_json(&json, &mut said);
    prop_assert_eq!(said, said_in_book(&book), "{:?}", text);
    Ok(())
}

/// Pieces that markup is made of.
fn piece() -> impl Strategy<Value = String> {
    const LINES: &[&str] = &[
        "\n",
        "\n\n",
        "= Title: more\n",
        "== A *section*\n",
        "[[a]]\n",
        ".A title\n",
        "[quote,Jo,_Book_]\n",
        "[verse,Jo]\n",
        "====\n",
        "----\n",
        "....\n",
        "____\n",
        "++++\n",
        "--\n",
        "|===\n",
        "[cols=\"1a,1\"]\n",
        "|a |b\n",
        "a|* x\n",
        "* item\n",
        "** inner\n",
        ". one\n",
        "term:: words\n",
        "other::\n",
        "+\n",
        "<1> remark\n",
        "code // <1>\n",
        "image::x.jpg[A]\n",
        "toc::[]\n",
        "NOTE: note\n",
        "[stem]\n",
        ":experimental:\n",
        "'''\n",
        "[abstract]\n",
        "[bibliography]\n",
        "* [[[b]]] Book\n",
        "[discrete]\n",
    ];
    const WORDS: &[&str] = &[
        "word ",
        "été ",
        "*b* ",
        "__i__",
        "`c` ",
        "#m# ",
        "[.r]#p# ",
        "x^2^ ",
        "\"`q`\" ",
        "&sect; ",
        "&amp;",
        "&nope; ",
        "&#233;",
        "-- ",
        "(C) ",
        "... ",
        "it's ",
        "<<a>> ",
        "<<a,words>> ",
        "https://e.org[l] ",
        "https://e.org ",
        "footnote:[A *note*.] ",
        "footnote:n[] ",
        "kbd:[Ctrl+C] ",
        "btn:[OK] ",
        "menu:A[B > C] ",
        "icon:x[] ",
        "image:x.jpg[B] ",
        "((term)) ",
        "(((one,two))) ",
        "stem:[x<y] ",
        "+++<b>+++ ",
        "[[c]] ",
        " +\n",
        "{sp}",
        "{x} ",
        "pass:[<i>] ",
        "<",
        "&",
        "🦄",
        "\u{0}",
    ];
    prop_oneof![
        3 => prop::sample::select(LINES).prop_map(str::to_owned),
        5 => prop::sample::select(WORDS).prop_map(str::to_owned),
        1 => "\\PC{0,6}",
    ]
}

/// The same cases on every run; `PROPTEST_CASES=5000` asks for that many new ones.
fn config() -> ProptestConfig {
    let asked = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    if std::env::var_os("PROPTEST_CASES").is_some() {
        return asked;
    }
    ProptestConfig { cases: 256, rng_seed: RngSeed::Fixed(1), ..asked }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn what_odd_markup_says_is_in_its_json(pieces in prop::collection::vec(piece(), 0..60)) {
        check(&pieces.concat())?;
    }
}

#[test]
fn what_the_sample_says_is_in_its_json() {
    check(include_str!("../../../book/journee-platform.adoc")).unwrap();
    let (book, _) = read("= T\n\n*a* footnote:[b] kbd:[c]\n\nd:: e");
    assert_eq!(said_in_book(&book), "Ta 1 kbd:[c]deb", "what is compared is what is said");
}
