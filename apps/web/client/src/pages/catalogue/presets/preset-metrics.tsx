import { Button, TextInput } from '@mantine/core';
import { Link } from 'wouter';
import card from '../../../components/card.module.css';
import list from '../../../components/list-table.module.css';
import page from '../../../components/page.module.css';
import { formatSeconds } from '../../../format/value.js';
import { definitionHref } from '../addresses.js';
import { useMetrics } from '../queries.js';
import { AddMetric } from './add-metric.js';
import { formatRate } from './fetch-rate.js';

interface PresetMetricsProps {
  metrics: Record<string, number>;
  /** Without it they can only be read. */
  onChange?: (metrics: Record<string, number>) => void;
}

/** The metrics of a preset with their intervals; in a form each interval is a field. */
export function PresetMetrics({ metrics, onChange }: PresetMetricsProps) {
  const known = useMetrics().data?.metrics ?? [];
  const names = Object.keys(metrics).sort();
  const descriptionOf = new Map(known.map(({ name, description }) => [name, description]));
  const without = (name: string) => Object.fromEntries(Object.entries(metrics).filter(([each]) => each !== name));
  return (
    <section className={`${card.card} ${page.section}`} aria-label="Metrics">
      <div className={page.heading}>
        <h2>Metrics: {names.length}</h2>
        <p className={page.soft}>fetches of each source: {formatRate(metrics)}</p>
      </div>
      <table className={list.table}>
        <caption className={list.hidden}>Metrics with their intervals</caption>
        <thead>
          <tr>
            <th scope="col">Metric</th>
            <th scope="col">Every</th>
            <th scope="col">What it measures</th>
            {onChange && (
              <th scope="col">
                <span className={list.hidden}>Remove</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {names.map((name) => (
            <tr key={name}>
              <th scope="row" className={list.tight}>
                <Link href={definitionHref('metric', name)} {...(onChange ? { target: '_blank' } : {})}>
                  {name}
                </Link>
              </th>
              <td data-label="Every" className={list.tight}>
                {onChange ? (
                  <TextInput
                    aria-label={`Seconds between two fetches of ${name}`}
                    type="number"
                    size="xs"
                    w={110}
                    min={1}
                    max={604_800}
                    required
                    rightSection="s"
                    value={metrics[name] || ''}
                    onChange={(event) => onChange({ ...metrics, [name]: Number(event.currentTarget.value) })}
                  />
                ) : (
                  formatSeconds(metrics[name] ?? 0)
                )}
              </td>
              <td>{descriptionOf.get(name)}</td>
              {onChange && (
                <td className={list.tight}>
                  <Button
                    size="compact-sm"
                    variant="default"
                    aria-label={`Remove ${name}`}
                    onClick={() => onChange(without(name))}
                  >
                    Remove
                  </Button>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {onChange && (
        <AddMetric
          choices={known.filter(({ name }) => !(name in metrics))}
          onAdd={(name, seconds) => onChange({ ...metrics, [name]: seconds })}
        />
      )}
    </section>
  );
}
