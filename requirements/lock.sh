#!/bin/sh
# Writes requirements/run.txt and dev.txt: every package pinned and hashed for every platform, no package host named.
# UV_... variables of the environment choose another index; LOCK_UPGRADE=--upgrade takes the newest versions.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"${PYTHON:-python3}" -m venv "$work/venv"
"$work/venv/bin/python" -m pip --disable-pip-version-check install --quiet uv

# A package with extras gets a second pin without them: older pips don't see that the one holds for the other.
with_bare_pins() {
    awk '
        function put(   bare) {
            if (block ~ /^[A-Za-z0-9._-]+\[/) { bare = block; sub(/\[[^]]*\]/, "", bare); printf "%s", bare }
            printf "%s", block
            block = ""
        }
        /^[^ ]/ { put() }
        { block = block $0 "\n" }
        END { put() }
    '
}

compile() {
    out=$1
    shift
    # The versions of the last lock stay where they fit.
    cp "$out" "$work/locked.txt"
    "$work/venv/bin/uv" pip compile --quiet --universal --no-strip-extras --python-version 3.11 \
        --generate-hashes --no-header ${LOCK_UPGRADE:-} "$@" -o "$work/locked.txt"
    with_bare_pins <"$work/locked.txt" >"$out"
}
compile requirements/run.txt requirements/run.in
compile requirements/dev.txt -c requirements/run.txt requirements/dev.in
