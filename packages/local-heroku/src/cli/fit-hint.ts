import { setConfigVarsHint } from '@pgwatch-heroku/shared';
import { stateDirOption } from '../state/state-dir.js';

/** Dynos say what is done on Heroku, and do not know that they are not there; here that is done like this. */
const doneHere: readonly (readonly [RegExp | string, string])[] = [
  [
    setConfigVarsHint,
    'Set these in your shell (export NAME=value) and run npm start again: dynos get those that app.json names under env.',
  ],
  // What is to follow on Heroku, a start does.
  [
    /heroku addons:create heroku-postgresql(:[\w-]+)? --as (DATABASE|MONITOREDDB)( --app [\w-]+)?(, then heroku run provisioner --app [\w-]+)?/g,
    'name it under addons in app.json and start over (npm start with --reset)',
  ],
  // No plan can be lifted here, and a key has to be given by the start.
  [
    'The commands that lift it on a Standard plan: heroku run provisioner',
    'To try what lifts it: npm start -- --reset --plan standard-0 --with-key',
  ],
  [/heroku config:set HEROKU_API_KEY=\$\(heroku authorizations:create -S\)/g, 'npm start with --with-key'],
];
/** Commands of the Heroku CLI as hints name them; APP is said where an app does not know its name. */
const herokuCommand = /\bheroku (?=(?:addons|apps|config|labs|logs|pg|ps|releases|run)\b)(run (?!detached))?/g;
const ownApp = / --app (?:APP|local)(?![\w-])/g;

/** What is typed here for `heroku`, with the one app that there is, or the first of three. */
export function herokuHere(stateDir: string, repoDir: string): string {
  return `node bin/local-heroku.js cli${stateDirOption(stateDir, repoDir)} --`;
}

/** Makes advice fit this machine, given what `herokuHere` says. */
export const fitHint =
  (heroku: string) =>
  (text: string): string => {
    let fitted = text;
    for (const [onHeroku, here] of doneHere) fitted = fitted.replaceAll(onHeroku, here);
    // A dyno that answers to the terminal is not offered; the log of a detached one is in front of the reader.
    return fitted
      .replaceAll(herokuCommand, (_, isRun?: string) => `${heroku} ${isRun ? 'run:detached ' : ''}`)
      .replaceAll(ownApp, '');
  };
