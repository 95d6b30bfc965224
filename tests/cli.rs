//! The command as its users meet it: what is written where, exit codes, and every kind of bad input.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first surprise")]

mod common;

use common::command::{Folder, Ran, folder, manuscript};

/// A JPEG of the sample, small enough for many tests.
const PHOTO: &[u8] = include_bytes!("../book/images/memoire-executor.jpg");

impl Folder {
    /// Makes the PDF of `notes.adoc` and gives its frames; the PDF is there, and these words are on its pages.
    fn pdf_with(&self, words: &[&str]) -> Ran {
        let ran = self.run(&["pdf", "notes.adoc", "-o", "out.pdf", "--emit", "frames"]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert!(self.read("out.pdf").starts_with(b"%PDF-"));
        for word in words {
            assert!(ran.said().contains(word), "no `{word}` in {}", ran.said());
        }
        ran
    }
}

/// A manuscript with a picture `name` between two paragraphs, and that picture.
fn with_picture(name: &str, bytes: &[u8]) -> Folder {
    let folder = manuscript(format!("= Talks\n\nBefore it.\n\nimage::{name}[A chart]\n\nAfter it.\n"));
    folder.write(name, bytes);
    folder
}

/// The same file with another size in its frame header.
fn claiming(jpeg: &[u8], width: u16, height: u16) -> Vec<u8> {
    let mut bytes = jpeg.to_vec();
    let head = |pair: &[u8]| matches!(pair, [0xFF, 0xC0..=0xC2]);
    let at = bytes.windows(2).position(head).unwrap();
    bytes[at + 5..at + 7].copy_from_slice(&height.to_be_bytes());
    bytes[at + 7..at + 9].copy_from_slice(&width.to_be_bytes());
    bytes
}

const AROUND: [&str; 2] = ["Before it.", "After it."];

// Results.

#[test]
fn a_result_lies_beside_its_manuscript_and_is_named() {
    let folder = folder(&[("talks/notes.adoc", b"= Talks\n\nA word.\n")]);
    let ran = folder.run(&["pdf", "talks/notes.adoc"]);
    ran.exits_with(0).is_silent();
    assert!(ran.said().starts_with("talks/notes.pdf (1 page, "), "{}", ran.said());
    assert!(folder.read("talks/notes.pdf").starts_with(b"%PDF-"));
    let ran = folder.run(&["epub", "talks/notes.adoc"]);
    ran.exits_with(0).is_silent();
    assert!(ran.said().starts_with("talks/notes.epub ("), "{}", ran.said());
    assert!(folder.read("talks/notes.epub").starts_with(b"PK"));
}

#[test]
fn an_epub_is_made_for_a_device() {
    let folder = folder(&[("notes.adoc", b"= T\n\nUn mot. Et un autre.\n\nimage::a.jpg[A]\n"), ("a.jpg", PHOTO)]);
    assert_eq!(folder.run(&["epub", "notes.adoc", "--kepub", "--grayscale", "--device", "kobo-clara"]).code, 0);
    assert!(folder.names().contains(&"notes.kepub.epub".to_owned()), "{:?}", folder.names());
    let ran = folder.run(&["epub", "notes.adoc", "--device", "kobo-clare"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("did you mean `kobo-clara`?"), "{}", ran.err);
}

#[test]
fn a_dash_writes_to_standard_output() {
    let folder = manuscript("= Talks\n\nA word.\n");
    let pdf = folder.run(&["pdf", "notes.adoc", "-o", "-"]);
    pdf.exits_with(0).is_silent();
    assert!(pdf.out.starts_with(b"%PDF-") && pdf.out.trim_ascii_end().ends_with(b"%%EOF"));
    assert!(folder.run(&["epub", "notes.adoc", "-o", "-"]).out.starts_with(b"PK"));
    assert_eq!(folder.names(), ["notes.adoc"]);
    folder.run(&["pdf", "notes.adoc", "-o", "-", "--emit", "pages"]).exits_with(2).tells(&["error[usage]", "hint:"]);
}

#[test]
fn several_manuscripts_go_to_a_folder() {
    let folder = folder(&[("a.adoc", b"= A\n"), ("b/c.adoc", b"= C\n"), ("d/a.adoc", b"= D\n"), ("out/x", b"")]);
    folder.run(&["pdf", "a.adoc", "b/c.adoc", "-o", "out"]).exits_with(0).is_silent();
    assert!(folder.read("out/a.pdf").starts_with(b"%PDF-"));
    assert!(folder.read("out/c.pdf").starts_with(b"%PDF-"));
    let clash = folder.run(&["pdf", "a.adoc", "d/a.adoc", "-o", "out"]);
    clash.exits_with(2).tells(&["error[usage]: `a.adoc` and `d/a.adoc` would both become", "hint:"]);
    let mixed = folder.run(&["pdf", "a.adoc", "b/c.adoc", "-o", "-"]);
    mixed.exits_with(2).tells(&["error[usage]: several results", "hint: name a folder with `-o`"]);
    assert_eq!(mixed.out, b"");
}

#[test]
fn one_bad_manuscript_leaves_the_others_alone() {
    let folder = folder(&[("a.adoc", b"= A\n"), ("c.adoc", b"= C\n")]);
    folder.run(&["pdf", "a.adoc", "b.adoc", "c.adoc"]).exits_with(2).tells(&["error[unreadable]: manuscript `b.adoc`"]);
    assert_eq!(folder.names(), ["a.adoc", "a.pdf", "c.adoc", "c.pdf"]);
}

#[test]
fn a_manuscript_is_never_overwritten() {
    let folder = manuscript("= Talks\n");
    for output in ["notes.adoc", "./x/../notes.adoc"] {
        folder.run(&["pdf", "notes.adoc", "-o", output]).exits_with(2).tells(&[
            "error[usage]: the result",
            "would overwrite a manuscript",
            "hint: name another file with `-o`",
        ]);
    }
    assert_eq!(folder.read("notes.adoc"), b"= Talks\n");
}

#[test]
fn the_same_bytes_come_on_one_thread_and_on_two() {
    let folder = with_picture("chart.jpg", PHOTO);
    for command in ["pdf", "epub"] {
        folder.run(&[command, "notes.adoc", "--jobs", "1", "-o", "one"]).exits_with(0);
        folder.run(&[command, "notes.adoc", "--jobs", "2", "-o", "two"]).exits_with(0);
        assert!(folder.read("one") == folder.read("two"), "{command} differs");
    }
}

#[test]
fn the_date_can_be_pinned() {
    let folder = manuscript("= Talks\n\nMade on {docdate}.\n");
    let made = |epoch| folder.run_at(&["pdf", "notes.adoc", "-o", "-"], epoch).out;
    let holds = |bytes: &[u8], words: &str| bytes.windows(words.len()).any(|part| part == words.as_bytes());
    assert!(holds(&made(Some("1580947200")), "D:20200206"));
    assert!(!holds(&made(None), "D:20200206"));
    assert!(made(None) == made(None) && made(Some("1580947200")) == made(Some("1580947200")));
}

#[test]
fn everything_that_is_decided_can_be_printed() {
    let folder = with_picture("chart.jpg", PHOTO);
    for (what, head) in [
        ("lines", "# notes-pub lines "),
        ("pages", "# notes-pub pages "),
        ("frames", "# notes-pub frames "),
        ("tags", "# notes-pub tags "),
    ] {
        let ran = folder.run(&["pdf", "notes.adoc", "--emit", what]);
        assert!(ran.exits_with(0).said().starts_with(head));
    }
    assert_eq!(folder.names(), ["chart.jpg", "notes.adoc"], "nothing is written with `--emit` alone");
    let ran = folder.run(&["model", "notes.adoc", "--timings"]);
    assert!(ran.exits_with(0).tells(&["stage", "read", "resolve"]).said().contains("paragraph :: Before it."));
}

// Exit codes.

#[test]
fn strict_trips_over_warnings_and_still_writes() {
    let folder = manuscript("= Talks\n\nimage::gone.jpg[A chart]\n");
    folder.run(&["pdf", "notes.adoc"]).exits_with(0);
    folder.run(&["pdf", "notes.adoc", "--strict", "-o", "strict.pdf"]).exits_with(1).tells(&["[image-missing]"]);
    assert!(folder.read("strict.pdf").starts_with(b"%PDF-"));
    manuscript("= Talks\n\nFine.\n").run(&["pdf", "notes.adoc", "--strict"]).exits_with(0).is_silent();
}

#[test]
fn strict_takes_the_claim_back_where_a_picture_says_nothing() {
    let folder = manuscript("= Talks\n\nimage::chart.jpg[]\n");
    folder.write("chart.jpg", PHOTO);
    let claims = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).contains("pdfuaid");
    folder.run(&["pdf", "notes.adoc"]).exits_with(0).tells(&["note[alt-missing]: 1 picture without"]);
    assert!(claims(folder.read("notes.pdf")));
    folder.run(&["pdf", "notes.adoc", "--strict"]).exits_with(1);
    assert!(!claims(folder.read("notes.pdf")));
}

#[test]
fn what_was_mistyped_is_told() {
    let folder = manuscript("= Talks\n");
    folder.run(&["pdf", "notes.adoc", "--ouput", "x"]).exits_with(2).tells(&["--ouput", "'--output'"]);
    folder.run(&["pdf"]).exits_with(2).tells(&["<FILE>"]);
    folder.run(&["pfd", "notes.adoc"]).exits_with(2).tells(&["'pfd'", "--help"]);
    folder.run(&["pdf", "notes.adoc", "-d", "novel"]).exits_with(2).tells(&["'novel'", "article, book"]);
    folder.run(&["pdf", "notes.adoc", "--jobs", "0"]).exits_with(2).tells(&["1..=256"]);
    let limit = folder.run(&["pdf", "notes.adoc", "--limit", "red-time=3"]);
    limit.exits_with(2).tells(&["error[usage]: no limit is called `red-time`", "did you mean `read-time`?"]);
    let value = folder.run(&["pdf", "notes.adoc", "--limit", "read-time=soon"]);
    value.exits_with(2).tells(&["error[usage]: the limit `read-time` needs a whole number, not `soon`"]);
    let help = folder.run(&["--help"]);
    assert!(help.exits_with(0).is_silent().said().contains("pdf"));
    assert_eq!(folder.run(&["--version"]).said(), concat!("notes-pub ", env!("CARGO_PKG_VERSION"), "\n"));
    assert_eq!(folder.names(), ["notes.adoc"]);
}

// Manuscripts.

#[test]
fn a_missing_manuscript_finds_its_neighbour() {
    let folder = manuscript("= Talks\n");
    for command in ["pdf", "epub", "model"] {
        let ran = folder.run(&[command, "nots.adoc"]);
        ran.exits_with(2)
            .tells(&["error[unreadable]: manuscript `nots.adoc`: not found", "hint: did you mean `notes.adoc`?"]);
    }
    folder.run(&["pdf", "."]).exits_with(2).tells(&["error[unreadable]: manuscript `.`"]);
    assert_eq!(folder.names(), ["notes.adoc"]);
}

#[test]
fn an_empty_manuscript_is_a_page() {
    for text in ["", "\n\n", "// a comment\n"] {
        let folder = manuscript(text);
        folder.run(&["pdf", "notes.adoc"]).exits_with(0);
        folder.run(&["epub", "notes.adoc"]).exits_with(0);
    }
}

#[test]
fn bytes_that_are_not_utf8_are_replaced_and_told() {
    let folder = manuscript(b"= Talks\n\nUn caf\xE9 tard.\n");
    let ran = folder.run(&["model", "notes.adoc"]);
    ran.exits_with(0).tells(&["warning[invalid-utf8]: ", "`E9`", "notes.adoc:3:7"]);
    assert!(ran.said().contains("paragraph :: Un caf\u{FFFD} tard."));
    folder.pdf_with(&["Un", "caf", "tard."]).tells(&["warning[invalid-utf8]"]);
}

#[test]
fn control_characters_are_replaced_and_told() {
    let folder = manuscript(b"= Talks\n\nOne\0two \x1B[1m three.\n");
    folder.pdf_with(&["One", "two", "three."]).tells(&["warning[control-character]"]);
    let ran = folder.run(&["model", "notes.adoc"]);
    ran.exits_with(0).tells(&["warning[control-character]: ", "U+0000", "notes.adoc:3:4"]);
    assert!(ran.said().contains("paragraph :: One\u{FFFD}two \u{FFFD}[1m three."));
}

#[test]
fn marks_and_line_ends_of_other_systems_are_read_in_silence() {
    for text in ["\u{FEFF}= Talks\n\nOne\ntwo.\n", "= Talks\r\n\r\nOne\r\ntwo.\r\n", "= Talks\r\rOne\rtwo.\r"] {
        let folder = manuscript(text);
        folder.pdf_with(&["\"Talks\"", "One two."]).is_silent();
        assert!(folder.run(&["model", "notes.adoc"]).said().starts_with("document :: Talks\nparagraph :: One two."));
    }
}

#[test]
fn utf_16_is_converted_and_told() {
    let little: Vec<u8> = "\u{FEFF}= Talks\n\nUn café.\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = "\u{FEFF}= Talks\n\nUn café.\n".encode_utf16().flat_map(u16::to_be_bytes).collect();
    for bytes in [little, big] {
        manuscript(bytes).pdf_with(&["Un café."]).tells(&["warning[utf-16]: ", "notes.adoc:1:1"]);
    }
}

#[test]
fn a_character_without_a_glyph_has_a_stand_in() {
    let folder = manuscript("= Talks\n\nA private \u{E000} one, a unicorn \u{1F984}.\n");
    let ran = folder.pdf_with(&["A private", "one, a unicorn", "\u{25A1}"]);
    ran.tells(&["warning[missing-glyph]: ", "U+E000", "notes.adoc:3:1", "hint: `\u{25A1}` stands in its place"]);
    // A machine may have a face of emoji.
    let ran = folder.run(&["pdf", "notes.adoc", "--no-system-fonts"]);
    ran.exits_with(0).tells(&["warning[missing-glyph]: ", "U+1F984"]);
    folder.run(&["epub", "notes.adoc"]).exits_with(0);
}

#[test]
fn a_value_that_means_nothing_is_told() {
    let folder = manuscript("= Talks\n:lang: 12 monkeys\n\nA word.\n");
    let ran = folder.pdf_with(&["A word."]);
    ran.tells(&[
        "warning[bad-attribute-value]: `12 monkeys` is not the tag of a language",
        "notes.adoc:",
        "hint: write `:lang: fr`",
    ]);
}

#[test]
fn what_takes_too_long_or_too_much_is_told() {
    let folder = manuscript("= Talks\n\nA line that is long enough.\n");
    let time = folder.run(&["pdf", "notes.adoc", "--limit", "read-time=0"]);
    time.exits_with(2).tells(&[
        "error[limit-reached]: ",
        "0 seconds",
        "hint: raise the limit with `--limit read-time=",
    ]);
    let size = folder.run(&["pdf", "notes.adoc", "--limit", "read-size=10"]);
    size.exits_with(2).tells(&[
        "error[limit-reached]: ",
        "more than 10",
        "hint: raise the limit with `--limit read-size=",
    ]);
    assert_eq!(folder.names(), ["notes.adoc"]);
}

#[test]
fn nesting_has_an_end() {
    let deep: String = (4..3000).map(|n| format!("{}\n", "=".repeat(n))).collect();
    let ran = manuscript(format!("= Talks\n\nBefore it.\n\n{deep}\nAfter it.\n")).run(&["model", "notes.adoc"]);
    ran.exits_with(0);
    assert!(ran.said().contains("Before it."));
}

// Pictures.

#[test]
fn a_misspelt_picture_finds_its_file() {
    let folder = with_picture("chart_12.jpg", PHOTO);
    folder.write("notes.adoc", b"= Talks\n\nBefore it.\n\nimage::chrat_12.jpg[A chart]\n\nAfter it.\n");
    folder.pdf_with(&AROUND).tells(&[
        "warning[image-missing]: image `chrat_12.jpg` not found",
        "notes.adoc:5:1",
        "hint: did you mean `chart_12.jpg`?",
    ]);
    folder.pdf_with(&["A chart"]);
    folder.run(&["epub", "notes.adoc"]).exits_with(0).tells(&["warning[image-missing]", "did you mean"]);
}

#[test]
fn a_picture_in_a_missing_folder_says_so() {
    let folder = manuscript("= Talks\n:imagesdir: photos\n\nBefore it.\n\nimage::one.jpg[A chart]\n\nAfter it.\n");
    folder.pdf_with(&["A chart"]).tells(&[
        "warning[image-missing]: image `one.jpg` not found",
        "notes.adoc:6:1",
        "`photos`",
    ]);
    folder.pdf_with(&AROUND);
}

#[test]
fn damaged_pictures_leave_a_frame_with_their_words() {
    let copied_again = "hint: copy the picture again from where it came";
    let cases: [(&[u8], &str, &str); 4] = [
        (&PHOTO[..PHOTO.len() / 2], "warning[image-broken]: image `chart.jpg` is cut short", copied_again),
        (b"", "warning[image-broken]: image `chart.jpg` is empty", copied_again),
        (b"not a picture at all", "warning[image-broken]: image `chart.jpg` is not a picture of a known format", ""),
        (
            b"<svg xmlns='http://www.w3.org/2000/svg'><g>",
            "warning[image-broken]: image `chart.jpg` is damaged",
            copied_again,
        ),
    ];
    for (bytes, message, hint) in cases {
        let folder = with_picture("chart.jpg", bytes);
        folder.pdf_with(&["A chart", "Before it.", "After it."]).tells(&[message, "notes.adoc:5:1", hint]);
        folder.run(&["epub", "notes.adoc"]).exits_with(0).tells(&[message, "notes.adoc:5:1", hint]);
    }
}

#[test]
fn a_photo_whose_data_are_broken_behind_a_sound_head_leaves_a_frame() {
    let mut bytes = PHOTO.to_vec();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 4000].fill(0xFF);
    let folder = with_picture("chart.jpg", &bytes);
    folder.pdf_with(&AROUND);
    folder.run(&["epub", "notes.adoc"]).exits_with(0);
}

