//! Text within a block.

use std::path::PathBuf;

use crate::model::{Icon, Language, NodeId};
use crate::source::{FileId, Span};

/// A piece of text and where it stands in the manuscript.
#[derive(Debug, Clone, PartialEq)]
pub struct Inline {
    /// The place.
    pub span: Span,
    /// What it is.
    pub kind: InlineKind,
}

impl Inline {
    /// Plain text at `span`.
    pub fn text(span: Span, text: impl Into<String>) -> Self {
        Self { span, kind: InlineKind::Text(text.into()) }
    }
}

/// The kinds of text within a block.
#[allow(clippy::large_enum_variant, reason = "pictures are rare and moved only while reading")]
#[derive(Debug, Clone, PartialEq)]
pub enum InlineKind {
    /// Characters as the reader of the book sees them; a line feed is the author's, set as a space.
    Text(String),
    /// Text with a look or a role.
    Styled(Styled),
    /// A link to an address.
    Link(Link),
    /// A reference to a place in this or another document.
    Xref(Xref),
    /// A picture in a line of text.
    Image(Picture),
    /// An icon by its name (`icon:heart[]`).
    Icon(Icon),
    /// A place that references can name.
    Anchor(Anchor),
    /// A footnote's mark; its text is in [`Book::footnotes`](crate::model::Book::footnotes).
    Footnote(FootnoteMark),
    /// The end of a line that the author asked for (` +`).
    Break,
    /// Keys to press.
    Keyboard(Vec<String>),
    /// A button to press.
    Button(String),
    /// A path through menus.
    Menu(Vec<String>),
    /// A term of the index: its words from the first to the third level; a visible one is also text.
    IndexTerm(IndexTerm),
    /// The number of a remark on a line of code.
    Callout(u32),
    /// A formula as its source.
    Stem(Stem),
    /// Text that the author passed through for another output; kept as it is.
    Raw(String),
}

/// Text with a look or a role.
#[derive(Debug, Clone, PartialEq)]
pub struct Styled {
    /// The look.
    pub style: TextStyle,
    /// The author's id.
    pub anchor: Option<String>,
    /// The author's roles.
    pub roles: Vec<String>,
    /// The language that the author named (`[lang=fr]#…#`).
    pub language: Option<Language>,
    /// Whether its marks are doubled, so that they may stand within a word.
    pub is_unconstrained: bool,
    /// The text.
    pub body: Vec<Inline>,
}

/// Looks of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TextStyle {
    /// `*strong*`
    Strong,
    /// `_emphasis_`
    Emphasis,
    /// `` `monospace` ``
    Monospace,
    /// `#highlight#` without a role
    Highlight,
    /// `^superscript^`
    Superscript,
    /// `~subscript~`
    Subscript,
    /// `` "`double`" ``
    DoubleQuoted,
    /// `` '`single`' ``
    SingleQuoted,
    /// `[.role]#text#`
    Plain,
}

/// A link to an address.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// The address.
    pub target: String,
    /// What the reader clicks on; for a bare address that address.
    pub body: Vec<Inline>,
    /// Whether the text is the address itself.
    pub is_bare: bool,
    /// The author's id.
    pub anchor: Option<String>,
    /// The author's roles.
    pub roles: Vec<String>,
}

/// A reference to a place.
#[derive(Debug, Clone, PartialEq)]
pub struct Xref {
    /// The address as the outline shows it: `#id`, or `file#id` for another document.
    pub target: String,
    /// The id within this book, once it is known to exist.
    pub anchor: Option<String>,
    /// The author's words; empty until resolving puts the target's there.
    pub body: Vec<Inline>,
    /// The form of reference that the author asked for (`xrefstyle=`).
    pub style: Option<String>,
    /// Whether the words are the author's, not the target's.
    pub has_own_words: bool,
    /// The document that the author names, where it is another one or may be.
    pub outer: Option<OuterDocument>,
}

