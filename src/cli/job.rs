//! From what was typed to what is meant, and doing it.

use std::collections::{HashMap, HashSet};
use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use crate::asciidoc::{AttributeSetting, ReadOptions, SafeMode, parse};
use crate::cli::args::{
    Args, Choosing, Command, DoctypeArg, EpubArgs, MediaArg, ModelArgs, ModelFormat, PdfArgs, Reading, SafeModeArg,
    TalksArgs,
};
use crate::cli::faces::Faces;
use crate::cli::output::Target;
use crate::cli::sheet::SheetPicture;
use crate::cli::timings::Timings;
use crate::cli::{check, cover, emit, impose, lists, output, photos, report, sheet, talks};
use crate::diag::{Diagnostic, Lint, Severity, Sink};
use crate::epub::{self, EpubOptions, MediaFiles, Pictures};
use crate::font::FaceId;
use crate::frame::PagedBook;
use crate::highlight::highlight;
use crate::image::{DeviceProfile, Gallery, ImageLimits, PhotoIndex, Shown};
use crate::layout::sheet::slug;
use crate::layout::{Context, layout_book, wanted_lists};
use crate::model::{
    Book, Doctype, NodeId, Spaces, asg_schema, choose, note_links, outline, programme_schema, resolve, set, write_asg,
};
use crate::pdf;
use crate::theme::{self, Media, ShowLinks, Theme};
use crate::world::{Disk, ReadError, World};

/// How a command ended, from best to worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Outcome {
    /// Everything was written.
    Written,
    /// Everything was written, and `--strict` found something.
    Tripped,
    /// Something was not written.
    NotWritten,
}

/// Runs a command.
pub(super) fn run(args: &Args) -> Outcome {
    let reading = match &args.command {
        Command::Pdf(args) => &args.reading,
        Command::Epub(args) => &args.reading,
        Command::Talks(args) => &args.reading,
        Command::Model(args) => &args.reading,
        Command::Layouts(args) => return listed(lists::layouts(args)),
        Command::Fonts => return listed(lists::fonts()),
    };
    let world = Disk::new();
    match &args.command {
        Command::Talks(TalksArgs { schema: true, .. }) => return print_schema(&world, &programme_schema()),
        Command::Model(ModelArgs { schema: true, .. }) => return print_schema(&world, &asg_schema()),
        _ => {}
    }
    if let Err(refused) = check::check(&world, args) {
        let mut sink = Sink::new();
        sink.push(refused);
        report::report(&world, &sink);
        return Outcome::NotWritten;
    }
    let threads = reading.jobs.map_or(0, usize::from);
    // Deeply nested blocks need a deep stack: it is only address space until it is used.
    match rayon::ThreadPoolBuilder::new().num_threads(threads).stack_size(STACK).build() {
        Ok(pool) => pool.install(|| run_all(args, reading)),
        // Without threads of its own the work is done on the one there is.
        Err(_) => run_all(args, reading),
    }
}

/// Prints the JSON Schema of what a command prints.
fn print_schema(world: &dyn World, schema: &str) -> Outcome {
    let Err(error) = Target::Standard.write(schema.as_bytes()) else { return Outcome::Written };
    let mut sink = Sink::new();
    sink.push(error);
    report::report(world, &sink);
    Outcome::NotWritten
}

/// What a command that reads no manuscript ends with.
fn listed(done: Result<(), Failed>) -> Outcome {
    let Err(failed) = done else { return Outcome::Written };
    let mut sink = Sink::new();
    sink.extend(failed);
    report::report(&Disk::new(), &sink);
    Outcome::NotWritten
}

fn run_all(args: &Args, reading: &Reading) -> Outcome {
    let outcomes = reading.files.iter().map(|file| {
        let mut run = Run::new(reading);
        let done = match &args.command {
            Command::Pdf(args) => run.pdf(file, args),
            Command::Epub(args) => run.epub(file, args),
            Command::Talks(args) => run.talks(file, args),
            Command::Model(args) => run.model(file, args),
            // These read no manuscript and were done before.
            Command::Layouts(_) | Command::Fonts => Ok(()),
        };
        run.finish(done)
    });
    outcomes.max().unwrap_or(Outcome::NotWritten)
}

