//! AsciiMath: the crate's tree as MathML, by the rules of asciimath.org.

use std::collections::HashMap;
use std::sync::OnceLock;

use asciimath_parser::tree::{
    Expression, Frac, Func, Group, Intermediate, Matrix, Script, ScriptFunc, Signed, Simple, SimpleBinary,
    SimpleScript, SimpleUnary, Symbol,
};
use asciimath_parser::{ASCIIMATH_TOKENS, SymbolClass};

use crate::math::alphabets::lettered;
use crate::math::{MathElement, MathNode};

/// What stands between a function and what it is of (U+2061 FUNCTION APPLICATION).
const APPLIED: &str = "\u{2061}";

pub(super) fn read(source: &str) -> MathNode {
    row(expression(&asciimath_parser::parse(source)))
}

fn element(name: &'static str, children: Vec<MathNode>) -> MathNode {
    MathNode::Element(MathElement::new(name, children))
}

fn leaf(name: &'static str, text: &str) -> MathNode {
    element(name, vec![MathNode::Text(text.to_owned())])
}

/// One element of several: itself where it is one.
fn row(mut nodes: Vec<MathNode>) -> MathNode {
    match nodes.len() {
        1 => nodes.remove(0),
        _ => element("mrow", nodes),
    }
}

/// The sign that a spelling stands for.
fn sign(spelling: &str) -> &str {
    static FORMS: OnceLock<HashMap<&'static str, &'static str>> = OnceLock::new();
    let forms = FORMS
        .get_or_init(|| ASCIIMATH_TOKENS.iter().filter_map(|token| Some((token.spelling, token.unicode?))).collect());
    match spelling {
        "-" => "\u{2212}",
        _ => forms.get(spelling).copied().unwrap_or(spelling),
    }
}

fn expression(expression: &Expression<'_>) -> Vec<MathNode> {
    expression.iter().filter_map(intermediate).collect()
}

fn intermediate(part: &Intermediate<'_>) -> Option<MathNode> {
    match part {
        Intermediate::ScriptFunc(part) => Some(script_func(part)),
        Intermediate::Frac(Frac { numer, denom }) => {
            Some(element("mfrac", vec![bare_script(numer), bare_script(denom)]))
        }
        Intermediate::Space(_) => None,
    }
}

/// The upper or lower part of a fraction, without the brackets that hold it together.
fn bare_script(part: &ScriptFunc<'_>) -> MathNode {
    match part {
        ScriptFunc::Simple(SimpleScript { simple, script: Script::None }) => argument(simple),
        _ => script_func(part),
    }
}

fn script_func(part: &ScriptFunc<'_>) -> MathNode {
    match part {
        ScriptFunc::Simple(part) => scripted(simple(&part.simple), &part.script, has_limits(&part.simple)),
        ScriptFunc::Func(Func { func, script, arg }) => {
            row(vec![scripted(leaf("mi", func), script, false), leaf("mo", APPLIED), script_func(arg)])
        }
        ScriptFunc::Signed(Signed { sign: text, operand }) => row(vec![leaf("mo", sign(text)), script_func(operand)]),
    }
}

/// Whether scripts stand below and above: sums and limits, not integrals.
fn has_limits(base: &Simple<'_>) -> bool {
    match base {
        Simple::Symbol(symbol) => {
            symbol.class == SymbolClass::LeadingName
                || (symbol.class == SymbolClass::Leading
                    && matches!(sign(symbol.text), "∑" | "∏" | "⋀" | "⋁" | "⋂" | "⋃"))
        }
        Simple::Unary(unary) => matches!(unary.op, "ubrace" | "underbrace" | "obrace" | "overbrace"),
        _ => false,
    }
}

fn scripted(base: MathNode, script: &Script<'_>, has_limits: bool) -> MathNode {
    let (both, below, above) = if has_limits { ("munderover", "munder", "mover") } else { ("msubsup", "msub", "msup") };
    match (script.sub(), script.sup()) {
        (Some(sub), Some(sup)) => element(both, vec![base, argument(sub), argument(sup)]),
        (Some(sub), None) => element(below, vec![base, argument(sub)]),
        (None, Some(sup)) => element(above, vec![base, argument(sup)]),
        (None, None) => base,
    }
}

