// What axe finds wrong with a page. It knows WCAG's rules for names, roles and contrast; whether the words make sense, it does not.
import axe, { type NodeResult, type Result } from 'axe-core';
import type { Locator } from 'playwright-core';

/** Letters that stand alone and signs such as ● have to be seen, too. */
const contrast = { id: 'color-contrast', options: {
  ignoreLength: true, ignoreUnicode: false,
  // Given one option, axe forgets its defaults, which are these.
  ignorePseudo: false, pseudoSizeThreshold: 0.25, boldValue: 700, boldTextPt: 14, largeTextPt: 18, shadowOutlineEmMax: 0.2, textStrokeEmMin: 0.03,
  contrastRatio: { normal: { expected: 4.5 }, large: { expected: 3 } },
} };

/**
 * A line for each element that breaks a rule: `color-contrast (serious) at .change: …`. Nothing if all is well.
 * Text whose contrast axe cannot tell, since a pattern is behind it, counts as text that has none.
 * Of drawings (`svg`) axe does not know what is behind their text: they are left out. `root` is the `html` element of the page, or of the frame that a web view is in.
 */
export async function barriers(root: Locator): Promise<string[]> {
  // By the debugger of the browser: the content-security policy of a web view lets no other script in.
  await root.evaluate(`${axe.source}; undefined`);
  const results = await root.evaluate(({ ownerDocument }, check) => {
    const page = (globalThis as unknown as { axe: typeof axe }).axe;
    page.configure({ checks: [check] });
    return page.run({ include: ownerDocument, exclude: ['svg'] });
  }, contrast);
  const untold = results.incomplete.filter(({ id }) => id === 'color-contrast');
  return [...results.violations, ...untold].flatMap((rule) => rule.nodes.map((node) => describe(rule, node)));
}

function describe({ id, impact, help }: Result, { target, any, all, none, html }: NodeResult): string {
  const causes = [...any, ...all, ...none].map(({ message }) => message);
  return `${id} (${impact}) at ${target.join(' ')}: ${causes.length > 0 ? causes.join('; ') : help}\n  ${html.slice(0, 200)}`;
}
