//! What a layout decides: the page, and the look of every element.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::font::{Capitals, Family, Features, Figures, Weight};
use crate::geom::{Abs, Colour, Size};
use crate::model::Orientation;

/// A layout with everything decided.
#[derive(Debug, Clone, PartialEq)]
pub struct Theme {
    /// The layout's name.
    pub name: String,
    /// The page.
    pub page: PageLook,
    /// What stands before the body.
    pub front: FrontMatter,
    /// Which lists stand before and behind the body.
    pub lists: super::Lists,
    /// Photos.
    pub photo: PhotoLook,
    /// Code in blocks, besides its type.
    pub code: super::CodeLook,
    /// Keys and buttons in lines of text.
    pub keys: super::KeyLook,
    /// The looks of the author's roles.
    pub roles: super::Roles,
    /// Tables.
    pub table: super::TableLook,
    /// Links on the page.
    pub link: LinkLook,
    /// Colours used by more than one element.
    pub colours: Colours,
    /// Running heads and feet.
    pub running: super::RunningLines,
    /// The sheets that finished pages stand on; `None` where each page is one of its own.
    pub impose: Option<super::ImposeLook>,
    /// What makes it a handout.
    pub handout: Option<super::HandoutLook>,
    /// A word behind each page's text.
    pub watermark: Option<super::Watermark>,
    /// What page breaks cost.
    pub costs: Costs,
    /// Space from the text edge to a list item's text.
    pub list_indent: Abs,
    /// Space between list items.
    pub item_gap: Abs,
    /// The families that the text is set in.
    pub fonts: super::Fonts,
    /// The element's looks.
    pub elements: Elements,
}

/// The page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageLook {
    /// Width and height.
    pub size: Size,
    /// From the upper edge to the body.
    pub top: Abs,
    /// From the body to the lower edge.
    pub bottom: Abs,
    /// From the spine to the body; the left margin of pages that don't face.
    pub inner: Abs,
    /// From the body to the fore-edge.
    pub outer: Abs,
    /// Whether pages face each other, so that margins are mirrored.
    pub is_facing: bool,
    /// Where chapters open.
    pub chapters_open: super::ChaptersOpen,
    /// What the pages are made for.
    pub media: super::Media,
    /// How far what lies behind the text goes on beyond the edge where the printer cuts.
    pub bleed: Abs,
    /// What lies behind the text.
    pub background: Option<Colour>,
    /// From the upper edge to the running head's baseline.
    pub head: Abs,
    /// From the lower edge to the folio's baseline.
    pub foot: Abs,
    /// Columns of the body, from 1.
    pub columns: u32,
    /// Space between columns.
    pub gutter: Abs,
}

impl PageLook {
    /// The page lying one way or the other: its sides change places, and its margins stay above, below, at the spine
    /// and at the fore-edge. A page that has no room for text that way stays as it is.
    #[must_use]
    pub fn lying(self, way: Orientation, body: &Look) -> Self {
        if Orientation::of(self.size) == way {
            return self;
        }
        let turned = Self { size: Size::new(self.size.height, self.size.width), ..self };
        if turned.has_room(body) { turned } else { self }
    }

    /// Whether a few lines of a few words have room on the page.
    pub fn has_room(&self, body: &Look) -> bool {
        let room = self.body();
        self.measure() >= body.size * 8 && room.width >= body.size * 8 && room.height >= body.leading * 6
    }

    /// The measure of a column.
    pub fn measure(&self) -> Abs {
        let columns = i64::from(self.columns.max(1));
        (self.body().width - self.gutter * (columns - 1)) / columns
    }

    /// The width and height of the body.
    pub fn body(&self) -> Size {
        Size::new(self.size.width - self.inner - self.outer, self.size.height - self.top - self.bottom)
    }
}

/// When a title page and the contents come before the body.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum TitlePage {
    /// For books, and where `:title-page:` asks for it.
    #[default]
    Auto,
    /// For every manuscript with a title.
    Always,
}

