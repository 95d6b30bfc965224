//! Icons as drawings within the text, in its colour and with words for those who don't see them.

use crate::epub::content::Content;
use crate::epub::links;
use crate::epub::xml::Tag;
use crate::model::{Admonition, AdmonitionIcon, ICON_STROKE, Icon, IconDrawing, IconPath, IconStep};

/// The namespace of SVG.
const SVG: &str = "http://www.w3.org/2000/svg";

impl<'a> Content<'a> {
    /// An icon, as a link where it is one.
    pub(super) fn icon(&mut self, icon: &'a Icon) {
        match icon.link.as_deref().and_then(links::outside) {
            Some(way) => self.leading(Some(way), Tag::new("a"), |this| this.drawn_icon(icon)),
            None => self.drawn_icon(icon),
        }
    }

    fn drawn_icon(&mut self, icon: &Icon) {
        let roles = icon.roles.iter().map(String::as_str);
        let classes = std::iter::once("icon").chain(roles);
        let Some(drawing) = icon.drawing() else {
            return self.xml.leaf(Tag::new("span").classes(classes), &format!("[{}]", icon.name));
        };
        if self.marks.has_pending() && !self.is_in_heading {
            self.marks.place(&self.shared.pages, &mut self.xml);
        }
        self.facts.has_drawings = true;
        let tag = svg(icon.scale()).classes(classes).with("role", "img").with("aria-label", icon.words());
        self.paths(tag, drawing);
    }

    /// The icon before the word of an admonition: the author's picture where it can be shown, else what is drawn for it,
    /// which says no more than the word.
    pub(super) fn admonition_icon(&mut self, admonition: &'a Admonition) {
        let picture = admonition.picture().and_then(|picture| {
            let (index, _) = self.shared.options.pictures.at(picture.id)?;
            Some((picture, index))
        });
        if let Some((picture, index)) = picture {
            self.facts.has_pictures = true;
            self.facts.pictures.insert(index);
            let source = self.shared.picture_names.get(index).cloned().unwrap_or_default();
            let alt = picture.alt.as_deref().unwrap_or_default();
            let tag = Tag::new("img").with("src", source).with("alt", alt).classes(["icon"]);
            self.xml.void(tag);
        } else if let Some(drawing) = admonition.drawing() {
            self.facts.has_drawings = true;
            let said = match &admonition.icon {
                Some(AdmonitionIcon::Drawn(icon)) => svg(100).with("role", "img").with("aria-label", icon.words()),
                _ => svg(100).with("aria-hidden", "true"),
            };
            self.paths(said.classes(["icon"]), drawing);
        } else {
            return;
        }
        self.xml.text(" ");
    }

    fn paths(&mut self, tag: Tag, drawing: IconDrawing) {
        self.xml.within(tag, |xml| drawing.paths().iter().for_each(|path| xml.void(outline(path))));
    }
}

/// A drawing on a field of 100 by 100, in per cent of the text around.
fn svg(scale: i64) -> Tag {
    let side = format!("{}.{:02}em", scale / 100, scale % 100);
    let tag = Tag::new("svg").with("xmlns", SVG).with("viewBox", "0 0 100 100");
    tag.with("width", side.clone()).with("height", side)
}

fn outline(path: &IconPath) -> Tag {
    let tag = Tag::new("path").with("d", steps(&path.steps));
    match path.is_filled {
        true => tag.with("fill", "currentColor"),
        false => tag.with("fill", "none").with("stroke", "currentColor").with("stroke-width", ICON_STROKE.to_string()),
    }
}

fn steps(steps: &[IconStep]) -> String {
    let words = steps.iter().map(|step| match *step {
        IconStep::Move((x, y)) => format!("M{x} {y}"),
        IconStep::Line((x, y)) => format!("L{x} {y}"),
        IconStep::Curve(a, b, c) => format!("C{} {} {} {} {} {}", a.0, a.1, b.0, b.1, c.0, c.1),
        IconStep::Close => "Z".to_owned(),
    });
    words.collect::<Vec<_>>().join(" ")
}
