import { helperNames } from '@pgwatch-heroku/metrics';
import { aspectOf } from '../../aspect.js';
import { closeHelperSql, grantHelperSql, pinHelperSql } from '../../sql/fixes.js';
import { type Fix, failing, notAvailable, ok, type Verdict, warning } from '../../verdict.js';
import { sourceGroups } from '../groups.js';
import type { HelperFunction, Role, SourceFacts } from '../source-facts.js';

const bootstrap: Fix = {
  kind: 'command',
  text: 'heroku run "pgwatch-heroku monitored-bootstrap --helpers"',
  note: 'In the app whose database it is; makes them as they should be.',
};

export const helpers = aspectOf<SourceFacts>()({
  id: 'helpers',
  group: sourceGroups.rights,
  title: 'Helper functions',
  needs: ['role', 'helpers'],
  check({ role, helpers: found }) {
    return danger(found, role) ?? use(found, role);
  },
});

/** They run with their owner's rights: whoever may steer what they call has those rights too. */
function danger(found: readonly HelperFunction[], { role }: Role): Verdict | undefined {
  const definers = found.filter(({ isDefiner }) => isDefiner);
  const open = definers.filter(({ searchPath }) => pinOf(searchPath) === 'none');
  if (open.length > 0) {
    return failing(
      'Functions that run with the rights of their owner take names from the search_path of whoever calls them.',
      {
        details: open.map(
          ({ name, owner, searchPath }) => `${name}() of ${owner}: ${searchPath ?? 'no search_path of its own'}`,
        ),
        hint: 'Anybody who may call them and make a function or table can have SQL run as the owner.',
        fixes: [...open.map(({ name, owner }) => sql(pinHelperSql(name), owner)), bootstrap],
      },
    );
  }
  const foreign = definers.filter(({ belongsToOwner }) => !belongsToOwner);
  if (foreign.length > 0) {
    return warning(
      'Functions of these names belong to somebody else than the owner of the database, and are not called.',
      {
        details: foreign.map(({ name, owner }) => `${name}() of ${owner}`),
        fixes: [bootstrap],
      },
    );
  }
  const weak = definers.filter(({ searchPath }) => pinOf(searchPath) === 'temporary');
  if (weak.length > 0) {
    return warning('Functions that run with the rights of their owner look for temporary tables before the catalog.', {
      details: weak.map(({ name, searchPath }) => `${name}(): ${searchPath}`),
      fixes: weak.map(({ name, owner }) => sql(pinHelperSql(name), owner)),
    });
  }
  const everybodys = definers.filter(({ isPublic }) => isPublic);
  if (everybodys.length > 0) {
    return warning('Everybody who may connect may call them, and see what all roles do.', {
      details: everybodys.map(({ name }) => `${name}()`),
      fixes: everybodys.map(({ name, owner }) => sql(closeHelperSql(name, role), owner)),
    });
  }
  return undefined;
}

function use(found: readonly HelperFunction[], role: Role): Verdict {
  if (role.seesAllStatistics) return ok('The role needs none: it sees everything by itself.');
  const usable = found.filter(({ isDefiner, mayCall }) => isDefiner && mayCall);
  const closed = found.filter(({ isDefiner, mayCall }) => isDefiner && !mayCall);
  if (closed.length > 0) {
    return warning(`The role ${role.role} may not call them.`, {
      details: closed.map(({ name }) => `${name}()`),
      fixes: closed.map(({ name, owner }) => sql(grantHelperSql(name, role.role), owner)),
    });
  }
  const absent = helperNames.filter((name) => !usable.some((helper) => helper.name === name));
  if (absent.length === 0) return ok('All are there, pinned to the catalog, and closed to everybody else.');
  // They show what the owner sees, and that role is it.
  if (role.isOwner)
    return notAvailable('They would not help: the role is the owner, and they show what the owner sees.');
  return warning('They are missing, and without them the role sees only its own sessions and statements.', {
    details: absent.map((name) => `${name}()`),
    fixes: [bootstrap],
  });
}

const sql = (text: string, owner: string): Fix => ({ kind: 'sql', text, note: `In this database, as ${owner}.` });

/** Where names of a function are looked for: nowhere but in the catalog, in temporary tables first, or anywhere. */
function pinOf(searchPath: string | null): 'catalog' | 'temporary' | 'none' {
  if (searchPath === null) return 'none';
  const schemas = searchPath
    .replace(/^search_path=/, '')
    .split(',')
    .map((schema) => schema.trim().replaceAll('"', ''));
  if (schemas.some((schema) => !['', 'pg_catalog', 'pg_temp'].includes(schema))) return 'none';
  // Left out it comes first of all for tables; only said as the last one it is.
  return schemas.at(-1) === 'pg_temp' && schemas.length > 1 ? 'catalog' : 'temporary';
}
