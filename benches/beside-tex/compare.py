"""Prints the figures of lines that notes-pub and TeX made of the same texts, and whether ours are no worse.

usage: compare.py NAME OURS.tsv TEX.tsv [NAME OURS.tsv TEX.tsv …]
OURS is what `notes-pub pdf --emit lines` prints, TEX what set.lua writes. Exit 1 where a figure of ours is worse, or
where there are as many runts or ladders as TeX has and it has any.
"""
import statistics, sys

EM = 10.0
# What is compared, less being better; the last two have to be better than TeX's.
FIGURES = ["mean |ratio|", "95th percentile", "lines over ratio 1", "overfull lines", "hyphens per 100 lines", "ladders", "runts"]


def ours(path):
    """Paragraphs of lines: (kind, natural, ratio, is hyphenated, overfull)."""
    paragraphs, last = [], None
    for row in open(path, encoding="utf-8"):
        cells = row.rstrip("\n").split("\t")
        if len(cells) < 9 or cells[3] not in ("justified", "last"):
            continue
        if cells[2] != last:
            paragraphs.append([])
            last = cells[2]
        paragraphs[-1].append((cells[3], float(cells[4]), float(cells[6]), cells[7] == "1", float(cells[8])))
    return paragraphs


def tex(path):
    paragraphs, last = [], None
    for row in open(path, encoding="utf-8"):
        cells = row.rstrip("\n").split("\t")
        if cells[0] != last:
            paragraphs.append([])
            last = cells[0]
        paragraphs[-1].append((cells[1], float(cells[2]), float(cells[4]), cells[5] == "1", float(cells[6])))
    return paragraphs


def figures(paragraphs):
    lines = [line for paragraph in paragraphs for line in paragraph]
    justified = [line for line in lines if line[0] == "justified"]
    ratios = sorted(abs(line[2]) for line in justified)
    ladders = 0
    for paragraph in paragraphs:
        row = 0
        for line in paragraph:
            row = row + 1 if line[3] else 0
            ladders += row == 3
    # A last line of less than two ems.
    runts = sum(1 for paragraph in paragraphs if len(paragraph) > 1 and paragraph[-1][1] < 2 * EM)
    return len(lines), [
        statistics.mean(ratios),
        ratios[int(len(ratios) * 0.95)],
        sum(1 for line in justified if line[2] > 1.0005),
        sum(1 for line in lines if line[4] > 0.1),
        100 * sum(1 for line in lines if line[3]) / len(lines),
        ladders,
        runts,
    ]


def main():
    arguments = sys.argv[1:]
    is_worse = False
    print("| text | by | lines | " + " | ".join(FIGURES) + " |")
    print("|" + "---|" * (len(FIGURES) + 3))
    for name, our_file, tex_file in zip(*[iter(arguments)] * 3):
        rows = {"notes-pub": figures(ours(our_file)), "LuaTeX": figures(tex(tex_file))}
        for by, (count, values) in rows.items():
            print(f"| {name} | {by} | {count} | " + " | ".join(f"{value:.3g}" for value in values) + " |")
        for figure, own, other in zip(FIGURES, rows["notes-pub"][1], rows["LuaTeX"][1]):
            has_to_be_better = figure in ("ladders", "runts") and other > 0
            if own > other or (has_to_be_better and own == other):
                print(f"worse: {figure} of {name}: {own:.4g} against {other:.4g}")
                is_worse = True
    sys.exit(1 if is_worse else 0)


main()
