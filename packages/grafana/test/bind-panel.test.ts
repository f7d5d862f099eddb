import { expect, it } from '@jest/globals';
import { bindPanel, type Panel } from '../src/index.js';

const panel = (sql: string): Panel => ({
  id: 'x',
  title: 'X',
  help: 'X.',
  unit: 'short',
  kind: 'timeseries',
  metrics: [],
  sql,
});
const parameters = { source: 7, from: new Date(0), to: new Date(1), step: 60 };

it('numbers the parameters that a panel uses, each once', () => {
  const { text, values } = bindPanel(panel('SELECT :to, :source WHERE a > :to AND b = :source'), parameters);
  expect(text).toBe('SELECT $1::timestamptz, $2::int4 WHERE a > $1::timestamptz AND b = $2::int4');
  expect(values).toEqual([new Date(1), 7]);
});

it('leaves casts and longer names alone', () => {
  const sql = `SELECT a::text, b::from_type, ':' || c, now()::time`;
  expect(bindPanel(panel(sql), parameters)).toEqual({ text: sql, values: [] });
});
