//! Which language each part of a manuscript is found to be in.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test stops at the first surprise, and says what it found"
)]

mod common;

use std::collections::BTreeSet;
use std::io::{Cursor, Read};

use notes_pub::diag::Sink;
use notes_pub::font::FontBook;
use notes_pub::frame::{BrokenWord, ItemKind, PagedBook, Role};
use notes_pub::geom::Abs;
use notes_pub::model::{BlockKind, Book, Language, Section};
use notes_pub::{epub, pdf};

/// The labelled lines: the language of each, and the line.
fn labelled() -> Vec<(&'static str, &'static str)> {
    let table = include_str!("languages/notes.txt");
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| line.split_once(' ').unwrap()).collect()
}

/// The languages of a book's headings, paragraphs and list items in the order of reading.
fn languages(book: &Book) -> Vec<Language> {
    fn of(section: &Section, found: &mut Vec<Language>) {
        found.push(section.language);
        for block in &section.blocks {
            match &block.kind {
                BlockKind::List(list) => found.extend(list.items.iter().map(|item| item.language)),
                _ => found.push(block.language),
            }
        }
        section.sections.iter().for_each(|section| of(section, found));
    }
    let mut found = Vec::new();
    book.sections.iter().for_each(|section| of(section, &mut found));
    found
}

#[test]
fn lines_of_french_and_english_notes_are_told_apart() {
    let lines = labelled();
    assert!(lines.len() >= 200, "{}", lines.len());
    let mut manuscript = String::from("= Notes\n");
    let mut was_item = false;
    for (_, line) in &lines {
        let is_item = line.starts_with("* ");
        if !(is_item && was_item) {
            manuscript.push('\n');
        }
        manuscript.push_str(line);
        manuscript.push('\n');
        was_item = is_item;
    }
    let found = languages(&common::book_of(&manuscript, &mut Sink::new()));
    assert_eq!(found.len(), lines.len());
    let wrong: Vec<String> = lines
        .iter()
        .zip(&found)
        .filter(|((expected, _), found)| found.primary() != *expected)
        .map(|((expected, line), found)| format!("{expected} taken for {found}: {line}"))
        .collect();
    println!("{} of {} lines are wrong:\n{}", wrong.len(), lines.len(), wrong.join("\n"));
    assert!(wrong.len() * 100 <= lines.len() * 3, "{} of {} wrong:\n{}", wrong.len(), lines.len(), wrong.join("\n"));
}

/// What the author names holds for all that lies within, in every kind of block.
#[test]
fn the_authors_word_on_a_language_holds_within() {
    let book = common::book_of(
        "= Notes\n:lang: en\n\n[lang=fr]\n== Chapitre\n\nDes mots.footnote:[Une note.]\n\n[lang=de]\n====\n\
            Ein Wort.\n\n* Punkt\n\n[lang=es]\nUna palabra.\n====\n\n=== Suite\n\nEncore.\n\n== Chapter\n\nWords.\n",
        &mut Sink::new(),
    );
    let tags = languages(&book);
    let tags: Vec<&str> = tags.iter().map(Language::tag).collect();
    assert_eq!(tags, ["fr", "fr", "de", "fr", "fr", "en", "en"]);
    let BlockKind::Container(example) = &book.sections[0].blocks[1].kind else { panic!("no example") };
    let within: Vec<&str> = example.blocks.iter().map(|block| block.language.tag()).collect();
    assert_eq!(within, ["de", "de", "es"]);
    let BlockKind::List(list) = &example.blocks[1].kind else { panic!("no list") };
    assert_eq!(list.items[0].language.tag(), "de");
    assert_eq!(book.footnotes[0].language.tag(), "fr");
}

/// The words of all broken words, whole and up to the first break.
fn broken_words(pages: &PagedBook) -> Vec<(String, String)> {
    let items = pages.pages.iter().flat_map(|page| &page.items);
    let first = |word: &BrokenWord| match &word.parts[0].kind {
        ItemKind::Text(text) => text.text.clone(),
        _ => String::new(),
    };
    let broken = items.filter_map(|item| match &item.kind {
        ItemKind::BrokenWord(word) => Some((word.word.clone(), first(word))),
        _ => None,
    });
    broken.collect()
}

/// English breaks `démon-stra-tion` by other patterns than French does.
#[test]
fn a_span_of_another_language_is_broken_by_its_patterns() {
    let heads = |span: &str, lead: &str| {
        let mut heads = BTreeSet::new();
        for count in 1..60 {
            let text = format!("{}{span} and more words, many more of them.\n", "ab ".repeat(count));
            let pages = common::lay_out(&format!("= T\n:lang: en\n\n{lead}{text}"), "screen");
            heads.extend(broken_words(&pages).into_iter().map(|(_, head)| head));
        }
        heads.into_iter().collect::<Vec<_>>()
    };
    let english = heads("demonstration", "");
    let french = heads("[lang=fr]#demonstration#", "");
    assert_eq!(english, ["demon-", "demonstra-"]);
    assert_eq!(french, ["demons-", "demonstra-"]);
    assert_eq!(heads("demonstration", "[lang=fr]\n"), french);
    assert_eq!(heads("[lang=en]#demonstration#", "[lang=fr]\n"), english);
}

