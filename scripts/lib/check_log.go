// check_log DIR [VKEY…]
// Checks a log's files (checkpoint and tile/) with the packages that Go's own checksum database is checked by: signatures
// by sumdb/note, tiles, roots, inclusion and consistency by sumdb/tlog. One line a check; exits 1 at the first that fails.
package main

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func check(holds bool, words string, values ...interface{}) {
	if !holds {
		fmt.Printf("FAIL "+words+"\n", values...)
		os.Exit(1)
	}
}

func must(err error, words string, values ...interface{}) {
	check(err == nil, fmt.Sprintf(words, values...)+": %v", err)
}

// A witness's key (c2sp.org/tlog-cosignature, version 1), which the package does not know.
type witness struct {
	name string
	hash uint32
	key  ed25519.PublicKey
}

func (w witness) Name() string    { return w.name }
func (w witness) KeyHash() uint32 { return w.hash }
func (w witness) Verify(msg, sig []byte) bool {
	if len(sig) != 8+ed25519.SignatureSize {
		return false
	}
	text := fmt.Sprintf("cosignature/v1\ntime %d\n%s", binary.BigEndian.Uint64(sig), msg)
	return ed25519.Verify(w.key, []byte(text), sig[8:])
}

func verifier(vkey string) note.Verifier {
	parts := strings.SplitN(vkey, "+", 3)
	check(len(parts) == 3, "%s is no vkey", vkey)
	key, err := base64.StdEncoding.DecodeString(parts[2])
	must(err, "%s", vkey)
	if len(key) != 33 || key[0] != 4 {
		made, err := note.NewVerifier(vkey)
		must(err, "%s", vkey)
		return made
	}
	sum := sha256.Sum256(append([]byte(parts[0]+"\n"), key...))
	hash := binary.BigEndian.Uint32(sum[:])
	check(fmt.Sprintf("%08x", hash) == parts[1], "%s has another key id", vkey)
	return witness{parts[0], hash, ed25519.PublicKey(key[1:])}
}

// The files as a tile reader: Go names the height in a tile's path, c2sp tlog-tiles does not.
type files string

func (f files) Height() int                         { return 8 }
func (f files) SaveTiles(_ []tlog.Tile, _ [][]byte) {}
func (f files) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	found := make([][]byte, len(tiles))
	for i, tile := range tiles {
		path := "tile/" + strings.TrimPrefix(tile.Path(), "tile/8/")
		data, err := os.ReadFile(filepath.Join(string(f), path))
		if err != nil {
			return nil, err
		}
		found[i] = data
	}
	return found, nil
}

func (f files) entries(size int64) [][]byte {
	var all [][]byte
	for n := int64(0); n*256 < size; n++ {
		width := size - n*256
		if width > 256 {
			width = 256
		}
		tile := tlog.Tile{H: 8, L: 0, N: n, W: int(width)}
		path := "tile/entries/" + strings.TrimPrefix(tile.Path(), "tile/8/0/")
		data, err := os.ReadFile(filepath.Join(string(f), path))
		must(err, "entries")
		for len(data) > 0 {
			check(len(data) >= 2, "%s ends early", path)
			length := int(binary.BigEndian.Uint16(data))
			check(len(data) >= 2+length, "%s ends early", path)
			all = append(all, data[2:2+length])
			data = data[2+length:]
		}
	}
	check(int64(len(all)) == size, "%d entries, not %d", len(all), size)
	return all
}

func main() {
	check(len(os.Args) > 1, "usage: check_log DIR [VKEY…]")
	dir := files(os.Args[1])
	bytes, err := os.ReadFile(filepath.Join(string(dir), "checkpoint"))
	must(err, "checkpoint")
	text := strings.SplitN(string(bytes), "\n\n", 2)[0] + "\n"
	if vkeys := os.Args[2:]; len(vkeys) > 0 {
		var known []note.Verifier
		for _, vkey := range vkeys {
			known = append(known, verifier(vkey))
		}
		opened, err := note.Open(bytes, note.VerifierList(known...))
		must(err, "sumdb/note on the checkpoint")
		check(len(opened.Sigs) == len(vkeys), "%d signatures of %d keys", len(opened.Sigs), len(vkeys))
		text = opened.Text
		fmt.Printf("ok   Go's sumdb/note: %d signatures\n", len(opened.Sigs))
	}
	lines := strings.Split(text, "\n")
	check(len(lines) == 4, "the checkpoint is not origin, size and root")
	size, err := strconv.ParseInt(lines[1], 10, 64)
	must(err, "size")
	root, err := tlog.ParseHash(lines[2])
	must(err, "root")
	if size == 0 {
		return
	}
	// This reader holds every tile against the root before it uses it.
	reader := tlog.TileHashReader(tlog.Tree{N: size, Hash: root}, dir)
	made, err := tlog.TreeHash(size, reader)
	must(err, "root from tiles")
	check(made == root, "the tiles make another root")
	entries := dir.entries(size)
	indexes := make([]int64, size)
	for n := range indexes {
		indexes[n] = tlog.StoredHashIndex(0, int64(n))
	}
	leaves, err := reader.ReadHashes(indexes)
	must(err, "leaves")
	for n, leaf := range leaves {
		check(leaf == tlog.RecordHash(entries[n]), "entry %d is not what its leaf says", n)
	}
	sample := rand.Perm(int(size))
	if len(sample) > 400 {
		sample = sample[:400]
	}
	for _, i := range sample {
		n := int64(i)
		proof, err := tlog.ProveRecord(size, n, reader)
		must(err, "a proof of entry %d", n)
		must(tlog.CheckRecord(proof, size, root, n, tlog.RecordHash(entries[n])), "inclusion of entry %d", n)
		old, err := tlog.TreeHash(n+1, reader)
		must(err, "the root at %d", n+1)
		tree, err := tlog.ProveTree(size, n+1, reader)
		must(err, "a proof from %d", n+1)
		must(tlog.CheckTree(tree, size, root, n+1, old), "consistency with %d", n+1)
	}
	fmt.Printf("ok   Go's sumdb/tlog: root, tiles and leaves of %d entries, inclusion and consistency of %d\n", size, len(sample))
}
