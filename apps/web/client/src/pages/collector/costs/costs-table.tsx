import { Link } from 'wouter';
import type { MetricCost } from '../../../api/contract.js';
import list from '../../../components/list-table.module.css';
import { sourceHref } from '../../../components/source-href.js';
import { formatValue } from '../../../format/value.js';
import { definitionHref } from '../../catalogue/addresses.js';
import classes from '../collector.module.css';

/** The dearest first; a bar says how a row compares with it. */
export function CostsTable({ costs }: { costs: MetricCost[] }) {
  const dearestMs = Math.max(1, ...costs.map(({ durationMs }) => durationMs ?? 0));
  const [first] = costs;
  return (
    <table className={list.table}>
      <caption className={list.hidden}>Costs, the dearest first</caption>
      <thead>
        <tr>
          {first?.source !== null && <th scope="col">Source</th>}
          {first?.metric !== null && <th scope="col">Metric</th>}
          <th scope="col">All together</th>
          <th scope="col">A fetch, on average</th>
          <th scope="col">Fetches</th>
          <th scope="col">Failed</th>
          <th scope="col">Skipped</th>
          <th scope="col">Rows a fetch</th>
        </tr>
      </thead>
      <tbody>
        {costs.map((cost) => (
          <tr key={`${cost.source ?? ''} ${cost.metric ?? ''}`}>
            {cost.source !== null && (
              <th scope="row">
                <Link href={sourceHref(cost.source)}>{cost.source}</Link>
              </th>
            )}
            {cost.metric !== null && (
              <th scope="row">
                <Link href={definitionHref('metric', cost.metric)}>{cost.metric}</Link>
                {cost.isFailing && <span className={classes.warning}>fails now</span>}
              </th>
            )}
            <td data-label="All together">
              <span className={classes.cost}>
                {formatValue(cost.durationMs, 'ms')}
                <span className={classes.bar} aria-hidden="true">
                  <span style={{ width: `${((cost.durationMs ?? 0) / dearestMs) * 100}%` }} />
                </span>
              </span>
            </td>
            <td data-label="A fetch">{formatValue(average(cost.durationMs, cost.fetches), 'ms')}</td>
            <td data-label="Fetches">{formatValue(cost.fetches, 'short')}</td>
            <td data-label="Failed">{formatValue(cost.failures, 'short')}</td>
            <td data-label="Skipped">{formatValue(cost.skipped, 'short')}</td>
            <td data-label="Rows a fetch">{formatValue(average(cost.rows, cost.fetches), 'short')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const average = (sum: number | null, count: number | null): number | null =>
  sum === null || !count ? null : sum / count;
