import { aspectOf } from '../../aspect.js';
import { createExtensionSql, databaseSettingSql, updateExtensionSql, usageSql } from '../../sql/fixes.js';
import { failing, notAvailable, ok, type Verdict, warning } from '../../verdict.js';
import { sourceGroups } from '../groups.js';
import type { Role, Server, SourceFacts, Statements } from '../source-facts.js';

const name = 'pg_stat_statements';
/** Fewer, and what runs seldom is gone before it is looked at: PostgreSQL's own default is 5,000. */
const fewStatements = 1_000;

export const statements = aspectOf<SourceFacts>()({
  id: 'statements',
  group: sourceGroups.rights,
  title: name,
  needs: ['server', 'role', 'statements'],
  check({ server, role, statements: found }) {
    return missingPart(found, role) ?? weakPart(found, role, server);
  },
});

function missingPart({ version, available, preloaded, schema, refusal }: Statements, role: Role): Verdict | undefined {
  if (version === null) {
    if (available === null)
      return notAvailable('This server does not have the extension; there are no statement figures.');
    return warning('The extension is not installed; there are no statement figures.', {
      fixes: [
        { kind: 'sql', text: createExtensionSql([name]), note: `In this database, as ${role.owner} (heroku pg:psql).` },
      ],
    });
  }
  const isLoaded = preloaded === null ? undefined : preloaded.split(',').some((library) => library.trim() === name);
  if (refusal?.code === '55000' || isLoaded === false) {
    return failing('The extension is installed, but its library is not loaded: reading it fails.', {
      hint: 'shared_preload_libraries has to name pg_stat_statements, and the server has to be restarted. Heroku does so for all databases: where it does not, ask its support.',
    });
  }
  if (refusal?.code === '42501' && schema !== null) {
    return failing(`The role ${role.role} may not read it: ${refusal.message}.`, {
      fixes: [{ kind: 'sql', text: usageSql(schema, role.role), note: `In this database, as ${role.owner}.` }],
    });
  }
  return refusal ? failing(`Reading it fails: ${refusal.message}.`) : undefined;
}

function weakPart({ version, available, track, max }: Statements, { owner }: Role, { database }: Server): Verdict {
  if (track === 'none') {
    return warning('pg_stat_statements.track is none: nothing is counted.', {
      hint: 'Only superusers and who was granted SET on it may change it.',
      fixes: [{ kind: 'sql', text: databaseSettingSql(database, `${name}.track`, 'top'), note: 'As a superuser.' }],
    });
  }
  if (available !== null && version !== available) {
    return warning(`The extension is at version ${version}, the server has ${available}: new columns are missing.`, {
      fixes: [{ kind: 'sql', text: updateExtensionSql(name), note: `In this database, as ${owner}.` }],
    });
  }
  if (max !== null && max < fewStatements) {
    return warning(`It remembers ${max} statements only: what runs seldom is forgotten between two fetches.`, {
      hint: 'pg_stat_statements.max is set for the whole server and needs a restart.',
    });
  }
  const counts =
    track === null ? '' : `, counts ${track === 'all' ? 'nested statements too' : 'statements of clients'}`;
  return ok(`Version ${version}, loaded${counts}${max === null ? '' : `, remembers ${max} statements`}.`);
}
