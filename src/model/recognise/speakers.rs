//! Lines that name who spoke: `Name, role - Company` in its many forms, with a label or without.

use crate::model::recognise::lines::{lines, portions};
use crate::model::{Block, BlockKind, Inline, Language, NodeId, Speaker, plain_text};

/// The most lines of bare names; more are a list of something else.
const MOST_BARE: usize = 4;

/// Labels before names, and whether several names are to be expected after them.
const LABELS: [(&str, bool); 34] = [
    ("speaker", false),
    ("speakers", true),
    ("presenter", false),
    ("presenters", true),
    ("presented by", true),
    ("by", true),
    ("with", true),
    ("intervenant", false),
    ("intervenante", false),
    ("intervenants", true),
    ("intervenantes", true),
    ("orateur", false),
    ("oratrice", false),
    ("orateurs", true),
    ("présenté par", true),
    ("présentée par", true),
    ("animé par", true),
    ("par", true),
    ("avec", true),
    ("referent", false),
    ("referentin", false),
    ("referenten", true),
    ("referentinnen", true),
    ("sprecher", true),
    ("sprecherin", false),
    ("vortragender", false),
    ("vortragende", true),
    ("mit", true),
    ("ponente", false),
    ("ponentes", true),
    ("relatore", false),
    ("relatrice", false),
    ("relatori", true),
    ("con", true),
];

/// What may part names on one line; the first of each pair says whether it can part nothing but names.
const BETWEEN: [(&str, bool); 9] = [
    (" and ", true),
    (" et ", true),
    (" und ", true),
    (" y ", true),
    (" e ", true),
    (" & ", true),
    (" / ", true),
    ("; ", true),
    (", ", false),
];

/// A speaker as read from a line: byte ranges into the line's words.
struct Read<'a> {
    lead: &'a str,
    name: &'a str,
    rest: &'a str,
}

/// The speakers of a block, if every line of it names some. Bare names alone are taken where `may_be_bare`.
pub(super) fn of_block(block: &Block, may_be_bare: bool) -> Vec<Speaker> {
    if block.title.is_some() {
        return Vec::new();
    }
    let lines = match &block.kind {
        BlockKind::Paragraph(text) => lines(text),
        BlockKind::List(list) if list.items.iter().all(|item| item.blocks.is_empty() && item.checked.is_none()) => {
            list.items.iter().flat_map(|item| lines(&item.text)).collect()
        }
        _ => return Vec::new(),
    };
    let count = lines.len();
    let mut speakers = Vec::new();
    let mut is_evident = false;
    for line in lines {
        let Some((found, is_labelled)) = line_of(line, block.language) else { return Vec::new() };
        is_evident |= is_labelled || found.iter().any(|speaker| speaker.role.is_some() || speaker.company.is_some());
        speakers.extend(found);
    }
    // Bare names may be anything: German writes every noun with a capital, and one word is no name.
    let can_be_bare = may_be_bare
        && block.language.primary() != "de"
        && count <= MOST_BARE
        && speakers.iter().all(|speaker| speaker.plain_name.split_whitespace().count() >= 2);
    if is_evident || can_be_bare { speakers } else { Vec::new() }
}

/// Whether a line names somebody with what they do, or after a label.
pub(super) fn is_speaker_line(words: &str) -> bool {
    let lead = lead_of(words);
    let is_name = |words: &str| cut(words).is_some_and(|(name, rest)| is_name(name) && !rest.starts_with(" ("));
    is_name(words) || lead.is_some_and(|(length, _)| !read(words).is_empty() && length > 0)
}

/// The speakers of a line, and whether a label says that they are.
pub(super) fn line_of(line: Vec<Inline>, language: Language) -> Option<(Vec<Speaker>, bool)> {
    let span = line.first()?.span.to(line.last()?.span);
    let plain = plain_text(&line);
    let plain = plain.trim();
    let read = read(plain);
    let is_labelled = !read.first()?.lead.is_empty();
    let mut counts = Vec::new();
    for part in &read {
        counts.extend([part.lead, part.name, part.rest].map(|words| words.chars().count()));
    }
    let mut portions = portions(line, &counts).into_iter();
    let speakers = read.iter().enumerate().map(|(index, part)| {
        let mut next = || portions.next().unwrap_or_default();
        let (role, company) = role_and_company(part.rest);
        Speaker {
            id: NodeId::default(),
            span,
            language,
            lead: next(),
            name: next(),
            rest: next(),
            is_on_same_line: index > 0,
            plain_name: part.name.to_owned(),
            role,
            company,
        }
    });
    Some((speakers.collect(), is_labelled))
}

/// Reads a line; nothing comes out where it names nobody.
fn read(line: &str) -> Vec<Read<'_>> {
    let (length, is_plural) = lead_of(line).unwrap_or((0, false));
    let (lead, words) = line.split_at(length);
    let mut several = several(words, is_plural);
    if let Some(first) = several.first_mut() {
        first.lead = lead;
        return several;
    }
    let (name, rest) = cut(words).unwrap_or((words, ""));
    if !is_name(name) || !is_rest(rest) {
        return Vec::new();
    }
    // The blank between name and rest belongs to the rest.
    let rest = words.get(name.len()..).unwrap_or(rest);
    vec![Read { lead, name, rest }]
}

