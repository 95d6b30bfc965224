//! Listings all the way: what they are made of, how they are set, tagged and written.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops at the first surprise")]

use std::io::{Cursor, Read};
use std::path::Path;
use std::time::{Duration, Instant};

use notes_pub::asciidoc::{ReadOptions, parse};
use notes_pub::diag::{Lint, Sink};
use notes_pub::epub::{self, EpubOptions};
use notes_pub::font::FontBook;
use notes_pub::frame::{Item, ItemKind, PagedBook, dump_tags};
use notes_pub::geom::{Abs, Colour};
use notes_pub::highlight::highlight;
use notes_pub::layout::{Context, layout_book};
use notes_pub::model::{BlockKind, Book, Spaces, TokenKind, Verbatim, plain_text, resolve, set};
use notes_pub::pdf;
use notes_pub::theme::{Theme, read};
use notes_pub::world::{Memory, World};

const SUITE: &str = include_str!("suite/code.adoc");

fn book_of(text: &str) -> (Book, Sink) {
    let world = Memory::new().with("a.adoc", text);
    let mut sink = Sink::new();
    let (file, _) = world.load(Path::new("a.adoc")).unwrap();
    let mut book = resolve(parse(&world, file, &ReadOptions::default(), &mut sink), &mut sink);
    highlight(&mut book, &mut sink);
    (book, sink)
}

fn screen() -> Theme {
    read(&Memory::new(), "screen", &mut Sink::new()).unwrap()
}

fn lay_out(text: &str) -> (PagedBook, Sink) {
    let (book, mut sink) = book_of(text);
    let (theme, book) = (screen(), set(book, Spaces::Narrow));
    let pixels = |_| None;
    let context = Context { theme: &theme, fonts: FontBook::compiled_in(), pixels: &pixels, book: &book, date: None };
    let pages = layout_book(&context, &mut sink);
    (pages, sink)
}

fn listings(book: &Book) -> Vec<&Verbatim> {
    let sections = book.sections.iter().flat_map(|section| &section.blocks);
    let verbatim = |block: &'_ notes_pub::model::Block| matches!(block.kind, BlockKind::Verbatim(_));
    let blocks = book.opening.iter().chain(sections).filter(|block| verbatim(block));
    blocks
        .map(|block| match &block.kind {
            BlockKind::Verbatim(verbatim) => verbatim,
            _ => unreachable!(),
        })
        .collect()
}

/// The tokens of the first listing.
fn tokens(text: &str) -> Vec<(String, TokenKind)> {
    let (book, _) = book_of(text);
    let listing = listings(&book)[0];
    let words = plain_text(&listing.lines);
    let tokens = listing.code.tokens.iter();
    tokens.map(|token| (words[token.start as usize..token.end as usize].to_owned(), token.kind)).collect()
}

fn source(language: &str, code: &str) -> String {
    format!("[source,{language}]\n----\n{code}\n----\n")
}

/// Every text of a page with its colour, parts of words and conums too.
fn texts(items: &[Item]) -> Vec<(String, Colour)> {
    items
        .iter()
        .flat_map(|item| match &item.kind {
            ItemKind::Text(text) => vec![(text.text.clone(), text.colour)],
            ItemKind::BrokenWord(word) => texts(&word.parts),
            _ => Vec::new(),
        })
        .collect()
}

fn names(sink: &Sink) -> Vec<&'static str> {
    sink.diagnostics().iter().map(|diagnostic| diagnostic.lint.name()).collect()
}

/// The XHTML of a book's text.
fn xhtml(text: &str) -> String {
    let (book, mut sink) = book_of(text);
    let options = EpubOptions::default();
    let bytes = epub::write(&book, &options, &mut sink).unwrap();
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let names: Vec<String> =
        (0..archive.len()).map(|at| archive.by_index(at).unwrap().name().unwrap().into_owned()).collect();
    let mut all = String::new();
    for name in names.iter().filter(|name| name.ends_with(".xhtml") && !name.contains("nav")) {
        archive.by_name(name).unwrap().read_to_string(&mut all).unwrap();
    }
    all
}

#[test]
fn the_suite_warns_where_it_says() {
    let (_, sink) = lay_out(SUITE);
    let lines: Vec<&str> = SUITE.lines().collect();
    let mut expected: Vec<(usize, &str)> = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        expected.extend(line.strip_prefix("// warns: ").map(|name| (index + 2, name)));
    }
    let line_of = |span: notes_pub::source::Span| SUITE[..span.range().start].matches('\n').count() + 1;
    let mut told: Vec<(usize, &str)> =
        sink.diagnostics().iter().map(|d| (line_of(d.span.unwrap()), d.lint.name())).collect();
    told.sort_unstable();
    told.dedup();
    assert_eq!(told, expected);
}

