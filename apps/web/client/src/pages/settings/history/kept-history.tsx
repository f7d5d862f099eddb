import type { Settings } from '../../../api/contract.js';
import card from '../../../components/card.module.css';
import { Notice } from '../../../components/notice.js';
import page from '../../../components/page.module.css';
import classes from './history.module.css';

/** What is kept at present, beside what was asked for. */
export function KeptHistory({ settings: { history } }: { settings: Settings }) {
  const { rawDays, tenMinutesDays, retentionDays, wantedRawDays, wantedRetentionDays, level } = history;
  return (
    <section className={`${card.card} ${page.section}`}>
      <h2>History that is kept</h2>
      <dl className={classes.facts}>
        <div>
          <dt>Every fetch</dt>
          <dd>
            {inDays(rawDays)}
            <small>PGWATCH2_RAW_DAYS={wantedRawDays}</small>
          </dd>
        </div>
        <div>
          <dt>One fetch per ten minutes</dt>
          <dd>{inDays(tenMinutesDays)}</dd>
        </div>
        <div>
          <dt>One fetch per hour</dt>
          <dd>
            {inDays(retentionDays)}
            <small>PGWATCH2_RETENTION_DAYS={wantedRetentionDays}</small>
          </dd>
        </div>
      </dl>
      {level !== null && level > 0 ? (
        <Notice
          tone="warn"
          hint="Choose a larger plan for the Collector DB, or keep less. What was thinned does not come back."
        >
          For want of room, less is kept than was asked for: level {level}.
        </Notice>
      ) : (
        <p className={page.soft}>
          Rates and totals stay exact when history is thinned, as counters go on between what is kept. The two config
          vars change it.
        </p>
      )}
    </section>
  );
}

const inDays = (days: number | null): string =>
  days === null ? 'not known yet' : `${days} ${days === 1 ? 'day' : 'days'}`;
