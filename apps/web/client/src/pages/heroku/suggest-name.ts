import type { HerokuDatabase } from '../../api/contract.js';

const longest = 50;

/** A name for the source that a database becomes: after its app, and its attachment where that says more. */
export function suggestName(
  { app, ownerAttachments }: Pick<HerokuDatabase, 'app' | 'ownerAttachments'>,
  taken: ReadonlySet<string>,
): string {
  const attachment = ownerAttachments.find((name) => name === 'DATABASE') ?? ownerAttachments[0] ?? 'DATABASE';
  const more = attachment === 'DATABASE' ? '' : `_${attachment.replace(/^HEROKU_POSTGRESQL_/, '')}`;
  const plain = `${app}${more}`
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]+/g, '_')
    .replace(/^[^A-Z]+/, '')
    .replace(/_CONNECTION_POOL$/, '')
    .slice(0, longest - 3);
  const base = plain || 'DB';
  for (let number = 1; ; number++) {
    const name = number === 1 ? base : `${base}_${number}`;
    if (!taken.has(name)) return name;
  }
}

/** As the API has it: what can stand in a config var. */
export const isName = (name: string): boolean =>
  /^[A-Z][A-Z0-9_]{0,49}$/.test(name) && !name.endsWith('_CONNECTION_POOL');
