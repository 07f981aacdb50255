"""check_log.py DIR [VKEY…]
Checks a log's files (checkpoint and tile/, as in a bundle) without any code of this project: RFC 6962 as it is written,
c2sp tlog-tiles and signed notes. Every tile and entry bundle, the root, inclusion of every entry, consistency with every
earlier size (a sample of both in a long log). With VKEYs it checks their signatures with the openssl command; with PyPI's
pymerkle installed it asks that too. Where DIR is a closed tender's bundle it also works out from reveal.txt what each tick
says of the sealed period. Prints one line a check; exits 1 at the first that fails."""
import base64, hashlib, hmac, os, random, subprocess, sys, tempfile

def sha(data): return hashlib.sha256(data).digest()
def leaf(data): return sha(b"\0" + data)
def node(left, right): return sha(b"\1" + left + right)

def split(n):  # the largest power of two below n
    return 1 << (n - 1).bit_length() - 1

class Tree:  # RFC 6962, section 2.1, with the hashes of subtrees remembered
    def __init__(self, leaves): self.leaves, self.known = leaves, {}
    def root(self, a, b):
        if a == b: return sha(b"")
        if b - a == 1: return self.leaves[a]
        if (a, b) not in self.known:
            m = a + split(b - a)
            self.known[a, b] = node(self.root(a, m), self.root(m, b))
        return self.known[a, b]
    def path(self, i, a, b):
        if b - a == 1: return []
        m = a + split(b - a)
        return self.path(i, a, m) + [self.root(m, b)] if i < m else self.path(i, m, b) + [self.root(a, m)]

def fail(words): sys.exit("FAIL " + words)
def check(holds, words):
    if not holds: fail(words)

def path_of(kind, index, width):  # c2sp tlog-tiles
    name = "%03d" % (index % 1000)
    while index >= 1000:
        index //= 1000
        name = "x%03d/%s" % (index % 1000, name)
    return "tile/%s/%s" % (kind, name) + ("" if width == 256 else ".p/%d" % width)

