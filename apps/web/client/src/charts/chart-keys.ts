import type uPlot from 'uplot';

export interface ChartKeys {
  /** The cross-hair was moved by a key. */
  onMove: (index: number) => void;
  onZoom: (fromSeconds: number, toSeconds: number) => void;
  onZoomOut: () => void;
}

/** The cross-hair and the zoom by keyboard. Returns whether the key was one of ours. */
export function handleChartKey(chart: uPlot, key: string, { onMove, onZoom, onZoomOut }: ChartKeys): boolean {
  const times = chart.data[0] ?? [];
  const last = times.length - 1;
  const at = chart.cursor.idx ?? null;
  const move = (index: number) => {
    const to = Math.max(0, Math.min(last, index));
    const place = { left: chart.valToPos(times[to] ?? 0, 'x'), top: chart.over.clientHeight / 2 };
    setCursor(chart, place);
    onMove(to);
  };
  switch (key) {
    case 'ArrowLeft':
      move(at === null ? last : at - 1);
      return true;
    case 'ArrowRight':
      move(at === null ? 0 : at + 1);
      return true;
    case 'Home':
      move(0);
      return true;
    case 'End':
      move(last);
      return true;
    case '+':
    case '=': {
      const { min = 0, max = 0 } = chart.scales['x'] ?? {};
      const middle = times[at ?? -1] ?? ((min ?? 0) + (max ?? 0)) / 2;
      const quarter = ((max ?? 0) - (min ?? 0)) / 4;
      onZoom(middle - quarter, middle + quarter);
      return true;
    }
    case '-':
      onZoomOut();
      return true;
    case 'Escape':
      setCursor(chart, { left: -10, top: -10 });
      return true;
    default:
      return false;
  }
}

/** Told to our hooks and to the other charts, as a move of the pointer is; uPlot's types do not know that it can be. */
function setCursor(chart: uPlot, place: { left: number; top: number }): void {
  (chart.setCursor as (place: { left: number; top: number }, tellHooks: boolean, tellOthers: boolean) => void)(
    place,
    true,
    true,
  );
}
