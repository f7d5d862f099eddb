import { z } from 'zod';

/** An object with these keys and no others. The error carries the known keys, for a suggestion (source-file.ts). */
export function known<S extends z.core.$ZodLooseShape>(shape: S) {
  return z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? Object.keys(shape).join(' ') : undefined),
  });
}
