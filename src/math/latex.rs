//! LaTeX: `math-core` writes MathML Core, which is read into our tree.

use math_core::{LatexToMathML, MathCoreConfig, MathDisplay};
use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};

use crate::math::{Display, MathElement, MathNode};

/// The elements of MathML Core.
const ELEMENTS: &[&str] = &[
    "annotation",
    "maction",
    "merror",
    "mfrac",
    "mi",
    "mmultiscripts",
    "mn",
    "mo",
    "mover",
    "mpadded",
    "mphantom",
    "mprescripts",
    "mroot",
    "mrow",
    "ms",
    "mspace",
    "msqrt",
    "mstyle",
    "msub",
    "msubsup",
    "msup",
    "mtable",
    "mtd",
    "mtext",
    "mtr",
    "munder",
    "munderover",
    "semantics",
];

/// The attributes that mean something without a style sheet.
const ATTRIBUTES: &[&str] = &[
    "accent",
    "accentunder",
    "columnalign",
    "columnspan",
    "depth",
    "displaystyle",
    "fence",
    "form",
    "height",
    "largeop",
    "linethickness",
    "lspace",
    "mathbackground",
    "mathcolor",
    "mathvariant",
    "maxsize",
    "minsize",
    "movablelimits",
    "rowspan",
    "rspace",
    "scriptlevel",
    "separator",
    "stretchy",
    "symmetric",
    "voffset",
    "width",
];

/// What stands within the element `math`.
pub(super) fn read(source: &str, display: Display) -> Result<Vec<MathNode>, String> {
    let display = match display {
        Display::Inline => MathDisplay::Inline,
        Display::Block => MathDisplay::Block,
    };
    let converter = LatexToMathML::new(MathCoreConfig::default()).map_err(|_| "can't be read".to_owned())?;
    let found = converter.convert_with_local_state(source, display).map_err(|error| format!("has a fault: {error}"))?;
    tree(&found.mathml).ok_or_else(|| "can't be read".to_owned())
}

/// The children of the outermost element; `None` where the text is no MathML.
fn tree(xml: &str) -> Option<Vec<MathNode>> {
    let mut reader = Reader::from_str(xml);
    let mut open: Vec<MathElement> = Vec::new();
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) => open.push(element(&start)?),
            Event::Empty(start) => push(&mut open, MathNode::Element(element(&start)?)),
            Event::End(_) => {
                let done = open.pop()?;
                if open.is_empty() {
                    return Some(done.children);
                }
                push(&mut open, MathNode::Element(with_style_within(done)));
            }
            Event::Text(text) => push_text(&mut open, &text),
            Event::GeneralRef(name) => {
                let words = match name.resolve_char_ref().ok()? {
                    Some(c) => c.to_string(),
                    None => resolve_predefined_entity(&name)?.to_owned(),
                };
                push_text(&mut open, &words);
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}

/// MathML 3, which EPUB readers are checked against, knows the style of what is set on `mstyle` alone.
fn with_style_within(mut element: MathElement) -> MathElement {
    match element.name {
        "mstyle" => return element,
        // Rows and cells can't stand in an `mstyle`; a table takes one of the two itself.
        "mtable" | "mtr" => {
            element.attributes.retain(|(name, _)| *name != "scriptlevel");
            return element;
        }
        _ => {}
    }
    let is_style = |(name, _): &(&'static str, String)| matches!(*name, "displaystyle" | "scriptlevel");
    let (style, own): (Vec<_>, Vec<_>) = std::mem::take(&mut element.attributes).into_iter().partition(is_style);
    element.attributes = own;
    if !style.is_empty() {
        let children = std::mem::take(&mut element.children);
        element.children = vec![MathNode::Element(MathElement { name: "mstyle", attributes: style, children })];
    }
    element
}

fn element(start: &BytesStart<'_>) -> Option<MathElement> {
    let name = start.name();
    let name: &str = name.as_ref();
    // The outermost element is ours to write.
    let name = if name == "math" { "math" } else { ELEMENTS.iter().find(|known| **known == name)? };
    let mut attributes = Vec::new();
    for attribute in start.attributes().flatten() {
        let key: &str = attribute.key.as_ref();
        if let Some(known) = ATTRIBUTES.iter().find(|known| **known == key) {
            attributes.push((*known, attribute.value.into_owned()));
        }
    }
    Some(MathElement { name, attributes, children: Vec::new() })
}

fn push(open: &mut [MathElement], node: MathNode) {
    if let Some(parent) = open.last_mut() {
        parent.children.push(node);
    }
}

fn push_text(open: &mut [MathElement], text: &str) {
    let Some(parent) = open.last_mut() else { return };
    if let Some(MathNode::Text(before)) = parent.children.last_mut() {
        before.push_str(text);
    } else if !text.trim().is_empty() || text.contains('\u{A0}') {
        parent.children.push(MathNode::Text(text.to_owned()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::math::{mathml, shown};
    use crate::model::{Stem, StemNotation};

    fn of(source: &str) -> Result<String, String> {
        let stem = Stem { notation: StemNotation::Latex, source: source.to_owned() };
        mathml(&stem, Display::Block).map(|math| shown(&math))
    }

    #[test]
    fn latex_becomes_mathml() {
        let found = of("C = \\alpha + \\frac{a<b}{2} \\& 1").unwrap();
        assert!(found.starts_with("<math display=block>") && found.contains("<mi>α</mi>"), "{found}");
        assert!(found.contains("<mfrac>") && found.contains('<') && found.contains('&'), "{found}");
        assert!(of("\\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}").unwrap().contains("<mtable"), "a matrix");
    }

    #[test]
    fn faults_are_told() {
        for source in ["\\frac{a", "\\nosuchcommand", "}"] {
            assert!(of(source).is_err(), "{source}");
        }
    }
}