/// Another document that a reference names; it may be part of this book all the same.
#[derive(Debug, Clone, PartialEq)]
pub struct OuterDocument {
    /// Path and id as the author writes them, without AsciiDoc's ending: `chapters/one#start`.
    pub name: String,
    /// What a reader sees of it: the path of what is made of it.
    pub words: String,
    /// Its file, where that is part of this book, in whole or in part.
    pub file: Option<FileId>,
    /// Whether its manuscript is missing where the path leads.
    pub is_missing: bool,
    /// What Asciidoctor's outline says of it where the author gives no words.
    pub outlined: Vec<Inline>,
}

impl OuterDocument {
    /// The id within the document; `None` for the document as a whole.
    pub fn id(&self) -> Option<&str> {
        self.name.split_once('#').map(|(_, id)| id).filter(|id| !id.is_empty())
    }
}

/// A place that references can name.
#[derive(Debug, Clone, PartialEq)]
pub struct Anchor {
    /// The id.
    pub id: String,
    /// The words that references to it show.
    pub label: Option<Vec<Inline>>,
    /// Whether it opens an entry of a bibliography, which then shows its label.
    pub is_bibliography: bool,
}

/// A footnote's mark.
#[derive(Debug, Clone, PartialEq)]
pub struct FootnoteMark {
    /// Its number from 1; `None` where the author refers to a footnote that does not exist.
    pub number: Option<u32>,
    /// Whether it refers to a footnote that stands elsewhere.
    pub is_reference: bool,
}

/// A term of the index.
#[derive(Debug, Clone, PartialEq)]
pub struct IndexTerm {
    /// What names its place: its number among all terms in reading order, from 1; 0 in a draft, and for what is
    /// shown elsewhere of a heading that has a term.
    pub number: u32,
    /// One to three levels.
    pub terms: Vec<String>,
    /// Whether the term is also part of the text (`((term))`), and then its text.
    pub visible: Option<Vec<Inline>>,
    /// The term under which readers find it instead (`see=`, `>>`).
    pub see: Option<String>,
    /// The terms under which there is more (`see-also=`, `&>`).
    pub see_also: Vec<String>,
}

/// The notation of a formula.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StemNotation {
    /// AsciiMath.
    AsciiMath,
    /// LaTeX.
    Latex,
}

/// A formula.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stem {
    /// Its notation.
    pub notation: StemNotation,
    /// Its source.
    pub source: String,
}

/// A picture as the author asked for it.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    /// Names the picture's node in the tag tree.
    pub id: NodeId,
    /// The macro's place.
    pub span: Span,
    /// The target as Asciidoctor resolves it, with `imagesdir` before it.
    pub target: String,
    /// The file to read; `None` where the target is an address outside or may not be read.
    pub path: Option<PathBuf>,
    /// The author's alternative text.
    pub alt: Option<String>,
    /// What Asciidoctor says where the author gives none: the file's name, spaces for dashes.
    pub derived_alt: String,
    /// Wishes for the size, as written: `width`, `pdfwidth`, `scaledwidth`, `height`, `scale`, `fit`.
    pub size: PictureSize,
    /// Where a click on it goes.
    pub link: Option<String>,
    /// `left`, `center` or `right`.
    pub align: Option<String>,
    /// `left` or `right`.
    pub float: Option<String>,
    /// A title of the picture itself (`title=` of an inline image).
    pub title: Option<String>,
    /// The author's roles.
    pub roles: Vec<String>,
    /// Its place among the pictures of its talk or chapter, from 1; 0 until resolved.
    pub number: u32,
}

/// Wishes for a picture's size, as the author wrote them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct PictureSize {
    /// `width=`: pixels or per cent.
    pub width: Option<String>,
    /// `height=`.
    pub height: Option<String>,
    /// `pdfwidth=`: any unit, for paper.
    pub pdf_width: Option<String>,
    /// `scaledwidth=`.
    pub scaled_width: Option<String>,
    /// `scale=`: per cent.
    pub scale: Option<String>,
}

