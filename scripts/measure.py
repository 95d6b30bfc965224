"""Measures the seed manuscript: notes-pub's PDF and EPUB, and asciidoctor-pdf's PDF made in the same run.

usage: measure.py [--binary PATH] [--keep DIR]      (through scripts/measure, which installs what this needs)
Prints one Markdown table, then what the failed rows missed. Exit 1 when any row misses what it must reach.
A value that could not be measured prints as – and counts as missed.
"""
import argparse, collections, hashlib, html.parser, json, os, pathlib, posixpath, re, shutil, subprocess, sys
import tempfile, unicodedata, urllib.parse, zipfile
import xml.etree.ElementTree as xml
import pymupdf
from PIL import Image, ImageOps

REPO = pathlib.Path(__file__).resolve().parent.parent
SHARED = pathlib.Path(os.environ.get("NOTES_PUB_SHARED") or REPO.parent / "shared").resolve()
SEED = SHARED / "seed" / "xebicon_2019.adoc"
OUTLINE = SHARED / "oracle" / "files" / "seed_xebicon_2019.outline"
CAPTIONS = SHARED / "tools" / "seed-captions.txt"
PHOTOS = 38
AUTHOR, AUTHOR_LINK = "Thomas SCHWENDER", "https://github.com/ardemius"
MB = 1_000_000
RUNS = 5
DASH = "–"

problems = []  # what went wrong or is missing, printed below the table


# ---------------------------------------------------------------- running programs

# A child's peak memory counts from the fork, so it is never less than its parent's: this process holds PyMuPDF and
# pictures, which would drown the figure. A bare interpreter of some 10 MB starts the program instead.
LAUNCHER = """
import json, os, sys
out, err = (os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600) for path in sys.argv[1:3])
pid = os.fork()
if not pid:
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0); os.dup2(out, 1); os.dup2(err, 2)
    try: os.execvp(sys.argv[3], sys.argv[3:])
    finally: os._exit(127)
_, status, usage = os.wait4(pid, 0)
print(json.dumps([os.waitstatus_to_exitcode(status), usage.ru_utime, usage.ru_maxrss * 1024]))
"""

Run = collections.namedtuple("Run", "code user memory out err")


def run(*command, quiet=False):
    """Runs a program to its end; None, with the reason noted, unless it exits 0."""
    command = [str(word) for word in command]
    with tempfile.TemporaryDirectory() as room:
        out, err = os.path.join(room, "out"), os.path.join(room, "err")
        launched = subprocess.run([sys.executable, "-S", "-c", LAUNCHER, out, err, *command], stdout=subprocess.PIPE, text=True)
        code, user, memory = json.loads(launched.stdout) if launched.returncode == 0 else (127, 0, 0)
        read = lambda path: pathlib.Path(path).read_text(encoding="utf-8", errors="replace") if os.path.exists(path) else ""
        done = Run(code, user, memory, read(out), read(err))
    if code == 0 or quiet:
        return done
    problems.append(f"exit {code}: {' '.join(command)}\n" + "\n".join(done.err.strip().split("\n")[-5:]))
    return None


def best_user_times(commands):
    """The least user time of each command over RUNS runs; taken in turns, so that a busy moment hits all alike."""
    times = [[] for _ in commands]
    for _ in range(RUNS):
        for command, mine in zip(commands, times):
            done = run(*command)
            mine.append(done and done.user)
    return [None if None in mine else min(mine) for mine in times]


# ---------------------------------------------------------------- the words of the manuscript

def plain(text):
    """One form for texts that read the same: no-break spaces are spaces, invisible break marks are nothing."""
    text = unicodedata.normalize("NFC", text)
    return re.sub("[\u00ad\u200b\u2060\ufeff]", "", re.sub("[\u00a0\u202f]", " ", text))


