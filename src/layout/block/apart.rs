//! Setting blocks apart from the flow: into a box, or into pieces that go elsewhere on the page.

use crate::geom::{Abs, Point};
use crate::layout::block::{Region, Setter};
use crate::layout::flow::{Column, Flow, MarkKind, PagePlan, Piece, Solid, compose};
use crate::theme::Look;

impl Setter<'_> {
    /// Sets blocks into a box of their own: items from the body's left edge and the box's top.
    pub(in crate::layout) fn boxed(&mut self, region: Region, look: Look, body: impl FnOnce(&mut Self)) -> Solid {
        self.isolated(|setter| {
            setter.set_in(region, look, |setter| {
                body(setter);
                setter.clear_beside();
                setter.flush_waiting();
            });
            let flow = &setter.flow;
            let plan = PagePlan::natural(flow.pieces.len());
            let height = flow.pieces.iter().map(Piece::natural_height).sum();
            let inserts = flow.pieces.iter().flat_map(Piece::inserts).copied().collect();
            compose(flow, &plan, Column::plain(Point::default())).into_solid(height, inserts)
        })
    }

    /// Sets something as in a cell: its pieces with all that goes with them, but for elements, links and notes, which
    /// are the whole flow's.
    pub(super) fn flow_apart(&mut self, region: Region, look: Look, body: impl FnOnce(&mut Self)) -> Flow {
        let outer = std::mem::replace(&mut self.is_in_cell, true);
        let flow = self.isolated(|setter| {
            setter.set_in(region, look, |setter| {
                body(setter);
                setter.clear_beside();
                setter.flush_waiting();
            });
            let flow = &mut setter.flow;
            Flow {
                pieces: std::mem::take(&mut flow.pieces),
                marks: std::mem::take(&mut flow.marks),
                decorations: std::mem::take(&mut flow.decorations),
                groups: std::mem::take(&mut flow.groups),
                resumptions: std::mem::take(&mut flow.resumptions),
                heads: std::mem::take(&mut flow.heads),
                ..Flow::default()
            }
        });
        self.is_in_cell = outer;
        flow
    }

    /// Some pieces of a flow that was set apart as a box; links are those of the whole flow.
    pub(super) fn composed_apart(&mut self, flow: &mut Flow, plan: &PagePlan, at: Point, height: Abs) -> Solid {
        let inserts = flow.pieces.get(plan.from..plan.to).unwrap_or_default().iter();
        let inserts = inserts.flat_map(Piece::inserts).copied().collect();
        std::mem::swap(&mut flow.links, &mut self.flow.links);
        let page = compose(flow, plan, Column::plain(at));
        std::mem::swap(&mut flow.links, &mut self.flow.links);
        page.into_solid(height, inserts)
    }

    /// Sets blocks into pieces that are not part of the flow here; with the marks among them.
    pub(super) fn apart(&mut self, region: Region, body: impl FnOnce(&mut Self)) -> (Vec<Piece>, Vec<MarkKind>) {
        let text = self.text;
        self.isolated(|setter| {
            setter.set_in(region, text, |setter| {
                body(setter);
                setter.clear_beside();
                setter.flush_waiting();
            });
            let marks = setter.flow.marks.drain(..).map(|mark| mark.kind).collect();
            (std::mem::take(&mut setter.flow.pieces), marks)
        })
    }

    /// Does something for what it tells, and undoes what it made of elements, links, notes and messages.
    pub(in crate::layout) fn tried<T>(&mut self, body: impl FnOnce(&mut Self) -> T) -> T {
        let flow = &self.flow;
        let (elements, links) = (flow.structure.elements().len(), flow.links.len());
        let (inserts, messages, lacks) = (flow.inserts.len(), flow.diagnostics.len(), flow.lacks.len());
        let folios = flow.said_folios.len();
        let noted = self.noted.clone();
        let result = body(self);
        self.flow.structure.truncate(elements);
        self.flow.links.truncate(links);
        self.flow.inserts.truncate(inserts);
        self.flow.diagnostics.truncate(messages);
        self.flow.lacks.truncate(lacks);
        self.flow.said_folios.truncate(folios);
        self.noted = noted;
        result
    }

    /// Does something with a flow that holds nothing yet, and goes on with the flow as it was.
    pub(super) fn isolated<T>(&mut self, body: impl FnOnce(&mut Self) -> T) -> T {
        let pieces = std::mem::take(&mut self.flow.pieces);
        let marks = std::mem::take(&mut self.flow.marks);
        let decorations = std::mem::take(&mut self.flow.decorations);
        let groups = std::mem::take(&mut self.flow.groups);
        let resumptions = std::mem::take(&mut self.flow.resumptions);
        let heads = std::mem::take(&mut self.flow.heads);
        let state = (self.pending, self.is_fresh, self.next_break.take(), self.keep_lines);
        let waiting = std::mem::take(&mut self.waiting);
        let beside = self.beside.take();
        let outer = std::mem::replace(&mut self.is_isolated, true);
        (self.pending, self.is_fresh, self.keep_lines) = (Abs::ZERO, true, 0);
        let result = body(self);
        self.flow.pieces = pieces;
        self.flow.marks = marks;
        self.flow.decorations = decorations;
        self.flow.groups = groups;
        self.flow.resumptions = resumptions;
        self.flow.heads = heads;
        (self.pending, self.is_fresh, self.next_break, self.keep_lines) = state;
        self.waiting = waiting;
        self.beside = beside;
        self.is_isolated = outer;
        result
    }
}
