import { DynoProcess, type DynoProcessOptions } from './dyno-process.js';

export interface OneOffResult {
  /** `release.4321`, `run.1234` */
  name: string;
  exitCode: number;
}

/** Runs one command to its end in a dyno of its own. Whoever is given the process by `onStart` can stop it. */
export async function runOneOff(
  options: DynoProcessOptions,
  onStart: (process: DynoProcess) => void,
): Promise<OneOffResult> {
  const { logs, name } = options;
  const process = await DynoProcess.start(options);
  logs.write('heroku', name, 'State changed from starting to up');
  onStart(process);
  const { code } = await process.exited;
  logs.write('heroku', name, 'State changed from up to complete');
  return { name, exitCode: code };
}
