//! Terms of the index: the crate keeps neither the levels of concealed ones nor what they lead to.

use std::collections::HashMap;

use asciidoc_parser::HasSpan;
use asciidoc_parser::inlines::IndexTerm;

use crate::asciidoc::entities::decoded;
use crate::asciidoc::render::without_tags;

/// A term of the index.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(in crate::asciidoc) struct TermParts {
    pub(in crate::asciidoc) terms: Vec<String>,
    pub(in crate::asciidoc) see: Option<String>,
    pub(in crate::asciidoc) see_also: Vec<String>,
}

/// A source this long is read once for all of its terms; of a longer one the renderer does not ask what terms lead to.
const SHORT: usize = 2_000;

impl TermParts {
    /// A term as it is rendered.
    pub(in crate::asciidoc) fn of(term: &IndexTerm<'_>) -> Self {
        let source = term.span().data();
        if !term.visible && term.terms.is_empty() {
            return Found::in_text(source, 1).concealed(source, 0);
        }
        let found =
            if term.visible && source.len() <= SHORT { Found::in_text(source, usize::MAX) } else { Found::default() };
        if term.visible { found.visible(term) } else { Self { terms: written(term), ..Self::default() } }
    }
}

/// The crate's own words for a term.
fn written(term: &IndexTerm<'_>) -> Vec<String> {
    term.terms.iter().map(|term| decoded(&without_tags(term))).collect()
}

/// Reads the terms of a document, each text once however many terms are in it.
#[derive(Debug, Default)]
pub(in crate::asciidoc) struct TermReader {
    /// The long text read last, by its place in memory: the document stays where it is.
    place: (usize, usize),
    found: Found,
    /// The text of the last concealed term and how many were in it before.
    last: ((usize, usize), usize),
    /// How many texts were read.
    #[cfg(test)]
    count: usize,
}

impl TermReader {
    /// A term; the crate may give the whole text as the place of a concealed one, and then they come in their order.
    pub(in crate::asciidoc) fn term(&mut self, term: &IndexTerm<'_>) -> TermParts {
        let source = term.span().data();
        if term.visible {
            return self.within(source, |found| found.visible(term));
        }
        let place = (source.as_ptr() as usize, source.len());
        let index = if self.last.0 == place { self.last.1 + 1 } else { 0 };
        self.last = (place, index);
        self.within(source, |found| found.concealed(source, index))
    }

    fn within(&mut self, source: &str, look: impl Fn(&Found) -> TermParts) -> TermParts {
        if source.len() <= SHORT {
            return look(&Found::in_text(source, usize::MAX));
        }
        let place = (source.as_ptr() as usize, source.len());
        if self.place != place {
            (self.place, self.found) = (place, Found::in_text(source, usize::MAX));
            #[cfg(test)]
            {
                self.count += 1;
            }
        }
        look(&self.found)
    }
}

/// The terms of a text.
#[derive(Debug, Default)]
struct Found {
    concealed: Vec<TermParts>,
    /// By their words.
    visible: HashMap<String, TermParts>,
}

impl Found {
    /// The terms of a text, up to so many concealed ones.
    fn in_text(source: &str, most: usize) -> Self {
        let mut found = Self::default();
        for term in Macros::new(source) {
            let parts = term.parts();
            match (term.is_visible, parts.terms.first()) {
                (true, Some(words)) => drop(found.visible.entry(words.clone()).or_insert(parts)),
                (true, None) => {}
                (false, _) => found.concealed.push(parts),
            }
            if found.concealed.len() >= most {
                break;
            }
        }
        found
    }

    /// A visible term: the crate may give the whole text as its place, its own words find the macro.
    fn visible(&self, term: &IndexTerm<'_>) -> TermParts {
        let terms = written(term);
        let said = terms.first().and_then(|words| self.visible.get(words.trim()));
        TermParts { terms, ..said.cloned().unwrap_or_default() }
    }

    /// The `index`-th concealed term of a source, which is often just that term.
    fn concealed(&self, source: &str, index: usize) -> TermParts {
        let found = self.concealed.get(index).or(self.concealed.first()).cloned();
        found.unwrap_or_else(|| Macro { inner: source, is_visible: false, has_attributes: false }.parts())
    }
}

/// `((a))`, `(((a, b)))`, `indexterm:[a, b]` or `indexterm2:[a]`.
#[derive(Debug, Clone, Copy)]
struct Macro<'a> {
    /// What stands within the parentheses or brackets.
    inner: &'a str,
    /// Whether the term is also part of the text.
    is_visible: bool,
    /// Whether it is written with brackets, which may hold attributes.
    has_attributes: bool,
}