#[test]
fn a_drawing_is_set_with_its_words() {
    let drawing =
        b"<svg xmlns='http://www.w3.org/2000/svg' width='90' height='30'><text y='20'>drawn words</text></svg>";
    let folder = with_picture("chart.svg", drawing);
    folder.pdf_with(&["Before it.", "picture ", "After it."]);
    folder.run(&["epub", "notes.adoc"]).exits_with(0);
}

#[test]
fn a_picture_under_a_wrong_name_is_shown() {
    let folder = with_picture("chart.png", PHOTO);
    folder.pdf_with(&["picture "]).tells(&[
        "warning[image-mislabelled]: image `chart.png` is named as a PNG and holds a JPEG",
        "notes.adoc:5:1",
        "hint:",
        "`.jpg`",
    ]);
    folder.pdf_with(&AROUND);
}

#[test]
fn a_pixel_bomb_is_not_opened() {
    let folder = with_picture("chart.jpg", &claiming(PHOTO, 60_000, 60_000));
    folder.pdf_with(&["A chart", "Before it.", "After it."]).tells(&[
        "warning[image-too-large]: image `chart.jpg` has 60000 × 60000 pixels",
        "notes.adoc:5:1",
        "hint:",
        "raise the limit",
    ]);
    let folder = with_picture("chart.jpg", PHOTO);
    let ran = folder.run(&["pdf", "notes.adoc", "--limit", "image-pixels=0"]);
    ran.exits_with(0).tells(&["warning[image-too-large]"]);
}

