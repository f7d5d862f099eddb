import { expect, it } from '@jest/globals';
import { until } from '@pgwatch-heroku/testkit';
import { StartGate } from '../src/schedule/start-gate.js';

const never = new AbortController().signal;

/** Asks for so many turns, and tells which came, with what ends each. */
function ask(gate: StartGate, count: number, signal = never) {
  const turns: { index: number; end: () => void }[] = [];
  for (let index = 0; index < count; index++) void gate.enter(signal).then((end) => turns.push({ index, end }));
  return turns;
}
/** Longer than a test takes. */
const patienceMs = 600_000;
/** Longer than the next turn takes when nobody is in the way. */
const aWhile = () => new Promise((resolve) => setTimeout(resolve, 300));

it('lets four connect at once, in their order, and the next when one of them is done', async () => {
  const turns = ask(new StartGate(patienceMs), 6);
  await until('Four turns', () => turns.length === 4);
  await aWhile();
  expect(turns.map(({ index }) => index)).toEqual([0, 1, 2, 3]);
  turns[2]?.end();
  await until('The fifth turn', () => turns.length === 5);
  turns[2]?.end();
  turns[0]?.end();
  await until('The last turn', () => turns.length === 6);
});

it('waits for those that hang no longer than its patience', async () => {
  const turns = ask(new StartGate(), 8);
  await until('All turns', () => turns.length === 8);
});

it('keeps nobody who was told to stop, and gives the turn to the next', async () => {
  const gate = new StartGate(patienceMs);
  const turns = ask(gate, 4);
  const stop = new AbortController();
  const stopped = ask(gate, 2, stop.signal);
  const after = ask(gate, 1);
  await until('Four turns', () => turns.length === 4);
  stop.abort();
  await until('The end of those that wait', () => stopped.length === 2);
  expect(after).toEqual([]);
  turns[0]?.end();
  await until('The turn of the next', () => after.length === 1);
});
