//! Which language each part of a manuscript is found to be in.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test stops at the first surprise, and says what it found"
)]

mod common;

use notes_pub::diag::Sink;
use notes_pub::model::{BlockKind, Book, Language, Section};

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
    assert!(wrong.len() * 100 <= lines.len() * 3, "{} of {} wrong:\n{}", wrong.len(), lines.len(), wrong.join("\n"));
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
