//! Text within a block.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::Serialize;

use super::dispatch::dispatch;
use super::media::PictureSize;
use super::node::{InlineType, MacroForm, Reader, names, node, strings};
use super::place::Location;
use crate::model::{
    self, FootnoteMark, IndexTerm, InlineKind, Link, Picture, Stem, StemNotation, Styled, TextStyle, Xref,
};
use crate::source::Span;

names! {
    SpanName { Span }
    /// The look of a span; those behind `mark` are ours.
    SpanVariant {
        Strong, Emphasis, Code, Mark, Superscript, Subscript,
        /// In double curly quotes, which are not part of the text.
        DoubleQuote,
        /// In single curly quotes, which are not part of the text.
        SingleQuote,
        /// Without a look of its own: it has roles or an id.
        Plain,
    }
    /// Whether the marks stand at the borders of words or are doubled.
    SpanForm { Constrained, Unconstrained }
    RefName { Ref }
    RefVariant {
        /// To an address.
        Link,
        /// To a place in this or another document.
        Xref,
    }
    LiteralName { Text, Charref, Raw }
    LiteralType { String }
    StemName { Stem }
    /// The notation of a formula.
    StemVariant { Asciimath, Latexmath }
    ImageName { Image }
    IconName { Icon }
    AnchorName { Anchor }
    AnchorVariant {
        /// The label of an entry of a bibliography.
        Bibliography,
    }
    FootnoteName { Footnote }
    FootnoteVariant {
        /// Where its text stands.
        Definition,
        /// To a footnote that stands elsewhere.
        Reference,
    }
    BreakName { Break }
    BreakVariant { Line }
    KeyboardName { Kbd }
    ButtonName { Btn }
    MenuName { Menu }
    IndexTermName { IndexTerm }
    IndexTermVariant {
        /// The term is part of the text.
        Flow,
        /// Only the index shows it.
        Concealed,
    }
    CalloutName { Callout }
}

dispatch! {
    Inline {
        Span(SpanNode): "span",
        Ref(Ref): "ref",
        Literal(Literal): "text" | "charref" | "raw",
        Stem(StemLiteral): "stem",
        Image(InlineImage): "image",
        Icon(Icon): "icon",
        Anchor(AnchorNode): "anchor",
        Footnote(FootnoteNode): "footnote",
        Break(LineBreak): "break",
        Keyboard(Keyboard): "kbd",
        Button(Button): "btn",
        Menu(Menu): "menu",
        IndexTerm(IndexTermNode): "indexTerm",
        Callout(Callout): "callout",
    }
}

node! {
    /// Text with a look or a role.
    inline SpanNode: SpanName {
        must { variant: SpanVariant, form: SpanForm, inlines: Vec<Inline<'a>>, }
        may {
            /// Ours: the language that the author names, as a BCP 47 tag.
            lang: Option<String>,
        }
    }
}

node! {
    /// A link or a cross reference.
    inline Ref: RefName {
        must {
            variant: RefVariant,
            /// The address; `#id` for a place in this document.
            target: &'a str,
            /// The words that the reader sees.
            inlines: Vec<Inline<'a>>,
        }
        may {
            /// Ours: whether the words are those of the target, for the author wrote none.
            generated: bool,
            /// Ours: how the reference was asked to look: `full`, `short`, `basic`, `page`.
            style: Option<&'a str>,
        }
    }
}

/// Characters.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Literal<'a> {
    pub(super) name: LiteralName,
    #[serde(rename = "type")]
    pub(super) kind: LiteralType,
    /// The characters as the reader sees them; of a `charref` the reference as it is written, of `raw` text what is
    /// meant for another output.
    pub(super) value: Cow<'a, str>,
    /// Ours: the characters that a `charref` stands for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) text: Option<&'a str>,
    /// Where it stands.
    pub(super) location: Location,
}

/// Ours: a formula in a text.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct StemLiteral<'a> {
    name: StemName,
    #[serde(rename = "type")]
    kind: LiteralType,
    variant: StemVariant,
    /// Its source.
    value: &'a str,
    /// Where it stands.
    location: Location,
}

node! {
    /// Ours: a picture in a line of text.
    inline InlineImage: ImageName {
        must {
            form: MacroForm,
            /// The file or address, with `imagesdir` before it.
            target: &'a str,
        }
        may {
            /// The author's words for it; empty where it says nothing.
            alt: Option<&'a str>,
            /// The words for it where the author has none: made of the file's name.
            default_alt: Option<&'a str>,
            /// The words shown over it.
            hint: Option<&'a str>,
            /// Where a click on it goes.
            link: Option<&'a str>,
            /// `left`, `center` or `right`.
            align: Option<&'a str>,
            /// `left` or `right`.
            float: Option<&'a str>,
            /// Wishes for its size.
            size: Option<PictureSize<'a>>,
        }
    }
}

