//! When and where: lines such as `10:15 – 11:00, Salle Maillot` or `Room 3 · 14:30`.

use crate::model::{Block, BlockKind, InlineKind, Slot, plain_text};

/// The most letters of a line that says when and where.
const LONGEST: usize = 100;

/// What parts the facts of a line.
const BETWEEN: [&str; 11] = [", ", "; ", " · ", " • ", " | ", " - ", " – ", " — ", " (", ")", " @ "];

/// Words that a room's name begins with.
const ROOMS: [&str; 25] = [
    "salle",
    "amphi",
    "amphithéâtre",
    "amphitheatre",
    "auditorium",
    "théâtre",
    "scène",
    "plateau",
    "room",
    "hall",
    "stage",
    "theatre",
    "theater",
    "track",
    "aula",
    "raum",
    "saal",
    "hörsaal",
    "bühne",
    "sala",
    "salón",
    "sitzungssaal",
    "konferenzraum",
    "ballroom",
    "studio",
];

/// Those that a room's name ends with; a `Fast Track` is no room.
const ROOM_ENDINGS: [&str; 9] =
    ["room", "hall", "stage", "theatre", "theater", "auditorium", "saal", "raum", "ballroom"];

/// Days of the week and words for days.
const DAYS: [&str; 38] = [
    "lundi",
    "mardi",
    "mercredi",
    "jeudi",
    "vendredi",
    "samedi",
    "dimanche",
    "jour",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "day",
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "samstag",
    "sonntag",
    "tag",
    "lunes",
    "martes",
    "miércoles",
    "jueves",
    "viernes",
    "sábado",
    "domingo",
    "lunedì",
    "martedì",
    "mercoledì",
    "giovedì",
    "venerdì",
    "sabato",
    "domenica",
];

/// Labels before a fact.
const LABELS: [(&str, Fact); 17] = [
    ("time", Fact::Time),
    ("when", Fact::Time),
    ("heure", Fact::Time),
    ("horaire", Fact::Time),
    ("quand", Fact::Time),
    ("zeit", Fact::Time),
    ("uhrzeit", Fact::Time),
    ("hora", Fact::Time),
    ("ora", Fact::Time),
    ("room", Fact::Room),
    ("where", Fact::Room),
    ("salle", Fact::Room),
    ("lieu", Fact::Room),
    ("raum", Fact::Room),
    ("ort", Fact::Room),
    ("sala", Fact::Room),
    ("track", Fact::Room),
];

/// Words that only lead to a time.
const LEADING: [&str; 14] =
    ["de", "from", "à", "at", "um", "von", "le", "on", "am", "dès", "a las", "alle", "in", "dans"];

