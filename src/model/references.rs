//! Ids and the references to them.

use std::cell::Cell;
use std::collections::BTreeMap;

use crate::diag::{Diagnostic, Lint, Sink};
use crate::model::labels::{Label, label};
use crate::model::numbers::CaptionNumbers;
use crate::model::walk::{self, TextKind, Visitor};
use crate::model::{
    Block, BlockKind, Doctype, Footnote, Info, Inline, InlineKind, Language, ListItem, NodeId, OuterDocument, Section,
    Styled, TextStyle, Xref, plain_text,
};
use crate::source::{FileId, Span};

/// What a reference may say of its target.
#[derive(Debug, Clone, Default)]
struct Target {
    title: Vec<Inline>,
    /// Words and number: `Figure 2`, `Section 1.2`.
    number: Option<String>,
    /// Whether references set the title as that of a whole work.
    is_chapter: bool,
}

/// How many characters of titles references may show in all; what is beyond shows its id.
const MOST_SHOWN: usize = 64 << 20;

/// The ids of a manuscript.
pub(super) struct References {
    /// The node of each id.
    pub(super) anchors: BTreeMap<String, NodeId>,
    targets: BTreeMap<String, Target>,
    /// The first id in each file.
    first_ids: BTreeMap<FileId, String>,
    /// How many characters of titles references show so far.
    shown: Cell<usize>,
}

impl References {
    /// Collects the ids, with a warning for each that comes twice.
    pub(super) fn collect(
        info: &Info,
        numbers: &CaptionNumbers,
        words: BTreeMap<String, Vec<Inline>>,
        (opening, sections): (&mut [Block], &mut [Section]),
        footnotes: &mut [Footnote],
        sink: &mut Sink,
    ) -> Self {
        let (anchors, targets, first_ids) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        let references = Self { anchors, targets, first_ids, shown: Cell::new(0) };
        let mut collector = Collector { info, numbers, references, node: NodeId::default(), sink };
        walk::blocks(opening, &mut collector);
        walk::sections(sections, &mut collector);
        for footnote in footnotes {
            collector.node = footnote.id;
            collector.text(&mut footnote.text, footnote.language, TextKind::Running);
        }
        let mut references = collector.references;
        for (id, title) in words {
            references.targets.insert(id, Target { title, ..Target::default() });
        }
        references
    }

    /// Gives every reference its text, with a warning for each that leads nowhere.
    pub(super) fn resolve(
        &self,
        opening: &mut [Block],
        sections: &mut [Section],
        footnotes: &mut [Footnote],
        sink: &mut Sink,
    ) {
        let mut resolver = Resolver { references: self, sink };
        walk::blocks(opening, &mut resolver);
        walk::sections(sections, &mut resolver);
        for footnote in footnotes {
            resolver.text(&mut footnote.text, footnote.language, TextKind::Running);
        }
    }
}

impl References {
    /// What a reference to an id says. Titles may hold references in turn, even to themselves: those in the title of a
    /// target say their targets' titles, and the ones in these only their ids.
    fn words_of(&self, id: &str, style: Option<&str>, span: Span, level: u8) -> Vec<Inline> {
        let target = self.targets.get(id).filter(|_| level < 2 && self.shown.get() < MOST_SHOWN);
        let Some(target) = target else { return vec![Inline::text(span, format!("[{id}]"))] };
        let mut body = words(target, style, span);
        walk::each_inline(&mut body, &mut |inline| {
            if let InlineKind::Xref(xref) = &mut inline.kind
                && let Some(inner) = xref.target.strip_prefix('#')
                && xref.body.is_empty()
            {
                xref.body = self.words_of(inner, xref.style.as_deref(), span, level + 1);
            }
        });
        self.shown.set(self.shown.get() + plain_text(&body).len());
        body
    }
}

struct Collector<'a> {
    info: &'a Info,
    numbers: &'a CaptionNumbers,
    references: References,
    /// The node whose text is visited.
    node: NodeId,
    sink: &'a mut Sink,
}