/// What a command or a script applies to, without the brackets that hold it together.
fn argument(part: &Simple<'_>) -> MathNode {
    match part {
        Simple::Group(group) if matches!(group.left_bracket, "(" | "[" | "{" | "{:") => row(expression(&group.expr)),
        _ => simple(part),
    }
}

fn simple(part: &Simple<'_>) -> MathNode {
    match part {
        Simple::Missing => element("mrow", Vec::new()),
        Simple::Number(text) => leaf("mn", text),
        Simple::Text(text) => leaf("mtext", &text.replace(' ', "\u{A0}")),
        Simple::Ident(text) => leaf("mi", text),
        Simple::Operator(text) => leaf("mo", text),
        Simple::Symbol(part) => symbol(part),
        Simple::Sign(text) => leaf("mo", sign(text)),
        Simple::Signed(signed) => row(vec![leaf("mo", sign(signed.sign)), simple(&signed.operand)]),
        Simple::Unary(part) => unary(part),
        Simple::Func(func) => row(vec![leaf("mi", func.func), leaf("mo", APPLIED), simple(&func.arg)]),
        Simple::Binary(part) => binary(part),
        Simple::Group(part) => group(part),
        Simple::Matrix(part) => matrix(part),
    }
}

fn symbol(symbol: &Symbol<'_>) -> MathNode {
    let text = sign(symbol.text);
    match symbol.class {
        SymbolClass::Glyph if text.chars().all(char::is_alphabetic) => leaf("mi", text),
        SymbolClass::Name => row(text.chars().map(|c| leaf("mi", c.encode_utf8(&mut [0; 4]))).collect()),
        SymbolClass::Space => leaf("mtext", &text.replace(' ', "\u{A0}")),
        SymbolClass::JoiningName => row(vec![leaf("mtext", "\u{A0}"), leaf("mo", text), leaf("mtext", "\u{A0}")]),
        SymbolClass::LeadingName => leaf("mo", text),
        SymbolClass::Glyph | SymbolClass::Joining | SymbolClass::Leading | SymbolClass::Separator => leaf("mo", text),
    }
}

fn unary(unary: &SimpleUnary<'_>) -> MathNode {
    let inner = argument(&unary.arg);
    let around = |open: &str, close: &str| row(vec![leaf("mo", open), inner.clone(), leaf("mo", close)]);
    let over = |mark: &str| marked("mover", "accent", inner.clone(), mark);
    let under = |mark: &str| marked("munder", "accentunder", inner.clone(), mark);
    match unary.op {
        "sqrt" => element("msqrt", vec![inner]),
        "abs" | "Abs" => around("|", "|"),
        "norm" => around("∥", "∥"),
        "floor" => around("⌊", "⌋"),
        "ceil" => around("⌈", "⌉"),
        "hat" => over("^"),
        "bar" | "overline" => over("¯"),
        "vec" => over("→"),
        "dot" => over("."),
        "ddot" => over(".."),
        "tilde" => over("~"),
        "overarc" | "overparen" => over("⏜"),
        "ul" | "underline" => under("_"),
        "ubrace" | "underbrace" => under("⏟"),
        "obrace" | "overbrace" => over("⏞"),
        "text" | "mbox" => text_of(&unary.arg).map_or(inner, |text| leaf("mtext", &text.replace(' ', "\u{A0}"))),
        font => styled(inner, font),
    }
}

fn marked(name: &'static str, attribute: &'static str, inner: MathNode, mark: &str) -> MathNode {
    MathNode::Element(MathElement::new(name, vec![inner, leaf("mo", mark)]).with(attribute, "true"))
}

/// The same with its letters in the alphabet of a font command.
fn styled(node: MathNode, command: &str) -> MathNode {
    match node {
        MathNode::Text(text) => MathNode::Text(lettered(command, &text).unwrap_or(text)),
        MathNode::Element(element) => {
            let children = element.children.into_iter().map(|child| styled(child, command)).collect();
            MathNode::Element(MathElement { children, ..element })
        }
    }
}

