import { useState } from 'react';
import type { TableData } from '../../../api/contract.js';
import { formatClock, formatDay, formatUtc } from '../../../format/time.js';
import { MoreRows } from '../table/more-rows.js';
import { namedRows } from './named-rows.js';
import classes from './timeline.module.css';

const pageRows = 50;

/** Moments (`seen`) and what happened then (`details`), the latest first, by day. */
export function Timeline({ data }: { data: TableData }) {
  const [limit, setLimit] = useState(pageRows);
  const events = namedRows(data).slice(0, limit);
  const days = groupByDay(
    events.map(({ seen, details }) => ({ at: new Date(Number(seen)), details: String(details ?? '–') })),
  );
  return (
    <>
      <div className={classes.days}>
        {days.map(({ day, events: ofDay }) => (
          <section key={day} aria-label={day}>
            <h4 className={classes.day}>{day}</h4>
            <ol className={classes.events}>
              {ofDay.map(({ at, details }, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two things may happen in one fetch, in the same words
                <li key={`${at.getTime()} ${place}`} className={classes.event}>
                  <time dateTime={at.toISOString()} title={formatUtc(at)} className={classes.time}>
                    {formatClock(at)}
                  </time>
                  <span className={classes.details}>{details}</span>
                </li>
              ))}
            </ol>
          </section>
        ))}
      </div>
      <MoreRows shown={events.length} of={data.rows.length} step={pageRows} onMore={(more) => setLimit(limit + more)} />
    </>
  );
}

interface Happened {
  at: Date;
  details: string;
}

function groupByDay(events: Happened[]): { day: string; events: Happened[] }[] {
  const days: { day: string; events: Happened[] }[] = [];
  for (const event of events) {
    const day = `${formatDay(event.at)} ${event.at.getFullYear()}`;
    const last = days.at(-1);
    if (last?.day === day) last.events.push(event);
    else days.push({ day, events: [event] });
  }
  return days;
}