impl Picture {
    /// A picture with nothing but a target.
    pub fn new(id: NodeId, span: Span, target: impl Into<String>) -> Self {
        let target = target.into();
        let name = target.rsplit('/').next().unwrap_or(&target);
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        Self {
            id,
            span,
            derived_alt: stem.replace(['-', '_'], " "),
            target,
            path: None,
            alt: None,
            size: PictureSize::default(),
            link: None,
            align: None,
            float: None,
            title: None,
            roles: Vec::new(),
            number: 0,
        }
    }
}

/// The plain characters of some text, as a reader would say it: marks, pictures and icons say nothing.
pub fn plain_text(inlines: &[Inline]) -> String {
    let mut text = String::new();
    push_plain(inlines, &mut text);
    text
}

/// The same on one line, without soft hyphens: for outlines, running heads and catalogues.
pub fn plain_line(inlines: &[Inline]) -> String {
    plain_text(inlines).replace('\u{AD}', "").replace('\n', " ").trim().to_owned()
}

fn push_plain(inlines: &[Inline], text: &mut String) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(words) => text.push_str(words),
            InlineKind::Styled(styled) => {
                let (open, close) = match styled.style {
                    TextStyle::DoubleQuoted => ("\u{201C}", "\u{201D}"),
                    TextStyle::SingleQuoted => ("\u{2018}", "\u{2019}"),
                    _ => ("", ""),
                };
                text.push_str(open);
                push_plain(&styled.body, text);
                text.push_str(close);
            }
            InlineKind::Link(link) => push_plain(&link.body, text),
            InlineKind::Xref(xref) => push_plain(&xref.body, text),
            InlineKind::Break => text.push('\n'),
            InlineKind::Keyboard(keys) => text.push_str(&keys.join("+")),
            InlineKind::Button(label) => text.push_str(label),
            InlineKind::Menu(path) => text.push_str(&path.join(" › ")),
            InlineKind::IndexTerm(term) => push_plain(term.visible.as_deref().unwrap_or_default(), text),
            InlineKind::Stem(stem) => text.push_str(&stem.source),
            InlineKind::Raw(raw) => text.push_str(raw),
            InlineKind::Anchor(anchor) if anchor.is_bibliography => {
                text.push('[');
                match &anchor.label {
                    Some(label) => push_plain(label, text),
                    None => text.push_str(&anchor.id),
                }
                text.push(']');
            }
            InlineKind::Image(_)
            | InlineKind::Icon(_)
            | InlineKind::Anchor(_)
            | InlineKind::Footnote(_)
            | InlineKind::Callout(_) => {}
        }
    }
}

/// What a paragraph is made of once pictures that stand alone on a line are taken as figures.
#[derive(Debug, Clone, PartialEq)]
pub enum Piece<'a> {
    /// Lines of text, with pictures within them.
    Text(&'a [Inline]),
    /// Pictures that stand alone on their lines, one after the other.
    Pictures(Vec<&'a Picture>),
}

/// Cuts a paragraph into lines of text and pictures that stand alone on their lines.
///
/// The breaks and line feeds between the pieces belong to no piece; none of them sets an empty line.
pub fn pieces(inlines: &[Inline]) -> Vec<Piece<'_>> {
    let mut pieces: Vec<Piece<'_>> = Vec::new();
    let mut text_from = 0;
    let mut at = 0;
    while at < inlines.len() {
        match lone_picture(inlines, at) {
            Some((picture, next)) => {
                push_text(&mut pieces, inlines.get(text_from..at).unwrap_or_default());
                match pieces.last_mut() {
                    Some(Piece::Pictures(pictures)) => pictures.push(picture),
                    _ => pieces.push(Piece::Pictures(vec![picture])),
                }
                (at, text_from) = (next, next);
            }
            None => at += 1,
        }
    }
    push_text(&mut pieces, inlines.get(text_from..).unwrap_or_default());
    pieces
}

