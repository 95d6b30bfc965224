//! Tables: their rules, padding, caption, and what is done about those that are too wide.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::geom::{Abs, Colour};
use crate::theme::frame::Ink;
use crate::theme::{Colours, Length};

/// The look of tables; that of their words is in the elements `cell`, `head-cell` and `foot-cell`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TableLook {
    /// Where the title stands.
    pub caption: TableCaption,
    /// How far the type of a table that is too wide may shrink, in per cent.
    pub smallest: i64,
    /// Whether a table that is still too wide then is turned by a quarter.
    pub turns: bool,
    /// Whether the head is said again on each page that the table goes on.
    pub repeats_head: bool,
    /// The rules around tables, where the author says nothing.
    pub frame: TableFrame,
    /// The rules between cells, where the author says nothing.
    pub grid: TableGrid,
    /// The rows with a colour behind them, where the author says nothing.
    pub stripes: Stripes,
    /// How thick the rules between cells are.
    pub rule: Abs,
    /// How thick the frame is, and the rule below the head.
    pub heavy_rule: Abs,
    /// The colour of the rules.
    pub ink: Colour,
    /// The colour of stripes.
    pub stripe: Colour,
    /// From a cell's sides to its words.
    pub padding_x: Abs,
    /// From a cell's upper and lower edge to its words.
    pub padding_y: Abs,
}

/// Where the title of a table stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum TableCaption {
    /// Above it.
    #[default]
    Above,
    /// Below it.
    Below,
}

/// The rules around a table.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum TableFrame {
    /// On all sides.
    All,
    /// Above and below.
    #[default]
    Ends,
    /// At the left and the right.
    Sides,
    /// None.
    None,
}

impl TableFrame {
    /// The frame by AsciiDoc's name; `None` for any other word.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "all" => Some(Self::All),
            "ends" | "topbot" => Some(Self::Ends),
            "sides" => Some(Self::Sides),
            "none" => Some(Self::None),
            _ => None,
        }
    }

    /// Whether there are rules above and below.
    pub fn has_ends(self) -> bool {
        matches!(self, Self::All | Self::Ends)
    }

    /// Whether there are rules at the left and the right.
    pub fn has_sides(self) -> bool {
        matches!(self, Self::All | Self::Sides)
    }
}

/// The rules between cells.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum TableGrid {
    /// Between rows and columns.
    All,
    /// Between rows.
    #[default]
    Rows,
    /// Between columns.
    Cols,
    /// None.
    None,
}

impl TableGrid {
    /// The grid by AsciiDoc's name; `None` for any other word.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "all" => Some(Self::All),
            "rows" => Some(Self::Rows),
            "cols" => Some(Self::Cols),
            "none" => Some(Self::None),
            _ => None,
        }
    }

    /// Whether there are rules between rows.
    pub fn has_rows(self) -> bool {
        matches!(self, Self::All | Self::Rows)
    }

    /// Whether there are rules between columns.
    pub fn has_columns(self) -> bool {
        matches!(self, Self::All | Self::Cols)
    }
}

/// The rows of a body with a colour behind them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Stripes {
    /// None.
    #[default]
    None,
    /// The second, fourth …
    Even,
    /// The first, third …
    Odd,
    /// All.
    All,
}

impl Stripes {
    /// The stripes by AsciiDoc's name; paper has no pointer to `hover` with. `None` for any other word.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "none" | "hover" => Some(Self::None),
            "even" => Some(Self::Even),
            "odd" => Some(Self::Odd),
            "all" => Some(Self::All),
            _ => None,
        }
    }

    /// Whether the row of this index, from 0, has a colour behind it.
    pub fn has(self, row: usize) -> bool {
        match self {
            Self::None => false,
            Self::Even => row % 2 == 1,
            Self::Odd => row.is_multiple_of(2),
            Self::All => true,
        }
    }
}

/// What a layout says of tables.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct TableFile {
    /// Where the title stands.
    caption: Option<TableCaption>,
    /// How far the type of a table that is too wide may shrink, in per cent.
    smallest: Option<i64>,
    /// Whether a table that is still too wide then is turned by a quarter, on pages of its own.
    turn: Option<bool>,
    /// Whether the head is said again on each page that the table goes on.
    repeat_head: Option<bool>,
    /// The rules around tables; the author's `frame` and `:table-frame:` win.
    frame: Option<TableFrame>,
    /// The rules between cells; the author's `grid` and `:table-grid:` win.
    grid: Option<TableGrid>,
    /// The rows with a colour behind them; the author's `stripes` and `:table-stripes:` win.
    stripes: Option<Stripes>,
    /// How thick the rules between cells are.
    rule: Option<Length>,
    /// How thick the frame is, and the rule below the head.
    heavy_rule: Option<Length>,
    /// The colour of the rules.
    rule_colour: Option<Ink>,
    /// The colour of stripes.
    stripe_colour: Option<Ink>,
    /// From a cell's sides to its words.
    padding_x: Option<Length>,
    /// From a cell's upper and lower edge to its words.
    padding_y: Option<Length>,
}

impl TableFile {
    /// The look, its spaces in per cent of what is said.
    pub(super) fn decided(&self, colours: &Colours, scale: i64) -> TableLook {
        let length = |length: Option<Length>, points: f64| length.map_or(Abs::pt(points), |length| length.0);
        TableLook {
            caption: self.caption.unwrap_or_default(),
            smallest: self.smallest.unwrap_or(70),
            turns: self.turn.unwrap_or(true),
            repeats_head: self.repeat_head.unwrap_or(true),
            frame: self.frame.unwrap_or_default(),
            grid: self.grid.unwrap_or_default(),
            stripes: self.stripes.unwrap_or_default(),
            rule: length(self.rule, 0.5),
            heavy_rule: length(self.heavy_rule, 1.0),
            ink: self.rule_colour.map_or(colours.hairline, |ink| ink.of(colours)),
            stripe: self.stripe_colour.map_or(colours.tint, |ink| ink.of(colours)),
            padding_x: length(self.padding_x, 4.0).scale(scale, 100),
            padding_y: length(self.padding_y, 4.0).scale(scale, 100),
        }
    }
}
