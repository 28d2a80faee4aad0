#!/bin/bash
# The grammar that `langium generate` writes brings all of Langium with it.
#
# Version:   langium and langium-cli 4.4.0, bundled by esbuild 0.28.2.
# Behaviour: generated/grammar.ts is a JSON text and a call of `loadGrammarFromJson`, which it imports from 'langium'. Though the package declares
#            that it has no side effects, a bundle of this one module contains Langium's services, Chevrotain and three packages of the language
#            server protocol: the loader makes the services of the grammar language itself. What is generated beside it (ast.ts) has no such cost.
# Output:    grammar.ts 1 kB, bundle 398 kB, Chevrotain 93 kB, language server protocol 137 kB (minified)
# Instead:   where start-up time or size matters, replace the loader by one that revives the JSON without services.
set -euo pipefail
folder=$(mktemp -d) && trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > /dev/null
npm install --no-audit --no-fund --loglevel=error langium@4.4.0 langium-cli@4.4.0 esbuild@0.28.2 node@24.21.0 > /dev/null
PATH="$folder/node_modules/.bin:$PATH"

cat > hello.langium <<'END'
grammar Hello
entry Model: 'hello' name=ID;
terminal ID: /[a-z]+/;
hidden terminal WS: /\s+/;
END
echo '{ "projectName": "Hello", "languages": [{ "id": "hello", "grammar": "hello.langium", "fileExtensions": [".hello"] }], "out": "generated" }' > langium-config.json
langium generate > /dev/null

bundle() {
  esbuild "$1" --bundle --minify --format=esm --platform=node --log-level=error --metafile=meta.json --outfile=out.js
}
bundle generated/grammar.ts
node > sizes.txt <<'END'
const { inputs, bytes } = Object.values(JSON.parse(require('fs').readFileSync('meta.json', 'utf8')).outputs)[0];
const kB = (pattern) => Math.round(Object.entries(inputs).reduce((sum, [name, { bytesInOutput }]) => sum + (pattern.test(name) ? bytesInOutput : 0), 0) / 1000);
console.log(`grammar.ts ${kB(/^generated\/grammar\.ts$/)} kB, bundle ${Math.round(bytes / 1024)} kB, Chevrotain ${kB(/\/chevrotain\//)} kB, language server protocol ${kB(/\/vscode-(jsonrpc|languageserver-)/)} kB`);
END
cat sizes.txt
grep -qx 'grammar.ts 1 kB, bundle 398 kB, Chevrotain 93 kB, language server protocol 137 kB' sizes.txt

bundle generated/ast.ts
echo "ast.ts: bundle $(stat -c %s out.js) bytes"
(($(stat -c %s out.js) < 100000))
