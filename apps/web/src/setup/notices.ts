import type { Notice } from '../api/types.js';

/** What is known about the deployment from its config vars. */
export interface Deployment {
  /** Whether PGWATCH2_URL is there: a credential of the Collector DB that is not its owner. */
  hasOwnCredential: boolean;
  /** Whether HEROKU_API_KEY is there. */
  hasApiKey: boolean;
}

/** Degradations that work and should be known. */
export function notices({ hasOwnCredential, hasApiKey }: Deployment): Notice[] {
  return [...(hasOwnCredential ? [] : [sharedCredential]), ...(hasApiKey ? [keyLeft] : [])];
}

const keyLeft: Notice = {
  message:
    'HEROKU_API_KEY stands in the config vars: it can do all that its account can, and whoever sees them has it.',
  hint: 'When the set-up is done: `heroku config:unset HEROKU_API_KEY`. Pages that need a key ask for one.',
};

const sharedCredential: Notice = {
  message:
    "The collector and these pages use the Collector DB's default credential, which owns everything in it: " +
    'Essential plans have no other credentials.',
  hint:
    'On a Standard plan or above: `heroku pg:credentials:create DATABASE --name pgwatch2`, ' +
    'then `heroku addons:attach <name of the add-on> --credential pgwatch2 --as PGWATCH2`.',
};
