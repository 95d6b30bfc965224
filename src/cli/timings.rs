//! How long each stage took.

use std::fmt::Write;
use std::time::{Duration, Instant};

/// Stages and their times.
#[derive(Debug)]
pub(super) struct Timings {
    stages: Vec<Stage>,
    begun: Moment,
}

#[derive(Debug)]
struct Stage {
    name: &'static str,
    took: Moment,
}

/// A time by the clock, and the processor time that all threads together had used by then; a stretch of both.
#[derive(Debug, Clone, Copy)]
struct Moment {
    clock: Duration,
    user: Option<Duration>,
}

impl Moment {
    fn since(start: Instant) -> Self {
        Self { clock: start.elapsed(), user: user_time() }
    }

    fn minus(self, earlier: Self) -> Self {
        let user = self.user.zip(earlier.user).map(|(now, before)| now.saturating_sub(before));
        Self { clock: self.clock.saturating_sub(earlier.clock), user }
    }

    fn plus(self, more: Self) -> Self {
        Self { clock: self.clock + more.clock, user: self.user.zip(more.user).map(|(one, two)| one + two) }
    }
}

impl Timings {
    pub(super) fn new() -> Self {
        Self { stages: Vec::new(), begun: Moment::since(start()) }
    }

    /// Does something and notes how long it took; the same stage twice adds up.
    pub(super) fn stage<T>(&mut self, name: &'static str, body: impl FnOnce() -> T) -> T {
        let begun = Moment::since(start());
        let result = body();
        let took = Moment::since(start()).minus(begun);
        match self.stages.iter_mut().find(|stage| stage.name == name) {
            Some(stage) => stage.took = stage.took.plus(took),
            None => self.stages.push(Stage { name, took }),
        }
        result
    }

    /// A line a stage: milliseconds by the clock and, where the system tells, of processor time, in steps of ten.
    pub(super) fn table(&self) -> String {
        let mut table = String::new();
        let all = Moment::since(start()).minus(self.begun);
        let head = if all.user.is_some() { "    user" } else { "" };
        let _ = writeln!(table, "stage                    ms{head}");
        let stages = self.stages.iter().map(|stage| (stage.name, stage.took));
        for (name, took) in stages.chain(std::iter::once(("all", all))) {
            let user = took.user.map_or_else(String::new, |user| format!(" {:>7}", user.as_millis()));
            let _ = writeln!(table, "{name:<20} {:>7.1}{user}", took.clock.as_secs_f64() * 1000.0);
        }
        table
    }
}

/// When the first stage began.
fn start() -> Instant {
    static START: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    *START.get_or_init(Instant::now)
}

/// The processor time of all threads so far, as Linux counts it: the 14th field of `/proc/self/stat`, in hundredths of a
/// second (proc(5); the unit is the same on every machine).
fn user_time() -> Option<Duration> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    // The program's name is in parentheses and may hold spaces.
    let (_, fields) = stat.rsplit_once(')')?;
    let ticks: u64 = fields.split_whitespace().nth(11)?.parse().ok()?;
    Some(Duration::from_millis(ticks * 10))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stages_add_up_and_are_listed_once() {
        let mut timings = Timings::new();
        assert_eq!(timings.stage("read", || 1) + timings.stage("write", || 2) + timings.stage("read", || 3), 6);
        let names: Vec<String> =
            timings.table().lines().map(|line| line.split_whitespace().next().unwrap_or("").to_owned()).collect();
        assert_eq!(names, ["stage", "read", "write", "all"]);
    }
}