#[test]
fn languages_by_every_name_have_their_tokens() {
    let keyword = |language: &str, code: &str, word: &str, kind: TokenKind| {
        let found = tokens(&source(language, code));
        assert!(found.contains(&(word.to_owned(), kind)), "{language}: {found:?}");
    };
    for name in ["rust", "rs", "Rust"] {
        keyword(name, "fn x() {}", "fn", TokenKind::Keyword);
    }
    for name in ["js", "javascript", "node", "jsx", "ts", "typescript"] {
        keyword(name, "return 1;", "return", TokenKind::Keyword);
    }
    for name in ["sh", "bash", "shell", "zsh"] {
        keyword(name, "if true; then echo x; fi", "if", TokenKind::Keyword);
    }
    for name in ["py", "python", "python3"] {
        keyword(name, "# note", "# note", TokenKind::Comment);
    }
    for name in ["yml", "yaml"] {
        keyword(name, "key: 1", "key", TokenKind::Attribute);
    }
    for name in ["c++", "cpp", "c", "java", "csharp", "c#", "kotlin", "kt", "go", "golang", "php", "scala", "swift"] {
        keyword(name, "return \"s\";", "return", TokenKind::Keyword);
    }
    keyword("json", "{\"key\": 1}", "\"key\"", TokenKind::Attribute);
    keyword("rb", "puts 'x'", "'x'", TokenKind::String);
    keyword("dockerfile", "FROM x", "FROM", TokenKind::Keyword);
    keyword("docker", "FROM x", "FROM", TokenKind::Keyword);
    keyword("diff", "+a\n-b", "+a", TokenKind::Inserted);
    keyword("console", "$ ls", "ls", TokenKind::Function);
    keyword("bash", "$ ls\nfile", "ls", TokenKind::Function);
    keyword("xml", "<a b='c'/>", "a", TokenKind::Tag);
    keyword("sql", "SELECT 1", "SELECT", TokenKind::Keyword);
}

#[test]
fn what_is_no_code_has_no_colours() {
    for name in ["text", "plaintext", "none", "output", "TEXT", "mermaid", "powershell"] {
        let (book, sink) = book_of(&source(name, "return 1 # x"));
        assert!(listings(&book)[0].code.tokens.is_empty() && sink.diagnostics().is_empty(), "{name}");
    }
    for header in ["= T\n:source-highlighter!:\n\n", "= T\n:source-highlighter: none\n\n"] {
        assert_eq!(tokens(&format!("{header}{}", source("rust", "fn x() {}"))), []);
    }
    let (_, sink) = book_of(&source("pythn", "x"));
    assert_eq!(names(&sink), ["unknown-code-language"]);
    assert!(sink.diagnostics()[0].hints.iter().any(|hint| hint.contains("`python`")));
}

#[test]
fn tokens_reach_the_page_and_the_e_reader() {
    let theme = screen();
    let colour = |kind| theme.code.token(kind).colour.unwrap();
    let (pages, _) = lay_out(&source("rust", "fn main() {} // note"));
    let all = texts(&pages.pages[0].items);
    assert!(all.contains(&("fn".into(), colour(TokenKind::Keyword))), "{all:?}");
    assert!(all.iter().any(|(text, ink)| text.contains("// note") && *ink == colour(TokenKind::Comment)), "{all:?}");
    let xhtml = xhtml(&source("rust", "fn main() {} // note"));
    assert!(xhtml.contains("<pre><code class=\"language-rust\"><span class=\"hl-keyword\">fn</span> "), "{xhtml}");
    assert!(xhtml.contains("<span class=\"hl-comment\">// note</span></code></pre>"), "{xhtml}");
}

#[test]
fn markup_and_tokens_go_together() {
    let text = "[source,java,subs=\"+quotes\"]\n----\nint x = *12 + \"a\"*;\n----\n";
    let xhtml = xhtml(text);
    assert!(
        xhtml.contains("<strong><span class=\"hl-number\">12</span> + <span class=\"hl-string\">\"a\"</span></strong>")
    );
    let (pages, _) = lay_out(text);
    let faces = pages.pages[0].items.iter().filter_map(|item| match &item.kind {
        ItemKind::Text(text) if text.text.contains("12") => {
            Some(FontBook::compiled_in().face(text.face).name().to_owned())
        }
        _ => None,
    });
    assert_eq!(faces.collect::<Vec<_>>(), ["Source Code Pro Semibold"]);
}

