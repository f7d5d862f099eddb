import type { HerokuDatabase, HerokuOperation } from '../../src/api/types.js';

export function herokuDatabase(app: string, changes: Partial<HerokuDatabase> = {}): HerokuDatabase {
  return {
    ...{ addonId: `id-of-${app}`, addon: `postgresql-of-${app}`, app, ownerAttachments: ['DATABASE'] },
    ...{ plan: 'heroku-postgresql:standard-0', price: '$50 a month', isProvisioned: true, canHaveCredentials: true },
    ...{ space: null, attachedHere: [], isMonitored: false, obstacle: null },
    ...changes,
  };
}

export function operation(changes: Partial<HerokuOperation> = {}): HerokuOperation {
  return {
    ...{ id: 7, kind: 'add-monitored', subject: 'PGWATCH2_MONITOREDDB_SHOP_URL', params: {}, state: 'running' },
    ...{ isCutOff: false, steps: [], error: null, hint: null, dyno: 'web.1' },
    ...{ startedAt: new Date().toISOString(), endedAt: null },
    ...changes,
  };
}

export const step = (id: string, state: HerokuOperation['steps'][number]['state'], detail = '') => ({
  ...{ id, state, detail, title: `Step ${id}` },
  at: new Date().toISOString(),
});
