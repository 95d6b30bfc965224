//! Sessions at a terminal: what was typed behind a prompt, and what came back.

use crate::highlight::tokens::Found;
use crate::model::TokenKind;

/// Whether a text begins with a prompt: a shell's listing is a session then, and no script.
pub(super) fn is_session(text: &str) -> bool {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or("");
    prompt(first).is_some()
}

/// Prompts and what was typed; what came back stays plain.
pub(super) fn read(text: &str) -> Found {
    let mut found = Found::default();
    let mut at = 0;
    let mut goes_on = false;
    for line in text.split('\n') {
        let typed = match (prompt(line), goes_on) {
            (Some(length), _) => {
                found.push(at, at + length, TokenKind::Meta);
                Some(length)
            }
            (None, true) => Some(line.strip_prefix("> ").map_or(0, |_| 2)),
            (None, false) => None,
        };
        if let Some(from) = typed {
            if from == 2 && goes_on {
                found.push(at, at + 2, TokenKind::Meta);
            }
            command(line, from, at, !goes_on || prompt(line).is_some(), &mut found);
        } else if line.starts_with("# ") {
            found.push(at, at + line.len(), TokenKind::Comment);
        }
        goes_on = typed.is_some() && line.trim_end().ends_with('\\');
        at += line.len() + 1;
    }
    found
}

/// The bytes of the prompt that a line begins with, the space behind it included.
fn prompt(line: &str) -> Option<usize> {
    let end = line.find("$ ").or_else(|| line.strip_suffix('$').map(str::len)).map(|at| (at, at + 2));
    let percent = line.starts_with("% ").then_some((0, 2));
    let windows = line.find("> ").filter(|at| line.starts_with("PS ") || line.get(1..3) == Some(":\\") && *at > 0);
    let (sign, behind) = percent.or(windows.map(|at| (at, at + 2))).or(end)?;
    let before = line.get(..sign)?;
    let is_host = |text: &str| text.contains('@') && !text.contains(' ');
    let is_box = before.starts_with('[') && before.ends_with(']') && before.contains('@');
    let is_place = before.is_empty() || is_host(before) || is_box || windows.is_some();
    (is_place || before.starts_with('(') && before.ends_with(") ")).then_some(behind.min(line.len()))
}

/// The words of a command: its name, options, strings, variables.
fn command(line: &str, from: usize, at: usize, names_first: bool, found: &mut Found) {
    let mut expects_name = names_first;
    let mut rest = from;
    while let Some(text) = line.get(rest..).filter(|text| !text.is_empty()) {
        let blank = text.len() - text.trim_start().len();
        if blank > 0 {
            rest += blank;
            continue;
        }
        let length = word(text);
        let (start, end) = (at + rest, at + rest + length);
        let said = text.get(..length).unwrap_or("");
        let is_joint = matches!(said, "|" | "||" | "&&" | ";" | "&");
        match said.chars().next() {
            Some('#') => return found.push(start, at + line.len(), TokenKind::Comment),
            Some('"' | '\'') => found.push(start, end, TokenKind::String),
            Some('$') => found.push(start, end, TokenKind::Variable),
            Some('-') if !expects_name => found.push(start, end, TokenKind::Attribute),
            _ if is_joint => {}
            // `NAME=value` before a command is no command.
            _ if expects_name && !said.contains('=') => found.push(start, end, TokenKind::Function),
            _ => {}
        }
        expects_name = is_joint || said == "sudo" || expects_name && said.contains('=');
        rest += length;
    }
}

/// The bytes of the word that a text begins with; quotes hold words together.
fn word(text: &str) -> usize {
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''));
    if let Some(quote) = quote {
        return text.get(1..).and_then(|rest| rest.find(quote)).map_or(text.len(), |at| at + 2);
    }
    text.find(char::is_whitespace).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<(&str, TokenKind)> {
        let slice = |token: &crate::model::Token| (&text[token.start as usize..token.end as usize], token.kind);
        read(text).tokens.iter().map(slice).collect()
    }

    #[test]
    fn what_was_typed_has_a_look_and_what_came_back_has_none() {
        use TokenKind::{Attribute, Function, Meta, String as Text, Variable};
        let text = "$ git log --oneline \"a b\" $X | wc -l\n1 costs 5$ here\n";
        let expected = [
            ("$ ", Meta),
            ("git", Function),
            ("--oneline", Attribute),
            ("\"a b\"", Text),
            ("$X", Variable),
            ("wc", Function),
            ("-l", Attribute),
        ];
        assert_eq!(kinds(text), expected);
        assert!(is_session("\n[root@host ~]$ ls"));
        assert!(!is_session("echo $ x"));
        assert_eq!(kinds("$ a \\\n> -b"), [("$ ", Meta), ("a", Function), ("> ", Meta), ("-b", Attribute)]);
    }
}
