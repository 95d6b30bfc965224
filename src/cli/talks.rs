//! `notes-pub talks`: the talks of a manuscript as a table for people or as JSON for programs.

use crate::diag::{Diagnostic, Lint, Sink};
use crate::model::{Book, Programme, TalkFacts, programme};
use crate::source::Span;
use crate::world::World;

/// The most letters of a title in the table; the JSON has it whole.
const LONGEST_TITLE: usize = 60;

/// The talks of a book as text; a book without any is told of.
pub(super) fn text(world: &dyn World, book: &Book, is_json: bool, sink: &mut Sink) -> Result<String, Vec<Diagnostic>> {
    let line = |span: Span| world.source(span.file).line_column(heading_start(world, span)).line as u32;
    let programme = programme(book, &line);
    if programme.talks.is_empty() {
        let message = "the manuscript has no talks";
        let hint = "a talk opens with a link to the programme and a box with what the programme says; `:talks:` in the \
                    header takes a single one for a talk";
        sink.push(Diagnostic::warning(Lint::NoTalks, None, message).hint(hint));
    }
    if !is_json {
        return Ok(table(&programme));
    }
    let json = serde_json::to_string_pretty(&programme).map_err(|error| {
        vec![Diagnostic::error(Lint::Unwritable, None, format!("the talks can't be written as JSON: {error}"))]
    })?;
    Ok(json + "\n")
}

/// A section's place begins with its attribute lines; its heading is the last line of it.
fn heading_start(world: &dyn World, span: Span) -> usize {
    let source = world.source(span.file);
    let text = source.slice(span.range()).trim_end();
    span.start as usize + text.rfind('\n').map_or(0, |at| at + 1)
}

/// Columns as wide as what they hold; one that holds nothing is left out.
fn table(programme: &Programme) -> String {
    let head = ["", "time", "room", "title", "speakers", "format", "photos"].map(str::to_owned);
    let mut rows: Vec<[String; 7]> = programme.talks.iter().map(row).collect();
    if rows.is_empty() {
        return String::new();
    }
    let is_used: [bool; 7] = std::array::from_fn(|column| rows.iter().any(|row| !row[column].is_empty()));
    rows.insert(0, head);
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: [usize; 7] = std::array::from_fn(width);
    let mut text = String::new();
    for row in &rows {
        let mut line = String::new();
        for (column, cell) in row.iter().enumerate().filter(|(column, _)| is_used[*column]) {
            let blank = " ".repeat(widths[column] - cell.chars().count());
            // Numbers stand right.
            let cell = if column == 0 || column == 6 { blank + cell } else { format!("{cell}{blank}") };
            line.push_str(&cell);
            line.push_str("  ");
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

fn row(talk: &TalkFacts) -> [String; 7] {
    let time = [&talk.day, &talk.time].into_iter().flatten().cloned().collect::<Vec<_>>().join(" ");
    let title = match talk.title.char_indices().nth(LONGEST_TITLE) {
        Some((at, _)) => format!("{}…", talk.title[..at].trim_end()),
        None => talk.title.clone(),
    };
    let speakers = talk.speakers.iter().map(|speaker| speaker.name.as_str()).collect::<Vec<_>>().join(", ");
    [
        talk.number.to_string(),
        time,
        talk.room.clone().unwrap_or_default(),
        title,
        speakers,
        talk.format.clone().unwrap_or_default(),
        talk.photos.to_string(),
    ]
}
