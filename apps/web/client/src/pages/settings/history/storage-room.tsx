import type { Settings } from '../../../api/contract.js';
import { Age } from '../../../components/age.js';
import card from '../../../components/card.module.css';
import { Notice } from '../../../components/notice.js';
import page from '../../../components/page.module.css';
import { formatValue } from '../../../format/value.js';
import { GrowthFacts } from './growth-facts.js';
import classes from './history.module.css';

// As the collector: from here on it keeps less, and then only core metrics.
const tightFrom = 0.85;
const fullFrom = 0.95;

/** How full the Collector DB is. */
export function StorageRoom({ settings: { storage, history } }: { settings: Settings }) {
  const { sizeBytes, budgetBytes, budgetOrigin, wantedMegabytes, checkedAt } = storage;
  const share = sizeBytes !== null && budgetBytes ? sizeBytes / budgetBytes : null;
  return (
    <section className={`${card.card} ${page.section}`}>
      <h2>Room in the Collector DB</h2>
      {checkedAt === null && <p className={page.soft}>The collector has not looked at it yet.</p>}
      {share !== null && (
        <meter
          className={classes.meter}
          aria-label="Room that is used"
          max={1}
          low={tightFrom}
          high={fullFrom}
          optimum={0}
          value={Math.min(1, share)}
        />
      )}
      <dl className={classes.facts}>
        <div>
          <dt>Used</dt>
          <dd>
            {formatValue(sizeBytes, 'bytes')}
            {share !== null && <small>{formatValue(share, 'percent')} of the room</small>}
          </dd>
        </div>
        <div>
          <dt>Room</dt>
          <dd>
            {budgetBytes === null ? 'not known' : formatValue(budgetBytes, 'bytes')}
            <small>{originOf(budgetOrigin, wantedMegabytes)}</small>
          </dd>
        </div>
        <GrowthFacts storage={storage} />
        <div>
          <dt>Looked at</dt>
          <dd>{checkedAt === null ? '–' : <Age at={checkedAt} />}</dd>
        </div>
      </dl>
      {history.isCoreOnly && (
        <Notice
          tone="bad"
          hint="Choose a larger plan, keep less (PGWATCH2_RETENTION_DAYS), or choose smaller presets for some sources."
        >
          The room is nearly used up: only core metrics are written until there is more.
        </Notice>
      )}
    </section>
  );
}

function originOf(origin: Settings['storage']['budgetOrigin'], wantedMegabytes: number | null): string {
  if (origin === 'setting') return `PGWATCH2_STORAGE_MB=${wantedMegabytes ?? ''}`;
  if (origin === 'api') return 'as Heroku says; a smaller PGWATCH2_STORAGE_MB overrides it';
  if (origin === 'plan') return 'told from the plan; PGWATCH2_STORAGE_MB overrides it';
  if (origin === 'growth') {
    return 'the smallest plan that the wanted history fits; set PGWATCH2_STORAGE_MB to what it really is';
  }
  return 'set PGWATCH2_STORAGE_MB, so that history is shortened before it is full';
}
