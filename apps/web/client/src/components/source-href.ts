/** In the address of a source, as its pages have theirs. */
export const doctorPath = 'doctor';

export function sourceHref(name: string): string {
  return `/sources/${encodeURIComponent(name)}`;
}

export function doctorHref(name: string): string {
  return `${sourceHref(name)}/${doctorPath}`;
}
