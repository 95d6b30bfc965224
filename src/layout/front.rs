//! What stands before the body: the title at the head of page 1, or a title page.

use crate::frame::{Artifact, ElementId, Item, ItemKind, LinkTarget, Owner, Role, Shape};
use crate::geom::{Abs, Point, Size};
use crate::layout::block::Setter;
use crate::layout::block::heading::without_trailing_break;
use crate::layout::flow::{Piece, Solid};
use crate::layout::inline::{LinkRef, ParagraphBuilder};
use crate::model::{Author, Doctype, Info, Inline, Label, label, plain_text};
use crate::theme::{Look, Theme, TitlePage};

/// Whether the book gets a title page and contents in roman folios.
pub fn has_title_page(theme: &Theme, info: &Info) -> bool {
    let wants = theme.front.title_page == TitlePage::Always
        || info.attributes.is_set("title-page")
        || info.doctype == Doctype::Book;
    wants && info.title.is_some() && !info.attributes.is_set("notitle")
}

/// What the header says of the edition: copyright, publisher, licence, ISBN, version and date.
pub(super) fn edition(info: &Info) -> Vec<String> {
    let attribute = |name: &str| info.attributes.get(name).filter(|value| !value.trim().is_empty());
    let copyright = attribute("copyright").map(|words| match words.starts_with('©') {
        true => words.to_owned(),
        false => format!("© {words}"),
    });
    let isbn = attribute("isbn").map(|number| format!("ISBN {}", number.trim_start_matches("ISBN").trim()));
    let revision = &info.revision;
    let version = revision.number.as_ref().map(|number| format!("{} {number}", label(info.language, Label::Version)));
    let edition: Vec<String> = [version, revision.date.clone()].into_iter().flatten().collect();
    let edition = (!edition.is_empty()).then(|| edition.join(", "));
    let publisher = attribute("publisher").map(str::to_owned);
    let license = attribute("license").map(str::to_owned);
    [copyright, publisher, license, isbn, edition].into_iter().flatten().collect()
}

