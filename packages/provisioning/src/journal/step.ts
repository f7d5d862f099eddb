import { AppError, messageOf } from '@pgwatch-heroku/shared';
import type { OperationStep } from '@pgwatch-heroku/store';

/** Told of every step as it goes on; a step is known by its id. */
export type OnStep = (step: Omit<OperationStep, 'at'>) => Promise<void> | void;

/**
 * Does one step and tells how it went.
 *
 * @returns what `work` gave. @throws what it threw, after that was told; the end of the time is no failure of the step.
 */
export async function doStep<T>(
  onStep: OnStep,
  { id, title }: { id: string; title: string },
  work: (note: (detail: string) => void) => Promise<T>,
  detailOf: (result: T) => string,
): Promise<T> {
  await onStep({ id, title, state: 'running', detail: '' });
  try {
    const result = await work((detail) => void onStep({ id, title, state: 'running', detail }));
    await onStep({ id, title, state: 'done', detail: detailOf(result) });
    return result;
  } catch (error) {
    // Cut off, as by a kill: whoever goes on finds it running.
    if (isCutOff(error)) throw error;
    const hint = error instanceof AppError && error.hint ? ` ${error.hint}` : '';
    await onStep({ id, title, state: 'failed', detail: `${messageOf(error)}${hint}` });
    throw error;
  }
}

const isCutOff = (error: unknown) => error instanceof Error && /^(Abort|Timeout)Error$/.test(error.name);
