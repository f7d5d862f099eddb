import { createLogger, type Logger } from '@pgwatch-heroku/shared';
import type { RunningApp } from '@pgwatch-heroku/testkit';

export interface CutOffOptions {
  /** One run in this very process, which tells its steps to the log. */
  run: (given: { log: Logger; signal: AbortSignal }) => Promise<unknown>;
  /** The same as a process of its own, to be killed. */
  start: () => RunningApp;
  /** How many steps further than all runs before it a run comes. */
  stepsAhead: number;
  /** Every how many runs it is a process that is killed, from the first on. */
  killEvery: number;
}

/**
 * Runs something again and again, each time cut off when it has told of steps that no run before it came to, till one
 * comes to its end. Most of the runs are in this process, where one takes a tenth of the time.
 *
 * @returns the steps in the order in which they were come to, and the last one before each kill.
 */
export async function cutOffAnywhere(options: CutOffOptions): Promise<{ steps: string[]; killedAt: string[] }> {
  const steps: string[] = [];
  const killedAt: string[] = [];
  for (let nth = 0; ; nth++) {
    const isKilled = nth % options.killEvery === 0;
    const made = await (isKilled ? runUntilKilled(options, steps) : runUntilCutOff(options, steps));
    const last = made.at(-1);
    if (last === undefined) return { steps, killedAt };
    steps.push(...made);
    if (isKilled) killedAt.push(last);
  }
}

async function runUntilCutOff({ run, stepsAhead }: CutOffOptions, known: readonly string[]): Promise<string[]> {
  const cut = new AbortController();
  const made: string[] = [];
  const write = (line: string) => {
    const { event, step } = JSON.parse(line) as { event?: string; step?: string };
    if (cut.signal.aborted || event !== 'step' || step === undefined || [...known, ...made].includes(step)) return;
    made.push(step);
    if (made.length === stepsAhead) cut.abort();
  };
  const log = createLogger({ name: 'test', destination: { write } });
  await run({ log, signal: cut.signal }).catch((error: unknown) => {
    if (!cut.signal.aborted) throw error;
  });
  return made;
}

async function runUntilKilled({ start, stepsAhead }: CutOffOptions, known: readonly string[]): Promise<string[]> {
  const running = start();
  const made = () => {
    const told = running.events('step').map(({ step }) => String(step));
    return [...new Set(told)].filter((step) => !known.includes(step));
  };
  // Looked at this often, so that a step which takes milliseconds is the last that was done.
  const watch = setInterval(() => made().length >= stepsAhead && running.kill('SIGKILL'), 5);
  const code = await running.exited;
  clearInterval(watch);
  if (code !== null && code !== 0) throw new Error(`ended with ${code}: ${running.output()}`);
  return made();
}