/// The terms of a text one after the other, comments left out.
///
/// Each search goes on where the last for the same sign ended, so that text with many signs and no ends is read once.
struct Macros<'a> {
    source: &'a str,
    at: usize,
    /// Where the line begins that the last term is on, and how far that was looked for.
    line: (usize, usize),
    signs: [Search; SIGNS.len()],
}

/// What terms open and end with.
const SIGNS: [&str; 5] = ["((", "indexterm", "))", ")))", "]"];

/// Where a sign stands next.
#[derive(Debug, Clone, Copy, Default)]
struct Search {
    /// What was searched from here.
    from: usize,
    /// The first place from there on; `None` where there is no more.
    next: Option<usize>,
    is_begun: bool,
}

impl<'a> Macros<'a> {
    fn new(source: &'a str) -> Self {
        Self { source, at: 0, line: (0, 0), signs: [Search::default(); SIGNS.len()] }
    }

    /// The first place of a sign at or behind `from`; places asked for only grow.
    fn find(&mut self, sign: usize, from: usize) -> Option<usize> {
        let search = self.signs.get_mut(sign)?;
        let is_known = search.is_begun && search.from <= from && search.next.is_none_or(|next| next >= from);
        if !is_known {
            let rest = self.source.get(from..)?;
            let mut places = rest.match_indices(SIGNS.get(sign)?).map(|(at, _)| from + at);
            // A bracket behind a backslash ends nothing.
            let next = places.find(|at| sign != 4 || !self.source[..*at].ends_with('\\'));
            *search = Search { from, next, is_begun: true };
        }
        search.next
    }

    /// The macro that stands at `at`, and where it ends.
    fn macro_at(&mut self, at: usize) -> Option<(Macro<'a>, usize)> {
        let source = self.source;
        let text = source.get(at..)?;
        if let Some(rest) = text.strip_prefix("indexterm") {
            let (rest, is_visible) = rest.strip_prefix('2').map_or((rest, false), |rest| (rest, true));
            let inner = source.len() - rest.strip_prefix(":[")?.len();
            let end = self.find(4, inner)?;
            return Some((Macro { inner: source.get(inner..end)?, is_visible, has_attributes: true }, end + 1));
        }
        let open = if text.starts_with("(((") { 3 } else { 2 };
        let end = self.find(open, at)?;
        // The parentheses around a term may be part of it: `((((a))))`.
        let more = source.get(end + open..)?.bytes().take_while(|byte| *byte == b')').count();
        let inner = source.get(at + open..end + more)?;
        Some((Macro { inner, is_visible: open == 2, has_attributes: false }, end + open + more))
    }
}

impl<'a> Iterator for Macros<'a> {
    type Item = Macro<'a>;

    fn next(&mut self) -> Option<Macro<'a>> {
        loop {
            let start = [self.find(0, self.at), self.find(1, self.at)].into_iter().flatten().min()?;
            let Some((term, end)) = self.macro_at(start) else {
                self.at = start + 2;
                continue;
            };
            self.at = end;
            let (line, seen) = self.line;
            let line = self.source.get(seen..start)?.rfind('\n').map_or(line, |end| seen + end + 1);
            self.line = (line, start);
            if !self.source.get(line..)?.starts_with("//") {
                return Some(term);
            }
        }
    }
}

impl Macro<'_> {
    /// The term's levels, and what it leads to.
    fn parts(self) -> TermParts {
        let text = self.inner.replace('\n', " ");
        let text = text.trim();
        if self.has_attributes && text.contains('=') {
            return with_attributes(text, self.is_visible);
        }
        let mut parts = TermParts::default();
        let mut words = text;
        if let Some((term, see)) = text.split_once(" >> ").filter(|_| !self.has_attributes) {
            words = term;
            parts.see = Some(plain(see));
        } else if let Some((term, more)) = text.split_once(" &> ").filter(|_| !self.has_attributes) {
            words = term;
            parts.see_also = more.split(" &> ").map(plain).collect();
        }
        parts.terms = if self.is_visible {
            vec![plain(words)]
        } else {
            levels(words, false).into_iter().map(|(term, _)| plain(&term)).collect()
        };
        parts
    }
}