/// Words of formats, which a place behind a time is not.
const FORMATS: [&str; 22] = [
    "conf",
    "talk",
    "keynote",
    "workshop",
    "atelier",
    "quickie",
    "track",
    "lightning",
    "bof",
    "hands",
    "vortrag",
    "retour",
    "rex",
    "panel",
    "table",
    "session",
    "tuto",
    "univers",
    "lab",
    "demo",
    "démo",
    "pl",
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fact {
    Time,
    Room,
}

/// What a paragraph says of when and where, among other things.
pub(super) fn of_block(block: &Block) -> Slot {
    let mut slot = Slot::default();
    if let BlockKind::Paragraph(text) = &block.kind {
        let words = plain_text(text);
        words.lines().filter_map(facts).for_each(|(found, _)| slot.fill(found));
    }
    slot
}

/// What the words beside the links of a paragraph say of when and where.
pub(super) fn beside_links(block: &Block) -> Slot {
    let BlockKind::Paragraph(text) = &block.kind else { return Slot::default() };
    let words = text.iter().map(|inline| match &inline.kind {
        InlineKind::Link(_) => ", ".to_owned(),
        _ => plain_text(std::slice::from_ref(inline)),
    });
    facts(words.collect::<String>().trim_end_matches([' ', ',', ':'])).map(|(slot, _)| slot).unwrap_or_default()
}

/// Whether every line of a paragraph says when and where, and nothing else.
pub(super) fn is_schedule(block: &Block) -> bool {
    let BlockKind::Paragraph(text) = &block.kind else { return false };
    let words = plain_text(text);
    block.title.is_none()
        && block.anchor.is_none()
        && !words.trim().is_empty()
        && words.trim().lines().all(|line| read(line).is_some())
}

/// When and where, of a line that says nothing else.
pub(super) fn read(line: &str) -> Option<Slot> {
    facts(line).and_then(|(slot, others)| (others == 0).then_some(slot))
}

/// When and where, and how many other things a line says; `None` where it says nothing of when and where.
fn facts(line: &str) -> Option<(Slot, usize)> {
    let line = line.trim();
    if line.is_empty() || line.chars().count() > LONGEST || line.ends_with(['.', '!', '?']) {
        return None;
    }
    let mut slot = Slot::default();
    let mut others = Vec::new();
    let mut words = line.to_owned();
    let mut is_led_by_time = false;
    if let Some((from, to)) = clock_range(line) {
        slot.time = Some(line[from..to].to_owned());
        is_led_by_time = is_nothing(&line[..from]);
        words = format!("{}, , {}", &line[..from], &line[to..]);
    }
    for part in parts(&words) {
        match labelled(part) {
            Some((Fact::Time, value)) if value.is_empty() || slot.time.is_none() => {
                slot.time = slot.time.take().or_else(|| own(value));
            }
            Some((Fact::Room, value)) if !value.is_empty() => slot.room = slot.room.take().or_else(|| own(value)),
            _ if is_nothing(part) => {}
            _ if is_day(part) => slot.day = slot.day.take().or_else(|| own(part)),
            _ if slot.room.is_none() && is_room(part) => slot.room = own(part),
            _ => others.push(part),
        }
    }
    // `10:15, Maillot`: what follows a time and is no format is a place.
    if let [place] = others.as_slice()
        && is_led_by_time
        && slot.room.is_none()
        && is_place(place)
    {
        slot.room = own(place);
        others.clear();
    }
    (slot != Slot::default()).then_some((slot, others.len()))
}

fn own(words: &str) -> Option<String> {
    let words = words.trim();
    (!words.is_empty()).then(|| words.to_owned())
}

fn parts(words: &str) -> Vec<&str> {
    let mut parts = vec![words];
    for sign in BETWEEN {
        parts = parts.into_iter().flat_map(|part| part.split(sign)).collect();
    }
    parts
        .into_iter()
        .map(|part| part.trim_end_matches([' ', ':']).trim_matches([' ', ',', ';', '·', '|', '-', '–', '—', '(', ')']))
        .collect()
}

fn is_nothing(part: &str) -> bool {
    let part = part.trim_matches([' ', ',', ':']).to_lowercase();
    part.is_empty() || LEADING.contains(&part.as_str()) || LABELS.iter().any(|(label, _)| *label == part)
}

fn labelled(part: &str) -> Option<(Fact, &str)> {
    let (label, value) = part.split_once(':')?;
    let label = label.trim().to_lowercase();
    LABELS.iter().find(|(word, _)| *word == label).map(|(_, fact)| (*fact, value.trim()))
}

/// `Jeudi 28 novembre 2019`, `28/11/2019`, `28.11.2019`, `2019-11-28`, `Day 1`.
fn is_day(part: &str) -> bool {
    let lower = part.to_lowercase();
    let mut words = lower.split_whitespace();
    let first = words.next().unwrap_or_default().trim_end_matches(['.', ',']);
    let count = lower.split_whitespace().count();
    let is_named = DAYS.contains(&first) && count <= 4 && (count == 1 || lower.chars().any(|c| c.is_ascii_digit()));
    let digits: Vec<&str> = part.split(['/', '.', '-']).collect();
    let is_number = |digits: &&str| (1..=4).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_named || (digits.len() == 3 && digits.iter().all(is_number))
}

/// `Salle Maillot`, `Room 3`, `Grand Hall`: a word for rooms with a name, or such a word alone.
fn is_room(part: &str) -> bool {
    let words: Vec<&str> = part.split_whitespace().collect();
    let is_word = |word: &str| ROOMS.contains(&word.to_lowercase().as_str());
    let is_name = |word: &&str| word.chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit());
    match words.as_slice() {
        [word] => is_word(word) && word.chars().next().is_some_and(char::is_uppercase),
        // French rooms have small adjectives: `Salle plénière`.
        [first, rest @ ..] if is_word(first) && rest.len() <= 3 => {
            rest.iter().all(is_name) || first.to_lowercase() == "salle" && rest.len() <= 2
        }
        [rest @ .., last] if ROOM_ENDINGS.contains(&last.to_lowercase().as_str()) && rest.len() <= 3 => {
            rest.iter().all(is_name)
        }
        _ => false,
    }
}