/// In both words two letters of a ligature belong to different syllables.
#[test]
fn words_break_within_a_ligature() {
    for (language, word, head, tail) in [("de", "Auflage", "Auf-", "lage"), ("en", "difficult", "dif-", "ficult")] {
        let mut is_broken = false;
        for count in 1..40 {
            let text = format!("{} {}\n", "1".repeat(count), format!("1234567890123456{word} ").repeat(12));
            let pages = common::lay_out(&format!("= T\n:lang: {language}\n\n{text}"), "screen");
            assert!(pages.lines.iter().all(|line| line.overfull.is_zero()));
            for item in pages.pages.iter().flat_map(|page| &page.items) {
                let ItemKind::BrokenWord(broken) = &item.kind else { continue };
                let [upper, lower] = &broken.parts[..] else { panic!("{} parts", broken.parts.len()) };
                let (ItemKind::Text(upper_text), ItemKind::Text(lower_text)) = (&upper.kind, &lower.kind) else {
                    panic!("no text")
                };
                if !upper_text.text.ends_with(head) {
                    continue;
                }
                is_broken = true;
                assert!(lower_text.text.starts_with(tail), "{}", lower_text.text);
                assert!(broken.word.trim_end().ends_with(word), "{}", broken.word);
                // Each letter has its own glyph again, and the line is as wide as it was measured.
                assert_eq!(upper_text.glyphs.len(), upper_text.text.len());
                let edge = pages.pages[0].body.origin.x + pages.pages[0].body.size.width;
                let end = upper.at.x + upper_text.width;
                assert!(end >= edge && end < edge + Abs::pt(4.0), "{end} at {edge}");
            }
        }
        assert!(is_broken, "{word}");
    }
}

/// The languages that the page's content names, in order (ISO 32000-1 14.9.2.3).
fn named_in_content(pdf: &[u8]) -> Vec<String> {
    let document = lopdf::Document::load_mem(pdf).unwrap();
    let page = *document.get_pages().values().next().unwrap();
    let content = lopdf::content::Content::decode(&document.get_page_content(page)).unwrap();
    let lists = content.operations.iter().filter(|operation| operation.operator == "BDC");
    let named = lists.filter_map(|operation| operation.operands[1].as_dict().ok()?.get(b"Lang").ok());
    named.map(|tag| lopdf::decode_text_string(tag).unwrap()).collect()
}

#[test]
fn a_span_of_another_language_says_so_in_both_books() {
    let text = "= Notes\n:lang: en\n\nThe [lang=fr]#mots français# and [.big,lang=de]*fette Wörter*.\n\n\
        [lang=es]\nPalabras.\n";
    let pages = common::lay_out(text, "screen");
    let file = pdf::write(&pages, &FontBook::compiled_in(), pdf::Options::default()).unwrap();
    assert_eq!(named_in_content(&file), ["fr", "de"]);
    let of_block = pages.structure.elements().iter().find(|element| element.language.tag() == "es");
    assert_eq!(of_block.map(|element| &element.role), Some(&Role::Paragraph));
    let book = common::book_of(text, &mut Sink::new());
    let epub = epub::write(&book, &epub::EpubOptions::default(), &mut Sink::new()).unwrap();
    let mut archive = zip::ZipArchive::new(Cursor::new(epub)).unwrap();
    let names: Vec<String> =
        (0..archive.len()).map(|at| archive.by_index(at).unwrap().name().unwrap().into_owned()).collect();
    let mut all = String::new();
    for name in names.iter().filter(|name| name.ends_with(".xhtml")) {
        archive.by_name(name).unwrap().read_to_string(&mut all).unwrap();
    }
    for said in [
        r#"<span lang="fr" xml:lang="fr">mots français</span>"#,
        r#"<strong class="big" lang="de" xml:lang="de">fette Wörter</strong>"#,
        r#"<p lang="es" xml:lang="es">Palabras.</p>"#,
    ] {
        assert!(all.contains(said), "{said} is not in {all}");
    }
}

