//! The opening of a talk: format, title, speakers, abstract, link.
//!
//! The elements are made in the order in which they are read (title, format, speakers, abstract,
//! link); the pieces stand in the order in which they are seen (format above the title).

use qrcode::{Color, EcLevel, QrCode};

use crate::font::Weight;
use crate::frame::{Artifact, ElementId, Item, ItemKind, LinkArea, LinkTarget, Owner, PathCommand, Role, Shape};
use crate::geom::{Abs, Colour, Point, Rect, Size};
use crate::layout::block::{Region, Setter};
use crate::layout::flow::{Piece, Solid};
use crate::model::{Block, BlockKind, Inline, Section, Speaker, Talk};
use crate::theme::Look;

impl Setter<'_> {
    pub(super) fn talk_opener(&mut self, section: &Section, talk: &Talk) {
        let elements = &self.context.theme.elements;
        let title_look = self.heading_look(section.level);
        let before = if talk.format.is_some() { elements.format.before } else { title_look.before };
        self.gap(before.max(title_look.before));
        self.section_marks(section);
        let role = Role::Heading(self.depth, self.heading_words(section));
        let title = self.element(role, Some(section.id), Some(section.span));
        let format = talk.format.as_ref().map(|block| self.element(Role::Paragraph, Some(block.id), Some(block.span)));
        let qr = self.qr_box(talk);
        let beside = qr.as_ref().map_or(Abs::ZERO, |qr| qr.width + self.text.size * 2);
        let measure = self.region.width - beside;
        let top = self.flow.pieces.len();
        if let (Some(block), Some(element)) = (&talk.format, format) {
            self.format_line(block, element, measure);
        }
        self.opener_title(section, title, &title_look, measure);
        self.schedule(talk, measure);
        self.speakers(&talk.speakers, measure);
        if let Some(qr) = &qr {
            self.make_room(top, qr.height);
        }
        self.summary(talk);
        self.opener_link(talk, qr, top);
        self.keep(2);
    }

    fn format_line(&mut self, block: &Block, element: ElementId, measure: Abs) {
        let BlockKind::Paragraph(inlines) = &block.kind else { return };
        let look = self.context.theme.elements.format;
        let outer = std::mem::replace(&mut self.language, block.language);
        let paragraph = self.prepared(inlines, &look, element, Some((block.id, 0)));
        let beside = self.region.width - measure;
        self.framed(&look, |setter| {
            let lines = setter.lines_of(&paragraph, &look, setter.region.width - beside);
            setter.keep(lines.len() as u32 + 3);
            setter.push_lines(paragraph, lines, true);
        });
        self.strut(look.after);
        self.language = outer;
    }

    fn opener_title(&mut self, section: &Section, title: ElementId, look: &Look, measure: Abs) {
        let language = section.language;
        let prefix = super::heading::heading_prefix(self.context.book, section);
        let words = super::heading::without_trailing_break(&section.title);
        let paragraph = self.build(Some((section.id, 0)), |builder| {
            builder.generated(&prefix, look, language, Owner::Element(title));
            builder.inlines(words, look, language, Owner::Element(title));
        });
        let beside = self.region.width - measure;
        self.framed(look, |setter| {
            let lines = setter.heading_of(&paragraph, look, setter.region.width - beside);
            setter.keep(lines.len() as u32 + 3);
            setter.push_lines(paragraph, lines, false);
        });
        self.strut(look.after);
    }

    /// When and where, in the look of the speakers' lines.
    fn schedule(&mut self, talk: &Talk, measure: Abs) {
        let look = self.context.theme.elements.speaker;
        for block in &talk.schedule {
            let BlockKind::Paragraph(inlines) = &block.kind else { continue };
            let outer = std::mem::replace(&mut self.language, block.language);
            let owner = self.element(Role::Paragraph, Some(block.id), Some(block.span));
            let paragraph = self.prepared(inlines, &look, owner, Some((block.id, 0)));
            let lines = self.lines_of(&paragraph, &look, measure);
            self.keep(lines.len() as u32 + 2);
            self.push_break();
            self.push_lines(paragraph, lines, true);
            self.language = outer;
        }
    }

    /// The author's lines, names strong, the rest in grey.
    fn speakers(&mut self, speakers: &[Speaker], measure: Abs) {
        let look = self.context.theme.elements.speaker;
        let strong = Look { weight: Weight::Semibold, colour: self.text.colour, ..look };
        for line in speakers.chunk_by(|_, next| next.is_on_same_line) {
            let Some(first) = line.first() else { continue };
            let owner = self.element(Role::Paragraph, Some(first.id), Some(first.span));
            let paragraph = self.build(Some((first.id, 0)), |builder| {
                for speaker in line {
                    builder.inlines(&speaker.lead, &look, speaker.language, Owner::Element(owner));
                    builder.inlines(&speaker.name, &strong, speaker.language, Owner::Element(owner));
                    builder.inlines(&speaker.rest, &look, speaker.language, Owner::Element(owner));
                }
            });
            let lines = self.lines_of(&paragraph, &look, measure);
            self.keep(lines.len() as u32 + 2);
            self.push_break();
            self.push_lines(paragraph, lines, true);
        }
    }

    /// Lines of the opener stay together, but no rule is worth losing one for.
    fn push_break(&mut self) {
        let cost = self.context.theme.costs.widow * 4;
        self.costly_break(cost, "talk's opening broken");
    }

    /// White space below the lines from `top` on, so that they are as high as what stands beside them.
    fn make_room(&mut self, top: usize, height: Abs) {
        let set: Abs = self.flow.pieces.iter().skip(top).map(Piece::natural_height).sum();
        if set < height {
            self.strut(height - set);
        }
    }

    /// What the programme said, apart in a box of its own.
    fn summary(&mut self, talk: &Talk) {
        if talk.summary.is_empty() {
            return;
        }
        let look = self.context.theme.elements.summary;
        self.strut(look.before);
        self.push_break();
        let text = Look { before: Abs::ZERO, after: look.size.scale(35, 100), ..look };
        self.framed(&look, |setter| {
            let region = setter.region;
            setter.within(Role::Division, Some(talk.link.span), |setter| {
                setter.set_in(region, text, |setter| {
                    setter.open_container();
                    setter.keep(2);
                    setter.blocks(&talk.summary);
                    setter.close_container();
                });
            });
        });
        self.space_below(look.after);
    }

    /// The link below the abstract, or the words under the QR code; the element comes last in reading.
    fn opener_link(&mut self, talk: &Talk, qr: Option<QrBox>, top: usize) {
        let BlockKind::Paragraph(inlines) = &talk.link.kind else { return };
        let outer = std::mem::replace(&mut self.language, talk.link.language);
        let elements = &self.context.theme.elements;
        let owner = self.element(Role::Paragraph, Some(talk.link.id), Some(talk.link.span));
        match qr {
            None => {
                let look = elements.talk_link;
                self.next_break = Some((self.context.theme.costs.widow, "link parted from its abstract"));
                self.gap(look.before);
                let paragraph = self.prepared(inlines, &look, owner, Some((talk.link.id, 0)));
                let lines = self.lines_of(&paragraph, &look, self.region.width);
                self.push_lines(paragraph, lines, true);
                self.space_below(look.after);
            }
            Some(qr) => self.place_qr(qr, inlines, owner, talk, top),
        }
        self.language = outer;
        talk.further.iter().for_each(|block| self.link_line(block));
    }

    /// A further line of links, right below the first.
    fn link_line(&mut self, block: &Block) {
        let BlockKind::Paragraph(inlines) = &block.kind else { return };
        let look = self.context.theme.elements.talk_link;
        let outer = std::mem::replace(&mut self.language, block.language);
        let owner = self.element(Role::Paragraph, Some(block.id), Some(block.span));
        self.next_break = Some((self.context.theme.costs.widow, "link parted from its abstract"));
        self.pending = Abs::ZERO;
        self.gap(Abs::ZERO);
        let paragraph = self.prepared(inlines, &look, owner, Some((block.id, 0)));
        let lines = self.lines_of(&paragraph, &look, self.region.width);
        self.push_lines(paragraph, lines, true);
        self.space_below(look.after);
        self.language = outer;
    }

    /// The QR code with its words under it, at the right of the opener's first line.
    fn place_qr(&mut self, qr: QrBox, inlines: &[Inline], owner: ElementId, talk: &Talk, top: usize) {
        let look = self.context.theme.elements.qr;
        let x = self.region.x + self.region.width - qr.width;
        let region = Region { x, width: qr.width };
        let node = Some((talk.link.id, 0));
        let mut words = self.boxed(region, look, |setter| {
            let paragraph = setter.prepared(inlines, &look, owner, node);
            let lines = setter.lines_of(&paragraph, &look, region.width);
            setter.push_lines(paragraph, lines, true);
        });
        let below = qr.code + look.leading / 4;
        super::shift(&mut words.items, Abs::ZERO, below);
        for link in &mut words.links {
            link.area.origin.y += below;
        }
        let code_x = x + qr.width - qr.code;
        words.items.push(Item {
            at: Point::new(code_x, Abs::ZERO),
            owner: Owner::Artifact(Artifact::Layout),
            span: Some(talk.link.span),
            is_generated: true,
            kind: ItemKind::Shape(qr.shape),
        });
        let area = Rect::new(Point::new(code_x, Abs::ZERO), Size::new(qr.code, qr.code));
        if let Some(link) = words.links.first().cloned() {
            words.links.push(LinkArea { area, target: LinkTarget::Address(talk.url.clone()), ..link });
        }
        // A box without height beside the opener: it overlaps nothing, since the opener's measure leaves room.
        let solid = Solid { height: Abs::ZERO, start: None, ..words };
        self.flow.pieces.insert(top, Piece::Solid(Box::new(solid)));
        for mark in self.flow.marks.iter_mut().filter(|mark| mark.before > top) {
            mark.before += 1;
        }
        for decoration in self.flow.decorations.iter_mut().filter(|decoration| decoration.from >= top) {
            decoration.from += 1;
            decoration.to += 1;
        }
    }

    fn qr_box(&mut self, talk: &Talk) -> Option<QrBox> {
        let link = &self.context.theme.link;
        if !link.has_qr {
            return None;
        }
        let code = link.qr_size;
        let shape = qr_shape(&talk.url, code)?;
        let look = self.context.theme.elements.qr;
        let width = code.scale(3, 2);
        let BlockKind::Paragraph(inlines) = &talk.link.kind else { return None };
        // A first setting, for its height alone: the words take an element when their turn to be read comes.
        let scratch = self.flow.structure.clone();
        let links = self.flow.links.len();
        let owner = self.element(Role::Paragraph, None, None);
        let paragraph = self.prepared(inlines, &look, owner, None);
        let lines = self.lines_of(&paragraph, &look, width).len() as i64;
        self.flow.structure = scratch;
        self.flow.links.truncate(links);
        Some(QrBox { width, code, height: code + look.leading * lines + look.leading / 4, shape })
    }
}