def tiles(count): return [(i, min(256, count - 256 * i)) for i in range((count + 255) // 256)]

def read(folder, path):
    try:
        with open(os.path.join(folder, path), "rb") as file: return file.read()
    except OSError as error: fail("%s: %s" % (path, error.strerror))

def entries_of(folder, size):
    found = []
    for index, width in tiles(size):
        path = path_of("entries", index, width)
        data, at, count = read(folder, path), 0, 0
        while at < len(data):
            check(at + 2 <= len(data), path + " ends early")
            length = int.from_bytes(data[at:at + 2], "big")
            check(at + 2 + length <= len(data), path + " ends early")
            found.append(data[at + 2:at + 2 + length])
            at, count = at + 2 + length, count + 1
        check(count == width, "%s holds %d entries, not %d" % (path, count, width))
    return found

def signed_by(text, lines, vkey):
    name, hex_id, key = vkey.split("+", 2)
    key = base64.b64decode(key)
    check(sha(name.encode() + b"\n" + key)[:4].hex() == hex_id, vkey + " has another key id")
    for line in lines:
        _, signer, data = line.split(" ")
        data = base64.b64decode(data)
        if signer != name or data[:4].hex() != hex_id: continue
        message, signature = text, data[4:]
        if key[0] == 4:  # c2sp tlog-cosignature
            message = b"cosignature/v1\ntime %d\n" % int.from_bytes(data[4:12], "big") + text
            signature = data[12:]
        with tempfile.TemporaryDirectory() as place:
            for file, content in (("key", bytes.fromhex("302a300506032b6570032100") + key[1:]), ("text", message), ("sig", signature)):
                with open(os.path.join(place, file), "wb") as out: out.write(content)
            command = ["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", "key", "-rawin", "-in", "text", "-sigfile", "sig"]
            done = subprocess.run(command, cwd=place, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            check(done.returncode == 0, "the signature of " + name)
        return
    fail("no signature of " + vkey)

def with_pymerkle(entries, tree, size, sample):
    try: import pymerkle, warnings
    except ImportError: return print("note pymerkle is not installed")
    warnings.simplefilter("ignore")
    theirs = pymerkle.InmemoryTree(algorithm="sha256")
    for entry in entries: theirs.append_entry(entry)
    for i in sample:
        check(theirs.get_state(i + 1) == tree.root(0, i + 1), "pymerkle's root at %d" % (i + 1))
        check(theirs.get_leaf(i + 1) == tree.leaves[i], "pymerkle's leaf %d" % i)
        pymerkle.verify_inclusion(tree.leaves[i], tree.root(0, size), theirs.prove_inclusion(i + 1, size))
        pymerkle.verify_consistency(tree.root(0, i + 1), tree.root(0, size), theirs.prove_consistency(i + 1, size))
    print("ok   pymerkle %s: %d roots, inclusion and consistency proofs" % (pymerkle.__version__, len(sample)))

def lines_of(entry): return entry.partition(b"\n\n")[0].decode().rstrip("\n").split("\n")
def note_id(entry): return sha(entry.partition(b"\n\n")[0] + b"\n")

class Batch:  # the notes of one tick: a tree of 2^16 places, of which nearly all are empty
    def __init__(self, master, tick, notes): self.master, self.tick, self.notes = master, tick, notes
    def secret(self, words): return hmac.new(self.master, words.encode(), hashlib.sha256).digest()
    def hash(self, level=16, pos=0, slots=None):
        slots = sorted(self.notes) if slots is None else slots
        if not slots: return self.secret("empty %d %d %d" % (self.tick, level, pos))
        if level == 0: return sha(b"\0" + self.secret("nonce %d %d" % (self.tick, pos)) + self.notes[pos])
        middle = (2 * pos + 1) << (level - 1)
        left, right = [s for s in slots if s < middle], [s for s in slots if s >= middle]
        return node(self.hash(level - 1, 2 * pos, left), self.hash(level - 1, 2 * pos + 1, right))

def sealed_period(folder, entries):
    tender, revealed = read(folder, "tender.txt").decode().strip(), read(folder, "reveal.txt")
    head, name, secret, *placed = revealed.decode().splitlines()
    check(head == "tender-reveal/v1" and name == "tender " + tender, "reveal.txt is another tender's")
    master, batches = base64.b64decode(secret.split(" ")[1]), {}
    for line in placed:
        tick, slot, digest = line.split(" ")
        digest = base64.b64decode(digest)
        note = read(folder, "notes/%s.note" % digest.hex())
        check(note_id(note) == digest, "notes/%s.note is another note" % digest.hex())
        check(int(slot) not in batches.setdefault(int(tick), {}), "slot %s of tick %s is taken twice" % (slot, tick))
        batches[int(tick)][int(slot)] = digest
    ticks, is_open, closed = [], False, None
    for entry in entries:
        said = lines_of(entry)
        if said[0] == "tender-tick/v1":
            tick = int(said[1].split(" ")[1])
            roots = [base64.b64decode(line.split(" ")[2]) for line in said[3:] if line.split(" ")[1] == tender]
            check(len(roots) == is_open, "tick %d says of %s what it should not, or nothing" % (tick, tender))
            if is_open:
                check(roots[0] == Batch(master, tick, batches.pop(tick, {})).hash(), "the batch root of tick %d" % tick)
                ticks.append(tick)
        elif len(said) > 1 and said[1] == "tender " + tender:
            if said[0] == "tender-notice/v1": is_open = True
            if said[0] == "tender-close/v1": is_open, closed = False, dict(line.partition(" ")[::2] for line in said[1:])
    check(closed is not None and not batches, "notes in ticks that are not the tender's")
    check(closed["ticks"] == "%d %d" % (ticks[0], ticks[-1]), "the close names other ticks")
    check(closed["reveal"] == "%d %d %s" % (len(placed), len(revealed), base64.b64encode(sha(revealed)).decode()), "the close names another reveal")
    print("ok   ticks %d to %d: all %d batch roots follow from the %d notes of the reveal" % (ticks[0], ticks[-1], len(ticks), len(placed)))

def main(folder, *vkeys):
    text, _, signatures = read(folder, "checkpoint").partition(b"\n\n")
    text += b"\n"
    lines = text.decode().split("\n")
    check(len(lines) == 4 and lines[3] == "", "the checkpoint is not origin, size and root")
    size, root = int(lines[1]), base64.b64decode(lines[2])
    for vkey in vkeys: signed_by(text, signatures.decode().splitlines(), vkey)
    print("ok   checkpoint of %s, %d entries, %d signatures checked" % (lines[0], size, len(vkeys)))
    entries = entries_of(folder, size)
    tree = Tree([leaf(entry) for entry in entries])
    check(tree.root(0, size) == root, "the entries do not give the checkpoint's root")
    level, hashes, count = 0, tree.leaves, 0
    while hashes:
        for index, width in tiles(len(hashes)):
            path = path_of(level, index, width)
            check(read(folder, path) == b"".join(hashes[256 * index:256 * index + width]), path + " is not what the entries make")
            count += 1
        span = 256 ** (level + 1)
        hashes = [tree.root(i * span, (i + 1) * span) for i in range(size // span)]
        level += 1
    print("ok   %d entries give the root and all %d tiles of hashes" % (size, count))
    sample = range(size) if size <= 400 else sorted(random.sample(range(size), 400))
    for i in sample:
        hash, path, a, b, sides = tree.leaves[i], tree.path(i, 0, size), 0, size, []
        while b - a > 1:
            m = a + split(b - a)
            sides.append(i < m)
            a, b = (a, m) if i < m else (m, b)
        for left, beside in zip(reversed(sides), path): hash = node(hash, beside) if left else node(beside, hash)
        check(hash == root, "inclusion of entry %d" % i)
    print("ok   inclusion of %d entries" % len(sample))
    if os.path.exists(os.path.join(folder, "reveal.txt")): sealed_period(folder, entries)
    with_pymerkle(entries, tree, size, sample)

if __name__ == "__main__":
    sys.setrecursionlimit(10000)
    if len(sys.argv) < 2: sys.exit(__doc__)
    main(*sys.argv[1:])
