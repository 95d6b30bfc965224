//! What is checked before the crate sees a text.

use crate::asciidoc::ReadLimits;
use crate::asciidoc::prepass::lines::{
    closes, is_attributes, is_directive, is_entry, is_fence, is_heading, is_item, is_kept,
};
use crate::diag::{Diagnostic, Lint};
use crate::source::{FileId, Source, Span};

/// Whether a file keeps within the limits.
pub(super) fn check(file: FileId, text: &str, limits: &ReadLimits) -> Result<(), Diagnostic> {
    if text.len() > limits.size {
        let message = format!("the file has {} bytes, more than {}", text.len(), limits.size);
        return Err(
            Diagnostic::error(Lint::LimitReached, None, message).hint("raise the limit with `--limit read-size=BYTES`")
        );
    }
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if line.len() > limits.line_length {
            let message = format!("a line has {} bytes, more than {}", line.len(), limits.line_length);
            let span = Span::new(file, start as u32, start as u32 + 1);
            let hint = "raise the limit with `--limit line-length=BYTES`";
            return Err(Diagnostic::error(Lint::LimitReached, span, message).hint(hint));
        }
        start += line.len();
    }
    paragraphs(file, text)
}

/// How many bytes the crate may set aside for one paragraph.
const PARAGRAPH: u64 = 1 << 32;

/// Whether each paragraph keeps within what may be set aside for it.
///
/// Where lines of a paragraph lose something before they are understood (blanks at their ends, comments between them,
/// the indentation in a list), the crate no longer knows the place of each sign: it takes the whole paragraph for that
/// of all, and sets aside as many bytes as they have together. With 60,000 lines that is more than machines have, and
/// the process would end.
fn paragraphs(file: FileId, text: &str) -> Result<(), Diagnostic> {
    let mut kept: Option<&str> = None;
    let mut at = 0;
    let (mut start, mut lines, mut signs) = (0, 0, 0_u64);
    let mut is_list = false;
    for whole in text.split_inclusive('\n') {
        let line = whole.trim_end();
        let from = at;
        at += whole.len();
        if let Some(fence) = kept {
            if closes(fence, line) {
                (kept, start, lines, signs) = (None, at, 0, 0);
            }
            continue;
        }
        // Between paragraphs these are none; within one they are text, or left out of it, and don't end it.
        let is_between = lines == 0 && (is_heading(line) || is_directive(line) || is_entry(line));
        if is_between || line.is_empty() || is_fence(line) || is_attributes(line) {
            kept = Some(line).filter(|line| is_fence(line) && is_kept(line));
            (start, lines, signs, is_list) = (at, 0, 0, false);
            continue;
        }
        // So are the items of a list within a paragraph.
        if is_item(line) && (lines == 0 || is_list) {
            (start, lines, signs, is_list) = (from, 0, 0, true);
        }
        lines += 1;
        signs += line.bytes().filter(u8::is_ascii_punctuation).count() as u64;
        let bytes = (at - start) as u64;
        if lines > 1 && signs.saturating_mul(bytes) > PARAGRAPH {
            let message = format!("a paragraph has {bytes} bytes and more, too many for the {signs} signs in it");
            let span = Span::new(file, start as u32, start as u32 + 1);
            let fault = Diagnostic::error(Lint::LimitReached, span, message);
            return Err(fault.hint("part it with empty lines, or make a listing of it"));
        }
    }
    Ok(())
}

/// What is told where blocks nest deeper than the limit, at the first line that would open one.
pub(super) fn too_deep(file: FileId, source: &Source, line: usize, limits: &ReadLimits) -> Diagnostic {
    let range = source.line_range(line);
    let message = format!("blocks nest deeper than {}: what lies deeper stays in the block at the limit", limits.depth);
    let span = Span::new(file, range.start as u32, range.end as u32);
    Diagnostic::warning(Lint::LimitReached, span, message).hint("raise the limit with `--limit depth=NUMBER`")
}
