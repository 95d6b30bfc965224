//! What the program has to choose from: layouts, with a picture each, and faces.

use std::fmt::Write as _;
use std::path::Path;

use crate::asciidoc::{ReadOptions, parse};
use crate::cli::args::LayoutsArgs;
use crate::cli::output::Target;
use crate::diag::{Diagnostic, Lint, Sink};
use crate::font::{Face, Family, FontBook, Weight};
use crate::frame::{FolioStyle, Page, PagedBook};
use crate::layout::{Context, layout_book};
use crate::model::{Spaces, resolve, set};
use crate::raster::{Dpi, Painter};
use crate::theme::{PARTS, SHIPPED, layout_schema, read, summary};
use crate::world::{Memory, World};

/// The manuscript that thumbnails show a page of.
const SAMPLE: &str = include_str!("sample.adoc");

/// The width of a thumbnail in pixels, about.
const THUMBNAIL: f64 = 420.0;

/// `notes-pub layouts`
pub(super) fn layouts(args: &LayoutsArgs) -> Result<(), Vec<Diagnostic>> {
    if args.schema {
        return print(&layout_schema());
    }
    if let Some(folder) = &args.thumbnails {
        return thumbnails(folder);
    }
    let mut text = String::new();
    list(&mut text, SHIPPED);
    text.push_str("\nPapers and type, to extend beside them (extends = [\"print\", \"paper-a4\"]):\n");
    list(&mut text, PARTS);
    print(&text)
}

fn list(text: &mut String, layouts: &[(&str, &str)]) {
    for (name, file) in layouts {
        let _ = writeln!(text, "{name:<18} {}", summary(file));
    }
}

fn print(text: &str) -> Result<(), Vec<Diagnostic>> {
    Target::Standard.write(text.as_bytes()).map_err(|error| vec![error])
}

/// A PNG of a page in each layout, named after it.
fn thumbnails(folder: &Path) -> Result<(), Vec<Diagnostic>> {
    std::fs::create_dir_all(folder).map_err(|error| {
        let message = format!("the folder `{}` can't be made: {error}", folder.display());
        vec![Diagnostic::error(Lint::Unwritable, None, message).hint("name another with `--thumbnails`")]
    })?;
    let painter = Painter::new(FontBook::compiled_in());
    let mut told = String::new();
    for (name, file) in SHIPPED.iter().chain(PARTS) {
        let book = sample(name)?;
        let Some(page) = liveliest(&book) else { continue };
        let resolution = Dpi((THUMBNAIL / page.size.width.to_pt().max(1.0) * 72.0).round() as u32);
        let pixels = painter.paint(page, &|_| None, resolution);
        let path = folder.join(format!("{name}.png"));
        Target::File(path.clone()).write(&pixels.to_png()).map_err(|error| vec![error])?;
        let _ = writeln!(told, "{}: {}", path.display(), summary(file));
    }
    print(&told)
}

/// The sample in a layout.
fn sample(name: &str) -> Result<PagedBook, Vec<Diagnostic>> {
    let world = Memory::new().with("sample.adoc", SAMPLE);
    let mut sink = Sink::new();
    let theme = read(&world, name, &mut sink)?;
    let missing = |error| vec![Diagnostic::error(Lint::Unreadable, None, format!("the sample: {error}"))];
    let (file, _) = world.load(Path::new("sample.adoc")).map_err(missing)?;
    let draft = parse(&world, file, &ReadOptions::default(), &mut sink);
    let book = set(resolve(draft, &mut sink), Spaces::Narrow);
    let pixels = |_| Some((1600, 1200));
    let context = Context { theme: &theme, fonts: FontBook::compiled_in(), pixels: &pixels, book: &book, date: None };
    Ok(layout_book(&context, &mut sink))
}

/// The page of the body with the most on it.
fn liveliest(book: &PagedBook) -> Option<&Page> {
    let body = book.pages.iter().filter(|page| page.folio.style == FolioStyle::Arabic);
    // Of equals the first.
    body.rev().max_by_key(|page| page.items.len())
}

/// `notes-pub fonts`
pub(super) fn fonts() -> Result<(), Vec<Diagnostic>> {
    let mut text = format!("{:<28} {:<7} {:<9} {:<8} {:<8} scripts\n", "face", "family", "weight", "style", "licence");
    for face in FontBook::compiled_in().faces() {
        let family = match face.family() {
            Some(Family::Serif) => "serif",
            Some(Family::Sans) => "sans",
            Some(Family::Mono) => "mono",
            None => "–",
        };
        let weight = match face.weight() {
            Weight::Regular => "regular",
            Weight::Semibold => "semibold",
            Weight::Bold => "bold",
        };
        let style = if face.is_italic() { "italic" } else { "upright" };
        let name = face.name();
        let _ = writeln!(text, "{name:<28} {family:<7} {weight:<9} {style:<8} {:<8} {}", Face::LICENCE, scripts(face));
    }
    print(&text)
}

/// Scripts by letters that no text in them can do without.
const SCRIPTS: [(&str, &str); 10] = [
    ("Latin", "aéßŁő"),
    ("Vietnamese", "ạễ"),
    ("Greek", "αΩή"),
    ("Cyrillic", "яЖї"),
    ("Hebrew", "אש"),
    ("Arabic", "بس"),
    ("Devanagari", "कष"),
    ("Han", "人中"),
    ("Kana", "あア"),
    ("symbols", "⚠☎✂"),
];

fn scripts(face: &Face) -> String {
    let covered = SCRIPTS.iter().filter(|(_, letters)| letters.chars().all(|letter| face.has(letter)));
    covered.map(|(name, _)| *name).collect::<Vec<_>>().join(", ")
}
