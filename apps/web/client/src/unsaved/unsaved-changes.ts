import { useEffect } from 'react';

const forms = new Set<symbol>();
const ask = (event: BeforeUnloadEvent) => event.preventDefault();

/** Whether somebody has typed what is not stored yet. */
export const hasUnsavedChanges = (): boolean => forms.size > 0;

/** After saving, and before going elsewhere: nothing is lost by leaving now. */
export const forgetUnsavedChanges = (): void => forms.clear();

/** For a form: the browser asks before the tab is closed, and we ask before another page is opened. */
export function useUnsavedChanges(isDirty: boolean): void {
  useEffect(() => {
    if (!isDirty) return;
    const form = Symbol('form');
    forms.add(form);
    window.addEventListener('beforeunload', ask);
    return () => {
      forms.delete(form);
      window.removeEventListener('beforeunload', ask);
    };
  }, [isDirty]);
}
