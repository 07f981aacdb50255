"""plans.py FILE: makes the bidders' service plans as PDF. Run by the python that has typst; fonts from TENDER_FONTS."""

import json
import os
import sys

import typst

SOURCE = """
#set page(paper: "a4")
#set text(font: ("FandolSong", "Noto Serif CJK SC"), lang: "zh", size: 11pt)
#let data = json("plan.json")
= #data.title
#data.lot

#data.agency

一、驻园服务：每周按投标文件写明的天数派专利代理师驻园。

二、完全式托管：咨询、制度建设、检索分析、申请流程、专利挖掘，各有责任人和交付物。

三、保密：企业商业秘密单独存放，人员签订保密承诺书。（演练，内容虚构）
"""

for plan in json.load(open(sys.argv[1], encoding="utf-8")):
    files = {"main.typ": SOURCE.encode(), "plan.json": json.dumps(plan, ensure_ascii=False).encode()}
    pdf = typst.compile(files, font_paths=[os.environ["TENDER_FONTS"]], ignore_system_fonts=True)
    for out in plan["out"]:
        with open(out, "wb") as file:
            file.write(pdf)
