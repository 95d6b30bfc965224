//! What can be typed.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};

/// Makes designed PDFs and EPUBs of AsciiDoc notes and books.
#[derive(Debug, Parser)]
#[command(name = "notes-pub", version, about, max_term_width = 100)]
pub(super) struct Args {
    #[command(subcommand)]
    pub(super) command: Command,
}

/// What to make.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Makes a PDF: tagged, accessible (PDF/UA-1) and archivable (PDF/A-2a)
    Pdf(PdfArgs),
    /// Makes an EPUB 3 for any e-reader, with the PDF's page numbers
    Epub(EpubArgs),
    /// Lists the talks of the manuscript: number, time, room, title, speakers
    Talks(TalksArgs),
    /// Prints what the manuscript means, as the program understands it
    Model(ModelArgs),
    /// Lists the layouts that there are
    Layouts(LayoutsArgs),
    /// Lists the faces that are compiled in
    Fonts,
}

/// What every command reads.
#[derive(Debug, ClapArgs)]
pub(super) struct Reading {
    /// The manuscripts
    #[arg(required = true, value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
    /// Sets a document attribute: `name=value`, `name=value@` (the manuscript may change it), `name!` (unset)
    #[arg(short = 'a', long = "attribute", value_name = "NAME[=VALUE]")]
    pub(super) attributes: Vec<String>,
    /// The document's type
    #[arg(short = 'd', long, value_enum)]
    pub(super) doctype: Option<DoctypeArg>,
    /// What the manuscript may reach: includes and pictures beside it only (`safe`) or anywhere (`unsafe`)
    #[arg(short = 'S', long, value_enum, default_value_t = SafeModeArg::Safe)]
    pub(super) safe_mode: SafeModeArg,
    /// Raises or lowers a limit: `read-time=30` (seconds), `read-size=1000000`, `line-length=5000` (bytes),
    /// `image-pixels=200` (millions), `image-bytes=100` (MB)
    #[arg(long = "limit", value_name = "NAME=VALUE")]
    pub(super) limits: Vec<String>,
    /// A face, or a folder of faces, for characters that those compiled in lack; may be given several times
    #[arg(long = "font", value_name = "FILE|FOLDER")]
    pub(super) fonts: Vec<PathBuf>,
    /// Takes no faces of this machine's for characters that all others lack: the same pages everywhere
    #[arg(long)]
    pub(super) no_system_fonts: bool,
    /// Any warning makes the command exit with 1; a picture without words gives up the claim to be accessible
    #[arg(long)]
    pub(super) strict: bool,
    /// Tells on standard error how long each stage took
    #[arg(long)]
    pub(super) timings: bool,
    /// How many threads to use [default: as many as there are cores]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(super) jobs: Option<u16>,
}

/// Where results go.
#[derive(Debug, ClapArgs)]
pub(super) struct Writing {
    /// The file to write, `-` for standard output; a folder for several manuscripts [default: beside the manuscript]
    #[arg(short = 'o', long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
}

/// `notes-pub pdf`
#[derive(Debug, ClapArgs)]
pub(super) struct PdfArgs {
    #[command(flatten)]
    pub(super) reading: Reading,
    #[command(flatten)]
    pub(super) writing: Writing,
    #[command(flatten)]
    pub(super) choosing: Choosing,
    /// The layout: `screen`, `print`, `handout`, `large-print`, `booklet`, or a TOML file of your own
    #[arg(long, value_name = "LAYOUT", default_value = "screen")]
    pub(super) layout: String,
    /// What the pages are made for: a screen, a reader's printer (links say their addresses), or a printer's shop
    /// (with bleed and crop marks besides) [default: as `:media:` or the layout says]
    #[arg(long, value_enum)]
    pub(super) media: Option<MediaArg>,
    /// Puts the finished pages on sheets: two a side to be folded, or several in reading order
    #[arg(long, value_enum)]
    pub(super) impose: Option<ImposeArg>,
    /// The sheets' paper: `A4`, `Letter`, `297mm x 420mm` … [default: the layout's, else A4]
    #[arg(long, value_name = "PAPER")]
    pub(super) sheet: Option<String>,
    /// Prints what was decided instead of writing the PDF (with `-o` both)
    #[arg(long, value_enum)]
    pub(super) emit: Option<EmitArg>,
}

