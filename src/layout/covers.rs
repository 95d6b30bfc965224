//! The covers of a PDF: the author's pictures, else a front cover typeset from title and authors.

use crate::frame::{Element, Folio, FolioStyle, Item, ItemKind, Owner, Page, PictureItem, Placement, Role, Structure};
use crate::geom::{Abs, Point, Rect, Size};
use crate::layout::book::title_words;
use crate::layout::cover::{CoverWords, cover_of_size};
use crate::layout::sheet::{BACK_COVER, FRONT_COVER, picture_pixels};
use crate::layout::{Context, hyphenator};
use crate::model::{Label, NodeId, label, plain_text};
use crate::theme::{Cover, Media};

/// The front cover, where the layout wants one and there is something to show.
pub(super) fn front(context: &Context<'_>, structure: &mut Structure) -> Option<Page> {
    match context.theme.front.cover {
        Cover::None => None,
        Cover::Image => picture(context, FRONT_COVER, 1, structure),
        Cover::Typeset => picture(context, FRONT_COVER, 1, structure).or_else(|| Some(typeset(context, structure))),
    }
}

/// The back cover, which is the author's or none.
pub(super) fn back(context: &Context<'_>, structure: &mut Structure) -> Option<Page> {
    if context.theme.front.cover == Cover::None { None } else { picture(context, BACK_COVER, 4, structure) }
}

fn page(size: Size, number: u32, items: Vec<Item>) -> Page {
    let folio = Folio { number, style: FolioStyle::Cover };
    Page { size, folio, items, links: Vec::new(), body: Rect::new(Point::default(), size) }
}

/// The picture whole and in the middle of its page.
fn picture(context: &Context<'_>, node: NodeId, number: u32, structure: &mut Structure) -> Option<Page> {
    let (width, height) = picture_pixels(context, node)?;
    let paper = context.theme.page.size;
    let (width, height) = (i64::from(width.max(1)), i64::from(height.max(1)));
    let by_width = Size::new(paper.width, paper.width.scale(height, width));
    let size = match by_width.height > paper.height {
        true => Size::new(paper.height.scale(width, height), paper.height),
        false => by_width,
    };
    let language = context.book.info.language;
    let words = format!("{}: {}", label(language, Label::Cover), title_words(context));
    let owner = structure.push(Element {
        role: Role::Figure(words),
        parent: None,
        node: None,
        language,
        span: Some(context.book.info.span),
        is_generated: true,
    });
    let item = Item {
        at: Point::new((paper.width - size.width) / 2, (paper.height - size.height) / 2),
        owner: Owner::Element(owner),
        span: Some(context.book.info.span),
        is_generated: true,
        kind: ItemKind::Picture(PictureItem { picture: node, size, is_turned: false }),
    };
    Some(page(paper, number, vec![item]))
}

fn typeset(context: &Context<'_>, structure: &mut Structure) -> Page {
    let info = &context.book.info;
    let title = info.main_title.as_deref().map_or_else(|| title_words(context), plain_text).replace('\n', " ");
    let subtitle = info.subtitle.as_deref().map(|subtitle| plain_text(subtitle).replace('\n', " "));
    let authors: Vec<String> = info.authors.iter().map(|author| author.name.clone()).collect();
    let look = &context.theme.page;
    let bleed = if look.media == Media::Prepress { look.bleed } else { Abs::ZERO };
    // The cover is made for 400 × 600 pt: the page is seen in the proportion in which that fits into it.
    let (wide, high) = (Abs::pt(400.0), Abs::pt(600.0));
    let fits = Placement::scaled(look.size.width, wide);
    let by_height = Placement::scaled(look.size.height, high);
    let scale = if fits.length(high) > look.size.height { by_height } else { fits };
    let back = Placement::scaled(scale.denominator, scale.numerator);
    let size = back.size(look.size);
    let accent = context.theme.colours.accent;
    let language = info.language;
    let words = CoverWords {
        title: &title,
        subtitle: subtitle.as_deref(),
        authors: &authors,
        accent,
        language,
        hyphenator: &hyphenator(info),
    };
    let sheet = cover_of_size(&words, &context.fonts, size, back.length(bleed));
    let before = structure.elements().len() as u32;
    for element in sheet.structure.elements() {
        structure.push(element.clone());
    }
    let items = sheet.pages.into_iter().flat_map(|page| page.items).map(|mut item| {
        scale.item(&mut item);
        if let Owner::Element(id) = &mut item.owner {
            id.0 += before;
        }
        item
    });
    page(look.size, 1, items.collect())
}
