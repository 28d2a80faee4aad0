// Which processes may come to an early end: those that some process kills, and those of several threads of which one exits. All other
// tasks need not look for a signal that cannot come.
import type { Expr, Process, Stmt } from '../../language/tree';
import { childExpressions, childStatements, ownExpressions } from '../../language/checker/walk';

/** The system calls that end a process: its own, and another one. */
const [EXIT, KILL] = ['exit', 'sigkill'];

/** The names of the processes, without their threads. */
export function killableProcesses(processes: readonly Process[]): Set<string> {
  const killable = new Set<string>();
  for (const process of processes) {
    const own = process.starter?.start === 'thread' ? process.starter.process : process.name;
    for (const { function: called, args } of callsIn(process.body)) {
      if (called === EXIT && processes.some(({ starter }) => starter?.process === own && starter.start === 'thread')) killable.add(own);
      if (called !== KILL) continue;
      for (const arg of args) {
        if (arg.kind === 'named') killable.add(arg.name);
        else for (const { name } of processes) killable.add(name);
      }
    }
  }
  return killable;
}

function callsIn(body: readonly Stmt[]): (Expr & { kind: 'call' })[] {
  const expression = (expr: Expr): (Expr & { kind: 'call' })[] => [...(expr.kind === 'call' ? [expr] : []), ...childExpressions(expr).flatMap(expression)];
  return body.flatMap((stmt) => [...ownExpressions(stmt).flatMap(expression), ...callsIn(childStatements(stmt))]);
}