impl Setter<'_> {
    /// The title at the head of page 1.
    pub fn title_block(&mut self, info: &Info) {
        self.accent_rule();
        self.title_lines(info);
    }

    /// A page of its own with the title, an accent rule above it, the authors below.
    pub fn title_page(&mut self, info: &Info) {
        let height = self.context.theme.page.body().height;
        self.strut(height.scale(20, 100));
        self.title_block(info);
    }

    /// A page of its own with the title alone, small, where the title page's title stands.
    pub fn half_title(&mut self, info: &Info) {
        let look = self.context.theme.elements.half_title;
        let height = self.context.theme.page.body().height;
        self.strut(height.scale(20, 100) + self.context.theme.elements.title.size);
        let words = info.main_title.as_deref().map_or_else(|| info.plain_title(), plain_text).replace('\n', " ");
        let owner = self.element(Role::Paragraph, None, Some(info.span));
        let language = self.language;
        let paragraph = self.build(None, |builder| builder.generated(&words, &look, language, Owner::Element(owner)));
        self.set_lines(paragraph, &look);
    }

    /// What the header says of the edition, at the foot of the title page's back.
    pub fn edition(&mut self, info: &Info) {
        let look = self.context.theme.elements.colophon;
        let language = self.language;
        let lines: Vec<_> = edition(info)
            .into_iter()
            .map(|words| {
                let owner = self.element(Role::Paragraph, None, Some(info.span));
                let fill = |builder: &mut ParagraphBuilder<'_>| {
                    builder.generated(&words, &look, language, Owner::Element(owner));
                };
                let paragraph = self.build(None, fill);
                let lines = self.heading_of(&paragraph, &look, self.region.width);
                (paragraph, lines)
            })
            .collect();
        let count: i64 = lines.iter().map(|(_, lines)| lines.len() as i64).sum();
        let height = (look.leading + look.after) * count;
        self.strut((self.context.theme.page.body().height - height).max(Abs::ZERO));
        for (paragraph, lines) in lines {
            self.push_lines(paragraph, lines, false);
            self.strut(look.after);
        }
    }

    fn accent_rule(&mut self) {
        let size = self.context.theme.elements.title.size;
        let shape = Shape::filled(Size::new(size * 2, Abs::pt(2.0)), self.context.theme.colours.accent);
        let item = Item {
            at: Point::new(self.region.x, Abs::ZERO),
            owner: Owner::Artifact(Artifact::Layout),
            span: None,
            is_generated: true,
            kind: ItemKind::Shape(shape),
        };
        let solid = Solid { height: size.scale(9, 10), items: vec![item], ..Solid::default() };
        self.flow.pieces.push(Piece::Solid(Box::new(solid)));
    }

    fn title_lines(&mut self, info: &Info) {
        let elements = &self.context.theme.elements;
        let (title_look, subtitle_look) = (elements.title, elements.subtitle);
        let language = self.language;
        let title = info.main_title.as_deref().or(info.title.as_deref()).unwrap_or_default();
        let owner = self.element(Role::Heading(1, info.plain_title()), None, Some(info.span));
        let words = info.plain_title();
        let is_empty = title.is_empty();
        let paragraph = self.build(None, |builder| {
            if is_empty {
                builder.generated(&words, &title_look, language, Owner::Element(owner));
            }
            builder.inlines(without_trailing_break(title), &title_look, language, Owner::Element(owner));
        });
        self.set_lines(paragraph, &title_look);
        self.strut(title_look.after);
        if let Some(subtitle) = &info.subtitle {
            let owner = self.element(Role::Paragraph, None, Some(info.span));
            let paragraph = self.prepared(subtitle, &subtitle_look, owner, None);
            self.set_lines(paragraph, &subtitle_look);
            self.strut(subtitle_look.after);
        }
        self.strut(title_look.after);
        for author in &info.authors {
            self.author(author, info);
        }
        self.revision(info);
        self.space_below(elements.contents_title.before);
    }

    /// An author's name, a link where the author line holds an address.
    fn author(&mut self, author: &Author, info: &Info) {
        let look = self.context.theme.elements.author;
        let owner = self.element(Role::Paragraph, None, Some(info.span));
        let language = self.language;
        let link = author.link.clone();
        let element: Option<ElementId> =
            link.as_ref().map(|_| self.inside(owner, |setter| setter.element(Role::Link, None, Some(info.span))));
        let small = Look { weight: crate::font::Weight::Regular, colour: self.context.theme.colours.grey, ..look };
        let paragraph = self.build(None, |builder| {
            let name = Inline::text(info.span, author.name.as_str());
            builder.inlines(&[name], &look, language, Owner::Element(owner));
            if let (Some(link), Some(element)) = (&link, element) {
                builder.generated("\u{A0}\u{A0} ", &look, language, Owner::Element(owner));
                let description = format!("{} ({})", author.name, link.target);
                let target = LinkTarget::Address(link.target.clone());
                let reference = LinkRef { target, element, description, span: Some(info.span) };
                let text = Inline::text(info.span, link.text.as_str());
                builder.linked(&[text], &small, language, reference, false);
            }
        });
        self.set_lines(paragraph, &look);
        self.strut(look.after);
    }

    /// Version, date and remark on one line.
    fn revision(&mut self, info: &Info) {
        let revision = &info.revision;
        let number =
            revision.number.as_ref().map(|number| format!("{} {number}", label(self.language, Label::Version)));
        let parts: Vec<String> =
            [number, revision.date.clone(), revision.remark.clone()].into_iter().flatten().collect();
        if parts.is_empty() {
            return;
        }
        let look = self.context.theme.elements.revision;
        let owner = self.element(Role::Paragraph, None, Some(info.span));
        let language = self.language;
        let text = parts.join(" · ");
        let paragraph = self.build(None, |builder| builder.generated(&text, &look, language, Owner::Element(owner)));
        self.set_lines(paragraph, &look);
        self.strut(look.after);
    }

    fn set_lines(&mut self, paragraph: crate::layout::inline::Paragraph, look: &Look) {
        self.framed(look, |setter| {
            let lines = setter.heading_of(&paragraph, look, setter.region.width);
            setter.push_lines(paragraph, lines, false);
        });
    }
}
