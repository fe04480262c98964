#!/bin/sh
# Creates .venv and installs the pinned, hashed set: `sh requirements/install.sh run` or `... dev`.
# Needs Python 3.11 or newer with its venv module; no root, no system package. Run from the checkout's folder.
set -eu
set=$1
python=.venv/bin/python
new_enough='import sys; sys.exit(sys.version_info < (3, 11))'

find_python() {
    for candidate in ${PYTHON:+"$PYTHON"} python3 python3.14 python3.13 python3.12 python3.11 python; do
        if "$candidate" -c "$new_enough" 2>/dev/null; then
            command -v "$candidate"
            return
        fi
    done
    echo "noticedesk needs Python 3.11 or newer; found: $(python3 --version 2>&1 || true)." >&2
    echo "Install one, or name it: make run PYTHON=/path/to/python3.12" >&2
    exit 1
}

if ! "$python" -c "$new_enough" 2>/dev/null || ! "$python" -m pip --version >/dev/null 2>&1; then
    found=$(find_python)
    if ! said=$("$found" -m venv --clear .venv 2>&1); then
        echo "$said" >&2
        echo "This Python can't create a virtual environment. On Debian and Ubuntu: apt install python3-venv" >&2
        exit 1
    fi
fi

# pip has much to say about the machine's own settings; it is shown only when something went wrong. Python compiles
# what is used when it is used: a third of the work of compiling everything here.
pip_install() {
    said=$("$python" -m pip --disable-pip-version-check --no-input install --quiet --no-compile "$@" 2>&1) && return
    echo "$said" >&2
    echo "The packages could not be installed. Is a package index within reach? pip config list shows which." >&2
    exit 1
}

count=$(grep -c '^[a-zA-Z0-9._-]*==' "requirements/$set.txt")
echo "Installing $count pinned packages into .venv with $("$python" --version) (only this once; one to three minutes)" >&2
pip_install --require-hashes -r "requirements/$set.txt"
# The project itself: nothing is fetched, the pinned setuptools builds it.
pip_install --no-index --no-deps --no-build-isolation --editable .

# Some tests drive a browser, and are skipped where there is none. Root on a machine with apt gets Debian's.
if [ "$set" = dev ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null &&
    ! command -v chromium >/dev/null && ! command -v chromium-browser >/dev/null; then
    echo "Installing Chromium for the tests in a browser (only this once)" >&2
    export DEBIAN_FRONTEND=noninteractive
    { apt-get update && apt-get install --yes --no-install-recommends chromium; } >/dev/null 2>&1 ||
        echo "Chromium could not be installed: the tests in a browser will be skipped" >&2
fi
touch ".venv/$set.ready"
