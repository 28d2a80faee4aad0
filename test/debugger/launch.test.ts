// The launch configuration in the manifest is the one the debugger reads.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { attributes, type Attribute } from '../../src/debugger/launch';

interface Manifest {
  contributes: { debuggers: { type: string; configurationAttributes: { launch: {
    required: string[]; properties: Record<string, { type: string; default?: unknown; minimum?: number; markdownDescription: string }>;
  } } }[] };
}

describe('launch configuration', () => {
  const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as Manifest;
  const { launch } = manifest.contributes.debuggers.find(({ type }) => type === 'daxscn')!.configurationAttributes;

  test('the manifest declares what the debugger understands', () => {
    expect(Object.keys(launch.properties).sort()).toEqual(Object.keys(attributes).sort());
    expect(launch.required).toEqual(Object.entries<Attribute>(attributes).filter(([, { required }]) => required).map(([name]) => name));
  });

  test.each(Object.entries<Attribute>(attributes))('%s', (name, attribute) => {
    const declared = launch.properties[name]!;
    expect(declared.type).toBe(attribute.type);
    expect(declared.minimum).toBe(attribute.minimum);
    if (attribute.default !== undefined) expect(declared.default).toBe(attribute.default);
    expect(declared.markdownDescription.replaceAll(/[`*]/g, '')).toBe(attribute.description);
  });
});
