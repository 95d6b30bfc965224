//! From runs to pages: breaks are chosen, pages composed, then come folios, heads and contents' folios.

use std::ops::Range;
use std::sync::Arc;

use crate::diag::{Diagnostic, Lint, Sink};
use crate::frame::{
    About, Artifact, BreakRecord, Destination, ElementId, Folio, FolioStyle, LineRecord, OutlineEntry, Owner, Page,
    PagedBook,
};
use crate::geom::{Abs, Point, Rect, Size};
use crate::layout::Context;
use crate::layout::block::Setter;
use crate::layout::book::{document_date, title_words};
use crate::layout::flow::{
    Behind, Breaker, Column, ComposedPage, Field, Flow, MarkKind, Piece, Placed, PlannedPage, Side, compose_page,
    in_columns, single_column,
};
use crate::layout::folios::{Folios, Found};
use crate::layout::heads::{Follower, Heads, Opening};
use crate::layout::lacks;
use crate::layout::parts::Run;
use crate::layout::running::{LineSetter, Place, RunningLine};
use crate::layout::sheet::furnish;
use crate::model::{Doctype, Info, PageMap, PageStart};
use crate::source::Span;
use crate::theme::{ChaptersOpen, PageLook, RunningField, RunningLook, RunningWords, Theme};

/// The least measure of a column of the index, in ems.
const INDEX_MEASURE: i64 = 16;

/// Makes pages of runs.
pub(super) struct Maker<'a, 's> {
    context: &'a Context<'a>,
    pub(super) flow: Flow,
    /// Which of its decorations lie behind which pieces.
    behind: Behind,
    sink: &'s mut Sink,
    pub(super) setter: LineSetter<'a>,
    pub(super) pages: Vec<Page>,
    starts: Vec<PageStart>,
    lines: Vec<LineRecord>,
    breaks: Vec<BreakRecord>,
    pub(super) destinations: Vec<Destination>,
    headings: Vec<(u16, OutlineEntry)>,
    pub(super) fields: Vec<(usize, Placed<Field>)>,
    follower: Follower,
    running: Vec<Running>,
    /// The pieces of the title that waits for the first page of the body.
    masthead: Option<Range<usize>>,
    tried: u64,
    /// What the pass before found.
    before: Arc<Folios>,
    /// The page of the run that is made.
    look: PageLook,
    /// The page that the body goes on with.
    body: PageLook,
}

/// Pieces whose pages belong together.
pub(super) struct PageRun {
    pub(super) run: Run,
    pub(super) range: Range<usize>,
    /// Whether it opens on a right-hand page, where pages face.
    pub(super) opens_recto: bool,
    /// The element of the section that the index goes into.
    pub(super) index: Option<ElementId>,
}

/// What the running lines of a page depend on.
struct Running {
    page: usize,
    run: Run,
    is_opening: bool,
    heads: Heads,
    look: PageLook,
}

impl<'a, 's> Maker<'a, 's> {
    /// A maker of a flow's pages.
    pub(super) fn new(context: &'a Context<'a>, flow: Flow, before: Arc<Folios>, sink: &'s mut Sink) -> Self {
        Self {
            context,
            behind: Behind::of(&flow),
            flow,
            sink,
            setter: LineSetter::new(context),
            pages: Vec::new(),
            starts: Vec::new(),
            lines: Vec::new(),
            breaks: Vec::new(),
            destinations: Vec::new(),
            headings: Vec::new(),
            fields: Vec::new(),
            follower: Follower::new(context),
            running: Vec::new(),
            masthead: None,
            tried: 0,
            before,
            look: context.theme.page,
            body: context.theme.page,
        }
    }

