//! The whole file: pages, links, outline, metadata, standards.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use krilla::action::{Action, LinkAction};
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::configure::{Accessibility, Archival, ConfigurationBuilder, ValidationError, Validators};
use krilla::destination::{Destination as KrillaDestination, NamedDestination, XyzDestination};
use krilla::error::KrillaError;
use krilla::geom::{Point, Rect};
use krilla::image::Image;
use krilla::metadata::{DateTime, Metadata};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::FillRule;
use krilla::text::{Font, Tag};
use krilla::{Document, SerializeSettings};
use resvg::usvg::Tree;

use crate::diag::{Diagnostic, Lint};
use crate::font::{Face, FaceId, FontBook};
use crate::frame::{LinkArea, LinkTarget, OutlineEntry, PagedBook};
use crate::geom::{Abs, Size};
use crate::model::NodeId;
use crate::pdf::coloured::Blank;
use crate::pdf::paint::Painter;
use crate::pdf::places::Places;
use crate::pdf::sheets::{Sheet, Sheets};
use crate::pdf::tags::Tags;

/// What the file claims to conform to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Standard {
    /// PDF/UA-1 and PDF/A-2a.
    #[default]
    Accessible,
    /// PDF/A-2a alone: tagged all the same, without the claim to be accessible.
    Archival,
}

/// Formats of pictures in a PDF.
#[derive(Debug, Clone)]
pub enum PictureData {
    /// A JPEG file, its image data embedded as they are.
    Jpeg(Vec<u8>),
    /// A PNG file.
    Png(Vec<u8>),
    /// A drawing, painted as vectors.
    Drawing(Arc<Tree>),
}

/// A picture ready for the page.
#[derive(Debug, Clone)]
pub struct PagePicture {
    /// The file.
    pub data: PictureData,
    /// Maps the unit square of the stored picture onto that of the upright one.
    pub matrix: [f64; 6],
}

/// How the file is to be written.
#[derive(Debug, Default)]
pub struct Options {
    /// What it claims to conform to.
    pub standard: Standard,
    /// The pictures by their nodes; several nodes may share one.
    pub pictures: HashMap<NodeId, Arc<PagePicture>>,
    /// Where the printer cuts, for pages that are not of their paper's size.
    pub trim: Option<Trim>,
}

/// How paper goes on beyond the page that is cut out of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trim {
    /// As far as what lies behind the text goes on.
    pub bleed: Abs,
    /// As far as the paper goes on, crop marks and all.
    pub slug: Abs,
}

/// A picture that krilla has, or can paint.
pub(super) enum Embedded {
    Image { image: Image, matrix: [f64; 6] },
    Drawing(Arc<Tree>),
}

/// A face as krilla reads it.
fn font(face: &Face) -> Option<Font> {
    let place: Vec<(Tag, f32)> = face.coordinates().iter().map(|(axis, value)| (Tag::new(axis), *value)).collect();
    Font::new_variable(face.data().into(), face.index(), &place)
}

/// Why there is no file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WriteError {
    /// A face can't be embedded, with the reason; without it the file may be written.
    Face(FaceId, String),
    /// What the standard forbids, each with its place in the manuscript where krilla tells one.
    Refused(Vec<Diagnostic>),
}

