//! Text that reached the output as it was: values of attributes and passed-through markup.
//!
//! The crate gives such text in pieces (`<`, `br`, `>`). Joined again they are what our renderer
//! wrote, with our tags, other tags and references among them.

use asciidoc_parser::HasSpan;
use asciidoc_parser::inlines::{CharRef, InlineNode, RawForm};

use crate::asciidoc::entities::restored;
use crate::asciidoc::render::MARK;

/// The nodes from `from` on that are one text with raw pieces: how many, and the text.
pub(in crate::asciidoc::lower) fn run(nodes: &[InlineNode<'_>], from: usize) -> Option<(usize, String)> {
    let rest = nodes.get(from..)?;
    if let Some(tagged) = tagged(rest) {
        return Some(tagged);
    }
    if !is_raw(rest.first()?) {
        return None;
    }
    let leaves = rest.iter().take_while(|node| is_leaf(node)).count();
    let leaves = rest.get(..leaves)?;
    let last = leaves.iter().rposition(is_raw)?;
    // A reference's end (`#8217;`) may follow the last raw piece (`&`).
    let ends_open = matches!(leaves.get(last), Some(InlineNode::Raw { value, .. }) if value.ends_with('&'));
    let count = (last + 1 + usize::from(ends_open)).min(leaves.len());
    let mut joined = String::new();
    leaves.iter().take(count).for_each(|node| push(node, &mut joined));
    Some((count, restored(&joined)))
}

/// The same of a text in which the author lets `<` be escaped behind the quotes (`[subs=quotes+]`): the signs of our
/// own tags are escaped too.
fn tagged(rest: &[InlineNode<'_>]) -> Option<(usize, String)> {
    let is_opening = matches!(rest.first()?, InlineNode::CharRef { value: CharRef::Special('<'), .. });
    if !is_opening || !is_inside_of_tag(rest.get(1)?) {
        return None;
    }
    let leaves = rest.iter().take_while(|node| is_leaf(node)).count();
    let leaves = rest.get(..leaves)?;
    let count = (leaves.iter().rposition(is_inside_of_tag)? + 2).min(leaves.len());
    let mut joined = String::new();
    leaves.iter().take(count).for_each(|node| push(node, &mut joined));
    let escaped = format!("&lt;{MARK}");
    let mut parts = joined.split(escaped.as_str());
    let mut text = parts.next().unwrap_or("").to_owned();
    for part in parts {
        text.push('<');
        text.push(MARK);
        text.push_str(&part.replacen("&gt;", ">", 1));
    }
    Some((count, text))
}

fn is_inside_of_tag(node: &InlineNode<'_>) -> bool {
    matches!(node, InlineNode::Text { value, .. } | InlineNode::Raw { value, .. } if value.starts_with(MARK))
}

fn is_raw(node: &InlineNode<'_>) -> bool {
    matches!(node, InlineNode::Raw { form: RawForm::AsIs, .. })
}

fn is_leaf(node: &InlineNode<'_>) -> bool {
    matches!(node, InlineNode::Raw { .. } | InlineNode::Text { .. } | InlineNode::CharRef { .. })
}

/// Adds a piece as our renderer would have written it.
fn push(node: &InlineNode<'_>, joined: &mut String) {
    match node {
        InlineNode::Raw { value, form: RawForm::AsIs, .. } => joined.push_str(value),
        InlineNode::Raw { value, .. } | InlineNode::Text { value, .. } => joined.push_str(&escaped(value)),
        InlineNode::CharRef { value: CharRef::Special(c), .. } => joined.push_str(&escaped(c.encode_utf8(&mut [0; 4]))),
        InlineNode::CharRef { value: CharRef::Replacement(text), .. } => joined.push_str(text),
        InlineNode::CharRef { value: CharRef::Entity(text), .. } => joined.push_str(text),
        other => joined.push_str(other.span().data()),
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
