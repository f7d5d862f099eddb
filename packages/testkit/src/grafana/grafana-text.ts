/** What a dashboard is looked at with. */
export interface GrafanaView {
  from: Date;
  to: Date;
  intervalMs: number;
  variables: Record<string, string | string[]>;
}

/**
 * As Grafana's format `sqlstring`: each value in quotes with commas between; single quotes are doubled, a double quote gets
 * a backslash, and a backslash stays one.
 */
const sqlString = (value: string | string[]) =>
  [value]
    .flat()
    .map((one) => `'${one.replaceAll("'", "''").replaceAll('"', '\\"')}'`)
    .join(',');

/**
 * What Grafana and its PostgreSQL data source make of a query: variables are put in by the browser, in one pass, then
 * macros by the server. Knows what our dashboards use, and nothing else.
 */
export function grafanaText(rawSql: string, { from, to, intervalMs, variables }: GrafanaView): string {
  const unknown = /\$__(?!interval_ms\b|timeFrom\(\)|timeTo\(\))\w*|\[\[/.exec(rawSql);
  if (unknown) throw new Error(`not known to this Grafana: ${unknown[0]}`);
  const withVariables = rawSql.replaceAll(/\$\{(\w+):(\w+)\}/g, (whole, name: string, format: string) => {
    const value = variables[name];
    if (value === undefined || format !== 'sqlstring') throw new Error(`not known to this Grafana: ${whole}`);
    return sqlString(value);
  });
  const instant = (date: Date) => `'${date.toISOString().replace('.000Z', 'Z')}'`;
  return withVariables
    .replaceAll('$__interval_ms', String(intervalMs))
    .replaceAll('$__timeFrom()', () => instant(from))
    .replaceAll('$__timeTo()', () => instant(to));
}
