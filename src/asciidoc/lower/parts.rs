//! What the lowering keeps of the crate's inline constructs, without their bodies and places.
//!
//! Both ways to an inline text, the crate's tree and a rendered title, meet in these.

use asciidoc_parser::attributes::Attrlist;
use asciidoc_parser::inlines::{Footnote, Image, Ref};
use asciidoc_parser::parser::{DerivedReference, ResolvedReference, XrefStyle};

use asciidoc_parser::HasSpan;

use crate::asciidoc::entities::decoded;
use crate::asciidoc::render::without_tags;
use crate::model::{Language, PictureSize, StemNotation, TextStyle};

/// An inline construct.
#[allow(clippy::large_enum_variant, reason = "pictures are rare and equal ones are kept once")]
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(in crate::asciidoc) enum Part {
    /// Text with a look.
    Style(StyleParts),
    /// A link.
    Link(LinkParts),
    /// A cross reference.
    Xref(XrefParts),
    /// A picture or icon.
    Image(ImageParts),
    /// An anchor.
    Anchor(AnchorParts),
    /// A footnote's mark.
    Footnote(FootnoteParts),
    /// A term of the index.
    Term(super::gaps::TermParts),
    /// A callout's number.
    Callout(String),
    /// A button's words.
    Button(String),
    /// Keys.
    Keyboard(Vec<String>),
    /// A path through menus.
    Menu(Vec<String>),
    /// A formula.
    Stem(StemNotation),
    /// A line break.
    Break,
}

/// Text with a look.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(in crate::asciidoc) struct StyleParts {
    pub(super) style: TextStyle,
    pub(super) id: Option<String>,
    pub(super) roles: Vec<String>,
    pub(super) language: Option<Language>,
    pub(super) is_unconstrained: bool,
}

impl StyleParts {
    pub(in crate::asciidoc) fn of(
        style: TextStyle,
        attributes: &Attrlist<'_>,
        id: Option<String>,
        is_unconstrained: bool,
    ) -> Self {
        let first = attributes.nth_attribute(1);
        let mut roles: Vec<String> = attributes.roles().into_iter().map(str::to_owned).collect();
        // `[red]#…#`: the oldest way to name a role.
        if let Some(role) = first.and_then(|first| first.block_style()) {
            roles.splice(0..0, role.split_whitespace().map(str::to_owned));
        }
        // Asciidoctor takes a role in quotes with its quotes.
        let source = attributes.span().data();
        if roles.is_empty() && id.is_none() && source.starts_with(['\'', '"']) {
            roles.push(source.split(',').next().unwrap_or(source).trim().to_owned());
        }
        let id = id.or_else(|| first.and_then(|first| first.id()).map(str::to_owned));
        let style = if style == TextStyle::Highlight && !roles.is_empty() { TextStyle::Plain } else { style };
        let language = attribute(attributes, "lang").and_then(|tag| Language::parse(&tag));
        Self { style, id, roles, language, is_unconstrained }
    }
}

/// A link.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(in crate::asciidoc) struct LinkParts {
    pub(super) target: String,
    pub(super) id: Option<String>,
    pub(super) roles: Vec<String>,
}

impl LinkParts {
    pub(in crate::asciidoc) fn of(link: &Ref<'_>) -> Self {
        Self {
            target: decoded(&link.target),
            id: link.attrs.id().map(str::to_owned),
            roles: link.roles.iter().map(ToString::to_string).collect(),
        }
    }
}

/// A cross reference.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(in crate::asciidoc) struct XrefParts {
    /// The address: `#id` or another document's.
    pub(super) target: String,
    /// Another document as the author writes it, with its ending and id.
    pub(super) outer: Option<String>,
    /// What Asciidoctor shows of that document where the author gives no words.
    pub(super) outer_words: String,
    pub(super) style: Option<String>,
}

impl XrefParts {
    pub(in crate::asciidoc) fn of(
        target: &str,
        resolved: Option<&ResolvedReference>,
        derived: Option<&DerivedReference>,
        style: Option<XrefStyle>,
    ) -> Self {
        let href = resolved.map(|to| to.href.clone()).or_else(|| derived.map(|to| to.href.clone()));
        Self {
            target: decoded(&href.unwrap_or_else(|| format!("#{target}"))),
            outer: derived.map(|_| decoded(target)),
            outer_words: derived.map(|to| decoded(&to.text)).unwrap_or_default(),
            style: style.map(|style| {
                let name = match style {
                    XrefStyle::Full => "full",
                    XrefStyle::Short => "short",
                    XrefStyle::Basic => "basic",
                };
                name.to_owned()
            }),
        }
    }

    /// Takes from the macro what the crate doesn't say: the document that is included, and the style `page`, which the
    /// document may ask for too.
    pub(super) fn or_of_macro(mut self, macro_source: &str, target: &str, document: Option<&str>) -> Self {
        if self.target == "#" {
            let inner = macro_source.strip_prefix("xref:").or_else(|| macro_source.strip_prefix("<<"));
            let path = inner.and_then(|inner| inner.split(['[', ',', '>']).next());
            self.outer = path.map(|path| decoded(path.trim())).or(self.outer);
        }
        let opening = format!("xref:{target}[");
        let own = macro_source.find(&opening).and_then(|at| macro_source[at + opening.len()..].split(']').next());
        let asked = own.and_then(|list| list.split_once("xrefstyle=")).map(|(_, value)| value.trim_matches('"'));
        let is_page = match asked {
            Some(value) => value.split([',', '"']).next().map(str::trim) == Some("page"),
            None => document == Some("page"),
        };
        if is_page {
            self.style = Some("page".to_owned());
        }
        self
    }
}

