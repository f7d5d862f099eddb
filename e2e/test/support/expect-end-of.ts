import { expect } from '@jest/globals';
import { listProcesses, type ProcessInfo, until } from '../../src/index.js';

/** Waits, 10 s at most, until none of a family's processes is left, nor any that they may have started since. */
export async function expectEndOf(family: readonly ProcessInfo[], stateDir: string): Promise<void> {
  const pids = family.map(({ pid }) => pid);
  const left = () => listProcesses().filter(({ pid, command }) => pids.includes(pid) || command.includes(stateDir));
  await until('The end of every process', () => left().length === 0, 10_000).catch(() => undefined);
  expect(left()).toEqual([]);
}
