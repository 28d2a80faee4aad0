import type { Finding } from '../messages/timeline';

/** The finding whose window is shown: the latest that has happened at the position, or else the first. Its index. */
export function chooseFinding(findings: readonly Finding[], position: number): number | undefined {
  if (findings.length === 0) return undefined;
  const latest = findings.reduce((found, { event }, index) => (event < position && (found < 0 || event >= findings[found]!.event) ? index : found), -1);
  return Math.max(0, latest);
}
