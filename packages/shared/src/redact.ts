import { exampleDatabaseUrl } from './postgres/example-url.js';

// Only where nothing follows that would make it part of something longer, such as `@` and the real host.
const example = `${exampleDatabaseUrl.slice(exampleDatabaseUrl.indexOf('//'))}(?![^\\s.,;)"'])`;
const urlPassword = new RegExp(`(?!${example})(//[^\\s/:@?#]*):[^\\s/@]*(?:@[^\\s/@]*)*@`, 'g');

/** V8's stack for going back in a regular expression holds a few million characters; beyond that it throws. */
const maxLength = 1_000_000;

/**
 * Takes the passwords out of free text: `//user:secret@host` keeps the user, `password=secret` (libpq) and
 * `"password":"secret"` (JSON) keep the key. Errors of drivers and of the network quote connection strings, which no
 * list of redacted paths can reach. The example in our own hints stays readable. Of a text beyond a MB only both ends
 * are given back.
 */
export function redactText(text: string): string {
  if (text.length <= maxLength) return redact(text);
  // A secret that the first cut halves lies at its edge, which the second takes away.
  const head = redact(text.slice(0, maxLength / 2)).slice(0, maxLength / 8);
  const tail = redact(text.slice(-maxLength / 2)).slice(-maxLength / 8);
  return Buffer.from(`${head} ... ${tail}`).toString();
}

function redact(text: string): string {
  return text
    .replaceAll(urlPassword, '$1:***@')
    .replaceAll(/\b((?:pg)?password|passwd|pwd|secret|api[_-]?key)(=|"?\s*:\s*"?)('[^']*'|[^\s"',;&}]+)/gi, '$1$2***')
    .replaceAll(/\b(Bearer|Basic)\s+[A-Za-z0-9+/_=.-]{8,}/g, '$1 ***');
}
