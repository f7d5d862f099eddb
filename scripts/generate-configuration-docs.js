/**
 * Writes docs/configuration.md from the config schemas of the apps: `npm run docs`. With --check it only compares and
 * fails when the page is out of date.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'rolldown';

const root = fileURLToPath(new URL('..', import.meta.url));
const page = `${root}docs/configuration.md`;

// An app is built to one file that exports nothing: its schema is built apart, where packages are found.
const configs = readdirSync(`${root}apps`)
  .sort()
  .map((app) => ({ app, file: `${root}apps/${app}/src/config.ts` }))
  .filter(({ file }) => existsSync(file));
const builtDir = `${root}node_modules/.cache/pgwatch-heroku/configs`;
await build({
  input: Object.fromEntries(configs.map(({ app, file }) => [app, file])),
  external: /^[^./]/,
  output: { dir: builtDir },
});

/** name -> { description, default, required, apps } */
const variables = new Map();

for (const { app } of configs) {
  const { configSchema } = await import(pathToFileURL(`${builtDir}/${app}.js`).href);
  for (const [name, schema] of Object.entries(configSchema.shape)) {
    const entry = variables.get(name) ?? { description: undefined, fallback: undefined, requiredBy: [], apps: [] };
    entry.description ??= descriptionOf(schema);
    if (!entry.description) throw new Error(`${app}: ${name} has no description`);
    const absent = schema.safeParse(undefined);
    if (!absent.success) entry.requiredBy.push(app);
    else if (absent.data !== undefined) entry.fallback ??= String(absent.data);
    entry.apps.push(app);
    variables.set(name, entry);
  }
}

/** The description may stand on the schema or on what it wraps. */
function descriptionOf(schema) {
  for (let at = schema; at; at = at.def?.innerType ?? at.def?.in) {
    if (at.description) return at.description;
  }
  return undefined;
}

const rows = [...variables]
  .sort(([a], [b]) => a.localeCompare(b))
  .map(([name, { description, fallback, requiredBy, apps }]) => {
    const required = requiredBy.length === apps.length ? '(required)' : `(required by ${requiredBy.join(', ')})`;
    const value = fallback === undefined ? (requiredBy.length > 0 ? required : '') : `\`${fallback}\``;
    const readers = apps.length === configs.length ? 'every process' : apps.join(', ');
    return `| \`${name}\` | ${description.replaceAll('|', '\\|')} | ${value} | ${readers} |`;
  });

const text = `# Configuration

Everything is set by config vars: in the Heroku dashboard under Settings, Reveal Config Vars, or by
\`heroku config:set NAME=value\`. Changing one restarts the app's dynos, as Heroku always does. Each attached database adds
a variable by itself: \`PGWATCH2_MONITOREDDB_<NAME>_URL\` makes a monitored source named \`<NAME>\`.

This page is made from the code by \`npm run docs\`.

| variable | meaning | default | read by |
|---|---|---|---|
${rows.join('\n')}
`;

if (process.argv.includes('--check')) {
  if (!existsSync(page) || readFileSync(page, 'utf8') !== text) {
    console.error('docs/configuration.md is out of date: run `npm run docs`.');
    process.exit(1);
  }
  console.log('docs/configuration.md is up to date.');
} else {
  writeFileSync(page, text);
  console.log(`Wrote ${variables.size} variables to docs/configuration.md.`);
}