    /// Pages of the runs' pieces.
    pub(super) fn make(mut self, runs: Vec<PageRun>, covers: [Option<Page>; 2]) -> (PagedBook, Found) {
        let [front, back] = covers;
        if let Some(page) = front {
            self.cover(page);
            if self.context.theme.page.is_facing {
                // The inside of the cover faces the first page.
                self.blank(Folio { number: 2, style: FolioStyle::Cover });
            }
        }
        let is_facing = self.context.theme.page.is_facing;
        let mut number = 0;
        let mut style = FolioStyle::Arabic;
        for PageRun { run, mut range, opens_recto, index } in runs {
            let run_style = if run.has_arabic_folios() { FolioStyle::Arabic } else { FolioStyle::Roman };
            // Contents, the body and its chapters open on a right-hand page; the colophon is the title page's back.
            let is_at_verso = self.pages.len() % 2 == 1 && run != Run::Colophon;
            if is_facing && is_at_verso && opens_recto && self.masthead.is_none() {
                number += 1;
                self.blank(Folio { number, style });
            }
            if run_style != style {
                number = 0;
                style = run_style;
            }
            if matches!(run, Run::Masthead | Run::IndexHead) {
                self.masthead = Some(range);
                continue;
            }
            if let Some(section) = index {
                range = self.index(section);
            }
            for (range, look) in self.stretches(run, range) {
                self.look = look;
                for page in self.broken(run, range) {
                    number += 1;
                    self.page(&page, Folio { number, style }, run);
                }
            }
        }
        if self.pages.is_empty() {
            self.blank(Folio { number: 1, style: FolioStyle::Arabic });
        }
        self.fill_fields();
        self.put_running_lines();
        if let Some(page) = back {
            self.back_cover(page, Folio { number: number + 1, style });
        }
        furnish(&mut self.pages, self.context, &mut self.setter);
        self.finish()
    }

    /// The pieces of a run, parted where its pages become others.
    fn stretches(&mut self, run: Run, range: Range<usize>) -> Vec<(Range<usize>, PageLook)> {
        if run != Run::Body {
            return vec![(range, self.context.theme.page)];
        }
        let mut stretches = Vec::new();
        let mut from = range.start;
        let mut page = self.body;
        for turn in self.flow.turns.iter().filter(|turn| range.contains(&turn.at)) {
            if turn.page != page {
                stretches.push((from..turn.at, std::mem::replace(&mut page, turn.page)));
                from = turn.at;
            }
        }
        stretches.push((from..range.end, page));
        self.body = page;
        let is_seen = |at| self.flow.pieces.get(at).is_some_and(Piece::is_seen);
        let has_masthead = self.masthead.is_some();
        let mut index = 0;
        stretches.retain(|(range, _)| {
            index += 1;
            // The title stands on the first page, whatever comes below it.
            (has_masthead && index == 1) || range.clone().any(is_seen)
        });
        stretches
    }

    fn cover(&mut self, page: Page) {
        self.starts.push(PageStart { label: page.folio.to_string(), start: None });
        self.pages.push(page);
    }

    /// The back cover: outside, so that its inside faces the last page or a blank one.
    fn back_cover(&mut self, page: Page, next: Folio) {
        if self.context.theme.page.is_facing {
            if self.pages.len() % 2 == 1 {
                self.blank(next);
            }
            self.blank(Folio { number: 3, style: FolioStyle::Cover });
        }
        self.cover(page);
    }

    /// The pages of a run, each with the plans of its columns.
    fn broken(&mut self, run: Run, range: Range<usize>) -> Vec<PlannedPage> {
        let breaker = self.breaker();
        let columns = self.columns(run).0;
        let masthead = self.masthead.take();
        let (mut pages, mut tried) = match (columns, &masthead) {
            (1, None) => single_column(&self.flow, range, &breaker),
            _ => in_columns(&self.flow, range, masthead.clone(), columns, &breaker),
        };
        if let (true, Some(alone)) = (pages.is_empty(), masthead) {
            (pages, tried) = single_column(&self.flow, alone, &breaker);
        }
        self.tried += tried;
        pages
    }

