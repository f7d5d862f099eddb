import { fork } from 'node:child_process';
import path from 'node:path';
import { dynoNodeFlags } from '@pgwatch-heroku/testkit';
import { imageEnvironment } from '../dyno-environment.js';
import type { Report } from '../figure.js';
import { startTemporaryCluster } from '../temporary-cluster.js';
import type { FetchCpu, FetchCpuDatabases } from './measure-fetch-cpu.js';

/** What else the machine does (disks that are still written to, a neighbour on the same core) only ever adds to a run. */
const runs = 3;

/** What one fetch costs the collector, in a process with the flags of a dyno's. */
export async function runFetchCpu({ say, add }: Report): Promise<void> {
  say('\nFetches of 200 statements, read and written ...');
  const measured: number[] = [];
  const turns: number[] = [];
  for (let run = 1; run <= runs; run++) {
    const cluster = await startTemporaryCluster();
    try {
      const [sourceUrl, storeUrl] = [await cluster.createDatabase(), await cluster.createDatabase()];
      const { cpuMs, wallMs, longTextTurnMs } = await measureApart({ sourceUrl, storeUrl });
      say(`  run ${run}: ${cpuMs.toFixed(2)} ms of CPU; ${wallMs.toFixed(1)} ms in all, most of it in the servers`);
      measured.push(cpuMs);
      turns.push(longTextTurnMs);
    } finally {
      await cluster.remove();
    }
  }
  add(`collector CPU per stat_statements fetch, least of ${runs} runs`, Math.min(...measured), 'ms', 1);
  add(`longest turn of the collector with a text of 1 MB, least of ${runs} runs`, Math.min(...turns), 'ms', 50);
}

/** The databases are told by message: what a process is started with, everybody on the machine can read. */
function measureApart(databases: FetchCpuDatabases): Promise<FetchCpu> {
  const child = fork(path.join(import.meta.dirname, 'fetch-cpu-process.js'), {
    execArgv: [...dynoNodeFlags],
    env: imageEnvironment,
  });
  return new Promise((resolve, reject) => {
    child.once('message', (figures) => resolve(figures as FetchCpu));
    child.once('error', reject);
    child.once('exit', (code, signal) => reject(new Error(`the measuring process ended with ${signal ?? code}`)));
    child.send(databases);
  });
}
