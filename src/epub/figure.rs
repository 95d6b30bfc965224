//! Paragraphs and the pictures in them.

use crate::diag::{Diagnostic, Lint, Severity};
use crate::epub::content::{Content, without_end};
use crate::epub::inline::one_line;
use crate::epub::links;
use crate::epub::options::PictureFile;
use crate::epub::xml::Tag;
use crate::model::{Block, Inline, Label, NodeId, Picture, Piece, offset_of, pieces};

/// Pictures narrower than this are shown at their own size.
const SMALL: u32 = 640;

impl<'a> Content<'a> {
    /// Lines of text as a paragraph, pictures alone on their lines as figures.
    pub(super) fn paragraph(&mut self, block: &'a Block, text: &'a [Inline], tag: Tag) {
        let cut = pieces(text);
        if let [Piece::Pictures(pictures)] = cut.as_slice() {
            self.marks.pass(&self.shared.pages, block.id);
            self.figure(pictures, Some(block), tag);
            return;
        }
        self.block_title(block);
        let id = self.anchor_id(block.anchor.as_deref());
        self.texts_and_figures(&[block.id], text, &cut, tag.named("p").with_some("id", id));
    }

    /// The pieces of a text: the first paragraph bears `tag`.
    pub(super) fn texts_and_figures(&mut self, nodes: &[NodeId], text: &'a [Inline], cut: &[Piece<'a>], tag: Tag) {
        let mut tag = Some(tag);
        self.flow(nodes, |this| {
            for piece in cut {
                match piece {
                    Piece::Text(words) => {
                        this.marks.at = offset_of(text, words);
                        let tag = tag.take().unwrap_or_else(|| Tag::new("p").classes(["continued"]));
                        this.within(tag, |this| this.inlines(words));
                    }
                    Piece::Pictures(pictures) => {
                        pictures.iter().for_each(|picture| this.figure(&[picture], None, Tag::new("figure")));
                    }
                }
            }
        });
    }

    /// One or more pictures with the caption of their block below them.
    pub(super) fn figure(&mut self, pictures: &[&'a Picture], block: Option<&'a Block>, tag: Tag) {
        let caption = block.and_then(|block| block.title.as_deref()).map(without_end).filter(|title| !title.is_empty());
        let id = block.and_then(|block| self.block_id(block));
        let places = pictures.iter().filter_map(|picture| place_of(picture));
        let tag = places.fold(tag.named("figure").also_class("photo"), |tag, class| tag.also_class(class));
        self.within(tag.with_some("id", id), |this| {
            for &picture in pictures {
                this.marks.pass(&this.shared.pages, picture.id);
                this.marks.place(&this.shared.pages, &mut this.xml);
                this.picture(picture, caption, true);
            }
            if let Some(block) = block.filter(|_| caption.is_some()) {
                this.within(Tag::new("figcaption"), |this| this.title_words(block));
            }
        });
        self.xml.line();
    }

    /// A picture in a line of text.
    pub(super) fn inline_picture(&mut self, picture: &'a Picture) {
        self.marks.pass(&self.shared.pages, picture.id);
        if !self.is_in_heading {
            self.marks.place(&self.shared.pages, &mut self.xml);
        }
        self.picture(picture, None, false);
    }

    fn picture(&mut self, picture: &'a Picture, caption: Option<&'a [Inline]>, is_figure: bool) {
        let Some((index, file)) = self.shared.options.pictures.at(picture.id) else {
            let alt =
                picture.alt.clone().or_else(|| caption.map(one_line)).unwrap_or_else(|| picture.derived_alt.clone());
            let name = if is_figure { "p" } else { "span" };
            self.xml.leaf(Tag::new(name).classes(["missing"]), &format!("[{alt}]"));
            return;
        };
        self.facts.has_pictures = true;
        self.facts.pictures.insert(index);
        let alt = self.alternative(picture, caption);
        let source = self.shared.picture_names.get(index).cloned().unwrap_or_default();
        let roles = picture.roles.iter().map(String::as_str);
        let img = Tag::new("img").with("src", source).with("alt", alt).classes(roles);
        let img = if is_figure { sized(img, picture, file) } else { sized_inline(img, picture) };
        match picture.link.as_deref().and_then(links::outside).filter(|_| !self.is_in_link) {
            Some(address) => self.xml.within(Tag::new("a").with("href", address), |xml| xml.void(img)),
            None => self.xml.void(img),
        }
    }

    /// What a picture says to those who don't see it: the author's words, else those of the caption,
    /// else its number and the title of its talk.
    fn alternative(&mut self, picture: &Picture, caption: Option<&[Inline]>) -> String {
        if let Some(alt) = &picture.alt {
            return alt.clone();
        }
        self.facts.lacks_alt = true;
        let name = picture.target.rsplit('/').next().unwrap_or(&picture.target);
        if let Some(caption) = caption {
            let message = format!("image `{name}` takes its alternative text from its caption");
            let hint = "say in the brackets of the macro what the picture shows";
            self.facts.complaints.push(remark(Lint::AltDerived, picture.span, message).hint(hint));
            return one_line(caption);
        }
        let message = format!("image `{name}` has neither alternative text nor caption");
        let hint = "say in the brackets of the macro what the picture shows, or give it a caption";
        self.facts.complaints.push(remark(Lint::AltMissing, picture.span, message).hint(hint));
        let number = if picture.number > 0 { format!(" {}", picture.number) } else { String::new() };
        let photo = self.words(Label::Photo);
        if self.chapter.is_empty() { format!("{photo}{number}") } else { format!("{photo}{number}, {}", self.chapter) }
    }
}

