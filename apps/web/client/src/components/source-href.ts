export function sourceHref(name: string): string {
  return `/sources/${encodeURIComponent(name)}`;
}

export function doctorHref(name: string): string {
  return `/doctor/${encodeURIComponent(name)}`;
}
