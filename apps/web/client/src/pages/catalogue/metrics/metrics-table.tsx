import { Link } from 'wouter';
import type { MetricSummary, StoredPreset } from '../../../api/contract.js';
import card from '../../../components/card.module.css';
import list from '../../../components/list-table.module.css';
import { definitionHref } from '../addresses.js';
import classes from '../catalogue.module.css';
import { Names } from '../names.js';
import { OriginBadge } from '../origin-badge.js';
import { appliesToLabels } from './applies-to.js';
import { presetsOf } from './filter-metrics.js';

export function MetricsTable({ metrics, presets }: { metrics: MetricSummary[]; presets: StoredPreset[] }) {
  return (
    <table className={`${card.card} ${list.table}`}>
      <caption className={list.hidden}>Metrics</caption>
      <thead>
        <tr>
          <th scope="col">Metric</th>
          <th scope="col">What it measures</th>
          <th scope="col">SQL for</th>
          <th scope="col">Asked of</th>
          <th scope="col">Presets</th>
          <th scope="col">Origin</th>
        </tr>
      </thead>
      <tbody>
        {metrics.map((metric) => (
          <tr key={metric.name}>
            <th scope="row">
              <Link href={definitionHref('metric', metric.name)} className={classes.name}>
                {metric.name}
              </Link>
            </th>
            <td>{metric.description}</td>
            <td data-label="SQL for">{majorsText(metric.majors)}</td>
            <td data-label="Asked of">
              {appliesToLabels[metric.appliesTo]}
              {metric.requiresExtension && (
                <>
                  , with <code>{metric.requiresExtension}</code>
                </>
              )}
            </td>
            <td data-label="Presets">
              <Names
                names={presetsOf(metric.name, presets)}
                hrefOf={(name) => definitionHref('preset', name)}
                none="none"
              />
            </td>
            <td data-label="Origin" className={list.tight}>
              <OriginBadge origin={metric.origin} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** `15+, 18+`; what has no SQL is made up by the collector. */
function majorsText(majors: number[]): string {
  return majors.length === 0 ? 'the collector' : majors.map((major) => `${major}+`).join(', ');
}
