//! Keys and buttons in lines of text: words on a drawn cap.

use std::ops::Range;

use crate::frame::{Artifact, Item, ItemKind, Owner, Shape, rounded};
use crate::geom::{Abs, Colour, Point, Size};
use crate::layout::inline::paragraph::Run;
use crate::theme::KeyLook;

/// What a cap is that of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CapKind {
    /// A key: its cap is thicker at its foot.
    Key,
    /// A button on a screen.
    Button,
}

/// The cap that words stand on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cap {
    /// What it is that of.
    pub kind: CapKind,
    /// Its number in the paragraph: two caps side by side are two.
    pub number: u32,
    /// The em of the text around.
    pub em: Abs,
    /// The colour of its upper side.
    pub ground: Colour,
    /// The colour of its edge.
    pub edge: Colour,
}

/// Where a cap stands on a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CapPlace {
    /// The cap.
    pub cap: Cap,
    /// The left end of what it takes up.
    pub from: Abs,
    /// The right end.
    pub to: Abs,
}

impl Cap {
    /// A cap in a look, beside text of an em.
    pub fn new(kind: CapKind, number: u32, em: Abs, look: KeyLook) -> Self {
        Self { kind, number, em, ground: look.ground, edge: look.edge }
    }

    /// What it takes up before its words, and as much behind them.
    fn room(&self) -> Abs {
        self.margin() + self.em.scale(if self.kind == CapKind::Key { 24 } else { 34 }, 100)
    }

    /// The white space around it.
    fn margin(&self) -> Abs {
        self.em.scale(7, 100)
    }

    /// What it takes up before and behind some bytes of its run, and the gap behind the run: nothing where the run goes
    /// on.
    pub fn room_around(run: &Run, range: &Range<usize>) -> (Abs, Abs) {
        let gap = if range.end == run.range.end { run.gap } else { Abs::ZERO };
        let Some(cap) = run.style.cap else { return (Abs::ZERO, gap) };
        let room = |is_end: bool| if is_end { cap.room() } else { Abs::ZERO };
        (room(range.start == run.range.start), room(range.end == run.range.end))
    }
}

impl CapPlace {
    /// What is drawn under the words: the edge, and the upper side within it.
    pub fn items(&self, baseline: Abs) -> [Item; 2] {
        let Cap { kind, em, ground, edge, .. } = self.cap;
        let rule = em.scale(5, 100);
        let (radius, foot) = match kind {
            CapKind::Key => (em.scale(17, 100), rule * 3 / 2),
            CapKind::Button => (em.scale(30, 100), Abs::ZERO),
        };
        let margin = self.cap.margin();
        // The middle is that of the capitals; a key stands as much higher as its foot is thick.
        let top = baseline - em.scale(82, 100);
        let size = Size::new(self.to - self.from - margin * 2, em.scale(106, 100) + foot);
        let inner = Size::new(size.width - rule * 2, size.height - rule * 2 - foot);
        let at = Point::new(self.from + margin, top);
        let item = |at, size, radius, colour| {
            let shape = Shape { path: rounded(size, radius), fill: Some(colour), stroke: None, size };
            let owner = Owner::Artifact(Artifact::Layout);
            Item { at, owner, span: None, is_generated: true, kind: ItemKind::Shape(shape) }
        };
        let within = Point::new(at.x + rule, at.y + rule);
        [item(at, size, radius, edge), item(within, inner, radius - rule, ground)]
    }
}
