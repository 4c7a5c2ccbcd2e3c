#!/bin/sh
# Installs the system packages that the build needs and that are missing; says what it does.
set -eu
packages="libxml2-dev libisal-dev libdeflate-dev libzstd-dev libbz2-dev liblzma-dev nettle-dev libuchardet-dev libsimdjson-dev libcld2-dev libmd4c-dev libsqlite3-dev pkg-config python3 python3-venv"

if ! command -v dpkg-query >/dev/null 2>&1; then
  echo "deps: this is no Debian system; needed are the development files of libxml2, ISA-L, libdeflate, zstd," >&2
  echo "deps: bzip2, liblzma, nettle, uchardet, simdjson, CLD2, MD4C and SQLite, and pkg-config; the build says what" >&2
  echo "deps: it misses" >&2
  exit 0
fi

missing=""
for package in $packages; do
  status=$(dpkg-query -W -f='${Status}' "$package" 2>/dev/null || true)
  [ "$status" = "install ok installed" ] || missing="$missing $package"
done
if [ -z "$missing" ]; then
  echo "deps: all system packages are there"
  exit 0
fi

sudo=""
if [ "$(id -u)" != 0 ]; then
  command -v sudo >/dev/null 2>&1 || {
    echo "deps: missing:$missing; install them as root: apt-get install$missing" >&2
    exit 1
  }
  sudo=sudo
fi
echo "deps: installing$missing"
$sudo apt-get update -q >/dev/null || echo "deps: the package lists could not be renewed; trying with those at hand"
DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -q --no-install-recommends $missing >/dev/null
echo "deps: done"
