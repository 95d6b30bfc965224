//! The forms of headers, includes and conditions, each as Asciidoctor reads it.

#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::path::Path;

use notes_pub::asciidoc::{self, AttributeSetting, ReadOptions};
use notes_pub::diag::{Lint, Sink};
use notes_pub::model;
use notes_pub::world::{Memory, World};

/// The outline, its lines parted by ` / `, and what was told.
fn read(world: &Memory, attributes: &[&str]) -> (String, Vec<Lint>) {
    let mut sink = Sink::new();
    let (file, _) = world.load(Path::new("a.adoc")).unwrap();
    let attributes = attributes.iter().map(|attribute| AttributeSetting::parse(attribute)).collect();
    let options = ReadOptions { attributes, ..ReadOptions::default() };
    let draft = asciidoc::parse(world, file, &options, &mut sink);
    let outline = model::outline(&model::resolve(draft, &mut sink));
    (outline.trim_end().replace('\n', " / "), sink.diagnostics().iter().map(|diagnostic| diagnostic.lint).collect())
}

fn check(text: &str, expected: &str) {
    assert_eq!(read(&Memory::new().with("a.adoc", text), &[]).0, expected, "{text}");
}

#[test]
fn authors_stand_in_every_form() {
    check(
        "// c\n= T\n// c\nDoc Writer <d@e.org>; Jane M. Roe-Smith <https://e.org[@jane]>; 李 明; Mary_Sue Brontë\n\n{author_2} {lastname_2} {authorinitials_2}",
        "document :: T / author :: Doc Writer | d@e.org / author :: Jane M. Roe-Smith | https://e.org[@jane] / author :: 李 明 / author :: Mary Sue Brontë / paragraph :: Jane M. Roe-Smith Roe-Smith JMR",
    );
    check("= T\n:authors: A B; C D\n\n{author_2}", "document :: T / author :: A B / author :: C D / paragraph :: C D");
}

#[test]
fn revisions_stand_in_every_form() {
    for (line, expected) in [
        ("v1.0,", "1.0 |  |"),
        ("2026-01-02", " | 2026-01-02 |"),
        ("1.0, 2026-01-02", "1.0 | 2026-01-02 |"),
        ("v1.0: remark", "1.0 |  | remark"),
        ("v1.0, Jan 1, 2020: r:s", "1.0 | Jan 1, 2020 | r:s"),
        ("LPR55, May", "55 | May |"),
    ] {
        let (outline, _) = read(&Memory::new().with("a.adoc", format!("= T\nA B\n{line}\n\nx")), &[]);
        assert!(outline.contains(&format!(" / revision :: {expected}")), "{line}: {outline}");
    }
}

#[test]
fn attributes_hold_their_forms() {
    check(":a: b \\\nc\n:d: e + \\\nf\n\n{a}\n\n{d}", "paragraph :: b c / paragraph :: e<br/> f");
    check("{nosuch} a", "paragraph :: {nosuch} a");
    check(":attribute-missing: drop\n\n{nosuch} a", "paragraph :: a");
    check(":attribute-missing: drop-line\n\na\n{nosuch} b\nc", "paragraph :: a c");
    check(
        "{docname}{docfilesuffix} {doctype} {backend} {nbsp}{cpp}{two-colons}{startsb}",
        "paragraph :: a.adoc article html5 \u{A0}C++::[",
    );
    check("{counter:x} {counter:x} {counter2:x}{x} {counter:y:a} {counter:y}", "paragraph :: 1 2 3 a b");
}

#[test]
fn a_manuscript_knows_what_is_made_of_it() {
    let conditions = "a\nifdef::backend-pdf[pdf]\nifdef::backend-epub3[epub]\nifdef::basebackend-html[html]\nb";
    let world = Memory::new().with("a.adoc", conditions);
    assert_eq!(read(&world, &[]).0, "paragraph :: a html b");
    let paper = ["backend=pdf", "basebackend=html", "basebackend-html"];
    assert_eq!(read(&world, &paper).0, "paragraph :: a pdf html b");
    let screen = ["backend=epub3", "basebackend=html", "basebackend-html"];
    assert_eq!(read(&world, &screen).0, "paragraph :: a epub html b");
}

/// A listing that includes a file with regions, or one of lines.
fn files(directive: &str) -> Memory {
    Memory::new()
        .with("a.adoc", format!("----\n{directive}\n----\n"))
        .with("c.rb", "x\n# tag::a[]\n  a1\n  # tag::b[]\n    b1\n  # end::b[]\n  a2\n# end::a[]\ny\n")
        .with("l.txt", "l1\nl2\nl3\nl4\nl5\n")
}

