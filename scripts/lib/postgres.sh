# shellcheck shell=bash
# A private PostgreSQL: unix socket only, never as root. Source setup.sh first.

pg_bin() {
  local bin=/usr/lib/postgresql/15/bin
  [ -x "$bin/initdb" ] && [ -x "$bin/postgres" ] ||
    fail "PostgreSQL 15 is not installed ($bin/initdb is missing): sudo apt-get install postgresql-15"
  printf '%s\n' "$bin"
}

# The OS user that PostgreSQL runs as: it refuses root.
pg_user() {
  if [ "$(id -u)" = 0 ]; then
    id postgres >/dev/null 2>&1 || fail "there is no user postgres: install postgresql-15"
    printf 'postgres\n'
  else
    id -un
  fi
}

# as_postgres COMMAND…: replaces the shell by the command as that user, with a bare environment; use it inside ( ).
# With a first word --dies-with-parent the command gets SIGINT when this shell's process ends, however it ends.
as_postgres() {
  local bin words=()
  if [ "$1" = --dies-with-parent ]; then
    words+=(--pdeathsig INT)
    shift
  fi
  if [ "$(id -u)" = 0 ]; then
    words+=(--reuid=postgres --regid=postgres --clear-groups --inh-caps=-all --bounding-set=-all)
  fi
  bin="$(pg_bin)"
  cd /
  exec setpriv --no-new-privs "${words[@]}" env -i PATH="$bin:/usr/bin:/bin" LANG=C.UTF-8 "$@" </dev/null
}

# start_postgres FOLDER: starts the cluster of FOLDER, made if there is none, as a child of this shell; it ends when the
# shell ends, however that ends. Exports PGHOST (the socket's folder) and PGUSER (the superuser, postgres) and sets
# postgres_pid. TENDER_PG_FAST=1 trades safety in a power cut for speed: for tests only.
start_postgres() {
  local folder="$1" user log
  user="$(pg_user)"
  [ "${#folder}" -le 80 ] || fail "$folder is too long a path for a socket"
  mkdir -p "$folder" || fail "cannot make $folder: $(no_room "$(dirname "$folder")" "the folder is not writable")"
  log="$folder/log"
  [ "$(id -u)" != 0 ] || chown postgres: "$folder"
  chmod 0755 "$folder"
  (as_postgres mkdir -p "$folder/run") || fail "cannot make $folder/run: $(no_room "$folder" "no permission")"
  (as_postgres chmod 0755 "$folder/run")
  [ -e "$folder/data/PG_VERSION" ] || init_cluster "$folder" "$log"
  end_orphan "$folder"
  configure_cluster "$folder" "$user"
  run_postmaster "$folder" "$log"
  export PGHOST="$folder/run" PGUSER=postgres
}

# A cluster is made beside its place and moved there when complete: a run cut short leaves no half of one.
init_cluster() {
  local folder="$1" log="$2" sync=""
  [ -z "${TENDER_PG_FAST:-}" ] || sync="--no-sync"
  say "making a PostgreSQL cluster in $folder"
  (as_postgres rm -rf "$folder/data.new")
  # shellcheck disable=SC2086  # no word when empty
  (as_postgres initdb -D "$folder/data.new" -U postgres --auth-local=peer --auth-host=reject -E UTF8 \
    --locale=C.UTF-8 --data-checksums $sync) >"$folder/initdb.log" 2>&1 || {
    # initdb removes what it wrote, so that a disk that was full has room again.
    if grep -qE 'No space left on device|free disk space' "$folder/initdb.log"; then
      fail "cannot make a PostgreSQL cluster in $folder: the disk is full"
    fi
    tail -n 5 "$folder/initdb.log" >&2
    fail "cannot make a PostgreSQL cluster in $folder: $(no_room "$folder" "initdb's words are above")"
  }
  (as_postgres mv "$folder/data.new" "$folder/data")
}

# The settings are written at every start, so that they are always those of this version.
configure_cluster() {
  local folder="$1" user="$2" os role
  {
    printf "listen_addresses = ''\nunix_socket_directories = '%s/run'\nunix_socket_permissions = 0777\n" "$folder"
    printf "logging_collector = off\nlog_line_prefix = '%%m [%%p] '\nmax_connections = 200\nshared_buffers = 128MB\n"
    printf "timezone = 'UTC'\nlog_timezone = 'UTC'\n"
    if [ -n "${TENDER_PG_FAST:-}" ]; then
      printf 'fsync = off\nsynchronous_commit = off\nfull_page_writes = off\nautovacuum = off\n'
      printf 'wal_level = minimal\nmax_wal_senders = 0\nmax_wal_size = 2GB\n'
    else
      printf 'fsync = on\nsynchronous_commit = on\nrecovery_init_sync_method = syncfs\n'
      # A new WAL segment is filled with zeros first, for some 60 ms in which nothing commits. Kept, old ones are used again.
      printf 'min_wal_size = 1GB\nmax_wal_size = 2GB\n'
    fi
  } | write_as_postgres "$folder/data/tender.conf"
  grep -q "^include 'tender.conf'" "$folder/data/postgresql.conf" ||
    printf "include 'tender.conf'\n" | write_as_postgres "$folder/data/postgresql.conf" append
  printf 'local all all peer map=m\n' | write_as_postgres "$folder/data/pg_hba.conf"
  for os in root postgres "$user" "$(id -un)"; do
    for role in postgres $(cluster_roles); do printf 'm "%s" "%s"\n' "$os" "$role"; done
  done | sort -u | write_as_postgres "$folder/data/pg_ident.conf"
}

