#!/bin/sh
# Makes the tests' own virtual environment, .venv or what DIDACT_VENV names: a loader as trainers have it, and a model server.
set -eu
cd "$(dirname "$0")/.."
folder="${DIDACT_VENV:-.venv}"
packages="datasets zstandard xllamacpp"

there() { "$folder/bin/python" -c "import datasets, zstandard, xllamacpp" >/dev/null 2>&1; }

if there; then
  echo "test environment: all is there"
  exit 0
fi
echo "test environment: installing $packages"
if python3 -m venv "$folder" && "$folder/bin/python" -m pip install -q --disable-pip-version-check $packages && there; then
  echo "test environment: done"
  exit 0
fi
echo "**************************************************************************" >&2
echo "SKIPPED: PyPI or python3-venv is out of reach, or a package does not work." >&2
echo "The tests with a real model server and with a trainer's loader DO NOT RUN." >&2
echo "**************************************************************************" >&2
