import type { SourceSummary } from '../../api/contract.js';
import card from '../../components/card.module.css';
import { FleetRow } from './fleet-row.js';
import classes from './fleet-table.module.css';

/** A table on wide screens, a card per source on phones; the same markup for both. */
export function FleetTable({ sources }: { sources: SourceSummary[] }) {
  return (
    <table className={`${card.card} ${classes.table}`}>
      <caption className={classes.caption}>Monitored databases</caption>
      <thead className={classes.head}>
        <tr>
          <th scope="col">Source</th>
          <th scope="col">PostgreSQL</th>
          <th scope="col" className={classes.number}>
            Size
          </th>
          <th scope="col" className={classes.number} title="Transactions per second, committed and rolled back">
            TPS
          </th>
          <th scope="col" className={classes.chart}>
            <span className={classes.caption}>TPS in the last 30 minutes</span>
          </th>
          <th scope="col" className={classes.number} title="Connected client sessions, and how many of them are busy">
            Sessions
          </th>
          <th scope="col" className={classes.chart}>
            <span className={classes.caption}>Sessions in the last 30 minutes</span>
          </th>
          <th scope="col" className={classes.number} title="Blocks found in PostgreSQL's own memory">
            Cache hit
          </th>
          <th scope="col" className={classes.number}>
            Last sample
          </th>
        </tr>
      </thead>
      <tbody className={classes.body}>
        {sources.map((source) => (
          <FleetRow key={source.name} source={source} />
        ))}
      </tbody>
    </table>
  );
}