impl Collector<'_> {
    fn add(&mut self, id: &str, node: NodeId, span: Span, target: Option<Target>) {
        if self.references.anchors.contains_key(id) {
            let message = format!("the id `{id}` is given twice, references lead to the first");
            self.sink.push(Diagnostic::warning(Lint::DuplicateId, span, message));
            return;
        }
        self.references.anchors.insert(id.to_owned(), node);
        self.references.first_ids.entry(span.file).or_insert_with(|| id.to_owned());
        if let Some(target) = target {
            self.references.targets.insert(id.to_owned(), target);
        }
    }

    /// The words before a section's number: the author's, or those of its language.
    fn section_number(&self, section: &Section) -> Option<String> {
        let number = section.full_number.as_ref().filter(|_| section.is_numbered)?;
        let is_book = self.info.doctype == Doctype::Book;
        let (name, kind) = match (section.special.as_deref(), section.level) {
            (Some("appendix"), _) => ("appendix-refsig", Label::Appendix),
            (_, 0) if is_book => ("part-refsig", Label::Part),
            (_, 1) if is_book => ("chapter-refsig", Label::Chapter),
            _ => ("section-refsig", Label::Section),
        };
        let word = self.info.attributes.get(name).unwrap_or_else(|| label(section.language, kind));
        Some(if word.is_empty() { number.clone() } else { format!("{word} {number}") })
    }
}

impl Visitor for Collector<'_> {
    fn section(&mut self, section: &mut Section) {
        self.node = section.id;
        if let Some(id) = section.anchor.clone() {
            let is_chapter = section.special.as_deref() == Some("appendix")
                || (self.info.doctype == Doctype::Book && section.level == 1 && section.special.is_none());
            let target = Target { title: section.title.clone(), number: self.section_number(section), is_chapter };
            self.add(&id, section.id, section.span, Some(target));
        }
    }

    fn block(&mut self, block: &mut Block) {
        self.node = block.id;
        let Some(id) = &block.anchor else { return };
        let title = match &block.kind {
            BlockKind::Heading(heading) => Some(&heading.title),
            _ => block.title.as_ref(),
        };
        let number = self.numbers.get(&block.id).cloned();
        let target = title.map(|title| Target { title: title.clone(), number, is_chapter: false });
        self.add(&id.clone(), block.id, block.span, target);
    }

    fn item(&mut self, item: &mut ListItem) {
        self.node = item.id;
        if let Some(id) = item.anchor.clone() {
            self.add(&id, item.id, item.span, None);
        }
    }

    fn text(&mut self, inlines: &mut Vec<Inline>, _: Language, _: TextKind) {
        let mut found = Vec::new();
        walk::each_inline(inlines, &mut |inline| match &inline.kind {
            InlineKind::Anchor(anchor) => {
                let label = anchor.label.clone().or_else(|| {
                    anchor.is_bibliography.then(|| vec![Inline::text(inline.span, format!("[{}]", anchor.id))])
                });
                found.push((anchor.id.clone(), inline.span, label));
            }
            InlineKind::Styled(styled) => {
                found.extend(styled.anchor.clone().map(|id| (id, inline.span, None)));
            }
            InlineKind::Link(link) => found.extend(link.anchor.clone().map(|id| (id, inline.span, None))),
            _ => {}
        });
        for (id, span, label) in found {
            let target = label.map(|title| Target { title, ..Target::default() });
            if self.references.anchors.get(&id) == Some(&self.node) {
                continue;
            }
            self.add(&id, self.node, span, target);
        }
    }
}

struct Resolver<'a> {
    references: &'a References,
    sink: &'a mut Sink,
}

