//! The door of the crate that understands AsciiDoc.
//!
//! The crate runs on a thread of its own with a large stack. It asks for includes over a channel,
//! and this side, which has the world, answers: so the world never crosses threads, a time limit
//! can be kept, and a panic over there is an error here.

use std::path::Path;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use asciidoc_parser::attributes::{Attrlist, ElementAttribute};
use asciidoc_parser::parser::{IncludeContent, IncludeFileHandler, IncludeResolution, ModificationContext};
use asciidoc_parser::{Document, Parser, ReferenceTime};

use crate::asciidoc::characters::CHARACTERS;
use crate::asciidoc::includes::{Answer, Includes, Request};
use crate::asciidoc::origin::Origins;
use crate::asciidoc::prepass::{self, Edits};
use crate::asciidoc::render::{Recorder, Records};
use crate::asciidoc::{AttributeSetting, ReadOptions, SafeMode, limits};
use crate::diag::{Diagnostic, Lint, Sink};
use crate::model::Doctype;
use crate::source::FileId;
use crate::world::World;

/// Deeply nested text needs a deep stack: it is only address space until it is used.
const STACK: usize = 256 << 20;

/// What the crate made of a manuscript.
pub(super) struct Parsed {
    /// Its tree.
    pub(super) document: Document<'static>,
    /// What stands in rendered titles.
    pub(super) records: Records,
    /// Where its places lie in our files.
    pub(super) origins: Origins,
    /// What went wrong with includes, and every file read.
    pub(super) includes: Includes,
}

