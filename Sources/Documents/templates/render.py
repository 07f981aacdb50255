"""Renders papers: what to print on standard input, PDFs on standard output in the same order.

    render.py [CPU SECONDS of one paper]
    KIND SECONDS LENGTH and facts as JSON   ->   LENGTH and the PDF

A line of words ends before the LENGTH bytes. It ends with its input. Of papers that wait two are laid out at once, which
shares the fonts in memory. Runs in the sandbox: templates in /templates, fonts in /fonts. What goes wrong is one line on
standard error and exit 1, or 69 when something is not installed; no paper comes after it.
Facts reach the template as strings, truth values, lists and dictionaries of them; nothing of them is ever source text.
"""

import concurrent.futures
import functools
import json
import os
import queue
import resource
import struct
import sys
import threading
import unicodedata

MEBIBYTE = 1024 * 1024
# Of one paper, where nobody says another number; the other limits are the process's.
CPU_SECONDS = 10
LIMITS = [
    (resource.RLIMIT_AS, 2048 * MEBIBYTE),
    (resource.RLIMIT_FSIZE, 64 * MEBIBYTE),
    (resource.RLIMIT_CORE, 0),
]
TEMPLATES, FONTS = "/templates", "/fonts"
# Longer strings are cut on the sheet, never in the attached facts: of what a bidder wrote, and of anything else.
PARTICULAR_MAX, TEXT_MAX = 200, 4000
# Cells with no words in them would look forgotten.
BLANK = "（空白）"


# The exit status that says that something is not installed (EX_UNAVAILABLE of sysexits.h).
NOT_INSTALLED = 69
# Papers laid out at once: typst works outside the interpreter's lock.
TOGETHER = 2


class Failure(Exception):
    def __init__(self, line, status=1):
        self.line, self.status = line, status


def end(failure):
    """Ends the whole process, whichever thread it is in."""
    line, status = (failure.line, failure.status) if isinstance(failure, Failure) else (repr(failure), 1)
    print(line, file=sys.stderr, flush=True)
    os._exit(status)


def cmap_of(font, offset):
    """The code points of one font of a file: cmap formats 4 and 12, which every Unicode font has."""

    def at(place, form):
        return struct.unpack_from(">" + form, font, place)

    (tables,) = at(offset + 4, "H")
    found = set()
    for t in range(tables):
        tag, _, start, _ = at(offset + 12 + 16 * t, "4sIII")
        if tag != b"cmap":
            continue
        (subtables,) = at(start + 2, "H")
        for s in range(subtables):
            platform, encoding, where = at(start + 4 + 8 * s, "HHI")
            where += start
            (form,) = at(where, "H")
            if form == 12:
                (groups,) = at(where + 12, "I")
                for g in range(groups):
                    first, last, _ = at(where + 16 + 12 * g, "III")
                    found.update(range(first, last + 1))
            elif form == 4 and (platform, encoding) in [(0, 3), (3, 1), (0, 4), (0, 0), (0, 1), (0, 2)]:
                (double,) = at(where + 6, "H")
                ends = at(where + 14, f"{double // 2}H")
                starts = at(where + 16 + double, f"{double // 2}H")
                deltas = at(where + 16 + 2 * double, f"{double // 2}H")
                offsets_at = where + 16 + 3 * double
                for k, offset_to in enumerate(at(offsets_at, f"{double // 2}H")):
                    for c in range(starts[k], ends[k] + 1):
                        glyph = c
                        if offset_to:
                            (glyph,) = at(offsets_at + 2 * k + offset_to + 2 * (c - starts[k]), "H")
                            glyph = glyph and glyph + deltas[k]
                        else:
                            glyph += deltas[k]
                        if glyph & 0xFFFF and c != 0xFFFF:
                            found.add(c)
    return found


@functools.cache
def covered():
    """The code points that the fonts can show; of a collection the first font speaks for all."""
    found = set()
    for name in sorted(os.listdir(FONTS)):
        if not name.endswith((".otf", ".ttf", ".ttc")) or name.startswith("FandolBraille"):
            continue
        with open(os.path.join(FONTS, name), "rb") as file:
            font = file.read()
        collection = font[:4] == b"ttcf"
        found |= cmap_of(font, struct.unpack_from(">I", font, 12)[0] if collection else 0)
    return found


