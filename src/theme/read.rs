//! Reading layouts: the shipped ones by name, an author's own by path, one extending the other.

use std::path::Path;

use serde::{Deserialize, Deserializer, de};

use crate::diag::{Diagnostic, Lint, Sink};
use crate::font::{Family, Features, Weight};
use crate::geom::{Abs, Colour, Size};
use crate::source::{FileId, Span};
use crate::theme::{
    AdmonitionColours, Align, CaptionPosition, Colours, Costs, ElementsFile, FrontMatter, Length, LinkLook, Look,
    PageLook, PhotoLook, PhotoPlace, Theme, TitlePage,
};
use crate::world::World;

/// The layouts that are compiled in, and their files.
pub const SHIPPED: &[(&str, &str)] =
    &[("screen", include_str!("../../layouts/screen.toml")), ("print", include_str!("../../layouts/print.toml"))];

/// Layouts that are planned and not there yet.
pub const COMING: &[&str] = &["handout", "booklet", "large-print"];

/// The version of the form that this reader knows.
const VERSION: i64 = 1;

/// How many layouts may extend each other.
const DEEPEST: usize = 8;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct LayoutFile {
    version: i64,
    #[allow(dead_code, reason = "read before the rest, to find what it extends")]
    extends: Option<String>,
    page: Option<PageFile>,
    front: Option<FrontFile>,
    photo: Option<PhotoFile>,
    link: Option<LinkFile>,
    list: Option<ListFile>,
    colours: Option<ColoursFile>,
    costs: Option<CostsFile>,
    #[serde(default)]
    element: ElementsFile,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct PageFile {
    size: Option<PageSize>,
    top: Option<Length>,
    bottom: Option<Length>,
    inner: Option<Length>,
    outer: Option<Length>,
    facing: Option<bool>,
    chapters_open_pages: Option<bool>,
    head: Option<Length>,
    foot: Option<Length>,
    columns: Option<u32>,
    gutter: Option<Length>,
}

#[derive(Debug, Clone, Copy)]
struct PageSize(Size);

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

fn page_size(text: &str) -> Option<Size> {
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

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct FrontFile {
    title_page: Option<TitlePage>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct PhotoFile {
    smallest: Option<i64>,
    resolution: Option<u32>,
    keep_up_to: Option<u32>,
    gap: Option<Length>,
    place: Option<PhotoPlace>,
    caption: Option<CaptionPosition>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct LinkFile {
    #[serde(default, deserialize_with = "some_colour")]
    colour: Option<Colour>,
    plain: Option<bool>,
    qr: Option<bool>,
    qr_size: Option<Length>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct ListFile {
    indent: Option<Length>,
    gap: Option<Length>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct ColoursFile {
    #[serde(default, deserialize_with = "some_colour")]
    accent: Option<Colour>,
    #[serde(default, deserialize_with = "some_colour")]
    grey: Option<Colour>,
    #[serde(default, deserialize_with = "some_colour")]
    hairline: Option<Colour>,
    #[serde(default, deserialize_with = "some_colour")]
    tint: Option<Colour>,
    note: Option<AdmonitionColours>,
    tip: Option<AdmonitionColours>,
    important: Option<AdmonitionColours>,
    warning: Option<AdmonitionColours>,
    caution: Option<AdmonitionColours>,
}

macro_rules! costs_file {
    ($($name:ident,)+) => {
        #[derive(Debug, Default, Deserialize)]
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
    page, empty, empty_at_end, shrink, pairing, within_paragraph, introduction, within_list, short_last_page,
    chapter_bonus, widow, uneven,
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
    let merged = table_of(world, name, None, sink, 0).map_err(|diagnostic| vec![diagnostic])?;
    let file = LayoutFile::deserialize(toml::Value::Table(merged)).map_err(|error| {
        vec![Diagnostic::error(Lint::BadLayoutValue, None, format!("layout `{name}`: {}", error.message()))]
    })?;
    let short = Path::new(name).file_stem().map_or(name.to_owned(), |stem| stem.to_string_lossy().into_owned());
    check(decide(&file, short)).map_err(|message| vec![Diagnostic::error(Lint::BadLayoutValue, None, message)])
}

/// The tables of a layout over those of the one it extends.
fn table_of(
    world: &dyn World,
    name: &str,
    place: Option<Span>,
    sink: &mut Sink,
    depth: usize,
) -> Result<toml::Table, Diagnostic> {
    if depth > DEEPEST {
        return Err(Diagnostic::error(Lint::BadLayoutValue, place, format!("layout `{name}` extends itself"))
            .hint("take one of the `extends` keys out of the circle"));
    }
    let id = load(world, name, place, sink)?;
    let source = world.source(id);
    let fault = |error: toml::de::Error| describe(&error, id);
    // The file is checked by itself first, so that a fault is shown where it stands.
    let file: LayoutFile = toml::from_str(source.text()).map_err(fault)?;
    if file.version != VERSION {
        let message = format!("layout `{name}` has version {}, and this program reads version {VERSION}", file.version);
        return Err(Diagnostic::error(Lint::BadLayoutValue, None, message));
    }
    let mut own: toml::Table = toml::from_str(source.text()).map_err(fault)?;
    let base = match own.remove("extends") {
        Some(toml::Value::String(base)) => base,
        // What a layout of one's own does not say is as on screen.
        _ if name != SHIPPED[0].0 => SHIPPED[0].0.to_owned(),
        _ => return Ok(own),
    };
    let at = source.text().find("extends").unwrap_or(0) as u32;
    let base = sibling(name, &base);
    let mut merged = table_of(world, &base, Some(Span::new(id, at, at + 7)), sink, depth + 1)?;
    merge(&mut merged, own);
    Ok(merged)
}

/// A path in `extends` is meant from the folder of the file that says it.
fn sibling(name: &str, base: &str) -> String {
    match Path::new(name).parent() {
        Some(folder) if base.ends_with(".toml") => folder.join(base).to_string_lossy().into_owned(),
        _ => base.to_owned(),
    }
}

fn load(world: &dyn World, name: &str, place: Option<Span>, sink: &mut Sink) -> Result<FileId, Diagnostic> {
    if let Some((_, text)) = SHIPPED.iter().find(|(shipped, _)| *shipped == name) {
        let path = Path::new("layouts").join(format!("{name}.toml"));
        return Ok(world.sources().find(&path).unwrap_or_else(|| world.sources().add(&path, (*text).to_owned())));
    }
    let there_is = || SHIPPED.iter().map(|(name, _)| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    if COMING.contains(&name) {
        let message = format!("layout `{name}` is planned and not there yet");
        return Err(Diagnostic::error(Lint::LayoutNotYet, place, message).hint(format!("there is {}", there_is())));
    }
    if !name.ends_with(".toml") {
        let names = SHIPPED.iter().map(|(name, _)| *name).chain(COMING.iter().copied());
        let unknown = Diagnostic::error(Lint::UnknownLayout, place, format!("no layout is called `{name}`"));
        let hint = format!("there is {}; a file of your own ends in `.toml`", there_is());
        return Err(unknown.did_you_mean(name, names).hint(hint));
    }
    let path = Path::new(name);
    let (id, faults) = world.load(path).map_err(|error| {
        let folder = path.parent().unwrap_or(Path::new(""));
        let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let names = world.names(folder);
        Diagnostic::error(Lint::UnknownLayout, place, format!("layout `{name}`: {error}"))
            .did_you_mean(&file, names.iter().map(String::as_str).filter(|name| name.ends_with(".toml")))
    })?;
    sink.extend(faults);
    Ok(id)
}

/// Serde's words in ours, with the place and "did you mean".
fn describe(error: &toml::de::Error, id: FileId) -> Diagnostic {
    let span = error.span().map(|range| Span::new(id, range.start as u32, range.end as u32));
    let words = error.message();
    if words.starts_with("missing field `version`") {
        let missing = Diagnostic::error(Lint::BadLayoutValue, span, "the layout does not say its version");
        return missing.hint(format!("begin the file with `version = {VERSION}`"));
    }
    let Some(rest) = words.strip_prefix("unknown field `") else {
        return Diagnostic::error(Lint::BadLayoutValue, span, words.replace('\n', " "));
    };
    let (key, expected) = rest.split_once('`').unwrap_or((rest, ""));
    let known: Vec<_> = expected.split('`').skip(1).step_by(2).collect();
    let unknown = Diagnostic::error(Lint::UnknownLayoutKey, span, format!("no layout key is called `{key}`"));
    let unknown = unknown.did_you_mean(key, known.iter().copied());
    if unknown.hints.is_empty() { unknown.hint(format!("there is {}", known.join(", "))) } else { unknown }
}

fn merge(base: &mut toml::Table, over: toml::Table) {
    for (key, value) in over {
        match (base.get_mut(&key), value) {
            (Some(toml::Value::Table(below)), toml::Value::Table(above)) => merge(below, above),
            (_, value) => {
                base.insert(key, value);
            }
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
        features: Features::default(),
        tracking: 0,
        before: Abs::ZERO,
        after: Abs::ZERO,
    }
}

fn decide(file: &LayoutFile, name: String) -> Theme {
    let body = file.element.body(&bare_look());
    let photo = file.photo.as_ref();
    let link = file.link.as_ref();
    let list = file.list.as_ref();
    Theme {
        name,
        page: decide_page(file.page.as_ref()),
        front: FrontMatter { title_page: file.front.as_ref().and_then(|front| front.title_page).unwrap_or_default() },
        photo: PhotoLook {
            smallest: photo.and_then(|p| p.smallest).unwrap_or(60),
            resolution: photo.and_then(|p| p.resolution).unwrap_or(220),
            keep_up_to: photo.and_then(|p| p.keep_up_to).unwrap_or(150),
            gap: photo.and_then(|p| p.gap).unwrap_or_default().0,
            place: photo.and_then(|p| p.place).unwrap_or_default(),
            caption: photo.and_then(|p| p.caption).unwrap_or_default(),
        },
        link: LinkLook {
            colour: link.and_then(|l| l.colour).filter(|_| link.and_then(|l| l.plain) != Some(true)),
            has_qr: link.and_then(|l| l.qr).unwrap_or(false),
            qr_size: link.and_then(|l| l.qr_size).map_or(Abs::mm(16.0), |length| length.0),
        },
        colours: decide_colours(file.colours.as_ref()),
        costs: file.costs.as_ref().map(CostsFile::decided).unwrap_or_else(|| CostsFile::default().decided()),
        list_indent: list.and_then(|l| l.indent).map_or(Abs::mm(5.0), |length| length.0),
        item_gap: list.and_then(|l| l.gap).unwrap_or_default().0,
        elements: file.element.over(&body),
    }
}

fn decide_page(page: Option<&PageFile>) -> PageLook {
    let length = |pick: fn(&PageFile) -> Option<Length>, else_millimetres: f64| {
        page.and_then(pick).map_or(Abs::mm(else_millimetres), |length| length.0)
    };
    PageLook {
        size: page.and_then(|p| p.size).map_or(Size::new(Abs::mm(210.0), Abs::mm(297.0)), |size| size.0),
        top: length(|p| p.top, 25.0),
        bottom: length(|p| p.bottom, 25.0),
        inner: length(|p| p.inner, 25.0),
        outer: length(|p| p.outer, 25.0),
        is_facing: page.and_then(|p| p.facing).unwrap_or(false),
        chapters_open_pages: page.and_then(|p| p.chapters_open_pages).unwrap_or(false),
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

/// A page must leave room for at least a few lines of a few words.
fn check(theme: Theme) -> Result<Theme, String> {
    let body = theme.page.body();
    let look = &theme.elements.body;
    if look.size < Abs::pt(1.0) || look.leading < Abs::pt(1.0) {
        return Err(format!("layout `{}`: the body's size and leading must be at least 1pt", theme.name));
    }
    if !(1..=8).contains(&theme.page.columns) {
        return Err(format!("layout `{}`: `page.columns` is a number from 1 to 8", theme.name));
    }
    if theme.page.measure() < look.size * 8 || body.height < look.leading * 6 {
        return Err(format!(
            "layout `{}`: the margins leave a body of {} × {} pt, too small for text; make the page larger or the margins smaller",
            theme.name, body.width, body.height
        ));
    }
    if !(1..=100).contains(&theme.photo.smallest) {
        return Err(format!("layout `{}`: `photo.smallest` is a share from 1 to 100 per cent", theme.name));
    }
    Ok(theme)
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
    fn planned_and_unknown_layouts_say_what_there_is() {
        let not_yet = fault(&Memory::new(), "handout");
        assert_eq!(not_yet.lint, Lint::LayoutNotYet);
        assert_eq!(not_yet.hints, ["there is `screen`, `print`"]);
        let unknown = fault(&Memory::new(), "scren");
        assert_eq!(unknown.lint, Lint::UnknownLayout);
        assert_eq!(unknown.hints.first().map(String::as_str), Some("did you mean `screen`?"));
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
        assert!(fault(&world, "margins.toml").message.contains("too small for text"));
        assert!(fault(&world, "circle.toml").message.contains("extends itself"));
        assert_eq!(fault(&world, "gone.toml").lint, Lint::UnknownLayout);
    }
}
