//! Diagrams that Asciidoctor Diagram would have drawn: their sources, from blocks of every form and from files.

use std::path::Path;

use asciidoc_parser::HasSpan;
use asciidoc_parser::blocks::{Block, IsBlock};

use super::Lowering;
use super::parts::attribute;
use crate::asciidoc::SafeMode;
use crate::asciidoc::paths::is_address;
use crate::asciidoc::prepass::SHIELD;
use crate::diag::{Diagnostic, Lint};
use crate::model::{BlockKind, CodeFacts, DiagramKind, Inline, Verbatim, VerbatimKind, plain_text};
use crate::source::Span;
use crate::world::{ReadError, normalized};

/// A block macro as it is written.
struct MacroLine<'t> {
    kind: &'static DiagramKind,
    target: &'t str,
}

impl Lowering<'_> {
    /// The source of a diagram in place of what a block is without anything that draws it.
    pub(super) fn diagram<'b>(&mut self, block: &'b Block<'b>, written: BlockKind) -> BlockKind {
        if self.options.leaves_diagrams {
            return written;
        }
        if let BlockKind::Paragraph(text) = &written
            && let Some((kind, source)) = self.diagram_file(block, text)
        {
            return self.not_drawn(kind, source, CodeFacts::default(), written);
        }
        let Some(kind) = block.declared_style().and_then(DiagramKind::named) else { return written };
        let Some(source) = source_of(block, &written) else { return written };
        let code = match &written {
            BlockKind::Verbatim(verbatim) => verbatim.code.clone(),
            _ => CodeFacts::default(),
        };
        let lines = vec![Inline::text(self.place, source)];
        self.not_drawn(kind, lines, code, written)
    }

    fn not_drawn(
        &mut self,
        kind: &'static DiagramKind,
        lines: Vec<Inline>,
        code: CodeFacts,
        written: BlockKind,
    ) -> BlockKind {
        let message = format!("nothing draws the `{}` diagram here, it is set as its source", kind.name);
        let hint = format!("draw it once as SVG with {}, and set that with `image::NAME.svg[]`", kind.tool);
        self.sink.push(Diagnostic::warning(Lint::DiagramNotDrawn, self.place, message).hint(hint));
        let kind = VerbatimKind::Diagram { kind, written: Box::new(written) };
        BlockKind::Verbatim(Verbatim { kind, lines, code })
    }

    /// The file that a block macro such as `plantuml::flow.puml[]` names.
    fn diagram_file<'b>(
        &mut self,
        block: &'b Block<'b>,
        text: &[Inline],
    ) -> Option<(&'static DiagramKind, Vec<Inline>)> {
        let source = block.span().data();
        let said = plain_text(text);
        // The macro's own characters: marks in the name of a file are none.
        let line = self.with_values(source.trim_end().lines().last()?);
        let is_alone = !said.contains('\n') && !line.starts_with('\\');
        let MacroLine { kind, target } = macro_line(&line).filter(|_| is_alone)?;
        if !kind.reads_files() {
            let message = format!("nothing draws the `{}` here, its line is set as text", kind.name);
            let hint = format!("draw it once as SVG with {}, and set that with `image::NAME.svg[]`", kind.tool);
            self.sink.push(Diagnostic::warning(Lint::DiagramNotDrawn, self.place, message).hint(hint));
            return None;
        }
        let file = self.read_diagram(target)?;
        let source = self.world.source(file.file);
        let lines = source.text().trim_end().to_owned();
        Some((kind, vec![Inline::text(file, lines)]))
    }

    /// A line with the values of the attributes that it names, as far as there are any.
    fn with_values(&self, line: &str) -> String {
        let mut out = String::with_capacity(line.len());
        let mut rest = line;
        while let Some((before, behind)) = rest.split_once('{') {
            out.push_str(before);
            let known = behind.split_once('}').and_then(|(name, behind)| Some((self.scope.get(name)?, behind)));
            match known {
                Some((value, behind)) => {
                    out.push_str(value);
                    rest = behind;
                }
                None => {
                    out.push('{');
                    rest = behind;
                }
            }
        }
        out.push_str(rest);
        out
    }

    /// All of a diagram's file; what keeps it from being read is told.
    fn read_diagram(&mut self, target: &str) -> Option<Span> {
        let fault = |lint, message: String| Diagnostic::warning(lint, self.place, message);
        if is_address(target) {
            let message = format!("diagram `{target}` is not on this machine, its line is set as text");
            let fault = fault(Lint::IncludeOutside, message);
            self.sink.push(fault.hint("save its source beside the manuscript"));
            return None;
        }
        let path = normalized(&self.folder.join(target));
        let is_jailed = self.options.safe_mode >= SafeMode::Safe;
        if is_jailed && !self.world.resolved(&path).starts_with(&self.resolved_folder) {
            let message = format!("diagram `{target}` lies outside the manuscript's folder");
            let fault = fault(Lint::IncludeOutside, message);
            self.sink.push(fault.hint("move the file into the folder, or run with `--safe-mode unsafe`"));
            return None;
        }
        match self.world.load(&path) {
            Ok((file, faults)) => {
                self.sink.extend(faults);
                let length = self.world.source(file).text().len();
                Some(Span::new(file, 0, length as u32))
            }
            Err(ReadError::NotFound) => {
                let folder = path.parent().unwrap_or(Path::new(""));
                let names = self.world.names(folder);
                let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
                let fault = fault(Lint::IncludeMissing, format!("diagram `{target}` not found"));
                self.sink.push(fault.did_you_mean(&name, names.iter().map(String::as_str)));
                None
            }
            Err(ReadError::Io(error)) => {
                self.sink.push(fault(Lint::Unreadable, format!("diagram `{target}`: {error}")));
                None
            }
        }
    }
}