#[test]
fn a_picture_out_of_the_jail_is_not_read() {
    let folder = folder(&[("outside.jpg", PHOTO)]);
    folder.write("talks/notes.adoc", b"= Talks\n\nBefore it.\n\nimage::../outside.jpg[A chart]\n\nAfter it.\n");
    let ran = folder.run(&["pdf", "talks/notes.adoc", "--emit", "frames"]);
    ran.exits_with(0).tells(&["warning[image-outside]", "notes.adoc:5:1", "hint:", "--safe-mode unsafe"]);
    assert!(!ran.said().contains("picture ") && ran.said().contains("After it."));
    let ran = folder.run(&["pdf", "talks/notes.adoc", "--emit", "frames", "-S", "unsafe"]);
    assert!(ran.exits_with(0).is_silent().said().contains("picture "));
}

// Includes.

#[test]
fn a_missing_include_leaves_its_line() {
    let folder = manuscript("= Talks\n\nBefore it.\n\ninclude::chapter_1.adoc[]\n\nAfter it.\n");
    folder.write("chapter-1.adoc", b"Never read.\n");
    folder.pdf_with(&["include::chapter_1.adoc[]", "Before it.", "After it."]).tells(&[
        "warning[include-missing]: include `chapter_1.adoc` not found",
        "notes.adoc:5:1",
        "hint: did you mean `chapter-1.adoc`?",
    ]);
}

