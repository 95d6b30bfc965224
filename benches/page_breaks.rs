//! What choosing the pages of a run costs: `cargo bench --bench page_breaks`.
//!
//! Each row doubles the run. The pages tried are the measure that holds on any machine; the time is the best of five.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a bench prints, and stops at the first surprise")]

use std::time::Instant;

use notes_pub::layout::UniformRun;

fn main() {
    println!("pages  tried  tried/page  best ms  ms/100 pages");
    for pages in [100, 200, 400, 800, 1600] {
        let run = UniformRun::new(pages).unwrap();
        let timed = || {
            let began = Instant::now();
            let chosen = run.choose();
            (began.elapsed().as_secs_f64() * 1000.0, chosen)
        };
        let runs: Vec<_> = (0..5).map(|_| timed()).collect();
        let best = runs.iter().map(|(time, _)| *time).fold(f64::MAX, f64::min);
        let chosen = runs[0].1;
        let (tried, pages) = (chosen.tried, chosen.pages);
        println!("{pages:5}  {tried:5}  {:10}  {best:7.2}  {:12.2}", tried / pages as u64, best * 100.0 / pages as f64);
    }
}
