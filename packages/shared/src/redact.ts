import { exampleDatabaseUrl } from './postgres/example-url.js';

// Only where nothing follows that would make it part of something longer, such as `@` and the real host.
const example = `${exampleDatabaseUrl.slice(exampleDatabaseUrl.indexOf('//'))}(?![^\\s.,;)"'])`;
const urlPassword = new RegExp(`(?!${example})(//[^\\s/:@?#]*):[^\\s/@]*(?:@[^\\s/@]*)*@`, 'g');

/**
 * Takes the passwords out of free text: `//user:secret@host` keeps the user, `password=secret` (libpq) and
 * `"password":"secret"` (JSON) keep the key. Errors of drivers and of the network quote connection strings, which no
 * list of redacted paths can reach. The example in our own hints stays readable.
 */
export function redactText(text: string): string {
  return text
    .replaceAll(urlPassword, '$1:***@')
    .replaceAll(/\b((?:pg)?password|passwd|pwd|secret|api[_-]?key)(=|"?\s*:\s*"?)('[^']*'|[^\s"',;&}]+)/gi, '$1$2***')
    .replaceAll(/\b(Bearer|Basic)\s+[A-Za-z0-9+/_=.-]{8,}/g, '$1 ***');
}
