//! What a handout decides: photos a page, and lines to write on.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::geom::Abs;
use crate::theme::Length;

/// A handout's photos and lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HandoutLook {
    /// Photos a page, from 1 to 8, where none has longer notes than fit.
    pub per_page: u32,
    /// The width of photos whose notes stand beside them, in per cent of the measure.
    pub photo_width: i64,
    /// Whether there are lines to write on.
    pub has_rules: bool,
    /// From line to line.
    pub rule_gap: Abs,
    /// How many lines follow a chapter without photos.
    pub rules_after: u32,
}

impl HandoutLook {
    /// Whether notes stand beside photos, and not below.
    pub fn notes_beside(&self) -> bool {
        matches!(self.per_page, 2 | 3)
    }

    /// How many columns of photos a page has.
    pub fn columns(&self) -> u32 {
        if self.per_page >= 4 { 2 } else { 1 }
    }

    /// How many photos a column has.
    pub fn rows(&self) -> u32 {
        self.per_page.div_ceil(self.columns()).max(1)
    }
}

/// A handout as a layout writes it.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct HandoutFile {
    /// Photos a page: 1, 2, 3, 4 or 6. With 2 and 3 their notes stand beside them, else below.
    pub(super) per_page: Option<u32>,
    /// The width of photos whose notes stand beside them, in per cent of the measure, from 20 to 80.
    photo_width: Option<i64>,
    /// Whether there are lines to write on.
    rules: Option<bool>,
    /// From line to line.
    rule_gap: Option<Length>,
    /// How many lines follow a chapter without photos.
    rules_after: Option<u32>,
}

impl HandoutFile {
    /// The look, with what is missing as most would have it.
    pub(super) fn decided(&self) -> HandoutLook {
        HandoutLook {
            per_page: self.per_page.unwrap_or(3),
            photo_width: self.photo_width.unwrap_or(55),
            has_rules: self.rules.unwrap_or(true),
            rule_gap: self.rule_gap.map_or(Abs::mm(8.0), |length| length.0),
            rules_after: self.rules_after.unwrap_or(5).min(40),
        }
    }
}
