import { useState } from 'react';
import type { TableData } from '../../../api/contract.js';
import { formatClock, formatDay, formatUtc } from '../../../format/time.js';
import { MoreRows } from '../table/more-rows.js';
import { namedRows } from './named-rows.js';
import classes from './timeline.module.css';

const pageMoments = 50;

/** Moments (`seen`) and what happened then (`details`), the latest first, by day; several things of one moment open up. */
export function Timeline({ data }: { data: TableData }) {
  const [limit, setLimit] = useState(pageMoments);
  const all = toMoments(data);
  const moments = all.slice(0, limit);
  return (
    <>
      <div className={classes.days}>
        {groupByDay(moments).map(({ day, moments: ofDay }) => (
          <section key={day} aria-label={day}>
            <h4 className={classes.day}>{day}</h4>
            <ol className={classes.events}>
              {ofDay.map(({ at, details }) => (
                <li key={at.getTime()} className={classes.event} data-several={details.length > 1 || undefined}>
                  <time dateTime={at.toISOString()} title={formatUtc(at)} className={classes.time}>
                    {formatClock(at)}
                  </time>
                  {details.length > 1 ? (
                    <Several details={details} />
                  ) : (
                    <span className={classes.details}>{details}</span>
                  )}
                </li>
              ))}
            </ol>
          </section>
        ))}
      </div>
      <MoreRows shown={moments.length} of={all.length} step={pageMoments} onMore={(more) => setLimit(limit + more)} />
    </>
  );
}

/** A snapshot sees at once what happened since the one before. */
function Several({ details }: { details: string[] }) {
  return (
    <details className={classes.details}>
      <summary>
        <strong>{details.length} changes</strong> {details[0]} …
      </summary>
      <ul>
        {details.map((text, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two things may happen at once, in the same words
          <li key={place}>{text}</li>
        ))}
      </ul>
    </details>
  );
}

interface Happened {
  at: Date;
  details: string[];
}

function toMoments(data: TableData): Happened[] {
  const moments = new Map<number, string[]>();
  for (const { seen, details } of namedRows(data)) {
    const at = Number(seen);
    moments.set(at, [...(moments.get(at) ?? []), String(details ?? '–')]);
  }
  return [...moments].map(([at, details]) => ({ at: new Date(at), details }));
}

function groupByDay(moments: Happened[]): { day: string; moments: Happened[] }[] {
  const days: { day: string; moments: Happened[] }[] = [];
  for (const moment of moments) {
    const day = `${formatDay(moment.at)} ${moment.at.getFullYear()}`;
    const last = days.at(-1);
    if (last?.day === day) last.moments.push(moment);
    else days.push({ day, moments: [moment] });
  }
  return days;
}
