import { grafanaPath } from '@pgwatch-heroku/grafana';

/** How often a path may be encoded over itself before nobody means well any more. */
const mostEncodings = 4;

/**
 * Whether an address leads to Grafana: `outside`, `inside`, or `refused` when it begins with /grafana and would climb
 * out of it, encoded or not. What is proxied is the text as it came, so every reading of it has to stay inside.
 */
export function placeOfPath(url: string): 'outside' | 'inside' | 'refused' {
  const path = /^[^?#]*/.exec(url)?.[0] ?? '';
  if (path !== grafanaPath && !path.startsWith(`${grafanaPath}/`)) return 'outside';
  let reading = path;
  for (let times = 0; times < mostEncodings; times++) {
    const segments = reading.split(/[/\\]/);
    // `;` begins parameters of a segment to some servers.
    if (segments.some((segment) => /^\.{1,2}(;.*)?$/.test(segment))) return 'refused';
    if ([...reading].some((character) => character < ' ' || character === '\u007f')) return 'refused';
    // Once decoded, a name may hold a lone `%`.
    if (times > 0 && !/%[0-9a-f]{2}/i.test(reading)) return 'inside';
    try {
      reading = decodeURIComponent(reading);
    } catch {
      return 'refused';
    }
  }
  return 'refused';
}
