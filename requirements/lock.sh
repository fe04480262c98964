#!/bin/sh
# Writes requirements/run.txt and dev.txt: every package pinned and hashed for every platform, no package host named.
# UV_... variables of the environment choose another index; LOCK_UPGRADE=--upgrade takes the newest versions.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"${PYTHON:-python3}" -m venv "$work/venv"
"$work/venv/bin/python" -m pip --disable-pip-version-check install --quiet uv
compile() {
    # Extras stay: an older pip does not see that the pin of a package holds for its extras as well.
    "$work/venv/bin/uv" pip compile --quiet --universal --no-strip-extras --python-version 3.11 \
        --generate-hashes --no-header ${LOCK_UPGRADE:-} "$@"
}
compile -o requirements/run.txt requirements/run.in
compile -c requirements/run.txt -o requirements/dev.txt requirements/dev.in
