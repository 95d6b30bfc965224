//! What poppler reads in a PDF, where it is installed: a judge that knows nothing of us.

use std::collections::HashMap;
use std::path::Path;
use std::process::Command;

/// The text that `pdftotext` finds on the pages; `None` where there is no such program.
pub fn text(bytes: &[u8], name: &str) -> Option<String> {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.pdf"));
    std::fs::write(&file, bytes).unwrap();
    let found = Command::new("pdftotext").arg(&file).arg("-").output();
    std::fs::remove_file(&file).unwrap();
    let found = found.ok()?;
    assert!(found.status.success());
    assert_eq!(String::from_utf8_lossy(&found.stderr), "", "{name}: poppler complains");
    Some(String::from_utf8_lossy(&found.stdout).into_owned())
}

/// The runs of letters and figures in a text, each sign of a script without spaces by itself: how wide a space must be to
/// part words, and which signs do, is poppler's business.
fn cut(text: &str) -> impl Iterator<Item = String> {
    let text: String = text.chars().filter(|c| *c != '\u{AD}').collect();
    let mut parted = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{2E80}'..='\u{FFEF}' => parted.extend([' ', c, ' ']),
            c if c.is_alphanumeric() => parted.push(c),
            _ => parted.push(' '),
        }
    }
    parted.split_whitespace().map(str::to_owned).collect::<Vec<_>>().into_iter()
}

/// The words of `wanted` that it has more often than `found`, each as often as it is missing. Left out are those that are
/// cut by a page's end, and those that stand in `found` over a line's end: poppler drops an author's hyphen there, and the
/// parts of a long line of code stand for themselves.
pub fn missing(wanted: &str, found: &str) -> Vec<String> {
    let mut left: HashMap<String, usize> = HashMap::new();
    cut(found).for_each(|word| *left.entry(word).or_default() += 1);
    let is_missing = |word: &String| match left.get_mut(word.as_str()) {
        Some(count) if *count > 0 => {
            *count -= 1;
            false
        }
        _ => true,
    };
    let is_whole = |word: &&str| !word.contains('\u{AD}');
    let wanted: String = wanted.split_inclusive(char::is_whitespace).filter(is_whole).collect();
    let mut missing: Vec<String> = cut(&wanted).filter(is_missing).collect();
    if !missing.is_empty() {
        let found: String = found.chars().filter(|c| c.is_alphanumeric()).collect();
        missing.retain(|word| !found.contains(word));
    }
    missing
}
