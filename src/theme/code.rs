//! What a layout decides of code besides its type: the looks of its tokens, marks, numbers.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::font::Weight;
use crate::geom::{Abs, Colour};
use crate::model::TokenKind;
use crate::theme::frame::Ink;
use crate::theme::{Colours, Length};

/// Code in blocks, besides its type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeLook {
    /// Behind the lines that the author marks.
    pub marked: Colour,
    /// The numbers of lines.
    pub numbers: Colour,
    /// The discs that remarks are counted by.
    pub disc: Colour,
    /// The figures on them.
    pub figure: Colour,
    /// Listings of so many lines or fewer stay whole where a page can be filled without them.
    pub whole: u32,
    /// The smallest size that lines are shrunk to where they ask to be fitted.
    pub smallest: Abs,
    tokens: Vec<TokenLook>,
}

/// How code of one kind differs from other code.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TokenLook {
    /// The colour; none leaves that of the code.
    pub colour: Option<Colour>,
    /// The weight; none leaves that of the code.
    pub weight: Option<Weight>,
    /// Whether it is italic.
    pub is_italic: bool,
}

impl CodeLook {
    /// The look of a kind.
    pub fn token(&self, kind: TokenKind) -> TokenLook {
        self.tokens.get(kind as usize).copied().unwrap_or_default()
    }

    /// The look with its lengths in per cent of what they are.
    pub(super) fn scaled(self, percent: i64) -> Self {
        Self { smallest: self.smallest.scale(percent, 100), ..self }
    }
}

/// Code as a layout writes it.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub(super) struct CodeFile {
    /// Behind the lines that the author marks.
    marked: Option<Ink>,
    /// The numbers of lines.
    numbers: Option<Ink>,
    /// The discs that remarks are counted by.
    disc: Option<Ink>,
    /// The figures on them.
    figure: Option<Ink>,
    /// Listings of so many lines or fewer stay whole where a page can be filled without them.
    whole: Option<u32>,
    /// The smallest size that lines are shrunk to where they ask to be fitted.
    smallest: Option<Length>,
    /// What the machine doesn't read.
    comment: Option<TokenFile>,
    /// Words of the language.
    keyword: Option<TokenFile>,
    /// Text in quotes.
    string: Option<TokenFile>,
    /// Numbers and other constants.
    number: Option<TokenFile>,
    /// Names of functions and commands.
    function: Option<TokenFile>,
    /// Names of types.
    r#type: Option<TokenFile>,
    /// Variables that a sign marks.
    variable: Option<TokenFile>,
    /// Names of attributes, keys and options.
    attribute: Option<TokenFile>,
    /// Names of tags.
    tag: Option<TokenFile>,
    /// What is about the code: prompts, directives, the heads of a diff.
    meta: Option<TokenFile>,
    /// Lines added.
    inserted: Option<TokenFile>,
    /// Lines taken out.
    deleted: Option<TokenFile>,
}

/// How code of one kind differs from other code.
#[derive(Debug, Clone, Copy, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
struct TokenFile {
    /// The colour.
    colour: Option<Ink>,
    /// The weight.
    weight: Option<Weight>,
    /// Whether it is italic.
    italic: bool,
}

impl CodeFile {
    /// The look, with what is missing as most would have it.
    pub(super) fn decided(&self, colours: &Colours) -> CodeLook {
        let ink = |ink: Option<Ink>, base| ink.map_or(base, |ink| ink.of(colours));
        let tokens = TokenKind::ALL.iter().map(|kind| {
            let file = self.file(*kind).unwrap_or_default();
            TokenLook { colour: file.colour.map(|ink| ink.of(colours)), weight: file.weight, is_italic: file.italic }
        });
        CodeLook {
            marked: ink(self.marked, colours.hairline),
            numbers: ink(self.numbers, colours.grey),
            disc: ink(self.disc, Colour::BLACK),
            figure: ink(self.figure, Colour::WHITE),
            whole: self.whole.unwrap_or(12),
            smallest: self.smallest.map_or(Abs::pt(6.0), |length| length.0),
            tokens: tokens.collect(),
        }
    }

    const fn file(&self, kind: TokenKind) -> Option<TokenFile> {
        match kind {
            TokenKind::Comment => self.comment,
            TokenKind::Keyword => self.keyword,
            TokenKind::String => self.string,
            TokenKind::Number => self.number,
            TokenKind::Function => self.function,
            TokenKind::Type => self.r#type,
            TokenKind::Variable => self.variable,
            TokenKind::Attribute => self.attribute,
            TokenKind::Tag => self.tag,
            TokenKind::Meta => self.meta,
            TokenKind::Inserted => self.inserted,
            TokenKind::Deleted => self.deleted,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::{SHIPPED, Theme, read};
    use crate::world::Memory;

    fn themes() -> impl Iterator<Item = Theme> {
        SHIPPED.iter().map(|(name, _)| read(&Memory::new(), name, &mut crate::diag::Sink::new()).unwrap())
    }

    /// WCAG 2.2, relative luminance.
    fn luminance(colour: Colour) -> f64 {
        let channel = |value: u8| {
            let share = f64::from(value) / 255.0;
            if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(colour.red) + 0.7152 * channel(colour.green) + 0.0722 * channel(colour.blue)
    }

    fn contrast(a: Colour, b: Colour) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn all_code_can_be_read_on_its_ground() {
        for theme in themes() {
            let (code, look) = (&theme.code, &theme.elements.code);
            let paper = theme.page.background.unwrap_or(Colour::WHITE);
            let ground = look.frame.background.unwrap_or(paper);
            for kind in TokenKind::ALL {
                let ink = code.token(*kind).colour.unwrap_or(look.colour);
                for behind in [ground, code.marked, paper] {
                    let ratio = contrast(ink, behind);
                    assert!(ratio >= 4.5, "{}: {} on {behind}: {ratio:.2}", theme.name, kind.name());
                }
            }
            assert!(contrast(code.numbers, ground) >= 4.5 && contrast(code.figure, code.disc) >= 4.5, "{}", theme.name);
        }
    }

    #[test]
    fn kinds_differ_without_colours_too() {
        for theme in themes() {
            let shape = |kind| {
                let look = theme.code.token(kind);
                (look.weight.unwrap_or_default() > Weight::Regular, look.is_italic)
            };
            assert_eq!(shape(TokenKind::Keyword), (true, false), "{}", theme.name);
            assert_eq!(shape(TokenKind::Comment), (false, true), "{}", theme.name);
            assert_eq!(shape(TokenKind::String), (false, false), "{}", theme.name);
            assert_ne!(shape(TokenKind::Inserted), shape(TokenKind::Deleted), "{}", theme.name);
            assert_ne!(shape(TokenKind::Tag), shape(TokenKind::Attribute), "{}", theme.name);
        }
    }

    #[test]
    fn marked_lines_show_on_the_ground_of_code() {
        for theme in themes() {
            let ground = theme.elements.code.frame.background.unwrap_or(Colour::WHITE);
            assert!(contrast(theme.code.marked, ground) >= 1.04, "{}", theme.name);
        }
    }
}
