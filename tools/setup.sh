#!/bin/sh
# Makes .venv with everything the project needs; as root on a Debian-like machine, also Qt's system libraries, and the
# age tool, by which one test opens a parcel as an outsider would.
set -eu
cd "$(dirname "$0")/.."

QT_LIBS="libegl1 libgl1 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-render-util0 libxcb-shape0 libxcb-xkb1 libfontconfig1 libdbus-1-3"

missing_qt() {
    command -v dpkg-query >/dev/null 2>&1 || return 0
    for lib in $QT_LIBS; do
        dpkg-query -W -f='${Status}' "$lib" 2>/dev/null | grep -q 'install ok installed' || printf '%s ' "$lib"
    done
}

missing=$(missing_qt)
if [ -n "$missing" ]; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        echo "setup: installing Qt's system libraries: $missing"
        apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
    else
        echo "setup: Qt needs these packages; please install them: sudo apt-get install $missing"
    fi
fi

# Only that one test is skipped without it, so nothing stops where it cannot be had.
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 && ! command -v age >/dev/null 2>&1; then
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends age; } >/dev/null 2>&1 ||
        echo "setup: the age tool cannot be installed here; one test will be skipped"
fi

PYTHON=""
for candidate in ${PYTHON3:-} python3 python3.13 python3.12 python3.11; do
    if "$candidate" -c 'import sys; raise SystemExit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null; then
        PYTHON=$candidate
        break
    fi
done
[ -n "$PYTHON" ] || { echo "setup: Python 3.11, 3.12 or 3.13 is needed."; exit 1; }

if ! "$PYTHON" -c 'import ensurepip' 2>/dev/null && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv >/dev/null
fi
[ -x .venv/bin/python ] || "$PYTHON" -m venv .venv
echo "setup: installing the Python packages of pyproject.toml into .venv"
.venv/bin/python -m pip install --quiet --disable-pip-version-check --config-settings editable_mode=compat --editable '.[dev]'
.venv/bin/python -m compileall -q cdtt_app  # a machine told not to write bytecode would compile at every start
touch .venv/.ready
