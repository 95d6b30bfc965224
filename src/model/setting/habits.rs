//! The habits of each language's printers: spaces, abbreviations, months and quotes, as tables.
//!
//! Quotes are those of the Unicode locale data (CLDR), with the spaces of French.

use crate::model::Language;

/// A no-break space of the width of a space.
pub(super) const WIDE: char = '\u{A0}';
/// A no-break space of about a sixth of an em.
pub(super) const NARROW: char = '\u{202F}';

/// The spaces of a language.
#[derive(Debug, Clone, Copy)]
pub(super) struct Habit {
    /// Signs and the space before them.
    pub(super) before: &'static [(char, char)],
    /// Whether a dash never opens a line: the space before it stays with it.
    pub(super) holds_dashes: bool,
    /// Signs and the space behind them.
    pub(super) behind: &'static [(char, char)],
    /// Between the thousands of a number.
    pub(super) thousands: Option<char>,
    /// Between a number and its unit.
    pub(super) unit: char,
    /// Between a number and a sign such as `%`.
    pub(super) percent: char,
    /// Between the letters of an abbreviation such as `z. B.`
    pub(super) letters: Option<char>,
    /// What stays with the name behind it.
    pub(super) titles: &'static [&'static str],
    /// What stays with the number behind it.
    pub(super) counters: &'static [&'static str],
    /// The names of months, which stay with the day.
    pub(super) months: &'static [&'static str],
    /// Where the month stands.
    pub(super) date: Date,
}

/// How days are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Date {
    /// `12 mai`, with or without a point behind the number.
    DayMonth,
    /// `12 de mayo`
    DayOfMonth,
    /// `12 May` and `May 12`
    BothOrders,
}

const COUNTERS: &[&str] = &["§", "§§", "p.", "pp.", "fig.", "Fig.", "vol.", "Vol."];

const OTHER: Habit = Habit {
    before: &[],
    holds_dashes: false,
    behind: &[],
    thousands: None,
    unit: WIDE,
    percent: WIDE,
    letters: None,
    titles: &[],
    counters: COUNTERS,
    months: &[],
    date: Date::DayMonth,
};

const ENGLISH: Habit = Habit {
    holds_dashes: true,
    titles: &["Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms.", "Dr", "Dr.", "Prof.", "St.", "Rev."],
    counters: &[
        "§", "§§", "p.", "pp.", "fig.", "Fig.", "figs.", "Figs.", "vol.", "Vol.", "no.", "No.", "nos.", "Nos.", "ch.",
        "Ch.", "sec.", "Sec.", "eq.", "Eq.", "ed.",
    ],
    months: &[
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "Jan.",
        "Feb.",
        "Mar.",
        "Apr.",
        "Aug.",
        "Sept.",
        "Oct.",
        "Nov.",
        "Dec.",
    ],
    date: Date::BothOrders,
    ..OTHER
};

const FRENCH: Habit = Habit {
    before: &[(';', NARROW), ('!', NARROW), ('?', NARROW), (':', WIDE), ('»', WIDE)],
    behind: &[('«', WIDE)],
    thousands: Some(NARROW),
    percent: NARROW,
    titles: &["M.", "MM.", "Mme", "Mmes", "Mlle", "Mlles", "Dr", "Drs", "Pr", "Prs", "St", "Ste"],
    counters: &[
        "§", "§§", "p.", "pp.", "fig.", "Fig.", "vol.", "Vol.", "n°", "N°", "nº", "Nº", "n°s", "no", "nos", "chap.",
        "art.", "t.", "h", "tabl.",
    ],
    months: &[
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
        "janv.",
        "févr.",
        "avr.",
        "juil.",
        "sept.",
        "oct.",
        "nov.",
        "déc.",
    ],
    ..OTHER
};

/// As French, with narrow spaces throughout.
const SWISS: Habit = Habit {
    before: &[(';', NARROW), ('!', NARROW), ('?', NARROW), (':', NARROW), ('»', NARROW)],
    behind: &[('«', NARROW)],
    ..FRENCH
};

/// As French; before high signs few put a space, and one who does wants it narrow.
const CANADIAN: Habit = Habit { thousands: Some(WIDE), percent: WIDE, ..FRENCH };

const GERMAN: Habit = Habit {
    thousands: Some(NARROW),
    unit: NARROW,
    percent: NARROW,
    letters: Some(NARROW),
    titles: &["Dr.", "Prof.", "Hr.", "Fr.", "St.", "Dipl.-Ing."],
    counters: &["§", "§§", "S.", "Nr.", "Abb.", "Bd.", "Kap.", "Tab.", "Art.", "Abs.", "Vers.", "Anm.", "Ziff."],
    months: &[
        "Januar",
        "Jänner",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
        "Jan.",
        "Feb.",
        "Apr.",
        "Aug.",
        "Sept.",
        "Okt.",
        "Nov.",
        "Dez.",
    ],
    ..OTHER
};

