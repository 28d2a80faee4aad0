import { describe, expect, it, vi } from 'vitest';
import { packageKernel, readPackage } from '../../src/language/packaged-kernel';
import { modelKernel } from '../support/model-kernel';

describe('a packaged kernel', () => {
  it('is the tree that was packaged', () => {
    expect(JSON.parse(JSON.stringify(readPackage(packageKernel(modelKernel()))))).toEqual(JSON.parse(JSON.stringify(modelKernel())));
  });

  it('parses the body of a function when somebody asks for it, and once', () => {
    const text = packageKernel(modelKernel());
    const parse = vi.spyOn(JSON, 'parse');
    const [func] = readPackage(text).functions;
    expect(parse).toHaveBeenCalledTimes(1);
    expect(func!.body).toBe(func!.body);
    expect(parse).toHaveBeenCalledTimes(2);
    parse.mockRestore();
  });

  it('gives its body to a copy of a function, and to another process', () => {
    const read = () => readPackage(packageKernel(modelKernel())).functions[0]!;
    const { body } = modelKernel().functions[0]!;
    expect({ ...read(), name: 'other' }.body).toEqual(body);
    expect(structuredClone(read()).body).toEqual(body);
  });
});
