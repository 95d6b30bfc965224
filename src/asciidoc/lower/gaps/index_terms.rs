//! Terms of the index: the crate keeps neither the levels of concealed ones nor what they lead to.

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

impl TermParts {
    pub(in crate::asciidoc) fn of(term: &IndexTerm<'_>) -> Self {
        let terms: Vec<String> = term.terms.iter().map(|term| decoded(&without_tags(term))).collect();
        if term.visible {
            // The crate may give the whole text as the term's place: the term's own words find the macro.
            let words = terms.first().map(|term| term.trim().to_owned()).unwrap_or_default();
            let macros = macros(term.span().data()).into_iter().filter(|found| found.is_visible);
            let said = macros.map(Macro::parts).find(|parts| parts.terms.first() == Some(&words));
            return Self { terms, ..said.unwrap_or_default() };
        }
        if terms.is_empty() { Self::concealed(term.span().data(), 0) } else { Self { terms, ..Self::default() } }
    }

    /// The `index`-th concealed term of a source, which is often just that term.
    pub(in crate::asciidoc) fn concealed(source: &str, index: usize) -> Self {
        let macros: Vec<Macro<'_>> = macros(source).into_iter().filter(|found| !found.is_visible).collect();
        let found = macros.get(index).or(macros.first()).copied();
        found.unwrap_or(Macro { inner: source, is_visible: false, has_attributes: false }).parts()
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

/// The terms of a text, comments left out.
fn macros(source: &str) -> Vec<Macro<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = source.get(at..) {
        let Some(start) = [rest.find("(("), rest.find("indexterm")].into_iter().flatten().min() else { break };
        let line = source[..at + start].rfind('\n').map_or(0, |end| end + 1);
        let is_comment = source[line..].starts_with("//");
        let Some((term, length)) = macro_at(&rest[start..]) else {
            at += start + 2;
            continue;
        };
        if !is_comment {
            found.push(term);
        }
        at += start + length;
    }
    found
}

/// The macro that a text begins with, and its length.
fn macro_at(text: &str) -> Option<(Macro<'_>, usize)> {
    if let Some(rest) = text.strip_prefix("indexterm") {
        let (rest, is_visible) = rest.strip_prefix('2').map_or((rest, false), |rest| (rest, true));
        let inner = rest.strip_prefix(":[")?;
        let end = inner.match_indices(']').map(|(at, _)| at).find(|at| !inner[..*at].ends_with('\\'));
        let length = text.len() - inner.len() + end? + 1;
        return Some((Macro { inner: &inner[..end?], is_visible, has_attributes: true }, length));
    }
    let open = if text.starts_with("(((") { 3 } else { 2 };
    let end = text.find(&")))"[..open])?;
    // The parentheses around a term may be part of it: `((((a))))`.
    let more = text[end + open..].bytes().take_while(|byte| *byte == b')').count();
    let inner = text.get(open..end + more)?;
    Some((Macro { inner, is_visible: open == 2, has_attributes: false }, end + open + more))
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

    fn concealed(source: &str) -> Vec<String> {
        TermParts::concealed(source, 0).terms
    }

    #[test]
    fn concealed_terms_have_levels() {
        assert_eq!(concealed("(((a, \"b, c\",d)))"), ["a", "b, c", "d"]);
        assert_eq!(concealed("indexterm:[knight,x]"), ["knight", "x"]);
        assert_eq!(concealed("indexterm:[«é»\\],ü]"), ["«é»]", "ü"]);
        assert_eq!(concealed("indexterm:[\"name=value\",variable]"), ["name=value", "variable"]);
        assert_eq!(concealed("((((a))))"), ["(a)"]);
        assert_eq!(concealed("(((+++@{u}+++, `+a+`)))"), ["@{u}", "`+a+`"]);
        assert_eq!(TermParts::concealed("((x)) (((a))) and (((b)))", 1).terms, ["b"]);
        assert_eq!(TermParts::concealed("// (((a)))\n(((b)))", 0).terms, ["b"]);
    }

    #[test]
    fn terms_lead_to_others() {
        let parts = |source| {
            let TermParts { terms, see, see_also } = TermParts::concealed(source, 0);
            (terms.join("/"), see.unwrap_or_default(), see_also.join("/"))
        };
        let of = |terms: &str, see: &str, also: &str| (terms.to_owned(), see.to_owned(), also.to_owned());
        assert_eq!(parts("(((big, cat >> tiger)))"), of("big/cat", "tiger", ""));
        assert_eq!(parts("(((x &> y &> z)))"), of("x", "", "y/z"));
        assert_eq!(parts("indexterm:[Flash,old,see=\"HTML 5\"]"), of("Flash/old", "HTML 5", ""));
        assert_eq!(parts("indexterm:[Web,see-also=\"HTML, CSS\"]"), of("Web", "", "HTML/CSS"));
    }
}
