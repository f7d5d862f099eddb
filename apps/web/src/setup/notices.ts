import type { Notice } from '../api/types.js';

/** What is known about the deployment from its config vars. */
export interface Deployment {
  /** Whether PGWATCH2_URL is there: a credential of the Collector DB that is not its owner. */
  hasOwnCredential: boolean;
}

/** Degradations that work and should be known. */
export function notices({ hasOwnCredential }: Deployment): Notice[] {
  if (hasOwnCredential) return [];
  return [
    {
      message:
        "The collector and these pages use the Collector DB's default credential, which owns everything in it: " +
        'Essential plans have no other credentials.',
      hint:
        'On a Standard plan or above: heroku pg:credentials:create DATABASE --name pgwatch2, ' +
        'then heroku addons:attach <name of the add-on> --credential pgwatch2 --as PGWATCH2',
    },
  ];
}
