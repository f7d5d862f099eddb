import type { SessionTable } from '../session-store.js';

/** As connect-pg-simple reads one. $1: ids; $2: now, in seconds since the epoch. */
export const readSessionsSql = ({ schemaName, tableName }: SessionTable): string =>
  `SELECT sid, sess FROM ${schemaName}.${tableName} WHERE sid = ANY ($1) AND expire >= to_timestamp($2)`;
