//! Answers what the reader asks of included files: the jail stands here.

use std::collections::{BTreeMap, VecDeque};
use std::path::{Path, PathBuf};

use crate::asciidoc::paths::{include_name, is_address};
use crate::asciidoc::prepass::{self, Edits};
use crate::asciidoc::read::FileEdits;
use crate::asciidoc::{ReadOptions, SafeMode, limits};
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
    /// The file of each name that the crate knows.
    pub(super) files: BTreeMap<String, FileId>,
    /// What the pre-pass changed in each file.
    pub(super) edits: FileEdits,
    /// What went wrong, in the order of the directives, by target.
    pub(super) faults: VecDeque<(String, Diagnostic)>,
    folder: PathBuf,
    /// The names of the files that are being read, the including ones first.
    chain: Vec<String>,
    count: usize,
    size: usize,
}

impl Includes {
    /// No includes yet.
    pub(super) fn new(world: &dyn World, file: FileId, options: &ReadOptions, edits: Edits) -> Self {
        let source = world.source(file);
        let folder = source.path().parent().unwrap_or(Path::new("")).to_path_buf();
        Self {
            files: BTreeMap::new(),
            edits: FileEdits::from([(file, edits)]),
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
        match self.load(world, &name, options, sink) {
            Ok(text) => {
                self.chain.push(name);
                Answer::Text(text)
            }
            Err(fault) => {
                let is_missing = fault.lint == Lint::IncludeMissing;
                if !(is_missing && request.is_optional) {
                    let fault = self.with_chain(fault, world);
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
        options: &ReadOptions,
        sink: &mut Sink,
    ) -> Result<String, Diagnostic> {
        let warn = |lint, message: String| Diagnostic::warning(lint, None, message);
        if is_address(name) {
            let fault = warn(Lint::IncludeOutside, format!("include `{name}` is not on this machine"));
            return Err(fault.hint("download it and include the copy"));
        }
        if self.chain.iter().any(|open| open == name) {
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
        let (file, faults) = world.load(&path).map_err(|error| self.unreadable(world, name, &path, &error))?;
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
        let prepared = prepass::prepare_include(name, source.text(), options);
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
                fault.did_you_mean(file, names.iter().map(String::as_str))
            }
            ReadError::Io(reason) => {
                Diagnostic::warning(Lint::Unreadable, None, format!("include `{name}` can't be read: {reason}"))
            }
        }
    }

    fn with_chain(&self, fault: Diagnostic, world: &dyn World) -> Diagnostic {
        if self.chain.is_empty() {
            return fault;
        }
        let first = self.edits.keys().next().map(|file| world.source(*file).path().display().to_string());
        let chain: Vec<_> =
            first.into_iter().chain(self.chain.iter().cloned()).map(|name| format!("`{name}`")).collect();
        fault.hint(format!("included by way of {}", chain.join(" → ")))
    }
}
