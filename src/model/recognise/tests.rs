use super::schedule;
use super::speakers::line_of;
use crate::model::{Inline, Language, plain_text};
use crate::source::{FileId, Span};

/// Name, role and company of each speaker of a line.
fn read(line: &str) -> Vec<[String; 3]> {
    let span = Span::new(FileId::new(0), 0, line.len() as u32);
    let Some((speakers, _)) = line_of(vec![Inline::text(span, line)], Language::UNKNOWN) else { return Vec::new() };
    let words: String = speakers
        .iter()
        .flat_map(|speaker| [&speaker.lead, &speaker.name, &speaker.rest])
        .map(|part| plain_text(part))
        .collect();
    assert_eq!(words, line.trim(), "nothing is dropped");
    let own = |text: Option<String>| text.unwrap_or_default();
    speakers.into_iter().map(|speaker| [speaker.plain_name, own(speaker.role), own(speaker.company)]).collect()
}

fn speakers(expected: &[[&str; 3]]) -> Vec<[String; 3]> {
    expected.iter().map(|parts| parts.map(str::to_owned)).collect()
}

#[test]
fn lines_of_speakers_are_read() {
    let cases: &[(&str, &[[&str; 3]])] = &[
        (
            "Enrico La Cava, Unreliability Engineer - JobTeaser",
            &[["Enrico La Cava", "Unreliability Engineer", "JobTeaser"]],
        ),
        ("Sergio Dos Santos, Consultant", &[["Sergio Dos Santos", "Consultant", ""]]),
        ("Nicolas Dechandon - Consultant - Xebia", &[["Nicolas Dechandon", "Consultant", "Xebia"]]),
        ("Jane Doe - ACME", &[["Jane Doe", "", "ACME"]]),
        ("Jane O'Neil-Smith (ACME)", &[["Jane O'Neil-Smith", "", "ACME"]]),
        ("Ada de la Tour, CTO (ACME)", &[["Ada de la Tour", "CTO", "ACME"]]),
        ("Élise Œuvray, dev @ ACME", &[["Élise Œuvray", "dev", "ACME"]]),
        ("Jane Doe @ ACME", &[["Jane Doe", "", "ACME"]]),
        ("Jane Doe", &[["Jane Doe", "", ""]]),
        ("Speaker: Jane Doe, CTO - ACME", &[["Jane Doe", "CTO", "ACME"]]),
        ("Intervenants : Jane Doe (ACME), Zoé Roe (Globex)", &[["Jane Doe", "", "ACME"], ["Zoé Roe", "", "Globex"]]),
        (
            "Speakers: Jane Doe, John Roe and Ann Poe",
            &[["Jane Doe", "", ""], ["John Roe", "", ""], ["Ann Poe", "", ""]],
        ),
        ("Jane Doe & John Roe", &[["Jane Doe", "", ""], ["John Roe", "", ""]]),
        ("par Jane Doe et Zoé Roe", &[["Jane Doe", "", ""], ["Zoé Roe", "", ""]]),
        ("Speaker: Jane Doe, Developer Advocate", &[["Jane Doe", "Developer Advocate", ""]]),
        ("Jane Doe, Developer and Trainer - ACME", &[["Jane Doe", "Developer and Trainer", "ACME"]]),
    ];
    for (line, expected) in cases {
        assert_eq!(read(line), speakers(expected), "{line}");
    }
}

#[test]
fn sentences_are_no_speakers() {
    for line in [
        "Toutes ces réponses, dans mon talk !",
        "In this talk, we show how it works.",
        "Docker, Kubernetes et les autres, que choisir ?",
        "by the way, this is no name",
        "",
        "Note: what follows is about Jane Doe.",
    ] {
        assert_eq!(read(line), speakers(&[]), "{line}");
    }
}

#[test]
fn times_and_rooms_are_read() {
    let cases = [
        ("10:15 – 11:00, Salle Maillot", ["", "10:15 – 11:00", "Salle Maillot"]),
        ("Room 3 · 14:30", ["", "14:30", "Room 3"]),
        ("10h15-11h, Maillot", ["", "10h15-11h", "Maillot"]),
        (
            "Jeudi 28 novembre, de 10h15 à 11h00, salle plénière",
            ["Jeudi 28 novembre", "10h15 à 11h00", "salle plénière"],
        ),
        ("28/11/2019 10:15", ["28/11/2019", "10:15", ""]),
        ("Day 2 | 2:30 pm | Blue Room", ["Day 2", "2:30 pm", "Blue Room"]),
        ("10.15 Uhr, Saal 5", ["", "10.15 Uhr", "Saal 5"]),
        ("14 Uhr bis 15 Uhr", ["", "14 Uhr bis 15 Uhr", ""]),
        ("Room: 3", ["", "", "3"]),
        ("Time: 14:30", ["", "14:30", ""]),
        ("Auditorium", ["", "", "Auditorium"]),
        ("Salle Maillot (10:15)", ["", "10:15", "Salle Maillot"]),
    ];
    for (line, expected) in cases {
        let slot = schedule::read(line).unwrap_or_else(|| unreachable!("{line}"));
        let own = |words: Option<String>| words.unwrap_or_default();
        assert_eq!([own(slot.day), own(slot.time), own(slot.room)], expected, "{line}");
    }
}

#[test]
fn what_is_no_schedule_stays_text() {
    for line in [
        "Conférence",
        "Fast Track",
        "Plenary Session",
        "A room for improvement",
        "Version 10:15 of the protocol",
        "At 10:15 the server fell over.",
        "Room service explained",
        "127.0.0.1",
        "Track your errors",
        "Fast Track - 20 minutes",
        "25:99",
    ] {
        assert_eq!(schedule::read(line), None, "{line}");
    }
}
