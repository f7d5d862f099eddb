import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
let isEnded = false;

/** Tells the pages that the server does not know the session any more, or again. */
export function tellSessionEnded(ended: boolean): void {
  if (ended === isEnded) return;
  isEnded = ended;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useSessionEnded = (): boolean => useSyncExternalStore(subscribe, () => isEnded);
