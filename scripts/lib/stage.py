"""What the story stands on: people with keys, commands that are shown and logged, and the codes of invented firms."""

import json
import os
import re
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


class StoryFailed(Exception):
    """A sentence; the story does not go on."""


def credit_code(serial, organisation="MA", prefix="91"):
    """A valid unified credit code that no firm has: 914116 00MA…, or 114116 00MB… for a park's management."""
    body = f"{organisation}{serial:06d}"
    total = sum(int(c, 36) * w for c, w in zip(body, (3, 7, 9, 10, 5, 8, 4, 2)))
    body += "-123456789X0"[11 - total % 11]
    first = prefix + "411600" + body
    total = sum(ALPHABET.index(c) * pow(3, i, 31) for i, c in enumerate(first))
    return first + ALPHABET[(31 - total % 31) % 31]


class Person:
    """Somebody in the story: a name, and a key file under the key's name."""

    def __init__(self, key, name, role, organisation="", code=None):
        self.key, self.name, self.role, self.organisation, self.code = key, name, role, organisation, code
        self.vkey = None

    @property
    def file(self):
        return f"keys/{self.key}.key"

    @property
    def ref(self):
        """The key reference: name+8 hex digits."""
        return "+".join(self.vkey.split("+")[:2])


class Stage:
    """Runs the program as each person, in one work folder, and writes every word of it down."""

    def __init__(self, work, bin_dir, server, daemon_config):
        self.work, self.bin, self.server = Path(work), Path(bin_dir), server
        self.config = daemon_config
        self.log = open(self.work / "transcript.txt", "w", encoding="utf-8")
        self.log.write("tender rehearsal transcript\n")
        self.log.write("seeds: none; every key, nonce and secret is the kernel's, and lies in rehearsal-secrets/\n")
        self.lock = threading.Lock()
        self.began = time.monotonic()
        # Seconds that the first act took: how fast this machine is just now.
        self.pace = 0.0

    # What people see.

    def act(self, zh, en):
        with self.lock:
            print(f"\n── {zh} · {en}", file=sys.stderr, flush=True)
            self.log.write(f"\n\n######## {zh} · {en}\n")

    def tell(self, zh, en=""):
        with self.lock:
            passed = time.monotonic() - self.began
            print(f"   {passed:5.1f} s  {zh}" + (f" · {en}" if en else ""), file=sys.stderr, flush=True)
            self.log.write(f"\n# {zh}" + (f" · {en}" if en else "") + "\n")

    # What people do.

    def tender(self, person, *words, expect=0):
        """Runs `tender WORDS…` with the person's key; returns what it printed.

        expect is the exit code that the story wants; another one ends the story.
        """
        env = {k: v for k, v in os.environ.items() if not k.startswith("TENDER")}
        env |= {"TENDER_SERVER": self.server, "TENDER_TRUST": "trust"}
        shown = ""
        if person:
            env["TENDER_KEY"] = person.file
            shown = f"TENDER_KEY={person.file} "
        who = f"{person.name}（{person.organisation or person.role}）" if person else "任何人 · anybody"
        return self._run(who, shown, [str(self.bin / "tender"), *map(str, words)], env, expect)

    def ask(self, person, *words):
        """The same with --json: returns the value."""
        return json.loads(self.tender(person, *words, "--json"))

    def tenderd(self, *words, expect=0):
        env = dict(os.environ, TENDERD_CONFIG=self.config)
        return self._run("本机管理员 · this machine", "", [str(self.bin / "tenderd"), *map(str, words)], env, expect)

    def plain(self, *words, env=None):
        """Any other program, such as pg_dump."""
        return self._run("本机 · this machine", "", list(map(str, words)), env or dict(os.environ), 0)

    def _run(self, who, shown, words, env, expect):
        started = time.monotonic()
        try:
            done = subprocess.run(
                words, cwd=self.work, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120)
        except FileNotFoundError:
            raise StoryFailed(f"没有程序 {words[0]} · the program {words[0]} is missing") from None
        except subprocess.TimeoutExpired:
            raise StoryFailed(f"命令两分钟没有结束 · not done after two minutes: {' '.join(words)}") from None
        line = shown + " ".join(quoted(w) for w in [Path(words[0]).name, *words[1:]])
        with self.lock:
            self.log.write(f"\n[{started - self.began:6.2f} s] {who}\n$ {line}\n")
            self.log.write(done.stderr + done.stdout)
            if done.returncode:
                self.log.write(f"[exit {done.returncode}]\n")
            self.log.flush()
        if done.returncode != expect:
            raise StoryFailed(
                f"“{line}”的结果是 {done.returncode}，应为 {expect} · gave {done.returncode}, {expect} was expected:\n"
                + (done.stderr or done.stdout).strip())
        return done.stdout

    def together(self, work, items):
        """work(item) for all items, a few at a time; the first failure is raised."""
        with ThreadPoolExecutor(4) as pool:
            return list(pool.map(work, items))

    def put(self, path, value):
        """A file in the work folder: JSON, or text as it is."""
        path = self.work / path
        path.parent.mkdir(parents=True, exist_ok=True)
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=1) + "\n"
        path.write_text(text, encoding="utf-8")
        return path

    def until(self, moment, zh, en):
        """Waits for a moment, in Unix seconds, of this machine's clock."""
        if moment > time.time():
            self.tell(zh, en)
        while (left := moment - time.time()) > 0:
            time.sleep(min(left, 0.2))


def quoted(word):
    return word if re.fullmatch(r"[\w./:@%+=,-]+", word) else "'" + word.replace("'", "'\\''") + "'"
