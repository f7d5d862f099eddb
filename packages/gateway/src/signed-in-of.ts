import type { Response } from 'express';
import type { SignedIn } from './session/signed-in.js';

/** Who is signed in, behind requireSession. */
export function signedInOf(response: Response): SignedIn {
  return response.locals['signedIn'] as SignedIn;
}
