//! Telling what went wrong: the line, the place in it, the remedy.

use std::io::{IsTerminal, Write};

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use crate::diag::{Diagnostic, Lint, Severity, Sink};
use crate::world::World;

/// Tells messages on standard error; remarks of one kind are counted, not listed, but for the few about faces.
pub(super) fn report(world: &dyn World, sink: &Sink) {
    let is_terminal = std::io::stderr().is_terminal();
    let renderer = if is_terminal { Renderer::styled() } else { Renderer::plain() };
    let mut out = std::io::stderr().lock();
    let mut counted: Vec<(Lint, usize)> = Vec::new();
    for diagnostic in sink.diagnostics() {
        let is_about_faces =
            matches!(diagnostic.lint, Lint::SystemFace | Lint::FaceMissing | Lint::FaceStyle | Lint::FaceLacks);
        if diagnostic.severity == Severity::Note && !is_about_faces {
            match counted.iter_mut().find(|(lint, _)| *lint == diagnostic.lint) {
                Some((_, count)) => *count += 1,
                None => counted.push((diagnostic.lint, 1)),
            }
            continue;
        }
        let _ = writeln!(out, "{}", render(world, diagnostic, &renderer));
    }
    for (lint, count) in counted {
        let _ = writeln!(out, "note[{}]: {}", lint.name(), summary(lint, count));
    }
}

fn summary(lint: Lint, count: usize) -> String {
    let pictures = if count == 1 { "1 picture".to_owned() } else { format!("{count} pictures") };
    match lint {
        Lint::AltMissing => format!("{pictures} without alternative text or caption: screen readers hear a number"),
        Lint::AltDerived => format!("{pictures} without alternative text: screen readers hear the caption"),
        _ if count == 1 => "1 remark".to_owned(),
        _ => format!("{count} remarks"),
    }
}

/// A message as text.
pub(super) fn render(world: &dyn World, diagnostic: &Diagnostic, renderer: &Renderer) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(diagnostic.message.as_str()).id(diagnostic.lint.name());
    let source = diagnostic.span.map(|span| (span, world.source(span.file)));
    let place = source.as_ref().map(|(span, source)| {
        // A message may name a byte within a character: whole characters are marked.
        let start = source.text().floor_char_boundary(span.start as usize);
        let end = source.text().ceil_char_boundary(span.end as usize);
        let from = source.line_column(start).line;
        let lines = source.line_range(from);
        let end = end.clamp(start, lines.end.max(start));
        let at = start.saturating_sub(lines.start)..end.saturating_sub(lines.start);
        // A very long line is of no use on a terminal: the part around the place is shown.
        (source.path().display().to_string(), from, window(source.slice(lines), at))
    });
    let group = match &place {
        Some((path, line, (text, at))) => {
            let snippet = Snippet::source(text.as_str()).path(path.as_str()).line_start(*line);
            title.element(snippet.annotation(AnnotationKind::Primary.span(at.clone())))
        }
        None => title.elements(Vec::<annotate_snippets::Message<'_>>::new()),
    };
    let group = diagnostic
        .hints
        .iter()
        .fold(group, |group, hint| group.element(Level::HELP.with_name("hint").message(hint.as_str())));
    renderer.render(&[group])
}

/// The text around a range, at most a few hundred characters, and the range in it.
fn window(text: &str, at: std::ops::Range<usize>) -> (String, std::ops::Range<usize>) {
    const AROUND: usize = 120;
    if text.len() <= AROUND * 3 {
        return (text.to_owned(), at.start.min(text.len())..at.end.min(text.len()));
    }
    let from = text.floor_char_boundary(at.start.saturating_sub(AROUND));
    let to = text.floor_char_boundary(at.end.min(at.start + AROUND) + AROUND);
    let shown = text.get(from..to).unwrap_or("").to_owned();
    let length = shown.len();
    (shown, (at.start - from).min(length)..(at.end.saturating_sub(from)).min(length))
}
