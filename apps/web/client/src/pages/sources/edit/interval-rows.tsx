import { ActionIcon, Button, NativeSelect, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '../../../components/icons.js';
import classes from './rows.module.css';
import { type IntervalRow, newRowId } from './source-form-values.js';

interface IntervalRowsProps {
  legend: string;
  rows: IntervalRow[];
  /** Names of all metrics that there are. */
  metrics: string[];
  /** Seconds by metric of the preset that these stand above. */
  preset: Record<string, number>;
  error: string | undefined;
  disabled: boolean;
  onChange: (rows: IntervalRow[]) => void;
}

/** Intervals above the preset's, per metric. */
export function IntervalRows({ legend, rows, metrics, preset, error, disabled, onChange }: IntervalRowsProps) {
  const set = (id: number, changes: Partial<IntervalRow>) =>
    onChange(rows.map((row) => (row.id === id ? { ...row, ...changes } : row)));
  return (
    <fieldset className={classes.rows} disabled={disabled}>
      <legend>{legend}</legend>
      <p className={classes.help}>Seconds between two fetches, above the preset. 0 takes a metric out.</p>
      {rows.map(({ id, metric, seconds }, index) => (
        <div key={id} className={classes.row}>
          <NativeSelect
            aria-label={`Metric ${index + 1}`}
            // One that is not there any more stays in sight, so that it can be removed.
            data={['', ...metrics, ...(metric === '' || metrics.includes(metric) ? [] : [metric])]}
            value={metric}
            onChange={(event) => set(id, { metric: event.currentTarget.value })}
          />
          <TextInput
            aria-label={`Seconds of ${metric || `metric ${index + 1}`}`}
            type="number"
            min={0}
            step={1}
            value={seconds}
            description={metric && describe(preset[metric])}
            inputWrapperOrder={['input', 'description', 'error']}
            onChange={(event) => set(id, { seconds: event.currentTarget.value })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            size={36}
            aria-label={`Remove ${metric || `metric ${index + 1}`}`}
            onClick={() => onChange(rows.filter((row) => row.id !== id))}
          >
            <IconTrash size={17} stroke={1.75} aria-hidden="true" />
          </ActionIcon>
        </div>
      ))}
      {error && (
        <p className={classes.error} role="alert">
          {error}
        </p>
      )}
      <Button
        size="xs"
        variant="default"
        className={classes.add}
        leftSection={<IconPlus size={14} aria-hidden="true" />}
        onClick={() => onChange([...rows, { id: newRowId(), metric: '', seconds: '60' }])}
      >
        Add metric
      </Button>
    </fieldset>
  );
}

const describe = (seconds: number | undefined): string =>
  seconds === undefined ? 'Not in the preset' : `Preset: ${seconds} s`;