/// `a, b, see="c"`: up to three levels by their places, the rest by name.
fn with_attributes(text: &str, is_visible: bool) -> TermParts {
    let mut parts = TermParts::default();
    for (value, name) in levels(text, true) {
        match name.as_deref() {
            None => parts.terms.push(plain(&value)),
            Some("see") => parts.see = Some(plain(&value)),
            Some("see-also") => parts.see_also = value.split(',').map(plain).collect(),
            Some(_) => {}
        }
    }
    parts.terms.truncate(if is_visible { 1 } else { 3 });
    if parts.terms.is_empty() { TermParts { terms: vec![plain(text)], ..TermParts::default() } } else { parts }
}

/// Values between commas, quotes taken off; where there are names, with the one before an unquoted `=`.
fn levels(text: &str, has_names: bool) -> Vec<(String, Option<String>)> {
    let mut levels = vec![(String::new(), None)];
    let (mut is_quoted, mut was_quoted) = (false, false);
    for c in text.chars() {
        match (c, is_quoted, levels.last_mut()) {
            ('"', ..) => (is_quoted, was_quoted) = (!is_quoted, true),
            (',', false, _) => {
                levels.push((String::new(), None));
                was_quoted = false;
            }
            ('=', false, Some((value, name))) if has_names && name.is_none() && !was_quoted => {
                *name = Some(std::mem::take(value).trim().to_owned());
            }
            (_, _, Some((value, _))) => value.push(c),
            _ => {}
        }
    }
    levels
}

/// A term without the marks that pass all of it through.
fn passed(term: &str) -> &str {
    let within = |marks: &str| term.strip_prefix(marks)?.strip_suffix(marks).filter(|inner| !inner.is_empty());
    ["+++", "++", "+"].into_iter().find_map(within).unwrap_or(term)
}

fn plain(term: &str) -> String {
    decoded(passed(term.trim())).replace("\\]", "]")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nth(source: &str, index: usize) -> TermParts {
        Found::in_text(source, usize::MAX).concealed(source, index)
    }

    fn concealed(source: &str) -> Vec<String> {
        nth(source, 0).terms
    }

    #[test]
    fn concealed_terms_have_levels() {
        assert_eq!(concealed("(((a, \"b, c\",d)))"), ["a", "b, c", "d"]);
        assert_eq!(concealed("indexterm:[knight,x]"), ["knight", "x"]);
        assert_eq!(concealed("indexterm:[«é»\\],ü]"), ["«é»]", "ü"]);
        assert_eq!(concealed("indexterm:[\"name=value\",variable]"), ["name=value", "variable"]);
        assert_eq!(concealed("((((a))))"), ["(a)"]);
        assert_eq!(concealed("(((+++@{u}+++, `+a+`)))"), ["@{u}", "`+a+`"]);
        assert_eq!(nth("((x)) (((a))) and (((b)))", 1).terms, ["b"]);
        assert_eq!(nth("// (((a)))\n(((b)))", 0).terms, ["b"]);
    }

    #[test]
    fn terms_lead_to_others() {
        let parts = |source| {
            let TermParts { terms, see, see_also } = nth(source, 0);
            (terms.join("/"), see.unwrap_or_default(), see_also.join("/"))
        };
        let of = |terms: &str, see: &str, also: &str| (terms.to_owned(), see.to_owned(), also.to_owned());
        assert_eq!(parts("(((big, cat >> tiger)))"), of("big/cat", "tiger", ""));
        assert_eq!(parts("(((x &> y &> z)))"), of("x", "", "y/z"));
        assert_eq!(parts("indexterm:[Flash,old,see=\"HTML 5\"]"), of("Flash/old", "HTML 5", ""));
        assert_eq!(parts("indexterm:[Web,see-also=\"HTML, CSS\"]"), of("Web", "", "HTML/CSS"));
    }

    #[test]
    fn signs_without_ends_are_searched_once() {
        for sign in ["((", "(((", "indexterm:[", "indexterm2:[a\\]", "(( indexterm:["] {
            let source = sign.repeat(20_000);
            let mut macros = Macros::new(&source);
            assert_eq!(macros.by_ref().count(), 0);
            // A search that finds nothing is remembered and begins no second time: at the start, or at the end, where
            // three signs are two.
            let is_first = |from: usize| from < 20 || from + 20 > source.len();
            assert!(macros.signs[2..].iter().all(|search| !search.is_begun || is_first(search.from)), "{sign}");
        }
    }

    #[test]
    fn a_text_of_many_terms_is_read_once() {
        let source: String = (0..10_000).map(|n| format!("((a{n})) (((b{n})))")).collect();
        let mut reader = TermReader::default();
        for n in 0..10_000 {
            let parts = reader.within(&source, |found| found.concealed(&source, n));
            assert_eq!(parts.terms, [format!("b{n}")]);
        }
        assert_eq!(reader.count, 1);
    }
}
