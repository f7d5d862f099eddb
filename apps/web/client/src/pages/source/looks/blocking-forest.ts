import type { TableData } from '../../../api/contract.js';
import { namedRows, textOf } from './named-rows.js';

export interface BlockingNode {
  pid: string;
  role: string | null;
  application: string | null;
  query: string | null;
  /** How long it has been at its statement; null for one that was not listed. */
  seconds: number | null;
  isWaiting: boolean;
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
 * below both. Where all wait for each other, the first that is listed is a root.
 */
export function blockingForest(data: TableData, moment: number): BlockingNode[] {
  const rows = namedRows(data).filter(({ seen }) => Number(seen) === moment);
  const sessions = new Map(rows.map((row) => [String(row['pid']), row]));
  const holdersOf = (pid: string) => textOf(sessions.get(pid)?.['blocked_by'])?.split(',') ?? [];
  const waiters = [...sessions.keys()].filter((pid) => holdersOf(pid).length > 0);
  const grow = (pid: string, above: ReadonlySet<string>): BlockingNode => {
    const row = sessions.get(pid);
    const isCycle = above.has(pid);
    const path = new Set(above).add(pid);
    const below = isCycle ? [] : waiters.filter((waiter) => holdersOf(waiter).includes(pid));
    return {
      pid,
      role: textOf(row?.['role']),
      application: textOf(row?.['application']),
      query: textOf(row?.['query']),
      seconds: typeof row?.['duration'] === 'number' ? row['duration'] : null,
      isWaiting: holdersOf(pid).length > 0,
      waiting: below.map((waiter) => grow(waiter, path)),
      isCycle,
    };
  };
  const holders = [...new Set(waiters.flatMap(holdersOf))];
  const roots = holders.filter((pid) => !waiters.includes(pid)).map((pid) => grow(pid, new Set()));
  const reached = new Set(roots.flatMap(pidsOf));
  for (const pid of waiters) {
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
