//! Reading layouts: the shipped ones by name, an author's own by path, one extending the other.

use std::collections::BTreeMap;
use std::path::Path;

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, de};

use crate::diag::{Diagnostic, Lint, Sink};
use crate::font::{Family, Features, Weight};
use crate::geom::{Abs, Colour, Size};
use crate::theme::code::CodeFile;
use crate::theme::fonts::FontsFile;
use crate::theme::frame::Ink;
use crate::theme::gather::{Extends, gather};
use crate::theme::handout::HandoutFile;
use crate::theme::impose::ImposeFile;
use crate::theme::key::KeyFile;
use crate::theme::role::{self, RoleFile};
use crate::theme::sound::check;
use crate::theme::table::TableFile;
use crate::theme::{
    AdmonitionColours, Align, CaptionPosition, ChaptersOpen, Colours, Costs, Cover, ElementsFile, FrameLook,
    FrontMatter, Length, LinkLook, Lists, Look, Media, PageLook, PhotoLook, PhotoPlace, RunningLinesFile, ShowLinks,
    Theme, TitlePage, WatermarkFile,
};
use crate::world::World;

/// The layouts that are compiled in, and their files.
pub const SHIPPED: &[(&str, &str)] = &[
    ("screen", include_str!("../../layouts/screen.toml")),
    ("print", include_str!("../../layouts/print.toml")),
    ("handout", include_str!("../../layouts/handout.toml")),
    ("large-print", include_str!("../../layouts/large-print.toml")),
    ("booklet", include_str!("../../layouts/booklet.toml")),
];

/// The version of the form that this reader knows.
pub(super) const VERSION: i64 = 1;

