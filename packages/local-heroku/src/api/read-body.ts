import type { Request } from 'express';
import { z } from 'zod';
import { ApiError } from './api-error.js';

/** Our own client, which is held to the documented form of every request. */
export const isOurClient = (request: Request): boolean => /^pgwatch-heroku\//.test(request.get('user-agent') ?? '');

/**
 * Reads a request's body by the documented shape. Heroku takes more than it documents, and its own command line relies
 * on that, so others may send `lenient` and keys of which nobody knows; from our client they are mistakes.
 */
export function readBody<S extends z.ZodRawShape, L extends z.ZodRawShape = S>(
  request: Request,
  strict: S,
  lenient?: L,
): z.infer<z.ZodObject<S>> | z.infer<z.ZodObject<L>> {
  const schema = isOurClient(request) ? z.strictObject(strict) : z.object(lenient ?? strict);
  const result = schema.safeParse(request.body ?? {});
  if (result.success) return result.data as z.infer<z.ZodObject<S>>;
  const problems = result.error.issues.map(
    ({ path, message }) => `${path.map(String).join('.') || 'body'}: ${message}`,
  );
  throw new ApiError(422, 'invalid_params', problems.join('; '));
}

/** `"name"` as documented, `{name}` or `{id}` as the command line sends it. */
export const reference = z
  .union([z.string(), z.object({ name: z.string() }), z.object({ id: z.string() })])
  .transform((value) => (typeof value === 'string' ? value : 'name' in value ? value.name : value.id));
