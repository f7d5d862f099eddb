import { z } from 'zod';

/** How Heroku refers from one thing to another. */
export const named = z.object({ id: z.string(), name: z.string() });

export const namedOrNull = named.nullish().transform((value) => value ?? null);
