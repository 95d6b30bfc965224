//! What a layout makes of the author's roles: `[.lead]` before a paragraph, `[.underline]#words#` in a text.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::font::{Capitals, Family, Features, Figures, Weight};
use crate::geom::Colour;
use crate::theme::frame::Ink;
use crate::theme::{Align, Colours, Look};

/// The looks of roles, by their names; a role without one changes nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Roles(BTreeMap<String, RoleLook>);

impl Roles {
    /// The look of a role.
    pub fn get(&self, name: &str) -> Option<&RoleLook> {
        self.0.get(name)
    }

    /// The looks of those of the author's roles that have one, in the author's order.
    pub fn of<'a>(&'a self, names: &'a [String]) -> impl Iterator<Item = &'a RoleLook> {
        names.iter().filter_map(|name| self.get(name))
    }
}

/// How text in a role differs from the text around it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RoleLook {
    /// The family; none leaves that of the text around.
    pub family: Option<Family>,
    /// The size, in per cent of that of the text around.
    pub size: Option<i64>,
    /// The weight.
    pub weight: Option<Weight>,
    /// Whether it is italic.
    pub is_italic: Option<bool>,
    /// The colour.
    pub colour: Option<Colour>,
    /// The colour behind the text.
    pub background: Option<Colour>,
    /// A line along the text.
    pub line: Option<TextLine>,
    /// Whether no line ends within it.
    pub is_unbroken: bool,
    /// How the lines of a paragraph in this role end.
    pub align: Option<Align>,
    /// Forms of figures.
    pub figures: Option<Figures>,
    /// Forms of letters.
    pub capitals: Option<Capitals>,
    /// Whether figures around a slash are set as fractions.
    pub fractions: Option<bool>,
    /// Space between letters, in thousandths of the em.
    pub tracking: Option<i64>,
}

/// Lines along text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum TextLine {
    /// Below the baseline.
    Under,
    /// Through the small letters.
    Through,
    /// Above the capitals.
    Over,
}

impl RoleLook {
    /// The look of a block's text in this role.
    pub fn over(&self, look: Look) -> Look {
        let percent = self.size.unwrap_or(100);
        Look {
            family: self.family.unwrap_or(look.family),
            size: look.size.scale(percent, 100),
            leading: look.leading.scale(percent, 100),
            weight: self.weight.unwrap_or(look.weight),
            is_italic: self.is_italic.unwrap_or(look.is_italic),
            colour: self.colour.unwrap_or(look.colour),
            align: self.align.unwrap_or(look.align),
            features: self.features_over(look.features),
            tracking: self.tracking.unwrap_or(look.tracking),
            ..look
        }
    }

    /// What text in this role asks of its face.
    pub fn features_over(&self, features: Features) -> Features {
        Features {
            figures: self.figures.unwrap_or(features.figures),
            capitals: self.capitals.unwrap_or(features.capitals),
            fractions: self.fractions.unwrap_or(features.fractions),
            ..features
        }
    }
}

/// A role as a layout writes it.
#[derive(Debug, Clone, Copy, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub(super) struct RoleFile {
    /// The family.
    family: Option<Family>,
    /// The size, in per cent of that of the text around, from 25 to 400.
    #[schemars(range(min = 25, max = 400))]
    size: Option<u16>,
    /// The weight.
    weight: Option<Weight>,
    /// Whether it is italic.
    italic: Option<bool>,
    /// The colour.
    colour: Option<Ink>,
    /// The colour behind the text.
    background: Option<Ink>,
    /// A line along the text.
    line: Option<TextLine>,
    /// Whether no line ends within it.
    unbroken: bool,
    /// How the lines of a paragraph in this role end.
    align: Option<Align>,
    /// Forms of figures.
    figures: Option<Figures>,
    /// Forms of letters.
    capitals: Option<Capitals>,
    /// Whether figures around a slash are set as fractions.
    fractions: Option<bool>,
    /// Space between letters, in thousandths of the em, from -200 to 1000.
    #[schemars(range(min = -200, max = 1000))]
    tracking: Option<i16>,
}

/// The looks of all roles of a layout.
pub(super) fn decided(files: &BTreeMap<String, RoleFile>, colours: &Colours) -> Roles {
    let decide = |file: &RoleFile| RoleLook {
        family: file.family,
        size: file.size.map(|size| i64::from(size.clamp(25, 400))),
        weight: file.weight,
        is_italic: file.italic,
        colour: file.colour.map(|ink| ink.of(colours)),
        background: file.background.map(|ink| ink.of(colours)),
        line: file.line,
        is_unbroken: file.unbroken,
        align: file.align,
        figures: file.figures,
        capitals: file.capitals,
        fractions: file.fractions,
        tracking: file.tracking.map(|tracking| i64::from(tracking.clamp(-200, 1000))),
    };
    Roles(files.iter().map(|(name, file)| (name.clone(), decide(file))).collect())
}
