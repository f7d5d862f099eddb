const base = 'http://self.invalid';

/**
 * Where to go after sign-in: the asked-for path when it surely leads to a page of ours, else `/`. What comes back is
 * the path as a browser would read it, so nothing is left for the browser to read differently.
 */
export function safeNextPath(next: unknown): string {
  if (typeof next !== 'string' || !/^\/[\x21-\x5b\x5d-\x7e]*$/.test(next)) return '/'; // no space, control, backslash
  if (!URL.canParse(next, base)) return '/';
  const url = new URL(next, base);
  // `/.//host` becomes `//host`, which a browser takes for another host.
  if (url.origin !== base || url.pathname.startsWith('//')) return '/';
  if (/^\/(signin|signout|api(?!\/docs$))(\/|$)/.test(url.pathname)) return '/';
  return url.pathname + url.search + url.hash;
}
