import type { Timeline, TimelineRange } from '../messages/timeline';
import { drawBars } from './bars';
import { chooseFinding } from './chosen-finding';
import type { Drawing } from './drawing';
import { drawFindings, drawWindow } from './findings';
import { Labels } from './labels';
import { drawLanes } from './lanes';
import { layOut, type Geometry } from './layout';
import { drawBranches, drawEdits, drawPosition, drawRuler } from './ruler';
import type { Scene } from './scene';
import { drawSelection, type Selection } from './selection';

/**
 * An execution over time as a picture. The range may be another one than the geometry looks at, for example the last answer
 * while the next one is on its way: what it has is drawn where it belongs.
 */
export function timelineScene(timeline: Timeline, range: TimelineRange, geometry: Geometry, selection: Selection = {}): Scene {
  const layout = layOut(timeline, geometry);
  const finding = chooseFinding(timeline.findings, timeline.position);
  const drawing: Drawing = {
    timeline, range, layout, body: [], head: [],
    labels: new Labels(geometry.measure, geometry.width), headLabels: new Labels(geometry.measure, geometry.width),
    ...(finding !== undefined && { finding }),
  };
  drawWindow(drawing);
  drawLanes(drawing);
  drawBars(drawing);
  drawRuler(drawing);
  drawEdits(drawing);
  drawPosition(drawing);
  drawBranches(drawing);
  drawFindings(drawing);
  drawSelection(drawing, selection);
  drawing.body.push(...drawing.labels.place());
  drawing.head.push(...drawing.headLabels.place());
  return { width: geometry.width, height: layout.height, top: layout.top, body: drawing.body, head: drawing.head };
}