/// A layout as its file says it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct LayoutFile {
    /// The version of this form: 1.
    pub(super) version: i64,
    /// The layout that this one changes, or several of which the later win; `screen` where nothing is said.
    #[allow(dead_code, reason = "read before the rest, with the place of each name")]
    extends: Option<Extends>,
    /// The page.
    page: Option<PageFile>,
    /// What stands before the body.
    front: Option<FrontFile>,
    /// Which lists stand before and behind the body.
    #[serde(default)]
    lists: Lists,
    /// Photos.
    photo: Option<PhotoFile>,
    /// Tables.
    table: Option<TableFile>,
    /// Links on the page.
    link: Option<LinkFile>,
    /// Code in blocks: the looks of its tokens, marks, numbers.
    #[serde(default)]
    code: CodeFile,
    /// Keys and buttons in lines of text.
    #[serde(default)]
    key: KeyFile,
    /// Lists.
    list: Option<ListFile>,
    /// Colours used by more than one element.
    colours: Option<ColoursFile>,
    /// What page breaks cost, in squares of per cent.
    costs: Option<CostsFile>,
    /// Running heads and feet: words with fields in braces, such as {chapter} or {folio}.
    running: Option<RunningLinesFile>,
    /// Sheets that carry several of the finished pages.
    impose: Option<ImposeFile>,
    /// Photos with notes and lines to write on: what makes a layout a handout.
    handout: Option<HandoutFile>,
    /// A word behind each page's text.
    watermark: Option<WatermarkFile>,
    /// The families that the text is set in; what is not named is compiled in.
    #[serde(default)]
    fonts: FontsFile,
    /// All type at once.
    r#type: Option<TypeFile>,
    /// The looks of the author's roles, by their names.
    #[serde(default)]
    role: BTreeMap<String, RoleFile>,
    /// The look of each element; what is missing is as the body's.
    #[serde(default)]
    element: ElementsFile,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct TypeFile {
    /// Sizes, leadings and spaces of all elements, in per cent of what they are said to be.
    scale: Option<i64>,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct PageFile {
    /// The paper.
    size: Option<PageSize>,
    /// From the upper edge to the body.
    top: Option<Length>,
    /// From the body to the lower edge.
    bottom: Option<Length>,
    /// From the spine to the body; the left margin of pages that don't face.
    inner: Option<Length>,
    /// From the body to the fore-edge.
    outer: Option<Length>,
    /// Whether pages face each other, so that margins are mirrored.
    facing: Option<bool>,
    /// Whether each chapter opens a page; `chapters-open` says more.
    chapters_open_pages: Option<bool>,
    /// Where chapters open.
    chapters_open: Option<ChaptersOpen>,
    /// What the pages are made for; `--media` and `:media:` win.
    media: Option<Media>,
    /// How far what lies behind the text goes on beyond the edge where the printer cuts.
    bleed: Option<Length>,
    /// The colour behind the text.
    background: Option<Ink>,
    /// From the upper edge to the running head's baseline.
    head: Option<Length>,
    /// From the lower edge to the folio's baseline.
    foot: Option<Length>,
    /// Columns of the body, from 1 to 8.
    columns: Option<u32>,
    /// Space between columns.
    gutter: Option<Length>,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct PageSize(pub(super) Size);

impl<'de> Deserialize<'de> for PageSize {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        page_size(&text).map(Self).ok_or_else(|| {
            de::Error::custom(format!(
                "`{text}` is no page size; write A3, A4, A5, B5, Letter, Legal or \"148mm x 210mm\""
            ))
        })
    }
}

/// Reads a paper's name or `148mm x 210mm`; `None` for anything else.
pub fn page_size(text: &str) -> Option<Size> {
    let millimetres = |width, height| Some(Size::new(Abs::mm(width), Abs::mm(height)));
    match text.to_ascii_lowercase().as_str() {
        "a3" => millimetres(297.0, 420.0),
        "a4" => millimetres(210.0, 297.0),
        "a5" => millimetres(148.0, 210.0),
        "b5" => millimetres(176.0, 250.0),
        "letter" => millimetres(215.9, 279.4),
        "legal" => millimetres(215.9, 355.6),
        other => {
            let (width, height) = other.split_once(['x', '×'])?;
            Some(Size::new(Length::parse(width)?.0, Length::parse(height)?.0))
        }
    }
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct FrontFile {
    /// When there is a title page.
    title_page: Option<TitlePage>,
    /// Whether a part of a book gets a page of its own, its title a third down; without it its chapter follows below.
    part_pages: Option<bool>,
    /// Whether a page with the title alone comes before the title page.
    half_title: Option<bool>,
    /// Whether the colophon stands behind the title page: the author's, else what the header says of the edition.
    colophon: Option<bool>,
    /// What stands on the covers.
    cover: Option<Cover>,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct PhotoFile {
    /// How far a photo may shrink, in per cent of its wish.
    smallest: Option<i64>,
    /// Pixels per inch that a photo is scaled to at its set size.
    resolution: Option<u32>,
    /// How many times wider than wished a photo may be and still keep its own data, in per cent.
    keep_up_to: Option<u32>,
    /// Space between photos that stand side by side.
    gap: Option<Length>,
    /// Where photos with captions go.
    place: Option<PhotoPlace>,
    /// Where captions stand.
    caption: Option<CaptionPosition>,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct LinkFile {
    /// The colour of their words.
    #[serde(default, deserialize_with = "some_colour")]
    colour: Option<Colour>,
    /// Whether links have the colour of the text.
    plain: Option<bool>,
    /// Whether a talk's link is also a QR code.
    qr: Option<bool>,
    /// The width of a QR code.
    qr_size: Option<Length>,
    /// Whether the addresses of links are said beside their words.
    show: Option<ShowLinks>,
    /// Whether references say the page of what they lead to behind their words.
    pages: Option<bool>,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct ListFile {
    /// From the text edge to an item's text.
    indent: Option<Length>,
    /// Space between items.
    gap: Option<Length>,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct ColoursFile {
    /// Labels, rules and numbers.
    #[serde(default, deserialize_with = "some_colour")]
    accent: Option<Colour>,
    /// Secondary words.
    #[serde(default, deserialize_with = "some_colour")]
    grey: Option<Colour>,
    /// Hairlines and leaders.
    #[serde(default, deserialize_with = "some_colour")]
    hairline: Option<Colour>,
    /// Behind code and asides.
    #[serde(default, deserialize_with = "some_colour")]
    tint: Option<Colour>,
    /// Notes.
    note: Option<AdmonitionColours>,
    /// Tips.
    tip: Option<AdmonitionColours>,
    /// What matters.
    important: Option<AdmonitionColours>,
    /// Warnings.
    warning: Option<AdmonitionColours>,
    /// Cautions.
    caution: Option<AdmonitionColours>,
}

macro_rules! costs_file {
    ($($name:ident,)+) => {
        #[derive(Debug, Default, Deserialize, JsonSchema)]
        #[serde(rename_all = "kebab-case", deny_unknown_fields)]
        struct CostsFile { $($name: Option<i64>,)+ }

        impl CostsFile {
            fn decided(&self) -> Costs {
                Costs { $($name: self.$name.unwrap_or_default(),)+ }
            }
        }
    };
}

costs_file! {
    page, empty, empty_at_end, shrink, pairing, looseness, within_paragraph, introduction, within_list, within_row,
    lone_row, short_last_page, chapter_bonus, widow, uneven,
}

/// Reads `"#1a5f6f"`.
pub(super) fn colour<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Colour, D::Error> {
    let text = String::deserialize(deserializer)?;
    Colour::parse(&text)
        .ok_or_else(|| de::Error::custom(format!("`{text}` is no colour; write one such as \"#1a5f6f\"")))
}

/// Reads `"#1a5f6f"` where it may be missing.
pub(super) fn some_colour<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Colour>, D::Error> {
    colour(deserializer).map(Some)
}

/// Reads the layout `name`: a shipped one, or a path ending in `.toml`.
///
/// # Errors
/// Diagnostics that name the layout, or the place in its file, where it can't be had.
pub fn read(world: &dyn World, name: &str, sink: &mut Sink) -> Result<Theme, Vec<Diagnostic>> {
    let gathered = gather(world, name, sink).map_err(|diagnostic| vec![diagnostic])?;
    let file = LayoutFile::deserialize(toml::Value::Table(gathered.table.clone())).map_err(|error| {
        vec![Diagnostic::error(Lint::BadLayoutValue, None, format!("layout `{name}`: {}", error.message()))]
    })?;
    let short = Path::new(name).file_stem().map_or(name.to_owned(), |stem| stem.to_string_lossy().into_owned());
    let place = |key: &str| gathered.place(world, &[key.to_owned()]);
    let theme = Theme { fonts: file.fonts.decided(&place), ..decide(&file, short) };
    let sheets = || file.impose.as_ref().map_or(Ok(()), ImposeFile::check);
    match sheets().and_then(|()| check(&theme)) {
        Ok(()) => Ok(theme),
        Err(fault) => {
            let message = format!("layout `{}`: {}", theme.name, fault.message);
            let place = gathered.place(world, &fault.keys);
            Err(vec![Diagnostic::error(Lint::BadLayoutValue, place, message).hint(fault.remedy)])
        }
    }
}

/// The look that everything rests on where no layout says anything.
fn bare_look() -> Look {
    Look {
        family: Family::Serif,
        size: Abs::pt(10.5),
        leading: Abs::pt(15.0),
        weight: Weight::Regular,
        is_italic: false,
        colour: Colour::BLACK,
        align: Align::Left,
        hyphenates: false,
        hangs: true,
        features: Features::default(),
        tracking: 0,
        before: Abs::ZERO,
        after: Abs::ZERO,
        frame: FrameLook::default(),
    }
}

fn decide(file: &LayoutFile, name: String) -> Theme {
    let colours = decide_colours(file.colours.as_ref());
    let body = file.element.body(&bare_look(), &colours);
    let photo = file.photo.as_ref();
    let link = file.link.as_ref();
    let list = file.list.as_ref();
    // Beyond this range no type is left to be looked at; the checks say so.
    let scale = file.r#type.as_ref().and_then(|file| file.scale).unwrap_or(100).clamp(0, 100_000);
    let mut page = decide_page(file.page.as_ref(), &colours);
    let handout = file.handout.as_ref().map(HandoutFile::decided);
    if let Some(handout) = &handout {
        page.columns = handout.columns();
    }
    Theme {
        name,
        page,
        front: decide_front(file.front.as_ref()),
        lists: file.lists,
        photo: PhotoLook {
            smallest: photo.and_then(|p| p.smallest).unwrap_or(60),
            resolution: photo.and_then(|p| p.resolution).unwrap_or(220),
            keep_up_to: photo.and_then(|p| p.keep_up_to).unwrap_or(150),
            gap: photo.and_then(|p| p.gap).unwrap_or_default().0,
            place: photo.and_then(|p| p.place).unwrap_or_default(),
            caption: photo.and_then(|p| p.caption).unwrap_or_default(),
        },
        table: file.table.as_ref().unwrap_or(&TableFile::default()).decided(&colours, scale),
        link: LinkLook {
            colour: link.and_then(|l| l.colour).filter(|_| link.and_then(|l| l.plain) != Some(true)),
            has_qr: link.and_then(|l| l.qr).unwrap_or(false),
            qr_size: link.and_then(|l| l.qr_size).map_or(Abs::mm(16.0), |length| length.0),
            show: link.and_then(|l| l.show).unwrap_or_default(),
            has_pages: link.and_then(|l| l.pages).unwrap_or(false),
        },
        roles: role::decided(&file.role, &colours),
        code: file.code.decided(&colours).scaled(scale),
        keys: file.key.decided(&colours),
        colours,
        watermark: file.watermark.as_ref().and_then(|file| file.decided(&colours)),
        running: file.running.clone().unwrap_or_default().decided(page.is_facing),
        handout,
        impose: file.impose.as_ref().and_then(ImposeFile::decided),
        costs: file.costs.as_ref().map(CostsFile::decided).unwrap_or_else(|| CostsFile::default().decided()),
        list_indent: list.and_then(|l| l.indent).map_or(Abs::mm(5.0), |length| length.0).scale(scale, 100),
        fonts: super::Fonts::default(),
        item_gap: list.and_then(|l| l.gap).unwrap_or_default().0,
        elements: file.element.over(&body, &colours).scaled(scale),
    }
}

fn decide_front(file: Option<&FrontFile>) -> FrontMatter {
    FrontMatter {
        title_page: file.and_then(|front| front.title_page).unwrap_or_default(),
        has_half_title: file.and_then(|front| front.half_title).unwrap_or(false),
        has_colophon: file.and_then(|front| front.colophon).unwrap_or(false),
        cover: file.and_then(|front| front.cover).unwrap_or_default(),
        has_part_pages: file.and_then(|front| front.part_pages).unwrap_or(true),
    }
}

fn decide_page(page: Option<&PageFile>, colours: &Colours) -> PageLook {
    let length = |pick: fn(&PageFile) -> Option<Length>, else_millimetres: f64| {
        page.and_then(pick).map_or(Abs::mm(else_millimetres), |length| length.0)
    };
    let opens = match page.and_then(|p| p.chapters_open_pages) {
        Some(true) => ChaptersOpen::Page,
        _ => ChaptersOpen::Any,
    };
    PageLook {
        size: page.and_then(|p| p.size).map_or(Size::new(Abs::mm(210.0), Abs::mm(297.0)), |size| size.0),
        top: length(|p| p.top, 25.0),
        bottom: length(|p| p.bottom, 25.0),
        inner: length(|p| p.inner, 25.0),
        outer: length(|p| p.outer, 25.0),
        is_facing: page.and_then(|p| p.facing).unwrap_or(false),
        chapters_open: page.and_then(|p| p.chapters_open).unwrap_or(opens),
        media: page.and_then(|p| p.media).unwrap_or_default(),
        bleed: length(|p| p.bleed, 3.0),
        background: page.and_then(|p| p.background).map(|ink| ink.of(colours)),
        head: length(|p| p.head, 15.0),
        foot: length(|p| p.foot, 15.0),
        columns: page.and_then(|p| p.columns).unwrap_or(1),
        gutter: length(|p| p.gutter, 6.0),
    }
}

fn decide_colours(file: Option<&ColoursFile>) -> Colours {
    let pick = |choose: fn(&ColoursFile) -> Option<Colour>, base| file.and_then(choose).unwrap_or(base);
    let plain = AdmonitionColours { ink: Colour::BLACK, tint: Colour::WHITE };
    let of = |choose: fn(&ColoursFile) -> Option<AdmonitionColours>| file.and_then(choose).unwrap_or(plain);
    Colours {
        accent: pick(|c| c.accent, Colour::BLACK),
        grey: pick(|c| c.grey, Colour::new(90, 90, 90)),
        hairline: pick(|c| c.hairline, Colour::new(180, 180, 180)),
        tint: pick(|c| c.tint, Colour::new(244, 244, 244)),
        note: of(|c| c.note),
        tip: of(|c| c.tip),
        important: of(|c| c.important),
        warning: of(|c| c.warning),
        caution: of(|c| c.caution),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::Memory;

    fn fault(world: &Memory, name: &str) -> Diagnostic {
        read(world, name, &mut Sink::new()).unwrap_err().remove(0)
    }

    #[test]
    fn shipped_layouts_are_sound() {
        for (name, _) in SHIPPED {
            let theme = read(&Memory::new(), name, &mut Sink::new()).unwrap();
            assert_eq!(theme.name, *name);
        }
    }

    #[test]
    fn unknown_layouts_say_what_there_is() {
        let unknown = fault(&Memory::new(), "scren");
        assert_eq!(unknown.lint, Lint::UnknownLayout);
        assert_eq!(unknown.hints[0], "did you mean `screen`?");
        let all = "there is `screen`, `print`, `handout`, `large-print`, `booklet`";
        assert!(unknown.hints[1].starts_with(all), "{}", unknown.hints[1]);
    }

    #[test]
    fn a_layout_of_ones_own_changes_a_few_keys() {
        let text = "version = 1\nextends = \"print\"\n[page]\nsize = \"B5\"\n[element.body]\nsize = \"11pt\"\n";
        let world = Memory::new().with("my.toml", text);
        let theme = read(&world, "my.toml", &mut Sink::new()).unwrap();
        assert_eq!(theme.elements.body.size, Abs::pt(11.0));
        assert_eq!(theme.page.size.width, Abs::mm(176.0));
        assert!(theme.page.is_facing);
    }

    #[test]
    fn faults_are_shown_where_they_stand() {
        let world = Memory::new()
            .with("key.toml", "version = 1\n[page]\nsiez = \"A4\"\n")
            .with("value.toml", "version = 1\n[page]\ntop = \"3 miles\"\n")
            .with("margins.toml", "version = 1\nextends = \"screen\"\n[page]\ninner = \"120mm\"\nouter = \"120mm\"\n")
            .with("circle.toml", "version = 1\nextends = \"circle.toml\"\n");
        let key = fault(&world, "key.toml");
        assert_eq!(
            (key.lint, key.hints.first().map(String::as_str)),
            (Lint::UnknownLayoutKey, Some("did you mean `size`?"))
        );
        let span = key.span.unwrap();
        assert_eq!(world.source(span.file).slice(span.range()), "siez");
        assert_eq!(fault(&world, "value.toml").lint, Lint::BadLayoutValue);
        let margins = fault(&world, "margins.toml");
        assert!(margins.message.contains("too small for text"));
        let span = margins.span.unwrap();
        assert_eq!(world.source(span.file).slice(span.range()), "\"120mm\"");
        assert!(fault(&world, "circle.toml").message.contains("extends itself"));
        assert_eq!(fault(&world, "gone.toml").lint, Lint::UnknownLayout);
    }
}