node! {
    /// Ours: an icon by its name.
    inline Icon: IconName {
        must { form: MacroForm, target: &'a str, }
    }
}

node! {
    /// Ours: a place that references can name.
    inline AnchorNode: AnchorName {
        may {
            variant: Option<AnchorVariant>,
            /// The words that references to it show.
            inlines: Vec<Inline<'a>>,
        }
    }
}

node! {
    /// Ours: the mark of a footnote; its text is in the document's `footnotes`.
    inline FootnoteNode: FootnoteName {
        must { variant: FootnoteVariant, }
        may {
            /// Its number, from 1; without one there is no such footnote.
            number: Option<u32>,
        }
    }
}

node! {
    /// Ours: the end of a line that the author asks for.
    inline LineBreak: BreakName {
        must { variant: BreakVariant, }
    }
}

node! {
    /// Ours: keys to press.
    inline Keyboard: KeyboardName {
        must { keys: Vec<&'a str>, }
    }
}

node! {
    /// Ours: a button to press.
    inline Button: ButtonName {
        must { value: &'a str, }
    }
}

node! {
    /// Ours: a path through menus.
    inline Menu: MenuName {
        must { path: Vec<&'a str>, }
    }
}

node! {
    /// Ours: a term of the index.
    inline IndexTermNode: IndexTermName {
        must {
            variant: IndexTermVariant,
            /// The words of the first to the third level.
            levels: Vec<&'a str>,
        }
        may {
            /// The words in the text.
            inlines: Vec<Inline<'a>>,
            /// The term under which readers find it instead.
            see: Option<&'a str>,
            /// The terms under which there is more.
            see_also: Vec<&'a str>,
        }
    }
}

node! {
    /// Ours: the number of a remark on a line of code.
    inline Callout: CalloutName {
        must { number: u32, }
    }
}

impl<'a> Inline<'a> {
    /// Characters at a place.
    pub(super) fn text(value: Cow<'a, str>, location: Location) -> Self {
        Self::Literal(Literal { name: LiteralName::Text, kind: LiteralType::String, value, text: None, location })
    }
}

const INLINE: InlineType = InlineType::Inline;

impl<'a> Reader<'a> {
    /// A text.
    pub(super) fn inlines(&self, inlines: &'a [model::Inline]) -> Vec<Inline<'a>> {
        let mut nodes = Vec::with_capacity(inlines.len());
        inlines.iter().for_each(|inline| self.inline(inline, &mut nodes));
        nodes
    }

    fn inline(&self, inline: &'a model::Inline, out: &mut Vec<Inline<'a>>) {
        let location = self.places.text(inline.span);
        out.push(match &inline.kind {
            InlineKind::Text(text) => return self.text(text, inline.span, out),
            InlineKind::Raw(raw) => Inline::Literal(Literal {
                name: LiteralName::Raw,
                kind: LiteralType::String,
                value: raw.into(),
                text: None,
                location,
            }),
            InlineKind::Styled(styled) => Inline::Span(self.span(styled, location)),
            InlineKind::Link(link) => Inline::Ref(self.link(link, location)),
            InlineKind::Xref(xref) => Inline::Ref(self.xref(xref, location)),
            InlineKind::Image(picture) => Inline::Image(inline_image(picture, location)),
            InlineKind::Icon(icon) => {
                let (name, target) = (IconName::Icon, icon.name.as_str());
                let roles = icon.roles.iter().map(String::as_str).collect();
                Inline::Icon(Icon { name, kind: INLINE, form: MacroForm::Macro, target, id: None, roles, location })
            }
            InlineKind::Anchor(anchor) => Inline::Anchor(self.anchor(anchor, location)),
            InlineKind::Footnote(mark) => Inline::Footnote(footnote(mark, location)),
            InlineKind::Break => {
                let (name, variant) = (BreakName::Break, BreakVariant::Line);
                Inline::Break(LineBreak { name, kind: INLINE, variant, id: None, roles: Vec::new(), location })
            }
            InlineKind::Keyboard(keys) => {
                let (name, keys) = (KeyboardName::Kbd, strings(keys));
                Inline::Keyboard(Keyboard { name, kind: INLINE, keys, id: None, roles: Vec::new(), location })
            }
            InlineKind::Button(value) => {
                let name = ButtonName::Btn;
                Inline::Button(Button { name, kind: INLINE, value, id: None, roles: Vec::new(), location })
            }
            InlineKind::Menu(path) => {
                let (name, path) = (MenuName::Menu, strings(path));
                Inline::Menu(Menu { name, kind: INLINE, path, id: None, roles: Vec::new(), location })
            }
            InlineKind::IndexTerm(term) => Inline::IndexTerm(self.index_term(term, location)),
            InlineKind::Callout(number) => {
                let (name, number) = (CalloutName::Callout, *number);
                Inline::Callout(Callout { name, kind: INLINE, number, id: None, roles: Vec::new(), location })
            }
            InlineKind::Stem(stem) => Inline::Stem(stem_literal(stem, location)),
        });
    }

    /// Characters; references that the author wrote for some of them are nodes of their own.
    fn text(&self, text: &'a str, span: Span, out: &mut Vec<Inline<'a>>) {
        let source = self.places.source(span.file);
        let written = source.slice(span.range());
        for piece in super::charref::pieces(text, written) {
            let start = span.start + piece.written.start as u32;
            let end = span.start + piece.written.end as u32;
            let location = self.places.text(Span::new(span.file, start, end));
            let node = match piece.is_reference {
                false => Inline::text(piece.text.into(), location),
                true => Inline::Literal(Literal {
                    name: LiteralName::Charref,
                    kind: LiteralType::String,
                    value: written.get(piece.written).unwrap_or_default().to_owned().into(),
                    text: Some(piece.text),
                    location,
                }),
            };
            out.push(node);
        }
    }

    fn span(&self, styled: &'a Styled, location: Location) -> SpanNode<'a> {
        SpanNode {
            name: SpanName::Span,
            kind: INLINE,
            variant: match styled.style {
                TextStyle::Strong => SpanVariant::Strong,
                TextStyle::Emphasis => SpanVariant::Emphasis,
                TextStyle::Monospace => SpanVariant::Code,
                TextStyle::Highlight => SpanVariant::Mark,
                TextStyle::Superscript => SpanVariant::Superscript,
                TextStyle::Subscript => SpanVariant::Subscript,
                TextStyle::DoubleQuoted => SpanVariant::DoubleQuote,
                TextStyle::SingleQuoted => SpanVariant::SingleQuote,
                TextStyle::Plain => SpanVariant::Plain,
            },
            form: if styled.is_unconstrained { SpanForm::Unconstrained } else { SpanForm::Constrained },
            inlines: self.inlines(&styled.body),
            id: styled.anchor.as_deref(),
            roles: strings(&styled.roles),
            lang: styled.language.map(|language| language.to_string()),
            location,
        }
    }

    fn link(&self, link: &'a Link, location: Location) -> Ref<'a> {
        Ref {
            name: RefName::Ref,
            kind: INLINE,
            variant: RefVariant::Link,
            target: &link.target,
            inlines: self.inlines(&link.body),
            id: link.anchor.as_deref(),
            roles: strings(&link.roles),
            generated: false,
            style: None,
            location,
        }
    }

    fn xref(&self, xref: &'a Xref, location: Location) -> Ref<'a> {
        Ref {
            name: RefName::Ref,
            kind: INLINE,
            variant: RefVariant::Xref,
            target: &xref.target,
            inlines: self.inlines(&xref.body),
            id: None,
            roles: Vec::new(),
            generated: !xref.has_own_words,
            style: xref.style.as_deref(),
            location,
        }
    }

    fn anchor(&self, anchor: &'a model::Anchor, location: Location) -> AnchorNode<'a> {
        AnchorNode {
            name: AnchorName::Anchor,
            kind: INLINE,
            id: Some(&anchor.id),
            roles: Vec::new(),
            variant: anchor.is_bibliography.then_some(AnchorVariant::Bibliography),
            inlines: anchor.label.as_deref().map(|label| self.inlines(label)).unwrap_or_default(),
            location,
        }
    }

    fn index_term(&self, term: &'a IndexTerm, location: Location) -> IndexTermNode<'a> {
        IndexTermNode {
            name: IndexTermName::IndexTerm,
            kind: INLINE,
            variant: if term.visible.is_some() { IndexTermVariant::Flow } else { IndexTermVariant::Concealed },
            levels: strings(&term.terms),
            id: None,
            roles: Vec::new(),
            inlines: term.visible.as_deref().map(|text| self.inlines(text)).unwrap_or_default(),
            see: term.see.as_deref(),
            see_also: strings(&term.see_also),
            location,
        }
    }
}

fn inline_image(picture: &Picture, location: Location) -> InlineImage<'_> {
    InlineImage {
        name: ImageName::Image,
        kind: INLINE,
        form: MacroForm::Macro,
        target: &picture.target,
        id: None,
        roles: strings(&picture.roles),
        alt: picture.alt.as_deref(),
        default_alt: picture.alt.is_none().then_some(&picture.derived_alt),
        hint: picture.title.as_deref(),
        link: picture.link.as_deref(),
        align: picture.align.as_deref(),
        float: picture.float.as_deref(),
        size: PictureSize::of(picture),
        location,
    }
}

fn footnote(mark: &FootnoteMark, location: Location) -> FootnoteNode<'_> {
    FootnoteNode {
        name: FootnoteName::Footnote,
        kind: INLINE,
        variant: if mark.is_reference { FootnoteVariant::Reference } else { FootnoteVariant::Definition },
        id: None,
        roles: Vec::new(),
        number: mark.number,
        location,
    }
}

fn stem_literal(stem: &Stem, location: Location) -> StemLiteral<'_> {
    let variant = StemVariant::from(stem.notation);
    StemLiteral { name: StemName::Stem, kind: LiteralType::String, variant, value: &stem.source, location }
}

impl From<StemNotation> for StemVariant {
    fn from(notation: StemNotation) -> Self {
        match notation {
            StemNotation::AsciiMath => Self::Asciimath,
            StemNotation::Latex => Self::Latexmath,
        }
    }
}