/// `notes-pub epub`
#[derive(Debug, ClapArgs)]
pub(super) struct EpubArgs {
    #[command(flatten)]
    pub(super) reading: Reading,
    #[command(flatten)]
    pub(super) writing: Writing,
    #[command(flatten)]
    pub(super) choosing: Choosing,
    /// The layout whose pages the page list follows
    #[arg(long, value_name = "LAYOUT", default_value = "screen")]
    pub(super) pages_from: String,
    /// Whose screen the photos are made to fit: `ereader` (good on all), `kindle-pw`, `kobo-clara`, `kobo-libra`,
    /// `scribe`, `phone`, `archive`
    #[arg(long, value_name = "DEVICE", default_value = "ereader")]
    pub(super) device: String,
    /// Takes the colours out of photos, for readers that have none
    #[arg(long)]
    pub(super) grayscale: bool,
    /// Marks sentences as Kobo's own reader wants them, and names the file `.kepub.epub`
    #[arg(long)]
    pub(super) kepub: bool,
}

impl EpubArgs {
    /// How the file's name ends: Kobo's reader tells its own form by it.
    pub(super) fn ending(&self) -> &'static str {
        if self.kepub { "kepub.epub" } else { "epub" }
    }
}

/// Which talks are set.
#[derive(Debug, ClapArgs)]
pub(super) struct Choosing {
    /// Sets these talks only: numbers and ranges (`3,5-7`) or a part of the title; `notes-pub talks` lists them
    #[arg(long = "talks", value_name = "NUMBERS|TITLE")]
    pub(super) talks: Vec<String>,
}

/// `notes-pub talks`
#[derive(Debug, ClapArgs)]
pub(super) struct TalksArgs {
    #[command(flatten)]
    pub(super) reading: Reading,
    #[command(flatten)]
    pub(super) choosing: Choosing,
    /// Prints JSON for other programs, of the form that `--schema` describes
    #[arg(long)]
    pub(super) json: bool,
    /// Prints the JSON Schema of what `--json` prints
    #[arg(long, exclusive = true)]
    pub(super) schema: bool,
}

/// `notes-pub layouts`
#[derive(Debug, ClapArgs)]
pub(super) struct LayoutsArgs {
    /// Prints the JSON Schema of layout files, for editors that complete them
    #[arg(long, conflicts_with = "thumbnails")]
    pub(super) schema: bool,
    /// Writes a PNG of a page in each layout into this folder
    #[arg(long, value_name = "FOLDER")]
    pub(super) thumbnails: Option<PathBuf>,
}

/// `notes-pub model`
#[derive(Debug, ClapArgs)]
pub(super) struct ModelArgs {
    #[command(flatten)]
    pub(super) reading: Reading,
    /// The form to print
    #[arg(long, value_enum, default_value_t = ModelFormat::Outline)]
    pub(super) format: ModelFormat,
    /// Prints the JSON Schema of what `--format json` prints
    #[arg(long, exclusive = true)]
    pub(super) schema: bool,
}

/// Forms of the model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ModelFormat {
    /// One line a node, as far as Asciidoctor knows it too
    Outline,
    /// All of it with its places, for other programs: the Abstract Semantic Graph of the AsciiDoc language
    Json,
}

/// What can be printed of a layout.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum EmitArg {
    /// Each line with its width, measure, adjustment ratio and hyphen
    Lines,
    /// Each page break with its cost
    Pages,
    /// Each item on each page
    Frames,
    /// The tag tree
    Tags,
}

/// What pages are made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum MediaArg {
    /// A screen
    Screen,
    /// A reader's printer
    Print,
    /// A printer's shop
    Prepress,
}

impl MediaArg {
    /// The value of `:media:` that it stands for.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Screen => "screen",
            Self::Print => "print",
            Self::Prepress => "prepress",
        }
    }
}

/// Orders of pages on sheets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ImposeArg {
    /// Each page is a sheet of its own
    None,
    /// Two pages a side, to be printed on both sides and folded
    Booklet,
    /// Two pages a side
    #[value(name = "2-up")]
    Two,
    /// Four pages a side
    #[value(name = "4-up")]
    Four,
    /// Six pages a side
    #[value(name = "6-up")]
    Six,
    /// Eight pages a side
    #[value(name = "8-up")]
    Eight,
    /// Nine pages a side
    #[value(name = "9-up")]
    Nine,
    /// Sixteen pages a side
    #[value(name = "16-up")]
    Sixteen,
}

/// Document types.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum DoctypeArg {
    /// Sections
    Article,
    /// Parts and chapters
    Book,
    /// A page of a manual
    Manpage,
    /// A single paragraph
    Inline,
}

/// Safe modes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum SafeModeArg {
    /// Anywhere
    Unsafe,
    /// Beside the manuscript
    Safe,
    /// As `safe`, and some attributes are fixed
    Server,
    /// As `server`, and includes become links
    Secure,
}
