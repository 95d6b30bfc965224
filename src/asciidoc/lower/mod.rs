//! The crate's tree into our draft.

mod admonition_icon;
mod block;
mod code;
mod diagram;
mod document;
pub(super) mod gaps;
mod inline;
mod list;
mod loose_cells;
mod macros;
mod media;
pub(super) mod parts;
mod rendered;
mod section;
mod styles;
mod table;
mod verbatim;
mod warnings;
mod written;
mod xref;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use asciidoc_parser::Document;
use asciidoc_parser::blocks::IsBlock;

use crate::asciidoc::ReadOptions;
use crate::asciidoc::origin::Origins;
use crate::asciidoc::read::Parsed;
use crate::asciidoc::render::Records;
use crate::asciidoc::scope::Scope;
use crate::diag::Sink;
use crate::model::{Block, Caption, Doctype, Draft, Footnote, Inline, Language, NodeId, Written};
use crate::source::{FileId, Span};
use crate::world::World;

/// Makes a draft of what the crate read.
pub(super) fn lower(world: &dyn World, file: FileId, options: &ReadOptions, parsed: &Parsed, sink: &mut Sink) -> Draft {
    let scope = Scope::of_header(&parsed.document, options);
    let source = world.source(file);
    let folder = source.path().parent().map_or_else(PathBuf::new, PathBuf::from);
    let mut lowering = Lowering {
        world,
        options,
        document: &parsed.document,
        origins: &parsed.origins,
        records: &parsed.records,
        files: &parsed.includes.files,
        resolved_folder: world.resolved(&folder),
        folder,
        doctype: document::doctype(&parsed.document, options),
        scope,
        main: file,
        place: Span::new(file, 0, 0),
        around: None,
        sink,
        next_node: 0,
        footnotes: BTreeMap::new(),
        captions: BTreeMap::new(),
        titled: BTreeSet::new(),
        counters: BTreeMap::new(),
        written: BTreeMap::new(),
        set_counters: Vec::new(),
        terms: gaps::TermReader::default(),
        lifted: Vec::new(),
        list_depth: 0,
        automatic: BTreeMap::new(),
        callouts: 0,
        is_in_cell: false,
    };
    lowering.warnings(parsed);
    lowering.document(file)
}

/// What the lowering knows at a place.
struct Lowering<'a> {
    world: &'a dyn World,
    options: &'a ReadOptions,
    document: &'a Document<'static>,
    origins: &'a Origins,
    records: &'a Records,
    /// The files of the manuscript by their names, which are paths from its folder.
    files: &'a BTreeMap<String, FileId>,
    /// The manuscript's folder.
    folder: PathBuf,
    /// The same with links resolved, for the jail.
    resolved_folder: PathBuf,
    doctype: Doctype,
    /// The attributes as they stand here.
    scope: Scope,
    /// The manuscript's first file.
    main: FileId,
    /// The block that is being lowered: the place of what has none of its own.
    place: Span,
    /// The language that the author names for what is being lowered.
    around: Option<Language>,
    sink: &'a mut Sink,
    next_node: u32,
    /// By number.
    footnotes: BTreeMap<u32, Footnote>,
    captions: BTreeMap<NodeId, Caption>,
    /// The ids of blocks and sections to which references show a title.
    titled: BTreeSet<String>,
    counters: BTreeMap<NodeId, Vec<(String, Option<String>)>>,
    written: BTreeMap<NodeId, Written>,
    /// What was set of numbers since the last section began.
    set_counters: Vec<(String, Option<String>)>,
    /// Reads the index's terms.
    terms: gaps::TermReader,
    /// Blocks that stand behind the list in which the crate gives them.
    lifted: Vec<Block>,
    /// How many lists are open.
    list_depth: usize,
    /// The sections whose ids are made of their titles.
    automatic: BTreeMap<NodeId, String>,
    /// The numbers of remarks met so far, for those that the author left to be counted.
    callouts: u32,
    /// Whether this lies in a cell of blocks, where a bar is written with a backslash before it.
    is_in_cell: bool,
}

impl Lowering<'_> {
    /// The next node's name.
    fn node(&mut self) -> NodeId {
        let id = NodeId::new(self.next_node);
        self.next_node += 1;
        id
    }

    /// Our place of the crate's; the block's where the crate's is not in any file.
    fn span(&self, span: asciidoc_parser::Span<'_>) -> Span {
        self.origins.span(span.data()).unwrap_or(self.place)
    }

    /// Runs `lower` with `place` as the place of what has none.
    fn at<T>(&mut self, place: Span, lower: impl FnOnce(&mut Self) -> T) -> T {
        let outer = std::mem::replace(&mut self.place, place);
        let result = lower(self);
        self.place = outer;
        result
    }

    /// Remembers an id to which references show a title, unless the author says what they show.
    fn keep_titled<'b>(&mut self, block: &'b impl IsBlock<'b>) {
        let has_words = block.anchor_reftext().is_some()
            || block.attrlist().is_some_and(|attributes| attributes.named_attribute("reftext").is_some());
        if let (Some(id), false) = (block.id(), has_words) {
            self.titled.insert(id.to_owned());
        }
    }

    /// Puts a footnote's text aside; the first with a number counts.
    fn keep_footnote(&mut self, number: u32, name: Option<String>, span: Span, text: Vec<Inline>) {
        if !self.footnotes.contains_key(&number) {
            let id = self.node();
            let language = self.around.unwrap_or(Language::UNKNOWN);
            self.footnotes.insert(number, Footnote { id, number, span, name, language, text });
        }
    }
}
