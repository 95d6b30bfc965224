//! What the reader mends of the crate behind it: each case names those of the oracle that it answers.

#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::path::Path;

use notes_pub::asciidoc::{self, ReadOptions};
use notes_pub::diag::Sink;
use notes_pub::model;
use notes_pub::world::{Memory, World};

/// Checks the outline of a text; its lines are parted by ` / `, two blanks a level.
fn check(text: &str, expected: &str) {
    let world = Memory::new().with("a.adoc", text);
    let mut sink = Sink::new();
    let (file, _) = world.load(Path::new("a.adoc")).unwrap();
    let draft = asciidoc::parse(&world, file, &ReadOptions::default(), &mut sink);
    let found = model::outline(&model::resolve(draft, &mut sink));
    assert_eq!(found.trim_end().replace('\n', " / "), expected, "{text}");
}

#[test]
fn apostrophes_beside_accents_are_curled() {
    // The seed: `d'évident`.
    check("rien d'évident, l'été d'Éric", "paragraph :: rien d’évident, l’été d’Éric");
}

#[test]
fn two_line_titles_are_titles() {
    // lists:1373 and the scope `setext`; sections:659 for the condition.
    check(
        "Doc\n===\nJo Doe\n\nOne\n---\n\nTwo\n~~~\n",
        "document :: Doc / author :: Jo Doe / section #_one level=1 :: One /   section #_two level=2 :: Two",
    );
    check("One\nifdef::asciidoctor[]\n---\nendif::[]\n", "document :: One / section #_one level=1 :: One");
}

#[test]
fn a_style_that_a_block_cannot_take_changes_nothing() {
    // Mastering Ethereum: a listing's style on the example around it.
    check("[source,javascript]\n====\na\n====\n", "example /   paragraph :: a");
    check("[quote]\n****\na\n****\n", "sidebar /   paragraph :: a");
    check("[sidebar]\n--\na\n--\n", "sidebar /   paragraph :: a");
}

#[test]
fn markdown_rules_are_rules() {
    // text:149 and the scope `markdown-rule`.
    check("a\n\n---\n\n* * *\n\n_ _ _\n\nb", "paragraph :: a / rule / rule / rule / paragraph :: b");
}

#[test]
fn a_source_paragraph_may_begin_with_dashes() {
    // progit2/book/10-git-internals/sections/objects.asc
    check("[source,console]\n---\n$ ls\n---\n", "source lang=console /   | --- /   | $ ls /   | ---");
}

#[test]
fn comments_do_not_part_a_block_from_what_is_said_of_it() {
    // riscv-isa-manual/src/unpriv/rv32.adoc, asciidoctor-pdf-docs role.adoc
    check("[[x]]\n// c\n\ntext", "paragraph #x :: text");
    check("a\n\n// c\n* b\n", "paragraph :: a / ulist /   item :: b");
    check("a\n\n// c\n:x: y\n\n{x}", "paragraph :: a / paragraph :: y");
    check("a::\n// c\n\nb:: d", "dlist /   term :: a /   term :: b /   description :: d");
}

#[test]
fn an_attribute_line_before_a_remark_is_text() {
    // row.adoc#indv-co
    check(
        "[cols=2] <1>\n|===\n|a\n|===\n",
        "paragraph :: [cols=2] &lt;1&gt; / table cols=100 frame=all grid=all /   row body /     cell :: a",
    );
}

#[test]
fn attributes_without_a_block_say_nothing() {
    // part.adoc#style
    check("text\n\n[partintro]\n", "paragraph :: text");
}

#[test]
fn indented_paragraphs_are_literal() {
    // literal.adoc#indent, paragraphs:292
    check("a\n\n  b\n   c\n", "paragraph :: a / literal /   | b /   |  c");
    check("[source]\n  b\n   c\n", "source /   |   b /   |    c");
    check("[source,indent=1]\n----\n    a\n\n      b\n----\n", "source /   |  a /   |  /   |    b");
}

