import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Metric, metrics } from '@pgwatch-heroku/metrics';
import { GoldenFile } from '@pgwatch-heroku/testkit';
import { openSource } from '../../src/fetch/open-source.js';
import { fetchOutcome, type Outcome } from '../golden/fetch-outcome.js';
import { type MonitoredServer, startMonitoredServer, urlOn } from '../golden/monitored-server.js';

const places = ['primary', 'standby'] as const;
const roles = ['owner', 'monitor', 'plain', 'essential owner', 'helped'] as const;
type Who = (typeof roles)[number] | 'bare';
interface Fetched extends Outcome {
  metric: string;
  place: (typeof places)[number];
  who: Who;
}

const about = (
  major: number,
) => `# What every metric gives on PostgreSQL ${major}: its columns, then which role gets how much, or why nothing.
# Owner: of the database, with pg_monitor, as on Standard plans. Monitor: has pg_monitor. Plain: may connect.
# Essential owner: without pg_monitor. Helped: plain, with the helpers of an Essential owner. Bare: no extension there.
# Written by \`npm run golden\`; a difference here is a difference to users.`;

/** What they count does not happen here; stat_ssl is about other hosts. */
const alwaysZero = [
  'archiver_pending_count',
  'database_conflicts',
  'replication_slot_stats',
  'subscription_stats',
  'logical_subscriptions',
  'invalid_indexes',
  'stat_ssl',
];
/** PostgreSQL's own word for "off" or "as another setting". */
const mayBeNegative = ['settings_num'];

const withSql = metrics.filter(({ versions }) => versions.length > 0);
const names = withSql.map(({ name }) => name);
const fetched: Fetched[] = [];
let server: MonitoredServer;
let golden: GoldenFile;

beforeAll(async () => {
  server = await startMonitoredServer();
  const { major } = server.primary;
  golden = new GoldenFile(path.resolve(import.meta.dirname, `../golden/postgres-${major}.txt`), about(major));
  const { database, bare, helpedUrl, monitorUrl, plainUrl } = server;
  await fetchAll('essential owner', database.url);
  await fetchAll('helped', helpedUrl);
  await server.grantMonitorToOwner();
  await fetchAll('owner', database.url);
  await fetchAll('monitor', monitorUrl);
  await fetchAll('plain', plainUrl);
  await fetchOn('primary', 'bare', bare.url, ({ requiresExtension }) => requiresExtension !== undefined);
}, 180_000);
afterAll(async () => {
  golden?.close();
  await server?.close();
});

async function fetchAll(who: Who, url: string): Promise<void> {
  await fetchOn('primary', who, url, ({ appliesTo }) => appliesTo !== 'standby');
  await fetchOn('standby', who, urlOn(server.standby, url), ({ appliesTo }) => appliesTo !== 'primary');
}

/** On a connection like any of the collector's: read-only, with its time-outs. */
async function fetchOn(place: Fetched['place'], who: Who, url: string, isWanted: (metric: Metric) => boolean) {
  const live = await openSource(url, 'GOLDEN');
  for (const metric of withSql.filter(isWanted)) {
    const outcome = await fetchOutcome(live, metric).catch((error: unknown) => {
      throw new Error(`${metric.name} on the ${place}, as ${who}`, { cause: error });
    });
    const said = outcome.said.replaceAll(new URL(url).username, '...');
    fetched.push({ metric: metric.name, place, who, ...outcome, said });
  }
  await live.close();
}

function describeMetric(name: string): string {
  const ofMetric = fetched.filter(({ metric }) => metric === name);
  const shapes = new Set(ofMetric.map(({ shape }) => shape).filter((shape) => shape !== undefined));
  const outcomes = places.flatMap((place) => {
    const here = ofMetric.filter((outcome) => outcome.place === place);
    return [...new Set(here.map(({ said }) => said))].map((said) => {
      const who = here.filter((outcome) => outcome.said === said).map((outcome) => outcome.who);
      const isEverybody = roles.every((role) => who.includes(role));
      return `${place}, ${isEverybody ? 'everybody' : who.join(', ')}: ${said}`;
    });
  });
  return [...shapes, ...outcomes].join('\n');
}

describe('every metric gives what is promised to every role, or says why not', () => {
  it.each(names)('%s', (name) => {
    const actual = describeMetric(name);
    expect(actual).toBe(golden.expected(name, actual));
  });

  it('and nothing is promised that is not there', () => {
    expect(golden.names.sort()).toEqual([...names].sort());
  });
});

describe('every metric gives sane numbers', () => {
  it.each(names)('%s', (name) => {
    const all = fetched.filter(({ metric }) => metric === name);
    for (const { who, place, numbers } of all) {
      for (const [column, list] of numbers) {
        const wrong = list.filter((value) => value !== null && /^(-\d|NaN|-?Infinity)/.test(value));
        if (!mayBeNegative.includes(name)) expect({ who, place, column, wrong }).toMatchObject({ wrong: [] });
      }
    }
    const columns = all.filter(({ who }) => who === 'owner').flatMap(({ numbers }) => [...numbers.values()]);
    if (columns.length === 0 || alwaysZero.includes(name)) return;
    expect(columns.flat().some((value) => Number(value) > 0)).toBe(true);
  });
});
