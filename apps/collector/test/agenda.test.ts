import { expect, it } from '@jest/globals';
import { Agenda } from '../src/schedule/agenda.js';

const names = (agenda: Agenda, nowMs: number) => agenda.due(nowMs).map(({ name }) => name);

it('has everything due at once at the start, keyed to the tick that passed last', () => {
  const agenda = new Agenda(0);
  agenda.setIntervals([
    ['db_stats', 60_000],
    ['db_size', 300_000],
  ]);
  expect(agenda.due(650_000)).toEqual([
    { name: 'db_stats', tick: 600_000, skipped: 0 },
    { name: 'db_size', tick: 600_000, skipped: 0 },
  ]);
});

it('has nothing due twice in one tick', () => {
  const agenda = new Agenda(0);
  agenda.setIntervals([['db_stats', 60_000]]);
  for (const item of agenda.due(60_000)) agenda.markDone(item);
  expect(agenda.due(119_999)).toEqual([]);
  expect(agenda.nextAt).toBe(120_000);
  expect(names(agenda, 120_000)).toEqual(['db_stats']);
});

it('does not sleep over a tick that passes between the last look and the pause', () => {
  const agenda = new Agenda(0);
  agenda.setIntervals([['db_stats', 60_000]]);
  for (const item of agenda.due(60_000)) agenda.markDone(item);
  expect(agenda.due(119_999)).toEqual([]);
  // However late it is when the pause is measured.
  expect(agenda.nextAt).toBe(120_000);
});

it('skips and counts the ticks that passed meanwhile instead of making up for them', () => {
  const agenda = new Agenda(0);
  agenda.setIntervals([['db_stats', 60_000]]);
  agenda.markDone({ name: 'db_stats', tick: 60_000 });
  expect(agenda.due(250_000)).toEqual([{ name: 'db_stats', tick: 240_000, skipped: 2 }]);
});

it('puts first what had to give way the last time', () => {
  const agenda = new Agenda(0);
  agenda.setIntervals([
    ['slow', 1_000],
    ['starved', 1_000],
  ]);
  agenda.markDone({ name: 'slow', tick: 1_000 });
  agenda.markSkipped({ name: 'starved', tick: 1_000 });
  expect(names(agenda, 2_000)).toEqual(['starved', 'slow']);
});

it('goes on when the clock was set back by hours', () => {
  const agenda = new Agenda(0);
  agenda.setIntervals([['db_stats', 60_000]]);
  agenda.markDone({ name: 'db_stats', tick: 36_000_000 });
  expect(names(agenda, 60_000)).toEqual(['db_stats']);
});

it('never fires with nothing to do', () => {
  expect(new Agenda(5).nextAt).toBe(Number.POSITIVE_INFINITY);
});
