import { queryId } from './seed/shop.js';

/** A page of the app, and what tells that it shows what it is for. */
export interface AppPage {
  /** Of its screenshots. */
  name: string;
  path: string;
  /** Stands there when the store has data of the shop. */
  shows: string | RegExp;
  /** Stands there when the store has just been made; without it the same. */
  empty?: string | RegExp;
  /** Has something to show without the store as well. */
  isStatic?: true;
  /** Served as it is, without a script, and asks nothing of the store. */
  isPlain?: true;
}

const noSource = 'No source is called SHOP';

/** Every page: a new one is added here and is then looked at in all the ways that the tests next to this know. */
export const pages: readonly AppPage[] = [
  { name: 'fleet', path: '/', shows: 'ARCHIVE is down', empty: 'No database is monitored yet' },
  ...[
    { name: 'source', path: '/sources/SHOP', shows: 'Busiest statements' },
    { name: 'source-queries', path: '/sources/SHOP/queries', shows: 'Statements in this range' },
    { name: 'query', path: `/sources/SHOP/queries/${queryId(1)}`, shows: 'JOIN products p' },
    { name: 'source-tables', path: '/sources/SHOP/tables', shows: 'public.order_items' },
    { name: 'table', path: '/sources/SHOP/tables/public.orders', shows: 'orders_customer_id_idx' },
    { name: 'source-sessions', path: '/sources/SHOP/sessions', shows: 'blocks 1' },
    { name: 'source-vacuum', path: '/sources/SHOP/vacuum', shows: 'scanning heap' },
    { name: 'source-replication', path: '/sources/SHOP/replication', shows: 'streaming' },
    { name: 'source-settings', path: '/sources/SHOP/settings', shows: 'shared_buffers' },
    { name: 'source-events', path: '/sources/SHOP/events', shows: 'public.orders_customer_idx' },
    { name: 'source-monitoring', path: '/sources/SHOP/monitoring', shows: 'pg_buffercache' },
    { name: 'source-doctor', path: '/sources/SHOP/doctor', shows: 'Check all again' },
    { name: 'edit-source', path: '/edit-source/SHOP', shows: 'Intervals of its own' },
  ].map((page) => ({ ...page, empty: noSource })),
  { name: 'sources', path: '/sources', shows: 'SHOP_FOLLOWER', empty: 'No database is monitored yet' },
  { name: 'add-source', path: '/add-source', shows: "For databases that are not Heroku's", isStatic: true },
  { name: 'add-heroku', path: '/add-heroku', shows: 'It gets a credential with the least rights', isStatic: true },
  { name: 'metrics', path: '/catalogue/metrics', shows: 'stat_statements' },
  { name: 'metric', path: '/catalogue/metrics/db_stats', shows: 'Transactions, rows, blocks' },
  { name: 'new-metric', path: '/catalogue/new-metric', shows: 'What it measures', isStatic: true },
  { name: 'presets', path: '/catalogue/presets', shows: 'heroku_postgres' },
  { name: 'preset', path: '/catalogue/presets/heroku_postgres', shows: 'Copy to customise' },
  { name: 'new-preset', path: '/catalogue/new-preset', shows: 'New preset', isStatic: true },
  { name: 'collector', path: '/collector', shows: '1 dyno runs', empty: /no dyno|nobody|no collector/i },
  { name: 'doctor', path: '/doctor', shows: 'Each source has its dyno', isStatic: true },
  { name: 'settings', path: '/settings', shows: 'History and room' },
  { name: 'settings-access', path: '/settings/access', shows: 'on-call', empty: 'There are none', isStatic: true },
  { name: 'settings-tokens', path: '/settings/tokens', shows: 'API tokens' },
  {
    name: 'settings-transfer',
    path: '/settings/transfer',
    shows: 'Nothing is changed before you have seen',
    isStatic: true,
  },
  { name: 'settings-removal', path: '/settings/removal', shows: 'Remove the demo, or everything', isStatic: true },
  { name: 'settings-audit', path: '/settings/audit', shows: 'SHOP_FOLLOWER', empty: /nothing|nobody|no entr/i },
  { name: 'setup', path: '/setup', shows: 'Samples are arriving', empty: 'Setting up' },
  { name: 'api-docs', path: '/api/docs', shows: 'All that the pages do, under /api/v1', isPlain: true },
  {
    name: 'not-found',
    path: '/sources/SHOP/nowhere',
    shows: 'There is no such page about this source',
    empty: noSource,
  },
];