#[test]
fn lines_are_numbered_and_marked() {
    let text = "[source,text,linenums,start=9,highlight=10..11]\n----\na\nb\n\nd\n----\n";
    let (book, _) = book_of(text);
    let facts = &listings(&book)[0].code;
    assert_eq!((facts.first_number, facts.marked.as_slice()), (Some(9), &[(1, 3)][..]));
    let (pages, _) = lay_out(text);
    let words: Vec<String> = texts(&pages.pages[0].items).into_iter().map(|(text, _)| text).collect();
    assert!(["9", "10", "11", "12"].iter().all(|number| words.iter().any(|word| word == number)), "{words:?}");
    let band = screen().code.marked;
    let bands =
        pages.pages[0].items.iter().filter(|item| matches!(&item.kind, ItemKind::Shape(s) if s.fill == Some(band)));
    assert_eq!(bands.count(), 1);
    let xhtml = xhtml(text);
    let number = |number: &str| format!("<span class=\"hl-number-of-line\" aria-hidden=\"true\">{number}  </span>");
    assert!(
        xhtml.contains(&format!("{}a\n{}<span class=\"hl-marked\">b</span>\n", number(" 9"), number("10"))),
        "{xhtml}"
    );
}

#[test]
fn marks_of_remarks_are_discs_that_say_their_numbers() {
    let (pages, sink) = lay_out("----\na <1>\nb <12>\n----\n<1> One.\n");
    assert!(names(&sink).is_empty(), "{:?}", sink.diagnostics());
    let words: Vec<String> = pages.pages[0]
        .items
        .iter()
        .filter_map(|item| match &item.kind {
            ItemKind::BrokenWord(word) => Some(word.word.clone()),
            _ => None,
        })
        .collect();
    assert_eq!(words, ["(1)", "(12)", "(1)"]);
    let xhtml = xhtml("----\na <1>\n----\n<1> One.\n");
    let conum = "<b class=\"conum\"><span class=\"paren\">(</span>1<span class=\"paren\">)</span></b>";
    assert!(
        xhtml.contains(&format!("a {conum}</code>")) && xhtml.contains(&format!("<li>{conum} One.</li>")),
        "{xhtml}"
    );
}

#[test]
fn remarks_and_their_marks_belong_together() {
    let (_, sink) = book_of("----\na <1>\n----\n<1> One.\n<2> Two.\n");
    assert_eq!(names(&sink), ["callout-unmatched"]);
    let (_, sink) = book_of("----\na <1>\n----\n\n== Next\n\n----\nb <1>\n----\n<1> One.\n");
    assert_eq!(names(&sink), ["callout-unmatched"]);
}

#[test]
fn the_tags_of_a_listing() {
    let (pages, _) = lay_out("[source,c,linenums]\n----\nint x; // <1>\n\nint y;\n----\n<1> Whole.\n");
    insta::assert_snapshot!(dump_tags(&pages));
}

#[test]
fn wide_lines_are_broken_and_copied_whole() {
    let code = format!("    call({});", "argument, ".repeat(20));
    let (pages, sink) = lay_out(&source("c", &code));
    assert!(!names(&sink).contains(&Lint::OverfullLine.name()));
    let said = pages.pages[0].items.iter().filter(|item| matches!(item.owner, notes_pub::frame::Owner::Element(_)));
    let words: String = said
        .map(|item| match &item.kind {
            ItemKind::BrokenWord(word) => word.word.as_str(),
            ItemKind::Text(text) => text.text.as_str(),
            _ => "",
        })
        .collect();
    assert_eq!(words, code);
    let lines = pages.lines.len();
    assert!((3..=6).contains(&lines), "{lines}");
}

#[test]
fn type_shrinks_where_it_is_asked_to_and_helps() {
    let size = |options: &str, count: usize| {
        let (pages, sink) = lay_out(&format!("[source{options},c]\n----\n{}\n----\n", "x".repeat(count)));
        let first = pages.pages[0].items.iter().find_map(|item| match &item.kind {
            ItemKind::Text(text) => Some(text.size),
            ItemKind::BrokenWord(word) => word.parts.iter().find_map(|part| match &part.kind {
                ItemKind::Text(text) => Some(text.size),
                _ => None,
            }),
            _ => None,
        });
        (first.unwrap(), names(&sink))
    };
    let normal = screen().elements.code.size;
    assert_eq!(size("", 90), (normal, vec![]));
    assert!(size("%autofit", 90).0 < normal);
    assert_eq!(size("%autofit", 500), (normal, vec![]));
    assert_eq!(size("%nowrap", 500), (normal, vec!["set-plainly"]));
}

