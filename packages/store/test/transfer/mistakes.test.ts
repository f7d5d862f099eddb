import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { metrics, presets } from '@pgwatch-heroku/metrics';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { loadDefinitions } from '../../src/index.js';
import { exportYaml, importYaml } from '../../src/transfer/index.js';
import { parseYaml } from '../../src/transfer/parse-yaml.js';
import { addSource, createStore, type TestStore } from '../store.js';

let store: TestStore;
const attachments = [{ alias: 'SALES', variable: 'PGWATCH2_MONITOREDDB_SALES_URL', sameAs: [] }];
beforeAll(async () => {
  store = await createStore();
  await loadDefinitions(store.client, { metrics, presets });
  await addSource(store.client);
});
afterAll(() => store.close());

const said = async (text: string) => {
  const before = await exportYaml(store.client, 'all');
  const { problems } = await importYaml(store.client, text, { attachments });
  if (problems.length > 0) expect(await exportYaml(store.client, 'all')).toBe(before);
  return problems.map(({ line, message }) => `${line}: ${message}`);
};

it('lists all problems of a file at once, each with its line, and imports nothing of it', async () => {
  const problems = await said(`metrics:
  fine:
    sqls: {15: select 1 as value}
  Wrong-Name:
    sqls: {15: select 1 as value}
  two:
    sqls:
      15: |
        select 1;
        delete from precious
  other_data: {sqls: {15: select 1}}
presets:
  p: {metrics: {fine: 10}}
sources:
  - {name: SALES, conn_str: "$PGWATCH2_MONITOREDDB_SALES_URL", preset_metrics: gone}
  - name: SHOP
    conn_str: postgres://user:canary-77@host/db
  - {name: OTHER, conn_str: $DATABASE_URL}
  - {name: SALES2, conn_str: "$PGWATCH2_MONITOREDDB_SALES_URL"}
`);
  expect(problems).toEqual([
    expect.stringMatching(/^5: .*small letters/),
    expect.stringMatching(/^8: metrics\.two\.sqls\.15: there is a second statement, in line 2/),
    expect.stringMatching(/^11: .*_data/),
    expect.stringMatching(/^15: source SALES: there is no preset gone/),
    expect.stringMatching(/^17: source SHOP: conn_str has to name a config var.*--as PGWATCH2_MONITOREDDB_SHOP\)/),
    expect.stringMatching(/^18: source OTHER: \$DATABASE_URL asks for no monitoring/),
    expect.stringMatching(/^19: source SALES2: line 15 has the same database/),
  ]);
  expect(problems.join()).not.toContain('canary-77');
});

it.each([
  ['a mistake of YAML', 'metrics:\n  a: [', /^2: /],
  ['two keys of one name', 'metrics:\n  a: {sqls: {15: select 1}}\n  a: {sqls: {15: select 1}}', /^3: .*unique/],
  [
    'a key with a slip of the pen',
    'presets:\n  a:\n    metrics: {db_size: 1}\n    intervall: 1',
    /^4: presets\.a\.intervall: this key is not known/,
  ],
  ['no metrics in a preset', 'presets:\n  a: {}', /^2: presets\.a\.metrics: is not a list/],
  [
    'an interval that is none',
    'presets:\n  a:\n    metrics:\n      db_size: often',
    /^4: presets\.a\.metrics\.db_size: is not a whole number/,
  ],
  ['an interval of 0 in a preset', 'presets: {a: {metrics: {db_size: 0}}}', /below 1 second/],
  ['an interval of a year', 'presets: {a: {metrics: {db_size: 31536000}}}', /longer than a week/],
  ['a version that is none', 'metrics:\n  a:\n    sqls:\n      9.6: select 1', /^4: .*not a major version/],
  ['a list where a text belongs', 'metrics:\n  a:\n    sqls: {15: [1]}', /^3: /],
  ['a text where everything belongs', 'just words', /^1: the file/],
  ['a NUL', 'presets:\n  a:\n    description: "a\\0b"\n    metrics: {}', /^3: .*NUL/],
  ['half a character', 'presets:\n  a:\n    metrics: {"a\\ud800": 1}', /^3: .*half a character/],
  [
    'a preset that is a word of JavaScript',
    '- {name: S, conn_str: $PGWATCH2_MONITOREDDB_SALES_URL, preset_metrics: toString}',
    /^1: .*no preset toString/,
  ],
  ['several documents', 'metrics: {}\n---\nmetrics: {}', /multiple documents/],
  [
    'references that explode',
    `a: &a [1]\n${'bcdefgh'
      .split('')
      .map((k, i) => `${k}: &${k} [${`*${'abcdefg'[i]},`.repeat(30)}]`)
      .join('\n')}`,
    /alias/i,
  ],
  ['more than anybody writes', `# ${'x'.repeat(2_000_000)}`, /2000000 are the most/],
])('refuses %s', async (_what, text, expected) => {
  expect(await said(text)).toEqual([expect.stringMatching(expected)]);
});

it('reads every file to an end, with a line for every problem', () => {
  const keys = fc.constantFrom(
    'metrics',
    'presets',
    'sources',
    'sqls',
    '15',
    'name',
    'conn_str',
    'custom_metrics',
    '__proto__',
    '',
  );
  const value = fc.letrec((tie) => ({
    node: fc.oneof(
      { depthSize: 'medium' },
      fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.double()),
      fc.array(tie('node'), { maxLength: 3 }),
      fc.dictionary(keys, tie('node'), { maxKeys: 4 }),
    ),
  })).node;
  const lines = (text: string) => parseYaml(text).problems.map(({ line }) => line);
  fc.assert(
    fc.property(value, (any) => {
      for (const line of lines(stringify(any))) expect(line).toBeGreaterThan(0);
    }),
  );
  fc.assert(
    fc.property(
      fc
        .array(
          fc.constantFrom('a', ':', ' ', '\n', '- ', '{', '}', '[', '&a', '*a', '|', '>', '"', '!!', '?', '#', '\t'),
        )
        .map((parts) => parts.join('')),
      (text) => {
        for (const line of lines(text)) expect(line).toBeGreaterThan(0);
      },
    ),
  );
});

it('takes a file without anything', async () => {
  expect(await said('')).toEqual([]);
  expect(await said('metrics:\npresets:\n')).toEqual([]);
  expect(await said('[]')).toEqual([]);
});
