//! Answers what the reader asks of included files: the jail stands here.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::{Path, PathBuf};

use crate::asciidoc::paths::{include_name, is_address};
use crate::asciidoc::prepass::{self, Prepared};
use crate::asciidoc::read::FileEdits;
use crate::asciidoc::visits::Wanted;
use crate::asciidoc::{ReadOptions, SafeMode, limits, selection};
use crate::diag::{Diagnostic, Lint, Sink};
use crate::source::FileId;
use crate::world::{ReadError, World, normalized};

/// What the reader asks for.
#[derive(Debug)]
pub(super) struct Request {
    /// The name of the including file; `None` for the manuscript's first.
    pub(super) container: Option<String>,
    /// The target as the directive names it.
    pub(super) target: String,
    /// Whether the author does not mind its absence.
    pub(super) is_optional: bool,
    /// Whether only tagged regions or some lines are wanted.
    pub(super) has_tags: bool,
    /// The regions that are wanted, as `tags` has them.
    pub(super) tags: Vec<String>,
    /// The lines that are wanted, as `lines` has them.
    pub(super) lines: Option<String>,
    /// How many blanks are to stand before the text.
    pub(super) indent: Option<usize>,
    /// The encoding that the author names.
    pub(super) encoding: String,
}

/// What it gets.
#[derive(Debug)]
pub(super) enum Answer {
    /// The text of the file.
    Text(String),
    /// There is no such file.
    Missing,
    /// There may be one, and the manuscript does not get it.
    Refused,
}

/// The included files, and what went wrong with others.
#[derive(Debug)]
pub(super) struct Includes {
    /// The name by which the crate knows the manuscript's first file.
    pub(super) primary: String,
    /// The file of each name that the crate knows.
    pub(super) files: BTreeMap<String, FileId>,
    /// What the pre-pass changed in each file.
    pub(super) edits: FileEdits,
    /// The lines of each file that are wanted, in the order of the directives.
    pub(super) wanted: Wanted,
    /// What went wrong, in the order of the directives, by target.
    pub(super) faults: VecDeque<(String, Diagnostic)>,
    /// For each file the targets that it includes among kept lines.
    kept: BTreeMap<String, BTreeSet<String>>,
    folder: PathBuf,
    /// The names of the files that are being read, the including ones first.
    chain: Vec<String>,
    count: usize,
    size: usize,
}

impl Includes {
    /// No includes yet.
    pub(super) fn new(world: &dyn World, file: FileId, options: &ReadOptions, prepared: &Prepared) -> Self {
        let source = world.source(file);
        let folder = source.path().parent().unwrap_or(Path::new("")).to_path_buf();
        let primary = source.path().file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        Self {
            files: BTreeMap::from([(primary.clone(), file)]),
            kept: BTreeMap::from([(primary.clone(), prepared.kept_includes.clone())]),
            primary,
            edits: FileEdits::from([(file, prepared.edits.clone())]),
            wanted: Wanted::new(),
            faults: VecDeque::new(),
            folder,
            chain: Vec::new(),
            count: 0,
            size: options.limits.size.min(source.text().len()),
        }
    }

    /// Answers one request.
    pub(super) fn answer(
        &mut self,
        world: &dyn World,
        request: &Request,
        options: &ReadOptions,
        sink: &mut Sink,
    ) -> Answer {
        self.rewind(request.container.as_deref());
        let name = include_name(request.container.as_deref(), &request.target);
        if is_address(&name) {
            // As Asciidoctor does, unless it may read from the network, which we never do.
            let message = format!("include `{name}` is not on this machine, a link stands for it");
            let fault = Diagnostic::warning(Lint::IncludeOutside, None, message);
            self.faults.push_back((request.target.clone(), fault.hint("download it and include the copy")));
            // The link stands for each region that the author names.
            let named = || request.tags.iter().filter(|tag| !tag.starts_with(['!', '*']));
            let mark = |word: &str| named().map(|tag| format!("{word}::{tag}[]\n")).collect::<String>();
            return Answer::Text(format!("{}link:{name}[role=include]\n{}", mark("tag"), mark("end")));
        }
        let container = request.container.as_ref().unwrap_or(&self.primary);
        let is_kept = self.kept.get(container).is_some_and(|kept| kept.contains(&request.target));
        match self.load(world, &name, (request, is_kept), options, sink) {
            Ok(text) => {
                self.chain.push(name);
                Answer::Text(text)
            }
            Err(fault) => {
                let is_missing = fault.lint == Lint::IncludeMissing;
                if !(is_missing && request.is_optional) {
                    let fault = self.with_chain(fault);
                    self.faults.push_back((request.target.clone(), fault));
                }
                if is_missing { Answer::Missing } else { Answer::Refused }
            }
        }
    }

