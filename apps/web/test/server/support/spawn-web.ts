import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { endWithUs } from '@pgwatch-heroku/testkit';

const main = fileURLToPath(new URL('../../../dist/main.js', import.meta.url));

export interface WebProcess {
  pid: number;
  output(): string;
  exited: Promise<number | null>;
  /** Asks until the answer satisfies, for at most 20 s. */
  ask(path: string, satisfies: (response: Response) => boolean): Promise<Response>;
  signal(name: NodeJS.Signals): void;
}

/** The built process, with this environment and nothing else. */
export function spawnWeb(env: Record<string, string>): WebProcess {
  const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  endWithUs(child);
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr.on('data', (chunk) => {
    output += chunk;
  });
  const exited = new Promise<number | null>((resolve) => child.once('close', resolve));
  const ask: WebProcess['ask'] = async (path, satisfies) => {
    let last: unknown;
    for (let attempt = 0; attempt < 200; attempt++) {
      try {
        const response = await fetch(`http://127.0.0.1:${env['PORT']}${path}`, { redirect: 'manual' });
        if (satisfies(response)) return response;
        last = response.status;
      } catch (error) {
        last = error;
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`${path}: ${String(last)}\n${output}`);
  };
  return { pid: child.pid ?? 0, output: () => output, exited, ask, signal: (name) => child.kill(name) };
}
