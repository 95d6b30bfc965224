//! Icons as drawings within the text, in its colour and with words for those who don't see them.

use crate::epub::content::Content;
use crate::epub::links;
use crate::epub::xml::Tag;
use crate::model::{ICON_STROKE, Icon, IconPath, IconStep};

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
        let scale = icon.scale();
        let side = format!("{}.{:02}em", scale / 100, scale % 100);
        let tag = Tag::new("svg").with("xmlns", SVG).with("viewBox", "0 0 100 100").classes(classes);
        let tag = tag.with("width", side.clone()).with("height", side);
        let tag = tag.with("role", "img").with("aria-label", icon.words());
        self.xml.within(tag, |xml| drawing.paths().iter().for_each(|path| xml.void(outline(path))));
    }
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
