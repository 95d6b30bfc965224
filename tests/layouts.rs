//! Layouts of one's own: what extends what, and each fault with its place in the TOML.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use notes_pub::diag::{Diagnostic, Lint, Sink};
use notes_pub::font::Family;
use notes_pub::geom::Abs;
use notes_pub::theme::{Theme, read};
use notes_pub::world::{Memory, World};

/// A folder of layouts.
fn folder(files: &[(&str, &str)]) -> Memory {
    files.iter().fold(Memory::new(), |world, (name, text)| world.with(name.to_string(), format!("version = 1\n{text}")))
}

fn theme(files: &[(&str, &str)], name: &str) -> Theme {
    read(&folder(files), name, &mut Sink::new()).unwrap()
}

/// The only fault of a layout and the text it points at.
fn fault(files: &[(&str, &str)], name: &str) -> (Diagnostic, String) {
    let world = folder(files);
    let mut faults = read(&world, name, &mut Sink::new()).unwrap_err();
    assert_eq!(faults.len(), 1);
    let fault = faults.remove(0);
    let place = fault.span.map(|span| world.source(span.file).slice(span.range()).to_owned());
    (fault, place.unwrap_or_default())
}

#[test]
fn later_layouts_of_a_list_win() {
    let files =
        [("a.toml", "extends = ['print', 'paper-a4', 'type-sans']\n"), ("b.toml", "extends = ['paper-a4', 'print']\n")];
    let (a, b) = (theme(&files, "a.toml"), theme(&files, "b.toml"));
    assert_eq!((a.page.size.width, b.page.size.width), (Abs::mm(210.0), Abs::mm(148.0)));
    assert!(a.page.is_facing && b.page.is_facing);
    assert_eq!((a.elements.body.family, b.elements.body.family), (Family::Sans, Family::Serif));
}

#[test]
fn a_file_without_extends_rests_on_screen_alone_and_on_whatever_it_stands_beside() {
    let files = [
        ("parts/mine.toml", "[element.body]\nsize = '12pt'\n"),
        ("whole.toml", "extends = ['print', 'parts/mine.toml']\n"),
    ];
    assert!(!theme(&files, "parts/mine.toml").page.is_facing);
    let whole = theme(&files, "whole.toml");
    assert!(whole.page.is_facing);
    assert_eq!(whole.elements.body.size, Abs::pt(12.0));
}

#[test]
fn type_is_scaled_as_a_whole() {
    let plain = theme(&[], "print");
    let large = theme(&[("large.toml", "extends = ['print', 'type-large']\n")], "large.toml");
    for ((name, look), (_, scaled)) in plain.elements.each().into_iter().zip(large.elements.each()) {
        assert_eq!(scaled.size, look.size.scale(120, 100), "{name}");
        assert_eq!(scaled.leading, look.leading.scale(120, 100), "{name}");
    }
}

#[test]
fn large_print_keeps_the_habits_of_clear_print() {
    let theme = theme(&[], "large-print");
    for (name, look) in theme.elements.each() {
        assert!(look.size >= Abs::pt(14.0), "`{name}` is small");
        assert!(look.leading >= look.size.scale(118, 100), "`{name}` has little leading");
        assert!(!look.is_italic && !look.hyphenates, "`{name}` is italic or hyphenated");
        assert!(look.align != notes_pub::theme::Align::Justify, "`{name}` is justified");
    }
    assert_eq!(theme.elements.body.size, Abs::pt(16.0));
}

#[test]
fn a_circle_is_told_with_its_links_and_the_place_that_closes_it() {
    let files = [("a.toml", "extends = 'b.toml'\n"), ("b.toml", "extends = ['print', 'a.toml']\n")];
    let (fault, place) = fault(&files, "a.toml");
    assert_eq!((fault.lint, place.as_str()), (Lint::BadLayoutValue, "'a.toml'"));
    assert_eq!(fault.message, "layout `a.toml` extends itself");
    assert_eq!(fault.hints[0], "`a.toml` extends `b.toml` extends `a.toml`");
}

