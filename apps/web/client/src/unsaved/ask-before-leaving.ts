import { hasUnsavedChanges } from './unsaved-changes.js';

/** Goes to another page of ours, unless somebody wants to keep what they typed. */
export function askBeforeLeaving<Args extends unknown[]>(navigate: (...args: Args) => void, ...args: Args): void {
  if (!hasUnsavedChanges() || confirm('Leave this page? What you typed is not saved.')) navigate(...args);
}