/// The length of a label with what parts it from the names, and whether several are expected.
fn lead_of(line: &str) -> Option<(usize, bool)> {
    let after = |length: usize| length + line[length..].len() - line[length..].trim_start().len();
    if let Some(at) = line.find(':') {
        let label = line[..at].trim().to_lowercase();
        let known = LABELS.iter().find(|(word, _)| *word == label || format!("{word}(s)") == label);
        if let Some((_, is_plural)) = known {
            return Some((after(at + 1), *is_plural));
        }
    }
    // Without a colon only prepositions lead to a name.
    const LEADING: [&str; 8] = ["by", "with", "par", "avec", "mit", "presented by", "présenté par", "animé par"];
    let lower = line.to_lowercase();
    let word = LEADING.iter().find(|word| lower.strip_prefix(**word).is_some_and(|rest| rest.starts_with(' ')))?;
    // Lower case may be longer or shorter in bytes: the label is counted in the line itself.
    let length: usize = line.chars().take(word.chars().count()).map(char::len_utf8).sum();
    line.is_char_boundary(length).then(|| (after(length), true))
}

/// Several full names on one line; nothing comes out where it is not sure.
fn several(words: &str, is_plural: bool) -> Vec<Read<'_>> {
    let mut found = Vec::new();
    let mut is_sure = is_plural;
    let (mut from, mut lead_from) = (0, 0);
    loop {
        let next = BETWEEN
            .iter()
            .filter_map(|(sign, sure)| words.get(from..)?.find(sign).map(|at| (from + at, sign.len(), *sure)))
            .min_by_key(|(at, length, _)| (*at, std::cmp::Reverse(*length)));
        let to = next.map_or(words.len(), |(at, _, _)| at);
        let part = words.get(from..to).unwrap_or_default();
        let name = part.find(" (").map_or(part, |at| &part[..at]);
        let rest = &part[name.len()..];
        let is_closed = rest.is_empty() || rest.ends_with(')');
        if !is_name(name) || !is_closed || name.split_whitespace().count() < 2 {
            return Vec::new();
        }
        found.push(Read { lead: words.get(lead_from..from).unwrap_or_default(), name, rest });
        let Some((at, length, sure)) = next else { break };
        is_sure |= sure;
        (lead_from, from) = (at, at + length);
    }
    if found.len() > 1 && is_sure { found } else { Vec::new() }
}

/// Cuts `Name, role - Company` behind the name.
fn cut(line: &str) -> Option<(&str, &str)> {
    const SIGNS: [&str; 7] = [", ", " - ", " – ", " — ", " (", " | ", " @ "];
    let at = SIGNS.iter().filter_map(|sign| line.find(sign)).min()?;
    Some((line[..at].trim_end(), &line[at..]))
}

/// One to five words that begin with capitals, particles aside.
fn is_name(words: &str) -> bool {
    const PARTICLES: [&str; 22] = [
        "de", "du", "des", "da", "do", "dos", "das", "di", "del", "della", "la", "le", "van", "von", "der", "den",
        "ter", "el", "al", "ben", "bin", "y",
    ];
    let is_part = |word: &str| {
        let first = word.chars().next();
        let is_capital = first.is_some_and(|c| c.is_uppercase() || (c.is_alphabetic() && !c.is_lowercase()));
        let has_only_letters = word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '.'));
        has_only_letters
            && (is_capital || PARTICLES.contains(&word) || word.starts_with("d'") || word.starts_with("d’"))
    };
    let count = words.split_whitespace().count();
    let begins = words.chars().next().is_some_and(|c| c.is_alphabetic() && !words.ends_with('.'));
    begins
        && (1..=5).contains(&count)
        && words.chars().count() <= 60
        && words.split_whitespace().all(is_part)
        && words.split_whitespace().any(|word| !PARTICLES.contains(&word))
}

/// What may follow a name: a few words that end like no sentence.
fn is_rest(rest: &str) -> bool {
    rest.chars().count() <= 140
        && !rest.ends_with(['.', '!', '?', ':', ';', ','])
        && !rest.contains(". ")
        && !rest.contains("? ")
}

/// `, role - Company`, ` - role - Company`, `, role (Company)`, `, role @ Company`, ` - Company`.
fn role_and_company(rest: &str) -> (Option<String>, Option<String>) {
    let rest = rest.trim();
    let is_comma = rest.starts_with(',');
    let opens = rest.starts_with('(');
    let rest = rest.trim_start_matches([',', ' ', '-', '–', '—', '|', '@']).trim_end();
    if rest.is_empty() {
        return (None, None);
    }
    let own = |words: &str| Some(words.trim().to_owned()).filter(|words| !words.is_empty());
    let ends =
        [" - ", " – ", " — ", " | ", " @ "].iter().filter_map(|sign| rest.rfind(sign).map(|at| (at, sign.len()))).max();
    if let Some((at, length)) = ends {
        return (own(&rest[..at]), own(&rest[at + length..]));
    }
    if let Some(inner) = rest.strip_suffix(')')
        && let Some((before, company)) = inner.rsplit_once('(')
    {
        return (own(before), own(company));
    }
    match (is_comma, opens) {
        (true, _) => (own(rest), None),
        _ => (None, own(rest)),
    }
}