/// What stands before the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FrontMatter {
    /// When there is a title page.
    pub title_page: TitlePage,
    /// Whether a part of a book gets a page of its own, its title a third down.
    pub has_part_pages: bool,
    /// Whether a page with the title alone comes before the title page.
    pub has_half_title: bool,
    /// Whether the colophon stands behind the title page.
    pub has_colophon: bool,
    /// What stands on the covers.
    pub cover: super::Cover,
}

/// Photos on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PhotoLook {
    /// How far a photo may shrink, in per cent of its wish.
    pub smallest: i64,
    /// Pixels per inch that a photo is scaled to at its set size.
    pub resolution: u32,
    /// How many times wider than wished a photo may be and still keep its own data, in per cent.
    pub keep_up_to: u32,
    /// Space between photos that stand side by side.
    pub gap: Abs,
    /// Where photos with captions go.
    pub place: PhotoPlace,
    /// Where captions stand.
    pub caption: CaptionPosition,
}

/// Where photos with captions go.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PhotoPlace {
    /// Where they stand in the manuscript.
    #[default]
    Here,
    /// To the head of their page, or of a later one.
    Top,
    /// To the foot of their page, or of a later one.
    Bottom,
}

/// Where captions stand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CaptionPosition {
    /// Below their photos.
    #[default]
    Below,
    /// At the right of photos that leave room there, else below.
    Beside,
    /// In the outer margin where that is wide enough, else below.
    Margin,
}

/// Links on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LinkLook {
    /// The colour of their words; none leaves that of the text.
    pub colour: Option<Colour>,
    /// Whether a talk's link is also a QR code.
    pub has_qr: bool,
    /// The width of a QR code.
    pub qr_size: Abs,
    /// Whether the addresses of links are said.
    pub show: ShowLinks,
    /// Whether references say the page of what they lead to.
    pub has_pages: bool,
}

/// Whether the addresses of links are said beside their words.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ShowLinks {
    /// A click leads there.
    #[default]
    None,
    /// In parentheses behind the words.
    Inline,
    /// In footnotes.
    Footnote,
}

/// Colours used by more than one element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colours {
    /// Labels, rules and numbers.
    pub accent: Colour,
    /// Secondary words.
    pub grey: Colour,
    /// Hairlines and leaders.
    pub hairline: Colour,
    /// Behind code and asides.
    pub tint: Colour,
    /// Notes.
    pub note: AdmonitionColours,
    /// Tips.
    pub tip: AdmonitionColours,
    /// What matters.
    pub important: AdmonitionColours,
    /// Warnings.
    pub warning: AdmonitionColours,
    /// Cautions.
    pub caution: AdmonitionColours,
}

/// The colours of one kind of admonition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct AdmonitionColours {
    /// Icon, word and rule.
    #[serde(deserialize_with = "super::read::colour")]
    pub ink: Colour,
    /// Behind the text.
    #[serde(deserialize_with = "super::read::colour")]
    pub tint: Colour,
}

/// What page breaks cost; all in the same unit, squares of per cent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Costs {
    /// Each page.
    pub page: i64,
    /// Each per cent of the body left empty, squared, in hundredths.
    pub empty: i64,
    /// The same on a chapter's or run's last page.
    pub empty_at_end: i64,
    /// Each per cent that photos are shrunk, squared, in hundredths.
    pub shrink: i64,
    /// Photos side by side that could stand alone.
    pub pairing: i64,
    /// Each line that a paragraph takes less or more than it would by itself.
    pub looseness: i64,
    /// A break within a paragraph.
    pub within_paragraph: i64,
    /// A break between an introduction that ends in ":" and its list.
    pub introduction: i64,
    /// A break within a list's first or last two items.
    pub within_list: i64,
    /// A break within a row of a table.
    pub within_row: i64,
    /// A row of a table left alone at a page's foot or head.
    pub lone_row: i64,
    /// A last page with fewer than five lines.
    pub short_last_page: i64,
    /// A break right before a chapter, taken off.
    pub chapter_bonus: i64,
    /// A widow or orphan that could not be helped.
    pub widow: i64,
    /// Each per cent that facing pages differ in depth, squared, in hundredths.
    pub uneven: i64,
}