FACT = r'(?:[^\s:"=]+=)?(?:"(?:\\.|[^"\\])*"|(?!::(?:\s|$))[^\s"]+)'
LINE = re.compile(rf'\s*(?P<name>[\w-]+)(?P<facts>(?: {FACT})*)(?: :: (?P<text>.*))?$')
TITLE = re.compile(r'(?:^| )title="((?:\\.|[^"\\])*)"')
TAG = re.compile(r'<(?P<name>/?\w+)(?:[^<>"]|"(?:\\.|[^"\\])*")*>')


def outline_words():
    """The visible words of the outline: titles and texts, without its facts, tags and link targets."""
    words = collections.Counter()
    for line in OUTLINE.read_text(encoding="utf-8").split("\n"):
        if not line.strip() or line.lstrip().startswith("author "):
            continue
        verbatim = re.match(r"\s*\| ?(.*)", line)
        if verbatim:
            texts = [verbatim[1]]
        else:
            parts = LINE.match(line)
            if not parts:
                sys.exit(f"this line of the outline is not understood: {line}")
            title = TITLE.search(parts["facts"])
            texts = [title[1].replace('\\"', '"') if title else "", parts["text"] or ""]
        for text in texts:
            # A picture or a line break parts words, a change of face does not.
            text = TAG.sub(lambda tag: " " if tag["name"] in ("br", "image", "icon") else "", text)
            text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
            words.update(plain(text).split())
    return words


def missing_words(wanted, pages):
    """Words of `wanted` that the texts of `pages` hold less often. A word cut at the end of a line counts with or
    without its hyphen, one cut at the end of a page as well."""
    text = "\n".join(pages)
    have = collections.Counter(text.split())
    missing = collections.Counter()
    for word, count in wanted.items():
        if have[word] >= count:
            continue
        cut = r"(?:[-\u2010]?[ \t]*\n\s*)?".join(map(re.escape, word))
        found = len(re.findall(rf"(?<!\S){cut}(?!\S)", text)) + cut_by_page(word, pages)
        if found < count:
            missing[word] = count - found
    return missing


def cut_by_page(word, pages):
    """How often `word` begins at the end of a line of one page and goes on at the start of a line of the next one:
    running heads and folios stand between the two parts, so the whole text can't be searched for it."""
    found = 0
    for before, after in zip(pages, pages[1:]):
        ends = {line.split()[-1] for line in before.split("\n") if line.split()}
        starts = {line.split()[0] for line in after.split("\n") if line.split()}
        found += any({word[:k], word[:k] + "-", word[:k] + "\u2010"} & ends and word[k:] in starts for k in range(1, len(word)))
    return found


def pdf_pages_text(pdf):
    done = run("pdftotext", "-enc", "UTF-8", pdf, "-")
    return done and [plain(page) for page in done.out.split("\f")]


BLOCKS = set("address article aside blockquote body br caption dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr "
             "img li main nav ol p pre section svg table tbody td tfoot th thead tr ul".split())


class EpubText(html.parser.HTMLParser):
    """The text of a content document's body, blocks apart from each other, and the targets of its links."""
    def __init__(self):
        super().__init__()
        self.parts, self.links, self.inside = [], set(), False

    def handle_starttag(self, tag, attributes):
        self.inside = self.inside or tag == "body"
        if tag == "a":
            self.links.add(dict(attributes).get("href"))
        if tag in BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag):
        if tag in BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data):
        if self.inside:
            self.parts.append(data)


def read_epub(path):
    """The texts of the spine's documents in order, and all their links. The navigation document is left out wherever
    it stands: its copies of the titles would hide the loss of the real ones."""
    with zipfile.ZipFile(path) as book:
        container = xml.fromstring(book.read("META-INF/container.xml"))
        package_path = next(e.get("full-path") for e in container.iter() if e.tag.endswith("}rootfile"))
        package = xml.fromstring(book.read(package_path))
        items = {e.get("id"): e for e in package.iter() if e.tag.endswith("}item")}
        texts, links = [], set()
        for reference in (e for e in package.iter() if e.tag.endswith("}itemref")):
            item = items[reference.get("idref")]
            if "nav" in (item.get("properties") or "").split():
                continue
            name = posixpath.join(posixpath.dirname(package_path), urllib.parse.unquote(item.get("href")))
            parser = EpubText()
            parser.feed(book.read(name).decode("utf-8"))
            parser.close()
            texts.append(plain("".join(parser.parts)))
            links |= parser.links
        return texts, links


