//! Scripts that run from right to left, take a square for each sign, or put no spaces between words.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first surprise")]

mod common;

use std::path::Path;
use std::sync::Arc;

use notes_pub::diag::{Lint, Sink};
use notes_pub::font::{Face, FaceStyle, Family, FontBook, Weight};
use notes_pub::frame::{Item, ItemKind, LineKind, Owner, PagedBook, TextItem};
use notes_pub::geom::Abs;
use notes_pub::theme::Media;

const ARABIC: &[u8] = include_bytes!("fonts/NotoNaskhArabic-Regular.subset.ttf");
const CHINESE: &[u8] = include_bytes!("fonts/NotoSansCJKsc-Regular.subset.otf");
const EMOJI: &[u8] = include_bytes!("fonts/NotoColorEmoji.subset.ttf");
const THAI: &[u8] = include_bytes!("fonts/NotoSansThai-Regular.subset.ttf");

/// The compiled-in faces and parts of four others.
fn fonts() -> FontBook {
    let style = |like| FaceStyle { like, weight: Weight::Regular, is_italic: false };
    let face =
        |name: &str, data: &'static [u8], like| Face::helper(name.to_owned(), Arc::new(data), 0, style(like)).unwrap();
    FontBook::compiled_in().with([
        face("Arabic", ARABIC, Family::Serif),
        face("Chinese", CHINESE, Family::Sans),
        face("Thai", THAI, Family::Sans),
        face("Emoji", EMOJI, Family::Sans),
    ])
}

fn lay_out(text: &str) -> PagedBook {
    let (pages, sink) = common::lay_out_in(text, "screen", Media::Screen, &|_| None, fonts());
    assert!(!sink.diagnostics().iter().any(|message| message.lint == Lint::MissingGlyph), "{:?}", sink.diagnostics());
    pages
}

/// The texts of the body with their places, in the order in which they are read.
fn texts(pages: &PagedBook) -> Vec<(&Item, &TextItem)> {
    let items = pages.pages.iter().flat_map(|page| &page.items);
    items
        .filter_map(|item| match &item.kind {
            ItemKind::Text(text) if !item.is_generated => Some((item, text)),
            _ => None,
        })
        .collect()
}

fn find<'a>(pages: &'a PagedBook, words: &str) -> (&'a Item, &'a TextItem) {
    let mut texts = texts(pages).into_iter();
    texts
        .find(|(_, text)| text.text.contains(words))
        .unwrap_or_else(|| panic!("{words} is not set: {:?}", texts_of(pages)))
}

fn texts_of(pages: &PagedBook) -> Vec<String> {
    texts(pages).iter().map(|(_, text)| text.text.clone()).collect()
}

fn right(item: &Item, text: &TextItem) -> Abs {
    item.at.x + text.width
}

const PERSIAN: &str = "= کتاب\n:lang: fa\n\n";

#[test]
fn persian_runs_from_right_to_left_and_latin_words_within_it_do_not() {
    let pages = lay_out(&format!("{PERSIAN}این فصل Git config را نسخه\n"));
    let body = pages.pages[0].body;
    let (first, this) = find(&pages, "این");
    let (middle, latin) = find(&pages, "Git config");
    let (last, end) = find(&pages, "نسخه");
    assert_eq!(right(first, this), body.origin.x + body.size.width, "the line begins at the right");
    assert!(right(middle, latin) <= first.at.x && right(last, end) <= middle.at.x);
    assert_eq!(this.text.trim_end(), "این");
    // The glyphs stand from left to right, and the first of them says the end of the words.
    let starts: Vec<u32> = this.glyphs.iter().map(|glyph| glyph.start).collect();
    assert!(starts.windows(2).all(|pair| pair[0] >= pair[1]), "{starts:?}");
    let starts: Vec<u32> = latin.glyphs.iter().map(|glyph| glyph.start).collect();
    assert!(starts.windows(2).all(|pair| pair[0] < pair[1]), "{starts:?}");
}

#[test]
fn letters_are_joined() {
    let pages = lay_out(&format!("{PERSIAN}گیت گ ی ت\n"));
    let (_, text) = find(&pages, "گیت");
    let joined = &text.glyphs[text.glyphs.len() - 3..];
    let alone: Vec<u32> = text.glyphs[..text.glyphs.len() - 3].iter().map(|glyph| glyph.id()).collect();
    assert!(joined.iter().all(|glyph| !alone.contains(&glyph.id())), "{:?}", text.glyphs);
}

