#!/bin/bash
# What Spin's verifier counts as a state and as a transition.
#
# Version:   Spin 6.5.2 (Debian 12, spin 6.5.2+dfsg-1).
# Behaviour: (1) "transitions" is states stored + states matched, so storing the initial state counts as one: a ring of 4 states, which has 4
#            transitions, gives 5. (2) Variables that are written and never read are not part of the state, so two states that differ only in
#            such a variable are one, and no message says so; `spin -o2` keeps the variable. Whoever compares numbers with another
#            tool has to subtract 1 and to generate with -o2.
# Output:    4 states, 5 transitions for the ring; the same with a write-only variable; 5 states, 6 transitions with that and -o2
# Instead:   compare transitions - 1, of a verifier made by `spin -a -o2` and compiled with -DNOREDUCE.
set -euo pipefail
folder=$(mktemp -d) && trap 'rm -rf "$folder"' EXIT
chmod 755 "$folder" && cd "$folder"
apt-get download -qq spin=6.5.2+dfsg-1
dpkg -x spin_*.deb spin

# A ring: 0 → 1 → 2 → 3 → 0.
cat > ring.pml <<'END'
byte x = 0;
active proctype p() {
end:
  do
  :: d_step { x < 3 -> x = x + 1 }
  :: d_step { x == 3 -> x = 0 }
  od
}
END
# It also notes where it counted to last, which nobody reads: 0 at the beginning and 0 after a round differ in that.
sed 's/byte x = 0;/byte x = 0, last = 0;/; s/x = x + 1/x = x + 1; last = x/' ring.pml > noting.pml

counts() {
  spin/usr/bin/spin -a "${@:2}" "$1" > /dev/null
  gcc -w -DSAFETY -DNOREDUCE -o pan pan.c
  ./pan | awk '/states, stored/ { states = $1 } /transitions/ { transitions = $1 } END { print states " states, " transitions " transitions" }'
}
expect() {
  local found
  found=$(counts "${@:2}")
  echo "${*:2}: $found"
  [ "$found" = "$1" ]
}
expect "4 states, 5 transitions" ring.pml
expect "4 states, 5 transitions" noting.pml
expect "5 states, 6 transitions" noting.pml -o2
