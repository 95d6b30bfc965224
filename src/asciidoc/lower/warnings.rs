//! The crate's warnings in our words, and unknown macros.

use asciidoc_parser::HasSpan;
use asciidoc_parser::attributes::Attrlist;
use asciidoc_parser::blocks::Block;
use asciidoc_parser::warnings::{WarningSeverity, WarningType};

use super::Lowering;
use super::parts::attribute;
use crate::asciidoc::read::Parsed;
use crate::diag::{Diagnostic, Lint};
use crate::model::{ContentsPlace, DiagramKind, Inline, InlineKind, Listed, Orientation};
use crate::source::Span;

impl Lowering<'_> {
    /// Passes on what the crate found; what resolving finds itself is left to it.
    pub(super) fn warnings(&mut self, parsed: &Parsed) {
        let mut faults: Vec<_> = parsed.includes.faults.iter().cloned().collect();
        for warning in parsed.document.warnings() {
            if warning.severity < WarningSeverity::Warning {
                continue;
            }
            let span = self.warning_span(parsed, warning);
            let target = match &warning.warning {
                WarningType::IncludeFileNotFound(target) | WarningType::IncludeFileNotReadable(target) => Some(target),
                WarningType::DuplicateId(_) | WarningType::PossibleInvalidReference(_) => continue,
                // `[quote, , a book]` leaves a place free, as it should.
                WarningType::EmptyAttributeValue => continue,
                // Said where the cells are kept.
                WarningType::TableIncompleteRowAtEndOfTable | WarningType::TableCellExceedsColumnCount => continue,
                _ => None,
            };
            let ours = target.and_then(|target| faults.iter().position(|(name, _)| name == target));
            if let Some(index) = ours {
                let (_, mut fault) = faults.remove(index);
                fault.span = span;
                self.sink.push(fault);
                continue;
            }
            let diagnostic = Diagnostic::warning(lint(&warning.warning), span, words(&warning.warning));
            self.sink.push(match &warning.warning {
                WarningType::Level0SectionHeadingNotSupported => {
                    diagnostic.hint("write `==`, or set `:doctype: book` where this title is a part's")
                }
                WarningType::MaxBlockNestingExceeded(_) => {
                    diagnostic.hint("what lies deeper is left out; raise the limit with `--limit depth=NUMBER`")
                }
                WarningType::NoCalloutFound(number) => {
                    diagnostic.hint(format!("put `<{number}>` at the end of the line of code that it is about"))
                }
                _ => diagnostic,
            });
        }
        for (_, fault) in faults {
            self.sink.push(fault);
        }
    }

    fn warning_span(&self, parsed: &Parsed, warning: &asciidoc_parser::warnings::Warning<'_>) -> Option<Span> {
        let Some(origin) = &warning.origin else { return self.origins.span(warning.source.data()) };
        let file = match &origin.0 {
            Some(name) => *parsed.includes.files.get(name.as_str())?,
            None => self.place.file,
        };
        let range = self.world.source(file).line_range(origin.1);
        Some(Span::new(file, range.start as u32, range.end as u32))
    }

    /// Whether a paragraph is an attribute line behind which no block stands; says so.
    pub(super) fn is_stray_attributes<'b>(&mut self, block: &'b Block<'b>) -> bool {
        let line = block.span().data().trim_end();
        let inner = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).filter(|_| !line.contains('\n'));
        let opens = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '#' | '%' | '{' | ',' | '"' | '\'');
        let is_stray = inner.and_then(|inner| inner.chars().next()).is_some_and(opens);
        if is_stray {
            let message = format!("no block follows the attributes `{line}`");
            self.sink.push(Diagnostic::warning(Lint::BadMarkup, self.place, message));
        }
        is_stray
    }

    /// The block macro `list-of::image[]`, which the parser takes for a paragraph; `title="…"` is its only attribute.
    pub(super) fn list_macro(&mut self, text: &[Inline]) -> Option<ContentsPlace> {
        let [Inline { span, kind: InlineKind::Text(line) }] = text else { return None };
        let (name, attributes) = line.trim().strip_prefix("list-of::")?.strip_suffix(']')?.split_once('[')?;
        if name.contains(char::is_whitespace) {
            return None;
        }
        let Some(of) = Listed::named(name) else {
            let message = format!("there is no list of `{name}`, its line is set as text");
            let unknown = Diagnostic::warning(Lint::UnknownMacro, *span, message).did_you_mean(name, Listed::NAMES);
            self.sink.push(unknown.hint(format!("there is {}", Listed::NAMES.join(", "))));
            return None;
        };
        let title = attributes.trim().strip_prefix("title=").map(|title| title.trim_matches(['"', '\'']).to_owned());
        Some(ContentsPlace { of, levels: None, title: title.filter(|title| !title.is_empty()) })
    }

    /// Which way the pages lie behind the end of a page, as an attribute or a role says it.
    pub(super) fn page_layout(&mut self, attributes: Option<&Attrlist<'_>>) -> Option<Orientation> {
        let attributes = attributes?;
        let Some(layout) = attribute(attributes, "page-layout").filter(|layout| !layout.trim().is_empty()) else {
            return attributes.roles().into_iter().rev().find_map(Orientation::named);
        };
        let found = Orientation::named(layout.trim());
        if found.is_none() {
            let message = format!("pages can't lie `{layout}`: `page-layout={layout}` ends the page and no more");
            let warning = Diagnostic::warning(Lint::SetPlainly, self.place, message);
            self.sink.push(warning.did_you_mean(&layout, ["portrait", "landscape"]));
        }
        found
    }

    /// Warns of a paragraph that looks like a block macro nobody knows.
    pub(super) fn unknown_macro(&mut self, text: &[Inline]) {
        let [Inline { span, kind: InlineKind::Text(line) }] = text else { return };
        let Some((name, rest)) = line.split_once("::") else { return };
        let is_name = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'));
        if !is_name
            || name == "list-of"
            || line.contains('\n')
            || !rest.ends_with(']')
            || !rest.contains('[')
            || rest.starts_with(' ')
        {
            return;
        }
        if DIRECTIVES.contains(&name) || DiagramKind::named(name).is_some() {
            // Its author has escaped it; and of diagrams more is said elsewhere.
            return;
        }
        let known = ["list-of", "image", "video", "audio", "toc"].into_iter().chain(DIRECTIVES);
        let message = format!("nobody knows the macro `{name}::`, its line is set as text");
        self.sink.push(Diagnostic::warning(Lint::UnknownMacro, *span, message).did_you_mean(name, known));
    }
}

const DIRECTIVES: [&str; 5] = ["include", "ifdef", "ifndef", "ifeval", "endif"];

/// The crate's words, which begin in lower case and end without a full stop as ours do.
fn words(warning: &WarningType) -> String {
    if matches!(warning, WarningType::Level0SectionHeadingNotSupported) {
        return "a second title of level 0 can stand in books only".to_owned();
    }
    let words = warning.to_string();
    words.trim_end_matches('.').replace('"', "`")
}

fn lint(warning: &WarningType) -> Lint {
    match warning {
        WarningType::IncludeFileNotFound(_) => Lint::IncludeMissing,
        WarningType::IncludeFileNotReadable(_) | WarningType::IncludeFileNotDecodable(_) => Lint::Unreadable,
        WarningType::MaxIncludeDepthExceeded(_) => Lint::IncludeLoop,
        WarningType::MaxBlockNestingExceeded(_) => Lint::LimitReached,
        WarningType::NoCalloutFound(_) | WarningType::CalloutListItemOutOfSequence(..) => Lint::CalloutUnmatched,
        _ => Lint::BadMarkup,
    }
}
