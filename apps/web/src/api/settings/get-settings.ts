import { readStoreState } from '@pgwatch-heroku/store';
import { z } from 'zod';
import { toInstant } from '../collector/to-instant.js';
import { defineRoute } from '../registry/route.js';

const days = z.number().nullable();

export const settingsSchema = z
  .object({
    history: z.object({
      rawDays: days.describe('That every fetch is kept at present.'),
      tenMinutesDays: days.describe('That one fetch per ten minutes is kept at present.'),
      retentionDays: days.describe('That anything is kept at present.'),
      wantedRawDays: z.number().describe('PGWATCH2_RAW_DAYS.'),
      wantedRetentionDays: z.number().describe('PGWATCH2_RETENTION_DAYS.'),
      level: days.describe('How far history is shortened for want of room; 0 is not at all.'),
      isCoreOnly: z.boolean().nullable().describe('Only core metrics are written: the store is nearly full.'),
    }),
    storage: z.object({
      sizeBytes: days,
      budgetBytes: days.describe('What the plan or PGWATCH2_STORAGE_MB allows; null where nothing is known.'),
      budgetOrigin: z.enum(['setting', 'plan', 'api']).nullable().describe('Which the budget is from.'),
      wantedMegabytes: days.describe('PGWATCH2_STORAGE_MB.'),
      checkedAt: z.string().nullable(),
    }),
    allowsUrlSources: z.boolean(),
    hasOwnCredential: z.boolean().describe('PGWATCH2_URL is there.'),
    appName: z.string().nullable(),
    links: z.array(z.object({ title: z.string(), href: z.string() })),
  })
  .meta({ id: 'Settings' });

export const getSettings = defineRoute(
  {
    id: 'get-settings',
    method: 'get',
    path: '/settings',
    summary: 'How long history is kept, how much room there is, and what is configured.',
    tag: 'Settings',
    role: 'viewer',
    response: settingsSchema,
  },
  async ({ reading, access, deployment, configured }) => {
    const { history, budgetOrigin, level, isCoreOnly, sizeBytes, budgetBytes, checkedAt } =
      await readStoreState(reading);
    const { appName } = configured;
    return {
      history: {
        ...{ level, isCoreOnly },
        rawDays: history?.rawDays ?? null,
        tenMinutesDays: history?.tenMinutesDays ?? null,
        retentionDays: history?.retentionDays ?? null,
        wantedRawDays: configured.rawDays,
        wantedRetentionDays: configured.retentionDays,
      },
      storage: {
        ...{ sizeBytes, budgetBytes, budgetOrigin, wantedMegabytes: configured.storageMegabytes },
        checkedAt: checkedAt === null ? null : toInstant(checkedAt),
      },
      allowsUrlSources: access.allowsUrls,
      hasOwnCredential: deployment.hasOwnCredential,
      appName,
      links: [
        { title: 'API', href: '/api/docs' },
        // Says there why, where it is not there or not for everybody.
        { title: 'Grafana', href: '/grafana/' },
        ...(appName
          ? [
              {
                title: 'Config vars',
                href: `https://dashboard.heroku.com/apps/${encodeURIComponent(appName)}/settings`,
              },
            ]
          : []),
      ],
    };
  },
);
