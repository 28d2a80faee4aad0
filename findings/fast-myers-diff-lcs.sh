#!/bin/bash
# `lcs` of fast-myers-diff gives a difference as if it were a common part.
#
# Version:   fast-myers-diff 3.2.0.
# Behaviour: `lcs(xs, ys)` is documented to give triples: where a common part begins in each, and how long it is. Where the sequences differ at their
#            very beginning, its first item is no triple but the first difference, four numbers as `diff` gives them. `diff` itself is right.
# Output:    for "xab" and "ab": `lcs` gives [0,1,0,0] and then [1,0,2]; `diff` gives [0,1,0,0].
# Instead:   take `diff`, and what lies between its items is common.
set -euo pipefail
folder=$(mktemp -d) && trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > /dev/null
npm install --no-audit --no-fund --loglevel=error fast-myers-diff@3.2.0 > /dev/null
seen=$(node -e "
const { diff, lcs } = require('fast-myers-diff');
console.log(JSON.stringify([...lcs('xab', 'ab')]), JSON.stringify([...diff('xab', 'ab')]));
")
echo "$seen"
[ "$seen" = "[[0,1,0,0],[1,0,2]] [[0,1,0,0]]" ]