#[test]
fn an_include_loop_ends_with_its_chain() {
    let folder = manuscript("= Talks\n\nBefore it.\n\ninclude::parts/one.adoc[]\n\nAfter it.\n");
    folder.write("parts/one.adoc", b"One begins.\n\ninclude::../notes.adoc[]\n\nOne ends.\n");
    folder.pdf_with(&["Before it.", "One begins.", "One ends.", "After it."]).tells(&[
        "warning[include-loop]: `notes.adoc` includes itself",
        "one.adoc:3:1",
        "hint: included by way of `notes.adoc` → `parts/one.adoc`",
    ]);
}

#[test]
fn an_include_out_of_the_jail_is_not_read() {
    let folder = folder(&[("secret.adoc", b"A secret.\n")]);
    folder.write("talks/notes.adoc", b"= Talks\n\nBefore it.\n\ninclude::../secret.adoc[]\n\nAfter it.\n");
    let ran = folder.run(&["model", "talks/notes.adoc"]);
    ran.exits_with(0).tells(&["warning[include-outside]", "notes.adoc:5:1", "hint:", "--safe-mode unsafe"]);
    assert!(!ran.said().contains("A secret.") && ran.said().contains("After it."));
    let ran = folder.run(&["model", "talks/notes.adoc", "-S", "unsafe"]);
    assert!(ran.exits_with(0).is_silent().said().contains("A secret."));
}

