#!/bin/bash
# In .vscodeignore the order of lines means nothing: a line with `!` always wins.
#
# Version:   @vscode/vsce 4.1.0.
# Behaviour: The file looks like .gitignore, but is not read like one. vsce packs a file if it matches no pattern without `!`, or any pattern
#            with `!`, wherever the two stand. An exception to an exception cannot be written: `dist/**/*.map` after `!dist/**` has no effect
#            and causes no message. In git the later line decides, with the very same lines.
# Output:    vsce packs dist/a.js and dist/a.js.map; git, with these lines in .gitignore, takes dist/a.js alone.
# Instead:   after `**`, list exactly what ships (`!dist/**/*.js`), and compare `vsce ls` in a test.
set -euo pipefail
folder=$(mktemp -d) && trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > /dev/null
npm install --no-audit --no-fund --loglevel=error @vscode/vsce@4.1.0 node@24.21.0 > /dev/null
PATH="$folder/node_modules/.bin:$PATH"

mkdir -p extension/dist && cd extension
touch dist/a.js dist/a.js.map
echo '{ "name": "example", "publisher": "example", "version": "1.0.0", "engines": { "vscode": "^1.100.0" } }' > package.json
printf '%s\n' '**' '!package.json' '!dist/' '!dist/**' 'dist/**/*.map' > .vscodeignore
packed=$(vsce ls | sort | tr '\n' ' ')

git init --quiet .
cp .vscodeignore .git/info/exclude
taken=$(git ls-files --others --exclude-standard | sort | tr '\n' ' ')

echo "vsce: $packed"
echo "git:  $taken"
[ "$packed" = "dist/a.js dist/a.js.map package.json " ]
[ "$taken" = "dist/a.js package.json " ]
