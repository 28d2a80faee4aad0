// The launch configuration in the manifest is the one the debugger reads.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { attachAttributes, attributes, type Attribute } from '../../src/debugger/launch/configuration';

interface Declared {
  required: string[];
  properties: Record<string, { type: string; default?: unknown; minimum?: number; markdownDescription: string }>;
}

interface Manifest {
  contributes: { debuggers: { type: string; configurationAttributes: Record<'launch' | 'attach', Declared> }[] };
}

describe.each([['launch', attributes], ['attach', attachAttributes]] as const)('%s configuration', (request, known) => {
  const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as Manifest;
  const declared = manifest.contributes.debuggers.find(({ type }) => type === 'daxscn')!.configurationAttributes[request];

  test('the manifest declares what the debugger understands', () => {
    expect(Object.keys(declared.properties).sort()).toEqual(Object.keys(known).sort());
    expect(declared.required).toEqual(Object.entries<Attribute>(known).filter(([, { required }]) => required).map(([name]) => name));
  });

  test.each(Object.entries<Attribute>(known))('%s', (name, attribute) => {
    const property = declared.properties[name]!;
    expect(property.type).toBe(attribute.type);
    expect(property.minimum).toBe(attribute.minimum);
    if (attribute.default !== undefined) expect(property.default).toBe(attribute.default);
    expect(property.markdownDescription.replaceAll(/[`*]/g, '')).toBe(attribute.description);
  });
});