#[test]
fn what_stands_at_the_left_elsewhere_stands_at_the_right() {
    let pages = lay_out(&format!("{PERSIAN}* نکته\n\n----\ngit add\n----\n\n[lang=en]\nEnglish words.\n"));
    let body = pages.pages[0].body;
    let (code_at, _) = find(&pages, "git add");
    let (item, text) = find(&pages, "نکته");
    let (english, _) = find(&pages, "English");
    assert!(right(item, text) < body.origin.x + body.size.width, "the mark stands at the right of the item");
    assert!(code_at.at.x < body.origin.x + Abs::pt(20.0), "code runs from left to right in every language");
    assert_eq!(english.at.x, body.origin.x, "so does English");
}

#[test]
fn code_within_a_text_keeps_its_dashes() {
    let pages = lay_out(&format!("{PERSIAN}این `--help` است\n"));
    let (_, code) = find(&pages, "--help");
    assert_eq!(code.glyphs.first().map(|glyph| glyph.start), Some(0));
    let plain = lay_out("This is `--help` again.\n");
    assert_eq!(code.glyphs.iter().map(|glyph| glyph.id()).collect::<Vec<_>>(), {
        find(&plain, "--help").1.glyphs.iter().map(|glyph| glyph.id()).collect::<Vec<_>>()
    });
}

#[test]
fn a_link_over_two_directions_covers_its_words() {
    let pages = lay_out(&format!("{PERSIAN}این https://example.org[فصل Git را] نسخه\n"));
    let link = &pages.pages[0].links[0];
    for words in ["فصل", "Git", "را"] {
        let (item, text) = find(&pages, words);
        let middle = item.at.x + text.width / 2;
        assert!(link.area.origin.x <= middle && middle <= link.area.origin.x + link.area.size.width, "{words}");
    }
}

/// Prose of the signs that the test's face has.
fn chinese() -> String {
    "这一章是关于起步的。我们将从版本控制的背景知识开始，然后讲解如何安装（以及配置）工具、“引号”与《书名》。".repeat(6)
}

#[test]
fn lines_of_chinese_are_full_and_begin_with_no_closing_sign() {
    let text = chinese();
    let pages = lay_out(&format!("= 书名\n:lang: zh\n\n{text}\n"));
    let justified: Vec<_> = pages.lines.iter().filter(|line| line.kind == LineKind::Justified).collect();
    assert!(justified.len() > 4);
    assert!(justified.iter().all(|line| line.overfull.is_zero() && line.ratio.abs() <= 1000), "{justified:?}");
    let body = pages.pages[0].body;
    let mut set = String::new();
    let mut rows: Vec<(Abs, String, Abs)> = Vec::new();
    for (item, text) in texts(&pages).into_iter().skip(1) {
        set.push_str(&text.text);
        match rows.last_mut() {
            Some((y, row, end)) if *y == item.at.y => {
                row.push_str(&text.text);
                *end = right(item, text);
            }
            _ => rows.push((item.at.y, text.text.clone(), right(item, text))),
        }
    }
    assert_eq!(set.trim_end(), text);
    for (index, (_, row, end)) in rows.iter().enumerate() {
        assert!(!row.starts_with(['。', '，', '、', '）', '》', '”']), "{row}");
        assert!(!row.ends_with(['（', '《', '“']), "{row}");
        assert!(index + 1 == rows.len() || *end == body.origin.x + body.size.width, "{row}");
    }
}

#[test]
fn a_latin_word_between_squares_may_be_broken_and_is_said_once() {
    for count in 20..60 {
        let words = "中文".repeat(count) + "internationalization中文字";
        let pages = lay_out(&format!("= 书名\n:lang: zh\n\n[lang=en]#{words}# 中文。\n"));
        let mut said = String::new();
        for item in pages.pages.iter().flat_map(|page| &page.items).filter(|item| !item.is_generated) {
            match &item.kind {
                ItemKind::Text(text) => said.push_str(&text.text),
                ItemKind::BrokenWord(word) => said.push_str(&word.word),
                _ => {}
            }
        }
        let expected = format!("书名{words}中文。");
        assert_eq!(said.split_whitespace().collect::<String>(), expected, "{count}");
    }
}

