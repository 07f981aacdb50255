# shellcheck shell=bash
# The folder that the demo hands over, and its data folder: only ever replaced when they are the demo's own.

output_parts="papers bundle rehearsal-secrets transcript.txt"
output_mark="tender rehearsal transcript"

# prepare_output DIR: makes DIR; refuses one that holds anything but an earlier run's output.
prepare_output() {
  local dir="$1" name
  if [ -e "$dir" ] && [ ! -d "$dir" ]; then fail "$dir is not a folder"; fi
  mkdir -p -- "$dir" 2>/dev/null ||
    fail "cannot make $dir: $(no_room "$(dirname "$dir")" "no permission, or a file is in its way")"
  [ -w "$dir" ] || fail "cannot write into $dir"
  name="$(first_foreign "$dir")"
  [ -z "$name" ] || fail "$dir holds $name, which no earlier demo wrote: give an empty folder, or another name"
}

# Prints the first file of DIR that is not an earlier run's: its transcript ends with the list of what it wrote.
first_foreign() (
  cd "$1" || exit 0
  find . -mindepth 1 ! -type d -printf '%P\n' | LC_ALL=C sort >"${TMPDIR:-/tmp}/demo-there.$$"
  trap 'rm -f "${TMPDIR:-/tmp}/demo-there.$$"' EXIT
  if [ -f transcript.txt ] && [ "$(head -n 1 transcript.txt)" = "$output_mark" ]; then
    { sed -n '/^files:$/,$s/^  //p' transcript.txt && echo transcript.txt; } | LC_ALL=C sort -u |
      LC_ALL=C comm -23 "${TMPDIR:-/tmp}/demo-there.$$" - | head -n 1
  else
    head -n 1 "${TMPDIR:-/tmp}/demo-there.$$"
  fi
)

# publish_output WORK DIR: puts this run's output into DIR in place of an earlier one.
publish_output() {
  local work="$1" dir="$2" part
  for part in $output_parts; do
    rm -rf -- "${dir:?}/$part"
    [ ! -e "$work/$part" ] || cp -a -- "$work/$part" "$dir/$part" ||
      fail "cannot write $dir/$part: $(no_room "$dir" "no permission")"
  done
  {
    printf '\nfiles:\n'
    (cd "$dir" && find . -mindepth 1 ! -type d -printf '  %P\n' | LC_ALL=C sort)
  } >>"$dir/transcript.txt" || fail "cannot write $dir/transcript.txt: $(no_room "$dir" "no permission")"
}

# prepare_data DIR: makes DIR; refuses a folder with anything in it but an earlier demo's data.
prepare_data() {
  local dir="$1"
  mkdir -p -- "$dir" 2>/dev/null || fail "cannot make $dir: $(no_room "$(dirname "$dir")" "no permission")"
  [ -e "$dir/.tender-demo" ] || [ -z "$(ls -A -- "$dir")" ] ||
    fail "$dir holds other files: give an empty folder, or another name"
}
