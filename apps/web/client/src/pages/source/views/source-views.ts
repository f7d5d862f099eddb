/** How a panel stands in a section, where its kind alone does not say it. */
export interface PlacedPanel {
  id: string;
  /** `tree`: who blocks whom. `timeline`: moments and sentences. `statement`: one text, in full. */
  look?: 'tree' | 'timeline' | 'statement';
  /** As wide as the page. */
  wide?: boolean;
  /** Rows of a table that are shown before one asks for more. */
  rows?: number;
}

export interface ViewSection {
  title: string;
  panels: (string | PlacedPanel)[];
}

/** One page about a source. */
export interface SourceView {
  /** In the address, after the name of the source. */
  path: string;
  title: string;
  sections: ViewSection[];
  /** What it is about one of; it is what follows the path, and a parameter of its panels. */
  about?: 'queryid' | 'table' | 'sproc';
  /** Grafana's dashboard that answers the same, by its uid. */
  dashboard: string;
}

/**
 * Which panel of the catalogue stands where. A panel that the server does not have is left out, and so are sections
 * and pages that have none; one that is on no page comes last on the first page.
 */
export const sourceViews: SourceView[] = [
  {
    path: '',
    title: 'Overview',
    dashboard: 'pgwatch-database-overview',
    sections: [
      { title: 'Now', panels: ['health-state', 'health-sessions', 'health-work', 'health-rows'] },
      {
        title: 'Load',
        panels: [
          'transactions',
          'sessions',
          'top-statements-over-time',
          'statement-mean-time',
          'cache-hit',
          'blocks',
          'block-time',
          'temp-bytes',
          'rows',
          'locks',
          'blocked-sessions',
          'deadlocks',
        ],
      },
      { title: 'Statements', panels: [{ id: 'top-statements', rows: 10 }] },
      { title: 'Size', panels: ['health-size', 'plan-limits', { id: 'biggest-tables', rows: 10 }] },
      { title: 'Server', panels: ['database-size', 'instance-up', 'platform-load', 'platform-memory'] },
      { title: 'Recommendations', panels: [{ id: 'recommendation-table', rows: 20 }] },
    ],
  },
  {
    path: 'queries',
    title: 'Queries',
    dashboard: 'pgwatch-query-performance',
    sections: [
      { title: 'Statements', panels: ['statement-table'] },
      {
        title: 'Over time',
        panels: [
          'statement-calls',
          'statement-mean-time',
          'top-statements-over-time',
          'statements-by-calls',
          'statements-by-rows',
          'statements-by-read',
          'statements-by-hit',
          'statements-by-temp',
        ],
      },
      { title: 'Functions', panels: ['sprocs-by-time', { id: 'sproc-table', rows: 20 }] },
    ],
  },
  {
    path: 'tables',
    title: 'Tables and indexes',
    dashboard: 'pgwatch-tables',
    sections: [
      {
        title: 'Size',
        panels: [{ id: 'biggest-tables', rows: 20 }, 'relations-total', 'relations-data', 'relations-rest'],
      },
      { title: 'Growth and bloat', panels: ['table-growth', 'table-bloat', 'indexes-bloat'].map(short) },
      { title: 'Scans', panels: ['table-scans', 'table-reads', short('table-activity')] },
      {
        title: 'Indexes to look at',
        panels: ['indexes-invalid', 'indexes-unused', 'indexes-duplicate', 'indexes-biggest'].map(short),
      },
      { title: 'Indexes at work', panels: ['index-scans', 'index-entries', 'index-reads', 'index-hits'] },
      { title: 'Sequences', panels: ['sequences-used', 'sequences-full'] },
    ],
  },
  {
    path: 'sessions',
    title: 'Sessions and locks',
    dashboard: 'pgwatch-sessions',
    sections: [
      {
        title: 'Who blocks whom',
        panels: [{ id: 'blocking-sessions', look: 'tree' }, 'blocked-sessions', 'longest-wait', short('blocking')],
      },
      { title: 'At work', panels: ['running-queries', 'sessions', 'connections'] },
      { title: 'Waits and locks', panels: ['wait-events', 'deadlocks', 'locks', 'locks-by-type', short('wait-table')] },
      {
        title: 'How long',
        panels: [
          'longest-query',
          'longest-transaction',
          'longest-session',
          'session-time',
          'sessions-opened',
          'connections-used',
        ],
      },
      { title: 'Seen', panels: [short('seen-queries')] },
    ],
  },
  {
    path: 'vacuum',
    title: 'Vacuum',
    dashboard: 'pgwatch-vacuum',
    sections: [
      { title: 'Wraparound', panels: ['wraparound', 'oldest-snapshot'] },
      { title: 'Vacuum', panels: ['vacuums-running', 'autovacuum', 'longest-autovacuum', 'vacuums'] },
      { title: 'Behind', panels: [{ id: 'dead-rows', rows: 20 }] },
      { title: 'Checkpoints and writing', panels: ['checkpoints', 'checkpoint-time', 'buffers-written', 'wal-rate'] },
    ],
  },
  {
    path: 'replication',
    title: 'Replication',
    dashboard: 'pgwatch-replication',
    sections: [
      { title: 'Followers', panels: ['health-replication', 'followers', 'replication-lag', 'replication-delay'] },
      { title: 'Slots', panels: ['slots', 'slot-lag', 'slot-xmin'] },
      { title: 'This as a follower', panels: ['receiver-lag', 'receiver-age'] },
      { title: 'WAL', panels: ['wal-rate', 'archiving'] },
    ],
  },
  {
    path: 'settings',
    title: 'Settings',
    dashboard: 'pgwatch-settings',
    sections: [
      { title: 'What changed', panels: ['changes-configuration'] },
      { title: 'Settings', panels: ['settings-table', 'settings-numbers'] },
    ],
  },
  {
    path: 'events',
    title: 'Events',
    dashboard: 'pgwatch-change-events',
    sections: [
      {
        title: 'What happened',
        panels: [
          { id: 'changes-over-time', wide: true },
          { id: 'changes-in-words', look: 'timeline' },
        ],
      },
      {
        title: 'In detail',
        panels: ['changes-table', 'changes-index', 'changes-sproc', 'changes-privilege', 'changes-configuration'].map(
          short,
        ),
      },
    ],
  },
  {
    path: 'monitoring',
    title: 'Monitoring',
    dashboard: 'pgwatch-monitor-cost',
    sections: [
      { title: 'What it costs', panels: ['collector-overhead', 'collector-time', 'collector-failures'] },
      { title: 'What fails', panels: ['metric-problems'] },
    ],
  },
];

/** Pages about one thing of a source, which tables lead to. */
export const detailViews: SourceView[] = [
  {
    path: 'queries',
    title: 'Query',
    dashboard: 'pgwatch-single-query',
    about: 'queryid',
    sections: [
      { title: 'Text', panels: [{ id: 'query-text', look: 'statement' }] },
      {
        title: 'History',
        panels: ['query-time', 'query-calls', 'query-mean-time', 'query-rows', 'query-blocks', 'query-hit'],
      },
    ],
  },
  {
    path: 'tables',
    title: 'Table',
    dashboard: 'pgwatch-table-details',
    about: 'table',
    sections: [
      { title: 'Now', panels: ['table-state', 'table-indexes'] },
      {
        title: 'History',
        panels: ['table-size', 'table-rows', 'table-scan-rates', 'table-dead-rows', 'table-hit', 'table-blocks'],
      },
    ],
  },
  {
    path: 'functions',
    title: 'Function',
    dashboard: 'pgwatch-stored-procedures',
    about: 'sproc',
    sections: [{ title: 'History', panels: ['sproc-calls', 'sproc-time'] }],
  },
];

function short(id: string): PlacedPanel {
  return { id, rows: 10 };
}
