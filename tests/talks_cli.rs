//! `notes-pub talks` and `--talks` as one types them.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use tempfile::TempDir;

/// A folder with the manuscript `notes.adoc` and a picture.
struct Folder(TempDir);

struct Ran {
    code: i32,
    out: String,
    err: String,
}

fn manuscript(text: &str) -> Folder {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("notes.adoc"), text).unwrap();
    let mut png = Vec::new();
    let picture = image::RgbImage::new(16, 12);
    picture.write_to(&mut std::io::Cursor::new(&mut png), image::ImageFormat::Png).unwrap();
    std::fs::write(folder.path().join("photo.png"), png).unwrap();
    Folder(folder)
}

impl Folder {
    fn run(&self, args: &[&str]) -> Ran {
        let mut command = assert_cmd::Command::new(env!("CARGO_BIN_EXE_notes-pub"));
        let output = command.current_dir(self.0.path()).args(args).env("RUST_BACKTRACE", "0").output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Ran { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
    }
}

impl Ran {
    fn said(&self) -> String {
        self.out.clone()
    }

    fn exits_with(&self, code: i32) -> &Self {
        assert_eq!(self.code, code, "{}", self.err);
        self
    }

    fn is_silent(&self) -> &Self {
        assert_eq!(self.err, "");
        self
    }

    /// The messages hold each of these.
    fn tells(&self, parts: &[&str]) -> &Self {
        parts.iter().for_each(|part| assert!(self.err.contains(part), "no `{part}` in {}", self.err));
        self
    }
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
    assert_eq!(faults(&schema, &schema, &json), Vec::<String>::new());
    // The check itself can fail.
    let mut wrong = json.clone();
    wrong["talks"][0]["number"] = "one".into();
    wrong["talks"][1].as_object_mut().unwrap().remove("url");
    assert_eq!(faults(&schema, &schema, &wrong), ["`number` is no integer", "`url` is missing"]);
}

#[test]
fn the_published_schema_is_that_of_the_program() {
    let ran = manuscript("").run(&["talks", "--schema"]);
    assert_eq!(ran.exits_with(0).said(), include_str!("../docs/talks.schema.json"));
}

/// What of a value a schema forbids, as far as the schema uses types, properties, items and references.
fn faults(root: &serde_json::Value, schema: &serde_json::Value, value: &serde_json::Value) -> Vec<String> {
    use serde_json::Value;
    fn check(root: &Value, schema: &Value, value: &Value, name: &str, found: &mut Vec<String>) {
        if let Some(reference) = schema["$ref"].as_str() {
            return check(root, root.pointer(reference.trim_start_matches('#')).unwrap(), value, name, found);
        }
        let types: Vec<&str> = match &schema["type"] {
            Value::String(one) => vec![one.as_str()],
            Value::Array(several) => several.iter().filter_map(Value::as_str).collect(),
            _ => Vec::new(),
        };
        let is_one = |kind: &&str| match *kind {
            "integer" => value.is_u64(),
            "string" => value.is_string(),
            "null" => value.is_null(),
            "array" => value.is_array(),
            _ => value.is_object(),
        };
        if !types.iter().any(is_one) {
            found.push(format!("`{name}` is no {}", types.join(" or ")));
        }
        for required in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            if value.get(required).is_none() {
                found.push(format!("`{required}` is missing"));
            }
        }
        for (name, value) in value.as_object().into_iter().flatten() {
            match schema["properties"].get(name) {
                Some(inner) => check(root, inner, value, name, found),
                None => found.push(format!("`{name}` is not in the schema")),
            }
        }
        value.as_array().into_iter().flatten().for_each(|item| check(root, &schema["items"], item, name, found));
    }
    let mut found = Vec::new();
    check(root, schema, value, "", &mut found);
    found
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
