import { lineColorSlots } from './line-colors.js';

/** Colours of the scheme that is on now; a canvas cannot read CSS variables by itself. */
export function chartColors(element: Element, labels: string[]) {
  const style = getComputedStyle(element);
  const read = (name: string) => style.getPropertyValue(name).trim();
  return {
    colors: lineColorSlots(labels).map((slot) => read(`--series-${slot}`)),
    gridColor: read('--chart-grid'),
    textColor: read('--chart-text'),
    levelColors: { warning: read('--warn'), critical: read('--bad') },
    font: `11px ${style.fontFamily}`,
  };
}
