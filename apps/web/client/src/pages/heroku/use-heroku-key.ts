import { useState } from 'react';

export interface HerokuKey {
  value: string;
  set: (value: string) => void;
  /** For the body of a request; nothing where none was typed in. */
  body: { apiKey?: string };
  forget: () => void;
}

/** A key that was typed in: in the memory of this page until the operation that it is for has begun, and nowhere else. */
export function useHerokuKey(): HerokuKey {
  const [value, set] = useState('');
  const trimmed = value.trim();
  return { value, set, body: trimmed === '' ? {} : { apiKey: trimmed }, forget: () => set('') };
}
