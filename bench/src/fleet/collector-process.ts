import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { repoDir } from '@pgwatch-heroku/e2e';
import { dynoNodeFlags } from '@pgwatch-heroku/testkit';
import { imageEnvironment } from '../dyno-environment.js';

export interface CollectorProcess {
  pid: number;
  /** Figures of the last minute's summary line; empty before the first. */
  summary(): Record<string, unknown>;
  /** Lines of level warn and above, as they came. */
  warnings: string[];
  /** SIGTERM, as a dyno gets it. @returns the exit code. */
  stop(): Promise<number>;
}

/** The collector as a dyno runs it: through the image's dispatcher, with its flags, and nothing but config vars. */
export function startCollectorProcess(variables: Record<string, string>): CollectorProcess {
  const child = spawn(process.execPath, [...dynoNodeFlags, path.join(repoDir, 'bin/pgwatch-heroku'), 'collector'], {
    cwd: repoDir,
    env: { ...imageEnvironment, DYNO: 'collector.1', ...variables },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let summary: Record<string, unknown> = {};
  const warnings: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => {
    try {
      const entry = JSON.parse(line) as Record<string, unknown>;
      if (entry['event'] === 'summary') summary = entry;
      const level = entry['level'];
      if (level === 'warn' || level === 'error' || level === 'fatal' || Number(level) >= 40) warnings.push(line);
    } catch {
      warnings.push(line);
    }
  });
  return {
    pid: child.pid ?? 0,
    summary: () => summary,
    warnings,
    async stop() {
      if (child.exitCode !== null) return child.exitCode;
      child.kill('SIGTERM');
      const [code] = (await once(child, 'exit')) as [number | null];
      return code ?? 1;
    },
  };
}
