const missing = '–';

/** A value with its unit, three significant digits: `1.24 GB`, `0.38 ms`, `99.2 %`. A dash where nothing was measured. */
export function formatValue(value: number | null | undefined, unit: string): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return missing;
  switch (unit) {
    case 'bytes':
      return formatBytes(value);
    case 'bytes/s':
      return `${formatBytes(value)}/s`;
    case 'ops/s':
      return `${formatShort(value)} /s`;
    case 'percent':
      return formatPercent(value * 100);
    case 'ms':
      return formatMs(value);
    case 's':
      return formatSeconds(value);
    case 's/s':
      return `${formatSeconds(value)}/s`;
    default:
      return formatShort(value);
  }
}

/** Close to all of it what is missing counts: 99.98 % of reads from the cache are five times as good as 99.9 %. */
function formatPercent(percent: number): string {
  if (percent <= 90 || percent >= 100) return `${digits(percent)} %`;
  const text = percent.toFixed(2).replace(/\.?0+$/, '');
  return `${text === '100' ? '> 99.99' : text} %`;
}

const shortSteps = ['', ' k', ' M', ' G', ' T', ' P'];
// PostgreSQL's own words and base (pg_size_pretty), so that numbers agree with what people see in psql.
const byteSteps = [' B', ' kB', ' MB', ' GB', ' TB', ' PB'];

function formatShort(value: number): string {
  return scaled(value, 1000, shortSteps);
}

function formatBytes(value: number): string {
  return scaled(value, 1024, byteSteps);
}

function scaled(value: number, base: number, steps: string[]): string {
  let size = Math.abs(value);
  let step = 0;
  // The margin keeps 999.7 from being written as "1000" of the smaller step.
  while (size >= base * 0.9995 && step < steps.length - 1) {
    size /= base;
    step += 1;
  }
  return `${digits(Math.sign(value) * size)}${steps[step]}`;
}

function formatMs(value: number): string {
  const size = Math.abs(value);
  if (size === 0) return '0 ms';
  if (size < 0.9995) return `${digits(value * 1000)} µs`;
  if (size < 999.5) return `${digits(value)} ms`;
  return formatSeconds(value / 1000);
}

/** `12.4 s`, `3 min 20 s`, `5 h 12 min`, `12 d 4 h`. */
export function formatSeconds(value: number): string {
  const sign = value < 0 ? '-' : '';
  const size = Math.abs(value);
  if (size !== 0 && size < 0.9995) return formatMs(value * 1000);
  if (size < 59.95) return `${sign}${digits(size)} s`;
  const whole = Math.round(size);
  if (whole < 3600) return sign + pair(whole, 60, 'min', 1, 's');
  if (whole < 86_400) return sign + pair(whole, 3600, 'h', 60, 'min');
  return sign + pair(whole, 86_400, 'd', 3600, 'h');
}

function pair(seconds: number, big: number, bigName: string, small: number, smallName: string): string {
  const rest = Math.floor((seconds % big) / small);
  return `${Math.floor(seconds / big)} ${bigName}${rest ? ` ${rest} ${smallName}` : ''}`;
}

/** At most three significant digits, no trailing zeros, no exponent. */
function digits(value: number): string {
  const size = Math.abs(value);
  if (size === 0 || size < 0.0005) return size === 0 ? '0' : value < 0 ? '> -0.001' : '< 0.001';
  const places = size >= 99.95 ? 0 : size >= 9.995 ? 1 : size >= 0.9995 ? 2 : 3;
  const text = value.toFixed(places);
  return places ? text.replace(/\.?0+$/, '') : text;
}
