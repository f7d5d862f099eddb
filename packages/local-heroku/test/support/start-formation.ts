import path from 'node:path';
import { afterEach } from '@jest/globals';
import { Formation } from '../../src/dynos/formation.js';
import type { DynoTimes } from '../../src/dynos/formation-dyno.js';
import { LogHub } from '../../src/logs/log-hub.js';
import { tempDir } from './temp-dir.js';
import { writeFiles } from './write-files.js';

const running: Formation[] = [];
afterEach(async () => {
  for (const formation of running.splice(0)) {
    formation.kill();
    await formation.stop();
  }
});

/** A formation whose process types are the given shell lines, with times of tests. Nothing of it survives the test. */
export async function startFormation(
  commands: Record<string, string>,
  options: { configVars?: Record<string, string>; files?: Record<string, string>; times?: Partial<DynoTimes> } = {},
) {
  const dir = await tempDir();
  const slugDir = path.join(dir, 'slug');
  await writeFiles(slugDir, { 'package.json': { type: 'module' }, ...options.files });
  const logs = new LogHub();
  const configVars = { ...options.configVars };
  const formation = new Formation({
    spec: (type) => ({ command: commands[type] ?? 'false', configVars, slugDir }),
    dynosDir: path.join(dir, 'dynos'),
    logs,
    isIdle: false,
    times: { stopGraceMs: 2_000, bootMs: 10_000, restartDelayMs: () => 0, ...options.times },
  });
  running.push(formation);
  return {
    formation,
    logs,
    configVars,
    dynosDir: path.join(dir, 'dynos'),
    slugDir,
    texts: (process: string) => logs.recent(undefined, process).map(({ source, text }) => `${source}: ${text}`),
  };
}