/// A short name that is no format.
fn is_place(part: &str) -> bool {
    let lower = part.to_lowercase();
    let is_format = lower.split_whitespace().any(|word| FORMATS.iter().any(|format| word.starts_with(format)));
    let begins = part.chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit());
    !is_format && begins && part.split_whitespace().count() <= 4 && part.chars().count() <= 40
}

/// The bytes of the first time in a line, with the end of a range.
fn clock_range(line: &str) -> Option<(usize, usize)> {
    const TO: [&str; 8] = ["–", "—", "-", "à", "to", "bis", "until", "a"];
    let mut before = ' ';
    for (from, c) in line.char_indices() {
        let is_start =
            c.is_ascii_digit() && !before.is_alphanumeric() && !matches!(before, '.' | ':' | '/' | '-' | '#');
        before = c;
        let Some(length) = clock(&line[from..]).filter(|_| is_start) else { continue };
        let mut to = from + length;
        let rest = line[to..].trim_start();
        let end = TO.iter().filter_map(|sign| rest.strip_prefix(sign)).find_map(|rest| {
            let rest = rest.trim_start();
            clock(rest).map(|length| line.len() - rest.len() + length)
        });
        to = end.unwrap_or(to);
        return Some((from, to));
    }
    None
}

/// The length of a time of day at the start of `text`: `10:15`, `10h15`, `10h`, `2:30 pm`, `2 pm`, `10.15 Uhr`, `10 Uhr`.
fn clock(text: &str) -> Option<usize> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let hour = digits(text);
    let in_day = (1..=2).contains(&hour) && text[..hour].parse::<u32>().is_ok_and(|hour| hour <= 24);
    if !in_day {
        return None;
    }
    let rest = &text[hour..];
    let sign = rest.chars().next().filter(|c| matches!(c, ':' | 'h' | 'H' | '.'));
    let minutes = sign.map_or(0, |_| digits(&rest[1..]));
    let has_minutes = minutes == 2 && rest[1..3].parse::<u32>().is_ok_and(|minute| minute < 60);
    let end = hour + if has_minutes { 3 } else { 0 };
    let suffix = suffix(&text[end..]);
    match (sign, has_minutes, minutes) {
        (Some(':'), true, _) => Some(end + suffix),
        (Some('h' | 'H'), true, _) => Some(end),
        (Some('h' | 'H'), false, 0) if !text[hour + 1..].starts_with(char::is_alphabetic) => Some(hour + 1),
        (Some('.'), true, _) if suffix > 0 => Some(end + suffix),
        (None, ..) if suffix > 0 => Some(end + suffix),
        _ => None,
    }
}

/// The length of what may follow a number that is a time.
fn suffix(text: &str) -> usize {
    let rest = text.trim_start_matches([' ', '\u{A0}', '\u{202F}']);
    let blank = text.len() - rest.len();
    let known = ["am", "pm", "AM", "PM", "a.m.", "p.m.", "Uhr", "uhr"];
    let found = known.iter().find(|word| {
        rest.strip_prefix(**word).is_some_and(|behind| !behind.starts_with(|c: char| c.is_alphanumeric()))
    });
    found.map_or(0, |word| blank + word.len())
}