#[test]
fn includes_choose_regions_and_lines() {
    for (directive, expected) in [
        ("c.rb[tag=a]", "|   a1 /   |     b1 /   |   a2"),
        ("c.rb[tags=a;!b]", "|   a1 /   |   a2"),
        ("c.rb[tags=*]", "|   a1 /   |     b1 /   |   a2"),
        ("c.rb[tags=**;!b]", "| x /   |   a1 /   |   a2 /   | y"),
        ("c.rb[tags=!*]", "| x /   | y"),
        ("c.rb[tag=b,indent=0]", "| b1"),
        ("c.rb[tag=a,indent=1]", "|  a1 /   |    b1 /   |  a2"),
        ("l.txt[lines=2..3;5]", "| l2 /   | l3 /   | l5"),
        ("l.txt[lines=\"1,4..-1\",indent=2]", "|   l1 /   |   l4 /   |   l5"),
    ] {
        let (outline, lints) = read(&files(&format!("include::{directive}")), &[]);
        assert_eq!((outline, lints), (format!("listing /   {expected}"), vec![]), "{directive}");
    }
    assert_eq!(read(&files("include::c.rb[tag=nope]"), &[]).1, [Lint::BadMarkup]);
    assert_eq!(read(&files("include::nope[opts=optional]"), &[]).1, []);
}

#[test]
fn includes_nest_and_shift_levels() {
    let text = ":x: sub\n:leveloffset: +1\n\n== L\n\ninclude::{x}/b.adoc[leveloffset=+1]\n\n:leveloffset: -1\n\n== M\n\ninclude::{docdir}/c.adoc[]\n";
    let world = Memory::new()
        .with("a.adoc", text)
        .with("sub/b.adoc", "= Sub\n\n== In\n\ninclude::deep.adoc[]\n")
        .with("sub/deep.adoc", "deep {x}\n")
        .with("c.adoc", "c");
    let expected = "section #_l level=2 :: L / section #_sub level=2 :: Sub /   section #_in level=3 :: In /     paragraph :: deep sub / section #_m level=1 :: M /   paragraph :: c";
    assert!(read(&world, &[]).0.ends_with(expected), "{}", read(&world, &[]).0);
}

#[test]
fn escaped_directives_are_text_without_a_warning() {
    let world = Memory::new().with("a.adoc", "\\include::b[]\n\n\\ifdef::x[]\n");
    assert_eq!(read(&world, &[]), ("paragraph :: include::b[] / paragraph :: ifdef::x[]".to_owned(), vec![]));
}

#[test]
fn conditions_hold_in_every_form() {
    check(
        ":x: sub\n\nifeval::[\"{x}\" == \"sub\"]\na\nendif::[]\nifeval::[2 > 1]\nb\nendif::[]\nifeval::[\"{x}\" != \"sub\"]\nno\nendif::[]\nifdef::x,y[c]\nifdef::x+y[no]\nifndef::y[d]\nifdef::x[]\nifndef::y[]\ne\nendif::y[]\nendif::x[]\n",
        "paragraph :: a b c d e",
    );
}

#[test]
fn books_have_every_kind_of_section() {
    let text = "= B
:doctype: book
:partnums:
:sectnums:
:xrefstyle: full
:appendix-caption: Anh

[preface]
== P

x

= One

== C <<s>> <<app>> <<t>>

[[s]]
=== S

:sectnums!:

=== U

:sectnums:

[%unnumbered]
=== O

[discrete]
=== D

[[t]]
.T
image::t.png[]

[appendix]
[[app]]
== A

=== AS

[colophon]
== Z
";
    let expected = "document :: B
section #_p level=1 name=preface :: P
  paragraph :: x
section #_one level=0 number=I :: One
  section #_c level=1 number=1 :: C <xref #s>Section 1.1, “S”</xref> <xref #app>Appendix A, <i>A</i></xref> <xref #t>Figure 1, “T”</xref>
    section #s level=2 number=1.1 :: S
    section #_u level=2 :: U
    section #_o level=2 :: O
      heading #_d level=2 :: D
      image #t src=t.png alt=t title=\"T\"
  section #app level=1 name=appendix :: Anh A: A
    section #_as level=2 name=section number=A.1 :: AS
  section #_z level=1 name=colophon :: Z";
    check(text, &expected.replace('\n', " / "));
}