#[cfg(unix)]
#[test]
fn a_link_does_not_lead_out_of_the_jail() {
    let folder = folder(&[("secret.adoc", b"A secret.\n")]);
    folder.write("talks/notes.adoc", b"= Talks\n\ninclude::link.adoc[]\n\nAfter it.\n");
    std::os::unix::fs::symlink(folder.path("secret.adoc"), folder.path("talks/link.adoc")).unwrap();
    let ran = folder.run(&["model", "talks/notes.adoc"]);
    ran.exits_with(0).tells(&["warning[include-outside]", "notes.adoc:3:1"]);
    assert!(!ran.said().contains("A secret."));
}

// Layouts.

#[test]
fn an_unknown_layout_says_what_there_is() {
    let folder = manuscript("= Talks\n");
    for args in [["pdf", "--layout", "scren"], ["epub", "--pages-from", "scren"]] {
        let ran = folder.run(&[args[0], "notes.adoc", args[1], args[2]]);
        ran.exits_with(2).tells(&[
            "error[unknown-layout]: no layout is called `scren`",
            "hint: did you mean `screen`?",
            "hint: there is `screen`, `print`, `handout`, `large-print`, `booklet`",
        ]);
    }
    assert_eq!(folder.names(), ["notes.adoc"]);
}

#[test]
fn pages_are_put_on_sheets() {
    let folder = manuscript("= Talks\n\nA word.\n\n<<<\n\nAnother.\n\n<<<\n\nThe last.\n");
    let sides = |args: &[&str]| {
        let ran = folder.run(&[&["pdf", "notes.adoc", "--emit", "frames"], args].concat());
        let said = ran.exits_with(0).is_silent().said();
        said.lines().filter(|line| line.starts_with("side ")).map(str::to_owned).collect::<Vec<_>>()
    };
    assert!(sides(&[]).is_empty());
    assert_eq!(sides(&["--impose", "2-up"]), ["side 1, 2 841.89 × 595.276", "side 3 841.89 × 595.276"]);
    assert_eq!(sides(&["--impose", "4-up", "--sheet", "A5"]), ["side 1–3 419.528 × 595.276"]);
    assert_eq!(
        sides(&["--impose", "booklet", "--sheet", "A3"]),
        ["side 1 1190.551 × 841.89", "side 2, 3 1190.551 × 841.89"]
    );
    assert_eq!(sides(&["--layout", "booklet", "--impose", "9-up"]).len(), 1);
    assert!(sides(&["--layout", "booklet", "--impose", "none"]).is_empty());
    let ran = folder.run(&["pdf", "notes.adoc", "--layout", "booklet"]);
    assert!(ran.exits_with(0).said().contains("pages on "), "{}", ran.said());
}

