#!/bin/bash
# import-x/no-cycle can find nothing in TypeScript without saying so.
#
# Version:   eslint-plugin-import-x 4.18.1, eslint 10.15.0, typescript-eslint 8.73.0, typescript 6.0.3.
# Behaviour: With a resolver that knows .ts files, `no-unresolved` looks at every import of a TypeScript file, but `no-cycle` reports no
#            circle between two of them, nor a warning: it does not read files whose extension is neither in `import-x/extensions` nor listed
#            in `import-x/parsers`. ESLint's own `languageOptions.parser` does not count. Either of the two settings is enough.
# Output:    resolver alone: 1 problem (import-x/no-unresolved). With `import-x/extensions` or with `import-x/parsers`: 3 problems, two of them no-cycle.
# Instead:   set `import-x/extensions`, and test with two files that import each other that the rule fires.
set -euo pipefail
folder=$(mktemp -d) && trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > /dev/null
npm install --no-audit --no-fund --loglevel=error eslint@10.15.0 eslint-plugin-import-x@4.18.1 typescript-eslint@8.73.0 typescript@6.0.3 > /dev/null

mkdir src
echo "import { b } from './b'; import './missing'; export const a: number = b;" > src/a.ts
echo "import { a } from './a'; export const b: number = a;" > src/b.ts

# Prints how often each rule fires with one more setting.
fires() {
  cat > eslint.config.mjs <<END
import importX from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';
export default [{
  files: ['**/*.ts'],
  languageOptions: { parser: tseslint.parser },
  plugins: { 'import-x': importX },
  settings: { 'import-x/resolver': { node: { extensions: ['.ts'] } }, $1 },
  rules: { 'import-x/no-cycle': 'error', 'import-x/no-unresolved': 'error' },
}];
END
  npx eslint --format json src | node -e "
    const rules = JSON.parse(require('fs').readFileSync(0, 'utf8')).flatMap(({ messages }) => messages.map(({ ruleId }) => ruleId));
    const count = (name) => rules.filter((rule) => rule === 'import-x/' + name).length;
    console.log('no-cycle ' + count('no-cycle') + ', no-unresolved ' + count('no-unresolved'));" || true
}

expect() {
  local found
  found=$(fires "$1")
  echo "${1:-the resolver alone}: $found"
  [ "$found" = "$2" ]
}
expect "" "no-cycle 0, no-unresolved 1"
expect "'import-x/extensions': ['.ts']" "no-cycle 2, no-unresolved 1"
expect "'import-x/parsers': { '@typescript-eslint/parser': ['.ts'] }" "no-cycle 2, no-unresolved 1"
