import { setConfigVarsHint } from '@pgwatch-heroku/shared';

/** Dynos say how a config var is set on Heroku, and do not know that they are not there; here it is set like this. */
const setHere =
  'Set these in your shell (export NAME=value) and run npm start again: dynos get those that app.json names under env.';
/** The same of add-ons, with whatever is to follow there. */
const addAddon =
  /heroku addons:create heroku-postgresql(:[\w-]+)? --as \w+( --app [\w-]+)?(, then heroku run provisioner --app [\w-]+)?/g;
const addHere = 'name it under addons in app.json and start over (npm start with --reset)';

/** The text with advice that fits this machine. */
export function fitHint(text: string): string {
  return text.replaceAll(setConfigVarsHint, setHere).replaceAll(addAddon, addHere);
}
