import { expect, it } from '@jest/globals';
import {
  type BlockingNode,
  blockingForest,
  blockingMoments,
} from '../../client/src/pages/source/looks/blocking-forest.js';
import type { TableData } from '../../src/api/types.js';

const names = ['seen', 'pid', 'blocked_by', 'duration', 'role', 'application', 'query'];

function sessions(rows: [seen: number, pid: string, blockedBy: string | null][]): TableData {
  return {
    kind: 'table',
    columns: names.map((name) => ({ name, title: name, unit: 'text' })),
    rows: rows.map(([seen, pid, blockedBy]) => [seen, pid, blockedBy, 5, 'app', 'web.1', `work of ${pid}`]),
  };
}

/** `1(2(3))`: who waits stands in brackets. */
const shape = (nodes: BlockingNode[]): string =>
  nodes
    .map(({ pid, waiting, isCycle }) => `${pid}${isCycle ? '!' : ''}${waiting.length ? `(${shape(waiting)})` : ''}`)
    .join(' ');

it('puts those who wait below the one they wait for, at one moment', () => {
  const data = sessions([
    [200, '1', null],
    [200, '2', '1'],
    [200, '3', '2'],
    [100, '9', '8'],
  ]);
  expect(blockingMoments(data)).toEqual([200, 100]);
  expect(shape(blockingForest(data, 200))).toBe('1(2(3))');
  expect(shape(blockingForest(data, 100))).toBe('8(9)');
});

it('names a holder that is not in the list by its process alone', () => {
  const [root] = blockingForest(sessions([[1, '9', '8']]), 1);
  expect(root).toMatchObject({ pid: '8', query: null, seconds: null, isWaiting: false });
  expect(root?.waiting[0]).toMatchObject({ pid: '9', query: 'work of 9', isWaiting: true });
});

it('shows one who waits for two below both', () => {
  const data = sessions([
    [1, '1', null],
    [1, '2', null],
    [1, '3', '1,2'],
  ]);
  expect(shape(blockingForest(data, 1))).toBe('1(3) 2(3)');
});

it('ends where sessions wait for each other, and says so', () => {
  const data = sessions([
    [1, '1', '2'],
    [1, '2', '1'],
  ]);
  expect(shape(blockingForest(data, 1))).toBe('1(2(1!))');
});