#[test]
fn sheets_that_can_not_be_are_refused() {
    let folder = manuscript("= Talks\n");
    for (args, says) in [
        (&["--sheet", "A4"][..], "`--sheet` is for pages that are put on sheets"),
        (&["--impose", "booklet", "--sheet", "A44"], "`--sheet A44` is no paper"),
        (&["--impose", "16-up", "--sheet", "9mm x 9mm"], "are left on the sheet for a page"),
        (&["--impose", "2-up", "--sheet", "9000mm x 9mm"], "the sheet is larger than 200 inches"),
    ] {
        let ran = folder.run(&[&["pdf", "notes.adoc"], args].concat());
        ran.exits_with(2).tells(&["error[usage]", says, "hint: "]);
    }
    assert_eq!(folder.names(), ["notes.adoc"]);
}

#[test]
fn a_layout_of_ones_own_changes_a_few_keys() {
    let folder = manuscript("= Talks\n\nA word.\n");
    folder.write(
        "mine/own.toml",
        b"version = 1\nextends = \"screen\"\n\n[page]\nsize = \"A5\"\ninner = \"15mm\"\nouter = \"15mm\"\n",
    );
    let ran = folder.run(&["pdf", "notes.adoc", "--layout", "mine/own.toml", "--emit", "frames"]);
    assert!(ran.exits_with(0).is_silent().said().contains("page 1 419."));
}

