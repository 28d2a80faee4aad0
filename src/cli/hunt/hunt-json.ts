// What `daxscn hunt --json` writes.
import type { Findings, HuntFinding, HuntTarget } from '../../hunt/findings';
import { formatVersion } from '../../language/versions';
import { verdictText } from '../../explorer/verdict-words';

interface HuntEnd {
  readonly seconds: number;
  readonly complete: boolean;
  readonly recalled: number;
  readonly sizes: { readonly most: number; readonly left: number };
}

export function huntDocument({ all, tried, incomplete, states }: Findings, { version, ground }: HuntTarget, { seconds, complete, recalled, sizes }: HuntEnd): object {
  return {
    version: 1, kernel: formatVersion(version), fileSystem: ground.fileSystem, mount: ground.mountProperties, findings: all.map(findingDocument),
    workloads: tried, recalled, incomplete, states, seconds: Math.round(seconds * 1000) / 1000, complete, sizes,
  };
}

export function findingDocument({ number, workload, fault, tried, known, text }: HuntFinding): { readonly title: string; readonly [name: string]: unknown } {
  const { verdict, property, functions, schedule, events, story, reason } = fault;
  const { chains, files } = workload;
  const calls = chains.map((chain) => chain.map(({ signature }) => signature.name));
  return {
    number, title: `${calls.map((names) => names.join(', ')).join(' | ')}: ${verdictText({ verdict, property })}`, verdict, property, functions, schedule, events, story, reason,
    calls, files, workload: tried, known, scenario: text,
  };
}