/// What pages are made of.
#[derive(Clone, Copy)]
struct Manuscript<'a> {
    book: &'a Book,
    theme: &'a Theme,
    gallery: &'a Gallery,
    sheet: &'a HashMap<NodeId, SheetPicture>,
}

/// The pictures of pages by their nodes.
type PagePictures = HashMap<NodeId, Arc<pdf::PagePicture>>;

/// One manuscript's way through the rooms.
struct Run<'a> {
    reading: &'a Reading,
    world: Disk,
    sink: Sink,
    timings: Timings,
    /// The faces for the book.
    faces: Faces,
    /// What `--media` says.
    media: Option<&'static str>,
    /// Whether diagrams stay the listings that they are written as.
    leaves_diagrams: bool,
    /// The attributes by which a manuscript knows what is made of it.
    backend: &'static [&'static str],
}

/// The stack of each thread, in bytes.
const STACK: usize = 64 << 20;

/// As Asciidoctor PDF sets them.
const PDF: &[&str] = &["backend=pdf", "basebackend=html", "basebackend-html", "filetype=pdf", "outfilesuffix=.pdf"];

/// As Asciidoctor EPUB3 sets them.
const EPUB: &[&str] = &[
    "backend=epub3",
    "basebackend=html",
    "basebackend-html",
    "filetype=epub",
    "outfilesuffix=.epub",
    "ebook-format=epub3",
    "ebook-format-epub3",
];

/// What was not written, and why.
type Failed = Vec<Diagnostic>;

impl<'a> Run<'a> {
    fn new(reading: &'a Reading) -> Self {
        Self {
            reading,
            world: Disk::new(),
            sink: Sink::new(),
            timings: Timings::new(),
            faces: Faces::compiled_in(),
            media: None,
            leaves_diagrams: false,
            backend: &[],
        }
    }

    fn finish(mut self, done: Result<(), Failed>) -> Outcome {
        let is_written = done.is_ok();
        self.sink.extend(done.err().into_iter().flatten());
        report::report(&self.world, &self.sink);
        if self.reading.timings {
            let _ = write!(std::io::stderr().lock(), "{}", self.timings.table());
        }
        let is_clean =
            |diagnostic: &Diagnostic| diagnostic.severity == Severity::Note && diagnostic.lint != Lint::AltMissing;
        match is_written {
            false => Outcome::NotWritten,
            true if self.reading.strict && !self.sink.diagnostics().iter().all(is_clean) => Outcome::Tripped,
            true => Outcome::Written,
        }
    }

    /// Reads and resolves a manuscript.
    fn book(&mut self, file: &Path) -> Result<Book, Failed> {
        let mut options = read_options(self.reading)?;
        options.leaves_diagrams = self.leaves_diagrams;
        options.attributes.splice(0..0, self.backend.iter().map(|attribute| AttributeSetting::parse(attribute)));
        options.attributes.extend(self.media.map(|media| AttributeSetting::parse(&format!("media={media}"))));
        let world = &self.world;
        let (id, faults) = world.load(file).map_err(|error| vec![unreadable(world, file, &error)])?;
        self.sink.extend(faults);
        let sink = &mut self.sink;
        let draft = self.timings.stage("read", || parse(world, id, &options, sink));
        if sink.worst() == Some(Severity::Error) {
            // The reader gave up: what it kept is not the manuscript, and the message is told already.
            return Err(Vec::new());
        }
        Ok(self.timings.stage("resolve", || resolve(draft, sink)))
    }

    /// Looks at the code of a book that is to be set.
    fn highlighted(&mut self, mut book: Book) -> Book {
        let sink = &mut self.sink;
        self.timings.stage("highlight", || highlight(&mut book, sink));
        book
    }

    /// Finds the faces for a book that is to be set.
    fn find_faces(&mut self, book: &Book, theme: &Theme) -> Result<(), Failed> {
        let (reading, sink) = (self.reading, &mut self.sink);
        self.faces = self.timings.stage("find faces", || Faces::find(reading, book, theme, sink))?;
        Ok(())
    }

    fn model(&mut self, file: &Path, args: &ModelArgs) -> Result<(), Failed> {
        // The outline is what Asciidoctor itself understands, without its extensions.
        self.leaves_diagrams = args.format == ModelFormat::Outline;
        let mut book = self.book(file)?;
        if args.format == ModelFormat::Json {
            let world = &self.world;
            let print = || output::stream(|out| write_asg(&book, world, out));
            return self.timings.stage("write", print).map_err(|error| vec![error]);
        }
        if book.info.attributes.is_set("data-uri") {
            super::embedded::embed(&self.world, &mut book);
        }
        let text = self.timings.stage("outline", || outline(&book));
        Target::Standard.write(text.as_bytes()).map_err(|error| vec![error])
    }

