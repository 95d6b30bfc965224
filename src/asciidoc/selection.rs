//! The lines of an included file that the author asks for, to move them together (`indent=0`): the crate selects them,
//! but doesn't move them.

use std::collections::BTreeMap;

/// The lines that are wanted, counted from 1; `None` where all are.
pub(super) fn wanted(text: &str, tags: &[String], lines: Option<&str>) -> Option<Vec<usize>> {
    if tags.is_empty() && lines.is_none_or(str::is_empty) {
        return None;
    }
    let chosen = chosen(&text.split('\n').collect::<Vec<_>>(), tags, lines);
    Some(chosen.into_iter().enumerate().filter_map(|(index, is_chosen)| is_chosen.then_some(index + 1)).collect())
}

/// Whether each line is wanted.
fn chosen(all: &[&str], tags: &[String], lines: Option<&str>) -> Vec<bool> {
    match lines.filter(|lines| !lines.is_empty()) {
        Some(lines) => by_numbers(all.len(), lines),
        None if tags.is_empty() => vec![true; all.len()],
        None => by_tags(all, tags),
    }
}

/// The text with `indent` blanks in place of those that all selected lines share. Lines that are not selected may lose
/// words, for nobody sees them.
pub(super) fn indented(text: &str, tags: &[String], lines: Option<&str>, indent: usize) -> String {
    let all: Vec<&str> = text.split('\n').collect();
    let is_selected = chosen(&all, tags, lines);
    let blanks = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let moving = all.iter().zip(&is_selected).filter(|(line, chosen)| **chosen && !line.trim().is_empty());
    let shared = moving.map(|(line, _)| blanks(line)).min().unwrap_or(0);
    let moved = all.iter().map(|line| match line.trim().is_empty() {
        true => String::new(),
        false => " ".repeat(indent) + line.get(shared.min(blanks(line))..).unwrap_or(""),
    });
    moved.collect::<Vec<_>>().join("\n")
}

/// `1;3..5,7..-1`
fn by_numbers(count: usize, lines: &str) -> Vec<bool> {
    let mut chosen = vec![false; count];
    for range in lines.split([',', ';']).map(str::trim) {
        let (from, to) = range.split_once("..").unwrap_or((range, range));
        let from = from.trim().parse::<usize>().unwrap_or(1).max(1);
        let to = to.trim().parse::<usize>().unwrap_or(count).min(count);
        for is_chosen in chosen.iter_mut().take(to).skip(from - 1) {
            *is_chosen = true;
        }
    }
    chosen
}

/// Which lines the regions hold; the innermost region that the author names decides.
fn by_tags(all: &[&str], tags: &[String]) -> Vec<bool> {
    let wanted: BTreeMap<&str, bool> =
        tags.iter().map(|tag| tag.strip_prefix('!').map_or((tag.as_str(), true), |tag| (tag, false))).collect();
    let any = wanted.get("*").copied();
    let outside =
        wanted.get("**").copied().unwrap_or(any == Some(false) || wanted.values().all(|is_wanted| !is_wanted));
    let mut open: Vec<(&str, bool)> = Vec::new();
    let mut chosen = Vec::with_capacity(all.len());
    for line in all {
        let now = open.last().map_or(outside, |(_, is_chosen)| *is_chosen);
        if let Some(name) = named(line, "end::") {
            open.truncate(open.iter().rposition(|(tag, _)| *tag == name).unwrap_or(open.len()));
            chosen.push(false);
        } else if let Some(name) = named(line, "tag::") {
            open.push((name, wanted.get(name).copied().or(any).unwrap_or(now)));
            chosen.push(false);
        } else {
            chosen.push(now);
        }
    }
    chosen
}

/// The name in `tag::name[]`.
fn named<'a>(line: &'a str, word: &str) -> Option<&'a str> {
    line.split_once(word)?.1.split_once("[]").map(|(name, _)| name).filter(|name| !name.contains(' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    const CODE: &str =
        "class A\n  # tag::b[]\n  def b\n    # tag::c[]\n      1\n    # end::c[]\n  end\n  # end::b[]\nend";

    #[test]
    fn selected_lines_move_together() {
        let chosen = |tags: &[&str], lines| {
            let tags: Vec<String> = tags.iter().map(|tag| (*tag).to_owned()).collect();
            indented(CODE, &tags, lines, 1)
        };
        assert!(chosen(&["b"], None).contains("\n def b\n"));
        assert!(chosen(&["c"], None).contains("\n 1\n"));
        assert!(chosen(&["**", "!c"], None).contains("\n   def b\n"));
        assert!(chosen(&[], Some("3..4;7")).contains("\n def b\n"));
        assert!(chosen(&[], None).starts_with(" class A\n"));
    }

    #[test]
    fn regions_hold_lines() {
        let all: Vec<&str> = CODE.split('\n').collect();
        let held = |tags: &[&str]| {
            let tags: Vec<String> = tags.iter().map(|tag| (*tag).to_owned()).collect();
            by_tags(&all, &tags).iter().map(|is_held| if *is_held { 'x' } else { '.' }).collect::<String>()
        };
        assert_eq!(held(&["b"]), "..x.x.x..");
        assert_eq!(held(&["b", "!c"]), "..x...x..");
        assert_eq!(held(&["*"]), "..x.x.x..");
        assert_eq!(held(&["!*"]), "x.......x");
        assert_eq!(held(&["!c"]), "x.x...x.x");
    }
}