/// A QR code and the room that it takes with its words.
struct QrBox {
    width: Abs,
    height: Abs,
    code: Abs,
    shape: Shape,
}

/// A QR code as one path of black squares; `None` for an address that no code can hold.
fn qr_shape(url: &str, size: Abs) -> Option<Shape> {
    let code = QrCode::with_error_correction_level(url, EcLevel::M).ok()?;
    let width = code.width() as i64;
    let at = |module: i64| size.scale(module, width);
    let mut path = Vec::new();
    for (index, colour) in code.to_colors().into_iter().enumerate() {
        if colour == Color::Light {
            continue;
        }
        let (x, y) = (index as i64 % width, index as i64 / width);
        path.push(PathCommand::Move(Point::new(at(x), at(y))));
        path.push(PathCommand::Line(Point::new(at(x + 1), at(y))));
        path.push(PathCommand::Line(Point::new(at(x + 1), at(y + 1))));
        path.push(PathCommand::Line(Point::new(at(x), at(y + 1))));
        path.push(PathCommand::Close);
    }
    Some(Shape { path, fill: Some(Colour::BLACK), stroke: None, size: Size::new(size, size) })
}

/// The words of a talk's format, without a marks or emphasis.
pub(crate) fn format_words(talk: &Talk) -> Option<String> {
    talk.format_words()
}

/// Names of speakers one after the other.
pub(crate) fn speaker_names(talk: &Talk) -> String {
    talk.speaker_names()
}
