//! The programme: a table of talks with time, room, title, speakers and page.

use crate::frame::{Artifact, CellScope, ElementId, Item, ItemKind, LinkTarget, Owner, Role, Shape};
use crate::geom::{Abs, Point, Size};
use crate::layout::block::heading::{destination_name, without_trailing_break};
use crate::layout::block::talk::format_words;
use crate::layout::block::{Region, Setter, shift};
use crate::layout::entry::bare;
use crate::layout::flow::{Field, FolioLink, Piece, Solid};
use crate::layout::inline::LinkRef;
use crate::model::{Label, Section, Talk, label, plain_text};
use crate::theme::{Align, Look};

/// Space between a cell's edge and its text above and below.
const PADDING: f64 = 3.5;

/// The columns of a programme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Time,
    Room,
    Talk,
    Speakers,
    Page,
}

impl Column {
    /// What it says at its head.
    const fn label(self) -> Label {
        match self {
            Self::Time => Label::Time,
            Self::Room => Label::Room,
            Self::Talk => Label::Talk,
            Self::Speakers => Label::Speakers,
            Self::Page => Label::Page,
        }
    }

    /// Its share of the measure.
    const fn share(self) -> i64 {
        match self {
            Self::Time => 16,
            Self::Room => 15,
            Self::Talk => 42,
            Self::Speakers => 25,
            Self::Page => 9,
        }
    }
}

/// A cell's place across and the look of its text.
#[derive(Debug, Clone, Copy)]
struct Place {
    x: Abs,
    width: Abs,
    look: Look,
}

