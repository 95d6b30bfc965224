//! `notes-pub talks` and `--talks` as one types them.

#![allow(clippy::unwrap_used, reason = "these are tests")]

mod common;

use common::command::{self, Folder};
use common::schema::faults;

/// A folder with the manuscript `notes.adoc` and a picture.
fn manuscript(text: &str) -> Folder {
    let folder = command::manuscript(text);
    let mut png = Vec::new();
    let picture = image::RgbImage::new(16, 12);
    picture.write_to(&mut std::io::Cursor::new(&mut png), image::ImageFormat::Png).unwrap();
    folder.write("photo.png", &png);
    folder
}

const TALKS: &str = "\
= Two talks

[time=\"10:15\",room=\"Maillot\"]
== The first talk

https://example.org/1[Programme]

====
Keynote

What the programme says.

Jane Doe, CTO - ACME
====

image::photo.png[A]

== The second talk

https://example.org/2[]

====
What the programme says.
====
";

#[test]
fn talks_are_listed_for_people() {
    let ran = manuscript(TALKS).run(&["talks", "notes.adoc"]);
    ran.exits_with(0);
    let expected = "   time   room     title            speakers  format   photos\n\
                    1  10:15  Maillot  The first talk   Jane Doe  Keynote       1\n\
                    2                  The second talk                          0\n";
    assert_eq!(ran.said(), expected);
    manuscript("= None\n").run(&["talks", "notes.adoc"]).exits_with(0).tells(&["warning[no-talks]", "hint"]);
}

#[test]
fn talks_are_listed_for_programs() {
    let ran = manuscript(TALKS).run(&["talks", "--json", "notes.adoc"]);
    let json: serde_json::Value = serde_json::from_str(&ran.exits_with(0).said()).unwrap();
    assert_eq!(json["version"], 1);
    assert_eq!(json["talks"][0]["line"], 4, "the heading's own line, not that of its attributes");
    assert_eq!(json["talks"][1]["line"], 18);
    assert_eq!(json["talks"][0]["speakers"][0]["company"], "ACME");
    let schema: serde_json::Value = serde_json::from_str(include_str!("../docs/talks.schema.json")).unwrap();
    assert_eq!(faults(&schema, &json), Vec::<String>::new());
    // The check itself can fail.
    let mut wrong = json.clone();
    wrong["talks"][0]["number"] = "one".into();
    wrong["talks"][1].as_object_mut().unwrap().remove("url");
    assert_eq!(faults(&schema, &wrong), ["/talks/0/number: no integer", "/talks/1: `url` is missing"]);
}

#[test]
fn the_published_schema_is_that_of_the_program() {
    let ran = manuscript("").run(&["talks", "--schema"]);
    assert_eq!(ran.exits_with(0).said(), include_str!("../docs/talks.schema.json"));
}

#[test]
fn talks_are_chosen_on_the_command_line() {
    let folder = manuscript(TALKS);
    folder.run(&["pdf", "--talks", "2", "notes.adoc"]).exits_with(0).is_silent();
    folder.run(&["epub", "--talks", "second", "notes.adoc"]).exits_with(0).is_silent();
    folder
        .run(&["pdf", "--talks", "3", "notes.adoc"])
        .exits_with(2)
        .tells(&["error[unknown-talk]: there is no talk `3`", "there is 1 The first talk; 2 The second talk"]);
    folder.run(&["epub", "--talks", "sceond talk", "notes.adoc"]).exits_with(2).tells(&["did you mean"]);
}
