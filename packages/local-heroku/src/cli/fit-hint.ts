import { setConfigVarsHint } from '@pgwatch-heroku/shared';

/** Dynos say how a config var is set on Heroku, and do not know that they are not there; here it is set like this. */
const setHere =
  'Set these in your shell (export NAME=value) and run npm start again: dynos get those that app.json names under env.';

/** The text with advice that fits this machine. */
export function fitHint(text: string): string {
  return text.replaceAll(setConfigVarsHint, setHere);
}
