/**
 * Writes docs/permissions.md from the grants that packages/bootstrap makes: part of `npm run docs`. With --check it only
 * compares and fails when the page is out of date.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { closures, creations } from '../packages/bootstrap/dist/creations.js';
import { grants } from '../packages/bootstrap/dist/grants.js';

const page = fileURLToPath(new URL('../docs/permissions.md', import.meta.url));
const all = Object.values(grants);
const of = (list, database) => list.filter((entry) => entry.database === database);
const row = (cells) => `| ${cells.join(' | ')} |`;
const table = (head, rows) => [row(head), `|${'---|'.repeat(head.length)}`, ...rows.map(row)].join('\n');
const objects = ({ kind, on }) =>
  `${kind} ${on.map((name) => (/^[\w.]+( \(|$)/.test(name) ? `\`${name}\`` : name)).join(', ')}`;

const grantTable = (database) =>
  table(
    ['right', 'on', 'to', 'given by', 'when', 'why'],
    of(all, database).map((grant) => [
      grant.rights.join(', '),
      objects(grant),
      `\`${grant.to}\``,
      grant.by,
      grant.when,
      grant.reason,
    ]),
  );
const creationTable = (database) =>
  table(
    ['what', 'when', 'why'],
    of(creations, database).map(({ what, when, reason }) => [what, when, reason]),
  );
const closureTable = (database) =>
  table(
    ['what', 'from', 'why'],
    of(closures, database).map(({ what, from, reason }) => [what, from, reason]),
  );

const text = `# Permissions

Every right that this project gives in a database, what it makes there, and what it takes away. Roles are named after their Heroku
Postgres credentials; \`default\` is the one that owns the database. This page is made from the code that gives the rights, by
\`npm run docs\`, and a test compares it with what is in a real database afterwards.

Where a plan has no credentials (Essential), \`default\` plays all roles and nothing is granted.

## In a database that is monitored

Monitoring reads statistics, never a table of yours: every fetch is read-only and time-limited by the server.

${grantTable('Monitored DB')}

What is made there:

${creationTable('Monitored DB')}

What is taken away there:

${closureTable('Monitored DB')}

### To see it, and to remove it

    SELECT pgwatch_heroku_installed();

lists what was made and granted here by us, and for which Heroku apps. Only that is removed: what was there before (the extension, or a
grant of yours to \`pgwatch2\`) was never written down, and stays. For the sample, or in the Monitored DB app:

    heroku run pgwatch-heroku monitored-uninstall --app my-monitor

For a database of another app, with its default credential for this one command:

    heroku run --env "MONITOREDDB_URL=$(heroku config:get DATABASE_URL --app my-app)" --app my-monitor -- pgwatch-heroku monitored-uninstall

Detach the database first: a release bootstraps the sample again. The extension stays, with a warning, while a view of yours rests on it.
Afterwards \`heroku pg:credentials:destroy my-database --name pgwatch2\` removes the role itself.

A review app that is closed (\`pr-predestroy\`) removes what it alone made in databases that it was attached to. What another app needs
as well stays; so does what was made by an app that did not know its own name.

## In the Collector DB

${grantTable('Collector DB')}

What is made there, beside the schemas \`pgwatch2\`, \`samples\` and \`admin\` and what is in them:

${creationTable('Collector DB')}

What is taken away there:

${closureTable('Collector DB')}

Functions in \`samples\` stay executable by PUBLIC, as PostgreSQL makes them: they pick a column out of their argument and read
nothing, and who may not look into the schema cannot call them.

To remove all of it, destroy the app or the add-on: the Collector DB is nobody else's.
`;

if (process.argv.includes('--check')) {
  if (!existsSync(page) || readFileSync(page, 'utf8') !== text) {
    console.error('docs/permissions.md is out of date: run `npm run docs`.');
    process.exit(1);
  }
  console.log('docs/permissions.md is up to date.');
} else {
  writeFileSync(page, text);
  console.log(`Wrote ${all.length} grants to docs/permissions.md.`);
}