    /// The columns of a run: how many, the measure of each, and the space between them.
    fn columns(&self, run: Run) -> (usize, Abs, Abs) {
        let page = &self.look;
        match run {
            Run::Index => {
                let (count, gutter) = index_columns(self.context.theme);
                let measure = (page.body().width - gutter * (count as i64 - 1)) / count as i64;
                (count, measure, gutter)
            }
            Run::Body => (page.columns.max(1) as usize, page.measure(), page.gutter),
            _ => (1, page.body().width, Abs::ZERO),
        }
    }

    /// Sets the index, now that the pages of its terms are made: the range of its pieces.
    fn index(&mut self, section: ElementId) -> Range<usize> {
        let known = Folios::of_pages(&self.destinations, &self.pages).or(&self.before);
        let mut setter = Setter::new(self.context, 1);
        setter.folios = Arc::new(known);
        setter.region.width = self.columns(Run::Index).1;
        setter.index();
        let mut flow = setter.finish();
        self.sink.extend(std::mem::take(&mut flow.diagnostics));
        let (from, elements) = (self.flow.pieces.len(), self.flow.structure.elements().len());
        self.flow.append(flow);
        self.behind = Behind::of(&self.flow);
        self.flow.structure.adopt(elements, section);
        from..self.flow.pieces.len()
    }