/// The gaps between neighbours of a page's first line of prose, from left to right.
fn gaps(prose: &str) -> Vec<Abs> {
    let pages = lay_out(&format!("= 书名\n:lang: zh\n\n{prose}\n"));
    let row: Vec<_> = texts(&pages).into_iter().skip(1).collect();
    let set: String = row.iter().map(|(_, text)| text.text.as_str()).collect();
    let typed: String = prose.chars().filter(|c| !matches!(c, '`' | '^')).collect();
    assert_eq!(set.trim_end(), typed, "what is said and copied is what the author typed");
    let behind = |pair: &[(&Item, &TextItem)]| pair[1].0.at.x - right(pair[0].0, pair[0].1);
    row.windows(2).map(behind).filter(|gap| !gap.is_zero()).collect()
}

/// CSS Text 4, `text-autospace: normal`, where the author has no space and nothing else parts them.
#[test]
fn letters_and_figures_keep_a_little_away_from_han_signs() {
    let em = find(&lay_out("= 书名\n:lang: zh\n\n中文\n"), "中文").1.size;
    let gap = em.scale(96, 1000);
    assert_eq!(gaps("中文Git中文2中文"), [gap, gap, gap, gap]);
    assert_eq!(gaps("中文 Git 中文，Git。（2）中文"), []);
    // Beside code as beside other words, and none within it.
    assert_eq!(gaps("中文``git中文git``中文"), [gap, gap]);
    // Small raised figures stand out by themselves.
    assert_eq!(gaps("中文^2^中文"), []);
}

#[test]
fn no_line_ends_with_the_gap_before_a_word_of_letters() {
    let mut ends = 0;
    for count in 12..40 {
        let prose = format!("{}{}", "中".repeat(count), "Git版本控制2".repeat(30));
        let pages = lay_out(&format!("= 书名\n:lang: zh\n\n{prose}\n"));
        let body = pages.pages[0].body;
        let mut rows: Vec<(Abs, String, Abs)> = Vec::new();
        for (item, text) in texts(&pages).into_iter().skip(1) {
            match rows.last_mut() {
                Some((y, row, end)) if *y == item.at.y => {
                    row.push_str(&text.text);
                    *end = right(item, text);
                }
                _ => rows.push((item.at.y, text.text.clone(), right(item, text))),
            }
        }
        let justified = pages.lines.iter().filter(|line| line.kind == LineKind::Justified);
        assert!(justified.clone().count() > 2 && justified.clone().all(|line| line.overfull.is_zero()));
        for (_, row, end) in &rows[..rows.len() - 1] {
            assert_eq!(*end, body.origin.x + body.size.width, "{row}");
            ends += usize::from(row.ends_with("Git") || row.ends_with('制'));
        }
    }
    assert!(ends > 4, "{ends}");
}

#[test]
fn shared_signs_come_from_the_face_of_their_script() {
    let fonts = fonts();
    let face_of = |text: &str, words: &str| {
        let pages = lay_out(text);
        fonts.face(find(&pages, words).1.face).name().to_owned()
    };
    assert_eq!(face_of("= 书名\n:lang: zh\n\n“引号”\n", "“"), "Chinese");
    assert_eq!(face_of("A “quote”.\n", "“"), "Source Serif 4");
}

#[test]
fn thai_is_broken_between_words() {
    let text = "สวัสดีชาวโลกการจัดหน้าภาษาไทยไม่มีช่องว่างระหว่างคำ".repeat(8);
    let pages = lay_out(&format!("{text}\n"));
    let set = texts_of(&pages);
    assert!(set.len() > 3);
    assert_eq!(set.concat().trim_end(), text);
    // No line begins within a word: all of them begin with one of these.
    let words = ["สวัสดี", "ชาว", "โลก", "การ", "จัด", "หน้า", "ภาษา", "ไทย", "ไม่", "มี", "ช่อง", "ว่าง", "ระหว่าง", "คำ"];
    assert!(set.iter().all(|line| words.iter().any(|word| line.starts_with(word))), "{set:?}");
}

#[test]
fn the_words_of_every_script_are_all_there() {
    let text = format!("این Git `git` نسخه و English (محلی) 12 ۱۲ است؟ {}", chinese());
    for language in ["fa", "en", "zh"] {
        let mut sink = Sink::new();
        let manuscript = format!("= T\n:lang: {language}\n\n{text}\n");
        let model = notes_pub::model::outline(&common::book_of(&manuscript, &mut sink));
        let pages = lay_out(&manuscript);
        let set: String = texts_of(&pages).concat().split_whitespace().collect();
        assert!(
            set.ends_with(&text.replace('`', "").split_whitespace().collect::<String>()),
            "{language}: {set}\n{model}"
        );
    }
}

