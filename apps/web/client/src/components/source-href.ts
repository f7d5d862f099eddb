export function sourceHref(name: string): string {
  return `/sources/${encodeURIComponent(name)}`;
}