#[test]
fn values_of_attributes_keep_their_markup() {
    // attributes:177, attributes:1001, and the seed's `:lb:`
    check(":q: pass:q[_big_]\n\n{q}foot", "paragraph :: <i>big</i>foot");
    check("a{zwsp}b C{plus}{plus} {lt}", "paragraph :: a\u{200B}b C++ &lt;");
    check(":dash: &#8211;\n\na {dash} b", "paragraph :: a – b");
    check(":lb: pass:[<br> +]\n\na {lb}\nb", "paragraph :: a <br><br/> b");
}

#[test]
fn roles_may_be_written_the_old_way() {
    // substitutions:618
    check(
        "[red]#a# and [.blue]#b# and ['x']#c#",
        "paragraph :: <span.red>a</span> and <span.blue>b</span> and <span.'x'>c</span>",
    );
}

#[test]
fn hidden_index_terms_have_levels() {
    // substitutions:1403, riscv-isa-manual
    check("a(((b, \"c, d\"))) indexterm:[e,f]", "paragraph :: a<index b | c, d/> <index e | f/>");
}

#[test]
fn entries_of_a_bibliography_show_their_labels_once() {
    // lists:3399
    check(
        "[bibliography]\n* [[[a]]] One\n* [[[b,2]]] <<a>> <<b>>",
        "ulist bibliography=true /   item :: <anchor a/>[a] One /   item :: <anchor b/>[2] <xref #a>[a]</xref> <xref #b>[2]</xref>",
    );
}

#[test]
fn menus_may_be_quoted() {
    // substitutions:1790
    check(":experimental:\n\n\"File > Save As...\" \"no\"", "paragraph :: <menu>File > Save As…\u{200B}</menu> \"no\"");
}

#[test]
fn lists_of_another_kind_stand_in_the_item() {
    check(
        ". a\n.. b\n\nc:: d\n\n* e",
        "olist style=arabic /   item :: a /     olist style=loweralpha /       item :: b /         dlist /           term :: c /           description :: d /             ulist /               item :: e",
    );
    // lists:5072
    check("* a\n  b <1>\n\n<1> c", "ulist /   item :: a b &lt;1&gt; / colist /   item :: c");
}

#[test]
fn ids_of_equal_titles_are_counted_in_the_order_of_the_text() {
    // section.adoc#num-off, progit2
    check(
        "== A\n\n=== A\n\n== A\n",
        "document :: A / section #_a level=1 :: A /   section #_a_2 level=2 :: A / section #_a_3 level=1 :: A",
    );
    check(
        "== A 1\n\n=== A 1 1\n",
        "document :: A 1 / section #_a_1 level=1 :: A 1 /   section #_a_1_1 level=2 :: A 1 1",
    );
}

#[test]
fn a_part_opens_with_an_introduction() {
    // sections:3829, sections:3854
    check(
        "= B\n:doctype: book\n\n= P\n\nintro\n\nmore\n\n== C\n\ntext",
        "document :: B / section #_p level=0 :: P /   partintro /     paragraph :: intro /     paragraph :: more /   section #_c level=1 :: C /     paragraph :: text",
    );
}

#[test]
fn chapters_are_counted_through_parts_unless_the_author_sets_the_counter() {
    // sections:1607, riscv-isa-manual
    let text = "= B\n:doctype: book\n:sectnums:\n\n= P\n\n== C\n\n= Q\n\n== D\n\n:!chapter-number:\n\n= R\n\n== E\n";
    let chapters = "document :: B / section #_p level=0 :: P /   section #_c level=1 number=1 :: C / section #_q level=0 :: Q /   section #_d level=1 number=2 :: D / section #_r level=0 :: R /   section #_e level=1 number=1 :: E";
    check(text, chapters);
}

