const units = ['bytes', 'kb', 'mb', 'gb', 'tb', 'pb'];

/** Reads `9.2 MB` as pg_size_pretty writes it, in steps of 1024; undefined for anything else. */
export function readSizeBytes(text: string): number | undefined {
  const match = /^\s*(\d+(?:\.\d+)?)\s*(bytes|[kmgtp]b)\b/i.exec(text);
  if (!match?.[1] || !match[2]) return undefined;
  return Math.round(Number(match[1]) * 1024 ** units.indexOf(match[2].toLowerCase()));
}
