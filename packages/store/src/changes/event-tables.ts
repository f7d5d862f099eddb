import type { ColumnType } from '../types.js';

interface EventTable {
  metric: string;
  /** Of an object's identity and state; pgwatch's names. */
  tags: readonly string[];
  columns: readonly string[];
  /** What pgwatch calls an event. */
  words: Readonly<Record<'create' | 'alter' | 'drop', string>>;
  /** A role that gets pg_monitor suddenly sees settings that were there all along. */
  isAlterOnly?: true;
  /** In a sentence about several. */
  plural: string;
}

const words = { create: 'create', alter: 'alter', drop: 'drop' };

/** Where the events of a kind of object go. A kind that is not here (the server) has no table of its own. */
export const eventTables: Readonly<Record<string, EventTable>> = {
  configuration: {
    metric: 'configuration_changes',
    tags: ['setting'],
    columns: ['value'],
    words,
    isAlterOnly: true,
    plural: 'settings',
  },
  index: {
    metric: 'index_changes',
    tags: ['index'],
    columns: ['table', 'is_valid', 'md5'],
    words,
    plural: 'indexes',
  },
  privilege: {
    metric: 'privilege_changes',
    tags: ['object', 'role'],
    columns: ['object_type', 'privilege_type'],
    words: { create: 'GRANT', alter: 'alter', drop: 'REVOKE' },
    plural: 'privileges',
  },
  sproc: { metric: 'sproc_changes', tags: ['oid', 'sproc'], columns: ['md5'], words, plural: 'functions' },
  table: { metric: 'table_changes', tags: ['table'], columns: ['md5'], words, plural: 'tables' },
};

const text = (name: string): { name: string; type: ColumnType } => ({ name, type: 'text' });

/** Shapes of all tables that events are written to. */
export const eventShapes = [
  ...Object.values(eventTables).map(({ metric, tags, columns }) => ({
    metric,
    tags: [...tags],
    columns: ['event', ...columns].map(text),
  })),
  { metric: 'object_changes', tags: [], columns: [text('details')] },
];
