"""The rehearsal's secrets, laid open on purpose so that other programs can check the cryptography from outside."""

import json
import os
import re
import shutil

from cast import CUSTODIANS, EVERYBODY, TENDER


def keep_secrets(stage, bids):
    """Fills rehearsal-secrets/ in the work folder; every file is 0600. Never outside a rehearsal."""
    if not TENDER.startswith("rehearsal."):
        raise ValueError("secrets are kept of rehearsals only")
    target = stage.work / "rehearsal-secrets"
    for index, person in enumerate(CUSTODIANS, 1):
        copy(stage.work / f"custodians/{index}/identity.txt", target / f"custodians/{index}.txt")
        copy(stage.work / person.file, target / f"custodians/{index}.key")
    custodians = {person.key for person in CUSTODIANS}
    for file in sorted((stage.work / "keys").iterdir()):
        if file.stem not in custodians:
            copy(file, target / "keys" / file.name)
    for sealed in bids.sealed.values():
        for name in ("bid.note", "payload.age", "secret.hex", "identity.txt", "archive.tar"):
            copy(stage.work / sealed["folder"] / name, target / "bids" / sealed["bid"] / name)
    rows = [{k: row[k] for k in ("bid", "lot", "part", "bidder", "seq", "fate")} for row in bids.sealed.values()]
    write(target / "bids.json", json.dumps(rows, indent=1) + "\n")
    copy(stage.work / "before-opening.sql", target / "before-opening.sql")
    reveal = stage.work / "bundle/reveal.txt"
    if reveal.exists():
        master = re.search(r"^master (\S+)$", reveal.read_text(), re.M).group(1)
        write(target / f"masters/{TENDER}.txt", master + "\n")


def copy(source, target):
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    os.chmod(target, 0o600)


def write(target, text):
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")
    os.chmod(target, 0o600)