    /// The breaker of a run that starts on the page to come.
    fn breaker(&self) -> Breaker<'a> {
        let theme = self.context.theme;
        let side = if self.pages.len().is_multiple_of(2) { Side::Recto } else { Side::Verso };
        Breaker {
            height: self.look.body().height,
            smallest: theme.photo.smallest,
            costs: &theme.costs,
            separation: theme.elements.footnote.leading,
            first: (0, Abs::ZERO),
            facing: theme.page.is_facing.then_some(side),
        }
    }

    fn place(&self, index: usize, page: &PageLook) -> Place {
        let is_verso = page.is_facing && index % 2 == 1;
        let left = if is_verso { page.outer } else { page.inner };
        Place { left, width: page.body().width, is_verso }
    }

    /// The left edge of captions in the outer margin.
    fn margin_text(&self, place: Place) -> Abs {
        let page = &self.look;
        match place.is_verso {
            true => page.outer / 4,
            false => place.left + place.width + self.context.theme.photo.gap,
        }
    }

    fn blank(&mut self, folio: Folio) {
        let page = &self.context.theme.page;
        let place = self.place(self.pages.len(), page);
        let body = Rect::new(Point::new(place.left, page.top), page.body());
        self.pages.push(Page { size: page.size, folio, items: Vec::new(), links: Vec::new(), body });
        self.starts.push(PageStart { label: folio.to_string(), start: None });
    }

    fn page(&mut self, planned: &PlannedPage, folio: Folio, run: Run) {
        let look = self.look;
        let index = self.pages.len();
        let place = self.place(index, &look);
        let body = Rect::new(Point::new(place.left, look.top), look.body());
        let mut composed = self.composed(planned, place, index, run);
        self.take_marks(&composed, index);
        let close = self.context.theme.elements.format.leading;
        let (heads, opens) = self.follower.page(&composed, body.origin, close);
        // The page that opens the body is such a page too: its title stands right below.
        let is_first = run == Run::Body && folio.number == 1;
        let is_opening = match opens {
            // A page of a part's own says nothing but its title.
            Opening::Part if self.context.theme.front.has_part_pages => true,
            Opening::Part | Opening::Chapter if is_first || self.context.book.info.doctype == Doctype::Book => true,
            Opening::Part | Opening::Chapter => look.chapters_open != ChaptersOpen::Any,
            Opening::Nothing => is_first,
        };
        let run = if run == Run::Index { Run::Body } else { run };
        self.running.push(Running { page: index, run, is_opening, heads, look });
        self.fields.extend(composed.fields.drain(..).map(|field| (index, field)));
        self.lines.extend(composed.lines.drain(..).map(|line| LineRecord { page: index, ..line }));
        self.breaks.push(planned.record(index));
        let start = composed.start.filter(|_| run == Run::Body);
        self.starts.push(PageStart { label: folio.to_string(), start });
        self.pages.push(Page { size: look.size, folio, items: composed.items, links: composed.links, body });
    }

    /// The masthead and the columns of a page.
    fn composed(&mut self, planned: &PlannedPage, place: Place, index: usize, run: Run) -> ComposedPage {
        let look = self.look;
        let mut at = Point::new(place.left, look.top);
        let mut page = ComposedPage::default();
        let column = |at: Point, measure: Abs, height: Abs| Column {
            at,
            size: Size::new(measure, height),
            separation: self.context.theme.elements.footnote.leading,
            rule: self.context.theme.colours.hairline,
            margin: self.margin_text(place),
        };
        if let Some((masthead, height)) = &planned.masthead {
            page = compose_page(&self.flow, masthead, column(at, place.width, *height), &self.behind);
            at.y += *height;
        }
        let (_, narrow, gutter) = self.columns(run);
        let measure = if planned.is_narrow { narrow } else { place.width };
        let mut overfull = Vec::new();
        for (plan, height) in &planned.columns {
            let set = compose_page(&self.flow, plan, column(at, measure, *height), &self.behind);
            overfull.push((plan.overfull, set.items.iter().find_map(|item| item.span)));
            page.append(set);
            at.x += measure + gutter;
        }
        for (overfull, span) in overfull {
            self.complain(overfull, span, index);
        }
        page
    }

    fn complain(&mut self, overfull: Abs, span: Option<Span>, index: usize) {
        if overfull > Abs::ZERO {
            let message = format!("what stands on page {} is {overfull} pt higher than the page", index + 1);
            let hint = "make the picture smaller or break the table or code up";
            self.sink.push(Diagnostic::warning(Lint::TooHigh, span, message).hint(hint));
        }
    }

    /// Notes destinations and headings of a page.
    fn take_marks(&mut self, composed: &ComposedPage, page: usize) {
        for (mark, at) in &composed.marks {
            match mark {
                MarkKind::Destination(name) => {
                    self.destinations.push(Destination { name: name.clone(), page, at: *at });
                }
                MarkKind::Heading { depth, title, .. } => {
                    let entry = OutlineEntry { title: title.clone(), page, at: *at, children: Vec::new() };
                    self.headings.push((*depth, entry));
                }
            }
        }
    }

    /// Puts running heads and feet on, now that it is known how many pages there are.
    fn put_running_lines(&mut self) {
        let theme = self.context.theme;
        for running in std::mem::take(&mut self.running) {
            let place = self.place(running.page, &running.look);
            let height = running.look.size.height;
            let head = (&theme.running.head, theme.elements.head, theme.page.head, Artifact::Header);
            let foot = (&theme.running.foot, theme.elements.folio, height - theme.page.foot, Artifact::Footer);
            for (look, text, baseline, artifact) in [head, foot] {
                let Some(words) = self.running_words(look, &running, place.is_verso, artifact) else { continue };
                let items = self.setter.running(&RunningLine { look: text, baseline, words }, place);
                let Some(page) = self.pages.get_mut(running.page) else { continue };
                match artifact {
                    Artifact::Header => drop(page.items.splice(0..0, items)),
                    _ => page.items.extend(items),
                }
            }
        }
    }

    fn running_words(
        &self,
        look: &RunningLook,
        running: &Running,
        is_verso: bool,
        artifact: Artifact,
    ) -> Option<[(String, Owner); 3]> {
        let stands = match running.run {
            Run::HalfTitle | Run::TitlePage | Run::Colophon | Run::Masthead | Run::IndexHead => false,
            Run::Contents => look.on_front,
            Run::Body | Run::Index => look.on_openings || !running.is_opening,
        };
        let side = if is_verso { &look.verso } else { &look.recto };
        let filled = |words: &RunningWords| {
            let kind = if words.has_folio() { Artifact::Folio } else { artifact };
            (words.filled(|field| self.running_field(field, running)), Owner::Artifact(kind))
        };
        stands.then(|| [filled(&side.left), filled(&side.centre), filled(&side.right)])
    }

    fn running_field(&self, field: &RunningField, running: &Running) -> String {
        let heads = &running.heads;
        match field {
            RunningField::Title => title_words(self.context),
            RunningField::Part => heads.part.clone(),
            RunningField::Chapter => heads.chapter.clone(),
            RunningField::SectionFirst => heads.section_first.clone(),
            RunningField::SectionLast => heads.section_last.clone(),
            RunningField::Format => heads.format.clone(),
            RunningField::Folio => self.pages.get(running.page).map(|page| page.folio.to_string()).unwrap_or_default(),
            RunningField::Pages => self.pages.len().to_string(),
            RunningField::Attribute(name) => attribute(&self.context.book.info, name),
        }
    }

    fn finish(mut self) -> (PagedBook, Found) {
        lacks::tell(&self.flow.lacks, self.sink);
        let found = Found {
            folios: Folios::of_pages(&self.destinations, &self.pages),
            said: std::mem::take(&mut self.flow.said_folios),
            lacks_folios: self.flow.lacks_folios && !self.before.is_known(),
        };
        let info = &self.context.book.info;
        let attribute = |name: &str| info.attributes.get(name).filter(|value| !value.is_empty());
        let keywords = attribute("keywords").map(|words| words.split(',').map(|word| word.trim().to_owned()).collect());
        let about = About {
            title: title_words(self.context),
            authors: info.authors.iter().map(|author| author.name.clone()).collect(),
            subject: attribute("subject").or(attribute("description")).map(str::to_owned),
            keywords: keywords.unwrap_or_default(),
            language: info.language,
            date: document_date(self.context),
        };
        let book = PagedBook {
            pages: self.pages,
            sides: Vec::new(),
            structure: self.flow.structure,
            outline: nested(self.headings),
            destinations: self.destinations,
            page_map: PageMap { layout: self.context.theme.name.clone(), pages: self.starts },
            about,
            lines: self.lines,
            breaks: self.breaks,
            pages_tried: self.tried,
        };
        (book, found)
    }
}

