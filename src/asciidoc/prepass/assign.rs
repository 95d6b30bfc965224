//! Attributes assigned within a text (`{set:name:value}`, `{set:name!}`): Asciidoctor assigns them while it converts the
//! text and shows nothing in their place. Here they become attribute entries before the block.

/// What becomes of a line with assignments.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Assigned {
    /// The line without them; `None` where nothing stays of it.
    pub(super) text: Option<String>,
    /// The attribute entries that stand for them.
    pub(super) entries: Vec<String>,
}

/// Takes the assignments out of a line; `None` where there are none. A line that unsets an attribute goes away whole
/// where `drops_unset`, as `attribute-undefined` asks. In a table `separator` parts the line into cells, which are
/// lines of their own.
pub(super) fn assigned(line: &str, drops_unset: bool, separator: Option<char>) -> Option<Assigned> {
    find(line, 0)?;
    let mut entries = Vec::new();
    let Some(separator) = separator else {
        return Some(Assigned { text: without(line, drops_unset, &mut entries), entries });
    };
    let cells = line.split(separator).map(|cell| match find(cell, 0) {
        Some(_) => without(cell, drops_unset, &mut entries).unwrap_or_default(),
        None => cell.to_owned(),
    });
    let text = cells.collect::<Vec<_>>().join(&separator.to_string());
    Some(Assigned { text: (!text.is_empty()).then_some(text), entries })
}

fn without(line: &str, drops_unset: bool, entries: &mut Vec<String>) -> Option<String> {
    let mut left = String::with_capacity(line.len());
    let mut from = 0;
    let mut is_dropped = false;
    while let Some((start, end)) = find(line, from) {
        left.push_str(line.get(from..start).unwrap_or(""));
        let inner = line.get(start + OPEN.len()..end).unwrap_or("");
        let (name, value) = inner.split_once(':').unwrap_or((inner, ""));
        let is_unset = name.starts_with('!') || name.ends_with('!');
        is_dropped |= is_unset && drops_unset;
        let bare: String = name
            .chars()
            .filter(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
            .flat_map(char::to_lowercase)
            .collect();
        match (bare.is_empty(), is_unset) {
            (true, _) => {}
            (_, true) => entries.push(format!(":!{bare}:")),
            (_, false) => entries.push(format!(":{bare}: {value}").trim_end().to_owned()),
        }
        from = end + 1;
    }
    left.push_str(line.get(from..).unwrap_or(""));
    (!is_dropped && !left.is_empty()).then_some(left)
}

const OPEN: &str = "{set:";

/// The next assignment from `from` on: where it begins and where its closing brace stands.
fn find(line: &str, mut from: usize) -> Option<(usize, usize)> {
    loop {
        let start = line.get(from..)?.find(OPEN)? + from;
        let end = line.get(start..)?.find('}')? + start;
        let is_escaped = line.get(..start)?.ends_with('\\') || line.get(..end)?.ends_with('\\');
        if !is_escaped && end > start + OPEN.len() {
            return Some((start, end));
        }
        from = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn assignments_leave_the_text() {
        let taken = |line, drops| assigned(line, drops, None).map(|found| (found.text, found.entries.join(" ")));
        assert_eq!(taken("a {set:b:c d} e", true), Some((Some("a  e".into()), ":b: c d".into())));
        assert_eq!(taken("{set:b}", true), Some((None, ":b:".into())));
        assert_eq!(taken("a {set:b!} e", true), Some((None, ":!b:".into())));
        assert_eq!(taken("a {set:b!} e", false), Some((Some("a  e".into()), ":!b:".into())));
        assert_eq!(taken("a \\{set:b} {set:}", true), None);
        let cells = assigned("|{set:c!}|d{set:e:f}", true, Some('|'));
        assert_eq!(cells, Some(Assigned { text: Some("||d".into()), entries: vec![":!c:".into(), ":e: f".into()] }));
    }
}
