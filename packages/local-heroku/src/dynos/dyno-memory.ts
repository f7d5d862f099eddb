const gigabyte = 1024;

/** https://devcenter.heroku.com/articles/dyno-types; the part of a size's name after `private-` or `shield-` is alike. */
const common: Readonly<Record<string, number>> = {
  eco: 512,
  basic: 512,
  'standard-1x': 512,
  'standard-2x': gigabyte,
  'performance-m': 2.5 * gigabyte,
  'performance-l': 14 * gigabyte,
  'performance-l-ram': 30 * gigabyte,
  'performance-xl': 62 * gigabyte,
  'performance-2xl': 126 * gigabyte,
};

/** Memory in MB of a dyno of this size; undefined for a size that is not known here. */
export function dynoMemoryMb(size: string): number | undefined {
  if (/^(private|shield)-s$/.test(size)) return gigabyte;
  return common[size.replace(/^(private|shield)-/, 'performance-')];
}
