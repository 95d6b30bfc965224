//! What is checked before the crate sees a text.

use crate::asciidoc::ReadLimits;
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
    Ok(())
}

/// What is told where blocks nest deeper than the limit, at the first line that would open one.
pub(super) fn too_deep(file: FileId, source: &Source, line: usize, limits: &ReadLimits) -> Diagnostic {
    let range = source.line_range(line);
    let message = format!("blocks nest deeper than {}: what lies deeper stays in the block at the limit", limits.depth);
    let span = Span::new(file, range.start as u32, range.end as u32);
    Diagnostic::warning(Lint::LimitReached, span, message).hint("raise the limit with `--limit depth=NUMBER`")
}
