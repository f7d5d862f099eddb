/** Grafana's word for a unit of the catalogue. */
export const grafanaUnits: Readonly<Record<string, string>> = {
  short: 'short',
  bytes: 'bytes',
  'bytes/s': 'binBps',
  'ops/s': 'ops',
  ms: 'ms',
  percent: 'percentunit',
  s: 's',
  's/s': 'suffix: s/s',
  text: 'string',
  time: 'dateTimeAsIso',
  bool: 'bool_yes_no',
};

/** @throws TypeError for a unit that the catalogue does not have. */
export function grafanaUnit(unit: string): string {
  const name = grafanaUnits[unit];
  if (name === undefined) throw new TypeError(`no unit ${unit}`);
  return name;
}
