//! References, to places in this book and to other documents.

use std::path::Path;

use asciidoc_parser::HasSpan;
use asciidoc_parser::inlines::{Ref, RefVariant};

use super::Lowering;
use super::inline::push_text;
use super::parts::XrefParts;
use crate::asciidoc::paths::{include_name, is_address};
use crate::model::{Inline, InlineKind, OuterDocument, Xref};
use crate::source::FileId;
use crate::world::normalized;

/// The endings that AsciiDoc's documents have.
const ENDINGS: [&str; 5] = [".adoc", ".asciidoc", ".asc", ".ad", ".txt"];

/// Whether the crate takes `a << b >> c` for a reference: behind its marks there are the first letters of an id.
pub(super) fn is_shift(reference: &Ref<'_>) -> bool {
    reference.variant == RefVariant::Xref
        && reference.span().data().strip_prefix("<<").is_some_and(|inside| !begins_target(inside))
}

fn begins_target(inside: &str) -> bool {
    inside.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '#' | '/' | '.' | ':' | '{' | '"'))
}

impl Lowering<'_> {
    /// What is no reference, as text; a reference that it ends with is one.
    pub(super) fn shifted(&mut self, source: asciidoc_parser::Span<'_>, out: &mut Vec<Inline>) {
        let span = self.span(source);
        let text = source.data();
        let inner = text.rfind("<<").filter(|at| *at > 0).and_then(|at| Some((at, text.get(at + 2..)?)));
        let Some((at, inside)) = inner.filter(|(_, inside)| begins_target(inside)) else {
            return push_text(out, span, text);
        };
        push_text(out, span, text.get(..at).unwrap_or(""));
        let inside = inside.trim_end_matches('>');
        let (target, words) = inside.split_once(',').unwrap_or((inside, ""));
        let words = words.trim();
        let body = if words.is_empty() { Vec::new() } else { vec![Inline::text(span, words)] };
        let target = format!("#{}", target.trim().trim_start_matches('#'));
        let parts = XrefParts { target, outer: None, outer_words: String::new(), style: None };
        out.push(Inline { span, kind: self.xref(&parts, body) });
    }

    /// A reference of the author's words, if there are any.
    pub(super) fn xref(&self, parts: &XrefParts, body: Vec<Inline>) -> InlineKind {
        let is_inner = parts.target.starts_with('#') && parts.target.len() > 1;
        let outer = parts.outer.as_deref().filter(|_| !is_inner).map(|name| self.outer(name, parts));
        InlineKind::Xref(Xref {
            target: parts.target.clone(),
            anchor: None,
            has_own_words: !body.is_empty(),
            body,
            style: parts.style.clone(),
            outer,
        })
    }

    fn outer(&self, name: &str, parts: &XrefParts) -> OuterDocument {
        let (path, id) = name.split_once('#').unwrap_or((name, ""));
        let file = self.included(path);
        let is_moved = self.scope.is_set("relfileprefix") || is_address(path);
        let is_self = parts.target == "#" && file.is_none();
        let name = name.replacen(".adoc", "", 1);
        OuterDocument {
            name: name.trim_end_matches('#').to_owned(),
            words: parts.outer_words.clone(),
            is_missing: file.is_none() && !is_self && !is_moved && !self.is_there(path),
            file: file.filter(|file| *file != self.main || !id.is_empty()),
            outlined: Vec::new(),
        }
    }

    /// The file of a document that is part of this book: its path starts at the manuscript's folder, as Asciidoctor
    /// takes it, or at that of the file that names it.
    fn included(&self, path: &str) -> Option<FileId> {
        let here = self.world.source(self.place.file);
        let here = here.path().strip_prefix(&self.folder).unwrap_or(here.path()).to_string_lossy().into_owned();
        let names = [include_name(None, path), include_name(Some(&here), path)];
        let file = |name: &String| {
            let with_ending = |ending: &&str| self.files.get(&format!("{name}{ending}")).copied();
            self.files.get(name).copied().or_else(|| ENDINGS.iter().find_map(with_ending))
        };
        names.iter().find_map(file)
    }

    /// Whether there is a document at a path from the manuscript's folder.
    fn is_there(&self, path: &str) -> bool {
        let path = normalized(&self.folder.join(path));
        let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let names = self.world.names(path.parent().unwrap_or(Path::new("")));
        let has = |name: &String| names.binary_search(name).is_ok();
        has(&name) || ENDINGS.iter().any(|ending| has(&format!("{name}{ending}")))
    }
}
