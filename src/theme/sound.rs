//! What no layout may ask for, however well each of its values reads.

use crate::geom::Abs;
use crate::theme::{HandoutLook, TableLook, Theme, impose};

/// Something a layout asks for and can't have.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fault {
    /// The keys that it may be mended by, the likeliest first.
    pub(super) keys: Vec<String>,
    /// What is wrong.
    pub(super) message: String,
    /// What to do about it.
    pub(super) remedy: &'static str,
}

impl Fault {
    pub(super) fn new(keys: &[&str], message: impl Into<String>, remedy: &'static str) -> Self {
        Self { keys: keys.iter().map(|key| (*key).to_owned()).collect(), message: message.into(), remedy }
    }
}

/// The longest side of a page: what readers of PDF can show (ISO 32000-1 C.2), 200 inches.
pub(super) fn largest_page() -> Abs {
    Abs::pt(14_400.0)
}

/// The first thing that can't be.
///
/// # Errors
/// A page without room for a few lines of a few words, type without size, shares beyond their range, sheets without
/// room for pages.
pub(super) fn check(theme: &Theme) -> Result<(), Fault> {
    page(theme)?;
    elements(theme)?;
    if let Some(handout) = &theme.handout {
        self::handout(handout)?;
    }
    if let Some(look) = &theme.impose {
        impose::check(look, theme.page.size)?;
    }
    table(&theme.table)?;
    if !(30..=120).contains(&theme.keys.size) {
        let message = format!("the words of keys can't have {} per cent of the size of the text", theme.keys.size);
        return Err(Fault::new(&["key.size"], message, "write a share from 30 to 120"));
    }
    let photo = &theme.photo;
    if !(1..=100).contains(&photo.smallest) {
        let message = format!("a photo can't shrink to {} per cent", photo.smallest);
        return Err(Fault::new(&["photo.smallest"], message, "write a share from 1 to 100"));
    }
    if !(18..=2400).contains(&photo.resolution) {
        let message = format!("photos can't be scaled to {} pixels per inch", photo.resolution);
        return Err(Fault::new(&["photo.resolution"], message, "write a number from 18 to 2400"));
    }
    Ok(())
}

fn table(look: &TableLook) -> Result<(), Fault> {
    if !(30..=100).contains(&look.smallest) {
        let message = format!("the type of a table can't shrink to {} per cent", look.smallest);
        return Err(Fault::new(&["table.smallest"], message, "write a share from 30 to 100"));
    }
    let most = Abs::pt(72.0);
    let lengths = [
        ("rule", look.rule),
        ("heavy-rule", look.heavy_rule),
        ("padding-x", look.padding_x),
        ("padding-y", look.padding_y),
    ];
    for (key, length) in lengths {
        if !(Abs::ZERO..=most).contains(&length) {
            let message = format!("`{key}` of tables is {length} pt");
            return Err(Fault::new(&[&format!("table.{key}")], message, "write a length from 0 to 72pt"));
        }
    }
    Ok(())
}

fn handout(handout: &HandoutLook) -> Result<(), Fault> {
    if ![1, 2, 3, 4, 6].contains(&handout.per_page) {
        let message = format!("a page of a handout can't have {} photos", handout.per_page);
        return Err(Fault::new(&["handout.per-page"], message, "write 1, 2, 3, 4 or 6"));
    }
    if !(20..=80).contains(&handout.photo_width) {
        let message = format!("photos of a handout can't be {} per cent wide", handout.photo_width);
        return Err(Fault::new(&["handout.photo-width"], message, "write a share from 20 to 80"));
    }
    if handout.rule_gap < Abs::pt(4.0) {
        return Err(Fault::new(&["handout.rule-gap"], "nobody can write between such lines", "write 4pt or more"));
    }
    Ok(())
}

fn page(theme: &Theme) -> Result<(), Fault> {
    let page = &theme.page;
    let (size, body, look) = (page.size, page.body(), &theme.elements.body);
    if size.width > largest_page() || size.height > largest_page() {
        return Err(Fault::new(&["page.size"], "the page is larger than 200 inches", "make the page smaller"));
    }
    for (key, length) in [("top", page.top), ("bottom", page.bottom), ("inner", page.inner), ("outer", page.outer)] {
        if length < Abs::ZERO {
            let message = format!("the margin `{key}` is less than nothing");
            return Err(Fault::new(&[&format!("page.{key}")], message, "write a length of 0 or more"));
        }
    }
    if !(Abs::ZERO..=Abs::mm(50.0)).contains(&page.bleed) {
        let message = format!("a bleed of {} pt can't be printed", page.bleed);
        return Err(Fault::new(&["page.bleed"], message, "write a length from 0 to 50mm; printers ask for 3mm"));
    }
    if !(1..=8).contains(&page.columns) {
        let message = format!("a page can't have {} columns", page.columns);
        return Err(Fault::new(&["page.columns"], message, "write a number from 1 to 8"));
    }
    if page.measure() < look.size * 8 && body.width >= look.size * 8 {
        let message = format!("columns of {} pt are too narrow for text", page.measure());
        return Err(Fault::new(&["page.columns", "page.gutter"], message, "ask for fewer columns"));
    }
    if body.width < look.size * 8 || body.height < look.leading * 6 {
        let keys = match body.width < look.size * 8 {
            true => ["page.inner", "page.outer", "page.size", "element.body.size"],
            false => ["page.top", "page.bottom", "page.size", "element.body.leading"],
        };
        let message = format!("the margins leave a body of {} × {} pt, too small for text", body.width, body.height);
        return Err(Fault::new(&keys, message, "make the page larger or the margins smaller"));
    }
    Ok(())
}

fn elements(theme: &Theme) -> Result<(), Fault> {
    let (least, most) = (Abs::pt(1.0), Abs::pt(720.0));
    if let Some(mark) = theme.watermark.as_ref().filter(|mark| !(least..=most).contains(&mark.size)) {
        let message = format!("the size of the watermark is {} pt", mark.size);
        return Err(Fault::new(&["watermark.size"], message, "write a length from 1pt to 720pt"));
    }
    for (name, look) in theme.elements.each() {
        for (key, length) in [("size", look.size), ("leading", look.leading)] {
            if !(least..=most).contains(&length) {
                let message = format!("the {key} of `{name}` is {length} pt");
                let keys = [format!("element.{name}.{key}"), format!("element.body.{key}"), "type.scale".to_owned()];
                return Err(Fault { keys: keys.into(), message, remedy: "write a length from 1pt to 720pt" });
            }
        }
        let frame = &look.frame;
        let rule = frame.border.into_iter().max().unwrap_or(Abs::ZERO);
        let spaces = [("before", look.before), ("after", look.after), ("border.width", rule)];
        for (key, length) in spaces.into_iter().chain([("padding-x", frame.inset), ("padding-y", frame.inset_above)]) {
            if !(Abs::ZERO..=largest_page()).contains(&length) {
                let message = format!("the length `{key}` of `{name}` is {length} pt");
                let keys = vec![format!("element.{name}.{key}")];
                return Err(Fault { keys, message, remedy: "write a length of 0 or more" });
            }
        }
    }
    Ok(())
}