def pdf_links(pdf):
    with pymupdf.open(pdf) as document:
        return {link.get("uri") for page in document for link in page.get_links()}


# ---------------------------------------------------------------- photos

SIDE = 48  # pixels of the squares that are compared


def square(picture):
    """A small grey copy without mean and scale, so that a sum of products is a correlation."""
    pixels = list(picture.convert("L").resize((SIDE, SIDE), Image.Resampling.BOX).tobytes())
    mean = sum(pixels) / len(pixels)
    centred = [p - mean for p in pixels]
    scale = sum(p * p for p in centred) ** 0.5 or 1
    return [p / scale for p in centred]


# How a picture can be shown, the right way first.
WAYS = [None, Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_270,
        Image.Transpose.FLIP_LEFT_RIGHT, Image.Transpose.FLIP_TOP_BOTTOM, Image.Transpose.TRANSPOSE, Image.Transpose.TRANSVERSE]


def source_photos():
    """For each photo of the seed that exists: its upright aspect, and its square in every way of showing it."""
    photos = {}
    for name in re.findall(r"image::?([\w-]+\.jpg)", SEED.read_text(encoding="utf-8")):
        path = SEED.parent / "images" / name
        if not path.exists():
            continue
        with Image.open(path) as stored:
            stored.draft("L", (8 * SIDE, 8 * SIDE))
            upright = ImageOps.exif_transpose(stored).convert("L")
        photos[name] = upright.width / upright.height, [square(upright if way is None else upright.transpose(way)) for way in WAYS]
    return photos


def upright_photos(pdf, photos):
    """The photos that the PDF shows the right way up, unmirrored and in their own proportions. What a page shows is
    rendered and compared with every photo in every way: no trust in matrices or metadata."""
    upright = set()
    with pymupdf.open(pdf) as document:
        for page in document:
            for placed in page.get_image_info():
                box = pymupdf.Rect(placed["bbox"]) & page.rect
                if box.width <= 90 or box.height <= 60:  # a QR code, an icon
                    continue
                zoom = 4 * SIDE / max(box.width, box.height)
                pixmap = page.get_pixmap(matrix=pymupdf.Matrix(zoom, zoom), clip=box, colorspace=pymupdf.csGRAY, annots=False)
                shown = square(Image.frombytes("L", (pixmap.width, pixmap.height), pixmap.samples))
                likeness, name, way = max((sum(a * b for a, b in zip(shown, pixels)), name, way)
                                          for name, (_, ways) in photos.items() for way, pixels in enumerate(ways))
                if likeness < 0.8:
                    problems.append(f"{pdf.name}, page {page.number + 1}: a picture that is like no photo of the seed (likeness {likeness:.2f})")
                elif way == 0 and abs(box.width / box.height / photos[name][0] - 1) < 0.03:
                    upright.add(name)
    return upright


# ---------------------------------------------------------------- other judges

def page_quality(pdf):
    done = run(sys.executable, SHARED / "tools" / "pagefill.py", pdf, "--captions", CAPTIONS)
    return json.loads(done.out) if done else {}


def verapdf_failures(flavour, pdf):
    done = run(REPO / "scripts" / "verapdf", flavour, pdf, quiet=True)
    found = re.search(r": (\d+) failed checks", done.out)
    if not found or (done.code != 0 and found[1] == "0"):
        problems.append(f"veraPDF {flavour}: {done.out}{done.err}")
        return None
    if done.code and pdf.name == "ours.pdf":
        problems.append(done.out.strip())
    return int(found[1])


def qpdf_messages(pdf):
    done = run("qpdf", "--check", pdf, quiet=True)
    messages = re.findall(r"^(?:WARNING|ERROR|qpdf):.*", done.out + done.err, re.M)
    return len(messages) or int(done.code != 0)