/// Writes the file.
///
/// # Errors
/// A face that can't be embedded, or what the standard forbids.
pub fn write(book: &PagedBook, fonts: &FontBook, options: Options) -> Result<Vec<u8>, WriteError> {
    let mut document = Document::new_with(settings(options.standard).map_err(WriteError::Refused)?);
    let pictures = embed(options.pictures).map_err(WriteError::Refused)?;
    let embedded: HashMap<FaceId, Font> = fonts.ids().filter_map(|id| Some((id, font(fonts.face(id))?))).collect();
    let mut painter = Painter {
        fonts: embedded,
        pictures: &pictures,
        structure: &book.structure,
        tags: Tags::new(&book.structure),
        places: Places::default(),
        known: HashMap::new(),
        coloured: fonts.ids().filter(|id| fonts.face(*id).is_coloured()).collect(),
        blank: Blank::of(fonts),
    };
    let sheets = Sheets::of(book);
    let destinations = destinations(book, &sheets);
    for (index, sheet) in sheets.in_order().iter().enumerate() {
        write_sheet(&mut document, &mut painter, index, (sheet, options.trim), &destinations);
    }
    for destination in destinations.values() {
        // A name is in use already where a link has brought its destination along.
        let _ = document.register_named_destination(destination.clone());
    }
    let Painter { tags, mut places, fonts: embedded, known, coloured, .. } = painter;
    document.set_tag_tree(tags.tree(book.about.language, &mut places));
    document.set_outline(outline(&book.outline, &sheets));
    document.set_metadata(metadata(book));
    let of_pictures = || known.keys().copied().filter(|id| coloured.contains(id)).min();
    document.finish().map_err(|error| {
        match faulty(&error, &embedded).or_else(|| Some((of_pictures()?, picture_fault(&error, &pictures)?))) {
            Some((face, why)) => WriteError::Face(face, why),
            None => WriteError::Refused(complaints(error, &places)),
        }
    })
}

/// What is wrong with a picture that no author gave: it is a glyph's. krilla does not tell of which face.
fn picture_fault(error: &KrillaError, pictures: &HashMap<NodeId, Embedded>) -> Option<String> {
    let KrillaError::Image(broken, _, why) = error else { return None };
    let is_broken = |embedded: &Embedded| matches!(embedded, Embedded::Image { image, .. } if image == broken);
    (!pictures.values().any(is_broken)).then(|| why.clone())
}

/// The face that an error is about.
fn faulty(error: &KrillaError, fonts: &HashMap<FaceId, Font>) -> Option<(FaceId, String)> {
    let (font, why) = match error {
        KrillaError::Font(font, why) => (font, why.clone()),
        KrillaError::Validation(errors) => errors.iter().find_map(|(error, _)| match error {
            ValidationError::RestrictedLicense(font) => Some((font, "its licence forbids it".to_owned())),
            _ => None,
        })?,
        _ => return None,
    };
    // Of equal faces the first.
    let id = fonts.iter().filter(|(_, other)| *other == font).map(|(id, _)| *id).min()?;
    Some((id, why))
}

fn settings(standard: Standard) -> Result<SerializeSettings, Vec<Diagnostic>> {
    let configuration = match standard {
        Standard::Accessible => ConfigurationBuilder::new()
            .with_archival_validator(Archival::A2_A)
            .with_accessibility_validator(Accessibility::UA1)
            .finish(),
        Standard::Archival => ConfigurationBuilder::new().with_archival_validator(Archival::A2_A).finish(),
    };
    let configuration = configuration.map_err(|error| {
        vec![Diagnostic::error(Lint::PdfStandard, None, format!("the PDF standards don't go together: {error:?}"))]
    })?;
    Ok(SerializeSettings { configuration, ..SerializeSettings::default() })
}

/// Hands the pictures to krilla; those that share their data share the image.
fn embed(pictures: HashMap<NodeId, Arc<PagePicture>>) -> Result<HashMap<NodeId, Embedded>, Vec<Diagnostic>> {
    let mut images: HashMap<*const PagePicture, Image> = HashMap::new();
    let mut embedded = HashMap::new();
    let mut nodes: Vec<_> = pictures.into_iter().collect();
    nodes.sort_by_key(|(node, _)| *node);
    for (node, picture) in nodes {
        let key = Arc::as_ptr(&picture);
        let matrix = picture.matrix;
        if let PictureData::Drawing(tree) = &picture.data {
            embedded.insert(node, Embedded::Drawing(Arc::clone(tree)));
            continue;
        }
        let image = match images.get(&key) {
            Some(image) => image.clone(),
            None => {
                // Interpolation is refused by PDF/A-2 (ISO 19005-2 6.2.8).
                let image = match &picture.data {
                    PictureData::Jpeg(bytes) => Image::from_jpeg(bytes.clone().into(), false),
                    PictureData::Png(bytes) => Image::from_png(bytes.clone().into(), false),
                    PictureData::Drawing(_) => continue,
                };
                let image = image.map_err(|error| {
                    vec![Diagnostic::error(Lint::ImageBroken, None, format!("a picture can't be embedded: {error}"))]
                })?;
                images.insert(key, image.clone());
                image
            }
        };
        embedded.insert(node, Embedded::Image { image, matrix });
    }
    Ok(embedded)
}

