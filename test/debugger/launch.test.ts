// The launch configuration in the manifest is the one the debugger reads.
import { describe, expect, test } from 'vitest';
import { attachAttributes, attributes, type Attribute } from '../../src/debugger/launch/configuration';
import { contributes } from '../../src/extension/manifest/contributes';

interface Declared {
  required: string[];
  properties: Record<string, { type: string; default?: unknown; minimum?: number; markdownDescription: string }>;
}

describe.each([['launch', attributes], ['attach', attachAttributes]] as const)('%s configuration', (request, known) => {
  const declared = contributes.debuggers[0]!.configurationAttributes[request] as Declared;

  test('the manifest declares what the debugger understands', () => {
    expect(Object.keys(declared.properties).sort()).toEqual(Object.keys(known).sort());
    expect(declared.required).toEqual(Object.entries<Attribute>(known).filter(([, { required }]) => required).map(([name]) => name));
  });

  test.each(Object.entries<Attribute>(known))('%s', (name, attribute) => {
    const property = declared.properties[name]!;
    expect(property.type).toBe(attribute.type);
    expect(property.minimum).toBe(attribute.minimum);
    if (attribute.default !== undefined) expect(property.default).toBe(attribute.default);
    expect(property.markdownDescription).toBe(attribute.description);
  });
});
