//! Formulas as MathML Core: LaTeX by `math-core`, AsciiMath by `asciimath-parser` and what is here.
#![deny(clippy::indexing_slicing)]

mod alphabets;
mod asciimath;
mod latex;

use crate::model::{Stem, StemNotation};

/// Formulas longer than this are no formulas; both readers go down a level with each bracket.
const LONGEST: usize = 8_000;
/// Brackets and commands within each other that a formula may have.
const DEEPEST: usize = 60;

/// Whether a formula stands in a line of text or on lines of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Display {
    /// In a line of text.
    Inline,
    /// On lines of its own.
    Block,
}

/// An element of MathML, or the text in one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MathNode {
    /// An element.
    Element(MathElement),
    /// Text.
    Text(String),
}

/// An element of MathML Core.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MathElement {
    /// Its name (`mfrac`).
    pub name: &'static str,
    /// Its attributes.
    pub attributes: Vec<(&'static str, String)>,
    /// What it holds.
    pub children: Vec<MathNode>,
}

impl MathElement {
    fn new(name: &'static str, children: Vec<MathNode>) -> Self {
        Self { name, attributes: Vec::new(), children }
    }

    fn with(mut self, name: &'static str, value: &str) -> Self {
        self.attributes.push((name, value.to_owned()));
        self
    }
}

/// The element `math` of a formula, without its namespace.
///
/// # Errors
/// Why it can't be understood, in words that continue “the formula …”.
pub fn mathml(stem: &Stem, display: Display) -> Result<MathElement, String> {
    if stem.source.len() > LONGEST || depth(&stem.source) > DEEPEST {
        return Err("is longer or deeper than formulas are".to_owned());
    }
    let children = match stem.notation {
        StemNotation::Latex => latex::read(&stem.source, display)?,
        StemNotation::AsciiMath => vec![asciimath::read(&stem.source)],
    };
    let math = MathElement::new("math", children);
    Ok(match display {
        Display::Block => math.with("display", "block"),
        Display::Inline => math,
    })
}

/// How deep a formula goes at most: brackets that are open, commands without brackets and signs in a row.
fn depth(source: &str) -> usize {
    let (mut open, mut deepest, mut row) = (0_usize, 0, 0);
    let mut words = source.split_whitespace().peekable();
    // `sqrt sqrt sqrt x` takes a level a word.
    while let Some(word) = words.next() {
        row = if words.peek() == Some(&word) { row + 1 } else { 0 };
        deepest = deepest.max(row);
    }
    let mut same = 0;
    let mut last = None;
    for c in source.chars() {
        match c {
            '(' | '[' | '{' => open += 1,
            ')' | ']' | '}' => open = open.saturating_sub(1),
            _ => {}
        }
        // `- - - x` and `x^x^x^x` go down with each sign.
        same = if Some(c) == last || c.is_whitespace() { same + 1 } else { 0 };
        if !c.is_whitespace() {
            last = Some(c);
        }
        deepest = deepest.max(open).max(same);
    }
    let signs = source.matches(['^', '_', '/', '\\']).count() / 8;
    deepest.max(signs)
}

#[cfg(test)]
pub(crate) fn shown(element: &MathElement) -> String {
    let attributes: String = element.attributes.iter().map(|(name, value)| format!(" {name}={value}")).collect();
    let children: String = element
        .children
        .iter()
        .map(|child| match child {
            MathNode::Element(element) => shown(element),
            MathNode::Text(text) => text.clone(),
        })
        .collect();
    format!("<{}{attributes}>{children}</{}>", element.name, element.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_formulas_are_refused_or_read() {
        let hostile =
            ["(", "-", "sqrt ", "x^", "{", "\\frac{", "sin ", "a/", "|", "[[", "\\sqrt", "_", "text(", "\"", "\\left("];
        for part in hostile {
            for count in [10, 50, 500, 5_000] {
                for notation in [StemNotation::Latex, StemNotation::AsciiMath] {
                    let stem = Stem { notation, source: part.repeat(count) };
                    let _ = mathml(&stem, Display::Inline);
                }
            }
        }
    }
}
