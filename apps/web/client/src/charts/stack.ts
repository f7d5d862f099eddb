type Values = (number | null)[];

/**
 * Heights of stacked lines, the first at the bottom. Where one line has no value it adds nothing;
 * where none has, there is a gap. Hidden lines add nothing either.
 */
export function stack(lines: Values[], hidden: boolean[]): Values[] {
  const length = lines[0]?.length ?? 0;
  const totals = new Array<number>(length).fill(0);
  const known = totals.map((_, at) => lines.some((values, line) => !hidden[line] && typeof values[at] === 'number'));
  return lines.map((values, line) =>
    totals.map((_, at) => {
      if (!known[at]) return null;
      if (!hidden[line]) totals[at] = (totals[at] ?? 0) + (values[at] ?? 0);
      return totals[at] ?? null;
    }),
  );
}