impl Resolver<'_> {
    /// A reference to another document leads within this book where that document is part of it, or where the name
    /// is an id after all.
    fn outer(&self, xref: &mut Xref, outer: &OuterDocument, span: Span) -> (Option<String>, Vec<Inline>) {
        let is_known = |id: &&str| self.references.anchors.contains_key(*id);
        let name = outer.name.trim_end_matches('#');
        let inner = match (outer.file, outer.id()) {
            (Some(file), None) => self.references.first_ids.get(&file).map(String::as_str),
            (Some(_), Some(id)) => Some(id).filter(is_known),
            (None, None) => Some(name).filter(is_known),
            (None, Some(_)) => None,
        };
        // Asciidoctor's outline shows for a document what it would show for an id of that name.
        let outlined = match (xref.target == "#", self.references.targets.contains_key(name)) {
            (true, _) => vec![Inline::text(span, "[]")],
            (false, true) => self.references.words_of(name, xref.style.as_deref(), span, 0),
            (false, false) => vec![Inline::text(span, format!("[{name}]"))],
        };
        if xref.body.is_empty() {
            xref.body = match inner {
                Some(id) => self.references.words_of(id, xref.style.as_deref(), span, 0),
                None => vec![Inline::text(span, outer.words.clone())],
            };
        }
        (inner.map(str::to_owned), outlined)
    }

    fn resolve_outer(&mut self, xref: &mut Xref, span: Span) -> bool {
        let Some(mut outer) = xref.outer.take() else { return false };
        (xref.anchor, outer.outlined) = self.outer(xref, &outer, span);
        if xref.anchor.is_none() && outer.is_missing {
            let message = format!("there is no document `{}` that a reference could lead to", outer.name);
            let missing = Diagnostic::warning(Lint::OtherDocument, span, message);
            self.sink
                .push(missing.hint("mend the path, which starts at the manuscript's folder, or include the document"));
        }
        xref.outer = Some(outer);
        true
    }
}

impl Visitor for Resolver<'_> {
    fn text(&mut self, inlines: &mut Vec<Inline>, _: Language, _: TextKind) {
        walk::each_inline(inlines, &mut |inline| {
            let span = inline.span;
            let InlineKind::Xref(xref) = &mut inline.kind else { return };
            if self.resolve_outer(xref, span) {
                return;
            }
            let Some(id) = xref.target.strip_prefix('#').filter(|id| !id.is_empty()) else { return };
            let without_joiners = id.replace(['\u{200C}', '\u{200D}'], "");
            let is_known = |id: &str| self.references.anchors.contains_key(id);
            if !is_known(id) && is_known(&without_joiners) {
                xref.target = format!("#{without_joiners}");
            }
            let id = xref.target.trim_start_matches('#');
            if self.references.anchors.contains_key(id) {
                xref.anchor = Some(id.to_owned());
            } else {
                let message = format!("nothing has the id `{id}` that is referred to");
                let known = self.references.anchors.keys().map(String::as_str);
                self.sink.push(Diagnostic::warning(Lint::DanglingReference, span, message).did_you_mean(id, known));
            }
            if xref.body.is_empty() {
                xref.body = self.references.words_of(id, xref.style.as_deref(), span, 0);
            }
        });
    }
}

/// What a reference says, by the style that the author asked for.
fn words(target: &Target, style: Option<&str>, span: Span) -> Vec<Inline> {
    let title = without_marks(&target.title);
    let style_of = |style, body| {
        let styled = Styled { style, anchor: None, roles: Vec::new(), language: None, is_unconstrained: false, body };
        Inline { span, kind: InlineKind::Styled(styled) }
    };
    let emphasis = |title| vec![style_of(TextStyle::Emphasis, title)];
    match (style, &target.number) {
        (Some("full"), Some(number)) => {
            let style = if target.is_chapter { TextStyle::Emphasis } else { TextStyle::DoubleQuoted };
            vec![Inline::text(span, format!("{number}, ")), style_of(style, title)]
        }
        (Some("short"), Some(number)) => vec![Inline::text(span, number.clone())],
        (Some(_), _) if target.is_chapter => emphasis(title),
        _ => title,
    }
}

/// A title as a reference shows it: without anchors, footnotes and terms of the index.
fn without_marks(title: &[Inline]) -> Vec<Inline> {
    let is_shown = |inline: &&Inline| match &inline.kind {
        InlineKind::Anchor(anchor) => anchor.is_bibliography,
        InlineKind::Footnote(_) => false,
        InlineKind::IndexTerm(term) => term.visible.is_some(),
        _ => true,
    };
    title.iter().filter(is_shown).cloned().collect()
}
