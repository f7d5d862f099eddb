import { readableColumns, readableSchemas, visibleSchemas } from './grafana/readable.js';
import { extendedSchemas, grafanaSchema, ourSchemas } from './our-objects.js';

/** A right that we give, as the code gives it and as docs/permissions.md lists it. */
export interface Grant {
  database: 'Collector DB' | 'Monitored DB';
  /** Credential that gives it. */
  by: string;
  /** Credential that gets it. */
  to: string;
  rights: readonly string[];
  /** What kind of objects: `schema`, `table`, `column`, ... */
  kind: string;
  /** Which of them, by name or in words. */
  on: readonly string[];
  when: string;
  reason: string;
}

const always = 'always';
const oneRole = 'the credential is attached';

/**
 * Every right that the bootstrappers give. They take rights and names from here, so that nothing is granted that is not
 * declared; the other way round a test compares this list with the rights that are in a database afterwards.
 */
export const grants = {
  collectorSchemas: {
    database: 'Collector DB',
    by: 'default',
    to: 'pgwatch2',
    rights: ['USAGE', 'CREATE'],
    kind: 'schema',
    on: extendedSchemas,
    when: oneRole,
    reason: 'The collector makes tables, partitions, types and views at run time.',
  },
  collectorMembership: {
    database: 'Collector DB',
    by: 'default',
    to: 'default',
    rights: ['MEMBER'],
    kind: 'role',
    on: ['pgwatch2'],
    when: oneRole,
    reason: 'Only a member may give objects to a role, and migrations go on changing what they gave.',
  },
  collectorOwnership: {
    database: 'Collector DB',
    by: 'default',
    to: 'pgwatch2',
    rights: ['OWNER'],
    kind: 'tables, views, types, functions, operators',
    on: [...ourSchemas, 'the views of metrics in public'],
    when: oneRole,
    reason: 'Only an owner may add columns and attach partitions.',
  },
  collectorTables: {
    database: 'Collector DB',
    by: 'default',
    to: 'pgwatch2',
    rights: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'],
    kind: 'table',
    on: ourSchemas,
    when: 'default may not give ownership (heroku pg:credentials:repair-default lifts that)',
    reason: 'Samples are stored and pages work meanwhile, without new columns and partitions.',
  },
  collectorSequences: {
    database: 'Collector DB',
    by: 'default',
    to: 'pgwatch2',
    rights: ['USAGE'],
    kind: 'sequence',
    on: ourSchemas,
    when: 'default may not give ownership',
    reason: 'Numbers of new rows, in the same case.',
  },
  grafanaSchemas: {
    database: 'Collector DB',
    by: 'default',
    to: 'pgwatch2_grafana',
    rights: ['USAGE'],
    kind: 'schema',
    on: visibleSchemas,
    when: oneRole,
    reason: 'Nothing in a schema can be read without looking into it.',
  },
  grafanaTables: {
    database: 'Collector DB',
    by: 'the owner, default or pgwatch2',
    to: 'pgwatch2_grafana',
    rights: ['SELECT'],
    kind: 'table',
    on: [...readableSchemas, 'the views of metrics in public'],
    when: oneRole,
    reason: 'Dashboards read samples.',
  },
  grafanaColumns: {
    database: 'Collector DB',
    by: 'the owner, default or pgwatch2',
    to: 'pgwatch2_grafana',
    rights: ['SELECT'],
    kind: 'column',
    on: Object.entries(readableColumns).map(([table, columns]) => `pgwatch2.${table} (${columns.join(', ')})`),
    when: oneRole,
    reason: 'Names of sources and tags of series; no password, session or address of a database is among them.',
  },
  grafanaFuture: {
    database: 'Collector DB',
    by: 'the owner, default or pgwatch2',
    to: 'pgwatch2_grafana',
    rights: ['SELECT'],
    kind: 'default privileges on tables',
    on: [...readableSchemas, 'public'],
    when: oneRole,
    reason: 'A partition or view that the collector makes tonight is readable at once.',
  },
  storeSchema: {
    database: 'Collector DB',
    by: 'default',
    to: 'pgwatch2_grafana_store',
    rights: ['OWNER'],
    kind: 'schema and what is in it',
    on: [grafanaSchema],
    when: oneRole,
    reason: 'Grafana keeps its users, sessions and dashboards there and migrates them itself.',
  },
  storeMembership: {
    database: 'Collector DB',
    by: 'default',
    to: 'default',
    rights: ['MEMBER'],
    kind: 'role',
    on: ['pgwatch2_grafana_store'],
    when: oneRole,
    reason: 'Only a member may give a schema to a role.',
  },
  storeSchemaRights: {
    database: 'Collector DB',
    by: 'default',
    to: 'pgwatch2_grafana_store',
    rights: ['USAGE', 'CREATE'],
    kind: 'schema',
    on: [grafanaSchema],
    when: 'default may not give ownership (heroku pg:credentials:repair-default lifts that)',
    reason: 'Grafana can make its tables all the same.',
  },
  storeTables: {
    database: 'Collector DB',
    by: 'default',
    to: 'pgwatch2_grafana_store',
    rights: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'],
    kind: 'table',
    on: [grafanaSchema],
    when: 'default may not give ownership',
    reason: 'What Grafana made while it logged in as default, in the same case; on sequences USAGE.',
  },
  monitor: {
    database: 'Monitored DB',
    by: 'default',
    to: 'pgwatch2',
    rights: ['MEMBER'],
    kind: 'role',
    on: ['pg_monitor'],
    when: 'the plan allows it (Standard and up)',
    reason: 'Statistics of other roles: sessions, statements, replication. No row of any table.',
  },
  monitorSchemas: {
    database: 'Monitored DB',
    by: 'default',
    to: 'pgwatch2',
    rights: ['USAGE'],
    kind: 'schema',
    on: ['public', 'the schema of pg_stat_statements'],
    when: always,
    reason: 'The view pg_stat_statements and the helper functions are there; a new credential may not even look.',
  },
  helpers: {
    database: 'Monitored DB',
    by: 'default',
    to: 'pgwatch2',
    rights: ['EXECUTE'],
    kind: 'function',
    on: ['get_stat_activity', 'get_stat_statements', 'get_stat_replication'],
    when: 'pg_monitor cannot be had, or --helpers',
    reason: 'They show what default sees of this database alone. Taken from PUBLIC in the transaction that makes them.',
  },
} as const satisfies Record<string, Grant>;
