/**
 * The boundaries that Biome's rules cannot express: SQL text lives where people look for it, workspaces import each
 * other only by name, and dev-only packages never reach a dyno. Part of `npm run check`.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { walkSource } from './source/list-source-files.js';

const sqlHomes = /^(packages\/(metrics|store|grafana)\/|.*\/sql\/)/;
/** What a statement begins with, right after the quote, which in a template often stands on the line before. */
const sqlText = new RegExp(
  `(?<!\\w)['"\`]\\s*(${[
    'select\\s+[\\w*("\':$]',
    'insert\\s+into\\s',
    'update\\s+[\\w."]+\\s+set\\s',
    'delete\\s+from\\s',
    'truncate\\s+(table\\s|[\\w"]+\\.)',
    'with\\s+(recursive\\s+)?\\w+\\s+as\\s*\\(',
    'explain\\s+(\\(|select\\s)',
    'copy\\s+[\\w."]+\\s+(from|to)\\s',
    'create\\s+(or\\s+replace\\s+)?(table|role|database|extension|function|view|schema|unique|index|event|trigger)\\s',
    'alter\\s+(table|role|database|default|system|schema|view|function)\\s',
    'drop\\s+(table|role|database|schema|view|index|function)\\s',
    'grant\\s+\\w+\\s+(on|to)\\s',
    'revoke\\s',
    'set\\s+(local\\s+)?[a-z_.]+\\s*(=|to\\s)',
    'vacuum\\s+(full|analyze|\\()',
  ].join('|')})`,
  'gi',
);
const imported = /(?:from|import\(?|require\()\s*'(\.{1,2}\/[^']+)'/;
const workspaceOf = (file) => file.split('/').slice(0, 2).join('/');
const devOnly = new Set(
  ['embedded-postgres', 'testkit', 'local-heroku', 'e2e', 'bench'].map((name) => `@pgwatch-heroku/${name}`),
);

const problems = [];
// Also what git does not track yet.
const files = walkSource('.').sort();

for (const file of files) {
  const source = /^(apps|packages)\/[^/]+\/(src|client)\/.*\.tsx?$/.test(file);
  const testOfApp = /^apps\/[^/]+\/test\/.*\.tsx?$/.test(file);
  if (!source && !testOfApp) continue;
  // Comments quote code, and stay as empty lines so that places keep their numbers.
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => (/^\s*(\/?\*|\/\/)/.test(line) ? '' : line));
  const text = lines.join('\n');
  for (const { 1: said, index } of testOfApp || sqlHomes.test(file) ? [] : text.matchAll(sqlText)) {
    // SQL is written in capitals or not at all; 'Grant pg_monitor to ...' is a sentence.
    const [keyword] = said.split(/\s/);
    if (keyword !== keyword.toUpperCase() && keyword !== keyword.toLowerCase()) continue;
    const at = `${file}:${text.slice(0, index).split('\n').length}`;
    problems.push(`${at}: SQL text belongs into a folder named sql/`);
  }
  lines.forEach((line, index) => {
    // Biome's rule for pg sees what is imported and what `require` is given, not what stands in for it.
    if (source && !devOnly.has(`@pgwatch-heroku/${file.split('/')[1]}`) && /\bcreateRequire\b/.test(line)) {
      problems.push(`${file}:${index + 1}: createRequire goes around the rules for imports; use import`);
    }
    const target = imported.exec(line)?.[1];
    if (target === undefined) return;
    const reached = workspaceOf(path.join(path.dirname(file), target));
    // Tests share what supports them, but not apps.
    if (reached !== workspaceOf(file) && (source || reached.startsWith('apps/'))) {
      problems.push(
        `${file}:${index + 1}: reaches into ${reached}; a package is imported by its name, an app not at all`,
      );
    }
  });
}

for (const file of files.filter((name) => /^(apps|packages)\/[^/]+\/package\.json$/.test(name))) {
  const manifest = JSON.parse(readFileSync(file, 'utf8'));
  if (devOnly.has(manifest.name)) continue;
  for (const name of Object.keys(manifest.dependencies ?? {})) {
    if (devOnly.has(name)) problems.push(`${file}: ${name} is for development; a dyno must not need it`);
    if (name.startsWith('@pgwatch-heroku/app-')) problems.push(`${file}: nothing depends on an app`);
  }
}

if (problems.length > 0) {
  console.error(problems.join('\n'));
  console.error(`\n${problems.length} boundary problem(s).`);
  process.exit(1);
}
console.log('Boundaries hold.');