#[test]
fn manuscripts_of_many_languages_are_known_without_being_told() {
    let cases = [
        ("pt", "A equipe começou com um único serviço e não tinha testes. Depois de dois anos, tudo foi reescrito."),
        ("nl", "Het team begon met een enkele server en had geen tests. Na twee jaar werd alles opnieuw geschreven."),
        (
            "pl",
            "Zespół zaczął od jednego serwera i nie miał testów. Po dwóch latach wszystko zostało napisane od nowa.",
        ),
        ("sv", "Teamet började med en enda server och hade inga tester. Efter två år skrevs allt om från början."),
        (
            "da",
            "Holdet begyndte med en enkelt server og havde ingen test. Efter to år blev det hele skrevet om af nogle andre.",
        ),
        (
            "nb",
            "Laget begynte med en enkelt server og hadde ingen tester. Etter to år ble alt skrevet om, men hvordan?",
        ),
        (
            "fi",
            "Tiimi aloitti yhdellä palvelimella eikä testejä ollut. Kahden vuoden jälkeen kaikki kirjoitettiin uudelleen.",
        ),
        ("cs", "Tým začal s jedním serverem a neměl žádné testy. Po dvou letech bylo všechno napsáno znovu, ale lépe."),
        (
            "tr",
            "Ekip tek bir sunucu ile başladı ve hiç test yoktu. İki yıl sonra her şey yeniden yazıldı, ama daha iyi.",
        ),
        (
            "ro",
            "Echipa a început cu un singur server și nu avea teste. După doi ani totul a fost rescris, dar mai bine.",
        ),
        (
            "ca",
            "L'equip va començar amb un sol servidor i no tenia proves. Després de dos anys es va reescriure tot, però més bé.",
        ),
        (
            "hu",
            "A csapat egyetlen szerverrel kezdett, és nem voltak tesztek. Két év után mindent újraírtak, de már jobban.",
        ),
        (
            "de",
            "Das Team begann mit einem einzigen Server und hatte keine Tests. Nach zwei Jahren wurde alles neu geschrieben.",
        ),
        ("es", "El equipo empezó con un solo servidor y no tenía pruebas. Después de dos años se reescribió todo."),
        ("it", "Il gruppo ha iniziato con un solo server e non aveva test. Dopo due anni tutto è stato riscritto."),
        ("el", "Η ομάδα ξεκίνησε με έναν διακομιστή και δεν είχε δοκιμές."),
        ("ru", "Команда начала с одного сервера, и тестов не было. Через два года всё было написано заново."),
        ("uk", "Команда почала з одного сервера, і тестів не було. Через два роки все було написано заново."),
        ("bg", "Екипът започна с един сървър и нямаше тестове. След две години всичко беше написано отново."),
        ("sr", "Тим је почео са једним сервером и није имао тестове."),
        ("ar", "بدأ الفريق بخادم واحد ولم تكن هناك اختبارات."),
        ("fa", "گروه با یک سرور شروع کرد و هیچ آزمونی نداشت."),
        ("ur", "ٹیم نے ایک سرور سے آغاز کیا اور کوئی ٹیسٹ نہیں تھا۔"),
        ("he", "הצוות התחיל עם שרת אחד ולא היו בדיקות."),
        ("zh", "团队从一台服务器开始，没有测试。两年后一切都重写了。使用 Docker 和 Kubernetes 部署。"),
        ("ja", "チームは一台のサーバーから始め、テストはなかった。二年後、すべて書き直された。"),
        ("ko", "팀은 서버 한 대로 시작했고 테스트가 없었다. 이 년 뒤에 모든 것을 다시 썼다."),
        ("th", "ทีมเริ่มต้นด้วยเซิร์ฟเวอร์เดียวและไม่มีการทดสอบ"),
        ("hi", "टीम ने एक सर्वर से शुरुआत की और कोई परीक्षण नहीं था।"),
    ];
    let wrong: Vec<_> = cases
        .iter()
        .map(|(tag, text)| (*tag, common::book_of(&format!("= Notes\n\n{text}\n"), &mut Sink::new()).info.language))
        .filter(|(tag, found)| found.tag() != *tag)
        .collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn a_book_in_a_script_of_its_own_keeps_its_lines_of_few_words() {
    let text = "= 書名\n\nチームは一台のサーバーから始め、テストはなかった。\n\n東京都\n\nDocker\n\n\
        The team has its own words.\n";
    let mixed = "הצוות התחיל עם שרת אחד ולא היו בדיקות.\n\nTeam words arrive together\n\nKubernetes\n";
    let mixed = common::book_of(mixed, &mut Sink::new());
    let found: Vec<&str> = mixed.opening.iter().map(|block| block.language.tag()).collect();
    assert_eq!(found, ["he", "en", "en"]);
    let book = common::book_of(text, &mut Sink::new());
    let found: Vec<&str> = book.opening.iter().map(|block| block.language.tag()).collect();
    assert_eq!(found, ["ja", "ja", "ja", "en"]);
}
