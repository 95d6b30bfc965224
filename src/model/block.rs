//! Blocks: paragraphs, lists, pictures and what holds other blocks.

use crate::geom::Size;
use crate::model::{CodeFacts, DiagramKind, Icon, IconDrawing, Inline, Language, Listed, Media, Picture, Stem};
use crate::source::Span;

/// Names a node of a book: a section, block, list item, cell or picture. Unique within the book.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(u32);

impl NodeId {
    /// The id of the `index`-th node.
    pub const fn new(index: u32) -> Self {
        Self(index)
    }

    /// The position among all nodes, for side tables.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// A block and what every block has.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// Names the node.
    pub id: NodeId,
    /// From the first line of the block, its metadata lines included, to its last.
    pub span: Span,
    /// The author's id.
    pub anchor: Option<String>,
    /// The author's roles.
    pub roles: Vec<String>,
    /// The author's options (`%unbreakable`).
    pub options: Vec<String>,
    /// The language of its text; in a draft what `[lang=…]` says, [`Language::UNKNOWN`] else.
    pub language: Language,
    /// The block's title, set as a caption or a heading.
    pub title: Option<Vec<Inline>>,
    /// The label before the title, such as `Figure 1.`; empty where there is none.
    pub label: String,
    /// What it is.
    pub kind: BlockKind,
}

impl Block {
    /// A block with nothing but its kind.
    pub fn new(id: NodeId, span: Span, kind: BlockKind) -> Self {
        Self {
            id,
            span,
            anchor: None,
            roles: Vec::new(),
            options: Vec::new(),
            language: Language::UNKNOWN,
            title: None,
            label: String::new(),
            kind,
        }
    }
}

/// The kinds of blocks that are counted under their titles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CaptionKind {
    /// Pictures.
    Figure,
    /// Tables.
    Table,
    /// Examples.
    Example,
    /// Listings.
    Listing,
}

/// What a draft knows of the label before a block's title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Caption {
    /// The author's words, without a number.
    Verbatim(String),
    /// A word and a number.
    Numbered {
        /// With which other blocks it is counted.
        kind: CaptionKind,
        /// The author's word; `None` for that of the block's language.
        word: Option<String>,
    },
}

/// The kinds of blocks.
#[derive(Debug, Clone, PartialEq)]
pub enum BlockKind {
    /// Lines of text; see [`pieces`](crate::model::pieces) for pictures alone on their lines.
    Paragraph(Vec<Inline>),
    /// A heading outside the section tree.
    Heading(DiscreteHeading),
    /// A picture of its own (`image::`).
    Image(Picture),
    /// A sound or film.
    Media(Media),
    /// NOTE, TIP, IMPORTANT, WARNING, CAUTION.
    Admonition(Admonition),
    /// Blocks held together by a container.
    Container(Container),
    /// A quotation.
    Quote(Quote),
    /// Lines that are kept as they are: code, literal text, verse, passed-through text.
    Verbatim(Verbatim),
    /// A list of items.
    List(List),
    /// A list of terms and what they mean.
    Descriptions(DescriptionList),
    /// A table.
    Table(Table),
    /// A formula of its own.
    Stem(Stem),
    /// Where the author wants the contents.
    Contents(ContentsPlace),
    /// `'''`
    Rule,
    /// `<<<`, and which way the pages lie that follow, where the author says it.
    PageBreak(Option<Orientation>),
}

/// Which way a page lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Orientation {
    /// Higher than wide.
    Portrait,
    /// Wider than high.
    Landscape,
}

impl Orientation {
    /// The way that the author names.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "portrait" => Some(Self::Portrait),
            "landscape" => Some(Self::Landscape),
            _ => None,
        }
    }

    /// The way that a page of some size lies.
    pub fn of(size: Size) -> Self {
        if size.width > size.height { Self::Landscape } else { Self::Portrait }
    }

    /// The author's word for it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Portrait => "portrait",
            Self::Landscape => "landscape",
        }
    }
}

/// The option of a heading in a cell that was a section's title.
pub const SECTION_TITLE: &str = "section-title";

/// The option of a heading in a cell that was a document's title.
pub const OUTER_TITLE: &str = "document-title";

/// A heading outside the section tree.
#[derive(Debug, Clone, PartialEq)]
pub struct DiscreteHeading {
    /// 0 to 5.
    pub level: u8,
    /// Its words.
    pub title: Vec<Inline>,
}

/// The five kinds of admonition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AdmonitionKind {
    /// Worth knowing.
    Note,
    /// A piece of advice.
    Tip,
    /// Not to be overlooked.
    Important,
    /// Something may go wrong.
    Warning,
    /// Something may be harmed.
    Caution,
}

impl AdmonitionKind {
    /// AsciiDoc's name in lower case.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Tip => "tip",
            Self::Important => "important",
            Self::Warning => "warning",
            Self::Caution => "caution",
        }
    }
}

