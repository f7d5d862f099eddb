/**
 * Takes the passwords out of free text: `//user:secret@host` keeps the user, `password=secret` (libpq) and
 * `"password":"secret"` (JSON) keep the key. Errors of drivers and of the network quote connection strings, which no
 * list of redacted paths can reach.
 */
export function redactText(text: string): string {
  return text
    .replaceAll(/(\/\/[^\s/:@?#]*):[^\s/@]*(?:@[^\s/@]*)*@/g, '$1:***@')
    .replaceAll(/\b((?:pg)?password|passwd|pwd|secret|api[_-]?key)(=|"?\s*:\s*"?)('[^']*'|[^\s"',;&}]+)/gi, '$1$2***')
    .replaceAll(/\b(Bearer|Basic)\s+[A-Za-z0-9+/_=.-]{8,}/g, '$1 ***');
}
