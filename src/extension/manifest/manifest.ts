// What `npm run generate` writes from the parts in this folder. Nothing of it is loaded while the extension runs but names and defaults.
import { contributes } from './contributes';
import { localize } from './localize';
import { withReference } from './reference';

/** The texts of the files, from what they are now. */
export interface ManifestFiles {
  readonly 'package.json': string;
  readonly 'package.nls.json': string;
  readonly 'docs/settings.md': string;
}

const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;

export function manifestFiles(now: Pick<ManifestFiles, 'package.json' | 'docs/settings.md'>): ManifestFiles {
  const { value, texts } = localize(contributes);
  return {
    'package.json': json({ ...JSON.parse(now['package.json']) as object, contributes: value }),
    'package.nls.json': json(texts),
    'docs/settings.md': withReference(now['docs/settings.md']),
  };
}