    /// The book, or the talks of it that are asked for.
    fn chosen(&mut self, file: &Path, choosing: &Choosing) -> Result<Book, Failed> {
        let mut book = self.book(file)?;
        if !choosing.talks.is_empty() {
            choose(&mut book, &choosing.talks).map_err(|unknown| vec![unknown])?;
        }
        Ok(book)
    }

    fn talks(&mut self, file: &Path, args: &TalksArgs) -> Result<(), Failed> {
        let book = self.chosen(file, &args.choosing)?;
        let text = talks::text(&self.world, &book, args.json, &mut self.sink)?;
        Target::Standard.write(text.as_bytes()).map_err(|error| vec![error])
    }

    fn gallery(&mut self, book: &Book) -> Result<Gallery, Failed> {
        let limits = image_limits(self.reading)?;
        let (world, sink) = (&self.world, &mut self.sink);
        Ok(self.timings.stage("look at photos", || Gallery::load(world, book, limits, sink)))
    }

    fn theme(&mut self, name: &str) -> Result<Theme, Failed> {
        theme::read(&self.world, name, &mut self.sink)
    }

    fn pages(&mut self, set: Manuscript<'_>, broken: &HashSet<PhotoIndex>) -> PagedBook {
        let Manuscript { book, theme, gallery, sheet } = set;
        let photo = |node: NodeId| match gallery.get(node)? {
            Shown::Photo(photo) if !broken.contains(&photo.index) => {
                let size = photo.probe.upright_size();
                Some((size.width, size.height))
            }
            _ => None,
        };
        let pixels = |node: NodeId| sheet.get(&node).map(|picture| picture.pixels).or_else(|| photo(node));
        let context =
            Context { theme, fonts: self.faces.book.clone(), pixels: &pixels, book, date: self.world.pinned_date() };
        let sink = &mut self.sink;
        self.timings.stage("lay out", || layout_book(&context, sink))
    }

    /// The pages with the pictures for them.
    fn ready_pages(&mut self, set: Manuscript<'_>, broken: &mut HashSet<PhotoIndex>) -> (PagedBook, PagePictures) {
        loop {
            let pages = self.pages(set, broken);
            let (world, sink) = (&self.world, &mut self.sink);
            let photo = &set.theme.photo;
            let ready =
                self.timings.stage("prepare photos", || photos::for_pages(world, &pages, set.gallery, photo, sink));
            match ready {
                Ok(mut pictures) => {
                    let sheet = set.sheet.iter();
                    pictures.extend(sheet.map(|(node, sheet)| (*node, Arc::clone(&sheet.picture))));
                    return (pages, pictures);
                }
                // A photo whose data turn out to be broken gets a frame in its place: the pages change.
                Err(more) => broken.extend(more),
            }
        }
    }

    /// What the PDF may claim to be.
    fn standard(&self) -> pdf::Standard {
        let lacks_words = self.sink.diagnostics().iter().any(|diagnostic| diagnostic.lint == Lint::AltMissing);
        if self.reading.strict && lacks_words { pdf::Standard::Archival } else { pdf::Standard::Accessible }
    }

    /// Goes on without a face that turned out to be damaged when it was to be embedded.
    fn do_without(&mut self, face: FaceId, why: &str) -> Result<(), Failed> {
        let broken = self.faces.book.face(face);
        let message = format!("the face `{}` can't be embedded: {why}", broken.name());
        let fault = Diagnostic::warning(Lint::FaceBroken, None, message);
        let fault = fault.hint("its text is set in other faces; copy or download the file again");
        if broken.font().is_none() {
            return Err(vec![Diagnostic { severity: Severity::Error, ..fault }]);
        }
        self.sink.push(fault);
        self.faces.bar(face);
        Ok(())
    }

