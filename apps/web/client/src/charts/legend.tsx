import { useEffect, useRef } from 'react';
import { formatMoment, formatUtc } from '../format/time.js';
import { formatValue } from '../format/value.js';
import classes from './legend.module.css';
import type { LegendStore } from './legend-store.js';
import { lineColorSlots } from './line-colors.js';

interface LegendProps {
  labels: string[];
  /** What is compared with the period before: places of lines, null for a whole stack. */
  ghosts: (number | null)[];
  unit: string;
  store: LegendStore;
  hidden: ReadonlySet<string>;
  onToggle: (label: string) => void;
}

/** The lines of a chart with their value under the pointer, or the latest one. A press hides and shows a line. */
export function Legend({ labels, ghosts, unit, store, hidden, onToggle }: LegendProps) {
  const time = useRef<HTMLTimeElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const slots = lineColorSlots(labels);

  // biome-ignore lint/correctness/useExhaustiveDependencies: new labels are new elements to write into
  useEffect(
    () =>
      store.subscribe((point) => {
        const cells = list.current?.querySelectorAll<HTMLElement>('[data-value]') ?? [];
        for (const [index, cell] of cells.entries()) cell.textContent = formatValue(point.values[index], unit);
        const before = list.current?.querySelectorAll<HTMLElement>('[data-before]') ?? [];
        for (const [index, cell] of before.entries()) cell.textContent = formatValue(point.ghosts[index], unit);
        if (!time.current) return;
        const date = point.time === null ? null : new Date(point.time * 1000);
        time.current.textContent = date ? momentText(date, point.pointedAt) : '–';
        time.current.title = date ? formatUtc(date) : '';
      }),
    [store, unit, JSON.stringify([labels, ghosts])],
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
              <span className={classes.figures}>
                <span data-value className={classes.value} />
                {ghosts.includes(index) && (
                  <span className={classes.before}>
                    {' was '}
                    <span data-before />
                  </span>
                )}
              </span>
            </button>
          </li>
        ))}
        {ghosts.includes(null) && (
          <li className={`${classes.item} ${classes.total}`}>
            <span className={classes.dash} aria-hidden="true" />
            <span className={classes.label}>all, period before</span>
            <span data-before className={classes.value} />
          </li>
        )}
      </ul>
    </div>
  );
}

/** UTC as well while it is pointed at: that is what the logs are in. */
function momentText(date: Date, pointedAt: boolean): string {
  if (!pointedAt) return `Latest, ${formatMoment(date)}`;
  return date.getTimezoneOffset() === 0 ? `${formatMoment(date)} UTC` : `${formatMoment(date)} (${formatUtc(date)})`;
}