#[test]
fn what_stands_in_a_cell_stays_there() {
    // tables:2053; asciidoctor-pdf-docs toc.adoc for the comment
    check(
        "|===\na|\n= T\n\np\n\n== S\n\nq\n|===",
        "table cols=100 frame=all grid=all /   row body /     cell asciidoc /       document :: T /       preamble /         paragraph :: p /       section #_s level=1 :: S /         paragraph :: q",
    );
    check("|===\n|a\n// c\nb\n|===", "table cols=100 frame=all grid=all /   row body /     cell :: a b");
}

#[test]
fn fences_name_a_language() {
    // blocks:3490, blocks:3549
    check("```\na\n```", "source /   | a");
    check("```ruby,numbered\na\n```", "source lang=ruby linenums=true /   | a");
}

#[test]
fn attributes_assigned_in_a_text_hold_from_its_block_on() {
    // attributes:711, 725, 738, 970 and 977; tables:2138
    check("a {set:x:y}b\n{set:z}\n{x} c", "paragraph :: a b y c");
    check("* a\n\n* {set:x:y}b {x}\n\n{x}", "ulist /   item :: a /   item :: b y / paragraph :: y");
    check("a\n\nb {set:x!}c\nd", "paragraph :: a / paragraph :: d");
    check(":attribute-undefined: drop\n\nb {set:x!}c", "paragraph :: b c");
    check("----\n{set:x:y}\n----\n", "listing /   | {set:x:y}");
    check(
        "|===\n|{set:x:green}a\n|{set:x!}\nb\n|===",
        "table cols=100 frame=all grid=all /   row body /     cell :: a /   row body /     cell :: b",
    );
}

#[test]
fn what_a_block_is_said_to_be_may_be_parted_from_it() {
    // riscv-isa-manual/src/unpriv/mm-explanatory.adoc, priv/rationale.adoc; lists:1774
    check("[[x]]\n.A\n[.y]\n.B\ntext", "paragraph #x .y title=\"B\" :: text");
    check("* a\n+\n\n[NOTE]\n====\nb\n====\n", "ulist /   item :: a /     admonition note /       paragraph :: b");
    check("* a\n+\n+\n* b\n+\n+\n", "ulist /   item :: a /   item :: b");
}

#[test]
fn tables_mean_what_asciidoctor_reads() {
    // riscv-isa-manual/src/unpriv/zca.adoc, vector-common.adoc, mm-explanatory.adoc; chronicles-example.adoc
    check(
        "[%autowidth,cols=\"1,3\"]\n|===\n|a|b\n|===",
        "table cols=25,75 frame=all grid=all /   row body /     cell :: a /     cell :: b",
    );
    check(
        "[cols=\">,^]\n|===\n|a|b\n|===",
        "table cols=50,50 frame=all grid=all /   row body /     cell :: a /     cell :: b",
    );
    check(
        "|===\n//x|y\n|a|b\n\n2+^.e|c\n|===",
        "table cols=50,50 frame=all grid=all /   row head /     cell :: a /     cell :: b /   row body /     cell 2x1 center emphasis :: <i>c</i>",
    );
}

#[test]
fn an_address_behind_a_concealed_term_is_a_link() {
    // ethereumbook/04keys-addresses.asciidoc
    check(
        "(((a)))https://b.org[c] indexterm:[d]https://e.org.",
        "paragraph :: <index a/><link https://b.org>c</link> <index d/><link https://e.org>https://e.org</link>.",
    );
}

#[test]
fn joiners_are_no_letters_beside_marks() {
    // progit2-fa/book/02-git-basics
    check("ا\u{200D}`b`\u{200D} c\u{200C}_d_", "paragraph :: ا\u{200D}<code>b</code>\u{200D} c\u{200C}<i>d</i>");
}

#[test]
fn named_references_are_characters() {
    // sections:33
    check("a&sup1; &thinsp;&hearts; &nosuch;", "paragraph :: a¹ \u{2009}♥ &amp;nosuch;");
}

