/** One measured figure, beside its bar where it has one. */
export interface Figure {
  name: string;
  value: number;
  unit: string;
  /** The most that is acceptable. */
  bar?: number;
}

/** Where a measurement tells how it goes and what came out. */
export interface Report {
  say(text: string): void;
  add(name: string, value: number, unit: string, bar?: number): void;
}

/** The figures as a table for people. Nothing fails here: a bench reports. */
export function renderFigures(figures: readonly Figure[]): string {
  const rows = figures.map(({ name, value, unit, bar }) => [
    name,
    `${format(value)} ${unit}`.trimEnd(),
    bar === undefined ? '' : `<= ${format(bar)} ${unit}`.trimEnd(),
    bar === undefined ? '' : value <= bar ? 'ok' : 'OVER',
  ]);
  const all = [['figure', 'measured', 'bar', ''], ...rows];
  const widths = [0, 1, 2].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

const format = (value: number) => String(Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3)));
