#!/usr/bin/env node
// `npm start`. Plain JavaScript, because it runs before anything is built: it builds, then hands over to
// packages/local-heroku/src/cli.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const usage = `Usage: npm start [-- options]

Builds the project and deploys it onto a local Heroku with an embedded PostgreSQL, until Ctrl-C.

  --port N          port of the app; default: the first free one from 5080
  --reset           start over: deletes the local databases first
  --plan PLAN       plan of the databases of a new app, such as standard-0: with one that has credentials
  --with-key        gives the app a key for this Heroku's APIs, so that its set-up makes credentials
  --topology T      single, or three-apps: Collector, Grafana and Monitored DB apart; for a new deployment (--reset)
  --state-dir DIR   where databases and state are kept; default: .local-heroku
  --help            this text

       node bin/local-heroku.js cli [--state-dir DIR] -- <command>

Runs the real Heroku CLI, which npm fetches at the first time, on the local Heroku that runs: cli -- ps -a local.

Variables of the environment that app.json names under env fill the fields of the button's form:
PGWATCH2_ADMIN_PASSWORD=... npm start

GRAFANA_HOME names the folder of a Grafana 12 for this machine, the one that holds bin/grafana.
`;
/** The project's exit codes (packages/shared/src/errors.ts), which cannot be imported yet. */
const configurationExit = 78;
const repoDir = fileURLToPath(new URL('..', import.meta.url));

function fail(message, exitCode) {
  process.stderr.write(`${message}\n`);
  process.exit(exitCode);
}

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        port: { type: 'string' },
        reset: { type: 'boolean', default: false },
        plan: { type: 'string' },
        'with-key': { type: 'boolean', default: false },
        topology: { type: 'string' },
        'state-dir': { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
    const [command = 'start', ...rest] = positionals;
    const [unknown] = command === 'start' ? rest : [command];
    if (unknown !== undefined) throw new Error(`Unknown argument '${unknown}'`);
    if (values.help) {
      process.stdout.write(usage);
      process.exit(0);
    }
    const port = values.port === undefined ? undefined : Number(values.port);
    if (port !== undefined && !(Number.isInteger(port) && port > 0 && port < 65_536)) {
      throw new Error(`--port is a number from 1 to 65535, not '${values.port}'`);
    }
    const { topology } = values;
    if (topology !== undefined && !['single', 'three-apps'].includes(topology)) {
      throw new Error(`--topology is single or three-apps, not '${topology}'`);
    }
    return {
      port,
      topology,
      reset: values.reset,
      plan: values.plan,
      withKey: values['with-key'],
      stateDir: path.resolve(values['state-dir'] ?? path.join(repoDir, '.local-heroku')),
    };
  } catch (error) {
    return fail(`${error.message.split('. To specify')[0]}\n\n${usage}`, configurationExit);
  }
}

/** `cli [--state-dir DIR] -- <command>`. Nothing is built: what runs is. */
async function runHerokuCli() {
  const end = process.argv.indexOf('--');
  const own = process.argv.slice(3, end < 0 ? undefined : end);
  const [option, stateDir, ...rest] = own;
  if (end < 0 || rest.length > 0 || (own.length > 0 && (option !== '--state-dir' || !stateDir))) {
    fail(usage, configurationExit);
  }
  const dist = new URL('../packages/local-heroku/dist/index.js', import.meta.url);
  if (!existsSync(dist)) fail('Nothing is built yet: start with `npm start` first.', configurationExit);
  const { cliCommand } = await import(dist.href);
  // biome-ignore lint/suspicious/noUndeclaredEnvVars: where a cache is, no build depends on
  const cacheHome = process.env.XDG_CACHE_HOME ?? path.join(homedir(), '.cache');
  return await cliCommand({
    stateDir: path.resolve(stateDir ?? path.join(repoDir, '.local-heroku')),
    cacheDir: path.join(cacheHome, 'pgwatch-heroku'),
    args: process.argv.slice(end + 1),
    path: process.env.PATH ?? '/usr/bin:/bin',
  });
}

/** Under npm, we have to notice when npm is killed, which tells nobody. */
function watchParent() {
  const gone = new AbortController();
  // biome-ignore lint/suspicious/noUndeclaredEnvVars: npm sets it, and no build depends on it
  if (process.env.npm_lifecycle_event) {
    const parent = process.ppid;
    setInterval(() => {
      if (process.ppid !== parent) gone.abort();
    }, 500).unref();
  }
  return gone.signal;
}

// As packages/embedded-postgres does for everything later: a shell that ends the group when our end of a pipe closes.
const guard = `(cat <&3; kill -s KILL 0) >/dev/null 2>&1 &
"$@" 3<&-
exit $?`;

/** Builds what dynos run and local Heroku itself; nothing is shown unless it fails. */
function build(parentGone) {
  const startedAt = performance.now();
  if (process.stdout.isTTY) process.stdout.write('  … Build');
  const turbo = path.join(repoDir, 'node_modules', '.bin', 'turbo');
  const filters = ['--filter=./apps/*...', '--filter=@pgwatch-heroku/local-heroku...'];
  const child = spawn(
    '/bin/sh',
    ['-c', guard, 'guard', turbo, 'run', 'build', '--output-logs=errors-only', ...filters],
    {
      cwd: repoDir,
      env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1' },
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    },
  );
  const output = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => output.push(chunk));
  const end = () => {
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {
      // gone already
    }
  };
  const stop = () => {
    end();
    process.exit(0);
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const name of signals) process.on(name, stop);
  parentGone.addEventListener('abort', stop);
  return new Promise((resolve) => {
    child.once('error', (error) => fail(`\nThe build could not be started: ${error.message}`, 1));
    child.once('exit', (code) => {
      end(); // the watching shell
      for (const name of signals) process.off(name, stop);
      parentGone.removeEventListener('abort', stop);
      if (process.stdout.isTTY) process.stdout.write('\r\u001b[K');
      if (code === 0) return resolve(performance.now() - startedAt);
      const lines = Buffer.concat(output).toString().trimEnd().split('\n').slice(-60);
      fail(`The build failed:\n\n${lines.join('\n')}`, 1);
    });
  });
}

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  fail(`Node ${process.versions.node} is too old: 20.19 or later is needed.`, configurationExit);
}
if (process.argv[2] === 'cli') process.exit(await runHerokuCli());
const options = readArguments();
if (!existsSync(path.join(repoDir, 'node_modules', '.bin', 'turbo'))) {
  fail('The dependencies are not installed: run `npm ci` first.', configurationExit);
}
const parentGone = watchParent();
const buildMs = await build(parentGone);
const { startCommand } = await import('../packages/local-heroku/dist/index.js');
process.exit(await startCommand({ ...options, repoDir, buildMs, parentGone, environment: process.env }));