/// A picture or icon.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(in crate::asciidoc) struct ImageParts {
    pub(super) icon: Option<IconParts>,
    pub(super) target: String,
    pub(super) alt: Option<String>,
    pub(super) size: PictureSize,
    pub(super) link: Option<String>,
    pub(super) align: Option<String>,
    pub(super) float: Option<String>,
    pub(super) title: Option<String>,
    pub(super) roles: Vec<String>,
}

impl ImageParts {
    pub(in crate::asciidoc) fn of(image: &Image<'_>) -> Self {
        let at = &image.attrs;
        let positional = |index: usize, name: &str| attribute(at, name).or_else(|| positional(at, index));
        Self {
            icon: image.is_icon.then(|| IconParts::of(at)),
            target: decoded(&image.target),
            alt: alt(at).filter(|_| !image.is_icon || attribute(at, "alt").is_some()),
            size: PictureSize {
                width: image.width.as_ref().map(ToString::to_string).or_else(|| positional(2, "width")),
                height: image.height.as_ref().map(ToString::to_string).or_else(|| positional(3, "height")),
                pdf_width: attribute(at, "pdfwidth"),
                scaled_width: attribute(at, "scaledwidth"),
                scale: attribute(at, "scale"),
            },
            link: attribute(at, "link"),
            align: attribute(at, "align"),
            float: attribute(at, "float"),
            title: attribute(at, "title"),
            roles: words(attribute(at, "role"), ' '),
        }
    }
}

/// What is said of an icon alone.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(in crate::asciidoc) struct IconParts {
    size: Option<String>,
    rotate: Option<String>,
    flip: Option<String>,
}

impl IconParts {
    fn of(at: &Attrlist<'_>) -> Self {
        let size = attribute(at, "size").or_else(|| positional(at, 1));
        Self { size, rotate: attribute(at, "rotate"), flip: attribute(at, "flip") }
    }

    /// `2x`, `lg`: per cent of the text around, 0 for what says nothing.
    pub(super) fn percent(&self) -> u32 {
        match self.size.as_deref() {
            Some("lg" | "large") => 133,
            Some(times) => {
                let times: f32 = times.strip_suffix('x').and_then(|times| times.parse().ok()).unwrap_or(0.0);
                (times.clamp(0.0, 10.0) * 100.0) as u32
            }
            None => 0,
        }
    }

    /// Quarters to the right, and whether left and right are exchanged: what is upside down is turned twice besides.
    pub(super) fn turn(&self) -> (u8, bool) {
        let quarters = match self.rotate.as_deref() {
            Some("90") => 1,
            Some("180") => 2,
            Some("270") => 3,
            _ => 0,
        };
        match self.flip.as_deref() {
            Some("horizontal" | "h") => (quarters, true),
            Some("vertical" | "v") => ((quarters + 2) % 4, true),
            _ => (quarters, false),
        }
    }
}

/// An anchor.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(in crate::asciidoc) struct AnchorParts {
    pub(in crate::asciidoc) id: String,
    pub(in crate::asciidoc) is_bibliography: bool,
}

/// A footnote's mark.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(in crate::asciidoc) struct FootnoteParts {
    pub(super) name: Option<String>,
    pub(super) number: Option<u32>,
    pub(super) is_reference: bool,
}

impl FootnoteParts {
    pub(in crate::asciidoc) fn of(footnote: &Footnote<'_>) -> Self {
        Self {
            name: footnote.id.as_ref().map(ToString::to_string),
            number: footnote.number.as_ref().and_then(|number| number.parse().ok()),
            is_reference: footnote.is_reference,
        }
    }
}

/// The value of a named attribute in plain characters.
pub(super) fn attribute(attributes: &Attrlist<'_>, name: &str) -> Option<String> {
    attributes.named_attribute(name).map(|attribute| decoded(&without_tags(attribute.value())).replace("\\]", "]"))
}

/// The words of an attribute that is a list.
pub(super) fn words(value: Option<String>, separator: char) -> Vec<String> {
    let value = value.unwrap_or_default();
    value.split(separator).map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// The author's alternative text; an empty one (`[""]`) says that the picture says nothing.
pub(super) fn alt(attributes: &Attrlist<'_>) -> Option<String> {
    let is_empty = || attributes.nth_attribute(1).map(|_| String::new());
    attribute(attributes, "alt").or_else(|| positional(attributes, 1)).or_else(is_empty)
}

/// The value of a positional attribute in plain characters; `None` where it is empty.
pub(super) fn positional(attributes: &Attrlist<'_>, index: usize) -> Option<String> {
    let value = attributes.nth_attribute(index)?.value();
    (!value.is_empty()).then(|| decoded(&without_tags(value)).replace("\\]", "]"))
}