class Printable:
    """Strings as they can stand on paper.

    A character without a glyph would be a box (and PDF/A forbids it); one that changes direction or hides would let a
    name look like another. Both are shown as their code point, ［U+202E］, and the attached facts keep the original.
    """

    # What Noto Serif CJK SC has for certain, so that most papers need no look into the fonts.
    EVERYDAY = frozenset(
        [*map(chr, range(0x20, 0x7F)), *map(chr, range(0x4E00, 0x9FA6)), *"　、。〈〉《》「」『』〔〕，．：；？！（）［］“”‘’…—·"]
    )

    def __call__(self, value, length=TEXT_MAX):
        if isinstance(value, str):
            return self.text(value, length)
        if isinstance(value, list):
            return [self(item, length) for item in value]
        if isinstance(value, dict):
            return {
                name: self(item, PARTICULAR_MAX if name == "particulars" else length) for name, item in value.items()
            }
        return value

    def text(self, value, length):
        shown = "".join(map(self.character, value[:length]))
        if len(value) > length:
            shown += f"……（其后{len(value) - length}字从略，见所附数据）"
        return shown if shown.strip() else BLANK

    def character(self, c):
        if c in self.EVERYDAY:
            return c
        if c in "\n\t":
            return " "
        is_hidden = unicodedata.category(c)[0] in "CZ"
        return f"［U+{ord(c):04X}］" if is_hidden or ord(c) not in covered() else c


# Each thread's compiler, which keeps the templates that it has read.
compilers = threading.local()


def compiler(typst, fonts, template):
    if not hasattr(compilers, "own"):
        compilers.own = typst.Compiler(template, root=TEMPLATES, font_paths=fonts, ignore_system_fonts=True)
    return compilers.own


def render(typst, fonts, kind, seconds, raw):
    facts = json.loads(raw, parse_int=str, parse_float=str)
    shown = Printable()(facts)
    template = os.path.join(TEMPLATES, kind + ".typ")
    try:
        pdf, warnings = compiler(typst, fonts, template).compile_with_warnings(
            template,
            pdf_standards=["a-3a"],
            sys_inputs={"facts": raw.decode(), "shown": json.dumps(shown)},
            timestamp=seconds,
        )
    except typst.TypstError as error:
        place = error.diagnostic.partition("─ ")[2].partition("\n")[0].strip()
        # Whatever no font of ours has was replaced before: it is the fonts that are not there.
        lacks_font = "could not be displayed with font" in error.message
        raise Failure(" ".join(f"{error.message} ({place})".split()), NOT_INSTALLED if lacks_font else 1)
    # A missing font or a layout that did not settle is a warning to typst; on an official paper it is an error.
    for warning in warnings:
        line = " ".join(str(warning).split())
        raise Failure(line, NOT_INSTALLED if "unknown font" in line else 1)
    return pdf


def answer(papers):
    """Writes what is printed, in the order in which it was asked for."""
    while (paper := papers.get()) is not None:
        try:
            pdf = paper.result()
            sys.stdout.buffer.write(b"%d\n" % len(pdf) + pdf)
            sys.stdout.buffer.flush()
        except BaseException as failure:
            end(failure)
        papers.task_done()


def main():
    cpu_seconds = int(sys.argv[1]) if len(sys.argv) > 1 else CPU_SECONDS
    for limit, value in LIMITS:
        resource.setrlimit(limit, (value, value))
    try:
        import typst
    except ImportError:
        end(Failure("typst", NOT_INSTALLED))
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])

    papers = queue.Queue()
    writer = threading.Thread(target=answer, args=[papers])
    writer.start()
    with concurrent.futures.ThreadPoolExecutor(min(TOGETHER, os.cpu_count() or 1)) as pool:
        while line := sys.stdin.buffer.readline():
            kind, seconds, length = line.decode().split()
            raw = sys.stdin.buffer.read(int(length))
            if len(raw) < int(length):
                break
            # For this paper and those that are not finished.
            spent, waiting = resource.getrusage(resource.RUSAGE_SELF), papers.unfinished_tasks + 1
            resource.setrlimit(
                resource.RLIMIT_CPU,
                (int(spent.ru_utime + spent.ru_stime) + waiting * cpu_seconds + 1, resource.RLIM_INFINITY),
            )
            papers.put(pool.submit(render, typst, fonts, kind, int(seconds), raw))
    papers.put(None)
    writer.join()


main()
