//! What setting paragraphs costs, from characters to justified lines: `cargo bench --bench paragraphs`.
//!
//! The text is Pro Git's, from the folder that `NOTES_PUB_SHARED` names, on the pages of the layout `print` (A5); then
//! paragraphs of doubling length, to see that the cost grows with the words. Times are the best of five.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a bench prints, and stops at the first surprise"
)]

use std::path::{Path, PathBuf};
use std::time::Instant;

use notes_pub::asciidoc::{ReadOptions, parse};
use notes_pub::diag::Sink;
use notes_pub::font::FontBook;
use notes_pub::layout::{Galley, GalleyCount};
use notes_pub::model::{Spaces, resolve, set};
use notes_pub::theme::read;
use notes_pub::world::{Disk, Memory, World};

/// How often each thing is done; the best time counts.
const TRIES: usize = 5;
/// A sentence for long paragraphs.
const SENTENCE: &str = "The committee considered alternative arrangements for distributing the remaining notes among \
    everybody who attended, although nobody remembered exactly which presentations they had liked. ";

fn main() {
    let shared = std::env::var_os("NOTES_PUB_SHARED").map_or_else(|| PathBuf::from("../shared"), PathBuf::from);
    let progit = shared.join("corpus/progit2/progit.asc");
    if progit.exists() {
        book(&progit);
    } else {
        println!("no {}: the book is left out", progit.display());
    }
    long_paragraphs();
}

fn book(path: &Path) {
    let galley = galley(&Disk::new(), path);
    // Before anything else, or what is kept would stand in the room of what went.
    memory(&galley);
    let (one, processor, count) = best(&galley, 1);
    let GalleyCount { paragraphs, words, lines, pages } = count;
    println!("{paragraphs} paragraphs, {words} words, {lines} lines, {pages} pages");
    println!("one thread: {one:.1} ms, of which the processor worked {processor:.1} ms");
    println!("pages a second of the processor: {:.0}", pages as f64 * 1000.0 / processor);
    let (two, _, _) = best(&galley, 2);
    println!("two threads: {two:.1} ms, {:.2} times as fast as one", one / two);
}

/// What the set lines of a thousand pages take, beyond what the text took before.
fn memory(galley: &Galley) {
    println!("copies  pages  MB of lines");
    let before = resident();
    let mut kept = Vec::new();
    for copies in 1..=4 {
        kept.push(galley.set());
        let pages = galley.count(kept.last().unwrap()).pages * copies;
        println!("{copies:6}  {pages:5}  {:11.1}", resident() - before);
    }
}

/// Megabytes that this process has in memory; nothing where the system doesn't tell.
fn resident() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<f64>().ok()).unwrap_or_default() / 1024.0
}

fn long_paragraphs() {
    println!("words in a paragraph  processor ms  µs/word");
    for sentences in [50, 100, 200, 400, 800, 1600] {
        let world = Memory::new().with("a.adoc", SENTENCE.repeat(sentences));
        let (_, time, count) = best(&galley(&world, Path::new("a.adoc")), 1);
        println!("{:20}  {time:12.2}  {:7.2}", count.words, time * 1000.0 / count.words as f64);
    }
}

fn galley(world: &dyn World, path: &Path) -> Galley {
    let mut sink = Sink::new();
    let (file, _) = world.load(path).unwrap();
    let book = set(resolve(parse(world, file, &ReadOptions::default(), &mut sink), &mut sink), Spaces::Narrow);
    let theme = read(world, "print", &mut sink).expect("a compiled-in layout");
    Galley::new(&book, &theme, &FontBook::compiled_in())
}

/// The best milliseconds by the clock and, on one thread, of the processor.
fn best(galley: &Galley, threads: usize) -> (f64, f64, GalleyCount) {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    let timed = || {
        let (began, worked) = (Instant::now(), worked());
        let set = galley.set();
        let times = (began.elapsed().as_secs_f64() * 1000.0, self::worked() - worked);
        (times.0, times.1, galley.count(&set))
    };
    let runs: Vec<_> = (0..TRIES).map(|_| pool.install(timed)).collect();
    let least = |times: &mut dyn Iterator<Item = f64>| times.fold(f64::MAX, f64::min);
    let clock = least(&mut runs.iter().map(|(clock, ..)| *clock));
    (clock, least(&mut runs.iter().map(|(_, worked, _)| *worked)), runs[0].2)
}

/// Milliseconds that the processor has worked for this thread; nothing where the system doesn't tell.
fn worked() -> f64 {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    told.split(' ').next().and_then(|nanoseconds| nanoseconds.parse::<f64>().ok()).unwrap_or_default() / 1e6
}
