"""Reads what one attachment says of itself: the file on standard input, a JSON object on standard output.

    python -I -B read.py < attachment > {"author":…,"savedBy":…,"madeOn":…,"words":…}

Runs in the sandbox: what comes in was written by strangers. Whatever cannot be read has no words; that is no error.
What goes wrong otherwise is one short line on standard error, in which nothing of the file stands.
"""

import io
import json
import re
import resource
import subprocess
import sys
import xml.etree.ElementTree
import zipfile

MEBIBYTE = 1024 * 1024
LIMITS = [
    (resource.RLIMIT_CPU, 10),
    (resource.RLIMIT_AS, 1024 * MEBIBYTE),
    (resource.RLIMIT_FSIZE, 128 * MEBIBYTE),
    (resource.RLIMIT_CORE, 0),
]
WORDS_MAX, PROPERTY_MAX, PART_BYTES_MAX, PARTS_MAX = 200_000, 300, 16 * MEBIBYTE, 200
# Of word, presentation and table files: where their words are.
PARTS = re.compile(r"word/(document|header\d*|footer\d*)\.xml|ppt/slides/slide\d+\.xml|xl/sharedStrings\.xml")
PROPERTIES = {"creator": "author", "lastModifiedBy": "savedBy", "created": "madeOn"}


def of_pdf(raw):
    with open("/tmp/file.pdf", "wb") as file:
        file.write(raw)

    def ask(*words):
        return subprocess.run(words, capture_output=True, timeout=8).stdout.decode("utf-8", "replace")

    found = {"words": ask("pdftotext", "-q", "-enc", "UTF-8", "/tmp/file.pdf", "-")}
    names = {"Author": "author", "CreationDate": "madeOn"}
    for line in ask("pdfinfo", "-isodates", "-enc", "UTF-8", "/tmp/file.pdf").splitlines():
        name, _, value = line.partition(":")
        if name in names:
            found[names[name]] = value.strip()
    return found


def of_office(raw):
    found, words = {}, []
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:

        def part(name):
            with archive.open(name) as file:
                return xml.etree.ElementTree.fromstring(file.read(PART_BYTES_MAX))

        names = archive.namelist()
        if "docProps/core.xml" in names:
            for element in part("docProps/core.xml"):
                name = PROPERTIES.get(element.tag.rpartition("}")[2])
                if name and element.text:
                    found[name] = element.text.strip()
        for name in [name for name in names if PARTS.fullmatch(name)][:PARTS_MAX]:
            words += part(name).itertext()
    return found | {"words": " ".join(words)}


def of_text(raw):
    for encoding in ("utf-8", "gb18030"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        # No text has a zero byte; a picture that happens to decode is none.
        return {"words": "" if "\0" in text else text}
    return {}


def main():
    for limit, value in LIMITS:
        resource.setrlimit(limit, (value, value))
    raw = sys.stdin.buffer.read()
    read = of_pdf if raw.startswith(b"%PDF-") else of_office if raw.startswith(b"PK\x03\x04") else of_text
    try:
        # PostgreSQL's texts have no zero character.
        clean = {name: text.replace("\0", "") for name, text in read(raw).items()}
    # A list of exceptions was tried: a file can raise others, with as many words of its own as it likes.
    except Exception:
        clean = {}
    answer = {name: clean[name][:PROPERTY_MAX] for name in PROPERTIES.values() if clean.get(name)}
    if "madeOn" in answer:
        answer["madeOn"] = answer["madeOn"][:64]
    print(json.dumps(answer | {"words": clean.get("words", "")[:WORDS_MAX]}))


try:
    main()
except Exception as fault:
    sys.exit("read.py: " + type(fault).__name__[:100])
