import { type StoreState, storageWords } from '@pgwatch-heroku/store';
import type { Notice } from '../api/types.js';

/** What is shortened or left out while the Collector DB has too little room; nothing while it has enough. */
export function storageNotices({ sizeBytes, history, isCoreOnly, level, ...budget }: StoreState): Notice[] {
  if (sizeBytes === null || history === null) return [];
  const { used, origin, growth, kept, hint } = storageWords({ sizeBytes, history, ...budget });
  const consequences = [
    ...(isCoreOnly ? ['only core metrics are stored until there is room again'] : []),
    ...(level ? [`history is shortened: ${kept}`] : []),
  ];
  if (consequences.length === 0) return [];
  return [
    {
      message: `At present ${[`${used} (${origin})`, ...(growth ? [growth] : []), ...consequences].join('; ')}.`,
      hint,
    },
  ];
}
