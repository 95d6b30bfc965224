//! The opener of a talk: format, speakers, abstract, link.

use crate::epub::content::Content;
use crate::epub::xml::Tag;
use crate::model::{Block, Label, Speaker, Talk, label};

impl<'a> Content<'a> {
    /// What the programme said of a talk, in the order of reading; `consumed` are the blocks it stands for.
    pub(super) fn talk_opener(&mut self, talk: &'a Talk, consumed: &'a [Block]) {
        for block in consumed {
            // Blocks that are set below bring their own pages.
            let is_set = talk.format.iter().chain(&talk.summary).chain([&talk.link]).any(|set| set.id == block.id);
            if !is_set {
                self.marks.pass(&self.shared.pages, block.id);
            }
            if let Some(id) = self.anchor_id(block.anchor.as_deref()) {
                self.xml.leaf(Tag::new("span").with("id", id), "");
            }
        }
        if let Some(format) = &talk.format {
            self.within(Tag::new("div").classes(["talk-format"]), |this| this.block(format));
        }
        if !talk.speakers.is_empty() {
            self.within(Tag::new("ul").classes(["speakers"]), |this| {
                talk.speakers.iter().for_each(|speaker| {
                    this.in_language(speaker.language, Tag::new("li"), |this, tag| this.speaker(speaker, tag));
                });
            });
            self.xml.line();
        }
        if !talk.summary.is_empty() {
            let name = label(self.language, Label::Abstract);
            let tag = Tag::new("section").classes(["abstract"]).meaning("abstract", "doc-abstract");
            self.within(tag.with("aria-label", name), |this| this.blocks(&talk.summary));
            self.xml.line();
        }
        self.within(Tag::new("div").classes(["talk-link"]), |this| this.block(&talk.link));
        self.xml.line();
    }

    fn speaker(&mut self, speaker: &'a Speaker, tag: Tag) {
        self.within(tag, |this| {
            this.flow(&[speaker.id], |this| {
                this.within(Tag::new("span").classes(["speaker"]), |this| this.inlines(&speaker.name));
                this.inlines(&speaker.rest);
            });
        });
    }
}