fn run(arguments: &[&str], folder: &Path) -> (i32, String) {
    let mut command = assert_cmd::Command::new(env!("CARGO_BIN_EXE_notes-pub"));
    let ran = command.args(arguments).current_dir(folder).output().unwrap();
    (ran.status.code().unwrap(), String::from_utf8_lossy(&ran.stderr).into_owned())
}

#[test]
fn faces_are_given_by_flag() {
    let folder = tempfile::TempDir::new().unwrap();
    let path = |name: &str| folder.path().join(name);
    std::fs::write(path("a.adoc"), format!("{PERSIAN}این فصل\n")).unwrap();
    std::fs::create_dir(path("faces")).unwrap();
    std::fs::write(path("faces/arabic.ttf"), ARABIC).unwrap();

    let (code, told) = run(&["pdf", "a.adoc", "--no-system-fonts"], folder.path());
    assert_eq!(code, 0);
    assert!(told.contains("missing-glyph") && told.contains("--font FILE"), "{told}");
    for font in ["faces", "faces/arabic.ttf"] {
        let (code, told) = run(&["pdf", "a.adoc", "--no-system-fonts", "--font", font], folder.path());
        assert_eq!((code, told.contains("missing-glyph"), told.contains("system-face")), (0, false, false), "{told}");
    }
}

#[test]
fn what_is_no_face_is_told_with_a_remedy() {
    let folder = tempfile::TempDir::new().unwrap();
    let path = |name: &str| folder.path().join(name);
    std::fs::write(path("a.adoc"), "words\n").unwrap();
    std::fs::create_dir(path("empty")).unwrap();
    let cases: [(&str, &[u8], &str); 5] = [
        ("web.woff2", b"wOF2\0\0\0\0", "unpack"),
        ("old.pfb", &[0x80, 0x01, 0, 0], "OpenType"),
        ("words.ttf", b"no face at all", ".ttf"),
        ("nothing.ttf", b"", ".ttf"),
        ("cut.ttf", &ARABIC[..300], ".ttf"),
    ];
    for (name, bytes, remedy) in cases {
        std::fs::write(path(name), bytes).unwrap();
        let (code, told) = run(&["pdf", "a.adoc", "--font", name], folder.path());
        assert_eq!(code, 2, "{name}: {told}");
        assert!(told.contains("error[usage]") && told.contains(name) && told.contains(remedy), "{told}");
        assert!(!path("a.pdf").exists());
    }
    for name in ["missing.ttf", "empty"] {
        let (code, told) = run(&["epub", "a.adoc", "--font", name], folder.path());
        assert!(code == 2 && told.contains(name), "{told}");
    }
}

#[test]
fn an_emoji_is_one_sign_whatever_it_is_made_of() {
    let fonts = fonts();
    let pages = lay_out("black \u{2764} red \u{2764}\u{FE0F} family 👨\u{200D}👩\u{200D}👦 flag 🇫🇷.\n");
    let set = |words: &str| {
        let (_, text) = find(&pages, words);
        let at = text.text.find(words).unwrap() as u32;
        let glyphs = text.glyphs.iter().filter(|glyph| glyph.start >= at && glyph.start < at + words.len() as u32);
        (fonts.face(text.face).name().to_owned(), glyphs.filter(|glyph| glyph.advance() > Abs::ZERO).count())
    };
    assert_eq!(set("\u{2764}\u{FE0F}"), ("Emoji".to_owned(), 1));
    assert_eq!(set("👨\u{200D}👩\u{200D}👦"), ("Emoji".to_owned(), 1));
    assert_eq!(set("🇫🇷"), ("Emoji".to_owned(), 1));
    assert_ne!(set("\u{2764}").0, "Emoji");
    assert_eq!(texts_of(&pages).concat().matches(['\u{FE0F}', '👨', '👩', '👦']).count(), 4);
}

/// The parts of the words that are broken over lines.
fn broken_words(pages: &PagedBook) -> Vec<(String, Vec<String>)> {
    let words = pages.pages.iter().flat_map(|page| &page.items).filter_map(|item| match &item.kind {
        ItemKind::BrokenWord(word) => Some(word),
        _ => None,
    });
    let part = |item: &Item| match &item.kind {
        ItemKind::Text(text) => text.text.clone(),
        _ => String::new(),
    };
    words.map(|word| (word.word.clone(), word.parts.iter().map(part).collect())).collect()
}

