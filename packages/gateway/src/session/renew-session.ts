import type { Request } from 'express';

/** Destroys the request's session and gives it an empty one under a new id. */
export function renewSession(request: Request): Promise<void> {
  return new Promise((resolve, reject) => {
    request.session.regenerate((error: unknown) => (error ? reject(error) : resolve()));
  });
}
