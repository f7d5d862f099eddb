import { appRoles } from '@pgwatch-heroku/shared';
import { daysLeft, readStoreState } from '@pgwatch-heroku/store';
import { z } from 'zod';
import { grafanaNotices } from '../../setup/grafana-notices.js';
import { toInstant } from '../collector/to-instant.js';
import { defineRoute } from '../registry/route.js';
import { noticeSchema } from '../setup/schemas.js';

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
      budgetOrigin: z.enum(['setting', 'plan', 'api', 'growth']).nullable().describe('Which the budget is from.'),
      wantedMegabytes: days.describe('PGWATCH2_STORAGE_MB.'),
      growthBytesPerDay: days.describe('That samples take at present; null before there is an hour of them.'),
      fullInDays: days.describe('Until all room is taken at this pace, if nothing got old meanwhile.'),
      shortenedInDays: days.describe('Until history is shortened, so that it does not get full.'),
      checkedAt: z.string().nullable(),
    }),
    allowsUrlSources: z.boolean(),
    hasOwnCredential: z.boolean().describe('PGWATCH2_URL is there.'),
    appName: z.string().nullable(),
    role: z.enum(appRoles).describe('PGWATCH2_APP: collector in the Collector of three apps, all in a single app.'),
    siblings: z
      .object({ grafana: z.string(), monitored: z.string() })
      .nullable()
      .describe('Names of the other two of three apps, as the set-up gave them; null in a single app.'),
    grafana: z
      .object({
        state: z.enum(['ready', 'starting', 'off']),
        mayOpen: z
          .boolean()
          .describe('Whether who asks is let in; viewers only where a role of its own guards the store.'),
        notices: z.array(noticeSchema).describe('That it was ended for its size, or does not come up.'),
      })
      .describe('The one beside these pages, at /grafana.'),
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
  async ({ reading, access, deployment, configured, grafana }, { user }) => {
    const { history, level, isCoreOnly, checkedAt, ...store } = await readStoreState(reading);
    const { sizeBytes, budgetBytes, budgetOrigin, growthBytesPerDay } = store;
    const { full: fullInDays, shortened: shortenedInDays } = daysLeft(store);
    const { appName, role, siblings } = configured;
    const grafanaStatus = grafana.status();
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
        ...{ growthBytesPerDay, fullInDays, shortenedInDays },
        checkedAt: checkedAt === null ? null : toInstant(checkedAt),
      },
      allowsUrlSources: access.allowsUrls,
      hasOwnCredential: deployment.hasOwnCredential,
      ...{ appName, role, siblings },
      grafana: {
        state: grafanaStatus.state,
        mayOpen: user.role === 'admin' || grafana.viewersAllowed,
        notices: grafanaNotices(grafanaStatus),
      },
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
