//! The words of labels in the languages for which Asciidoctor has them, by language.

use super::Label;

/// The labels that [`WORDS`] has, in its order.
const LABELS: [Label; 15] = [
    Label::Contents,
    Label::Note,
    Label::Tip,
    Label::Important,
    Label::Warning,
    Label::Caution,
    Label::Figure,
    Label::Table,
    Label::Example,
    Label::Listing,
    Label::Chapter,
    Label::Part,
    Label::Appendix,
    Label::Section,
    Label::Version,
];

/// A tag of a language and its words between bars; an empty one is not known.
const WORDS: &[(&str, &str)] = &[
    ("ar", "فهرس|ملاحظة|تلميح|مهم|تحذير|تنبيه|الشكل|جدول|مثال||||ملحق||نسخة"),
    (
        "be",
        "Змест|Заўвага|Падказка|Важна|Папярэджанне|Увага|Малюнак|Табліца|Прыклад||Глава|Частка|Дадатак|Раздзел|Версія",
    ),
    ("bg", "Съдържание|Забележка|Подсказка|Важно|Внимание|Внимание|Фигура|Таблица|Пример||||Приложение||Версия"),
    (
        "ca",
        "Índex|Nota|Suggeriment|Important|Advertència|Atenció|Figura|Taula|Exemple||Capítol|Part|Apèndix|Secció|Versió",
    ),
    (
        "cs",
        "Obsah|Poznámka|Tip|Důležité|Varování|Upozornění|Obrázek|Tabulka|Příklad||Kapitola|Část|Příloha|Oddíl|Verze",
    ),
    (
        "da",
        "Indholdsfortegnelse|Notat|Tips|Vigtig|Advarsel|Forsigtig|Figur|Tabel|Eksempel||Kapitel|Del|Appendix|Sektion|Version",
    ),
    ("fa", "فهرست مطالب|یادداشت|نکته|مهم|هشدار|گوشزد|نمودار|جدول|نمونه||||پیوست||نگارش"),
    ("fi", "Sisällysluettelo|Huomio|Vinkki|Tärkeää|Varoitus|Huom|Kuvio|Taulukko|Esimerkki||||Liitteet||Versio"),
    ("hu", "Tartalomjegyzék|Megjegyzés|Tipp|Fontos|Figyelem|Figyelmeztetés|Ábra|Táblázat|Példa||||függelék||Verzió"),
    ("id", "Daftar Isi|Catatan|Tips|Penting|Peringatan|Perhatian|Gambar|Tabel|Contoh||Bab||Lampiran||Versi"),
    ("ja", "目次|注記|ヒント|重要|警告|注意|図|表|例||||付録||バージョン"),
    ("ko", "차례|노트|힌트|중요|경고|주의|그림|표|예시||||부록||버전"),
    ("nb", "Innhold|Merk|Tips|Viktig|Advarsel|OBS|Figur|Tabell|Eksempel||Kapittel||Vedlegg||Versjon"),
    (
        "nl",
        "Inhoudsopgave|Noot|Tip|Belangrijk|Waarschuwing|Opgelet|Figuur|Tabel|Voorbeeld||Hoofdstuk|Deel|Bijlage|Paragraaf|Versie",
    ),
    ("nn", "Innhald|Merk|Tips|Viktig|Åtvaring|OBS|Figur|Tabell|Eksempel||Kapittel||Vedlegg||Versjon"),
    (
        "pl",
        "Spis treści|Notka|Sugestia|Ważne|Ostrzeżenie|Uwaga|Rysunek|Tabela|Przykład||Rozdział|Część|Dodatek|Sekcja|Wersja",
    ),
    (
        "pt",
        "Índice|Nota|Sugestão|Importante|Aviso|Atenção|Figura|Tabela|Exemplo||Capítulo|Parte|Apêndice|Secção|Versão",
    ),
    ("pt-BR", "Sumário|Nota|Dica|Importante|Aviso|Cuidado|Figura|Tabela|Exemplo||Capítulo|Parte|Apêndice|Seção|Versão"),
    ("ro", "Cuprins|Notă|Sfat|Important|Atenție|Precauție|Figură|Tabela|Exemplu||||Apendix||Versiunea"),
    (
        "ru",
        "Содержание|Примечание|Подсказка|Важно|Предупреждение|Внимание|Рисунок|Таблица|Пример||Глава|Часть|Приложение|Раздел|Версия",
    ),
    ("sl", "Kazalo|Opomba|Namig|Pomembno|Opozorilo|Pozor|Slika|Tabela|Primer||Poglavje|Del|Dodatek|Razdelek|Različica"),
    ("sr", "Садржај|Белешка|Савет|Важно|Упозорење|Опрез|Слика|Табела|Пример||Поглавље|Део|Додатак|Секција|Верзија"),
    (
        "sr-Latn",
        "Sadržaj|Beleška|Savet|Važno|Upozorenje|Oprez|Slika|Tabela|Primer||Poglavlje|Deo|Dodatak|Sekcija|Verzija",
    ),
    (
        "sv",
        "Innehållsförteckning|Notera|Tips|Viktigt|Varning|Var uppmärksam|Figur|Tabell|Exempel||Kapitel|Del|Bilaga|Avsnitt|Version",
    ),
    ("sw", "Fahirisi|Muhtasari|Shauri|Muhimu|Onyo|Hatari|Picha|Ratiba|Mfano||Somo|Sehemu|Kiambatisho|Fungu|Toleo"),
    ("th", "สารบัญ|บันทึก|เคล็ดลับ|สำคัญ|คำเตือน|ระวัง|คำอธิบายลักษณะจำลอง|ตาราง|ตัวอย่าง||บท|ส่วน|อ้างอิง|รายการย่อย|เวอร์ชัน"),
    ("tr", "İçindekiler|Not|İpucu|Önemli|Uyarı|Dikkat|Görsel|Tablo|Örnek||||Ek bölüm||Versiyon"),
    (
        "uk",
        "Зміст|Зауваження|Підказка|Важливо|Попередження|Обережно|Рисунок|Таблиця|Приклад||Розділ|Частина|Додаток|Підрозділ|Версія",
    ),
    ("vi", "Mục lục|Ghi chú|Lời khuyên|Quan trọng|Chú ý|Cảnh báo|Hình|Bảng|Ví dụ||Chương|Phần|Phụ lục|Mục|Phiên bản"),
    ("zh-CN", "目录|笔记|提示|重要|警告|注意|图表|表格|示例||||附录||版本"),
    ("zh-TW", "目錄|筆記|提示|重要|警告|注意|圖表|表格|示例||||附錄||版本"),
];

/// A label's word in the language with this tag, or its primary language.
pub(super) fn word(tag: &str, label: Label) -> Option<&'static str> {
    let column = LABELS.iter().position(|known| *known == label)?;
    let row = WORDS.iter().find(|(known, _)| known.eq_ignore_ascii_case(tag))?;
    row.1.split('|').nth(column).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_has_a_place_for_each_label() {
        for (tag, words) in WORDS {
            assert_eq!(words.split('|').count(), LABELS.len(), "{tag}");
        }
    }
}
