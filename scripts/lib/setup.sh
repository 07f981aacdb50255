# shellcheck shell=bash
# What every script here shares: speaking, the private folder, and the installation of what is missing.
# Source it after `set -euo pipefail`. Nothing here reads standard input, and everything may run twice.

tender_root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)"

# What the program needs to be built and to run, as Debian 12 names it.
build_packages="libpq-dev zlib1g-dev"
# SwiftPM leaves C's assertions on in a release. Those in the middle of BoringSSL's field arithmetic make each signature
# check a fifth slower; a release of that library has none.
release_flags="-c release -Xcc -DNDEBUG"
run_packages="postgresql-15 postgresql-client-15 bubblewrap poppler-utils python3-venv"

# Progress goes to standard error, so that a script's standard output stays its answer.
say() { printf '%s\n' "$*" >&2; }

fail() {
  printf 'error: %s\n' "$*" >&2
  exit 1
}

# Prints the private folder of this clone: short, because a socket's path has at most 107 bytes, and outside the clone,
# because that may have a space in its path. The data of the rehearsal, the venv and the fonts live there.
tender_home() {
  local digest home
  digest="$(printf '%s' "$tender_root" | sha256sum)"
  home="/var/tmp/tender-$(id -u)-${digest:0:8}"
  # /var/tmp is everybody's: a folder that somebody else put there is not ours to use.
  if [ -L "$home" ] || { [ -e "$home" ] && { [ ! -d "$home" ] || [ ! -O "$home" ]; }; }; then
    fail "$home belongs to somebody else; remove it and run this again"
  fi
  mkdir -p "$home" 2>/dev/null || fail "cannot make $home: $(no_room /var/tmp "the folder is not writable")"
  chmod 0755 "$home"
  printf '%s\n' "$home"
}

# no_room FOLDER OTHERWISE: says that the disk is full if it is, else OTHERWISE.
no_room() {
  local free
  free="$(df -Pk "$1" 2>/dev/null | awk 'NR == 2 { print $4 }')"
  if [ -n "$free" ] && [ "$free" -lt 10240 ]; then
    printf 'the disk that holds %s is full' "$1"
  else
    printf '%s' "$2"
  fi
}

# as_root COMMAND…: as root, through sudo if need be and if it asks for no password.
as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@" </dev/null
  else
    sudo -n -- "$@" </dev/null
  fi
}

# run_apt WORDS…: apt-get without questions; what it prints is shown only when it fails.
run_apt() {
  local log
  log="$(tender_home)/apt.log"
  as_root env DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 \
    apt-get -q -y -o DPkg::Lock::Timeout=300 "$@" >"$log" 2>&1
}

apt_failed() {
  local log
  log="$(tender_home)/apt.log"
  if [ "$(id -u)" != 0 ] && ! sudo -n true >/dev/null 2>&1; then
    fail "these packages are missing and only root can install them: sudo apt-get install --no-install-recommends $*"
  fi
  tail -n 5 "$log" >&2 || true
  if grep -q 'No space left on device' "$log" 2>/dev/null; then fail "the disk is full: apt-get cannot install $*"; fi
  fail "apt-get cannot install $* (its words are above; all of them are in $log)"
}

missing_packages() {
  local package
  for package in "$@"; do
    # The status is "install ok installed" for what is there.
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q ' installed$' || printf '%s ' "$package"
  done
}

# need_packages NAME…: installs the Debian packages that are missing.
need_packages() {
  local missing
  command -v apt-get >/dev/null || fail "apt-get is not here; this needs Debian 12 with: $*"
  missing="$(missing_packages "$@")"
  [ -n "$missing" ] || return 0
  say "installing $missing"
  # shellcheck disable=SC2086  # the names are words
  set -- $missing
  update_apt_once "$@"
  run_apt install --no-install-recommends "$@" || apt_failed "$@"
}

apt_is_updated=""
update_apt_once() {
  [ -z "$apt_is_updated" ] || return 0
  run_apt update || apt_failed "$@"
  apt_is_updated=1
}

# need_venv NAME IMPORTS PACKAGE…: makes the venv NAME in the private folder, with those packages of PyPI, unless its python
# can already import them; says its folder on standard output. It is called as `…/bin/python -m …`: the first line of a
# console script breaks where a path has a space. Debian's python, because another one may be closed to the sandbox.
need_venv() {
  local home venv log imports="$2"
  need_packages python3-venv
  home="$(tender_home)"
  venv="$home/$1"
  log="$home/pip-$1.log"
  shift 2
  if ! "$venv/bin/python" -c "import $imports" >/dev/null 2>&1; then
    say "installing $* into $venv"
    rm -rf "$venv"
    /usr/bin/python3 -m venv "$venv" >"$log" 2>&1 </dev/null &&
      "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-input "$@" >>"$log" 2>&1 </dev/null || {
      tail -n 5 "$log" >&2
      rm -rf "$venv"
      fail "cannot install $* into $venv: $(no_room "$home" "pip's words are above")"
    }
  fi
  printf '%s\n' "$venv"
}

