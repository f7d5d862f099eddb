/** A dyno's own name, taken apart: `collector.2` is process type `collector`, number 2. */
export interface Dyno {
  name: string;
  processType: string;
  number: number;
}

/** Reads the DYNO variable; undefined outside Heroku. */
export function parseDyno(value: string | undefined): Dyno | undefined {
  const match = /^([-\w]+)\.(\d+)$/.exec(value ?? '');
  if (!match?.[1] || !match[2]) return undefined;
  return { name: match[0], processType: match[1], number: Number(match[2]) };
}
