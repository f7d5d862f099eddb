import { useEffect, useRef } from 'react';
import { formatMoment, formatUtc } from '../format/time.js';
import { formatValue } from '../format/value.js';
import classes from './legend.module.css';
import type { LegendStore } from './legend-store.js';
import { lineColorSlots } from './line-colors.js';

interface LegendProps {
  labels: string[];
  unit: string;
  store: LegendStore;
  hidden: ReadonlySet<string>;
  onToggle: (label: string) => void;
}

/** The lines of a chart with their value under the pointer, or the latest one. A press hides and shows a line. */
export function Legend({ labels, unit, store, hidden, onToggle }: LegendProps) {
  const time = useRef<HTMLTimeElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const slots = lineColorSlots(labels);

  // biome-ignore lint/correctness/useExhaustiveDependencies: new labels are new elements to write into
  useEffect(
    () =>
      store.subscribe((point) => {
        const cells = list.current?.querySelectorAll<HTMLElement>('[data-value]') ?? [];
        for (const [index, cell] of cells.entries()) cell.textContent = formatValue(point.values[index], unit);
        if (!time.current) return;
        const date = point.time === null ? null : new Date(point.time * 1000);
        time.current.textContent = date ? `${point.pointedAt ? '' : 'Latest, '}${formatMoment(date)}` : '–';
        time.current.title = date ? formatUtc(date) : '';
      }),
    [store, unit, labels.join('\n')],
  );

  return (
    <div className={classes.legend}>
      <time ref={time} className={classes.time} />
      <ul ref={list} className={classes.lines}>
        {labels.map((label, index) => (
          <li key={label} className={classes.item}>
            <button
              type="button"
              className={classes.line}
              aria-pressed={!hidden.has(label)}
              title={label}
              onClick={() => onToggle(label)}
            >
              <span className={classes.swatch} style={{ background: `var(--series-${slots[index]})` }} />
              <span className={classes.label}>{label}</span>
              <span data-value className={classes.value} />
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
