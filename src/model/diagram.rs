//! Diagrams drawn by other programs: by which names authors ask for them, and what draws them.

/// A kind of diagram that another program draws from its source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DiagramKind {
    /// The style of a block and the name of a block macro, as Asciidoctor Diagram takes it.
    pub name: &'static str,
    /// What draws it.
    pub tool: &'static str,
    /// The language of its source, by a name that highlighting knows; empty where nothing is known of it.
    pub language: &'static str,
}

const fn kind(name: &'static str, tool: &'static str, language: &'static str) -> DiagramKind {
    DiagramKind { name, tool, language }
}

/// Every kind, in the order of names.
const KINDS: [DiagramKind; 51] = [
    kind("a2s", "ASCIIToSVG (`a2s`)", ""),
    kind("actdiag", "`actdiag`", "gv"),
    kind("barcode", "Barby", ""),
    kind("blockdiag", "`blockdiag`", "gv"),
    kind("bpmn", "bpmn-js (`bpmn-js-cmd`)", "xml"),
    kind("bytefield", "`bytefield-svg`", "clojure"),
    kind("d2", "`d2`", ""),
    kind("dbml", "`dbml-renderer`", ""),
    kind("diagrams", "Diagrams for Python", "python"),
    kind("ditaa", "`ditaa`", ""),
    kind("dpic", "`dpic`", ""),
    kind("ebnf", "PlantUML", ""),
    kind("erd", "`erd`", ""),
    kind("excalidraw", "Excalidraw", "json"),
    kind("gnuplot", "`gnuplot`", "gnuplot"),
    kind("goat", "GoAT (`goat`)", ""),
    kind("graphviz", "Graphviz (`dot -Tsvg`)", "gv"),
    kind("graphviz_py", "Graphviz (`dot -Tsvg`)", "gv"),
    kind("jsyntrax", "JSyntrax", "python"),
    kind("lilypond", "LilyPond", "lilypond"),
    kind("meme", "ImageMagick", ""),
    kind("mermaid", "Mermaid (`mmdc`)", "mermaid"),
    kind("msc", "`mscgen`", "gv"),
    kind("nomnoml", "`nomnoml`", ""),
    kind("nwdiag", "`nwdiag`", "gv"),
    kind("oxdraw", "`oxdraw`", "mermaid"),
    kind("packetdiag", "`packetdiag`", "gv"),
    kind("penrose", "Penrose (`roger`)", ""),
    kind("pikchr", "`pikchr`", ""),
    kind("pintora", "Pintora (`pintora`)", ""),
    kind("plantuml", "PlantUML (`plantuml -tsvg`)", "plantuml"),
    kind("plantuml_native", "PlantUML (`plantuml -tsvg`)", "plantuml"),
    kind("qrcode", "Barby", ""),
    kind("rackdiag", "`rackdiag`", "gv"),
    kind("salt", "PlantUML (`plantuml -tsvg`)", "plantuml"),
    kind("seqdiag", "`seqdiag`", "gv"),
    kind("shaape", "Shaape", ""),
    kind("smcat", "State Machine Cat (`smcat`)", ""),
    kind("state-machine-cat", "State Machine Cat (`smcat`)", ""),
    kind("structurizr", "Structurizr", ""),
    kind("svgbob", "Svgbob (`svgbob_cli`)", ""),
    kind("symbolator", "Symbolator", "vhdl"),
    kind("syntrax", "Syntrax", "python"),
    kind("tikz", "TikZ (`pdflatex` and `pdf2svg`)", "latex"),
    kind("umlet", "UMLet", "xml"),
    kind("vega", "Vega (`vg2svg`)", "json"),
    kind("vegalite", "Vega-Lite (`vl2svg`)", "json"),
    kind("vega-lite", "Vega-Lite (`vl2svg`)", "json"),
    kind("wavedrom", "WaveDrom (`wavedrom-cli`)", "javascript"),
    kind("wireviz", "WireViz", "yaml"),
    kind("zenuml", "ZenUML", ""),
];

impl DiagramKind {
    /// The kind of a name.
    pub fn named(name: &str) -> Option<&'static Self> {
        KINDS.iter().find(|kind| kind.name == name)
    }

    /// Whether the target of its block macro is the source's file, not a picture or the words themselves.
    pub fn reads_files(&self) -> bool {
        !matches!(self.name, "barcode" | "meme" | "qrcode")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_once() {
        for kind in KINDS {
            assert_eq!(DiagramKind::named(kind.name), Some(&kind));
        }
        assert_eq!(DiagramKind::named("source"), None);
    }
}
