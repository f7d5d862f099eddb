import type { Sparkline as SparklineData } from '../api/contract.js';
import { formatValue } from '../format/value.js';
import classes from './sparkline.module.css';
import { sparklinePaths } from './sparkline-paths.js';

const width = 120;
const height = 32;

interface SparklineProps {
  data: SparklineData;
  unit: string;
  /** What is drawn, for those who cannot see it. */
  label: string;
  color: string;
}

/** A small chart of the last half hour; gaps stay gaps. */
export function Sparkline({ data, unit, label, color }: SparklineProps) {
  const known = data.values.filter((value) => value !== null);
  const { line, area, dots } = sparklinePaths(data, width, height);
  const text = known.length
    ? `${label}, from ${formatValue(Math.min(...known), unit)} to ${formatValue(Math.max(...known), unit)}`
    : `${label}: no samples`;
  return (
    <svg
      className={classes.sparkline}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={text}
      style={{ color }}
    >
      <title>{text}</title>
      <path d={area} className={classes.area} />
      <path d={line} className={classes.line} />
      <path d={dots} className={classes.dots} />
    </svg>
  );
}