# The roles that the people of this machine may take, as sql/roles.sql makes them.
cluster_roles() {
  [ -e "$tender_root/sql/roles.sql" ] || return 0
  sed -n 's/.*create role \([a-z_]*\).*/\1/p' "$tender_root/sql/roles.sql"
}

write_as_postgres() {
  if [ "${2:-}" = append ]; then
    cat >>"$1"
  else
    cat >"$1"
  fi || fail "cannot write $1: $(no_room "$(dirname "$1")" "no permission")"
  [ "$(id -u)" != 0 ] || chown postgres: "$1"
}

# A server whose script was killed goes down by itself within a second; one that did not is stopped here. A server that
# still has its script is somebody's work in progress.
end_orphan() {
  local folder="$1" pid parent tries=0
  while [ "$tries" -lt 50 ]; do
    pid="$(head -n 1 "$folder/data/postmaster.pid" 2>/dev/null || true)"
    [ -n "$pid" ] && is_postgres "$pid" || return 0
    parent="$(ps -o ppid= -p "$pid" 2>/dev/null | tr -d ' ')"
    if [ "$parent" = 1 ] && [ "$tries" = 20 ]; then kill -INT "$pid" 2>/dev/null || true; fi
    sleep 0.2
    tries=$((tries + 1))
  done
  fail "the database in $folder is in use by another run (process $pid): end that first"
}

is_postgres() { [ "$(ps -o comm= -p "$1" 2>/dev/null)" = postgres ] && kill -0 "$1" 2>/dev/null; }

run_postmaster() {
  local folder="$1" log="$2" tries=0 since
  : >>"$log"
  while :; do
    since="$(wc -c <"$log")"
    # A direct child, so that its death is seen at once.
    (as_postgres --dies-with-parent postgres -D "$folder/data" >>"$log" 2>&1) &
    postgres_pid=$!
    wait_ready "$folder" && return 0
    # The process table may still hold the one killed before: its lock is freed within two seconds or so.
    tries=$((tries + 1))
    if [ "$tries" -lt 20 ] && tail -c "+$((since + 1))" "$log" | grep -q 'postmaster.pid'; then
      sleep 0.5
      continue
    fi
    tail -c "+$((since + 1))" "$log" | tail -n 5 >&2
    if tail -c "+$((since + 1))" "$log" | grep -q 'No space left on device'; then
      fail "PostgreSQL does not start: the disk that holds $folder is full"
    fi
    fail "PostgreSQL does not start: $(no_room "$folder" "its last words are above, all of them in $log")"
  done
}

wait_ready() {
  local folder="$1" tries=0
  while [ "$tries" -lt 1200 ]; do
    "$(pg_bin)/pg_isready" -q -h "$folder/run" -U postgres -d postgres && return 0
    kill -0 "$postgres_pid" 2>/dev/null || { wait "$postgres_pid" 2>/dev/null || true; return 1; }
    sleep 0.05
    tries=$((tries + 1))
  done
  return 1
}

# stop_postgres: ends what start_postgres started, in order if it can.
stop_postgres() {
  local tries=0
  [ -n "${postgres_pid:-}" ] || return 0
  kill -INT "$postgres_pid" 2>/dev/null || true
  while kill -0 "$postgres_pid" 2>/dev/null && [ "$tries" -lt 300 ]; do
    sleep 0.1
    tries=$((tries + 1))
    [ "$tries" != 200 ] || kill -QUIT "$postgres_pid" 2>/dev/null || true
  done
  wait "$postgres_pid" 2>/dev/null || true
  postgres_pid=""
}

# apply_roles: the cluster's roles, from sql/roles.sql.
apply_roles() {
  [ -e "$tender_root/sql/roles.sql" ] || return 0
  "$(pg_bin)/psql" -q -X -v ON_ERROR_STOP=1 -d postgres -f "$tender_root/sql/roles.sql" </dev/null >&2 ||
    fail "sql/roles.sql does not apply"
}