/// An admonition.
#[derive(Debug, Clone, PartialEq)]
pub struct Admonition {
    /// Which of the five.
    pub kind: AdmonitionKind,
    /// The word that stands for it: the author's, or the localised one once resolved.
    pub label: Option<String>,
    /// The icon that stands for the kind's: the author's own (`icon=`), or the picture of a set of theirs.
    pub icon: Option<AdmonitionIcon>,
    /// What it says.
    pub blocks: Vec<Block>,
    /// Whether it was written as a paragraph (`WARNING: …`), which the outline shows.
    pub is_paragraph: bool,
}

/// What stands for the kind of an admonition.
#[allow(clippy::large_enum_variant, reason = "there are few of them")]
#[derive(Debug, Clone, PartialEq)]
pub enum AdmonitionIcon {
    /// One that we draw.
    Drawn(Icon),
    /// A picture of the author's; the alternative text is empty where it says no more than the kind's word.
    Picture(Picture),
}

impl Admonition {
    /// What is drawn where no picture stands in its place: a circled i, a light bulb, a diamond with !, a triangle
    /// with !, an octagon with !, or the author's choice.
    pub fn drawing(&self) -> Option<IconDrawing> {
        match &self.icon {
            Some(AdmonitionIcon::Drawn(icon)) => icon.drawing(),
            _ => Icon::named(format!("admonition-{}", self.kind.name())).drawing(),
        }
    }

    /// The author's picture.
    pub fn picture(&self) -> Option<&Picture> {
        match &self.icon {
            Some(AdmonitionIcon::Picture(picture)) => Some(picture),
            _ => None,
        }
    }
}

/// The kinds of containers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ContainerKind {
    /// `====`
    Example,
    /// `[%collapsible]`
    Collapsible,
    /// `****`
    Sidebar,
    /// `--`
    Open,
    /// `[abstract]`
    Abstract,
    /// `[partintro]`
    PartIntroduction,
}

/// Blocks held together by a container.
#[derive(Debug, Clone, PartialEq)]
pub struct Container {
    /// Which container.
    pub kind: ContainerKind,
    /// What it holds.
    pub blocks: Vec<Block>,
    /// Whether it was written as a paragraph with a style, which the outline shows.
    pub is_paragraph: bool,
}

/// A quotation.
#[derive(Debug, Clone, PartialEq)]
pub struct Quote {
    /// Who said it.
    pub attribution: Option<Vec<Inline>>,
    /// Where.
    pub citation: Option<Vec<Inline>>,
    /// What was said.
    pub blocks: Vec<Block>,
    /// Whether it was written as a paragraph with a style, which the outline shows.
    pub is_paragraph: bool,
}

/// The kinds of lines that are kept as they are.
#[derive(Debug, Clone, PartialEq)]
pub enum VerbatimKind {
    /// `----` without a language.
    Listing,
    /// `[source,language]`
    Source {
        /// The language's name.
        language: Option<String>,
        /// Whether lines are numbered.
        is_numbered: bool,
    },
    /// `....` or an indented paragraph.
    Literal,
    /// `[verse]`, with who said it and where.
    Verse {
        /// Who.
        attribution: Option<Vec<Inline>>,
        /// Where.
        citation: Option<Vec<Inline>>,
    },
    /// `++++`
    Pass,
    /// The source of a diagram that another program draws.
    Diagram {
        /// What draws it.
        kind: &'static DiagramKind,
        /// What the block is where nothing draws it, as the outline shows it.
        written: Box<BlockKind>,
    },
}

/// Lines that are kept as they are; a line feed in a text is the end of a line.
#[derive(Debug, Clone, PartialEq)]
pub struct Verbatim {
    /// Which kind.
    pub kind: VerbatimKind,
    /// The lines, with their numbers of remarks.
    pub lines: Vec<Inline>,
    /// What is known of them besides.
    pub code: CodeFacts,
}

/// How the items of a list are marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ListKind {
    /// Bullets.
    Unordered,
    /// Numbers or letters.
    Ordered,
    /// The numbers of remarks on code.
    Callouts,
}

impl Verbatim {
    /// Lines of which nothing is known besides.
    pub fn plain(kind: VerbatimKind, lines: Vec<Inline>) -> Self {
        Self { kind, lines, code: CodeFacts::default() }
    }

    /// Whether it is code, with or without a language.
    pub fn is_listing(&self) -> bool {
        matches!(self.kind, VerbatimKind::Listing | VerbatimKind::Source { .. })
    }

    /// Whether it is the source of a diagram, which is titled as a figure.
    pub fn is_diagram(&self) -> bool {
        matches!(self.kind, VerbatimKind::Diagram { .. })
    }
}