#[test]
fn a_styled_paragraph_keeps_its_indentation() {
    // riscv-isa-manual/src/unpriv/cfi.adoc
    check("[listing]\n    a\n      b\nc:", "listing /   |     a /   |       b /   | c:");
}

#[test]
fn attributes_of_characters_may_be_set_anew() {
    // riscv-isa-manual/src/symbols.adoc
    check("{asterisk}a{asterisk} {plus}\n\n:asterisk: x\n\n{asterisk}{empty}", "paragraph :: *a* + / paragraph :: x");
}

#[test]
fn a_comment_hides_no_macro() {
    check("x\n\n// c\nimage::a.png[]", "paragraph :: x / image src=a.png alt=a");
    check("x\n\n// c\nNOTE: y", "paragraph :: x / admonition note /   paragraph :: y");
    check("x\n\n// c\n// d\n<<<\n\ny", "paragraph :: x / pagebreak / paragraph :: y");
}

#[test]
fn an_anchor_before_a_text_that_ends_with_a_bracket_is_no_attribute_line() {
    // No case of the oracle; Asciidoctor's `BlockAttributeLineRx` takes an anchor as a line only where it stands alone.
    check("[[a]]Words, link:b[]", "paragraph :: <anchor a/>Words, <link b>b</link>");
    check("one\n[[a]]two [b]\nthree", "paragraph :: one <anchor a/>two [b] three");
    check("[[a]]\ntext", "paragraph #a :: text");
    check("[[a, label [b]]]\ntext", "paragraph #a :: text");
}

#[test]
fn ids_are_made_by_what_is_set_at_the_title() {
    // The crate makes them by what is set where the section ends, and takes a prefix that is unset for none.
    check(
        ":idprefix: x-\n:idseparator: -\n\n== A b\n\n:idprefix:\n\n== A b\n\n=== A b\n\n:idseparator:\n\n== A b\n\n== A b\n",
        "document :: A b / section #x-a-b level=1 :: A b / section #a-b level=1 :: A b /   section #a-b-2 level=2 :: A b / \
         section #ab level=1 :: A b / section #ab2 level=1 :: A b",
    );
    check(
        ":idprefix!:\n\n== A b\n\n:idseparator!:\n\n=== C d\n",
        "document :: A b / section #_a_b level=1 :: A b /   section #_c_d level=2 :: C d",
    );
    check(
        "== A\n\n:sectids!:\n\n== B\n\n=== C\n\n:sectids:\n\n== D\n",
        "document :: A / section #_a level=1 :: A / section level=1 :: B /   section level=2 :: C / section #_d level=1 :: D",
    );
}

#[test]
fn numbers_of_children_go_on_from_sections_without_one() {
    // As Asciidoctor has it, whose numbers show the gap.
    check(
        ":sectnums:\n\n== A\n\n:sectnums!:\n\n=== B\n\n:sectnums:\n\n==== C\n\n:sectnums!:\n\n== D\n\n:sectnums:\n\n=== E\n",
        "document :: A / section #_a level=1 number=1 :: A /   section #_b level=2 :: B /     section #_c level=3 number=1..1 :: C / \
         section #_d level=1 :: D /   section #_e level=2 number=.1 :: E",
    );
}

#[test]
fn sections_are_numbered_as_deep_as_is_said_before_them() {
    let text = ":sectnums:\n:sectnumlevels: 1\n\n== A\n\n=== B\n\n:sectnumlevels: 2\n\n=== C\n\n==== D\n\n\
                :sectnumlevels!:\n\n==== E\n\n== F\n";
    let world = Memory::new().with("a.adoc", text);
    let mut sink = Sink::new();
    let (file, _) = world.load(Path::new("a.adoc")).unwrap();
    let book = model::resolve(asciidoc::parse(&world, file, &ReadOptions::default(), &mut sink), &mut sink);
    fn numbers(sections: &[model::Section]) -> Vec<Option<&str>> {
        sections
            .iter()
            .flat_map(|section| std::iter::once(section.number.as_deref()).chain(numbers(&section.sections)))
            .collect()
    }
    assert_eq!(numbers(&book.sections), [Some("1"), None, Some("1.2"), None, Some("1.2.2"), Some("2")]);
}

