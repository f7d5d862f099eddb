import { randomUUID } from 'node:crypto';
import { AppError, sleep } from '@pgwatch-heroku/shared';
import type { OneOffResult } from '../dynos/one-off.js';
import type { LogHub } from '../logs/log-hub.js';
import { shellLine } from '../manifest/heroku-yml.js';
import type { AppState, Release } from '../state/account-state.js';
import type { StateStore } from '../state/state-store.js';
import type { CurrentRelease } from './current-release.js';
import type { OneOffDynos } from './one-off-dynos.js';
import { processFailure } from './process-failure.js';

/** A release under way. */
export interface Rollout {
  release: Release;
  /** Rejects with what the release phase said when that failed; the dynos then stay as they are. */
  done: Promise<Release>;
}

export interface ReleasesOptions {
  store: StateStore;
  state: AppState;
  current: CurrentRelease;
  oneOffs: OneOffDynos;
  /** Changes of the app come one after the other: each sees the release of the one before. */
  exclusively: <T>(work: () => Promise<T>) => Promise<T>;
  restart: () => Promise<void>;
  logs: LogHub;
}

/** As many as Heroku's dashboard shows; nobody rolls back further here. */
const keptReleases = 100;

/**
 * The releases of an app: each runs the release phase, and only when that went well the dynos are restarted. Of releases
 * that wait for one another, it is the last that restarts them.
 */
export class Releases {
  readonly #options: ReleasesOptions;
  /** Name of the dyno of a release's phase, by the release's id. */
  readonly #phaseDynos = new Map<string, string>();
  /** Releases whose turn has not come yet. */
  #waiting = 0;
  #owesRestart = false;

  constructor(options: ReleasesOptions) {
    this.#options = options;
  }

  get all(): readonly Release[] {
    return this.#options.state.releases;
  }

  /**
   * Makes a release of what there is. Its record is there at once; phase and restart come in turn.
   *
   * @param causedBy `provider`: of a change of an add-on's value, for which no release phase runs.
   */
  make(description: string, causedBy: 'user' | 'provider'): Rollout {
    const { state, logs, exclusively } = this.#options;
    const release: Release = {
      id: randomUUID(),
      version: (state.releases.at(-1)?.version ?? 0) + 1,
      description,
      status: 'pending',
      createdAt: new Date().toISOString(),
      slugId: state.slugId,
      configVars: { ...state.configVars },
    };
    state.releases.push(release);
    state.releases.splice(0, state.releases.length - keptReleases);
    logs.write('app', 'api', `Release v${release.version} created: ${description}`);
    this.#waiting++;
    const done = exclusively(async () => {
      this.#waiting--;
      try {
        return await this.#rollOut(release, causedBy);
      } finally {
        await this.#restartOnce();
      }
    });
    done.catch(() => undefined); // who does not await it reads the release's status
    return { release, done };
  }

  /** Runs an earlier release's slug with its config vars again. @throws AppError when that slug is gone. */
  rollBack({ slugId, configVars, version }: Release): Rollout {
    const { store, state } = this.#options;
    if (slugId !== null && !store.state.slugs.some(({ id }) => id === slugId)) {
      throw new AppError('configuration', `The slug of v${version} is not kept any more`);
    }
    state.slugId = slugId;
    state.configVars = { ...configVars };
    return this.make(`Rollback to v${version}`, 'user');
  }

  /** What the release phase of a release said, once it is over. */
  async phaseOutput(releaseId: string): Promise<string> {
    while (this.all.find(({ id }) => id === releaseId)?.status === 'pending') await sleep(50);
    const name = this.#phaseDynos.get(releaseId);
    const { logs } = this.#options;
    const said = name === undefined ? [] : logs.recent(undefined, name).filter(({ source }) => source === 'app');
    return said.map(({ text }) => `${text}\n`).join('');
  }

  /** An error that says how a one-off dyno ended and what it said. */
  failureOf(what: string, { name, exitCode }: OneOffResult): AppError {
    const lines = this.#options.logs.recent(200, name);
    return processFailure({ what: `${what} failed`, exitCode, lines, otherwise: 'bug' });
  }

  async #rollOut(release: Release, causedBy: 'user' | 'provider'): Promise<Release> {
    const { store, current, oneOffs, logs } = this.#options;
    await store.save();
    const phase = current.builtSlug?.manifests.heroku.release;
    if (phase && causedBy === 'user') {
      logs.write('app', 'api', `Running release v${release.version} commands`);
      const oneOff = oneOffs.start(shellLine(phase.command), { type: 'release' });
      this.#phaseDynos.set(release.id, oneOff.name);
      const result = await oneOff.ended;
      if (result.exitCode !== 0) {
        release.status = 'failed';
        await store.save();
        throw this.failureOf(`The release phase of v${release.version}`, result);
      }
    }
    release.status = 'succeeded';
    current.become(release);
    await store.save();
    this.#owesRestart = true;
    return release;
  }

  /** Dynos that the release behind this one would replace are not started: processes at their start are what costs here. */
  async #restartOnce(): Promise<void> {
    if (!this.#owesRestart || this.#waiting > 0) return;
    this.#owesRestart = false;
    await this.#options.restart();
  }
}