/// How many columns the index has in a layout with one column, and the space between them: no more than leave room
/// for a term and its folios.
fn index_columns(theme: &Theme) -> (usize, Abs) {
    let gutter = theme.elements.index.leading.scale(3, 2);
    let least = theme.elements.index.size * INDEX_MEASURE;
    match theme.page.columns {
        0 | 1 => (usize::from(theme.page.body().width >= least * 2 + gutter) + 1, gutter),
        columns => (columns as usize, theme.page.gutter),
    }
}

/// An attribute's value; what the author and revision lines say counts too.
fn attribute(info: &Info, name: &str) -> String {
    let authors = || info.authors.iter().map(|author| author.name.as_str()).collect::<Vec<_>>().join(", ");
    let line = match name {
        "author" => Some(authors()).filter(|names| !names.is_empty()),
        "revnumber" => info.revision.number.clone(),
        "revdate" => info.revision.date.clone(),
        "revremark" => info.revision.remark.clone(),
        _ => None,
    };
    line.or_else(|| info.attributes.get(name).map(str::to_owned)).unwrap_or_default()
}

/// Headings by their depth as a tree; one that skips a level stands under the last above it.
fn nested(headings: Vec<(u16, OutlineEntry)>) -> Vec<OutlineEntry> {
    let mut open: Vec<(u16, OutlineEntry)> = Vec::new();
    let mut roots = Vec::new();
    let close = |open: &mut Vec<(u16, OutlineEntry)>, roots: &mut Vec<OutlineEntry>| {
        if let Some((_, entry)) = open.pop() {
            match open.last_mut() {
                Some((_, parent)) => parent.children.push(entry),
                None => roots.push(entry),
            }
        }
    };
    for (depth, entry) in headings {
        while open.last().is_some_and(|(last, _)| *last >= depth) {
            close(&mut open, &mut roots);
        }
        open.push((depth, entry));
    }
    while !open.is_empty() {
        close(&mut open, &mut roots);
    }
    roots
}