enum Message {
    Include(Request),
    Done(Box<(Document<'static>, Records)>),
}

/// Reads a manuscript; `None` where it can't be read at all, and then an error says why.
pub(super) fn read(world: &dyn World, file: FileId, options: &ReadOptions, sink: &mut Sink) -> Option<Parsed> {
    let source = world.source(file);
    if let Err(diagnostic) = limits::check(file, source.text(), &options.limits) {
        sink.push(diagnostic);
        return None;
    }
    let prepared = prepass::prepare(source.text(), &options.limits);
    sink.extend(prepared.too_deep.map(|line| limits::too_deep(file, &source, line, &options.limits)));
    let mut includes = Includes::new(world, file, options, &prepared);
    let (messages, inbox) = mpsc::channel();
    let (outbox, answers) = mpsc::channel();
    let name = includes.primary.clone();
    let text = prepared.text;
    let folder = world.resolved(source.path().parent().unwrap_or(Path::new("")));
    let folder = if folder.as_os_str().is_empty() { ".".to_owned() } else { folder.to_string_lossy().into_owned() };
    let reader = Reader { text, name, folder, options: options.clone(), seconds: seconds(world), messages, answers };
    let thread = thread::Builder::new().name("asciidoc".into()).stack_size(STACK).spawn(move || reader.run());
    let outcome = match thread {
        Ok(thread) => {
            let outcome = serve(&inbox, &outbox, world, &mut includes, options, sink);
            drop(outbox);
            if matches!(outcome, Outcome::Failed) && thread.join().is_ok() { Outcome::Late } else { outcome }
        }
        Err(_) => Outcome::Failed,
    };
    let (document, records) = match outcome {
        Outcome::Done(done) => *done,
        Outcome::Late => {
            let limit = options.limits.time.as_secs_f64();
            let message = format!("the manuscript could not be read within {limit} seconds");
            let hint = "raise the limit with `--limit read-time=SECONDS`, or look for hundreds of unmatched marks in one paragraph";
            sink.push(Diagnostic::error(Lint::LimitReached, None, message).hint(hint));
            return None;
        }
        Outcome::Failed => {
            let message = "the reader gave up on this manuscript, its text is set without markup";
            let hint = "please report this with the manuscript: it is a bug in the reader";
            sink.push(Diagnostic::error(Lint::BadMarkup, None, message).hint(hint));
            return None;
        }
    };
    let origins = Origins::new(world, file, &document, &includes);
    Some(Parsed { document, records, origins, includes })
}

enum Outcome {
    Done(Box<(Document<'static>, Records)>),
    Late,
    Failed,
}

/// Answers the reading thread until it is done, or time is up.
fn serve(
    inbox: &Receiver<Message>,
    outbox: &Sender<Answer>,
    world: &dyn World,
    includes: &mut Includes,
    options: &ReadOptions,
    sink: &mut Sink,
) -> Outcome {
    let start = Instant::now();
    loop {
        let left = options.limits.time.saturating_sub(start.elapsed());
        if left == Duration::ZERO {
            return Outcome::Late;
        }
        match inbox.recv_timeout(left) {
            Ok(Message::Include(request)) => {
                let answer = includes.answer(world, &request, options, sink);
                if outbox.send(answer).is_err() {
                    return Outcome::Failed;
                }
            }
            Ok(Message::Done(done)) => return Outcome::Done(done),
            Err(RecvTimeoutError::Timeout) => return Outcome::Late,
            Err(RecvTimeoutError::Disconnected) => return Outcome::Failed,
        }
    }
}

/// The date that the document shows as today's: pinned, so that the same input gives the same book.
fn seconds(world: &dyn World) -> i64 {
    world.pinned_date().map_or(0, |moment| moment.seconds)
}

/// What goes to the reading thread.
struct Reader {
    text: String,
    /// The first file's name, without its folder: names of includes are relative to that.
    name: String,
    /// The folder of the first file, with links resolved.
    folder: String,
    options: ReadOptions,
    seconds: i64,
    messages: Sender<Message>,
    answers: Receiver<Answer>,
}

impl Reader {
    fn run(self) {
        let recorder = Recorder::default();
        let time = ReferenceTime::from_unix_timestamp(self.seconds);
        let asker = Asker { primary: self.name.clone(), messages: self.messages.clone(), answers: self.answers };
        let parser = Parser::new()
            .with_safe_mode(match self.options.safe_mode {
                SafeMode::Unsafe => asciidoc_parser::SafeMode::Unsafe,
                SafeMode::Safe => asciidoc_parser::SafeMode::Safe,
                SafeMode::Server => asciidoc_parser::SafeMode::Server,
                SafeMode::Secure => asciidoc_parser::SafeMode::Secure,
            })
            .with_primary_file_name(&self.name)
            .with_reference_time(time.clone())
            .with_input_mtime(time)
            .with_include_file_handler(asker)
            .with_inline_renderer(recorder.clone());
        let mut parser = with_attributes(parser, &self.name, &self.folder, &self.options);
        let document = parser.parse(&self.text);
        drop(parser);
        // Where nobody listens any more, time was up and the document is not wanted.
        let _unwanted = self.messages.send(Message::Done(Box::new((document, recorder.into_records()))));
    }
}

fn with_attributes(mut parser: Parser, name: &str, folder: &str, options: &ReadOptions) -> Parser {
    // The pre-pass keeps to the limit; cells of tables, into which it does not look, may be deeper.
    let depth = (options.limits.depth + 16).to_string();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let suffix = name.strip_prefix(stem).unwrap_or("");
    let own = [
        ("max-block-nesting", depth.as_str()),
        ("docname", stem),
        ("docfilesuffix", suffix),
        ("docfile", name),
        ("docdir", folder),
    ];
    for (name, value) in own {
        parser = parser.with_intrinsic_attribute(name, value, ModificationContext::ApiOnly);
    }
    for (name, value) in CHARACTERS {
        parser = parser.with_intrinsic_attribute(name, value, ModificationContext::Anywhere);
    }
    parser = parser.with_intrinsic_attribute_bool("asciidoctor", true, ModificationContext::ApiOnly);
    let doctype = options.doctype.map(|doctype| match doctype {
        Doctype::Article => "article",
        Doctype::Book => "book",
        Doctype::Manpage => "manpage",
        Doctype::Inline => "inline",
    });
    if let Some(doctype) = doctype {
        parser = parser.with_intrinsic_attribute("doctype", doctype, ModificationContext::ApiOnly);
    }
    for AttributeSetting { name, value, is_soft } in &options.attributes {
        let context = if *is_soft { ModificationContext::Anywhere } else { ModificationContext::ApiOnly };
        parser = match value {
            Some(value) if value.is_empty() => parser.with_intrinsic_attribute_bool(name, true, context),
            Some(value) => parser.with_intrinsic_attribute(name, value, context),
            None => parser.with_intrinsic_attribute_bool(name, false, context),
        };
        // Each of the two attributes is the other's contrary.
        if name == "notitle" && value.is_none() && !is_soft {
            parser = parser.with_intrinsic_attribute_bool("showtitle", true, context);
        }
    }
    parser
}

/// Asks the other side for included files.
#[derive(Debug)]
struct Asker {
    primary: String,
    messages: Sender<Message>,
    answers: Receiver<Answer>,
}

impl std::fmt::Debug for Message {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Message")
    }
}

impl IncludeFileHandler for Asker {
    fn resolve_target(
        &self,
        source: Option<&str>,
        target: &str,
        attributes: &Attrlist<'_>,
        _: &Parser,
    ) -> IncludeResolution {
        let request = Request {
            container: source.filter(|name| *name != self.primary).map(str::to_owned),
            target: target.to_owned(),
            is_optional: attributes.has_option("optional"),
            has_tags: ["tag", "tags", "lines"].iter().any(|name| attributes.named_attribute(name).is_some()),
            lines: attributes.named_attribute("lines").map(|lines| lines.value().to_owned()),
            indent: attributes.named_attribute("indent").and_then(|indent| indent.value().trim().parse().ok()),
            encoding: attributes.named_attribute("encoding").map_or_else(String::new, |name| name.value().to_owned()),
            tags: ["tag", "tags"]
                .iter()
                .filter_map(|name| attributes.named_attribute(name))
                .flat_map(tag_names)
                .collect(),
        };
        if self.messages.send(Message::Include(request)).is_err() {
            return IncludeResolution::NotReadable;
        }
        match self.answers.recv() {
            Ok(Answer::Text(text)) => IncludeContent::transcoded(text).into(),
            Ok(Answer::Missing) => IncludeResolution::NotFound,
            Ok(Answer::Refused) | Err(_) => IncludeResolution::NotReadable,
        }
    }
}

/// The names of regions that an include asks for.
fn tag_names(value: &ElementAttribute<'_>) -> Vec<String> {
    let names = value.value().split([',', ';']).map(str::trim);
    names.filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

/// The edits of each file that the pre-pass rewrote.
pub(super) type FileEdits = std::collections::BTreeMap<FileId, Edits>;