    /// Leaves the files that are read to their ends: requests come in reading order.
    fn rewind(&mut self, container: Option<&str>) {
        while self.chain.last().map(String::as_str) != container && self.chain.pop().is_some() {}
    }

    fn load(
        &mut self,
        world: &dyn World,
        name: &str,
        (request, is_kept): (&Request, bool),
        options: &ReadOptions,
        sink: &mut Sink,
    ) -> Result<String, Diagnostic> {
        let warn = |lint, message: String| Diagnostic::warning(lint, None, message);
        if name == self.primary || self.chain.iter().any(|open| open == name) {
            return Err(warn(Lint::IncludeLoop, format!("`{name}` includes itself")));
        }
        let path = normalized(&self.folder.join(name));
        if options.safe_mode >= SafeMode::Safe && !world.resolved(&path).starts_with(world.resolved(&self.folder)) {
            let fault = warn(Lint::IncludeOutside, format!("include `{name}` lies outside the manuscript's folder"));
            return Err(fault.hint("move the file into the folder, or run with `--safe-mode unsafe`"));
        }
        self.count += 1;
        if self.count > options.limits.includes {
            return Err(warn(Lint::LimitReached, format!("more than {} files are included", options.limits.includes)));
        }
        let (file, faults) =
            world.load_as(&path, &request.encoding).map_err(|error| self.unreadable(world, name, &path, &error))?;
        sink.extend(faults);
        let source = world.source(file);
        self.size += source.text().len();
        if self.size > options.limits.size {
            return Err(warn(
                Lint::LimitReached,
                format!("with `{name}` there are more than {} bytes of text", options.limits.size),
            ));
        }
        limits::check(file, source.text(), &options.limits)?;
        let mut prepared = match !is_kept {
            true => prepass::prepare_include(source.text(), request.has_tags, &options.limits),
            false => Prepared::unchanged(source.text()),
        };
        let lines = request.lines.as_deref();
        let wanted = selection::wanted(&prepared.text, &request.tags, lines);
        self.wanted.entry(name.to_owned()).or_default().push(wanted);
        if let Some(indent) = request.indent {
            prepared.text = selection::indented(&prepared.text, &request.tags, lines, indent);
        }
        if let Some(line) = prepared.too_deep.filter(|_| !self.edits.contains_key(&file)) {
            sink.push(limits::too_deep(file, &source, line, &options.limits));
        }
        self.kept.insert(name.to_owned(), prepared.kept_includes);
        self.edits.insert(file, prepared.edits);
        self.files.insert(name.to_owned(), file);
        Ok(prepared.text)
    }

    fn unreadable(&self, world: &dyn World, name: &str, path: &Path, error: &ReadError) -> Diagnostic {
        match error {
            ReadError::NotFound => {
                let names = world.names(path.parent().unwrap_or(Path::new("")));
                let file = path.file_name().and_then(|name| name.to_str()).unwrap_or(name);
                let fault = Diagnostic::warning(Lint::IncludeMissing, None, format!("include `{name}` not found"));
                let fault = fault.did_you_mean(file, names.iter().map(String::as_str));
                let hint = "put the file there, or write `opts=optional` where it may be missing";
                if fault.hints.is_empty() { fault.hint(hint) } else { fault }
            }
            ReadError::Io(reason) => {
                Diagnostic::warning(Lint::Unreadable, None, format!("include `{name}` can't be read: {reason}"))
            }
        }
    }

    fn with_chain(&self, fault: Diagnostic) -> Diagnostic {
        if self.chain.is_empty() {
            return fault;
        }
        let chain: Vec<_> = std::iter::once(&self.primary).chain(&self.chain).map(|name| format!("`{name}`")).collect();
        fault.hint(format!("included by way of {}", chain.join(" → ")))
    }
}