def epub_findings(epub, reports):
    """Messages of EPUBCheck (CSS-028 merely counts embedded faces) and violations found by Ace."""
    done = run(REPO / "scripts" / "check-epub", reports, epub, quiet=True)
    if done.code:
        problems.append(f"EPUBCheck and Ace:\n{done.out}{done.err}".strip())
    try:
        messages = json.loads((reports / f"{epub.name}.json").read_text())["messages"]
        checked = sum(message["ID"] != "CSS-028" for message in messages)
    except (OSError, ValueError, KeyError):
        checked = None
    try:
        report = json.loads((reports / f"ace-{epub.name}" / "report.json").read_text())
        violations = sum(len(document["assertions"]) for document in report["assertions"])
        violations = violations or int(report["earl:result"]["earl:outcome"] != "pass")
    except (OSError, ValueError, KeyError):
        violations = None
    return checked, violations


def same_outline(binary):
    """Whether the outline of the seed is exactly Asciidoctor's, as the oracle's own comparison sees it."""
    done = run(sys.executable, SHARED / "oracle" / "compare.py", "--manifest", SHARED / "oracle" / "files.jsonl", "--scope", "notes",
               "--show", 1, "--min", "notes=100", "--", binary, "model", "--format", "outline", quiet=True)
    if done.code:
        problems.append(f"outline of the seed:\n{done.out}{done.err}".strip())
    return done.code == 0


def read_lines(text):
    """The rows of `--emit lines`, by column name."""
    rows = [line for line in text.split("\n") if line]
    if not rows or rows[0] != "# notes-pub lines 1":
        problems.append("--emit lines: its first line is not `# notes-pub lines 1`")
        return None
    names = rows[1].lstrip("# ").split("\t")
    return [dict(zip(names, row.split("\t"))) for row in rows[2:] if not row.startswith("#")]


def line_quality(binary):
    """Share of the justified lines that are set within an adjustment ratio of ±1, ladders of more than two hyphens,
    and lines that stick out by over 2 pt."""
    done = run(binary, "pdf", SEED, "--layout", "screen", "--emit", "lines")
    lines = done and read_lines(done.out)
    if not lines:
        return None, None, None
    justified = [line for line in lines if line["kind"] == "justified"]
    within = sum(abs(float(line["ratio"] or "inf")) <= 1 for line in justified)
    ladders = length = 0
    for before, line in zip([None] + lines, lines):
        same = before is not None and before["span"] == line["span"]
        length = (length if same else 0) + 1 if line["hyphen"] == "1" else 0
        ladders += length == 3  # a ladder is counted once, at its third rung
    overfull = [line for line in lines if float(line["overfull"] or 0) > 2]
    problems.extend(f"overfull by {line['overfull']} pt: page {line['page']}, line {line['index']}, {line['span']}" for line in overfull[:10])
    return within / len(justified) if justified else None, ladders, len(overfull)


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def same_bytes(binary, kind, out):
    """Whether one thread and two write the same file."""
    digests = []
    for jobs in (1, 2):
        path = out / f"jobs-{jobs}" / f"seed.{kind}"
        path.parent.mkdir(exist_ok=True)
        if run(binary, kind, SEED, "--jobs", jobs, "-o", path) is None or not path.exists():
            return None
        digests.append(digest(path))
    return len(set(digests)) == 1


# ---------------------------------------------------------------- the table

class Table:
    def __init__(self):
        self.rows = []

    def row(self, measure, theirs, ours, reach, reached, show=str):
        """`reached` judges our value; a missing one never reaches anything."""
        text = lambda value: DASH if value is None else show(value)
        self.rows.append((measure, text(theirs), text(ours), reach, ours is not None and bool(reached(ours))))

    def print(self):
        heads = ("measure", "asciidoctor-pdf", "notes-pub", "to reach", "ok")
        cells = [heads] + [(*row[:4], "yes" if row[4] else "**no**") for row in self.rows]
        widths = [max(len(row[i]) for row in cells) for i in range(len(heads))]
        line = lambda row: "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths)) + " |"
        print(line(heads), "|" + "|".join("-" * (width + 2) for width in widths) + "|", *map(line, cells[1:]), sep="\n")

    def all_ok(self):
        return all(row[4] for row in self.rows)