/// Where a piece of text starts within the whole, in characters of the whole's plain text.
pub fn offset_of(whole: &[Inline], piece: &[Inline]) -> usize {
    let first = piece.first().and_then(|first| whole.iter().position(|inline| std::ptr::eq(inline, first)));
    plain_text(whole.get(..first.unwrap_or(0)).unwrap_or_default()).chars().count()
}

fn push_text<'a>(pieces: &mut Vec<Piece<'a>>, text: &'a [Inline]) {
    let is_gap = |inline: &Inline| match &inline.kind {
        InlineKind::Break => true,
        InlineKind::Text(text) => text.trim().is_empty(),
        _ => false,
    };
    let Some(first) = text.iter().position(|inline| !is_gap(inline)) else { return };
    let last = text.iter().rposition(|inline| !is_gap(inline)).unwrap_or(first);
    pieces.push(Piece::Text(text.get(first..=last).unwrap_or_default()));
}

/// The picture at `at` if nothing but line ends stand around it, and the index behind it.
fn lone_picture(inlines: &[Inline], at: usize) -> Option<(&Picture, usize)> {
    let InlineKind::Image(picture) = &inlines.get(at)?.kind else { return None };
    let opens = match at.checked_sub(1).and_then(|before| inlines.get(before)).map(|inline| &inline.kind) {
        None | Some(InlineKind::Break) => true,
        Some(InlineKind::Text(text)) => line_is_blank(text.rsplit('\n').next().unwrap_or(text), text, inlines, at - 1),
        Some(_) => false,
    };
    let closes = match inlines.get(at + 1).map(|inline| &inline.kind) {
        None | Some(InlineKind::Break) => true,
        Some(InlineKind::Text(text)) => {
            let first = text.split('\n').next().unwrap_or(text);
            first.trim().is_empty()
                && (text.contains('\n')
                    || matches!(inlines.get(at + 2).map(|i| &i.kind), None | Some(InlineKind::Break)))
        }
        Some(_) => false,
    };
    (opens && closes).then_some((picture, at + 1))
}

/// Whether the last line of `text`, at index `at`, is empty back to a line's start.
fn line_is_blank(last: &str, text: &str, inlines: &[Inline], at: usize) -> bool {
    last.trim().is_empty()
        && (text.contains('\n')
            || match at.checked_sub(1).and_then(|before| inlines.get(before)).map(|inline| &inline.kind) {
                None | Some(InlineKind::Break) => true,
                Some(_) => false,
            })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    fn span() -> Span {
        Span::new(FileId::new(0), 0, 0)
    }

    fn text(words: &str) -> Inline {
        Inline::text(span(), words)
    }

    fn of(kind: InlineKind) -> Inline {
        Inline { span: span(), kind }
    }

    fn picture(name: &str) -> Inline {
        of(InlineKind::Image(Picture::new(NodeId::new(0), span(), name)))
    }

    fn shape(inlines: &[Inline]) -> Vec<String> {
        let show = |piece: Piece<'_>| match piece {
            Piece::Text(text) => plain_text(text),
            Piece::Pictures(pictures) => pictures.iter().map(|p| format!("<{}>", p.target)).collect(),
        };
        pieces(inlines).into_iter().map(show).collect()
    }

    #[test]
    fn photos_on_lines_of_their_own_are_taken_out() {
        let inlines =
            [text("Un portail."), of(InlineKind::Break), picture("a"), text("\n"), picture("b"), text("\nSuite")];
        assert_eq!(shape(&inlines), ["Un portail.", "<a><b>", "\nSuite"]);
        assert_eq!(shape(&[picture("a")]), ["<a>"]);
    }

    #[test]
    fn a_photo_within_a_line_stays_there() {
        assert_eq!(pieces(&[text("see "), picture("a"), text(" here")]).len(), 1);
        assert_eq!(pieces(&[text("one\n"), picture("a"), text(" here")]).len(), 1);
    }
}
