import type {
  PanelData,
  PanelInfo,
  Settings,
  SetupStatus,
  SourceDetail,
  SourceSettings,
  SourceSummary,
} from '../../src/api/types.js';

const noSamples = { times: [], values: [] };

export function source(name: string, changes: Partial<SourceSummary> = {}): SourceSummary {
  return {
    name,
    variable: `PGWATCH2_MONITOREDDB_${name}_URL`,
    ...{ isEnabled: true, group: null, tags: {}, preset: 'heroku_postgres', problemCount: 0, finding: null },
    ...{ waitingSessions: 0, lagSeconds: null },
    state: 'up',
    reason: null,
    notice: null,
    serverVersion: '17.10 (Debian 17.10-1.pgdg120+1)',
    isInRecovery: false,
    sizeBytes: 1_300_000_000,
    transactionsPerSecond: 214.3,
    sessions: 14,
    activeSessions: 3,
    cacheHitRatio: 0.9934,
    lastSampleAt: new Date().toISOString(),
    sparklines: { transactionsPerSecond: noSamples, sessions: noSamples },
    ...changes,
  };
}

export function panel(id: string, changes: Partial<PanelInfo> = {}): PanelInfo {
  return {
    id,
    title: `Panel ${id}`,
    help: `Help of ${id}`,
    emptyWhen: [],
    kind: 'timeseries',
    unit: 'short',
    stacked: false,
    bars: false,
    searchable: false,
    ...changes,
  };
}

export function detail(name: string, panels: PanelInfo[], changes: Partial<SourceDetail> = {}): SourceDetail {
  return { ...source(name), problems: [], panels, ...changes };
}

export function answer(info: PanelInfo, data: PanelData['data']): PanelData {
  return { panel: info, from: '2026-11-22T10:00:00.000Z', to: '2026-11-22T11:00:00.000Z', stepSeconds: 60, data };
}

export function setup(changes: Partial<SetupStatus> = {}): SetupStatus {
  return {
    steps: [
      { id: 'store', title: 'Store', state: 'done', detail: 'The Collector DB answers.' },
      {
        id: 'schema',
        title: 'Schema',
        state: 'warning',
        detail: 'Older than this release.',
        hint: 'Run `heroku run x`.',
      },
      { id: 'sources', title: 'Sources', state: 'done', detail: '1 source.' },
      { id: 'collector', title: 'Collector', state: 'running', detail: 'Starting.' },
      { id: 'connection', title: 'Connection', state: 'failed', detail: 'Refused.', hint: 'Check the password.' },
      { id: 'first-sample', title: 'First sample', state: 'waiting', detail: 'Comes after the connection.' },
    ],
    done: false,
    notices: [{ message: 'No credential of its own.', hint: 'Choose a Standard plan.' }],
    next: { title: 'Look at the collector', detail: 'It stands still.', commands: ['heroku ps'] },
    ...changes,
  };
}

export const admin = { user: 'admin', role: 'admin', via: 'session', csrfToken: 'token-1' };
export const viewer = { user: 'looker', role: 'viewer', via: 'session', csrfToken: 'token-2' };

export function sourceSettings(name: string, changes: Partial<SourceSettings> = {}): SourceSettings {
  return {
    ...{ name, variable: `PGWATCH2_MONITOREDDB_${name}_URL`, isAttached: true, detachedAt: null },
    ...{ group: null, tags: {}, preset: 'heroku_postgres', presetStandby: null },
    ...{ customMetrics: {}, customMetricsStandby: null, onlyIfPrimary: false, isEnabled: true },
    version: 'version-1',
    ...changes,
  };
}

export function settings(changes: Partial<Settings> = {}): Settings {
  return {
    history: {
      ...{ rawDays: 7, tenMinutesDays: 30, retentionDays: 90, wantedRawDays: 14, wantedRetentionDays: 365 },
      ...{ level: 2, isCoreOnly: true },
    },
    storage: {
      ...{ sizeBytes: 966_367_641, budgetBytes: 1_073_741_824, budgetOrigin: 'plan', wantedMegabytes: null },
      ...{ growthBytesPerDay: 12_582_912, fullInDays: 83.4, shortenedInDays: 0.2 },
      checkedAt: '2026-11-22T10:00:00.000Z',
    },
    ...{ allowsUrlSources: true, hasOwnCredential: false, appName: 'shop', role: 'all', siblings: null },
    grafana: { state: 'ready', mayOpen: true, notices: [] },
    links: [{ title: 'API', href: '/api/docs' }],
    ...changes,
  };
}
