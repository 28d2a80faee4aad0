/** The corners of the arrowhead at the end of a line: x, y, x, y … */
export function arrowhead(points: readonly number[]): [number, number][] {
  const [x1, y1, x2, y2] = points.slice(-4) as [number, number, number, number];
  const length = Math.hypot(x2 - x1, y2 - y1) || 1;
  const [dx, dy] = [(x2 - x1) / length, (y2 - y1) / length];
  return [[x2, y2], [x2 - 8 * dx - 4 * dy, y2 - 8 * dy + 4 * dx], [x2 - 8 * dx + 4 * dy, y2 - 8 * dy - 4 * dx]];
}
