import { afterAll, beforeAll } from '@jest/globals';
import { clusterTemplate } from '@pgwatch-heroku/testkit';
import { type LocalHeroku, type LocalHerokuOptions, startLocalHeroku } from '../../src/index.js';
import { tempDir } from './temp-dir.js';
import { webServer } from './web-server.js';
import { writeFiles } from './write-files.js';

export const accountProject = {
  'package.json': { type: 'module' },
  'app.json': {
    stack: 'container',
    success_url: '/setup',
    addons: [{ plan: 'heroku-postgresql:essential-0', as: 'DATABASE' }],
    env: { SECRET: { generator: 'secret' } },
    formation: { web: { quantity: 1, size: 'basic' }, worker: { quantity: 0, size: 'basic' } },
    scripts: { postdeploy: 'echo "postdeploy of $HEROKU_APP_NAME"' },
    environments: {
      review: {
        addons: [{ plan: 'heroku-postgresql:standard-0', as: 'DATABASE' }],
        env: { RETENTION: '3' },
        scripts: { postdeploy: 'echo "review of $HEROKU_APP_NAME"', 'pr-predestroy': 'echo predestroyed' },
      },
    },
  },
  'heroku.yml': `build:
  docker:
    web: Dockerfile
release:
  image: web
  command:
    - echo "release with $GREETING"; exit \${RELEASE_EXIT:-0}
run:
  web: exec serve
  worker:
    image: web
    command: echo "worker sees $GREETING and $HEROKU_APP_NAME $HEROKU_RELEASE_VERSION"; echo "worker has $PGWATCH2_DYNO_MEMORY_MB"; exec sleep 100
`,
  'bin/serve': webServer,
  Dockerfile: 'FROM scratch\nCMD ["serve"]\n',
};

const instant = { addonMs: 0, highAvailabilityMs: 0, credentialMs: 0, rotationMs: 0, revocationMs: 0 };

/** An account for the tests of a file. `api` sends as the Heroku CLI would, leniently. */
export function useAccount(
  options: Partial<LocalHerokuOptions> = {},
  project: Record<string, unknown> = accountProject,
) {
  let heroku: LocalHeroku;
  let repoDir = '';
  beforeAll(async () => {
    repoDir = await tempDir();
    await writeFiles(repoDir, project);
    heroku = await startLocalHeroku({
      repoDir,
      postgresSettings: { fsync: 'off' },
      postgresTemplate: clusterTemplate(),
      ...options,
      delays: { ...instant, ...options.delays },
    });
  }, 120_000);
  afterAll(async () => {
    heroku?.hurry();
    await heroku?.stop();
  });
  const api = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const response = await fetch(`${heroku.apiUrl}${path}`, {
      method,
      headers: {
        Accept: 'application/vnd.heroku+json; version=3',
        Authorization: `Bearer ${heroku.apiKey}`,
        'Content-Type': 'application/json',
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const answer = /^[{[]/.test(text) ? JSON.parse(text) : text;
    return { status: response.status, headers: response.headers, body: answer };
  };
  return {
    api,
    get heroku() {
      return heroku;
    },
    get repoDir() {
      return repoDir;
    },
  };
}
