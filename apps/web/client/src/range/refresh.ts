/** How often a page that follows the clock asks again; what the address bar has after `refresh=`. */
export const refreshChoices = [
  { value: 'off', label: 'Off', ms: false },
  { value: '10s', label: '10 s', ms: 10_000 },
  { value: '30s', label: '30 s', ms: 30_000 },
  { value: '1m', label: '1 min', ms: 60_000 },
  { value: '5m', label: '5 min', ms: 300_000 },
] as const;

export type Refresh = (typeof refreshChoices)[number];

// Nothing new to see in half a minute on a chart of a week, and its query costs the store more.
const longRangeSeconds = 86_400;

/** The choice in a query string, else one that fits the length of the range. */
export function parseRefresh(search: string, rangeSeconds: number): Refresh {
  const asked = new URLSearchParams(search).get('refresh');
  const fitting = rangeSeconds > longRangeSeconds ? '1m' : '10s';
  return find(asked) ?? find(fitting) ?? refreshChoices[0];
}

const find = (value: string | null) => refreshChoices.find((choice) => choice.value === value);
