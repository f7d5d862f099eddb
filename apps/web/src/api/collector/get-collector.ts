import { dynoPanels } from '@pgwatch-heroku/grafana';
import { listLeases, listSources, readDynos } from '@pgwatch-heroku/store';
import { z } from 'zod';
import { toPanelInfo } from '../panels/panel-info.js';
import { panelInfoSchema } from '../panels/schemas.js';
import { defineRoute } from '../registry/route.js';
import { toInstant } from './to-instant.js';

const figure = z.number().nullable();

const dynoSchema = z
  .object({
    dyno: z.string(),
    version: z.string(),
    startedAt: z.string(),
    seenAt: z.string(),
    isAlive: z.boolean().describe('It has reported within three minutes.'),
    sources: z.array(z.string()).describe('Whose leases it holds.'),
    bufferedFetches: figure.describe('That wait in memory to be stored.'),
    bufferedBytes: figure,
    spilledFetches: figure.describe("That wait on the dyno's disk."),
    spilledBytes: figure,
    oldestWaitingSeconds: figure,
    latenessP99Ms: figure.describe('Of the last minute.'),
    eventLoopDelayP99Ms: figure,
    fetches: figure.describe('Since its start, as what follows.'),
    failures: figure,
    skipped: figure.describe('Ticks without a fetch, for want of time.'),
    written: figure,
    dropped: figure.describe('Fetches that the buffer had no room for.'),
    refused: figure.describe(
      'Fetches that the Collector DB did not take, or that were left out because it was nearly full.',
    ),
    rssBytes: figure,
    cpuSeconds: figure,
  })
  .meta({ id: 'CollectorDyno' });

export const collectorSchema = z.object({
  dynos: z.array(dynoSchema),
  withoutLease: z.array(z.string()).describe('Sources that no dyno fetches just now.'),
  panels: z.array(panelInfoSchema).describe('Charts that there are of each dyno.'),
});

/** It reports every 20 s; a restart takes less than two minutes. */
const aliveSeconds = 180;

export const getCollector = defineRoute(
  {
    id: 'get-collector',
    method: 'get',
    path: '/collector',
    summary: 'The collector dynos of the last day, and which of them fetches which source.',
    tag: 'Collector',
    role: 'viewer',
    response: collectorSchema,
  },
  async ({ reading }) => {
    const sources = await listSources(reading);
    const leases = await listLeases(reading);
    const nameOf = new Map(sources.map(({ id, name }) => [id, name]));
    const held = new Set(leases.map(({ sourceId }) => sourceId));
    const dynos = (await readDynos(reading)).map(({ dyno, version, startedAt, seenAt, info }) => {
      const read = (key: string) => (typeof info[key] === 'number' ? (info[key] as number) : null);
      return {
        ...{ dyno, version, startedAt: toInstant(startedAt), seenAt: toInstant(seenAt) },
        isAlive: Date.now() / 1_000 - seenAt <= aliveSeconds,
        sources: leases.flatMap((lease) => (lease.dyno === dyno ? (nameOf.get(lease.sourceId) ?? []) : [])).sort(),
        ...{ bufferedFetches: read('buffered'), bufferedBytes: read('bufferedBytes') },
        ...{ spilledFetches: read('spilled'), spilledBytes: read('spilledBytes') },
        oldestWaitingSeconds: read('oldestWaitingSeconds'),
        ...{ latenessP99Ms: read('latenessP99Ms'), eventLoopDelayP99Ms: read('eventLoopDelayP99Ms') },
        ...{ fetches: read('fetches'), failures: read('failures'), skipped: read('skipped') },
        ...{ written: read('written'), dropped: read('dropped'), refused: read('refused') },
        ...{ rssBytes: read('rssBytes'), cpuSeconds: read('cpuSeconds') },
      };
    });
    const isWanted = (source: (typeof sources)[number]) => source.enabled && source.detachedAt === null;
    const withoutLease = sources.filter((source) => isWanted(source) && !held.has(source.id)).map(({ name }) => name);
    return { dynos, withoutLease, panels: dynoPanels.map(toPanelInfo) };
  },
);