/// A list of items.
#[derive(Debug, Clone, PartialEq)]
pub struct List {
    /// How the items are marked.
    pub kind: ListKind,
    /// AsciiDoc's style: `arabic`, `loweralpha`, `square`, `none` …
    pub style: Option<String>,
    /// The first number.
    pub start: Option<i64>,
    /// Whether the numbers fall.
    pub is_reversed: bool,
    /// Whether the entries are a bibliography.
    pub is_bibliography: bool,
    /// The items.
    pub items: Vec<ListItem>,
}

/// An item of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct ListItem {
    /// Names the node.
    pub id: NodeId,
    /// From its marker to its end.
    pub span: Span,
    /// The author's id.
    pub anchor: Option<String>,
    /// The author's roles.
    pub roles: Vec<String>,
    /// The language of its principal text.
    pub language: Language,
    /// `[x]` or `[ ]`.
    pub checked: Option<bool>,
    /// The principal text.
    pub text: Vec<Inline>,
    /// What the author attached.
    pub blocks: Vec<Block>,
}

/// A list of terms and what they mean.
#[derive(Debug, Clone, PartialEq)]
pub struct DescriptionList {
    /// `horizontal`, `qanda` …
    pub style: Option<String>,
    /// In a horizontal list the width of the terms, in per cent of the measure, if the author says so.
    pub label_width: Option<u8>,
    /// The same of what they mean.
    pub item_width: Option<u8>,
    /// The entries.
    pub entries: Vec<DescriptionEntry>,
}

/// Terms that share a description.
#[derive(Debug, Clone, PartialEq)]
pub struct DescriptionEntry {
    /// One or more terms.
    pub terms: Vec<Term>,
    /// What they mean.
    pub description: Option<ListItem>,
}

/// A term.
#[derive(Debug, Clone, PartialEq)]
pub struct Term {
    /// Names the node.
    pub id: NodeId,
    /// Its place.
    pub span: Span,
    /// The author's id.
    pub anchor: Option<String>,
    /// Its language.
    pub language: Language,
    /// Its words.
    pub text: Vec<Inline>,
}

/// Where the author wants the contents or another list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ContentsPlace {
    /// Which list.
    pub of: Listed,
    /// How deep, if this place says so.
    pub levels: Option<u8>,
    /// The title, if this place says so.
    pub title: Option<String>,
}

/// Alignment across a cell.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum HorizontalAlign {
    /// At the left.
    #[default]
    Left,
    /// In the middle.
    Centre,
    /// At the right.
    Right,
}

/// Alignment down a cell.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum VerticalAlign {
    /// At the top.
    #[default]
    Top,
    /// In the middle.
    Middle,
    /// At the bottom.
    Bottom,
}

/// The style of a cell.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum CellStyle {
    /// Paragraphs.
    #[default]
    Default,
    /// AsciiDoc blocks.
    AsciiDoc,
    /// Emphasis.
    Emphasis,
    /// Row heading.
    Header,
    /// Kept lines.
    Literal,
    /// Monospace.
    Monospace,
    /// Strong.
    Strong,
}

/// A table.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// A column each.
    pub columns: Vec<Column>,
    /// `all`, `ends` or its older name `topbot`, `sides`, `none`.
    pub frame: String,
    /// `all`, `rows`, `cols`, `none`.
    pub grid: String,
    /// `even`, `odd`, `all`, `hover`, `none`.
    pub stripes: Option<String>,
    /// Whether the author asks for this frame; else it is AsciiDoc's own, and the layout's is taken.
    pub has_own_frame: bool,
    /// The same of the grid.
    pub has_own_grid: bool,
    /// Whether the author says how wide columns are; else the contents decide.
    pub has_own_widths: bool,
    /// The table's width in per cent of the measure, if the author says so.
    pub width: Option<u8>,
    /// The rows of the head.
    pub head: Vec<Row>,
    /// The rows of the body.
    pub body: Vec<Row>,
    /// The rows of the foot.
    pub foot: Vec<Row>,
    /// How many of the body's last rows are made of cells that fill none: Asciidoctor leaves them out.
    pub loose_rows: usize,
}

/// A column.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Column {
    /// Its share of the table's width in 1/10000; `None` where the contents decide.
    pub width: Option<u32>,
    /// The same as `cols` has it, also where the option `autowidth` lets the contents decide.
    pub share: u32,
}

/// A row.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Names the node.
    pub id: NodeId,
    /// Its cells.
    pub cells: Vec<Cell>,
}

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// Names the node.
    pub id: NodeId,
    /// Its place.
    pub span: Span,
    /// How many columns it takes, at least 1.
    pub column_span: u32,
    /// How many rows it takes, at least 1.
    pub row_span: u32,
    /// Alignment across.
    pub horizontal: HorizontalAlign,
    /// Alignment down.
    pub vertical: VerticalAlign,
    /// Its style.
    pub style: CellStyle,
    /// What it holds; a paragraph each for plain cells.
    pub blocks: Vec<Block>,
}
