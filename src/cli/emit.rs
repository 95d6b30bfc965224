//! Printing what layout decided.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::cli::args::EmitArg;
use crate::frame::{PagedBook, dump_pages, dump_tags};
use crate::geom::Abs;
use crate::world::World;

/// The version of the forms printed here.
const VERSION: u32 = 1;

/// What is asked for, as text.
pub(super) fn emit(world: &dyn World, book: &PagedBook, what: EmitArg) -> String {
    match what {
        EmitArg::Lines => lines(world, book),
        EmitArg::Pages => pages(book),
        EmitArg::Frames => dump_pages(book),
        EmitArg::Tags => dump_tags(book),
    }
}

/// A line each: lengths in points, the ratio 1 where spaces are stretched by all they may.
fn lines(world: &dyn World, book: &PagedBook) -> String {
    let mut out = format!("# notes-pub lines {VERSION}\n");
    out.push_str("page\tindex\tspan\tkind\tnatural\tmeasure\tratio\thyphen\toverfull\n");
    let points = |length: Abs| format!("{:.3}", length.to_pt());
    for (index, line) in book.lines.iter().enumerate() {
        let span = line.span.map_or_else(String::new, |span| {
            let source = world.source(span.file);
            let at = source.line_column(span.start as usize);
            format!("{}:{}:{}", source.path().display(), at.line, at.column)
        });
        let folio = book.pages.get(line.page).map(|page| page.folio.to_string()).unwrap_or_default();
        let _ = writeln!(
            out,
            "{folio}\t{index}\t{span}\t{}\t{}\t{}\t{:.3}\t{}\t{}",
            line.kind.name(),
            points(line.natural),
            points(line.measure),
            line.ratio as f64 / 1000.0,
            u8::from(line.is_hyphenated),
            points(line.overfull),
        );
    }
    out
}

/// A page each with its cost and what that is made of.
fn pages(book: &PagedBook) -> String {
    let mut out = format!("# notes-pub pages {VERSION}\npage\tfill\tphotos\tcost\treasons\n");
    for record in &book.breaks {
        let folio = book.pages.get(record.page).map(|page| page.folio.to_string()).unwrap_or_default();
        let reasons: Vec<String> = record.reasons.iter().map(|(reason, cost)| format!("{reason} {cost}")).collect();
        let _ = writeln!(
            out,
            "{folio}\t{:.3}\t{:.3}\t{}\t{}",
            record.fill as f64 / 1000.0,
            record.photo_scale as f64 / 1000.0,
            record.cost,
            reasons.join(", ")
        );
    }
    let mut totals: BTreeMap<&str, (usize, i64)> = BTreeMap::new();
    for (reason, cost) in book.breaks.iter().flat_map(|record| &record.reasons) {
        let total = totals.entry(reason).or_default();
        *total = (total.0 + 1, total.1 + cost);
    }
    out.push_str("# reason\tpages\tcost\n");
    for (reason, (count, cost)) in totals {
        let _ = writeln!(out, "# {reason}\t{count}\t{cost}");
    }
    let _ = writeln!(out, "# pages tried\t{}", book.pages_tried);
    out
}
