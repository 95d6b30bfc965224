//! The words that an EPUB adds of its own, in the book's language.

use crate::model::{AdmonitionKind, Language};

/// A word or sentence that the writer adds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Words {
    Contents,
    Pages,
    Landmarks,
    Cover,
    Start,
    Photo,
    Summary,
    Done,
    ToDo,
    BackToText,
    AccessibleText,
    AccessiblePictures,
    AccessiblePages,
    Audio,
    Video,
}

/// The words in a language; English where the language has none here.
pub(super) fn words(language: Language, words: Words) -> &'static str {
    match language.primary() {
        "fr" => french(words),
        "de" => german(words),
        _ => english(words),
    }
}

fn english(words: Words) -> &'static str {
    match words {
        Words::Contents => "Contents",
        Words::Pages => "Pages",
        Words::Landmarks => "Landmarks",
        Words::Cover => "Cover",
        Words::Start => "Start of the text",
        Words::Photo => "Photo",
        Words::Summary => "Abstract",
        Words::Done => "done",
        Words::ToDo => "to do",
        Words::BackToText => "back to the text",
        Words::AccessibleText => {
            "The text can be resized and read aloud; headings, lists and tables are marked as such, \
             and the contents lead to every chapter."
        }
        Words::AccessiblePictures => "Some pictures are described by their captions only.",
        Words::AccessiblePages => "The page numbers are those of the printed edition.",
        Words::Audio => "Audio",
        Words::Video => "Video",
    }
}

fn french(words: Words) -> &'static str {
    match words {
        Words::Contents => "Sommaire",
        Words::Pages => "Pages",
        Words::Landmarks => "Repères",
        Words::Cover => "Couverture",
        Words::Start => "Début du texte",
        Words::Photo => "Photo",
        Words::Summary => "Résumé",
        Words::Done => "fait",
        Words::ToDo => "à faire",
        Words::BackToText => "retour au texte",
        Words::AccessibleText => {
            "Le texte peut être agrandi et lu à haute voix\u{A0}; titres, listes et tableaux sont balisés, \
             et le sommaire mène à chaque chapitre."
        }
        Words::AccessiblePictures => "Certaines images ne sont décrites que par leur légende.",
        Words::AccessiblePages => "Les numéros de page sont ceux de l’édition imprimée.",
        Words::Audio => "Audio",
        Words::Video => "Vidéo",
    }
}

fn german(words: Words) -> &'static str {
    match words {
        Words::Contents => "Inhalt",
        Words::Pages => "Seiten",
        Words::Landmarks => "Orientierungspunkte",
        Words::Cover => "Umschlag",
        Words::Start => "Beginn des Textes",
        Words::Photo => "Foto",
        Words::Summary => "Zusammenfassung",
        Words::Done => "erledigt",
        Words::ToDo => "offen",
        Words::BackToText => "zurück zum Text",
        Words::AccessibleText => {
            "Der Text kann vergrößert und vorgelesen werden; Überschriften, Listen und Tabellen sind \
             ausgezeichnet, und das Inhaltsverzeichnis führt zu jedem Kapitel."
        }
        Words::AccessiblePictures => "Manche Bilder sind nur durch ihre Unterschrift beschrieben.",
        Words::AccessiblePages => "Die Seitenzahlen sind die der gedruckten Ausgabe.",
        Words::Audio => "Ton",
        Words::Video => "Film",
    }
}

/// The word that stands for an admonition where neither author nor resolving gave one.
pub(super) fn admonition(language: Language, kind: AdmonitionKind) -> &'static str {
    match (language.primary(), kind) {
        ("fr", AdmonitionKind::Note) => "Note",
        ("fr", AdmonitionKind::Tip) => "Astuce",
        ("fr", AdmonitionKind::Important) => "Important",
        ("fr", AdmonitionKind::Warning) => "Attention",
        ("fr", AdmonitionKind::Caution) => "Prudence",
        ("de", AdmonitionKind::Note) => "Hinweis",
        ("de", AdmonitionKind::Tip) => "Tipp",
        ("de", AdmonitionKind::Important) => "Wichtig",
        ("de", AdmonitionKind::Warning) => "Warnung",
        ("de", AdmonitionKind::Caution) => "Achtung",
        (_, AdmonitionKind::Note) => "Note",
        (_, AdmonitionKind::Tip) => "Tip",
        (_, AdmonitionKind::Important) => "Important",
        (_, AdmonitionKind::Warning) => "Warning",
        (_, AdmonitionKind::Caution) => "Caution",
    }
}
