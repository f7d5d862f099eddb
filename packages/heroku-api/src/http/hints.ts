const statusPage = 'See https://status.heroku.com, and try again.';

/** What the reader can do about an answer with this status. */
export function hintOf(status: number, what: string, retryAfterMs: number | undefined): string {
  switch (status) {
    case 401:
      return 'The API key is invalid or revoked. Make a new one with `heroku authorizations:create` and set HEROKU_API_KEY to its token.';
    case 402:
      return 'Heroku wants the account verified: add a payment method at https://heroku.com/verify.';
    case 403:
      return `The account of this API key may not ${what}. Ask an admin of the team or the owner of the app for access, or use the key of an account that has it.`;
    case 404:
      return 'Check the name. Heroku says the same of things that the account of this API key may not see.';
    case 429: {
      const wait = retryAfterMs === undefined ? 'a minute' : `${Math.ceil(retryAfterMs / 1_000)} s`;
      return `Heroku allows an account 4500 calls an hour and this one has used them up. Try again in ${wait}.`;
    }
    default:
      return status >= 500 ? statusPage : 'Change what the message of Heroku names, and try again.';
  }
}

/** What the reader can do when no answer came. */
export const noAnswerHint = `Heroku cannot be reached from here. ${statusPage}`;

export const unreadableHint =
  'Heroku has changed this answer, or something in between gave it. Update pgwatch-heroku; if that does not help, report it with the request id.';