#[test]
fn the_examples_of_the_readme_work() {
    let readme = include_str!("../README.md");
    let example = |language: &str| {
        let (_, behind) = readme.split_once(&format!("```{language}\n")).unwrap();
        behind.split_once("```").unwrap().0
    };
    let folder = manuscript(format!("= Talks\n:talks:\n\n{}", example("asciidoc")));
    folder.write("first-slide.jpg", PHOTO);
    folder.write("mine.toml", example("toml").as_bytes());
    let ran = folder.run(&["pdf", "--layout", "mine.toml", "notes.adoc", "--emit", "tags"]);
    ran.exits_with(0).tells(&["note[alt-missing]"]);
    assert!(!ran.err.contains("warning"), "{}", ran.err);
    // The speakers stand before the abstract where the talk is recognised.
    let said = ran.said();
    assert!(said.find("Ada Brandt").unwrap() < said.find("What we said").unwrap(), "{said}");
}

#[test]
fn faults_of_a_layout_are_shown_where_they_stand() {
    let folder = manuscript("= Talks\n");
    folder.write("other.toml", b"version = 1\nextends = \"screen\"\n");
    let cases: [(&str, &[&str]); 6] = [
        ("[page]\nsiez = \"A5\"\n", &["error[unknown-layout-key]", "`siez`", "own.toml:4:1", "did you mean `size`?"]),
        ("[pgae]\n", &["error[unknown-layout-key]", "`pgae`", "own.toml:3:2", "did you mean `page`?"]),
        ("[page]\ntop = \"3 miles\"\n", &["error[bad-layout-value]", "`3 miles`", "write one such as", "own.toml:4:7"]),
        ("[page]\nsize = \"A55\"\n", &["error[bad-layout-value]", "`A55`", "write A3, A4", "own.toml:4:8"]),
        ("[link]\ncolour = \"blu\"\n", &["error[bad-layout-value]", "`blu`", "write one such as", "own.toml:4:10"]),
        (
            "[page]\ninner = \"120mm\"\nouter = \"120mm\"\n",
            &["error[bad-layout-value]", "too small for text", "own.toml:4:9"],
        ),
    ];
    for (text, parts) in cases {
        folder.write("own.toml", format!("version = 1\nextends = \"screen\"\n{text}").as_bytes());
        folder.run(&["pdf", "notes.adoc", "--layout", "own.toml"]).exits_with(2).tells(parts);
    }
    folder.write("own.toml", b"version = 1\nextends = \"prnt\"\n");
    let base = folder.run(&["pdf", "notes.adoc", "--layout", "own.toml"]);
    base.exits_with(2).tells(&["error[unknown-layout]", "own.toml:2:1", "did you mean `print`?"]);
    let gone = folder.run(&["pdf", "notes.adoc", "--layout", "othr.toml"]);
    gone.exits_with(2).tells(&["error[unknown-layout]", "`othr.toml`", "did you mean `other.toml`?"]);
    assert!(!folder.path("notes.pdf").exists());
}