#[test]
fn a_counter_may_count_in_silence() {
    check(
        "{counter2:n}{n} and {n}\n\n{counter2:n:7} {n}\n\n{counter2:m:B}{m}, {counter2:q}\n\n{q}\n",
        "paragraph :: 1 and 1 / paragraph :: 2 / paragraph :: B, / paragraph :: 1",
    );
}

#[test]
fn lines_of_a_block_that_nothing_closes_are_kept() {
    check("a\n\n----\nb *c*\n\nd\n", "paragraph :: a / listing /   | b *c* /   |  /   | d");
    check("====\na\n\n....\nb\n", "example /   paragraph :: a /   literal /     | b");
    check("++++\n<b>a</b>\n", "pass /   | <b>a</b>");
    check("----\na\n----\t\n\nb", "listing /   | a / paragraph :: b");
}

#[test]
fn a_table_ends_the_paragraph_above_it() {
    check(
        "a\n|===\n|b\n|===\nc\n",
        "paragraph :: a / table cols=100 frame=all grid=all /   row body /     cell :: b / paragraph :: c",
    );
    check(
        "a\n// b\n,===\nc\n,===\n",
        "paragraph :: a / table cols=100 frame=all grid=all /   row body /     cell :: c",
    );
    check(
        "[[a]]\n.B\n|===\n|c\n|===\n",
        "table #a cols=100 frame=all grid=all title=\"B\" /   row body /     cell :: c",
    );
}

#[test]
fn the_first_row_of_a_table_may_take_lines() {
    check(
        ".T\n|===\n|a +\nb |c\n\n|d |e\n|===\n",
        "table cols=50,50 frame=all grid=all title=\"T\" /   row body /     cell :: a<br/> b /     cell :: c /   \
         row body /     cell :: d /     cell :: e",
    );
}

#[test]
fn signs_of_shifts_are_no_references() {
    check("a << b and c >> d", "paragraph :: a &lt;&lt; b and c &gt;&gt; d");
    check("a << b, see <<c,d>> <<>>", "paragraph :: a &lt;&lt; b, see <xref #c>d</xref> &lt;&lt;&gt;&gt;");
}

#[test]
fn a_dash_stands_between_words() {
    check("a-- b, --all-- c, d--*e*, f--g", "paragraph :: a-- b, --all-- c, d--<b>e</b>, f—\u{200B}g");
    check("== b-- c\n", "document :: b-- c / section #_b_c level=1 :: b-- c");
}

#[test]
fn ids_have_what_looks_like_a_tag_in_a_title() {
    check(
        ":notitle:\n\n== List<A>\n\n== List<B> of <c>\n",
        "document :: List&lt;A&gt; / section #_lista level=1 :: List&lt;A&gt; / section #_listb_of_c level=1 :: List&lt;B&gt; of &lt;c&gt;",
    );
}

#[test]
fn what_is_said_above_a_fence_leaves_its_language() {
    check("[%linenums]\n```js\na\n```\n", "source lang=js linenums=true /   | a");
    check("[.b]\n```js,linenums\na\n```\n", "source .b lang=js linenums=true /   | a");
}

#[test]
fn roles_in_an_old_form_are_several() {
    check("[a b]#c# [d e]##f##g", "paragraph :: <span.a.b>c</span> <span.d.e>f</span>g");
}

#[test]
fn marks_that_are_escaped_behind_quotes_are_marks() {
    check("[subs=quotes+]\n *a* b\n", "literal /   | <b>a</b> b");
    check("stem:q[*a*]", "paragraph :: <asciimath>a</asciimath>");
}

