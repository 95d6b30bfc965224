//! The list of messages in the documentation, against the messages that there are.
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::collections::BTreeSet;

use notes_pub::diag::Lint;

#[test]
fn every_message_is_documented_once() {
    let text = include_str!("../docs/messages.md");
    let rows = text.lines().filter_map(|line| line.strip_prefix("| `"));
    let names: Vec<&str> = rows.map(|row| row.split_once('`').unwrap().0).collect();
    let documented: BTreeSet<&str> = names.iter().copied().collect();
    let known: BTreeSet<&str> = Lint::ALL.iter().map(|lint| lint.name()).collect();
    assert_eq!(documented, known);
    assert_eq!(names.len(), documented.len());
}