#[test]
fn soft_hyphens_are_the_only_places_where_their_word_breaks() {
    let word = "internationalisation";
    let soft = "inter\u{AD}nationali\u{AD}sation";
    let mut heads = std::collections::BTreeSet::new();
    for lead in 1..40 {
        let pages = lay_out(&format!("{}{soft} {soft} more words of it, many more words.\n", "ab ".repeat(lead)));
        assert_eq!(texts_of(&pages).concat().matches('\u{AD}').count(), 0);
        for (whole, parts) in broken_words(&pages).into_iter().filter(|(whole, _)| whole.contains("inter")) {
            assert_eq!(whole.trim_matches(|c: char| !c.is_alphabetic()), word);
            heads.insert(parts[0].clone());
        }
    }
    assert_eq!(heads.into_iter().collect::<Vec<_>>(), ["inter-", "internationali-"]);
}

#[test]
fn the_author_says_where_words_may_be_broken() {
    let mut heads = std::collections::BTreeSet::new();
    for lead in 1..60 {
        let text = format!("{}international, international and more words, many more.\n", "ab ".repeat(lead));
        let pages = lay_out(&format!("= T\n:lang: en\n:hyphenation-exceptions: inter-national\n\n{text}"));
        heads.extend(broken_words(&pages).into_iter().map(|(_, parts)| parts[0].clone()));
        let pages = lay_out(&format!("= T\n:lang: en\n:hyphenation-exceptions: international\n\n{text}"));
        assert!(broken_words(&pages).is_empty());
    }
    assert_eq!(heads.into_iter().collect::<Vec<_>>(), ["inter-"]);
}

#[test]
fn a_language_without_patterns_and_an_entry_that_is_no_word_are_told() {
    let manuscript = "= T\n:lang: sk\n:hyphenation-exceptions: ta-bu-ľka, 12-3\n\nSlová sú tu.\n\nA tu tiež.\n";
    let (_, sink) = common::lay_out_in(manuscript, "screen", Media::Screen, &|_| None, fonts());
    let told: Vec<_> = sink.diagnostics().iter().map(|message| message.lint).collect();
    assert_eq!(told, [Lint::HyphenationException, Lint::NoPatterns]);
}

#[test]
fn a_missing_script_is_told_once_and_a_missing_sign_at_its_place() {
    let text = "= T\n:lang: zh\n\nWords and 这一章是关于起步的。\n\n我们将从版本控制的背景知识开始，然后讲解。\n\n\
        Words 🦀 and 🦀.\n";
    let (_, sink) = common::lay_out_telling(text, "screen", Media::Screen, &|_| None);
    let told: Vec<_> = sink.diagnostics().iter().filter(|message| message.lint == Lint::MissingGlyph).collect();
    let place = |index: usize| &text[told[index].span.unwrap().range()];
    assert_eq!(place(0), "这");
    assert!(told[0].message.contains("the Han script"), "{}", told[0].message);
    let crab = told.iter().position(|message| message.message.contains("U+1F980 CRAB")).unwrap();
    assert_eq!(place(crab), "🦀");
    // The signs of Chinese that are no characters of the script, each by its own name.
    assert!(told.len() < 6, "{told:?}");
}

/// Nothing in it says where a line may end, or nearly everything does: either way all of it is set.
#[test]
fn what_has_no_space_is_set_whole() {
    let texts = ["a-".repeat(60_000), "incomprehensib".repeat(6_000), "né\u{AD}".repeat(30_000), "a/b".repeat(20_000)];
    let bare =
        |text: &str| text.chars().filter(|c| !matches!(c, '-' | '\u{AD}') && !c.is_whitespace()).collect::<String>();
    for text in texts {
        let book = common::lay_out(&format!("\n{text}\n"), "print");
        let items = book.pages.iter().flat_map(|page| &page.items);
        let own = items
            .filter(|item| matches!(item.owner, Owner::Element(_)) || matches!(item.kind, ItemKind::BrokenWord(_)));
        let set: String = own.map(all_text).collect();
        assert_eq!(bare(&set).len(), bare(&text).len());
    }
}

fn all_text(item: &Item) -> String {
    match &item.kind {
        ItemKind::Text(text) => text.text.clone(),
        ItemKind::BrokenWord(word) => word.parts.iter().map(all_text).collect(),
        _ => String::new(),
    }
}