impl Setter<'_> {
    /// The table of talks; columns in which no talk has anything are left out.
    pub(super) fn programme(&mut self) {
        let book = self.context.book;
        let talks: Vec<(&Section, &Talk)> =
            book.talks().filter_map(|section| Some((section, section.talk.as_ref()?))).collect();
        let columns = columns(&talks);
        let total: i64 = columns.iter().map(|column| column.share()).sum();
        let mut x = Abs::ZERO;
        let places: Vec<(Column, Abs, Abs)> = columns
            .into_iter()
            .map(|column| {
                let width = self.region.width.scale(column.share(), total);
                let place = (column, x, width);
                x += width;
                place
            })
            .collect();
        self.gap(Abs::ZERO);
        self.within(Role::Table, None, |setter| {
            setter.within(Role::TableHead, None, |setter| setter.head_row(&places));
            setter.within(Role::TableBody, None, |setter| {
                for (index, (section, talk)) in talks.into_iter().enumerate() {
                    let cost = if index == 0 { setter.context.theme.costs.widow } else { 10 };
                    setter.costly_break(cost, "between rows");
                    setter.talk_row(section, talk, &places);
                }
            });
        });
        self.satisfied();
    }

    fn head_row(&mut self, places: &[(Column, Abs, Abs)]) {
        let look = self.context.theme.elements.head_cell;
        let cells = self.within(Role::Row, None, |setter| {
            let mut cells = Vec::new();
            for (column, x, width) in places {
                let place = Place { x: *x, width: *width, look: aligned(look, *column) };
                let words = label(setter.language, column.label());
                cells.push(setter.cell_of(Role::HeaderCell(CellScope::Column, 1, 1), place, |setter, owner| {
                    setter.own_words(words, &place.look, owner);
                }));
            }
            cells
        });
        self.push_row(cells, true);
    }

    fn talk_row(&mut self, section: &Section, talk: &Talk, places: &[(Column, Abs, Abs)]) {
        let look = self.context.theme.elements.cell;
        let outer = std::mem::replace(&mut self.language, section.language);
        let cells = self.within(Role::Row, None, |setter| {
            let mut cells = Vec::new();
            for (column, x, width) in places {
                let place = Place { x: *x, width: *width, look: aligned(look, *column) };
                cells.push(setter.cell_of(Role::DataCell(1, 1), place, |setter, owner| {
                    setter.cell_words(*column, section, talk, &place.look, owner);
                }));
            }
            cells
        });
        self.push_row(cells, false);
        self.language = outer;
    }

    fn cell_words(&mut self, column: Column, section: &Section, talk: &Talk, look: &Look, owner: ElementId) {
        match column {
            Column::Time => self.own_words(&when(talk), look, owner),
            Column::Room => self.own_words(talk.slot.room.as_deref().unwrap_or_default(), look, owner),
            Column::Talk => self.talk_title(section, talk, look, owner),
            Column::Speakers => {
                let names: Vec<&str> = talk.speakers.iter().map(|speaker| speaker.plain_name.as_str()).collect();
                // A name keeps together as long as it fits a line.
                self.own_words(&names.join(", "), look, owner);
            }
            Column::Page => {
                let field = Field {
                    targets: vec![destination_name(section)],
                    right: self.region.width,
                    leader_from: None,
                    look: self.folio_look(look),
                    owner: Owner::Element(owner),
                    link: FolioLink::Each,
                };
                self.folio_line(field, look);
            }
        }
    }

    /// The title as a link, its format below.
    fn talk_title(&mut self, section: &Section, talk: &Talk, look: &Look, owner: ElementId) {
        let element = self.inside(owner, |setter| setter.element(Role::Link, None, Some(section.span)));
        let link = LinkRef {
            target: LinkTarget::Destination(destination_name(section)),
            element,
            description: plain_text(&section.title).replace('\n', " "),
            span: Some(section.span),
        };
        let words = bare(without_trailing_break(&section.title));
        let elements = &self.context.theme.elements;
        let small = Look { align: Align::Left, before: Abs::ZERO, after: Abs::ZERO, ..elements.contents_talk };
        let language = section.language;
        let format = format_words(talk).unwrap_or_default();
        let paragraph = self.build(None, |builder| builder.linked(&words, look, language, link, true));
        let lines = self.lines_of(&paragraph, look, self.region.width);
        self.push_lines(paragraph, lines, false);
        if !format.is_empty() {
            self.own_words(&format!(" {format}"), &small, owner);
        }
    }

    fn own_words(&mut self, words: &str, look: &Look, owner: ElementId) {
        let language = self.language;
        let paragraph = self.build(None, |builder| builder.generated(words, look, language, Owner::Element(owner)));
        let lines = self.lines_of(&paragraph, look, self.region.width);
        self.push_lines(paragraph, lines, false);
    }

    /// A cell as a box, with a paragraph in it.
    fn cell_of(&mut self, role: Role, place: Place, body: impl FnOnce(&mut Self, ElementId)) -> Solid {
        let padding = Abs::pt(PADDING);
        // The last column ends with the measure.
        let is_last = place.x + place.width >= self.region.width - Abs::pt(0.5);
        let gutter = if is_last { Abs::ZERO } else { place.look.size.scale(8, 10) };
        let region = Region { x: self.region.x + place.x, width: (place.width - gutter).max(place.look.size) };
        let look = Look { before: Abs::ZERO, after: Abs::ZERO, ..place.look };
        let element = self.element(role, None, None);
        self.inside(element, |setter| {
            let owner = setter.element(Role::Paragraph, None, None);
            let mut solid = setter.boxed(region, look, |setter| body(setter, owner));
            shift(&mut solid.items, Abs::ZERO, padding);
            solid.links.iter_mut().for_each(|link| link.area.origin.y += padding);
            solid.fields.iter_mut().for_each(|field| field.at.y += padding);
            solid.height += padding * 2;
            solid
        })
    }

    /// Cells side by side above a hairline; a stronger one below the head.
    fn push_row(&mut self, cells: Vec<Solid>, is_head: bool) {
        let height = cells.iter().map(|cell| cell.height).max().unwrap_or(Abs::ZERO);
        let mut row = Solid { height, ..Solid::default() };
        for mut cell in cells {
            row.items.append(&mut cell.items);
            row.links.append(&mut cell.links);
            row.fields.append(&mut cell.fields);
            row.lines.append(&mut cell.lines);
        }
        let weight = Abs::pt(if is_head { 1.0 } else { 0.5 });
        row.items.push(Item {
            at: Point::new(self.region.x, height - weight),
            owner: Owner::Artifact(Artifact::Layout),
            span: None,
            is_generated: true,
            kind: ItemKind::Shape(Shape::filled(
                Size::new(self.region.width, weight),
                self.context.theme.colours.hairline,
            )),
        });
        self.flow.pieces.push(Piece::Solid(Box::new(row)));
    }
}

fn columns(talks: &[(&Section, &Talk)]) -> Vec<Column> {
    let has = |any: fn(&Talk) -> bool| talks.iter().any(|(_, talk)| any(talk));
    let mut columns = Vec::new();
    if has(|talk| talk.slot.time.is_some() || talk.slot.day.is_some()) {
        columns.push(Column::Time);
    }
    if has(|talk| talk.slot.room.is_some()) {
        columns.push(Column::Room);
    }
    columns.push(Column::Talk);
    if has(|talk| !talk.speakers.is_empty()) {
        columns.push(Column::Speakers);
    }
    columns.push(Column::Page);
    columns
}

/// The folios stand at the right edge, all else at the left of its column.
fn aligned(look: Look, column: Column) -> Look {
    let align = if column == Column::Page { Align::Right } else { Align::Left };
    Look { align, before: Abs::ZERO, after: Abs::ZERO, hyphenates: false, ..look }
}

/// Day and time.
fn when(talk: &Talk) -> String {
    [&talk.slot.day, &talk.slot.time].into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(", ")
}
