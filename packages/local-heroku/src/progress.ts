import { messageOf } from '@pgwatch-heroku/shared';

export type StepName = 'build' | 'slug' | 'postgresql' | 'addons' | 'release' | 'postdeploy' | 'dynos' | 'first-sample';

/** How far a deploy is. Steps can overlap; each ends once. */
export interface Progress {
  step: StepName;
  state: 'started' | 'done' | 'warning' | 'failed';
  detail?: string;
  durationMs?: number;
}

export type OnProgress = (progress: Progress) => void;

/** `runStep` for whom reports go to one place. */
export type Step = <T>(
  step: StepName,
  work: () => Promise<T>,
  detailOf?: (result: T) => { detail?: string; isWarning?: boolean },
) => Promise<T>;

/** Runs a step and reports its begin and end; what it returns as `detail` is shown. */
export async function runStep<T>(
  onProgress: OnProgress,
  step: StepName,
  work: () => Promise<T>,
  detailOf: (result: T) => { detail?: string; isWarning?: boolean } = () => ({}),
): Promise<T> {
  const startedAt = performance.now();
  onProgress({ step, state: 'started' });
  const durationMs = () => performance.now() - startedAt;
  try {
    const result = await work();
    const { detail, isWarning } = detailOf(result);
    const state = isWarning ? 'warning' : 'done';
    onProgress({ step, state, durationMs: durationMs(), ...(detail === undefined ? {} : { detail }) });
    return result;
  } catch (error) {
    onProgress({ step, state: 'failed', durationMs: durationMs(), detail: messageOf(error) });
    throw error;
  }
}