    fn pdf(&mut self, file: &Path, args: &PdfArgs) -> Result<(), Failed> {
        let theme = impose::as_asked(self.theme(&args.layout)?, args)?;
        self.media = args.media.map(MediaArg::name);
        self.backend = PDF;
        let book = self.chosen(file, &args.choosing)?;
        let book = set(self.highlighted(book), Spaces::Narrow);
        self.find_faces(&book, &theme)?;
        let gallery = self.gallery(&book)?;
        let media = sheet::media(&book, &theme, &mut self.sink);
        let theme = theme.for_media(media);
        let in_notes = book.info.attributes.get("show-link-uri") == Some("footnote");
        let book = if in_notes || theme.link.show == ShowLinks::Footnote { note_links(book) } else { book };
        let jailed = self.reading.safe_mode != SafeModeArg::Unsafe;
        let sheet = sheet::pictures(&self.world, file, &book, &theme, jailed, &mut self.sink);
        let set = Manuscript { book: &book, theme: &theme, gallery: &gallery, sheet: &sheet };
        let mut broken = HashSet::new();
        if let Some(what) = args.emit {
            let pages = self.pages(set, &broken);
            let text = emit::emit(&self.world, &pages, what);
            Target::Standard.write(text.as_bytes()).map_err(|error| vec![error])?;
            if args.writing.output.is_none() {
                return Ok(());
            }
        }
        let bleed = theme.page.bleed;
        let trim = (media == Media::Prepress).then(|| pdf::Trim { bleed, slug: slug(bleed) });
        let (pages, bytes) = loop {
            let (pages, pictures) = self.ready_pages(set, &mut broken);
            self.faces.tell(&pages, &mut self.sink);
            let options = pdf::Options { standard: self.standard(), pictures, trim };
            let written = self.timings.stage("write", || pdf::write(&pages, &self.faces.book, options));
            match written {
                Ok(bytes) => break (pages, bytes),
                Err(pdf::WriteError::Refused(why)) => return Err(why),
                Err(pdf::WriteError::Face(face, why)) => self.do_without(face, &why)?,
            }
        };
        let target = self.target(args.writing.output.as_deref(), file, "pdf");
        target.write(&bytes).map_err(|error| vec![error])?;
        self.tell(&target, &format!("{}, {}", impose::extent(&pages), megabytes(bytes.len())));
        Ok(())
    }

    fn epub(&mut self, file: &Path, args: &EpubArgs) -> Result<(), Failed> {
        let theme = self.theme(&args.pages_from)?;
        self.backend = EPUB;
        let book = self.chosen(file, &args.choosing)?;
        let book = self.highlighted(book);
        self.find_faces(&book, &theme)?;
        let gallery = self.gallery(&book)?;
        // The page list follows the paper's pages: spaces are those of paper there.
        let paper = set(book.clone(), Spaces::Narrow);
        // What layout has to say is of no concern to those who read the EPUB.
        let kept = std::mem::take(&mut self.sink);
        let sheet = HashMap::new();
        let set_on_paper = Manuscript { book: &paper, theme: &theme, gallery: &gallery, sheet: &sheet };
        let pages = self.pages(set_on_paper, &HashSet::new());
        self.sink = kept;
        drop(paper);
        let book = set(book, Spaces::Wide);
        let device = device(args)?;
        let (world, sink) = (&self.world, &mut self.sink);
        let progress = photos::Progress::new(gallery.photos().count());
        let pictures = self.timings.stage("prepare photos", || {
            Pictures::prepare(world, &book, &gallery, &device, &|done| progress.done(done), sink)
        });
        drop(progress);
        let media = self.timings.stage("read media", || MediaFiles::read(world, &book, sink));
        let accent = theme.colours.accent;
        let fonts = &self.faces.book;
        let cover = self.timings.stage("cover", || cover::of(world, file, &book, (accent, fonts), &device, sink));
        let date = Some(pages.about.date);
        let lists = wanted_lists(&theme, &book);
        let options = EpubOptions {
            pictures,
            media,
            lists,
            cover,
            pages: Some(&pages.page_map),
            date,
            accent: None,
            is_kepub: args.kepub,
        };
        let bytes = self.timings.stage("write", || epub::write(&book, &options, sink))?;
        let target = self.target(args.writing.output.as_deref(), file, args.ending());
        target.write(&bytes).map_err(|error| vec![error])?;
        self.tell(&target, &megabytes(bytes.len()));
        Ok(())
    }