// Output.

#[test]
fn what_cannot_be_written_is_told_and_nothing_else_is_touched() {
    let folder = manuscript("= Talks\n\nA word.\n");
    folder.write("old", b"the old file");
    for command in ["pdf", "epub"] {
        let missing = folder.run(&[command, "notes.adoc", "-o", "gone/notes.out"]);
        missing
            .exits_with(2)
            .tells(&["error[unwritable]: `gone/notes.out` can't be written", "hint: make the folder first"]);
        let under = folder.run(&[command, "notes.adoc", "-o", "old/notes.out"]);
        under.exits_with(2).tells(&["error[unwritable]: `old/notes.out` can't be written", "hint:", "with `-o`"]);
    }
    assert_eq!(folder.read("old"), b"the old file");
    assert_eq!(folder.names(), ["notes.adoc", "old"]);
}

#[test]
fn a_failed_run_leaves_the_last_good_file() {
    let folder = manuscript("= Talks\n\nA word.\n");
    folder.run(&["pdf", "notes.adoc"]).exits_with(0);
    let good = folder.read("notes.pdf");
    folder.run(&["pdf", "notes.adoc", "--limit", "read-time=0"]).exits_with(2);
    folder.run(&["pdf", "notes.adoc", "--layout", "scren"]).exits_with(2);
    assert!(folder.read("notes.pdf") == good);
    assert_eq!(folder.names(), ["notes.adoc", "notes.pdf"], "no half of a file stays behind");
}
