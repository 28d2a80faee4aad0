#!/bin/bash
# Outside of a browser `mermaid.parse` refuses some diagrams that are right.
#
# Version:   mermaid 12.3.0, Node 20 or newer.
# Behaviour: `parse` is documented to validate a diagram, and in Node it does validate sequence diagrams and the simplest flowcharts. Any text that is
#            cleaned of markup (a label of a flowchart, a state) throws `DOMPurify.addHook is not a function`, as if the diagram were wrong: there is no
#            document, so DOMPurify is a factory without methods. The error is rejected in the same way as one of the syntax.
# Output:    `a --> b` is right, `a[one] --> b` is refused with the message above.
# Instead:   draw it in a browser, for example by `mermaid.render` in a page of Playwright, if one validator is to do for every type.
set -euo pipefail
folder=$(mktemp -d) && trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > /dev/null
npm install --no-audit --no-fund --loglevel=error mermaid@12.3.0 > /dev/null
cat > parse.mjs <<'END'
import mermaid from 'mermaid';
for (const text of ['sequenceDiagram\n  a->>b: one', 'flowchart LR\n  a --> b', 'flowchart LR\n  a[one] --> b']) {
  const said = await mermaid.parse(text).then(() => 'right', ({ message }) => message);
  console.log(`${text.split('\n')[1].trim()}: ${said}`);
}
END
seen=$(node parse.mjs)
echo "$seen"
[ "$seen" = "a->>b: one: right
a --> b: right
a[one] --> b: DOMPurify.addHook is not a function" ]
