/**
 * The boundaries that Biome's rules cannot express: SQL text lives where people look for it, workspaces import each
 * other only by name, and dev-only packages never reach a dyno. Part of `npm run check`.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const sqlHomes = /^(packages\/(metrics|store|grafana)\/|.*\/sql\/)/;
const sqlText =
  /['"`]\s*(select\s+[\w*("':$]|insert\s+into\s|update\s+[\w."]+\s+set\s|delete\s+from\s|with\s+\w+\s+as\s*\(|create\s+(table|role|database|extension|function|view|schema)\s|alter\s+(table|role|database|default)\s|drop\s+(table|role|database)\s|grant\s+\w+\s+(on|to)\s|revoke\s)/i;
const devOnly = new Set(
  ['embedded-postgres', 'testkit', 'local-heroku', 'e2e', 'bench'].map((name) => `@pgwatch-heroku/${name}`),
);

const problems = [];
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' })
  .split('\n')
  .filter(Boolean);

for (const file of files) {
  const source = /^(apps|packages)\/[^/]+\/(src|client)\/.*\.tsx?$/.test(file);
  if (!source) continue;
  const lines = readFileSync(file, 'utf8').split('\n');
  lines.forEach((line, index) => {
    const at = `${file}:${index + 1}`;
    if (/^\s*(\*|\/\/)/.test(line)) return;
    // SQL is written in capitals or not at all; 'Grant pg_monitor to ...' is a sentence.
    const keyword = sqlText.exec(line)?.[1]?.split(/\s/)[0];
    const isSql = keyword !== undefined && (keyword === keyword.toUpperCase() || keyword === keyword.toLowerCase());
    if (!sqlHomes.test(file) && isSql) problems.push(`${at}: SQL text belongs into a folder named sql/`);
    if (/from '(\.\.\/){3,}(apps|packages)\//.test(line)) problems.push(`${at}: import the workspace by its name`);
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
