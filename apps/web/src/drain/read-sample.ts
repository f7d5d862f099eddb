/** What Heroku says about a database and its server once a minute. */
export interface DatabaseSample {
  at: Date;
  /** Attachment that Heroku names it by: DATABASE. */
  source: string;
  /** Name of a figure, without `sample#` -> its value; sizes in bytes. */
  figures: ReadonlyMap<string, number>;
}

/** `<134>1 2026-11-27T12:00:00+00:00 host app heroku-postgres - source=DATABASE addon=x sample#load-avg-1m=0.1 ...` */
const message = /^<\d{1,3}>1 (\S+) \S+ \S+ heroku-postgres \S+ (.*)/;
const sourcePattern = /(?:^|\s)source=(\S+)/;
const figurePattern = /(?:^|\s)sample#([\w-]+)=(\d+(?:\.\d+)?(?:e[+-]?\d+)?)(bytes|kB)?(?!\S)/g;

/** Reads a message of a drain; undefined for one that is none about a database. */
export function readSample(frame: string): DatabaseSample | undefined {
  const [, time = '', text = ''] = message.exec(frame) ?? [];
  const [, source] = sourcePattern.exec(text) ?? [];
  const at = new Date(time);
  if (source === undefined || Number.isNaN(at.getTime())) return undefined;
  const figures = new Map(
    [...text.matchAll(figurePattern)].map(([, name = '', digits, unit]) => [
      name,
      Number(digits) * (unit === 'kB' ? 1_024 : 1),
    ]),
  );
  return figures.size > 0 ? { at, source, figures } : undefined;
}
