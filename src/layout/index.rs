//! The index: letters, terms with their folios, terms below terms, and where else to look.

use crate::frame::{LinkTarget, Owner, Role};
use crate::geom::Abs;
use crate::layout::block::{Region, Setter};
use crate::layout::inline::{LinkRef, Paragraph, ParagraphBuilder, Runaround, set_around};
use crate::model::{IndexEntry, IndexGroup, Label, See, entry_destination, label, term_destination};
use crate::theme::Look;

impl Setter<'_> {
    /// Sets the index within the element that its section is.
    pub(super) fn index(&mut self) {
        self.language = self.context.book.info.language;
        let groups = self.context.book.index();
        self.within(Role::Index, None, |setter| groups.iter().for_each(|group| setter.index_group(group)));
    }

    fn index_group(&mut self, group: &IndexGroup) {
        if !group.letter.is_empty() {
            self.index_letter(&group.letter);
        }
        let measure = self.region;
        for entry in &group.entries {
            self.index_entry(entry, 0);
            self.region = measure;
        }
    }

    /// A letter, kept with the first term below it.
    fn index_letter(&mut self, letter: &str) {
        let look = self.context.theme.elements.index_letter;
        let language = self.language;
        self.gap(look.before);
        let owner = self.element(Role::Paragraph, None, None);
        let fill =
            |builder: &mut ParagraphBuilder<'_>| builder.generated(letter, &look, language, Owner::Element(owner));
        let paragraph = self.build(None, fill);
        let lines = self.lines_of(&paragraph, &look, self.region.width);
        self.keep(lines.len() as u32 + 1);
        self.push_lines(paragraph, lines, false);
        self.space_below(look.after);
    }

    /// A term with all below it; its lines after the first stand two ems in.
    fn index_entry(&mut self, entry: &IndexEntry, level: i64) {
        let look = self.context.theme.elements.index;
        let language = self.language;
        self.gap(Abs::ZERO);
        self.destination(entry_destination(entry.number));
        let owner = self.element(Role::Paragraph, None, None);
        let folios = self.stretches(entry);
        let says_more = |see: &[See], word: Label| (!see.is_empty()).then(|| label(language, word));
        let (see, also) = (says_more(&entry.see, Label::See), says_more(&entry.see_also, Label::SeeAlso));
        let italic = Look { is_italic: !look.is_italic, ..look };
        let links = self.index_links(entry, &folios, owner);
        let mut links = links.into_iter();
        let paragraph = self.build(None, |builder| {
            let plain = Owner::Element(owner);
            builder.generated(&entry.term, &look, language, plain);
            for (words, _) in &folios {
                builder.generated(", ", &look, language, plain);
                links.next().into_iter().for_each(|link| builder.generated_link(words, &look, language, link));
            }
            for (word, terms) in [(see, &entry.see), (also, &entry.see_also)] {
                let Some(word) = word else { continue };
                builder.generated(", ", &look, language, plain);
                builder.generated(word, &italic, language, plain);
                builder.generated(" ", &look, language, plain);
                for (index, see) in terms.iter().enumerate() {
                    builder.generated(if index > 0 { "; " } else { "" }, &look, language, plain);
                    match see.entry.and_then(|_| links.next()) {
                        Some(link) => builder.generated_link(&see.term, &look, language, link),
                        None => builder.generated(&see.term, &look, language, plain),
                    }
                }
            }
        });
        let (step, hang) = (look.size * level, look.size * 2);
        let outer = self.region;
        let width = (outer.width - step).max(look.size * 6);
        self.region = Region { x: outer.x + step, width };
        self.hanging_lines(paragraph, &look, hang.min(width / 4));
        self.region = outer;
        if !entry.below.is_empty() {
            // A term without its first one below it would be looked for in vain on the next page.
            self.keep(1);
        }
        entry.below.iter().for_each(|below| self.index_entry(below, level + 1));
    }

    /// Lines that stand `hang` further in than the first.
    fn hanging_lines(&mut self, paragraph: Paragraph, look: &Look, hang: Abs) {
        let first = Runaround { lines: 1, less: -hang };
        let lines = set_around(&mut self.shaper, &paragraph, look, self.region.width - hang, first);
        self.complain_of(&lines);
        let first_link = self.flow.links.len();
        self.flow.links.extend(paragraph.links);
        let outer = self.region;
        for (index, line) in lines.into_iter().enumerate() {
            if index > 0 {
                self.costly_break(self.context.theme.costs.widow, "within an entry");
                self.region = Region { x: outer.x + hang, width: outer.width - hang };
            }
            self.push_line(line, first_link, None, false);
        }
        self.region = outer;
    }

    /// The links of an entry in the order of its words: folios, then terms to look up.
    fn index_links(
        &mut self,
        entry: &IndexEntry,
        folios: &[(String, String)],
        owner: crate::frame::ElementId,
    ) -> Vec<LinkRef> {
        let page = label(self.language, Label::Page);
        let to_folios = folios.iter().map(|(words, target)| (format!("{page} {words}"), target.clone()));
        let sees = entry.see.iter().chain(&entry.see_also);
        let to_terms = sees.filter_map(|see| Some((see.term.clone(), entry_destination(see.entry?))));
        let all: Vec<(String, String)> = to_folios.chain(to_terms).collect();
        let link = |(description, target): (String, String)| {
            let element = self.inside(owner, |setter| setter.element(Role::Link, None, None));
            LinkRef { target: LinkTarget::Destination(target), element, description, span: None }
        };
        all.into_iter().map(link).collect()
    }

    /// The folios of an entry, pages that follow each other as one, each with where it leads.
    fn stretches(&mut self, entry: &IndexEntry) -> Vec<(String, String)> {
        let targets: Vec<(String, Option<String>)> =
            entry.places.iter().map(|place| (term_destination(place.from), place.to.map(term_destination))).collect();
        let found = self.folios.stretches(&targets);
        if found.len() < targets.len() && targets.iter().any(|(from, _)| !self.folios.knows(from)) {
            self.flow.lacks_folios = true;
        }
        found.into_iter().map(|stretch| (stretch.words, stretch.target)).collect()
    }
}