def words_row(table, measure, theirs, ours):
    count = lambda missing: None if missing is None else sum(missing.values())
    table.row(measure, count(theirs), count(ours), "0", lambda n: n == 0)
    if ours:
        problems.append(f"{measure}: " + " ".join(f"{word}×{n}" if n > 1 else word for word, n in ours.most_common(60)))


def yes(value):
    return "yes" if value else "no"


def share(value):
    return f"{100 * value:.1f} %"


def size(value):
    return f"{value / MB:.2f} MB"


def measure(binary, out):
    their_pdf, our_pdf, our_epub = out / "theirs.pdf", out / "ours.pdf", out / "ours.epub"
    their_run = run("asciidoctor-pdf", "-o", their_pdf, SEED)
    our_run = run(binary, "pdf", SEED, "--layout", "screen", "-o", our_pdf)
    epub_run = run(binary, "epub", SEED, "-o", our_epub)
    theirs, ours, epub = their_run and their_pdf.exists(), our_run and our_pdf.exists(), epub_run and our_epub.exists()
    table = Table()

    their_quality, our_quality = (page_quality(pdf) if made else {} for pdf, made in ((their_pdf, theirs), (our_pdf, ours)))
    for name, key, reach, reached in (
        ("pages in `screen`", "pages", "≤ 30", lambda n: n <= 30),
        ("mean fill of the pages", "mean_fill", "≥ 0.88", lambda f: f >= 0.88),
        ("mean ink cover of the pages", "mean_ink_cover", "≥ 0.78", lambda f: f >= 0.78),
        ("captions matched", "captions_matched", "23", lambda n: n == 23),
        ("captions on another page than their photo", "captions_stranded", "0", lambda n: n == 0),
        ("headings alone at a page's end", "headings_last_line", "0", lambda n: n == 0),
    ):
        table.row(name, their_quality.get(key), our_quality.get(key), reach, reached)
    for key in ("stranded", "headings"):
        problems.extend(f"page {item[0]}, {key}: {' '.join(item[1:])}" for item in our_quality.get(key, []))

    photos = source_photos()
    if len(photos) != PHOTOS:
        problems.append(f"the seed has {len(photos)} photos, not {PHOTOS}")
    their_photos, our_photos = (upright_photos(pdf, photos) if made else None for pdf, made in ((their_pdf, theirs), (our_pdf, ours)))
    if our_photos is not None and set(photos) - our_photos:
        problems.append("not upright: " + " ".join(sorted(set(photos) - our_photos)))
    table.row("photos upright", their_photos, our_photos, f"{PHOTOS} of {PHOTOS}", lambda shown: len(shown) == PHOTOS, lambda shown: f"{len(shown)} of {PHOTOS}")

    wanted = outline_words()
    their_pages, our_pages = (pdf_pages_text(pdf) if made else None for pdf, made in ((their_pdf, theirs), (our_pdf, ours)))
    epub_texts, epub_links = read_epub(our_epub) if epub else (None, set())
    missing = lambda pages: None if pages is None else missing_words(wanted, pages)
    total = sum(wanted.values())
    words_row(table, f"words missing from the PDF, of {total}", missing(their_pages), missing(our_pages))
    words_row(table, f"words missing from the EPUB, of {total}", None, missing(epub_texts))

    def author(texts, links):
        return None if texts is None else AUTHOR in " ".join(" ".join(texts).split()) and AUTHOR_LINK in {(link or "").rstrip("/") for link in links}
    table.row("author and link in the PDF", author(their_pages, pdf_links(their_pdf) if theirs else ()),
              author(our_pages, pdf_links(our_pdf) if ours else ()), "yes", bool, yes)
    table.row("author and link in the EPUB", None, author(epub_texts, epub_links), "yes", bool, yes)
    table.row("outline exactly Asciidoctor's", None, same_outline(binary) if binary.exists() else None, "yes", bool, yes)

    within, ladders, overfull = line_quality(binary) if ours else (None, None, None)
    table.row("justified lines within ratio ±1", None, within, "≥ 95 %", lambda s: s >= 0.95, share)
    table.row("ladders of more than 2 hyphens", None, ladders, "0", lambda n: n == 0)
    table.row("lines over 2 pt overfull", None, overfull, "0", lambda n: n == 0)

    file_size = lambda path, made: path.stat().st_size if made else None
    table.row("size of the PDF, `screen`", file_size(their_pdf, theirs), file_size(our_pdf, ours), "≤ 9 MB", lambda n: n <= 9 * MB, size)
    table.row("size of the EPUB", None, file_size(our_epub, epub), "≤ 7 MB", lambda n: n <= 7 * MB, size)

    # The text alone: the same manuscript in a folder where no photo is found.
    bare = out / "text-only"
    bare.mkdir()
    shutil.copy(SEED, bare)
    for name, source, reach in (("user time, text only", bare / SEED.name, 0.06), ("user time, with photos", SEED, 1.2)):
        commands = [["asciidoctor-pdf", "-o", out / "timed-theirs.pdf", source], [binary, "pdf", source, "--layout", "screen", "-o", out / "timed-ours.pdf"]]
        their_time, our_time = best_user_times(commands)
        both = None if our_time is None or not their_time else (our_time, our_time / their_time)
        table.row(f"{name} (best of {RUNS})", their_time and (their_time, 1.0), both, f"≤ {reach}×", lambda v: v[1] <= reach, lambda v: f"{v[0]:.3f} s = {v[1]:.3f}×")
    memory = lambda *runs: max(r.memory for r in runs) if all(runs) else None
    table.row("peak memory, PDF or EPUB", memory(their_run), memory(our_run, epub_run), "≤ 200 MB", lambda n: n <= 200 * MB, lambda n: f"{n / MB:.0f} MB")

    none = lambda n: n == 0
    for title, flavour in (("veraPDF PDF/UA-1, failed checks", "ua1"), ("veraPDF PDF/A-2a, failed checks", "2a")):
        table.row(title, verapdf_failures(flavour, their_pdf) if theirs else None, verapdf_failures(flavour, our_pdf) if ours else None, "0", none)
    table.row("qpdf, messages", qpdf_messages(their_pdf) if theirs else None, qpdf_messages(our_pdf) if ours else None, "0", none)
    checked, violations = epub_findings(our_epub, out / "epub-reports") if epub else (None, None)
    table.row("EPUBCheck, messages", None, checked, "0", none)
    table.row("Ace, violations", None, violations, "0", none)
    for kind in ("pdf", "epub"):
        table.row(f"{kind.upper()}: same bytes by 1 and 2 jobs", None, same_bytes(binary, kind, out) if binary.exists() else None, "yes", bool, yes)

    timings = run(binary, "pdf", SEED, "--layout", "screen", "--timings", "-o", out / "timings.pdf") if ours else None
    return table, timings


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--binary", type=pathlib.Path, default=REPO / "target" / "release" / "notes-pub")
    options.add_argument("--keep", type=pathlib.Path, help="a folder for the outputs, else they are thrown away")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        out = chosen.keep or pathlib.Path(scratch)
        if chosen.keep and out.exists() and any(out.iterdir()):
            sys.exit(f"{out} is not empty")
        out.mkdir(parents=True, exist_ok=True)
        out = out.resolve()
        table, timings = measure(chosen.binary.resolve(), out)
    table.print()
    if timings:
        print("\ntimings of the PDF with photos:", (timings.out + timings.err).strip(), sep="\n")
    if problems:
        print("\nto look at:", *(f"- {problem.replace(f'{out}/', '')}" for problem in dict.fromkeys(problems)), sep="\n")
    sys.exit(0 if table.all_ok() else 1)


main()
