#!/bin/sh
# Prepares a checkout: missing system packages (Debian and Ubuntu), a virtual environment, the locked libraries.
# Usage: prepare.sh run|dev PYTHON VENV
set -eu
what=$1 python=$2 venv=$3

window="libegl1 libgl1 libglib2.0-0 libdbus-1-3 libfontconfig1 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxcb-image0 libxcb-render-util0"
fonts="fonts-noto-cjk"
compiler="gcc libc6-dev"
tests="xvfb xdotool dbus strace poppler-utils libimage-exiftool-perl hledger"

missing=""
need() {
    for package in "$@"; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q "install ok installed" || missing="$missing $package"
    done
}

if command -v dpkg-query >/dev/null 2>&1 && command -v apt-get >/dev/null 2>&1; then
    "$python" -c 'import ensurepip, venv' 2>/dev/null || need python3-venv
    need $window $fonts
    command -v cc >/dev/null 2>&1 || command -v clang >/dev/null 2>&1 || need $compiler
    [ "$what" = dev ] && need $tests
    if [ -n "$missing" ]; then
        if [ "$(id -u)" = 0 ]; then
            echo "Teire: installing$missing"
            export DEBIAN_FRONTEND=noninteractive
            apt-get -qq update
            apt-get -qq install -y --no-install-recommends $missing >/dev/null
        else
            echo "Teire: this system lacks some packages. Run this once, then make again:" >&2
            echo "    sudo apt-get update && sudo apt-get install -y$missing" >&2
            exit 1
        fi
    fi
fi

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "Teire: $python is older than 3.11. Name a newer one: make PYTHON=python3.12 …" >&2
    exit 1
}
if [ ! -x "$venv/bin/python" ]; then
    echo "Teire: making $venv"
    "$python" -m venv "$venv"
fi
extra=""
[ "$what" = dev ] && extra="[dev]"
echo "Teire: installing libraries (the first time takes a few minutes)"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable ".$extra"