fn text_of(part: &Simple<'_>) -> Option<String> {
    match part {
        Simple::Text(text) => Some((*text).to_owned()),
        Simple::Group(group) => match group.expr.first()? {
            Intermediate::ScriptFunc(ScriptFunc::Simple(inner)) if group.expr.len() == 1 => text_of(&inner.simple),
            _ => None,
        },
        _ => None,
    }
}

fn binary(part: &SimpleBinary<'_>) -> MathNode {
    let (first, second) = (argument(&part.first), argument(&part.second));
    match part.op {
        "frac" => element("mfrac", vec![first, second]),
        "root" => element("mroot", vec![second, first]),
        "stackrel" | "overset" => element("mover", vec![second, first]),
        "underset" => element("munder", vec![second, first]),
        "color" => {
            let colour: String = letters(&first);
            let is_colour = !colour.is_empty() && colour.chars().all(|c| c.is_ascii_alphanumeric() || c == '#');
            match is_colour {
                true => MathNode::Element(MathElement::new("mrow", vec![second]).with("mathcolor", &colour)),
                false => second,
            }
        }
        // Names and classes mean nothing in a book.
        _ => second,
    }
}

fn letters(node: &MathNode) -> String {
    match node {
        MathNode::Text(text) => text.clone(),
        MathNode::Element(element) => element.children.iter().map(letters).collect(),
    }
}

fn bracket(spelling: &str) -> Option<MathNode> {
    let text = sign(spelling);
    (!text.is_empty()).then(|| leaf("mo", text))
}

fn group(group: &Group<'_>) -> MathNode {
    let inner = row(expression(&group.expr));
    row(bracket(group.left_bracket).into_iter().chain([inner]).chain(bracket(group.right_bracket)).collect())
}

fn matrix(matrix: &Matrix<'_>) -> MathNode {
    let cell = |cell: &Expression<'_>| element("mtd", expression(cell));
    let rows = matrix.rows().map(|cells| element("mtr", cells.iter().map(cell).collect()));
    let table = element("mtable", rows.collect());
    row(bracket(matrix.left_bracket).into_iter().chain([table]).chain(bracket(matrix.right_bracket)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::math::shown;

    fn of(source: &str) -> String {
        shown(&MathElement::new("m", vec![read(source)]))
    }

    #[test]
    fn formulas_become_mathml() {
        for (source, expected) in [
            ("x^2", "<m><msup><mi>x</mi><mn>2</mn></msup></m>"),
            ("(a+b)/2", "<m><mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>2</mn></mfrac></m>"),
            ("sqrt(x)", "<m><msqrt><mi>x</mi></msqrt></m>"),
            ("root 3 x", "<m><mroot><mi>x</mi><mn>3</mn></mroot></m>"),
            ("alpha <= -1", "<m><mrow><mi>α</mi><mo>≤</mo><mrow><mo>−</mo><mn>1</mn></mrow></mrow></m>"),
            (
                "sum_(i=1)^n i",
                "<m><mrow><munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover>\
                 <mi>i</mi></mrow></m>",
            ),
            ("int_0^1", "<m><msubsup><mo>∫</mo><mn>0</mn><mn>1</mn></msubsup></m>"),
            ("sin x", "<m><mrow><mi>sin</mi><mo>\u{2061}</mo><mi>x</mi></mrow></m>"),
            ("bbb R", "<m><mi>ℝ</mi></m>"),
            ("hat x", "<m><mover accent=true><mi>x</mi><mo>^</mo></mover></m>"),
            ("text(for all)", "<m><mtext>for\u{A0}all</mtext></m>"),
            ("{: x :}", "<m><mi>x</mi></m>"),
            ("color(red)(x)", "<m><mrow mathcolor=red><mi>x</mi></mrow></m>"),
        ] {
            assert_eq!(of(source), expected, "{source}");
        }
        assert!(of("[[a,b],[c,d]]").contains("<mtable><mtr><mtd><mi>a</mi></mtd>"));
    }
}
