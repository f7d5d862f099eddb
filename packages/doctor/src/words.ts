const mebibyte = 1024 * 1024;

/** `850 MB`, `1.2 GB`: as Heroku's plans are named. */
export function sizeWords(bytes: number): string {
  const megabytes = bytes / mebibyte;
  if (megabytes > 0 && megabytes < 1) return 'less than 1 MB';
  return megabytes < 1_000 ? `${Math.round(megabytes)} MB` : `${(megabytes / 1024).toFixed(1).replace(/\.0$/, '')} GB`;
}

/** `40 s`, `12 min`, `3 h`, `5 days`. */
export function ageWords(seconds: number): string {
  if (seconds < 120) return `${Math.max(0, Math.round(seconds))} s`;
  if (seconds < 7_200) return `${Math.round(seconds / 60)} min`;
  if (seconds < 172_800) return `${Math.round(seconds / 3_600)} h`;
  return `${Math.round(seconds / 86_400)} days`;
}

/** `1 metric`, `3 metrics`. */
export const countWords = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** At most `most` of them, and how many more there are. */
export function listWords(names: readonly string[], most = 5): string {
  const rest = names.length - most;
  return names.slice(0, most).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}

export const percentWords = (share: number): string => `${Math.round(share * 100)} %`;
