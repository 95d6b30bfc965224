//! Blocks whose lines are kept.

use asciidoc_parser::HasSpan;
use asciidoc_parser::blocks::{Block, IsBlock, SimpleBlockStyle};
use asciidoc_parser::inlines::{CharRef, InlineNode};

use super::Lowering;
use super::inline::push_text;
use super::parts::{attribute, positional};
use crate::asciidoc::entities::{decoded, numbered_decoded};
use crate::asciidoc::prepass::SHIELD;
use crate::model::{BlockKind, Inline, InlineKind, Verbatim, VerbatimKind};

impl Lowering<'_> {
    /// A listing, literal, verse or passed-through block.
    pub(super) fn verbatim<'b>(&mut self, block: &'b Block<'b>, nodes: &[InlineNode<'_>]) -> BlockKind {
        let is_literal = matches!(block, Block::Simple(simple) if simple.style() == SimpleBlockStyle::Literal);
        let kind = match block.resolved_context().as_ref() {
            "paragraph" if is_literal => VerbatimKind::Literal,
            "literal" => VerbatimKind::Literal,
            "pass" => VerbatimKind::Pass,
            "verse" => VerbatimKind::Verse { attribution: None, citation: None },
            _ => self.listing(block),
        };
        let lines = match (&kind, self.unclosed_lines(block)) {
            (VerbatimKind::Pass, Some(Inline { span, kind: InlineKind::Text(text) })) => {
                vec![Inline { span, kind: InlineKind::Raw(text) }]
            }
            (_, Some(lines)) => vec![lines],
            (VerbatimKind::Pass, None) => self.passed_inlines(nodes),
            _ => super::gaps::trimmed(self.verbatim_inlines(nodes)),
        };
        let lines = match block {
            // The crate takes the indentation of a paragraph with a style for that of a literal one.
            Block::Simple(simple) if !is_literal || block.declared_style().is_some() => {
                super::gaps::as_indented(lines, simple.content().original().data())
            }
            Block::Simple(simple) => super::gaps::as_indented(lines, &self.moved_together(simple.content().original())),
            _ => lines,
        };
        let indent = block.attrlist().and_then(|list| attribute(list, "indent")).or_else(|| {
            let is_source = matches!(kind, VerbatimKind::Source { .. });
            self.scope.get("source-indent").filter(|_| is_source).map(str::to_owned)
        });
        let indent = indent.and_then(|indent| indent.trim().parse().ok());
        let lines = match indent {
            Some(indent) => super::gaps::indented(lines, indent),
            None => lines,
        };
        if matches!(kind, VerbatimKind::Pass | VerbatimKind::Verse { .. }) {
            return BlockKind::Verbatim(Verbatim::plain(kind, lines));
        }
        let lines = self.without_tabs(block, lines);
        let is_numbered = matches!(kind, VerbatimKind::Source { is_numbered: true, .. });
        let code = self.code_facts(block, &lines, is_numbered);
        BlockKind::Verbatim(Verbatim { kind, lines, code })
    }

    /// The lines of a literal paragraph without the indentation that all of them share; the crate takes all of it.
    fn moved_together(&self, lines: asciidoc_parser::Span<'_>) -> String {
        let text = lines.data();
        let before = self.origins.offset(text).and_then(|at| self.origins.text().get(..at)).unwrap_or("");
        let own = before.rsplit('\n').next().filter(|own| own.chars().all(|c| matches!(c, ' ' | '\t'))).unwrap_or("");
        let whole = format!("{own}{text}");
        let width = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
        let shared = whole.lines().filter(|line| !line.trim().is_empty()).map(width).min().unwrap_or(0);
        let moved: Vec<_> = whole.split('\n').map(|line| line.get(shared..).unwrap_or("")).collect();
        moved.join("\n")
    }

    /// The lines of a block that nothing closes, as they are written: the crate leaves them unread.
    pub(super) fn unclosed_lines<'b>(&self, block: &'b Block<'b>) -> Option<Inline> {
        let Block::RawDelimited(raw) = block else { return None };
        let lines = raw.content().original();
        let end = |text: &str| self.origins.offset(text).map(|start| start + text.trim_end().len());
        let is_unclosed = raw.content().inlines().is_empty() && end(lines.data()) == end(block.span().data());
        let text = lines.data().trim_end().trim_start_matches('\n');
        (is_unclosed && !text.is_empty()).then(|| Inline::text(self.span(lines), text))
    }

    fn listing<'b>(&self, block: &'b Block<'b>) -> VerbatimKind {
        let fence = block.span().data().lines().find_map(|line| line.strip_prefix("```"));
        let is_fenced = fence.is_some() && block.declared_style().is_none();
        let is_source = match block {
            Block::Simple(simple) if simple.style() == SimpleBlockStyle::Source => true,
            _ => block.resolved_style() == Some("source") || is_fenced,
        };
        let language = block.attrlist().and_then(|list| attribute(list, "language").or_else(|| positional(list, 2)));
        // Where attributes stand above a fence, the crate overlooks what it names.
        let named = || fence.filter(|_| is_fenced).and_then(|fence| fence.split_whitespace().next());
        let language = language.or_else(|| named().map(str::to_owned));
        let is_implied =
            block.declared_style().is_none() && (language.is_some() || self.scope.is_set("source-language"));
        if !is_source && !is_implied {
            return VerbatimKind::Listing;
        }
        let is_numbered = block.has_option("linenums")
            || self.scope.is_set("source-linenums-option")
            || block
                .attrlist()
                .is_some_and(|list| attribute(list, "linenums").is_some() || positional(list, 3).is_some());
        // A fence may name the language and wish for numbers: ```` ```ruby,numbered ````.
        let (language, is_numbered) = match language.as_deref().and_then(|language| language.split_once(',')) {
            Some((language, _)) => (Some(language.to_owned()), true),
            None => (language, is_numbered),
        };
        let language = language.or_else(|| self.scope.get("source-language").map(str::to_owned));
        VerbatimKind::Source { language, is_numbered }
    }

    /// Lines as they are; characters that the author let be replaced are replaced.
    pub(super) fn verbatim_inlines(&mut self, nodes: &[InlineNode<'_>]) -> Vec<Inline> {
        let mut lines = self.inlines(nodes);
        for inline in &mut lines {
            if let InlineKind::Text(text) = &mut inline.kind
                && text.contains(SHIELD)
            {
                text.retain(|c| c != SHIELD);
            }
        }
        lines
    }

    /// Lines for another output: every character stays as it is written.
    fn passed_inlines(&mut self, nodes: &[InlineNode<'_>]) -> Vec<Inline> {
        let mut out: Vec<Inline> = Vec::new();
        for node in nodes {
            let span = self.span(asciidoc_parser::HasSpan::span(node));
            match node {
                InlineNode::Text { value, .. } | InlineNode::Raw { value, .. } => push_text(&mut out, span, value),
                InlineNode::CharRef { value: CharRef::Entity(text), .. } => push_text(&mut out, span, &decoded(text)),
                other => {
                    let inlines = self.inlines(std::slice::from_ref(other));
                    out.extend(inlines);
                }
            }
        }
        for inline in &mut out {
            if let InlineKind::Text(text) = &mut inline.kind {
                inline.kind = InlineKind::Raw(numbered_decoded(text));
            }
        }
        out
    }
}
