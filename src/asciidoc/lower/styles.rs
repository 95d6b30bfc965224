//! Styles that look like a slip of the pen: others may belong to an extension, and Asciidoctor leaves them alone too.

use asciidoc_parser::blocks::{Block, IsBlock};

use super::Lowering;
use super::parts::attribute;
use crate::asciidoc::prepass::UNFIT;
use crate::diag::{Diagnostic, Lint};
use crate::model::DiagramKind;

/// The styles of blocks and lists that mean something.
const KNOWN: &[&str] = &[
    "NOTE",
    "TIP",
    "IMPORTANT",
    "WARNING",
    "CAUTION",
    "abstract",
    "appendix",
    "arabic",
    "asciimath",
    "bibliography",
    "circle",
    "comment",
    "decimal",
    "disc",
    "discrete",
    "example",
    "float",
    "glossary",
    "horizontal",
    "index",
    "latexmath",
    "listing",
    "literal",
    "loweralpha",
    "lowergreek",
    "lowerroman",
    "no-bullet",
    "none",
    "normal",
    "open",
    "partintro",
    "pass",
    "preface",
    "qanda",
    "quote",
    "sidebar",
    "source",
    "square",
    "stem",
    "unnumbered",
    "unstyled",
    "upperalpha",
    "upperroman",
    "verse",
];

impl Lowering<'_> {
    /// Warns of a style that nobody knows and that is a letter away from one that is known.
    pub(super) fn check_style<'b>(&mut self, block: &'b Block<'b>) {
        if let Some(style) = block.attrlist().and_then(|attributes| attribute(attributes, UNFIT)) {
            let message = format!("the style `{style}` can't be that of this block, which is set as if it had none");
            let unfit = Diagnostic::warning(Lint::UnknownStyle, self.place, message);
            self.sink.push(unfit.hint("put the block between two lines of `====`, below the style"));
        }
        let Some(style) = block.declared_style().filter(|style| style.len() > 3) else { return };
        let is_slip = |known: &&&str| strsim::damerau_levenshtein(known, style) == 1;
        if KNOWN.contains(&style) || style.len() > 20 || DiagramKind::named(style).is_some() {
            return;
        }
        let is_same = |known: &&&str| known.eq_ignore_ascii_case(style);
        if let Some(meant) = KNOWN.iter().find(is_same).or_else(|| KNOWN.iter().find(is_slip)) {
            let message = format!("nobody knows the style `{style}`, its block is set as if it had none");
            let unknown = Diagnostic::warning(Lint::UnknownStyle, self.place, message);
            self.sink.push(unknown.hint(format!("did you mean `{meant}`?")));
        }
    }
}
