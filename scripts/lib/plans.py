"""plans.py FILE: makes the bidders' service plans as PDF. Run by the python that has typst; fonts from TENDER_FONTS."""

import json
import os
import sys

import typst

SOURCE = """
#set document(author: json("plan.json").agency, date: none)
#set page(paper: "a4")
#set text(font: ("FandolSong", "Noto Serif CJK SC"), lang: "zh", size: 11pt)
#let data = json("plan.json")
= #data.title
#data.lot

#data.agency

#for (n, part) in data.parts.enumerate(start: 1) [#n. #part #parbreak()]
"""

for plan in json.load(open(sys.argv[1], encoding="utf-8")):
    files = {"main.typ": SOURCE.encode(), "plan.json": json.dumps(plan, ensure_ascii=False).encode()}
    pdf = typst.compile(files, font_paths=[os.environ["TENDER_FONTS"]], ignore_system_fonts=True)
    for out in plan["out"]:
        with open(out, "wb") as file:
            file.write(pdf)
