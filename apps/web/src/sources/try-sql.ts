import { extensionSchemaSql, helperCallSql, placeNames } from '@pgwatch-heroku/metrics';
import { type Client, messageOf } from '@pgwatch-heroku/shared';
import { beginSql, explainSql, trySql as limitSql } from './sql/try-sql.js';

/** More than anybody reads on a page. */
const maxRows = 100;
const maxCellLength = 1_000;

export interface Trial {
  columns: string[];
  rows: (string | null)[][];
  /** There are more than these. */
  isCut: boolean;
  durationMs: number;
  /** The planner's, in its own unit, and how many rows it expects. */
  cost: number;
  expectedRows: number;
}

export type TrialResult = { isDone: true; trial: Trial } | { isDone: false; reason: string; position: number | null };

/**
 * Runs the SQL of a metric once, read-only and within limits that the server keeps; whatever it does is rolled back. One
 * statement only: the extended protocol takes no second one, and it runs as the collector would run it, in brackets.
 */
export async function trySql(client: Client, sql: string, extension: string | undefined): Promise<TrialResult> {
  await client.query(beginSql);
  try {
    const placed = await place(client, sql, extension);
    const plan = await run(client, explainSql(placed));
    const [{ Plan }] = JSON.parse(String(plan.rows[0]?.[0])) as [{ Plan: Record<string, number> }];
    const startedAt = performance.now();
    const { fields, rows } = await run(client, limitSql(placed, maxRows + 1));
    const trial = {
      columns: fields.map(({ name }) => name),
      rows: rows.slice(0, maxRows).map((row) => row.map(toCell)),
      isCut: rows.length > maxRows,
      durationMs: Math.round(performance.now() - startedAt),
      cost: Plan['Total Cost'] ?? 0,
      expectedRows: Plan['Plan Rows'] ?? 0,
    };
    return { isDone: true, trial };
  } catch (error) {
    const { code, position } = error as { code?: string; position?: string };
    // Not an answer of the server: the connection itself is in trouble.
    if (!/^[0-9A-Z]{5}$/.test(code ?? '')) throw error;
    // The statement around it is not the person's.
    const before = explainSql('').indexOf('\n');
    const at = position === undefined ? null : Number(position) - before;
    return { isDone: false, reason: messageOf(error), position: at !== null && at > 0 && at <= sql.length ? at : null };
  } finally {
    await client.query('ROLLBACK').catch(() => undefined); // the connection ends anyway
  }
}

async function place(client: Client, sql: string, extension: string | undefined): Promise<string> {
  const ask = (text: string, value: string) => client.query<Record<string, string>>(text, [value]);
  const schema = extension ? (await ask(extensionSchemaSql, extension)).rows[0]?.['schema'] : undefined;
  const named = extension && schema ? { name: extension, schema } : undefined;
  const findCall = async (helper: string) => (await ask(helperCallSql, helper)).rows[0]?.['call'];
  return (await placeNames(findCall, [sql], named))(sql);
}

const asText = { getTypeParser: () => (value: string | Buffer) => String(value) };

async function run(client: Client, text: string) {
  const query = { text, rowMode: 'array' as const, queryMode: 'extended', types: asText };
  return (await client.query(query as never)) as unknown as { fields: { name: string }[]; rows: (string | null)[][] };
}

const toCell = (value: string | null): string | null =>
  value !== null && value.length > maxCellLength ? `${value.slice(0, maxCellLength)} …` : value;
