import type uPlot from 'uplot';
import type { PanelInfo } from '../api/contract.js';

/** From `value` on, a figure is at a level that has this colour. */
export interface LevelLine {
  value: number;
  color: string;
}

/** Where trouble begins; what is good needs no line. */
export function levelLines(
  thresholds: PanelInfo['thresholds'],
  colors: Record<'warning' | 'critical', string>,
): LevelLine[] {
  return (thresholds ?? []).flatMap(([value, level]) =>
    value === null || level === 'good' ? [] : [{ value, color: colors[level] }],
  );
}

/** Draws where a level begins, dashed from side to side, where that is in sight: nothing is made flat to show it. */
export function drawLevelLines(chart: uPlot, levels: readonly LevelLine[]): void {
  const { ctx, bbox } = chart;
  ctx.save();
  ctx.lineWidth = devicePixelRatio;
  ctx.setLineDash([6 * devicePixelRatio, 4 * devicePixelRatio]);
  for (const { value, color } of levels) {
    // In the middle of a pixel: a line between two is drawn half on each.
    const y = Math.floor(chart.valToPos(value, 'y', true)) + devicePixelRatio / 2;
    if (y < bbox.top || y > bbox.top + bbox.height) continue;
    ctx.strokeStyle = color;
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
  }
  ctx.restore();
}
