/**
 * The messages of a drain's POST: each has its length in bytes and a space in front (RFC 6587). What comes after the
 * first that is cut off or has none is left out.
 */
export function readFrames(body: Buffer): string[] {
  const frames: string[] = [];
  let at = 0;
  while (at < body.length) {
    const space = body.indexOf(' ', at);
    const digits = space < 0 ? '' : body.toString('latin1', at, space);
    const end = space + 1 + Number(digits);
    if (!/^\d{1,7}$/.test(digits) || end > body.length) break;
    frames.push(body.toString('utf8', space + 1, end));
    at = end;
  }
  return frames;
}
