#!/bin/sh
# show-pairs.sh DIR [N]: prints N pairs of an uncompressed run, each from another task, and where the corpus is.
set -eu
folder=$1
count=${2:-3}
echo
echo "Some pairs:"
awk -v most="$count" '
  function field(name,   start, rest, i, c, out) {
    start = index($0, "\"" name "\":\"")
    if (!start) return ""
    rest = substr($0, start + length(name) + 4)
    out = ""
    for (i = 1; i <= length(rest); i++) {
      c = substr(rest, i, 1)
      if (c == "\\") {
        i++
        c = substr(rest, i, 1)
        if (c == "n") c = "\n      "
        if (c == "t") c = " "
        out = out c
      } else if (c == "\"") break
      else out = out c
    }
    return out
  }
  {
    task = field("task")
    if (task in seen) next
    seen[task] = 1
    printf "\n  [%s] %s\n  -> %s\n", task, field("instruction"), field("response")
    if (++shown >= most) exit
  }
' "$folder"/pairs/part-*.jsonl
echo
echo "The corpus is in $folder/corpus/, each pair with its evidence in $folder/pairs/, the sums in $folder/manifest.json."
