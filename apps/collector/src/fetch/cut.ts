/** Why not everything is stored though the fetch itself went well: told at the metric of the source. */
export interface Cut {
  warning: string;
  hint: string;
}

/** Several as one; undefined when there is none. */
export function joinCuts(cuts: readonly (Cut | undefined)[]): Cut | undefined {
  const known = cuts.filter((cut) => cut !== undefined);
  if (known.length === 0) return undefined;
  return {
    warning: known.map(({ warning }) => warning).join('; '),
    hint: known.map(({ hint }) => hint).join(' '),
  };
}
