//! Manuscript files and places in them.
//!
//! A [`Span`] is a file and a range of bytes. Every block, inline, frame item and message carries
//! one, so that a reader of a message, or a click on a page, finds the line in the manuscript.

use std::ops::Range;
use std::path::{Path, PathBuf};

/// Names a file that a world has read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

impl FileId {
    /// The id of the `index`-th file read.
    pub const fn new(index: u32) -> Self {
        Self(index)
    }

    /// The position among the files read.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// A range of bytes in a manuscript file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// Offset of the first byte.
    pub start: u32,
    /// Offset behind the last byte.
    pub end: u32,
}

impl Span {
    /// The bytes `start..end` of `file`.
    pub const fn new(file: FileId, start: u32, end: u32) -> Self {
        Self { file, start, end }
    }

    /// The range of bytes.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The span from the start of this one to the end of `other`, which is in the same file.
    pub fn to(self, other: Self) -> Self {
        if self.file == other.file {
            Self::new(self.file, self.start.min(other.start), self.end.max(other.end))
        } else {
            self
        }
    }
}

/// A line and a column, both counted from 1; the column counts characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// The line.
    pub line: usize,
    /// The character in the line.
    pub column: usize,
}

/// A file as it was read: its name as the user knows it, and its text.
#[derive(Debug)]
pub struct Source {
    path: PathBuf,
    text: String,
    line_starts: Vec<u32>,
}

impl Source {
    /// Keeps `text` as the contents of `path`.
    pub fn new(path: impl Into<PathBuf>, text: String) -> Self {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at as u32 + 1);
        let line_starts = std::iter::once(0).chain(breaks).collect();
        Self { path: path.into(), text, line_starts }
    }

    /// The name to show to the user.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text of `range`; empty where the range does not lie on character borders within the file.
    pub fn slice(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or("")
    }

    /// The number of lines; a last line without a line feed counts.
    pub fn line_count(&self) -> usize {
        self.line_starts.len()
    }

    /// The bytes of line `line` (from 1), without its line feed; empty beyond the end.
    pub fn line_range(&self, line: usize) -> Range<usize> {
        let Some(start) = line.checked_sub(1).and_then(|index| self.line_starts.get(index)) else {
            return self.text.len()..self.text.len();
        };
        let end = self.line_starts.get(line).map_or(self.text.len(), |next| *next as usize - 1);
        *start as usize..end.max(*start as usize)
    }

    /// The line (from 1) of a byte offset.
    pub fn line_at(&self, offset: usize) -> usize {
        self.line_starts.partition_point(|start| *start as usize <= offset)
    }

    /// The line and column of a byte offset.
    pub fn line_column(&self, offset: usize) -> LineColumn {
        let line = self.line_at(offset);
        let start = self.line_range(line).start;
        let column = self.text.get(start..offset.min(self.text.len())).map_or(1, |before| before.chars().count() + 1);
        LineColumn { line, column }
    }

    /// The byte offset of the `column`-th character (from 1) of line `line` (from 1), at most the line's end.
    pub fn offset(&self, line: usize, column: usize) -> usize {
        let range = self.line_range(line);
        let within = self.slice(range.clone()).char_indices().nth(column.saturating_sub(1)).map(|(at, _)| at);
        within.map_or(range.end, |at| range.start + at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_go_there_and_back() {
        let source = Source::new("a.adoc", "été\nà Paris\n".into());
        assert_eq!(source.line_count(), 3);
        assert_eq!(source.line_column(6), LineColumn { line: 2, column: 1 });
        assert_eq!(source.line_column(8), LineColumn { line: 2, column: 2 });
        assert_eq!(source.offset(2, 2), 8);
        assert_eq!(source.offset(2, 99), 14);
        assert_eq!(source.slice(source.line_range(2)), "à Paris");
        assert_eq!(source.line_range(9), 15..15);
    }
}
