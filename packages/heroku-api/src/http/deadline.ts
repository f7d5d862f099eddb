/** A signal that aborts when the time is over or the given one does; `end` lets go of both. */
export interface Deadline {
  signal: AbortSignal;
  isOver(): boolean;
  end(): void;
}

/** By hand, as AbortSignal.any keeps hold of a signal that lives as long as the process. */
export function startDeadline(timeoutMs: number, outer: AbortSignal | undefined): Deadline {
  const controller = new AbortController();
  let over = false;
  const timer = setTimeout(() => {
    over = true;
    controller.abort();
  }, timeoutMs);
  const onAbort = () => controller.abort(outer?.reason);
  if (outer?.aborted) onAbort();
  outer?.addEventListener('abort', onAbort, { once: true });
  return {
    signal: controller.signal,
    isOver: () => over,
    end: () => {
      clearTimeout(timer);
      outer?.removeEventListener('abort', onAbort);
    },
  };
}
