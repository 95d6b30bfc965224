//! How deep blocks nest. What lies deeper than the limit stays in the block at the limit: only the lines that would open
//! and close it go away, so that no word is lost.

use super::lines::{closes, is_fence, is_heading, is_item, is_kept};

/// Whether a line may open what it opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Depth {
    /// It may.
    Fits,
    /// It opens or closes what would lie too deep.
    TooDeep,
}

/// The lists that are open in each open block; it counts too many rather than too few.
#[derive(Debug)]
pub(super) struct Nesting<'a> {
    limit: usize,
    /// For the text itself and each open block the markers of its lists.
    lists: Vec<Vec<&'a str>>,
    /// How many markers there are.
    count: usize,
    /// The delimiters that went away and whose blocks are still open.
    skipped: Vec<&'a str>,
}

/// What opens a quote within the line of another.
const QUOTE: &str = "> ";

impl<'a> Nesting<'a> {
    /// Nothing is open; blocks within a block at the limit are too deep.
    pub(super) fn new(limit: usize) -> Self {
        Self { limit: limit.saturating_sub(2), lists: vec![Vec::new()], count: 0, skipped: Vec::new() }
    }

    /// Takes note of a line among blocks; `fences` are the open ones without it.
    pub(super) fn line(&mut self, line: &'a str, fences: &[&str]) -> Depth {
        if is_fence(line) {
            return self.fence(line, fences);
        }
        if is_heading(line) {
            self.list_ends();
        }
        if !is_item(line) {
            return Depth::Fits;
        }
        let marker = marker(line);
        let depth = self.depth(fences);
        let Some(list) = self.lists.last_mut() else { return Depth::Fits };
        match list.iter().position(|known| *known == marker) {
            Some(at) => {
                self.count -= list.len() - at - 1;
                list.truncate(at + 1);
            }
            None if depth >= self.limit => return Depth::TooDeep,
            None => {
                list.push(marker);
                self.count += 1;
            }
        }
        Depth::Fits
    }

    /// A line of a list that would lie too deep as one of the innermost list that is open, and how many bytes were put
    /// before its words; `None` where no such list has marks of signs alone.
    pub(super) fn levelled(&self, line: &str) -> Option<(String, usize)> {
        let open = *self.lists.last()?.last()?;
        let line = line.trim_start();
        let own = marker(line);
        let is_sign = |marker: &str| marker.bytes().all(|byte| matches!(byte, b'*' | b'.' | b'-'));
        if !is_sign(open) || !is_sign(own) {
            return None;
        }
        // Blanks keep the words in their column where the mark grows shorter.
        let room = own.len().max(open.len());
        Some((format!("{open:room$}{}", line.get(own.len()..)?), room - own.len()))
    }

    /// How many bytes of a line open quotes (`> > `) that fit, where it opens more than that.
    pub(super) fn quotes(&self, line: &str, fences: &[&str]) -> Option<usize> {
        let marks = line.as_bytes().chunks(QUOTE.len()).take_while(|mark| *mark == QUOTE.as_bytes()).count();
        let room = self.limit.saturating_sub(self.depth(fences));
        (marks > room).then_some(room * QUOTE.len())
    }

    fn fence(&mut self, line: &'a str, fences: &[&str]) -> Depth {
        if let Some(at) = self.skipped.iter().rposition(|open| *open == line) {
            self.skipped.truncate(at);
            return Depth::TooDeep;
        }
        if fences.last().is_some_and(|fence| closes(fence, line)) {
            self.skipped.clear();
            self.closed();
        } else if is_kept(line) {
            self.lists.push(Vec::new());
        } else if self.depth(fences) >= self.limit {
            self.skipped.push(line);
            return Depth::TooDeep;
        } else {
            self.lists.push(Vec::new());
        }
        Depth::Fits
    }

    fn depth(&self, fences: &[&str]) -> usize {
        fences.len() + self.count
    }

    /// The innermost block is closed.
    pub(super) fn closed(&mut self) {
        if self.lists.len() > 1 {
            self.count -= self.lists.pop().map_or(0, |list| list.len());
        }
    }

    /// Whether the innermost block has a list within a list.
    pub(super) fn is_list_in_list(&self) -> bool {
        self.lists.last().is_some_and(|list| list.len() > 1)
    }

    /// The lists of the innermost block are at their end.
    pub(super) fn list_ends(&mut self) {
        if let Some(list) = self.lists.last_mut() {
            self.count -= list.len();
            list.clear();
        }
    }
}

/// What marks an item; numbers and letters are one kind each.
pub(super) fn marker(line: &str) -> &str {
    let line = line.trim_start();
    let word = line.split(' ').next().unwrap_or(line);
    match word.bytes().next() {
        Some(byte) if byte.is_ascii_digit() => "1.",
        Some(byte) if byte.is_ascii_alphabetic() => {
            ["::::", ":::", "::", ";;"].into_iter().find(|mark| line.contains(mark)).unwrap_or("a.")
        }
        _ => word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_deep_opens_nothing() {
        let mut nesting = Nesting::new(4);
        assert_eq!(nesting.line("====", &[]), Depth::Fits);
        assert_eq!(nesting.line("* a", &["===="]), Depth::Fits);
        assert_eq!(nesting.line("* b", &["===="]), Depth::Fits);
        assert_eq!(nesting.line("** c", &["===="]), Depth::TooDeep);
        assert_eq!(nesting.levelled("** c"), Some(("*  c".to_owned(), 0)));
        assert_eq!(nesting.levelled("c:: d"), None);
        assert_eq!(nesting.line("=====", &["===="]), Depth::TooDeep);
        assert_eq!(nesting.line("text", &["===="]), Depth::Fits);
        assert_eq!(nesting.line("=====", &["===="]), Depth::TooDeep);
        assert_eq!(nesting.line("====", &["===="]), Depth::Fits);
        assert_eq!(nesting.line("****", &[]), Depth::Fits);
        let nesting = Nesting::new(4);
        assert_eq!((nesting.quotes("> > a", &[]), nesting.quotes("> > > a", &[])), (None, Some(4)));
        assert_eq!(nesting.quotes("> > a", &["===="]), Some(2));
    }
}
