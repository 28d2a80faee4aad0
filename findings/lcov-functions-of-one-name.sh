#!/bin/bash
# LCOV knows a function by its name alone.
#
# Version:   LCOV 1.16 (Debian 12, lcov 1.16-1).
# Behaviour: A tracefile may have two functions of one name in one file, at different lines (FN:1,f and FN:5,f), for example overloads or
#            variants for different builds. genhtml and `lcov --summary` merge them: they keep the line of one and the count of one. The
#            totals in the file (FNF:2, FNH:1) are not used. The function that never ran no longer exists, and coverage is complete.
# Output:    functions..: 100.0% (1 of 1 function)
# Instead:   make the names of functions in one file distinct when writing a tracefile, for example `f:5`.
set -euo pipefail
folder=$(mktemp -d) && trap 'rm -rf "$folder"' EXIT
chmod 755 "$folder" && cd "$folder"
apt-get download -qq lcov=1.16-1
dpkg -x lcov_*.deb lcov

printf 'int f() {\n  return 1;\n}\n\nint f() {\n  return 2;\n}\n' > two.c
cat > trace.info <<END
TN:
SF:$folder/two.c
FN:1,f
FN:5,f
FNDA:0,f
FNDA:7,f
FNF:2
FNH:1
DA:2,0
DA:6,7
LF:2
LH:1
end_of_record
END

printed=$(lcov/usr/bin/genhtml --output-directory page trace.info)
echo "$printed" | tail -n 2
grep -q 'lines\.*: 50.0% (1 of 2 lines)' <<< "$printed"
grep -q 'functions\.*: 100.0% (1 of 1 function)' <<< "$printed"

# With names of their own both are there.
sed -i 's/^FN:5,f$/FN:5,f:5/; s/^FNDA:7,f$/FNDA:7,f:5/' trace.info
printed=$(lcov/usr/bin/genhtml --output-directory page trace.info)
echo "$printed" | tail -n 1
grep -q 'functions\.*: 50.0% (1 of 2 functions)' <<< "$printed"