/// How lines end.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Align {
    /// Both edges straight.
    Justify,
    /// The left edge straight.
    #[default]
    Left,
    /// The right edge straight.
    Right,
    /// Neither.
    Centre,
}

/// The look of an element's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Look {
    /// The family.
    pub family: Family,
    /// The size of the em.
    pub size: Abs,
    /// From baseline to baseline.
    pub leading: Abs,
    /// The weight.
    pub weight: Weight,
    /// Whether it is italic.
    pub is_italic: bool,
    /// The colour.
    pub colour: Colour,
    /// How lines end.
    pub align: Align,
    /// Whether words are broken.
    pub hyphenates: bool,
    /// Whether signs hang into the margins where both edges are straight.
    pub hangs: bool,
    /// Figures and capitals.
    pub features: Features,
    /// Space between letters, in thousandths of the em.
    pub tracking: i64,
    /// Space above.
    pub before: Abs,
    /// Space below.
    pub after: Abs,
    /// The box that it stands in.
    pub frame: super::FrameLook,
}

impl Look {
    /// The look with its sizes and spaces in per cent of what they are.
    pub fn scaled(self, percent: i64) -> Self {
        let of = |length: Abs| length.scale(percent, 100);
        let (size, leading) = (of(self.size), of(self.leading));
        let frame = self.frame.scaled(percent);
        Self { size, leading, before: of(self.before), after: of(self.after), frame, ..self }
    }
}

/// A look as a layout writes it: what is missing comes from the layout it extends, then from the body.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct LookFile {
    /// The family of faces.
    family: Option<Family>,
    /// The size of the em.
    size: Option<super::Length>,
    /// From baseline to baseline; where it is missing it grows with the size.
    leading: Option<super::Length>,
    /// The weight.
    weight: Option<Weight>,
    /// Whether it is italic.
    italic: Option<bool>,
    /// The colour.
    colour: Option<super::frame::Ink>,
    /// How lines end.
    align: Option<Align>,
    /// Whether words are broken.
    hyphens: Option<bool>,
    /// Whether signs such as hyphens and full stops hang into the margins where both edges are straight.
    hanging: Option<bool>,
    /// Forms of figures.
    figures: Option<Figures>,
    /// Forms of letters.
    capitals: Option<Capitals>,
    /// Whether figures around a slash are set as fractions.
    fractions: Option<bool>,
    /// Space between letters, in thousandths of the em; letters that stand apart are not joined into ligatures.
    tracking: Option<i64>,
    /// Space above; not inherited from the body.
    before: Option<super::Length>,
    /// Space below; not inherited from the body.
    after: Option<super::Length>,
    /// Rules at the sides; not inherited, as all that follows.
    pub(super) border: Option<super::frame::BorderFile>,
    /// The colour behind the text.
    pub(super) background: Option<super::frame::Ink>,
    /// From a side with a rule or a background to the text, the rule within it.
    pub(super) padding_x: Option<super::frame::Inset>,
    /// The same above and below.
    pub(super) padding_y: Option<super::frame::Inset>,
    /// Whether it stays on the page of what follows.
    pub(super) keep_with_next: Option<bool>,
    /// Whether it is not parted by a page's end.
    pub(super) keep_together: Option<bool>,
}

