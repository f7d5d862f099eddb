import type { TableData } from '../../../api/contract.js';
import { namedRows, textOf } from './named-rows.js';

export interface BlockingNode {
  pid: string;
  role: string | null;
  query: string | null;
  /** What it waits for: the mode of the lock and what the lock is on; null for one that waits for nobody. */
  waitsFor: string | null;
  /** Who waits for it. */
  waiting: BlockingNode[];
  /** It stands further up already: they wait for each other. */
  isCycle: boolean;
}

/** Moments at which somebody was seen waiting, the latest first, as milliseconds since the epoch. */
export function blockingMoments(data: TableData): number[] {
  const moments = namedRows(data).map(({ seen }) => Number(seen));
  return [...new Set(moments)].sort((one, other) => other - one);
}

/**
 * Who blocked whom at one moment, as trees: at the roots the sessions that wait for nobody. One who waits for two stands
 * below both. Where all wait for each other, the first that was seen is a root.
 */
export function blockingForest(data: TableData, moment: number): BlockingNode[] {
  const rows = namedRows(data).filter(({ seen }) => Number(seen) === moment);
  const pairs = rows.flatMap((row) => {
    const [waiter, holder] = [textOf(row['waiting_pid']), textOf(row['blocking_pid'])];
    return waiter && holder ? [{ waiter, holder, row }] : [];
  });
  const waiters = new Set(pairs.map(({ waiter }) => waiter));
  const grow = (pid: string, above: ReadonlySet<string>): BlockingNode => {
    const own = pairs.find(({ waiter }) => waiter === pid)?.row;
    const asHolder = pairs.find(({ holder }) => holder === pid)?.row;
    const isCycle = above.has(pid);
    const below = isCycle ? [] : [...new Set(pairs.filter(({ holder }) => holder === pid).map(({ waiter }) => waiter))];
    const path = new Set(above).add(pid);
    const wanted = [textOf(own?.['wanted']), textOf(own?.['on_table'])].filter((part) => part && part !== 'null');
    return {
      pid,
      role: textOf(own?.['waiting_role']) ?? textOf(asHolder?.['blocking_role']),
      query: textOf(own?.['query']) ?? textOf(asHolder?.['blocking_query']),
      waitsFor: own ? wanted.join(' on ') || 'a lock' : null,
      waiting: below.map((waiter) => grow(waiter, path)),
      isCycle,
    };
  };
  const holders = [...new Set(pairs.map(({ holder }) => holder))];
  const roots = holders.filter((pid) => !waiters.has(pid)).map((pid) => grow(pid, new Set()));
  const reached = new Set(roots.flatMap(pidsOf));
  for (const pid of holders) {
    if (reached.has(pid)) continue;
    const root = grow(pid, new Set());
    roots.push(root);
    for (const below of pidsOf(root)) reached.add(below);
  }
  return roots;
}

export function pidsOf(node: BlockingNode): string[] {
  return [node.pid, ...node.waiting.flatMap(pidsOf)];
}