/// `plantuml::flow.puml[…]`.
fn macro_line(line: &str) -> Option<MacroLine<'_>> {
    let (name, rest) = line.trim().split_once("::")?;
    let kind = DiagramKind::named(name)?;
    let (target, _) = rest.strip_suffix(']')?.split_once('[')?;
    let is_target = !target.is_empty() && !target.starts_with(' ');
    is_target.then_some(MacroLine { kind, target })
}

/// The characters of a block as they are written: a diagram's language has marks of its own.
///
/// Where the author asks for substitutions, they are those of the block.
fn source_of<'b>(block: &'b Block<'b>, written: &BlockKind) -> Option<String> {
    let asks = block.attrlist().is_some_and(|list| attribute(list, "subs").is_some());
    let mut source = match (block, written) {
        (_, BlockKind::Verbatim(verbatim)) if asks => plain_text(&verbatim.lines),
        (Block::Simple(simple), BlockKind::Paragraph(_) | BlockKind::Verbatim(_)) => {
            simple.content().original().data().to_owned()
        }
        (Block::RawDelimited(raw), BlockKind::Verbatim(_)) => raw.content().original().data().to_owned(),
        (Block::CompoundDelimited(_), BlockKind::Container(_)) => between_delimiters(block.span().data())?.to_owned(),
        _ => return None,
    };
    source.retain(|c| c != SHIELD);
    let first = source.lines().take_while(|line| line.trim().is_empty()).map(|line| line.len() + 1).sum();
    Some(source.get(first..).unwrap_or_default().trim_end().to_owned())
}

/// The lines of an open block between `--` and `--`.
fn between_delimiters(source: &str) -> Option<&str> {
    let opening = source.lines().position(|line| matches!(line.trim_end(), "--" | "~~~~"))?;
    let from: usize = source.split_inclusive('\n').take(opening + 1).map(str::len).sum();
    let rest = source.get(from..)?.trim_end();
    let closing = rest.rfind('\n').map_or(0, |at| at + 1);
    let is_closed = matches!(rest.get(closing..), Some("--" | "~~~~"));
    Some(if is_closed { rest.get(..closing)? } else { rest })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn macros_name_files() {
        let read = |line| macro_line(line).map(|line| (line.kind.name, line.target));
        assert_eq!(read("plantuml::a/b.puml[flow, svg]"), Some(("plantuml", "a/b.puml")));
        assert_eq!([read("plantuml:: a[]"), read("nobody::a[]"), read("plantuml::[]")], [None, None, None]);
    }

    #[test]
    fn open_blocks_are_cut_at_their_delimiters() {
        assert_eq!(between_delimiters(".T\n[d2]\n--\na -> b\n\nc\n--\n"), Some("a -> b\n\nc\n"));
        assert_eq!(between_delimiters("[d2]\n--\na"), Some("a"));
    }
}
