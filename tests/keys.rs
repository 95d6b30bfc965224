//! Keys, buttons and paths through menus on paper: each name on its cap, the whole read and copied as it is typed.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first surprise")]

mod common;

use common::lay_out;
use notes_pub::frame::{Artifact, BrokenWord, Item, ItemKind, Owner, PagedBook, Shape, TextItem};
use notes_pub::geom::{Abs, Colour};

fn keys(text: &str, layout: &str) -> PagedBook {
    lay_out(&format!(":experimental:\n\n{text}\n"), layout)
}

/// What is painted, in order, with broken words taken apart.
fn painted(pages: &PagedBook) -> Vec<&Item> {
    let items = pages.pages.iter().flat_map(|page| &page.items);
    let parts = items.flat_map(|item| match &item.kind {
        ItemKind::BrokenWord(word) => word.parts.iter().collect(),
        _ => vec![item],
    });
    parts.collect()
}

fn texts(pages: &PagedBook) -> Vec<(&Item, &TextItem)> {
    let items = painted(pages).into_iter();
    items.filter_map(|item| if let ItemKind::Text(text) = &item.kind { Some((item, text)) } else { None }).collect()
}

fn words(pages: &PagedBook) -> Vec<&BrokenWord> {
    let items = pages.pages.iter().flat_map(|page| &page.items);
    items.filter_map(|item| if let ItemKind::BrokenWord(word) = &item.kind { Some(word) } else { None }).collect()
}

/// The caps with their places among all that is painted; each is an edge with a ground within it.
fn caps(pages: &PagedBook) -> Vec<(usize, &Item, &Shape)> {
    let shapes = painted(pages).into_iter().enumerate().filter_map(|(index, item)| match (&item.kind, item.owner) {
        (ItemKind::Shape(shape), Owner::Artifact(Artifact::Layout)) => Some((index, item, shape)),
        _ => None,
    });
    shapes.collect()
}

#[test]
fn every_key_has_a_cap_around_it() {
    let pages = keys("Press kbd:[Ctrl+Shift+N] or btn:[Save as].", "");
    let caps = caps(&pages);
    assert_eq!(caps.len(), 8);
    for name in ["Ctrl", "Shift", "N", "Save as"] {
        let (item, text) = texts(&pages).into_iter().find(|(_, text)| text.text == name).unwrap();
        let (left, right) = (item.at.x, item.at.x + text.width);
        let around = caps.iter().filter(|(_, cap, shape)| {
            cap.at.x < left
                && cap.at.x + shape.size.width > right
                && cap.at.y < item.at.y - text.size.scale(70, 100)
                && cap.at.y + shape.size.height > item.at.y + text.size.scale(10, 100)
        });
        assert_eq!(around.count(), 2, "{name}");
    }
    let line = pages.pages[0].body;
    assert!(caps.iter().all(|(_, cap, _)| cap.at.x >= line.origin.x));
}

#[test]
fn keys_are_read_as_one_word() {
    let said = |text: &str| words(&keys(text, "")).iter().map(|word| word.word.clone()).collect::<Vec<_>>();
    assert_eq!(said("Press (kbd:[Ctrl+Shift+N]), or kbd:[Page Down]."), ["(Ctrl+Shift+N),", "Page Down."]);
    // What is one text needs no words of its own.
    assert_eq!(said("Press kbd:[F1] or btn:[OK] now"), [""; 0]);
    let pages = keys("Press kbd:[Ctrl+Shift+N] or menu:File[Save as > Text] now.", "");
    assert_eq!(common::lines(&pages)[0], "Press Ctrl+Shift+N or File › Save as › Text now.");
}

#[test]
fn lines_end_behind_a_joint_and_never_within_a_key() {
    let mut is_broken = false;
    for count in 1..40 {
        let text = format!("{}kbd:[Ctrl+Page Down+Insert] and btn:[Save as] some more words.", "ab ".repeat(count));
        let pages = keys(&text, "");
        // The parts of a word on two lines are copied whole.
        let whole = common::lines(&pages).join(" ");
        assert!(whole.contains("Ctrl+Page Down+Insert"), "{whole}");
        let height = |name: &str| texts(&pages).iter().find(|(_, text)| text.text.contains(name)).unwrap().0.at.y;
        assert!(texts(&pages).iter().any(|(_, text)| text.text.starts_with("Page Down")));
        assert!(texts(&pages).iter().any(|(_, text)| text.text.starts_with("Save as")));
        is_broken |= height("Ctrl") != height("Insert");
        // Caps lie under the words on them, also where a word goes on from the line above.
        for (item, text) in texts(&pages) {
            let at = painted(&pages).iter().position(|other| std::ptr::eq(*other, item)).unwrap();
            let is_on = |cap: &Item, shape: &Shape| {
                cap.at.y < item.at.y
                    && cap.at.y + shape.size.height > item.at.y
                    && cap.at.x < item.at.x + text.width
                    && cap.at.x + shape.size.width > item.at.x
            };
            assert!(caps(&pages).iter().all(|(index, cap, shape)| !is_on(cap, shape) || *index < at), "{}", text.text);
        }
    }
    assert!(is_broken);
}

#[test]
fn a_layout_gives_keys_their_looks() {
    let pages = keys("One kbd:[A] key.", "[key]\nground = \"#ffeedd\"\nedge = \"#112233\"\nsize = 50\n");
    let colours: Vec<_> = caps(&pages).iter().map(|(.., shape)| shape.fill).collect();
    assert_eq!(colours, [Some(Colour::new(0x11, 0x22, 0x33)), Some(Colour::new(0xff, 0xee, 0xdd))]);
    let size = |words: &str| texts(&pages).iter().find(|(_, text)| text.text.contains(words)).unwrap().1.size;
    assert_eq!(size("A"), size("One").scale(50, 100));
}

#[test]
fn keys_without_end_are_set() {
    let pages = keys(&format!("Press kbd:[{}] now.", vec!["A"; 500].join("+")), "");
    let body = pages.pages[0].body;
    let right = body.origin.x + body.size.width + Abs::pt(12.0);
    assert!(texts(&pages).iter().all(|(item, text)| item.at.x + text.width <= right));
    // A key too long for any line is set and told of as any word is.
    let long = "k".repeat(3_000);
    let pages = keys(&format!("kbd:[{long}] btn:[{long}]"), "");
    assert_eq!(texts(&pages).iter().filter(|(_, text)| text.text.trim_end() == long).count(), 2);
}
