//! What a layout decides of keys and buttons in lines of text.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::geom::Colour;
use crate::theme::Colours;
use crate::theme::frame::Ink;

/// The caps that the names of keys and the words of buttons stand on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyLook {
    /// The colour of their upper side.
    pub ground: Colour,
    /// The colour of their edge.
    pub edge: Colour,
    /// How large their words are, in per cent of the text around.
    pub size: i64,
}

/// Keys and buttons as a layout writes them.
#[derive(Debug, Clone, Copy, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub(super) struct KeyFile {
    /// The colour of the upper side of their caps.
    ground: Option<Ink>,
    /// The colour of the edge of their caps.
    edge: Option<Ink>,
    /// How large their words are, in per cent of the text around.
    size: Option<i64>,
}

impl KeyFile {
    /// The look, with what is missing as most would have it.
    pub(super) fn decided(&self, colours: &Colours) -> KeyLook {
        let ink = |ink: Option<Ink>, base| ink.map_or(base, |ink| ink.of(colours));
        KeyLook {
            ground: ink(self.ground, colours.tint),
            edge: ink(self.edge, colours.hairline),
            size: self.size.unwrap_or(80),
        }
    }
}
