//! Listings and literal blocks: lines with their numbers, marks and colours.

use crate::diag::{Diagnostic, Lint};
use crate::font::Weight;
use crate::frame::{Artifact, ElementId, Owner, Role};
use crate::geom::Abs;
use crate::layout::block::kept::{KeptLine, kept};
use crate::layout::block::line_end::say_end;
use crate::layout::block::{Region, Setter};
use crate::layout::flow::{Decoration, Paint, Piece, Solid};
use crate::layout::inline::{CodeRoom, JOINED, LinkRef, columns, set_code};
use crate::model::{Block, Inline, InlineKind, Label, TextPosition, TokenCursor, Verbatim, label, plain_text};
use crate::theme::Look;

/// Widths that all lines of a listing share.
struct Room {
    /// The look of its type, shrunk where it asks for that.
    look: Look,
    code: CodeRoom,
    /// From the numbers to the text.
    gutter: Abs,
}

impl Setter<'_> {
    /// A listing or literal block in its box.
    pub(super) fn code(&mut self, block: &Block, verbatim: &Verbatim) {
        if verbatim.is_diagram() {
            return self.diagram(block, verbatim);
        }
        self.block_title(block);
        let look = self.context.theme.elements.code;
        self.gap(look.before);
        self.framed(&look, |setter| setter.code_lines(block, verbatim, look));
        self.satisfied();
        self.space_below(look.after);
    }

    pub(super) fn code_lines(&mut self, block: &Block, verbatim: &Verbatim, look: Look) {
        // Code of its own stands in a paragraph: by itself it is text within a line (ISO 32000-1 14.8.4.4).
        let paragraph = self.element(Role::Paragraph, Some(block.id), Some(block.span));
        let owner = self.inside(paragraph, |setter| setter.element(Role::Code, None, Some(block.span)));
        let lines = kept(&verbatim.lines, TokenCursor::new(verbatim.code.tokens.clone()));
        let room = self.code_room(block, verbatim, look, &lines);
        let outer = self.region;
        let region = Region { x: outer.x + room.gutter, width: outer.width - room.gutter };
        let head = (lines.len() > 3).then(|| self.continued(block, look));
        let mut starts = Vec::with_capacity(lines.len() + 1);
        self.set_in(region, room.look, |setter| {
            for (index, line) in lines.iter().enumerate() {
                if index > 0 {
                    setter.break_between(index, &lines);
                    // Empty lines before the page's end would look like the box's own padding: they go.
                    let is_empty = |line: &&KeptLine| line.is_blank() && verbatim.code.first_number.is_none();
                    let before = lines.get(..index).unwrap_or_default().iter().rev();
                    let empty = before.take_while(is_empty).count() as i64;
                    setter.flow.resume(head, Abs::ZERO, -(room.look.leading * empty));
                }
                starts.push(setter.flow.pieces.len());
                if let Some(first) = verbatim.code.first_number {
                    setter.number_line(first.saturating_add(index as u32), &room);
                }
                let is_last = index + 1 == lines.len();
                setter.code_line(block, line, is_last, &room, owner);
            }
        });
        starts.push(self.flow.pieces.len());
        self.mark_lines(verbatim, &starts, look);
    }

    /// The size that lets all lines fit, where they ask for that; and the room beside numbers.
    fn code_room(&mut self, block: &Block, verbatim: &Verbatim, look: Look, lines: &[KeptLine]) -> Room {
        let count = lines.len() as u32;
        let numbers = verbatim.code.first_number.map(|first| first.saturating_add(count).saturating_sub(1));
        let digits = numbers.map_or(0, |last| last.to_string().len() as i64 + 2);
        let column = self.label_items("0", &look, Owner::Artifact(Artifact::Layout)).1.max(Abs::pt(0.1));
        let longest = lines.iter().map(|line| columns_of(&line.inlines)).max().unwrap_or(0) as i64 + digits;
        let needed = column * longest;
        let wants_fit = verbatim.code.is_fitted || verbatim.code.is_unbroken;
        let room = self.room_at(look, column, digits);
        if !wants_fit || needed <= self.region.width {
            return room;
        }
        let fitting = look.size.scale(self.region.width.to_raw(), needed.to_raw());
        let size = fitting.min(look.size);
        if size < self.context.theme.code.smallest {
            // Type too small to be read that is broken all the same would help nobody.
            if verbatim.code.is_unbroken {
                let message = "lines are broken that were not to be: they are too wide even in the smallest size";
                let fault = Diagnostic::warning(Lint::SetPlainly, block.span, message);
                self.complain(fault.hint("shorten the lines, or make `smallest` under `[code]` of the layout smaller"));
            }
            return room;
        }
        let shrunk = |length: Abs| length.scale(size.to_raw(), look.size.to_raw());
        self.room_at(Look { size, leading: shrunk(look.leading), ..look }, shrunk(column), digits)
    }

    fn room_at(&self, look: Look, column: Abs, digits: i64) -> Room {
        let gutter = (column * digits).min(self.region.width / 3);
        let measure = self.region.width - gutter;
        Room { look, code: CodeRoom { measure, column, mark: self.context.theme.code.numbers }, gutter }
    }

    /// Between lines a page may end: never with one line alone, dearly within a short listing, best at an empty line.
    fn break_between(&mut self, index: usize, lines: &[KeptLine]) {
        let costs = &self.context.theme.costs;
        let is_edge = index < 2 || lines.len() - index < 2;
        let is_short = lines.len() <= self.context.theme.code.whole as usize;
        let behind_blank = index.checked_sub(1).and_then(|before| lines.get(before)).is_some_and(KeptLine::is_blank);
        let (cost, reason) = match () {
            () if is_edge => (costs.widow, "a line of code alone"),
            () if is_short => (costs.introduction * 3 / 2, "within a short listing"),
            () if behind_blank => (0, "within a listing"),
            () => (costs.within_paragraph, "within a listing"),
        };
        self.costly_break(cost, reason);
    }

    /// What stands above the rest of a listing on its next page.
    fn continued(&mut self, block: &Block, look: Look) -> usize {
        let [left, ..] = look.frame.insets();
        let said = self.continued_line(block, self.region.x - left);
        self.flow.heads.push(said);
        self.flow.heads.len() - 1
    }

    /// The line that says of a titled block that it goes on; nobody reads it aloud.
    pub(super) fn continued_line(&mut self, block: &Block, x: Abs) -> Solid {
        let theme = self.context.theme;
        let title = theme.elements.block_title;
        let said = Look { weight: Weight::Regular, colour: theme.colours.grey, ..title };
        let words = label(self.language, Label::Continued);
        let words = match block.label.trim_end_matches('.') {
            "" => format!("({words})"),
            label => format!("{label} ({words})"),
        };
        let (mut items, _) = self.label_items(&words, &said, Owner::Artifact(Artifact::Layout));
        super::shift(&mut items, x, Abs::ZERO);
        Solid { height: said.leading + title.after, items, ..Solid::default() }
    }

    /// A number before the next line: no part of the code.
    fn number_line(&mut self, number: u32, room: &Room) {
        let look = Look { colour: self.context.theme.code.numbers, ..room.look };
        let (mut items, width) = self.label_items(&number.to_string(), &look, Owner::Artifact(Artifact::Layout));
        super::shift(&mut items, -(width + room.code.column * 2), Abs::ZERO);
        self.waiting.append(&mut items);
    }

    fn code_line(&mut self, block: &Block, line: &KeptLine, is_last: bool, room: &Room, owner: ElementId) {
        if line.is_blank() {
            return match self.waiting.is_empty() {
                true => self.strut(room.look.leading),
                false => self.flush_waiting(),
            };
        }
        let language = self.language;
        let tokens = TokenCursor::new(line.tokens.as_slice().into());
        let paragraph = self.build(Some((block.id, line.from)), |builder| {
            builder.tokens = Some(tokens);
            builder.inlines(&line.inlines, &room.look, language, Owner::Element(owner));
        });
        let lines = set_code(&mut self.shaper, &paragraph, &room.look, room.code);
        let count = lines.len();
        let links: Vec<LinkRef> = paragraph.links;
        let first_link = self.flow.links.len();
        self.flow.links.extend(links);
        for (index, mut set) in lines.into_iter().enumerate() {
            if index > 0 && count > JOINED {
                self.costly_break(self.context.theme.costs.within_paragraph, "within a line of code");
            }
            // The line's own place is that of its first character; its parts are not parted in page lists.
            set.start = (index == 0).then_some(TextPosition { node: block.id, offset: line.from as u32 }).or(set.start);
            if index + 1 == count && !is_last {
                say_end(&mut set);
            }
            self.push_line(set, first_link, None, true);
        }
    }

    /// A band behind the lines that the author marks, over the whole box.
    fn mark_lines(&mut self, verbatim: &Verbatim, starts: &[usize], look: Look) {
        let [left, right, ..] = look.frame.insets();
        let Region { x, width } = self.region;
        let end = self.flow.pieces.len();
        for (from, to) in &verbatim.code.marked {
            let Some(from) = starts.get(*from as usize).copied() else { continue };
            // The break before the next line is no part of the band.
            let to = starts.get(*to as usize).copied().unwrap_or(end);
            let to = if to < end { self.without_break(to) } else { to };
            let paint = Paint::Tint(self.context.theme.code.marked);
            let (x, width) = (x - left, width + left + right);
            self.flow.decorations.push(Decoration { from, to, x, width, paint });
        }
    }

    fn without_break(&self, to: usize) -> usize {
        let before = to.saturating_sub(1);
        if matches!(self.flow.pieces.get(before), Some(Piece::Break { .. })) { before } else { to }
    }
}

/// About how many columns a line takes.
fn columns_of(inlines: &[Inline]) -> usize {
    let conums = inlines.iter().filter(|inline| matches!(inline.kind, InlineKind::Callout(_))).count();
    columns(&plain_text(inlines)) + conums * 2
}
