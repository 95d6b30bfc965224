//! stub
use crate::model::{Block, Footnote, Info, Language, Section};
pub(super) fn detect(info: &mut Info, _o: &mut [Block], _s: &mut [Section], _f: &mut [Footnote]) {
    if !info.language.is_known() {
        info.language = Language::ENGLISH;
    }
}
