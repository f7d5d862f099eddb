/** `performance-l-ram` as the API writes it: `Performance-L-RAM`. */
export function dynoSizeName(size: string): string {
  return size
    .split('-')
    .map((part) =>
      part === 'ram' || /^(\d|.$|xl)/.test(part) ? part.toUpperCase() : `${part[0]?.toUpperCase()}${part.slice(1)}`,
    )
    .join('-');
}
