import { AppError, codeOf, type Pool, parseDatabaseUrl, type SourceAccess, toFailure } from '@pgwatch-heroku/shared';
import {
  type Actor,
  applyDiscovery,
  type Discovery,
  type DiscoveryChanges,
  discoveryKey,
  inPoolTransaction,
  recordDiscoveryFailure,
} from '@pgwatch-heroku/store';
import { findDatabases, withSource } from '../sources/look-at-source.js';
import { mostDatabases } from '../sources/sql/look.js';
import { withDatabase } from '../sources/with-database.js';

/**
 * Lists the databases of a server over one connection, behind the guard for entered hosts, and lets the sources follow.
 * What fails at the server is written down with the discovery and given back as undefined.
 *
 * @throws what the Collector DB fails with.
 */
export async function runDiscovery(
  { access, writing }: { access: SourceAccess; writing: Pool },
  actor: Actor,
  discovery: Discovery,
): Promise<DiscoveryChanges | undefined> {
  const { id, name, sealedUrl, include, exclude } = discovery;
  try {
    const { url } = access.addressOf(discoveryKey(name), sealedUrl);
    const address = { url, label: `The server of ${name}`, isEntered: true };
    const found = await withSource(access, address, (client) => findDatabases(client, include, exclude));
    // What is missing counts as vanished: a list that was cut off must not.
    if (found.length >= mostDatabases) throw tooMany();
    return await inPoolTransaction(writing, (client) =>
      applyDiscovery(client, actor, discovery, found, {
        seal: (source, database) => access.seal(withDatabase(url, database), source),
        isSame: (source, sealed, database) => isAt(access, source, sealed, withDatabase(url, database)),
      }),
    );
  } catch (error) {
    await recordDiscoveryFailure(writing, id, explain(error));
    return undefined;
  }
}

const tooMany = () =>
  new AppError('configuration', `${mostDatabases} databases or more have such names`, {
    hint: 'Remove this discovery and add one with narrower patterns.',
  });

/** By address, whatever the login: a password that was changed makes it no other database. */
function isAt(access: SourceAccess, source: string, sealedUrl: string, url: string): boolean {
  try {
    const one = parseDatabaseUrl(access.addressOf(source, sealedUrl).url, source);
    const other = parseDatabaseUrl(url, source);
    return one.host === other.host && one.port === other.port && one.database === other.database;
  } catch {
    // Sealed with another key: nobody can tell what it is.
    return false;
  }
}

function explain(error: unknown): { reason: string; hint: string | null } {
  if (codeOf(error) === '2201B') return { reason: 'A pattern is not a regular expression', hint: null };
  if (codeOf(error) === '23503')
    return {
      reason: 'The preset of its sources is not there any more',
      hint: 'Remove this discovery and add it anew.',
    };
  return toFailure(error);
}
