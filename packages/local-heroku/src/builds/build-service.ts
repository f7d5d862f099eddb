import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { messageOf } from '@pgwatch-heroku/shared';
import type { Account } from '../account/account.js';
import type { Faults } from '../api/faults.js';
import { loadManifests, type Manifests } from '../manifest/load-manifests.js';
import type { App } from '../platform/app.js';
import { inTurn } from '../platform/in-turn.js';
import type { Rollout } from '../platform/releases.js';
import { buildSlug } from '../slug/build-slug.js';
import { digestRepository, digestTree } from './digest-tree.js';
import { OutputStream } from './output-stream.js';
import { runBuild } from './run-build.js';
import { unpackSource } from './unpack-source.js';

export interface Build {
  id: string;
  app: App;
  sourceUrl: string;
  version: string | null;
  createdAt: string;
  status: 'pending' | 'succeeded' | 'failed';
  output: OutputStream;
  release: Rollout | undefined;
}

export interface BuildServiceOptions {
  account: Account;
  faults: Faults;
  /** The project: a tree that equals its tracked files has its slug already. */
  repoDir: string;
  slugsDir: string;
  buildsDir: string;
}

/**
 * Makes slugs of uploaded trees. They are cached by content, as the layers of an image are: the project's own tree
 * takes the slug that the first app runs, and any other is built once.
 */
export class BuildService {
  readonly #options: BuildServiceOptions;
  readonly #builds = new Map<string, Build>();
  readonly #inTurn = inTurn();

  constructor(options: BuildServiceOptions) {
    this.#options = options;
  }

  find(id: string): Build | undefined {
    return this.#builds.get(id);
  }

  ofApp(app: App): Build[] {
    return [...this.#builds.values()].filter((build) => build.app === app);
  }

  /** Begins a build, which ends in a release of its app. */
  start(app: App, sourceUrl: string, version: string | null): Build {
    const build: Build = {
      id: randomUUID(),
      app,
      sourceUrl,
      version,
      createdAt: new Date().toISOString(),
      status: 'pending',
      output: new OutputStream(),
      release: undefined,
    };
    this.#builds.set(build.id, build);
    void this.#run(build);
    return build;
  }

  /** Makes a tree the slug of an app, without a release. @throws AppError with what is wrong in the manifests, or the build. */
  async prepare(app: App, sourceUrl: string, version: string | null, output: OutputStream): Promise<Manifests> {
    const { account, buildsDir } = this.#options;
    const source = await unpackSource(sourceUrl, buildsDir);
    try {
      const manifests = await loadManifests(source.dir);
      const dir = await this.#inTurn(() => this.#slugOf(source.dir, output));
      await account.useSlug(app, { dir, sourceDir: source.dir, manifests, version });
      return manifests;
    } finally {
      await source.remove();
    }
  }

  async #run(build: Build): Promise<void> {
    const { app, output } = build;
    try {
      if (app.state.stack !== 'container') {
        throw new Error(
          `No default language could be detected for this app: its stack is ${app.state.stack}, not container`,
        );
      }
      if (this.#options.faults.failingBuilds.has(app.state.name)) throw new Error('The image could not be built');
      await this.prepare(app, build.sourceUrl, build.version, output);
      if (Object.keys(app.state.formation).length === 0 && app.processTypes.includes('web')) {
        app.settings.storeFormation('web', 1);
      }
      build.release = app.release(`Deploy ${build.version ?? app.slug?.dir}`);
      build.status = 'succeeded';
      output.line('Verifying deploy... done.');
      output.end();
      await build.release.done;
      await app.startFormation();
    } catch (error) {
      if (build.release) return; // its release phase failed: the release says so
      build.status = 'failed';
      for (const line of (error instanceof Error ? error.message : String(error)).split('\n'))
        output.line(` !     ${line}`);
      app.logs.write('app', 'api', `Build failed -- ${messageOf(error)}`);
    } finally {
      output.end();
    }
  }

  async #slugOf(sourceDir: string, output: OutputStream): Promise<string> {
    const { account, repoDir, slugsDir } = this.#options;
    const digest = await digestTree(sourceDir);
    const own = account.first.slug;
    if (own && digest === (await digestRepository(repoDir))) {
      output.line(`-----> The tree is the project's own: using ${own.dir}`);
      return own.dir;
    }
    const name = `tree-${digest.slice(0, 16)}`;
    if (existsSync(path.join(slugsDir, name))) {
      output.line(`-----> The tree was built before: using ${name}`);
      return name;
    }
    await runBuild(sourceDir, output);
    await buildSlug(sourceDir, slugsDir, { name, keepsOthers: true });
    return name;
  }
}
