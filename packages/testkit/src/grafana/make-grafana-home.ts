import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectDir } from '@pgwatch-heroku/shared';
import { type StandInBehaviour, writeBehaviour } from './stand-in-behaviour.js';

export interface GrafanaHome {
  /** For GRAFANA_HOME: holds `bin/grafana`. */
  dir: string;
  behave(behaviour: StandInBehaviour): void;
  remove(): void;
}

/** As built. */
const program = path.join(projectDir, 'packages/testkit/dist/grafana/stand-in.js');

/**
 * A folder as Grafana's archive unpacks to, with a program in it that behaves as Grafana's documented surface does where
 * a gateway meets it: see stand-in.ts.
 */
export function makeGrafanaHome(behaviour: StandInBehaviour = {}): GrafanaHome {
  const dir = mkdtempSync(path.join(tmpdir(), 'grafana-home-'));
  mkdirSync(path.join(dir, 'bin'));
  writeBehaviour(dir, behaviour);
  const file = path.join(dir, 'bin', 'grafana');
  writeFileSync(file, `#!${process.execPath}\nimport(${JSON.stringify(pathToFileURL(program).href)});\n`);
  chmodSync(file, 0o755);
  return {
    dir,
    behave: (next) => writeBehaviour(dir, next),
    remove: () => rmSync(dir, { recursive: true, force: true, maxRetries: 3 }),
  };
}
