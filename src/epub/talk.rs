//! The opener of a talk: format, speakers, abstract, link.

use crate::epub::content::Content;
use crate::epub::xml::Tag;
use crate::model::{Block, Label, Speaker, Talk, label};

impl<'a> Content<'a> {
    /// What the programme said of a talk, in the order of reading; `consumed` are the blocks it stands for.
    pub(super) fn talk_opener(&mut self, talk: &'a Talk, consumed: &'a [Block]) {
        for block in consumed {
            // Blocks that are set below bring their own pages.
            let is_set = talk.blocks().any(|set| set.id == block.id);
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
        if !talk.schedule.is_empty() {
            self.within(Tag::new("div").classes(["talk-schedule"]), |this| this.blocks(&talk.schedule));
        }
        if !talk.speakers.is_empty() {
            self.within(Tag::new("ul").classes(["speakers"]), |this| {
                for line in talk.speakers.chunk_by(|_, next| next.is_on_same_line) {
                    let Some(first) = line.first() else { continue };
                    this.in_language(first.language, Tag::new("li"), |this, tag| this.speakers(line, tag));
                }
            });
            self.xml.line();
        }
        if !talk.summary.is_empty() {
            let name = label(self.language, Label::Abstract);
            let tag = Tag::new("section").classes(["abstract"]).meaning("abstract", "doc-abstract");
            self.within(tag.with("aria-label", name), |this| this.blocks(&talk.summary));
            self.xml.line();
        }
        self.within(Tag::new("div").classes(["talk-link"]), |this| {
            this.block(&talk.link);
            this.blocks(&talk.further);
        });
        self.xml.line();
    }

    /// The speakers of one line.
    fn speakers(&mut self, line: &'a [Speaker], tag: Tag) {
        self.within(tag, |this| {
            for speaker in line {
                this.flow(&[speaker.id], |this| {
                    this.inlines(&speaker.lead);
                    this.within(Tag::new("span").classes(["speaker"]), |this| this.inlines(&speaker.name));
                    this.inlines(&speaker.rest);
                });
            }
        });
    }
}