/// What the author should know of, and what keeps nobody from reading.
fn remark(lint: Lint, span: crate::source::Span, message: String) -> Diagnostic {
    Diagnostic { severity: Severity::Note, ..Diagnostic::warning(lint, span, message) }
}

/// The class for the side that the author wants a picture on.
fn place_of(picture: &Picture) -> Option<&'static str> {
    match (picture.float.as_deref(), picture.align.as_deref()) {
        (Some("left"), _) => Some("float-left"),
        (Some("right"), _) => Some("float-right"),
        (_, Some("left")) => Some("align-left"),
        (_, Some("right")) => Some("align-right"),
        _ => None,
    }
}

/// The width: the author's, else by the shape, so that a photo and its caption leave room for text.
fn sized(img: Tag, picture: &Picture, file: &PictureFile) -> Tag {
    let size = &picture.size;
    let wish = [&size.scaled_width, &size.width].into_iter().flatten().find_map(|wish| css_width(wish));
    if let Some(width) = wish {
        return img.with("style", format!("width: {width}"));
    }
    if file.size.width < SMALL {
        return img;
    }
    // 3:2 and wider, 8:7 and wider, 6:7 and wider, upright.
    let (width, height) = (u64::from(file.size.width), u64::from(file.size.height));
    img.also_class(match () {
        () if width * 2 >= height * 3 => "wide",
        () if width * 7 >= height * 8 => "landscape",
        () if width * 7 >= height * 6 => "square",
        () => "upright",
    })
}

fn sized_inline(img: Tag, picture: &Picture) -> Tag {
    let img = img.also_class("inline");
    match picture.size.width.as_deref().and_then(css_width) {
        Some(width) => img.with("style", format!("width: {width}")),
        None => img,
    }
}

/// Per cent stay; pixels are those of CSS.
fn css_width(wish: &str) -> Option<String> {
    let wish = wish.trim();
    match wish.strip_suffix('%') {
        Some(share) => {
            let share: f64 = share.trim().parse().ok()?;
            (share > 0.0).then(|| format!("{}%", share.min(100.0)))
        }
        None => {
            let pixels: u32 = wish.trim_end_matches("px").trim().parse().ok()?;
            (pixels > 0).then(|| format!("{pixels}px"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::css_width;

    #[test]
    fn widths_are_read_in_both_units() {
        assert_eq!(css_width("75%").as_deref(), Some("75%"));
        assert_eq!(css_width("400%").as_deref(), Some("100%"));
        assert_eq!(css_width("300").as_deref(), Some("300px"));
        assert_eq!(css_width("10vw"), None);
    }
}
