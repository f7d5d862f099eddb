import type { TableData } from '../../../api/contract.js';
import { formatValue } from '../../../format/value.js';
import classes from './bar-gauge.module.css';

/** Rows of a label and a figure as bars, the longest as wide as the panel. */
export function BarGauge({ data, title }: { data: TableData; title: string }) {
  const unit = data.columns[1]?.unit ?? 'short';
  const figures = data.rows.map(([label, value]) => ({ label: String(label), value: Number(value ?? 0) }));
  const most = Math.max(...figures.map(({ value }) => value));
  return (
    <ol className={classes.bars} aria-label={title}>
      {figures.map(({ label, value }) => (
        <li key={label} className={classes.bar}>
          <span className={classes.label} title={label}>
            {label}
          </span>
          <span className={classes.value}>{formatValue(value, unit)}</span>
          <span className={classes.track} aria-hidden="true">
            <span className={classes.fill} style={{ width: `${most > 0 ? (value / most) * 100 : 0}%` }} />
          </span>
        </li>
      ))}
    </ol>
  );
}