    fn target(&self, output: Option<&Path>, file: &Path, ending: &str) -> Target {
        Target::of(output, file, self.reading.files.len(), ending)
    }

    /// Prints where the result is.
    fn tell(&self, target: &Target, what: &str) {
        if let Target::File(path) = target {
            let _ = writeln!(std::io::stdout().lock(), "{} ({what})", path.display());
        }
    }
}

/// The device as typed.
fn device(args: &EpubArgs) -> Result<DeviceProfile, Failed> {
    let Some(profile) = DeviceProfile::named(&args.device) else {
        let names: Vec<&str> = DeviceProfile::ALL.iter().map(|profile| profile.name).collect();
        let unknown = Diagnostic::error(Lint::Usage, None, format!("no device is called `{}`", args.device));
        let unknown = unknown.did_you_mean(&args.device, names.iter().copied());
        return Err(vec![unknown.hint(format!("there is {}", names.join(", ")))]);
    };
    Ok(DeviceProfile { is_grey: args.grayscale, ..profile })
}

fn megabytes(bytes: usize) -> String {
    if bytes < 1_000_000 { format!("{} kB", bytes.div_ceil(1000)) } else { format!("{:.1} MB", bytes as f64 / 1e6) }
}

fn unreadable(world: &dyn World, file: &Path, error: &ReadError) -> Diagnostic {
    let folder = file.parent().unwrap_or(Path::new(""));
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let names = world.names(folder);
    let manuscripts = names.iter().map(String::as_str).filter(|name| {
        Path::new(name)
            .extension()
            .is_some_and(|ending| ["adoc", "asciidoc", "asc", "txt"].iter().any(|e| *e == ending))
    });
    Diagnostic::error(Lint::Unreadable, None, format!("manuscript `{}`: {error}", file.display()))
        .did_you_mean(&name, manuscripts)
}

fn read_options(reading: &Reading) -> Result<ReadOptions, Failed> {
    let mut options = ReadOptions {
        attributes: reading.attributes.iter().map(|argument| AttributeSetting::parse(argument)).collect(),
        doctype: reading.doctype.map(|doctype| match doctype {
            DoctypeArg::Article => Doctype::Article,
            DoctypeArg::Book => Doctype::Book,
            DoctypeArg::Manpage => Doctype::Manpage,
            DoctypeArg::Inline => Doctype::Inline,
        }),
        safe_mode: match reading.safe_mode {
            SafeModeArg::Unsafe => SafeMode::Unsafe,
            SafeModeArg::Safe => SafeMode::Safe,
            SafeModeArg::Server => SafeMode::Server,
            SafeModeArg::Secure => SafeMode::Secure,
        },
        ..ReadOptions::default()
    };
    for (name, value) in limits(reading)? {
        let size = usize::try_from(value).unwrap_or(usize::MAX);
        match name {
            "read-time" => options.limits.time = Duration::from_secs(value),
            "read-size" => options.limits.size = size,
            "line-length" => options.limits.line_length = size,
            _ => {}
        }
    }
    Ok(options)
}

fn image_limits(reading: &Reading) -> Result<ImageLimits, Failed> {
    let mut image = ImageLimits::default();
    for (name, value) in limits(reading)? {
        match name {
            "image-pixels" => image.pixels = value.saturating_mul(1_000_000),
            "image-bytes" => image.bytes = value.saturating_mul(1_000_000),
            _ => {}
        }
    }
    Ok(image)
}

/// The limits as typed: known names, whole numbers.
fn limits(reading: &Reading) -> Result<Vec<(&str, u64)>, Failed> {
    const NAMES: [&str; 5] = ["read-time", "read-size", "line-length", "image-pixels", "image-bytes"];
    let mut found = Vec::new();
    for argument in &reading.limits {
        let (name, value) = argument.split_once('=').unwrap_or((argument, ""));
        if !NAMES.contains(&name) {
            let unknown = Diagnostic::error(Lint::Usage, None, format!("no limit is called `{name}`"));
            return Err(vec![unknown.did_you_mean(name, NAMES).hint(format!("there is {}", NAMES.join(", ")))]);
        }
        let number = value.trim_end_matches('s').parse().map_err(|_| {
            let message = format!("the limit `{name}` needs a whole number, not `{value}`");
            vec![Diagnostic::error(Lint::Usage, None, message)]
        })?;
        found.push((name, number));
    }
    Ok(found)
}