#[test]
fn layouts_that_multiply_are_too_many() {
    let names: Vec<String> = (0..8).map(|n| format!("{n}.toml")).collect();
    let texts: Vec<String> =
        (0..8).map(|n| format!("extends = [{}]\n", format!("'{}.toml', ", n + 1).repeat(9))).collect();
    let files: Vec<(&str, &str)> = names.iter().map(String::as_str).zip(texts.iter().map(String::as_str)).collect();
    let world = files.iter().fold(Memory::new().with("8.toml", "version = 1\n"), |world, (name, text)| {
        world.with(name.to_string(), format!("version = 1\n{text}"))
    });
    let faults = read(&world, "1.toml", &mut Sink::new()).unwrap_err();
    assert!(faults[0].message.contains("more than 64"), "{}", faults[0].message);
}

#[test]
fn an_unknown_layout_in_a_list_is_shown_where_it_stands() {
    let (fault, place) = fault(&[("a.toml", "extends = ['print', 'papre-a4']\n")], "a.toml");
    assert_eq!((fault.lint, place.as_str()), (Lint::UnknownLayout, "'papre-a4'"));
    assert_eq!(fault.hints[0], "did you mean `paper-a4`?");
}

/// A file, the kind of fault, what is shown, and a part of what is said.
const FAULTS: &[(&str, Lint, &str, &str)] = &[
    ("extends = 3\n", Lint::BadLayoutValue, "3", "a layout's name such as"),
    ("extends = [3]\n", Lint::BadLayoutValue, "3", "expected a string"),
    ("[page]\nsiez = 'A4'\n", Lint::UnknownLayoutKey, "siez", "no layout key is called `siez`"),
    ("[page]\nsize = 'A44'\n", Lint::BadLayoutValue, "'A44'", "`A44` is no page size"),
    ("[page]\nsize = '9m x 9m'\n", Lint::BadLayoutValue, "'9m x 9m'", "no page size"),
    ("[page]\nsize = '9000mm x 90mm'\n", Lint::BadLayoutValue, "'9000mm x 90mm'", "larger than 200 inches"),
    ("[page]\nsize = '0 x 0'\n", Lint::BadLayoutValue, "'0 x 0'", "too small for text"),
    ("[page]\ninner = '200mm'\n", Lint::BadLayoutValue, "'200mm'", "too small for text"),
    ("[page]\ntop = '26cm'\n", Lint::BadLayoutValue, "'26cm'", "too small for text"),
    ("[page]\nouter = '-40mm'\n", Lint::BadLayoutValue, "'-40mm'", "`outer` is less than nothing"),
    ("[page]\ntop = 3\n", Lint::BadLayoutValue, "3", "`3` is no length"),
    ("[element.body]\nsize = '0'\n", Lint::BadLayoutValue, "'0'", "the size of `body` is 0 pt"),
    ("[element.caption]\nleading = '-2pt'\n", Lint::BadLayoutValue, "'-2pt'", "the leading of `caption` is -2 pt"),
    ("[element.chapter]\nbefore = '-9mm'\n", Lint::BadLayoutValue, "'-9mm'", "the length `before` of `chapter`"),
    ("[element.body]\nalign = 'centred'\n", Lint::BadLayoutValue, "'centred'", "no value here is called `centred`"),
    ("[element.boddy]\nsize = '9pt'\n", Lint::UnknownLayoutKey, "boddy", "no layout key is called `boddy`"),
    (
        "[running.head]\nleft = '{chpater}'\n",
        Lint::BadLayoutValue,
        "'{chpater}'",
        "no running field is called `chpater`",
    ),
    ("[running.foot]\nouter = '{folio'\n", Lint::BadLayoutValue, "'{folio'", "a brace in `{folio` is not closed"),
    ("[running.foot]\nverso = { outer = 'x' }\n", Lint::UnknownLayoutKey, "outer", "no layout key is called `outer`"),
    ("[element.body]\ncolour = 'red'\n", Lint::BadLayoutValue, "'red'", "`red` is no colour"),
    ("[element.quote]\nbackground = 'acent'\n", Lint::BadLayoutValue, "'acent'", "`acent` is no colour"),
    ("[element.quote]\npadding-x = '9'\n", Lint::BadLayoutValue, "'9'", "`9` is no length"),
    ("[element.quote]\npadding-x = '-1em'\n", Lint::BadLayoutValue, "'-1em'", "`padding-x` of `quote`"),
    ("[element.quote]\nborder = { sides = ['lft'] }\n", Lint::BadLayoutValue, "'lft'", "no value here is called `lft`"),
    ("[page]\nchapters-open = 'verso'\n", Lint::BadLayoutValue, "'verso'", "no value here is called `verso`"),
    ("[page]\nmedia = 'prepres'\n", Lint::BadLayoutValue, "'prepres'", "no value here is called `prepres`"),
    ("[page]\nbleed = '-3mm'\n", Lint::BadLayoutValue, "'-3mm'", "a bleed of"),
    ("[page]\ncolumns = 0\n", Lint::BadLayoutValue, "0", "0 columns"),
    ("[front]\ncover = 'photo'\n", Lint::BadLayoutValue, "'photo'", "no value here is called `photo`"),
    ("[link]\nshow = 'always'\n", Lint::BadLayoutValue, "'always'", "no value here is called `always`"),
    ("[watermark]\ntext = 'x'\nsize = '0'\n", Lint::BadLayoutValue, "'0'", "the size of the watermark"),
    ("[watermark]\ntxt = 'x'\n", Lint::UnknownLayoutKey, "txt", "no layout key is called `txt`"),
    ("[type]\nscale = 0\n", Lint::BadLayoutValue, "0", "is 0 pt"),
    ("[photo]\nsmallest = 0\n", Lint::BadLayoutValue, "0", "can't shrink to 0 per cent"),
    ("[photo]\nresolution = 0\n", Lint::BadLayoutValue, "0", "0 pixels per inch"),
    ("[impose]\nsheet = 'A4'\n", Lint::BadLayoutValue, "[impose]", "does not say how pages stand on sheets"),
    ("[impose]\nkind = 'folded'\n", Lint::BadLayoutValue, "'folded'", "no value here is called `folded`"),
    ("[impose]\nkind = 'n-up'\npages-a-side = 5\n", Lint::BadLayoutValue, "5", "5 pages don't part a side"),
    ("[impose]\nkind = 'n-up'\nmargin = '20cm'\n", Lint::BadLayoutValue, "'20cm'", "are left on the sheet for a page"),
    ("[impose]\nkind = 'n-up'\ngutter = '-1mm'\n", Lint::BadLayoutValue, "'-1mm'", "the `gutter` of sheets is"),
    ("[impose]\nkind = 'booklet'\nsignature = 0\n", Lint::BadLayoutValue, "0", "can't have 0 sheets"),
    ("[impose]\nkind = 'booklet'\ncreep = '6mm'\n", Lint::BadLayoutValue, "'6mm'", "no paper is"),
    ("[impose]\nkind = 'booklet'\nsheet = '6m x 1in'\n", Lint::BadLayoutValue, "'6m x 1in'", "no page size"),
    ("[impose]\nkind = 'booklet'\nsheet = '6000mm x 1in'\n", Lint::BadLayoutValue, "'6000mm x 1in'", "200 inches"),
    ("[photo]\nresolution = -1\n", Lint::BadLayoutValue, "-1", "integer `-1`"),
];

#[test]
fn each_fault_is_named_and_shown_where_it_stands() {
    for (text, lint, shown, says) in FAULTS {
        let (fault, place) = fault(&[("a.toml", text)], "a.toml");
        assert_eq!((fault.lint, place.as_str()), (*lint, *shown), "{text}: {}", fault.message);
        assert!(fault.message.contains(says), "{text}: {}", fault.message);
    }
}

#[test]
fn another_version_is_shown() {
    let world = Memory::new().with("a.toml", "version = 2\n");
    let fault = read(&world, "a.toml", &mut Sink::new()).unwrap_err().remove(0);
    let span = fault.span.unwrap();
    assert_eq!(world.source(span.file).slice(span.range()), "2");
}
