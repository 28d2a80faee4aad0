// The comment at the head of an exported model: what it is, and how to run Spin on it.
import { comment } from './identifiers';

export function header(title: string, source: string, version: string): string {
  return `/*
 * ${comment(title)}
 *
 * ${comment(source)} on kernel ${version}, exported by \`daxscn export FILE --to promela --kernel ${version}\`.
 * Do not edit: export it again.
 *
 * Every interleaving, until the first error:
 *     spin -a model.pml && gcc -O2 -DSAFETY -DVECTORSZ=4096 -o pan pan.c && ./pan -m1000000
 * "assertion violated NAME": the property NAME; another text: a failure of the model itself (null, a range, a bound).
 * "invalid end state": a deadlock or a hang. The steps to it:
 *     spin -t -p -g -l model.pml
 *
 * To compare with \`daxscn check --no-reduction --no-symmetry\`, exactly its states, all errors, each property once:
 *     spin -a -o2 model.pml && gcc -O2 -DSAFETY -DNOREDUCE -DVECTORSZ=4096 -o pan pan.c && ./pan -m1000000 -c0
 * pan ends with status 0 whatever it found: what counts is its line "errors: N".
 * In the first state that violates a property Spin does not see that it is stuck, too. All stuck states: spin -DENDS -a -o2 model.pml.
 *
 * Not looked for: the verdict livelock of \`daxscn check\`. It is about strongly fair cycles (whoever can move in the cycle moves) in
 * which one process never returns from a call, and pan knows weak fairness only. So "errors: 0" here and livelock there can both be right.
 *
 * Less memory a state: -DCOLLAPSE. Faster, once no index was reported: -DNOBOUNDCHECK. "max search depth too small": a larger -m.
 * Several cores, or breadth first for a shortest way: spin -DCORES -a model.pml, and gcc -O2 -DSAFETY -DNCORE=4 -DMEMLIM=8000,
 * or -DBFS, or -DBFS_PAR. More states than memory: -DBITSTATE and ./pan -w34 -k3 -m1000000. A swarm of many different partial
 * searches: -DBITSTATE -DT_RAND -DP_RAND, and as many ./pan -RS1, ./pan -RS2, ... as there are cores.
 */
`;
}
