//! The form of the JSON text: each node begins a line, indented by its depth; all else stays on the node's line.

use std::io::{self, Write};

use serde_json::ser::Formatter;

/// The keys whose arrays hold nodes.
const OF_NODES: &[&str] = &[
    "attribution",
    "blocks",
    "cells",
    "citation",
    "footnotes",
    "inlines",
    "items",
    "principal",
    "rows",
    "subtitle",
    "terms",
    "title",
];

/// Writes a node a line.
#[derive(Default)]
pub(super) struct NodeLines {
    /// The arrays around, and whether each holds nodes.
    arrays: Vec<bool>,
    /// How many of them do.
    depth: usize,
    is_in_key: bool,
    /// Whether the last key was one of [`OF_NODES`].
    is_of_nodes: bool,
    /// Whether the array ended last held anything.
    has_value: bool,
}

impl NodeLines {
    fn line(&self, out: &mut (impl ?Sized + Write)) -> io::Result<()> {
        out.write_all(b"\n")?;
        (0..self.depth).try_for_each(|_| out.write_all(b" "))
    }
}

impl Formatter for NodeLines {
    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        // The terms of an entry are arrays within an array.
        let is_of_nodes = self.is_of_nodes;
        self.arrays.push(is_of_nodes);
        self.depth += usize::from(is_of_nodes);
        self.has_value = false;
        out.write_all(b"[")
    }

    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        let is_of_nodes = self.arrays.pop().unwrap_or(false);
        self.depth -= usize::from(is_of_nodes);
        if is_of_nodes && self.has_value {
            self.line(out)?;
        }
        self.is_of_nodes = self.arrays.last().copied().unwrap_or(false);
        out.write_all(b"]")
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        if !first {
            out.write_all(b",")?;
        }
        self.is_of_nodes = self.arrays.last().copied().unwrap_or(false);
        if self.is_of_nodes { self.line(out) } else { Ok(()) }
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.has_value = true;
        Ok(())
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.is_in_key = true;
        if first { Ok(()) } else { out.write_all(b",") }
    }

    fn end_object_key<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.is_in_key = false;
        Ok(())
    }

    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        if self.is_in_key {
            self.is_of_nodes = OF_NODES.contains(&fragment);
        }
        out.write_all(fragment.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Serialize;

    #[test]
    fn each_node_begins_a_line() {
        let value =
            serde_json::json!({"a": [1, 2], "blocks": [{"inlines": [], "roles": ["x"]}, {"terms": [[{"b": 1}]]}]});
        let mut out = Vec::new();
        value.serialize(&mut serde_json::Serializer::with_formatter(&mut out, NodeLines::default())).unwrap();
        let expected = "{\"a\":[1,2],\"blocks\":[\n {\"inlines\":[],\"roles\":[\"x\"]},\n {\"terms\":[\n  [\n   {\"b\":1}\n  ]\n ]}\n]}";
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }
}
