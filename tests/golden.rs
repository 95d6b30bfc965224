//! Golden text: the tag tree and the frames of small manuscripts. `INSTA_UPDATE=always` rewrites them.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use std::path::Path;

use notes_pub::asciidoc::{ReadOptions, parse};
use notes_pub::diag::Sink;
use notes_pub::font::FontBook;
use notes_pub::frame::{PagedBook, dump_pages, dump_tags};
use notes_pub::layout::{Context, layout_book};
use notes_pub::model::{Spaces, resolve, set};
use notes_pub::theme::read;
use notes_pub::world::{Memory, World};

/// Lays a manuscript out; every picture is 1600 × 1200 pixels.
fn lay_out(text: &str, layout: &str) -> PagedBook {
    let world = Memory::new().with("a.adoc", text);
    let mut sink = Sink::new();
    let (file, _) = world.load(Path::new("a.adoc")).unwrap();
    let book = set(resolve(parse(&world, file, &ReadOptions::default(), &mut sink), &mut sink), Spaces::Narrow);
    let theme = read(&world, layout, &mut sink).unwrap();
    let pixels = |_| Some((1600, 1200));
    let context = Context { theme: &theme, fonts: FontBook::compiled_in(), pixels: &pixels, book: &book, date: None };
    layout_book(&context, &mut sink)
}

const PAGE: &str = "\
= Journée d'essai
:caption:

Un mot d'abord, avec https://example.org/[un lien vers le programme] et du `code`.

== Notes

* premier point, écrit en français comme le reste
** second niveau, where the words are written in English and nothing else is meant
*** troisième niveau
* le point qui prévient
+
WARNING: Ne coupez pas le courant pendant la mise à jour !

.Une légende sous la photo
image::photo.png[Un graphique à trois barres]
";

const TALKS: &str = "\
= Deux exposés
:toc: macro

toc::[]

== Le premier exposé

https://example.org/programme/#un[]

====
Fast Track

Ce que dit le programme de cet exposé, en une phrase.

Anne Onyme, Développeuse - Chez Elle
====

=== Notes

Une ligne de notes.

== Le second exposé

https://example.org/programme/#deux[]

====
Conférence

Ce que dit le programme de l'autre.

Jean Personne, Consultant
====

=== Notes

Une autre ligne de notes.
";

#[test]
fn a_page_with_list_warning_link_and_figure_has_its_tags() {
    insta::assert_snapshot!(dump_tags(&lay_out(PAGE, "screen")));
}

#[test]
fn an_opener_reads_title_format_speakers_abstract_link() {
    insta::assert_snapshot!(dump_tags(&lay_out(TALKS, "screen")));
}

#[test]
fn frames_of_a_page_on_screen() {
    insta::assert_snapshot!(dump_pages(&lay_out(PAGE, "screen")));
}

#[test]
fn frames_of_talks_in_print() {
    insta::assert_snapshot!(dump_pages(&lay_out(TALKS, "print")));
}

#[test]
fn frames_of_a_booklet() {
    insta::assert_snapshot!(dump_pages(&lay_out(TALKS, "booklet")));
}

const FIGURES: &str = "\
= Figures in all places

A first paragraph with a note.footnote:[The note is long enough to need a second line at the foot of its page, we hope.]

.At the left
image::left.jpg[float=left]

Words that stand beside the photo at the left, as many of them as are needed to reach below it and to go on over the
whole measure once the photo is passed, which takes a few lines more than one would think at first sight of it all.

.At the head
image::head.jpg[float=top]

.First of two
image::one.jpg[]

.Second of two
image::two.jpg[]

The last words.footnote:[Another note.]
";

#[test]
fn figures_beside_text_at_the_head_and_in_pairs() {
    insta::assert_snapshot!(dump_pages(&lay_out(FIGURES, "print")));
}

#[test]
fn notes_are_read_behind_the_block_that_marks_them() {
    insta::assert_snapshot!(dump_tags(&lay_out(FIGURES, "print")));
}

#[test]
fn frames_of_a_handout() {
    insta::assert_snapshot!(dump_pages(&lay_out(PAGE, "handout")));
}

#[test]
fn tags_of_a_handout_of_talks() {
    insta::assert_snapshot!(dump_tags(&lay_out(TALKS, "handout")));
}

#[test]
fn frames_in_large_print() {
    insta::assert_snapshot!(dump_pages(&lay_out(PAGE, "large-print")));
}

/// Nothing lies outside its page, and what is not a running line lies within the body.
#[test]
fn nothing_stands_outside_the_type_area() {
    let layouts = ["screen", "print", "handout", "large-print"];
    let all = layouts.into_iter().flat_map(|layout| [PAGE, TALKS, FIGURES].map(|text| (text, layout)));
    for (text, layout) in all {
        for page in lay_out(text, layout).pages {
            for item in &page.items {
                if let notes_pub::frame::ItemKind::Text(text) = &item.kind {
                    let is_running = matches!(
                        item.owner,
                        notes_pub::frame::Owner::Artifact(
                            notes_pub::frame::Artifact::Header
                                | notes_pub::frame::Artifact::Footer
                                | notes_pub::frame::Artifact::Folio
                        )
                    );
                    let ends = item.at.x + text.width;
                    // Besides the space at a line's end, signs hang into the margin by no more than a quarter of the em.
                    let slack = notes_pub::geom::Abs::pt(4.0) + text.size / 4;
                    assert!(item.at.x >= page.body.origin.x - slack, "{:?}", text.text);
                    assert!(ends <= page.body.right() + slack, "{:?}", text.text);
                    assert!(is_running || item.at.y <= page.body.bottom(), "{:?}", text.text);
                }
            }
        }
    }
}