fn destinations(book: &PagedBook, sheets: &Sheets<'_>) -> BTreeMap<String, NamedDestination> {
    let mut named = BTreeMap::new();
    for destination in &book.destinations {
        let at = Point::from_xy(destination.at.x.to_f32(), destination.at.y.to_f32());
        let place = XyzDestination::new(sheets.that_has(destination.page), at);
        named.entry(destination.name.clone()).or_insert_with(|| NamedDestination::new(destination.name.clone(), place));
    }
    named
}

/// Size and boxes of a page of the file.
fn page_settings(size: Size, trim: Option<Trim>) -> PageSettings {
    let (width, height) = (size.width.to_f32(), size.height.to_f32());
    let settings = PageSettings::from_wh(width, height).unwrap_or_default();
    let Some(trim) = trim else { return settings };
    // The page keeps its own coordinates: the paper goes on beyond them (ISO 32000-1 14.11.2).
    let around = |by: Abs| {
        let by = by.to_f32();
        Rect::from_xywh(-by, -by, width + by * 2.0, height + by * 2.0)
    };
    settings.with_media_box(around(trim.slug)).with_bleed_box(around(trim.bleed)).with_trim_box(around(Abs::ZERO))
}

/// Writes a page of the file: a page of the book, or all that stand on one side of a sheet.
fn write_sheet(
    document: &mut Document,
    painter: &mut Painter<'_, '_>,
    index: usize,
    (sheet, trim): (&Sheet<'_>, Option<Trim>),
    destinations: &BTreeMap<String, NamedDestination>,
) {
    // Pages that share a sheet have been cut to their place on it.
    let settings = page_settings(sheet.size, trim.filter(|_| !sheet.is_imposed()));
    let mut out = document.start_page_with(settings.with_page_label(sheet.label.clone()));
    let mut surface = out.surface();
    for placed in &sheet.pages {
        painter.tags.turn_to(placed.number, index);
        let is_clipped = placed.clip.as_ref().map(|clip| surface.push_clip_path(clip, &FillRule::NonZero)).is_some();
        painter.items(&mut surface, &placed.page.items);
        if is_clipped {
            surface.pop();
        }
    }
    painter.items(&mut surface, sheet.marks);
    surface.finish();
    for placed in &sheet.pages {
        painter.tags.turn_to(placed.number, index);
        for link in &placed.page.links {
            let Some(annotation) = annotation(link, destinations, &mut painter.places) else { continue };
            let content = out.add_tagged_annotation(annotation);
            painter.tags.push(link.element, content);
        }
    }
    out.finish();
}

fn annotation(
    link: &LinkArea,
    destinations: &BTreeMap<String, NamedDestination>,
    places: &mut Places,
) -> Option<Annotation> {
    let area = link.area;
    let rect = Rect::from_xywh(
        area.origin.x.to_f32(),
        area.origin.y.to_f32(),
        area.size.width.to_f32(),
        area.size.height.to_f32(),
    )?;
    let target = match &link.target {
        LinkTarget::Address(address) => Target::Action(Action::Link(LinkAction::new(address.clone()))),
        LinkTarget::Destination(name) => Target::Destination(KrillaDestination::Named(destinations.get(name)?.clone())),
    };
    let description = if link.description.is_empty() { None } else { Some(link.description.clone()) };
    let annotation = Annotation::new_link(LinkAnnotation::new(rect, target), description);
    Some(annotation.with_location(places.number(link.span)))
}

fn outline(entries: &[OutlineEntry], sheets: &Sheets<'_>) -> Outline {
    let mut outline = Outline::new();
    entries.iter().for_each(|entry| outline.push_child(node(entry, 0, sheets)));
    outline
}

fn node(entry: &OutlineEntry, depth: usize, sheets: &Sheets<'_>) -> OutlineNode {
    let at = Point::from_xy(entry.at.x.to_f32(), entry.at.y.to_f32());
    let place = XyzDestination::new(sheets.that_has(entry.page), at);
    let mut made = OutlineNode::new(entry.title.clone(), place).with_open(depth == 0);
    entry.children.iter().for_each(|child| made.push_child(node(child, depth + 1, sheets)));
    made
}

fn metadata(book: &PagedBook) -> Metadata {
    let about = &book.about;
    let civil = about.date.civil();
    let date = DateTime::new(civil.year.clamp(0, 9999) as u16)
        .month(civil.month)
        .day(civil.day)
        .hour(civil.hour)
        .minute(civil.minute)
        .second(civil.second)
        .utc_offset_hour(0)
        .utc_offset_minute(0);
    let id = format!("{}\n{}\n{}", about.title, about.authors.join("\n"), about.language);
    let mut metadata = Metadata::new()
        .title(about.title.clone())
        .language(about.language.tag().to_owned())
        .creator("notes-pub".to_owned())
        .creation_date(date)
        .document_id(id);
    if !about.authors.is_empty() {
        metadata = metadata.authors(about.authors.clone());
    }
    if let Some(subject) = &about.subject {
        metadata = metadata.description(subject.clone());
    }
    if !about.keywords.is_empty() {
        metadata = metadata.keywords(about.keywords.clone());
    }
    metadata
}

fn complaints(error: KrillaError, places: &Places) -> Vec<Diagnostic> {
    let KrillaError::Validation(errors) = error else {
        return vec![Diagnostic::error(Lint::PdfStandard, None, format!("the PDF can't be written: {error}"))];
    };
    errors.into_iter().map(|(error, which)| complaint(&error, which, places)).collect()
}

/// What a standard forbids, in an author's words.
fn complaint(error: &ValidationError, which: Validators, places: &Places) -> Diagnostic {
    let standard = match (which.archival().is_some(), which.accessibility().is_some()) {
        (true, true) => "PDF/A-2a and PDF/UA-1 forbid",
        (true, false) => "PDF/A-2a forbids",
        _ => "PDF/UA-1 forbids",
    };
    let (what, place, remedy) = match error {
        ValidationError::ContainsNotDefGlyph(_, place, text) => {
            (format!("a character without a glyph in `{text}`"), *place, "use another character")
        }
        ValidationError::NoCodepointMapping(_, _, place) => {
            ("a glyph without a character".to_owned(), *place, "use another character")
        }
        ValidationError::InvalidCodepointMapping(_, _, c, place) => {
            (format!("the character U+{:04X}", *c as u32), *place, "take the character out")
        }
        ValidationError::UnicodePrivateArea(_, _, c, place) => {
            (format!("the private-use character U+{:04X}", *c as u32), *place, "use a character of Unicode")
        }
        ValidationError::MissingAltText(place) => {
            ("a picture without alternative text".to_owned(), *place, "write one: `image:x.jpg[What it shows]`")
        }
        ValidationError::MissingAnnotationAltText(place) => {
            ("a link without words".to_owned(), *place, "give the link a text")
        }
        ValidationError::Transparency(place) => {
            ("transparency".to_owned(), *place, "use a picture without transparent parts")
        }
        ValidationError::NoDocumentTitle => ("a document without title".to_owned(), None, "begin it with `= Title`"),
        ValidationError::NoDocumentLanguage => {
            ("a document without language".to_owned(), None, "set `:lang:` in the header")
        }
        other => (format!("{other:?}"), None, "see the standard's clause of that name"),
    };
    Diagnostic::error(Lint::PdfStandard, places.span(place), format!("{standard} {what}")).hint(remedy)
}