#[test]
fn bars_in_cells_of_blocks_lose_their_backslash() {
    check(
        "|===\na|b \\| c\n\n----\nd \\| e\n----\n|===\n",
        "table cols=100 frame=all grid=all /   row body /     cell asciidoc /       paragraph :: b | c /       listing \
         /         | d | e",
    );
}

#[test]
fn styles_of_paragraphs_say_nothing_of_lists_and_pictures() {
    check("[NOTE]\n* a\n* b\n", "ulist style=NOTE /   item :: a /   item :: b");
    check("[quote,A]\n.B\nimage::c.png[d]\n", "image src=c.png alt=d title=\"B\"");
    check("[quote]\n----\na\n----\n", "listing /   | a");
    check("[TIP]\na\n", "admonition tip /   paragraph :: a");
}

#[test]
fn remarks_right_below_a_list_belong_to_its_item() {
    // lists:4728
    check(
        "----\na <1>\n----\n* b\n<.> c\n",
        "listing /   | a <conum 1/> / ulist /   item :: b /     colist /       item :: c",
    );
    check(
        "----\na <1>\n----\n* b\n\n<.> c\n",
        "listing /   | a <conum 1/> / ulist /   item :: b / colist /   item :: c",
    );
}

#[test]
fn an_item_ends_what_is_attached_to_the_one_before() {
    check(
        "* a\n+\nNOTE: b\n* c\n** d\n+\n[TIP]\ne\n*** f\n* g\n",
        "ulist /   item :: a /     admonition note /       paragraph :: b /   item :: c /     ulist /       item :: d /         \
         admonition tip /           paragraph :: e <b>*</b> f /   item :: g",
    );
    check(
        "a:: b\n+\n> c\nd:: e\n",
        "dlist /   term :: a /   description :: b /     quote /       paragraph :: c /   term :: d /   description :: e",
    );
}

#[test]
fn a_continuation_behind_remarks_goes_on_with_the_item() {
    check(
        ". a\n+\n----\nb <1>\n----\n<1> c\n+\nd\n. e\n",
        "olist style=arabic /   item :: a /     listing /       | b <conum 1/> /     colist /       item :: c /     \
         paragraph :: d /   item :: e",
    );
}

#[test]
fn literal_paragraphs_keep_the_indentation_that_their_lines_do_not_share() {
    check("  a\n b\nc\n\n    d\n  e\n", "literal /   |   a /   |  b /   | c / literal /   |   d /   | e");
}

#[test]
fn blanks_behind_the_delimiter_of_a_table_say_nothing() {
    check("|===  \n|a\n|===\t\n\nb", "table cols=100 frame=all grid=all /   row body /     cell :: a / paragraph :: b");
}

#[test]
fn marks_may_be_written_three_times() {
    check(
        "***a*** b, ```c``` d, ___e___",
        "paragraph :: <b><b>a</b></b> b, <code><code>c</code></code> d, <i><i>e</i></i>",
    );
    check("rock'n'roll", "paragraph :: rock’n’roll");
}

#[test]
fn a_block_right_below_a_description_belongs_to_it() {
    check(
        "a:: b\nimage::c.png[d]\ne:: f\nNOTE: g\n",
        "dlist /   term :: a /   description :: b /     image src=c.png alt=d /   term :: e /   description :: f /     \
         admonition note /       paragraph :: g",
    );
    check("a:: b\nc\n", "dlist /   term :: a /   description :: b c");
    check(
        "* a\n+\nb\n[TIP]\nc\n* d\n",
        "ulist /   item :: a /     paragraph :: b /     admonition tip /       paragraph :: c /   item :: d",
    );
}

#[test]
fn a_title_over_a_delimiter_is_no_two_line_title() {
    check(
        "a\n\n== B\n====\nc\n====\n",
        "document :: B / paragraph :: a / section #_b level=1 :: B /   example /     paragraph :: c",
    );
}