#[test]
fn no_page_has_one_line_of_code_alone() {
    for count in 50..64 {
        let code: Vec<String> = (0..count).map(|line| format!("line{line}")).collect();
        let (pages, _) = lay_out(&format!("{}\n\nText.", source("text", &code.join("\n"))));
        let of_page = |page: &notes_pub::frame::Page| {
            texts(&page.items).iter().filter(|(text, _)| text.starts_with("line")).count()
        };
        assert!(pages.pages.iter().all(|page| of_page(page) != 1), "{count}");
    }
}

#[test]
fn what_goes_on_says_so_at_the_head_of_its_page() {
    let code = "line\n".repeat(90);
    let (pages, _) =
        lay_out(&format!("= T\n:listing-caption: Listing\n:lang: fr\n\n.Titre\n{}", source("text", &code)));
    let said = |index: usize| {
        let words: Vec<String> = texts(&pages.pages[index].items).into_iter().map(|(text, _)| text).collect();
        words.concat().contains("Listing 1 (suite)")
    };
    assert!(!said(0) && said(1));
}

#[test]
fn empty_lines_where_a_page_ends_take_no_room() {
    for size in 3..9 {
        let group = format!("{}\n\n", vec!["line"; size].join("\n"));
        let (pages, _) = lay_out(&source("text", &group.repeat(40)));
        let tint = Colour::new(0xf3, 0xf5, 0xf5);
        let mut cuts = 0;
        for page in &pages.pages[..pages.pages.len() - 1] {
            let bottom = page.items.iter().find_map(|item| match &item.kind {
                ItemKind::Shape(shape) if shape.fill == Some(tint) => Some(item.at.y + shape.size.height),
                _ => None,
            });
            let line = |item: &Item| matches!(&item.kind, ItemKind::Text(text) if text.text.starts_with("line"));
            let last = page.items.iter().filter(|item| line(item)).map(|item| item.at.y).max();
            let (Some(bottom), Some(last)) = (bottom, last) else { continue };
            assert!(bottom - last < Abs::pt(12.0), "{size}: {last} in a box down to {bottom}");
            cuts += 1;
        }
        assert!(cuts > 1);
    }
}

#[test]
fn short_listings_stay_whole() {
    for before in 30..40 {
        let text =
            format!("{}{}", "A paragraph.\n\n".repeat(before), source("text", "line\nline\nline\nline\nline\nline"));
        let (pages, _) = lay_out(&text);
        let counts: Vec<usize> = pages
            .pages
            .iter()
            .map(|page| texts(&page.items).iter().filter(|(text, _)| text == "line").count())
            .collect();
        assert!(counts.iter().all(|count| matches!(count, 0 | 6)), "{before}: {counts:?}");
    }
}

#[test]
fn bad_code_costs_little_and_is_kept() {
    let begun = Instant::now();
    let wide = "(".repeat(1_000_000);
    let (book, sink) = book_of(&source("rust", &wide));
    assert_eq!(plain_text(&listings(&book)[0].lines), wide);
    assert!(names(&sink).contains(&"code-too-long"));
    let many = "let x = 1; // y\n".repeat(100_000);
    let (pages, sink) = lay_out(&source("rust", &many));
    assert!(names(&sink).contains(&"code-too-long") && pages.pages.len() > 1500);
    for language in ["c", "js", "html", "bash", "md", "php", "tex", "py"] {
        for sign in ["(", "<", "\"", "`", "{", "/*", "'", "\\", "[", "*_", "$("] {
            book_of(&source(language, &sign.repeat(900 / sign.len())));
        }
    }
    let (_, sink) = lay_out("[source,c]\n----\na\u{1}b\u{7f} \u{fffd}\u{200b}\n----\n");
    assert!(!names(&sink).contains(&"bad-markup"));
    assert!(begun.elapsed() < Duration::from_secs(120), "{:?}", begun.elapsed());
}

#[test]
fn the_pdf_says_each_line_once() {
    let text = source("c", &format!("int x;\n  call({});\nint y;", "alpha, ".repeat(20)));
    let (pages, _) = lay_out(&text);
    let standard = pdf::Standard::Accessible;
    let options = pdf::Options { standard, pictures: Default::default(), trim: None };
    let bytes = pdf::write(&pages, &FontBook::compiled_in(), options).unwrap();
    let document = lopdf::Document::load_mem(&bytes).unwrap();
    // No glyph stands for more than a ligature's letters: a word that is said as a whole is no glyph's meaning.
    for object in document.objects.values() {
        let Ok(stream) = object.as_stream() else { continue };
        let content = stream.decompressed_content().unwrap_or_default();
        let text = String::from_utf8_lossy(&content);
        let Some((_, map)) = text.split_once("beginbfchar") else { continue };
        let longest = map.lines().filter_map(|line| line.split('<').nth(2)).map(str::len).max().unwrap_or(0);
        assert!(longest < 40, "{longest}");
    }
}
