/** Pages of the head's navigation, in its order: a line per page. */
export const navigation: readonly { href: string; label: string }[] = [
  { href: '/', label: 'Fleet' },
  { href: '/sources', label: 'Sources' },
  { href: '/catalogue/metrics', label: 'Metrics' },
  { href: '/catalogue/presets', label: 'Presets' },
  { href: '/collector', label: 'Collector' },
  { href: '/doctor', label: 'Doctor' },
  { href: '/settings', label: 'Settings' },
  { href: '/setup', label: 'Setup' },
];

/** The page that a path belongs to, for a mark in the navigation; charts of a source are the fleet's. */
export function navigationOf(path: string): string | undefined {
  if (/^\/sources\/./.test(path)) return '/';
  if (path === '/catalogue/new-metric') return '/catalogue/metrics';
  if (path === '/catalogue/new-preset') return '/catalogue/presets';
  if (path === '/add-source' || path === '/add-heroku' || path.startsWith('/edit-source/')) return '/sources';
  return navigation.find(({ href }) => path === href || (href !== '/' && path.startsWith(`${href}/`)))?.href;
}