const SPANISH: Habit = Habit {
    thousands: Some(NARROW),
    percent: NARROW,
    titles: &["Sr.", "Sra.", "Srta.", "Sres.", "Dr.", "Dra.", "D.", "D.ª", "Dña.", "Prof.", "Profa.", "Sto.", "Sta."],
    counters: &["§", "p.", "pp.", "pág.", "págs.", "fig.", "Fig.", "vol.", "n.º", "núm.", "cap.", "art.", "t."],
    months: &[
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "setiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ],
    date: Date::DayOfMonth,
    ..OTHER
};

const ITALIAN: Habit = Habit {
    thousands: Some(NARROW),
    titles: &["Sig.", "Sig.ra", "Sig.na", "Dott.", "Dott.ssa", "Prof.", "Prof.ssa", "Ing.", "Avv.", "S."],
    counters: &["§", "p.", "pp.", "pag.", "pagg.", "fig.", "Fig.", "vol.", "n.", "n°", "nn.", "cap.", "art.", "tab."],
    months: &[
        "gennaio",
        "febbraio",
        "marzo",
        "aprile",
        "maggio",
        "giugno",
        "luglio",
        "agosto",
        "settembre",
        "ottobre",
        "novembre",
        "dicembre",
    ],
    ..OTHER
};

const PORTUGUESE: Habit = Habit {
    titles: &["Sr.", "Sra.", "Dr.", "Dra.", "Prof.", "Profa.", "Eng."],
    counters: &["§", "p.", "pp.", "pág.", "págs.", "fig.", "Fig.", "vol.", "n.º", "nº", "cap.", "art."],
    months: &[
        "janeiro",
        "fevereiro",
        "março",
        "abril",
        "maio",
        "junho",
        "julho",
        "agosto",
        "setembro",
        "outubro",
        "novembro",
        "dezembro",
    ],
    date: Date::DayOfMonth,
    ..SPANISH
};

const DUTCH: Habit = Habit {
    titles: &["dhr.", "mevr.", "dr.", "prof.", "ir.", "St."],
    counters: &["§", "p.", "pp.", "blz.", "nr.", "fig.", "afb.", "hfst.", "art.", "vol."],
    months: &[
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ],
    ..OTHER
};

/// Where thousands are parted by a space, as in most of Europe.
const SPACED: Habit = Habit { thousands: Some(NARROW), ..OTHER };

/// The habits of a language.
pub(super) fn habit(language: Language) -> Habit {
    match (language.tag(), language.primary()) {
        ("fr-CH", _) => SWISS,
        ("fr-CA", _) => CANADIAN,
        (_, "en") => ENGLISH,
        (_, "fr") => FRENCH,
        (_, "de") => GERMAN,
        (_, "es" | "gl" | "ca") => SPANISH,
        (_, "it") => ITALIAN,
        (_, "pt") => PORTUGUESE,
        (_, "nl") => DUTCH,
        (_, "bg" | "cs" | "et" | "fi" | "hu" | "lt" | "lv" | "nb" | "nn" | "no" | "pl" | "ru" | "sk" | "sv" | "uk") => {
            SPACED
        }
        _ => OTHER,
    }
}

/// The quotes of a language, with the spaces that belong to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Quotes {
    /// Around what is quoted.
    pub(super) outer: (&'static str, &'static str),
    /// Around what is quoted within it.
    pub(super) inner: (&'static str, &'static str),
}

/// The quotes of a language.
pub(super) fn quotes(language: Language) -> Quotes {
    let of = |outer, inner| Quotes { outer, inner };
    match (language.tag(), language.primary()) {
        ("fr-CH", _) => of(("«\u{202F}", "\u{202F}»"), ("‹\u{202F}", "\u{202F}›")),
        ("fr-CA", _) => of(("«\u{A0}", "\u{A0}»"), ("”", "“")),
        (_, "fr") => of(("«\u{A0}", "\u{A0}»"), ("“", "”")),
        ("de-CH" | "de-LI" | "it-CH" | "rm", _) => of(("«", "»"), ("‹", "›")),
        (_, "de" | "cs" | "sk" | "sl" | "is" | "et" | "lt" | "bg" | "ka" | "sq" | "hsb" | "dsb") => {
            of(("„", "“"), ("‚", "‘"))
        }
        ("pt-BR", _) => of(("“", "”"), ("‘", "’")),
        ("es-MX" | "es-US", _) => of(("“", "”"), ("‘", "’")),
        (_, "es" | "it" | "pt" | "ca" | "gl" | "eu" | "el" | "hy") => of(("«", "»"), ("“", "”")),
        (_, "ru" | "uk" | "be") => of(("«", "»"), ("„", "“")),
        (_, "nb" | "nn" | "no") => of(("«", "»"), ("‘", "’")),
        (_, "fa") => of(("«", "»"), ("‹", "›")),
        (_, "pl" | "hu" | "ro") => of(("„", "”"), ("«", "»")),
        (_, "hr" | "sr" | "bs" | "mk") => of(("„", "”"), ("‘", "’")),
        (_, "sv" | "fi") => of(("”", "”"), ("’", "’")),
        (_, "he" | "yi") => of(("”", "”"), ("’", "’")),
        ("zh-Hant" | "zh-TW" | "zh-HK" | "zh-MO", _) | (_, "ja" | "yue") => of(("「", "」"), ("『", "』")),
        _ => of(("“", "”"), ("‘", "’")),
    }
}
