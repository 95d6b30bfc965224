"""Measures the books of the shared folder: user time, peak memory and pages of the PDF, the same of the EPUB.

usage: measure_books.py [--binary PATH]      (through scripts/measure-books)
The text alone is measured on one core, in a copy without pictures and without highlighting: what is left is reading,
resolving, layout and writing. Prints one Markdown table; exit 1 when a book misses what it must reach.
"""
import argparse, os, pathlib, re, shutil, subprocess, sys, tempfile

REPO = pathlib.Path(__file__).resolve().parent.parent
SHARED = pathlib.Path(os.environ.get("NOTES_PUB_SHARED") or REPO.parent / "shared").resolve()
RUNS = 2
PICTURES = {".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".bmp", ".tif", ".tiff"}

# Folder of the book, its first file, and the most user seconds that its text alone may take.
BOOKS = [
    ("corpus/progit2", "progit.asc", 2.0),
    ("corpus/ethereumbook", "book.asciidoc", None),
    ("corpus/riscv-isa-manual", "src/riscv-spec.adoc", 6.0),
    ("corpus/asciidoctor-pdf-examples", "chronicles-example.adoc", None),
    ("corpus/asciidoctor-readmes", "CHANGELOG.adoc", None),
]


def run(*command):
    """User seconds and peak memory in MB of a program that exits 0."""
    with tempfile.TemporaryFile() as said:
        child = subprocess.Popen([str(word) for word in command], stdout=said, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode != 0:
            said.seek(0)
            sys.exit(f"exit {child.returncode}: {' '.join(map(str, command))}\n{said.read().decode(errors='replace')[-2000:]}")
    return usage.ru_utime, usage.ru_maxrss / 1024


def best(*command):
    return min(run(*command)[0] for _ in range(RUNS))


def pages(pdf):
    told = subprocess.run(["pdfinfo", str(pdf)], capture_output=True, text=True, check=True).stdout
    return int(re.search(r"^Pages:\s+(\d+)", told, re.M)[1])


def without_pictures(folder, room):
    def left_out(at, names):
        return [name for name in names if pathlib.Path(name).suffix.lower() in PICTURES]
    return pathlib.Path(shutil.copytree(folder, room / "text-only", ignore=left_out))


def measure(binary, folder, name, most):
    one_core = ["taskset", "-c", str(min(os.sched_getaffinity(0)))]
    with tempfile.TemporaryDirectory() as room:
        room = pathlib.Path(room)
        pdf, epub = room / "book.pdf", room / "book.epub"
        bare = without_pictures(SHARED / folder, room)
        pdf_time, pdf_memory = run(binary, "pdf", SHARED / folder / name, "-o", pdf)
        epub_time, epub_memory = run(binary, "epub", SHARED / folder / name, "-o", epub)
        text = best(*one_core, binary, "pdf", bare / name, "--jobs", 1, "-a", "source-highlighter=none", "-o", room / "text.pdf")
        count = pages(pdf)
    is_reached = most is None or text <= most
    reach = "" if most is None else f"≤ {most:g} s" + ("" if is_reached else " **no**")
    row = [pathlib.Path(folder).name, str(count), f"{pdf_time:.2f} s", f"{pdf_memory:.0f} MB", f"{epub_time:.2f} s", f"{epub_memory:.0f} MB",
           f"{text:.2f} s", reach]
    return row, is_reached


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--binary", type=pathlib.Path, default=REPO / "target" / "release" / "notes-pub")
    binary = options.parse_args().binary.resolve()
    heads = ["book", "pages", "PDF, user", "memory", "EPUB, user", "memory", "text alone, one core", "to reach"]
    print("| " + " | ".join(heads) + " |\n|" + "---|" * len(heads))
    all_reached = True
    for folder, name, most in BOOKS:
        row, is_reached = measure(binary, folder, name, most)
        all_reached &= is_reached
        print("| " + " | ".join(row) + " |", flush=True)
    sys.exit(0 if all_reached else 1)


main()
