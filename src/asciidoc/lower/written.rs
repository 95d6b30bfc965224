//! How blocks are written: the lines before them, their delimiters, the markers of items.

use asciidoc_parser::HasSpan;
use asciidoc_parser::attributes::Attrlist;
use asciidoc_parser::blocks::{Block, IsBlock, ListItem, ListItemMarker, SectionBlock};

use super::Lowering;
use crate::asciidoc::entities::decoded;
use crate::asciidoc::render::without_tags;
use crate::model::{Form, Inline, NodeId, Written};
use crate::source::Span;

/// No author counts positions beyond this one.
const LAST_POSITION: usize = 64;

impl Lowering<'_> {
    /// Keeps how a block is written, where there is more to say than that it is lines of text.
    pub(super) fn keep_written<'b>(&mut self, id: NodeId, block: &'b Block<'b>) {
        let source = block.span().data();
        let own = own_lines(source, has_metadata(block));
        let form = form(block, &source[own..]);
        if own == 0 && form == Form::Paragraph {
            return;
        }
        let mut attributes = self::attributes(block.attrlist().filter(|_| own > 0));
        let of_macro = match block {
            Block::Media(media) => Some(media.macro_attrlist()),
            Block::Toc(toc) => Some(toc.macro_attrlist()),
            _ => None,
        };
        // What stands first in a macro's brackets is no style.
        attributes.extend(self::attributes(of_macro).into_iter().filter(|(name, _)| name != "style"));
        self.keep_form(id, source, own, form, attributes);
    }

    /// Keeps how a section is written.
    pub(super) fn keep_written_section<'b>(&mut self, id: NodeId, section: &'b SectionBlock<'b>) {
        let source = section.span().data();
        let own = own_lines(source, has_metadata(section));
        if own > 0 {
            self.keep_form(id, source, own, Form::Paragraph, attributes(section.attrlist()));
        }
    }

    /// Keeps the marker of an item.
    pub(super) fn keep_marker<'b>(&mut self, id: NodeId, item: &'b ListItem<'b>) {
        let source = item.span().data();
        let own = own_lines(source, has_metadata(item));
        let form = Form::Marked(marker(&item.list_item_marker()).to_owned());
        self.keep_form(id, source, own, form, attributes(item.attrlist().filter(|_| own > 0)));
    }

    fn keep_form(&mut self, id: NodeId, source: &str, own: usize, form: Form, attributes: Vec<(String, String)>) {
        let place = |part: &str| self.origins.span(part).unwrap_or(self.place);
        let body = place(&source[own..]);
        let metadata = Some(source[..own].trim_end()).filter(|lines| !lines.is_empty()).map(place);
        self.written.insert(id, Written { body, form, metadata, attributes });
    }

    /// From the first to the last of some inlines; the block's place where there are none.
    pub(super) fn extent(&self, inlines: &[Inline]) -> Span {
        match (inlines.first(), inlines.last()) {
            (Some(first), Some(last)) => first.span.to(last.span),
            _ => self.place,
        }
    }
}

fn has_metadata<'b>(block: &'b impl IsBlock<'b>) -> bool {
    block.attrlist().is_some() || block.title_source().is_some() || block.anchor().is_some()
}

/// Where the lines of the block itself begin, behind those that tell about it.
fn own_lines(source: &str, has_metadata: bool) -> usize {
    let mut at = 0;
    for line in source.split_inclusive('\n').take_while(|_| has_metadata) {
        if !is_metadata(line.trim_end()) {
            return at;
        }
        at += line.len();
    }
    0
}

/// Whether a line can only tell about the block below: attributes, an anchor, a title, a comment, an attribute entry.
fn is_metadata(line: &str) -> bool {
    let is_title = || line.strip_prefix('.').is_some_and(|title| !title.starts_with(['.', ' ', '\t']));
    let is_entry = || line.strip_prefix(':').is_some_and(|entry| entry.contains(": ") || entry.ends_with(':'));
    line.is_empty()
        || (line.starts_with('[') && line.ends_with(']'))
        || (line.starts_with("//") && !line.starts_with("///"))
        || is_title()
        || is_entry()
}

