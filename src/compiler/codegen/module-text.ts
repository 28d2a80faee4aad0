// All generated code of a program as one text.
import type { Parts } from './parts';

export function moduleText({ generator, codes, pures, invariants, boot }: Parts): string {
  const list = (functions: readonly string[]): string => `[${functions.join(',\n')}]`;
  generator.area = 0;
  const pure = pures.map(({ name, params, ops }) => {
    const body = generator.scoped(() => generator.ops(ops)).replace(/^let ([^;]*);/, (_, names: string) => {
      const locals = names.split(',').filter((each) => !params.includes(each.split('=')[0] as string));
      return locals.length > 0 ? `let ${locals.join(',')};` : '';
    });
    return `P[${JSON.stringify(name)}]=function(${['S', ...params].join(',')}){${body}return 0;};`;
  });
  const checks = invariants.map(({ ops }) => `function(S){${generator.scoped(() => generator.ops(ops))}}`);
  const booting = generator.scoped(() => generator.ops(boot));
  return `const P={};${pure.join('\n')}
return {starts:${list(codes.map((code) => code.start))},
steps:${list(codes.map((code) => list(code.steps)))},
guards:${list(codes.map((code) => list(code.guards)))},
invariants:${list(checks)},
boot:function(S){let m;${booting}},
lazy:function(text){return eval(text)}};`;
}