# need_python: the venv with typst, for the press; exports TENDER_VENV, its folder.
need_python() {
  TENDER_VENV="$(need_venv venv typst 'typst==0.15.2')" || exit 1
  export TENDER_VENV
}

# need_reviewer: the public reviewers of open data; exports TENDER_REVIEWER, their python. A venv of their own: they bring
# many packages along, and the press needs none of them.
need_reviewer() {
  TENDER_REVIEWER="$(need_venv reviewer 'jsonschema, libcoveocds, ocdsmerge' 'libcoveocds==0.17.0' 'jsonschema==4.26.0' \
    'ocdsmerge==0.8.0')/bin/python" || exit 1
  export TENDER_REVIEWER
}

# need_validator: the public validator of OpenAPI documents, for tests only; exports TENDER_VALIDATOR, its venv's folder.
need_validator() {
  TENDER_VALIDATOR="$(need_venv validator openapi_spec_validator 'openapi-spec-validator==0.9.0')" || exit 1
  export TENDER_VALIDATOR
}

# need_merkle: PyPI's pymerkle, another implementation of the log's tree, for scripts/check-log; exports TENDER_MERKLE, its
# python.
need_merkle() {
  TENDER_MERKLE="$(need_venv merkle pymerkle 'pymerkle==7.0.0')/bin/python" || exit 1
  export TENDER_MERKLE
}

# have_go: installs Go and its sumdb packages, the reference implementation of the log's format; false where Debian's
# archive of this machine has none.
have_go() {
  local packages="golang-go golang-golang-x-mod-dev"
  # shellcheck disable=SC2086  # the names are words
  [ -n "$(missing_packages $packages)" ] || return 0
  if ! apt-cache show golang-golang-x-mod-dev >/dev/null 2>&1; then
    update_apt_once $packages
    apt-cache show golang-golang-x-mod-dev >/dev/null 2>&1 || return 1
  fi
  # shellcheck disable=SC2086
  need_packages $packages
}

# need_fonts: gathers the papers' fonts in one folder and exports TENDER_FONTS. FandolFang is the 仿宋 of official
# papers; Debian has it only inside a package of TeX, so that package is taken apart instead of installed.
need_fonts() {
  local home fonts work
  home="$(tender_home)"
  fonts="$home/fonts"
  if [ ! -e "$fonts/complete" ]; then
    need_packages fonts-noto-cjk fonts-cwtex-fs
    say "gathering fonts in $fonts"
    rm -rf "$fonts"
    work="$(mktemp -d "$home/fonts.XXXXXX")"
    chmod 0755 "$work"
    copy_fonts "$work" || {
      rm -rf "$work"
      fail "cannot gather the fonts: $(no_room "$home" "$home/fonts.log has the reason")"
    }
    : >"$work/complete"
    mv "$work" "$fonts"
  fi
  export TENDER_FONTS="$fonts"
}

copy_fonts() {
  local work="$1" log package
  log="$(tender_home)/fonts.log"
  {
    cp /usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc /usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc \
      /usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc /usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc \
      "$work/" &&
      dpkg -L fonts-cwtex-fs | grep '\.ttf$' | head -n 1 | xargs -I{} cp {} "$work/cwfs.ttf" &&
      mkdir "$work/download" || return 1
    if ! download_fandol "$work/download"; then
      # The lists of packages may be old or not there at all.
      run_apt update && download_fandol "$work/download" || return 1
    fi
    for package in "$work/download"/texlive-lang-chinese_*.deb; do
      dpkg-deb -x "$package" "$work/download/tree" || return 1
    done
    cp "$work/download/tree/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol/"Fandol{Fang,Kai,Song,Hei}-*.otf \
      "$work/" && rm -rf "$work/download" && chmod 0644 "$work"/*.?t?
  } >"$log" 2>&1
}

# apt's own downloader may run as another user, who cannot write here: take the address and let it write as us.
download_fandol() (
  cd "$1" && apt-get -q -o APT::Sandbox::User=root download texlive-lang-chinese </dev/null
)

# quietly_building COMMAND…: shows one progress line of `swift build` every few seconds, and everything else.
quietly_building() {
  local shown=-10
  "$@" </dev/null 2>&1 | while IFS= read -r line; do
    case "$line" in
      '['[0-9]*/[0-9]*']'*)
        if [ "$((SECONDS - shown))" -ge 5 ]; then
          shown=$SECONDS
          say "$line"
        fi
        ;;
      *) say "$line" ;;
    esac
  done
}
