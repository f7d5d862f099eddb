import type { ColumnType } from '@pgwatch-heroku/store';

/** OIDs of pg_type, which never change: int2, int4, int8, oid; float4, float8, numeric; bool. */
const byOid: Record<number, ColumnType> = {
  21: 'int8',
  23: 'int8',
  20: 'int8',
  26: 'int8',
  700: 'float8',
  701: 'float8',
  1700: 'float8',
  16: 'bool',
};

/** The type a value is stored as: a few wide ones, so that a column keeps its type over all server versions. */
export const columnTypeOf = (oid: number): ColumnType => byOid[oid] ?? 'text';