fn form<'b>(block: &'b Block<'b>, own: &str) -> Form {
    let first = own.lines().next().unwrap_or("").trim_end();
    let delimited = || delimiter(first).map(|delimiter| Form::Delimited(delimiter.to_owned()));
    match block {
        Block::Media(_) | Block::Toc(_) => Form::Macro,
        Block::List(list) => match list.child_blocks().find_map(as_item) {
            Some(item) => Form::Marked(marker(&item.list_item_marker()).to_owned()),
            None => Form::Paragraph,
        },
        Block::CompoundDelimited(_) | Block::RawDelimited(_) | Block::Table(_) => {
            delimited().unwrap_or_else(|| Form::Delimited(first.to_owned()))
        }
        Block::Admonition(admonition) if admonition.content().is_none() => delimited().unwrap_or(Form::Paragraph),
        Block::Quote(_) => delimited().unwrap_or(Form::Paragraph),
        Block::Simple(simple)
            if simple.resolved_context().as_ref() != "paragraph" || simple.declared_style().is_none() =>
        {
            if own.starts_with([' ', '\t']) { Form::Indented } else { Form::Paragraph }
        }
        _ => Form::Paragraph,
    }
}

fn as_item<'b>(block: &'b Block<'b>) -> Option<&'b ListItem<'b>> {
    match block {
        Block::ListItem(item) => Some(item),
        _ => None,
    }
}

/// The delimiter that a line is: a fence may name a language behind it.
fn delimiter(line: &str) -> Option<&str> {
    if line.starts_with("```") {
        return Some("```");
    }
    let first = line.chars().next()?;
    let is_run = |from: usize| line[from..].chars().all(|c| c == if from == 0 { first } else { '=' });
    let is_delimiter = match first {
        '|' | ',' | ':' | '!' => line.len() >= 4 && is_run(1),
        '=' | '-' | '.' | '*' | '_' | '+' => (line.len() >= 4 && is_run(0)) || line == "--",
        _ => false,
    };
    is_delimiter.then_some(line)
}

/// The marker as the author writes it.
fn marker<'b>(marker: &ListItemMarker<'b>) -> &'b str {
    match marker {
        ListItemMarker::DefinedTerm { marker, .. } => marker.data(),
        other => other.span().data(),
    }
}

/// The attributes of a list: the positional ones first.
fn attributes<'b>(list: Option<&'b Attrlist<'b>>) -> Vec<(String, String)> {
    let Some(list) = list else { return Vec::new() };
    let plain = |value: &str| decoded(&without_tags(value));
    let mut found = Vec::new();
    if list.attributes().any(|attribute| attribute.name().is_none()) {
        for position in 1..=LAST_POSITION {
            let Some(attribute) = list.nth_attribute(position) else { continue };
            found.push((format!("${position}"), plain(attribute.value())));
            if let (1, Some(style)) = (position, attribute.block_style()) {
                found.push(("style".to_owned(), plain(style)));
            }
        }
    }
    let named = list.attributes().filter_map(|attribute| Some((attribute.name()?, attribute.value())));
    found.extend(named.map(|(name, value)| (name.to_owned(), plain(value))));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_begins_behind_the_lines_about_it() {
        let own = |text: &'static str| &text[own_lines(text, true)..];
        assert_eq!(own("[.x]\n.Title\n// remark\n----\n[a]\n----"), "----\n[a]\n----");
        assert_eq!(own("[[a]]\n. item"), ". item");
        assert_eq!(own(".Title\n....\n.x\n...."), "....\n.x\n....");
        assert_eq!(own("[a]"), "[a]", "nothing but such lines is a block of its own");
    }

    #[test]
    fn delimiters_are_told_from_text() {
        for line in ["----", "=====", "--", "```", "|===", ",===", "____"] {
            assert_eq!(delimiter(line), Some(line));
        }
        assert_eq!(delimiter("```rust"), Some("```"));
        for line in ["---", "=== Title", "* item", "|=", "", "é", "-- Somebody"] {
            assert_eq!(delimiter(line), None, "{line}");
        }
    }
}