impl LookFile {
    /// The look, with what is missing taken from `base`; spaces are not inherited.
    pub(crate) fn over(&self, base: &Look, colours: &Colours) -> Look {
        let size = self.size.map_or(base.size, |length| length.0);
        let family = self.family.unwrap_or(base.family);
        // A leading that is not said keeps the proportion of the element it comes from.
        let leading = self.leading.map_or_else(|| base.leading.scale(size.to_raw(), base.size.to_raw()), |l| l.0);
        Look {
            family,
            size,
            leading,
            weight: self.weight.unwrap_or(base.weight),
            is_italic: self.italic.unwrap_or(base.is_italic),
            colour: self.colour.map_or(base.colour, |ink| ink.of(colours)),
            align: self.align.unwrap_or(base.align),
            hyphenates: self.hyphens.unwrap_or(base.hyphenates),
            hangs: self.hanging.unwrap_or(base.hangs),
            features: Features {
                figures: self.figures.unwrap_or(base.features.figures),
                capitals: self.capitals.unwrap_or(base.features.capitals),
                fractions: self.fractions.unwrap_or(base.features.fractions),
                is_code: family == Family::Mono,
                ..Features::default()
            },
            tracking: self.tracking.unwrap_or(base.tracking),
            before: self.before.unwrap_or_default().0,
            after: self.after.unwrap_or_default().0,
            frame: super::FrameLook::decided(self, size, colours),
        }
    }
}

macro_rules! elements {
    ($($(#[doc = $doc:literal])+ $name:ident,)+) => {
        /// The looks of all elements.
        #[derive(Debug, Clone, PartialEq)]
        pub struct Elements { $($(#[doc = $doc])+ pub $name: Look,)+ }

        /// The looks of all elements as a layout writes them.
        #[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
        #[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
        pub(crate) struct ElementsFile { $($(#[doc = $doc])+ $name: LookFile,)+ }

        impl Elements {
            /// Every look with its name in layouts.
            pub fn each(&self) -> Vec<(String, &Look)> {
                vec![$((stringify!($name).replace('_', "-"), &self.$name),)+]
            }

            /// Every look in per cent of its size.
            pub(crate) fn scaled(self, percent: i64) -> Self {
                Self { $($name: self.$name.scaled(percent),)+ }
            }
        }

        impl ElementsFile {
            /// Every element over the body's look.
            pub(crate) fn over(&self, body: &Look, colours: &Colours) -> Elements {
                Elements { $($name: self.$name.over(body, colours),)+ }
            }

            /// The body's look over nothing.
            pub(crate) fn body(&self, base: &Look, colours: &Colours) -> Look {
                self.body.over(base, colours)
            }
        }
    };
}

elements! {
    /// Running text.
    body,
    /// The document's title.
    title,
    /// The title alone on the page before the title page.
    half_title,
    /// Its subtitle.
    subtitle,
    /// The authors.
    author,
    /// The revision line.
    revision,
    /// A part's heading.
    part,
    /// A chapter's heading.
    chapter,
    /// A section's heading.
    section,
    /// A heading below a section.
    subsection,
    /// Headings below that.
    minor,
    /// What the colophon says by itself.
    colophon,
    /// A talk's format.
    format,
    /// Who spoke.
    speaker,
    /// What the programme said of a talk.
    summary,
    /// A talk's link.
    talk_link,
    /// The words under a QR code.
    qr,
    /// A caption.
    caption,
    /// A block's title above it.
    block_title,
    /// The word of an admonition.
    admonition_label,
    /// An admonition's text.
    admonition,
    /// Code in blocks.
    code,
    /// A quotation.
    quote,
    /// Who said it.
    attribution,
    /// An aside.
    sidebar,
    /// An example.
    example,
    /// A table's cell.
    cell,
    /// A table's head.
    head_cell,
    /// A table's foot.
    foot_cell,
    /// The title of the contents.
    contents_title,
    /// A part's entry in the contents.
    contents_part,
    /// A chapter's entry in the contents.
    contents_chapter,
    /// A section's entry in the contents.
    contents_section,
    /// Entries below that.
    contents_deep,
    /// Format and speakers under a talk's entry.
    contents_talk,
    /// A letter above the terms of the index that begin with it.
    index_letter,
    /// A term of the index.
    index,
    /// A footnote.
    footnote,
    /// A running head.
    head,
    /// A folio.
    folio,
    /// What stands in place of a photo that is missing.
    placeholder,
}
