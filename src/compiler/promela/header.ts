// What the exported model says of itself, first of all how to run Spin on it.
import { comment } from './identifiers';

export function header(title: string, source: string, version: string): string {
  return `/*
 * ${comment(title)}
 *
 * ${comment(source)} on kernel ${version}, exported by \`daxscn export FILE --to promela --kernel ${version}\`.
 * Do not edit: export it again.
 *
 * Every interleaving, until the first error:
 *     spin -a model.pml && gcc -O2 -DSAFETY -o pan pan.c && ./pan -m1000000
 * "assertion violated NAME": the property NAME; another text: a failure of the model itself (null, a range, a bound).
 * "invalid end state": a deadlock or a hang. The steps to it:
 *     spin -t -p -g -l model.pml
 *
 * Exactly the states of \`daxscn check\`, all errors, each property once:
 *     spin -a -o2 model.pml && gcc -O2 -DSAFETY -DNOREDUCE -o pan pan.c && ./pan -m1000000 -c0
 * Less memory a state: -DCOLLAPSE. Faster, once no index was reported: -DNOBOUNDCHECK. "max search depth too small": a larger -m.
 * Several cores, breadth first: gcc -O2 -DSAFETY -DBFS_PAR; more states than memory: -DBITSTATE and ./pan -w34 -k3;
 * a swarm of many different partial searches: swarm -F swarm.cfg, or ./pan_bitstate with -RS1, -RS2, ... and -DT_RAND -DP_RAND.
 */
`;
}
