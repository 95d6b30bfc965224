//! The box that an element stands in: border, background, space within, and what it keeps to.

use schemars::JsonSchema;
use serde::de::Error;
use serde::{Deserialize, Deserializer};

use crate::geom::{Abs, Colour};
use crate::theme::{Colours, Length};

/// A colour as layouts write it: its own, or the name of one of the layout's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ink {
    /// `#1a5f6f`
    Own(Colour),
    /// `accent`
    Accent,
    /// `grey`
    Grey,
    /// `hairline`
    Hairline,
    /// `tint`
    Tint,
}

impl Ink {
    /// The colour that it is in a layout.
    pub(crate) fn of(self, colours: &Colours) -> Colour {
        match self {
            Self::Own(colour) => colour,
            Self::Accent => colours.accent,
            Self::Grey => colours.grey,
            Self::Hairline => colours.hairline,
            Self::Tint => colours.tint,
        }
    }
}

impl<'de> Deserialize<'de> for Ink {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        match text.as_str() {
            "accent" => Ok(Self::Accent),
            "grey" => Ok(Self::Grey),
            "hairline" => Ok(Self::Hairline),
            "tint" => Ok(Self::Tint),
            other => Colour::parse(other).map(Self::Own).ok_or_else(|| {
                let words = "write one such as \"#1a5f6f\", or `accent`, `grey`, `hairline` or `tint`";
                D::Error::custom(format!("`{text}` is no colour; {words}"))
            }),
        }
    }
}

/// A length, or a share of the element's em.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Inset {
    /// `8pt`
    Length(Abs),
    /// `0.8em`, in thousandths.
    Em(i64),
}

impl Inset {
    fn of(self, size: Abs) -> Abs {
        match self {
            Self::Length(length) => length,
            Self::Em(thousandths) => size.scale(thousandths, 1000),
        }
    }

    fn parse(text: &str) -> Option<Self> {
        let Some(share) = text.trim().strip_suffix("em") else {
            return Length::parse(text).map(|length| Self::Length(length.0));
        };
        let share: f64 = share.trim().parse().ok().filter(|share: &f64| share.abs() < 1000.0)?;
        Some(Self::Em((share * 1000.0).round() as i64))
    }
}

impl<'de> Deserialize<'de> for Inset {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text)
            .ok_or_else(|| D::Error::custom(format!("`{text}` is no length; write one such as \"8pt\" or \"0.8em\"")))
    }
}

/// A side of a box.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Side {
    Left,
    Right,
    Top,
    Bottom,
    All,
}

/// A border as layouts write it.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct BorderFile {
    /// The sides that have a rule.
    #[serde(default)]
    sides: Vec<Side>,
    /// How thick the rule is.
    width: Option<Length>,
    /// Its colour.
    colour: Option<Ink>,
}

/// The box of an element.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct FrameLook {
    /// The width of the rules at the left, right, top and bottom; zero where there is none.
    pub border: [Abs; 4],
    /// The colour of the rules.
    pub ink: Colour,
    /// What lies behind the text.
    pub background: Option<Colour>,
    /// From a side with a rule or background to the text.
    pub inset: Abs,
    /// The same above and below.
    pub inset_above: Abs,
    /// Whether it stays on the page of what follows.
    pub keeps_with_next: bool,
    /// Whether it is not parted by a page's end.
    pub keeps_together: bool,
}

impl FrameLook {
    /// Whether there is nothing to paint.
    pub fn is_plain(&self) -> bool {
        self.background.is_none() && self.border.iter().all(|width| width.is_zero())
    }

    /// From the box's left, right, upper and lower edge to the text.
    pub fn insets(&self) -> [Abs; 4] {
        let wishes = [self.inset, self.inset, self.inset_above, self.inset_above];
        let mut insets = [Abs::ZERO; 4];
        for (inset, (wish, rule)) in insets.iter_mut().zip(wishes.into_iter().zip(self.border)) {
            if self.background.is_some() || rule > Abs::ZERO {
                *inset = wish.max(rule);
            }
        }
        insets
    }

    /// The box as a layout says it, for type of a size.
    pub(super) fn decided(file: &super::LookFile, size: Abs, colours: &Colours) -> Self {
        let border = file.border.clone().unwrap_or_default();
        let width = border.width.map_or(Abs::pt(0.8), |length| length.0);
        let has = |side| border.sides.contains(&side) || border.sides.contains(&Side::All);
        let rule = |side| if has(side) { width } else { Abs::ZERO };
        Self {
            border: [rule(Side::Left), rule(Side::Right), rule(Side::Top), rule(Side::Bottom)],
            ink: border.colour.unwrap_or(Ink::Hairline).of(colours),
            background: file.background.map(|ink| ink.of(colours)),
            inset: file.padding_x.unwrap_or(Inset::Em(1000)).of(size),
            inset_above: file.padding_y.unwrap_or(Inset::Em(600)).of(size),
            keeps_with_next: file.keep_with_next.unwrap_or(false),
            keeps_together: file.keep_together.unwrap_or(false),
        }
    }

    /// The box in per cent of its size.
    pub(super) fn scaled(self, percent: i64) -> Self {
        let (inset, inset_above) = (self.inset.scale(percent, 100), self.inset_above.scale(percent, 100));
        Self { inset, inset_above, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_side_without_rule_or_background_has_no_inset() {
        let left = FrameLook { border: [Abs::pt(2.0), Abs::ZERO, Abs::ZERO, Abs::ZERO], ..FrameLook::default() };
        assert_eq!(left.insets(), [Abs::pt(2.0), Abs::ZERO, Abs::ZERO, Abs::ZERO]);
        let tinted = FrameLook { background: Some(Colour::WHITE), inset: Abs::pt(5.0), ..left };
        assert_eq!(tinted.insets(), [Abs::pt(5.0), Abs::pt(5.0), Abs::ZERO, Abs::ZERO]);
    }

    #[test]
    fn insets_are_lengths_or_shares_of_the_em() {
        assert_eq!(Inset::parse("0.8em"), Some(Inset::Em(800)));
        assert_eq!(Inset::parse("8pt"), Some(Inset::Length(Abs::pt(8.0))));
        assert_eq!((Inset::parse("em"), Inset::parse("8"), Inset::parse("1e9em")), (None, None, None));
    }
}
