//! What is checked before the crate sees a text.

use crate::asciidoc::ReadLimits;
use crate::diag::{Diagnostic, Lint};
use crate::source::{FileId, Span};

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
