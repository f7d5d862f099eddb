import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export interface HerokuCommands {
  /** What a command prints, on both streams; in front of it the exit code unless that is 0. */
  run(args: readonly string[], cwd: string): Promise<string>;
  stop(): Promise<void>;
}

/** The Heroku CLI with this start script, loaded once for many commands, which run in turn. */
export function startHerokuCommands(script: string, env: Record<string, string>): HerokuCommands {
  const driver = fileURLToPath(new URL('heroku-commands.mjs', import.meta.url));
  const child = fork(driver, [path.resolve(script, '../..')], { env, execArgv: [], silent: true });
  const exited = once(child, 'exit');
  let last: Promise<unknown> = Promise.resolve();
  const runNext = async (args: readonly string[], cwd: string) => {
    const answered = once(child, 'message');
    child.send({ args, cwd });
    const ended = exited.then(() => Promise.reject(new Error(`heroku ${args.join(' ')}: ended without an answer`)));
    const [{ code, output }] = (await Promise.race([answered, ended])) as [{ code: number; output: string }];
    return code === 0 ? output : `exit ${code}: ${output}`;
  };
  return {
    run: (args, cwd) => {
      const answer = last.then(() => runNext(args, cwd));
      last = answer.catch(() => undefined);
      return answer;
    },
    stop: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
