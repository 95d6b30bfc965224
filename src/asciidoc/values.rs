//! Attributes whose values mean something to us: a value that means nothing is told, with its place.

use crate::diag::{Diagnostic, Lint, Sink};
use crate::model::Attributes;
use crate::source::{FileId, Source, Span};

/// An attribute, which values it may have, and what happens to any other.
struct Rule {
    name: &'static str,
    is_sound: fn(&str) -> bool,
    remedy: &'static str,
}

const RULES: &[Rule] = &[
    Rule { name: "toclevels", is_sound: |v| is_level(v, 1), remedy: "write a number from 1 to 5; it is taken as 2" },
    Rule {
        name: "sectnumlevels",
        is_sound: |v| is_level(v, 0),
        remedy: "write a number from 0 to 5; it is taken as 3",
    },
    Rule { name: "talks", is_sound: |v| matches!(v, "" | "on" | "off"), remedy: "write `on` or `off`" },
    Rule {
        name: "doctype",
        is_sound: |v| matches!(v, "article" | "book" | "manpage" | "inline"),
        remedy: "write `article` or `book`; it is taken as `article`",
    },
];

/// Whether a value is a level; deeper ones than there are mean all, as with Asciidoctor.
fn is_level(value: &str, least: u8) -> bool {
    value.parse::<u8>().is_ok_and(|level| level >= least)
}

/// Tells the values of a manuscript's header that mean nothing.
pub(super) fn check(source: &Source, file: FileId, attributes: &Attributes, sink: &mut Sink) {
    for rule in RULES {
        let Some(value) = attributes.get(rule.name).filter(|value| !(rule.is_sound)(value.trim())) else { continue };
        let message = format!("the attribute `{}` can't be `{value}`", rule.name);
        let place = entry(source, file, rule.name);
        sink.push(Diagnostic::warning(Lint::BadAttributeValue, place, message).hint(rule.remedy));
    }
}

/// The line of the manuscript that sets an attribute; none where it comes from the command line.
fn entry(source: &Source, file: FileId, name: &str) -> Option<Span> {
    let start = format!(":{name}:");
    let lines = (1..=source.line_count()).map(|line| source.line_range(line));
    let range = lines.into_iter().find(|range| source.slice(range.clone()).starts_with(&start))?;
    Some(Span::new(file, range.start as u32, range.end as u32))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_that_mean_nothing_are_told_with_their_lines() {
        let text = "= T\n:toclevels: abc\n:talks: perhaps\n:sectnumlevels: 7\n";
        let source = Source::new("a.adoc", text.into());
        let mut attributes = Attributes::default();
        for (name, value) in [("toclevels", "abc"), ("talks", "perhaps"), ("sectnumlevels", "7"), ("doctype", "novel")]
        {
            attributes.0.insert(name.into(), value.into());
        }
        let mut sink = Sink::new();
        check(&source, FileId::new(0), &attributes, &mut sink);
        let told: Vec<_> = sink.diagnostics().iter().map(|d| (d.message.as_str(), d.span.map(|s| s.range()))).collect();
        assert_eq!(
            told,
            [
                ("the attribute `toclevels` can't be `abc`", Some(4..19)),
                ("the attribute `talks` can't be `perhaps`", Some(20..35)),
                ("the attribute `doctype` can't be `novel`", None),
            ]
        );
    }
}
