import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { AppError } from '@pgwatch-heroku/shared';
import { dynoMemoryMb } from '../dynos/dyno-memory.js';
import type { DynoSpec } from '../dynos/formation-dyno.js';
import { shellLine } from '../manifest/heroku-yml.js';
import type { AppState, Release, Slug } from '../state/account-state.js';
import type { StateStore } from '../state/state-store.js';
import type { AppSettings } from './app-settings.js';
import { dynoMetadata } from './dyno-metadata.js';
import { processCommands } from './process-commands.js';

export interface CurrentReleaseOptions {
  store: StateStore;
  state: AppState;
  settings: AppSettings;
  slugsDir: string;
  apiUrl: () => string;
  /** URL of the app's router. */
  appUrl: () => string;
}

/** What the last successful release of an app consists of: slug, commands and environment of every dyno that starts. */
export class CurrentRelease {
  readonly #options: CurrentReleaseOptions;
  #current: { configVars: Record<string, string>; slug: Slug; release: Release | undefined } | undefined;

  constructor(options: CurrentReleaseOptions) {
    this.#options = options;
  }

  get isThere(): boolean {
    return this.#current !== undefined;
  }

  /** What was built last; undefined before the first build. */
  get builtSlug(): Slug | undefined {
    const { store, state } = this.#options;
    return store.state.slugs.find(({ id }) => id === state.slugId);
  }

  /** Shell line by process type. */
  get commands(): Record<string, string> {
    const slug = this.#slug;
    return slug ? processCommands(slug, this.#options.state.space) : {};
  }

  /** The shell line of a process type, or of the release phase under `release`. */
  commandOf(type: string): string | undefined {
    const phase = this.builtSlug?.manifests.heroku.release;
    return this.commands[type] ?? (type === 'release' && phase ? shellLine(phase.command) : undefined);
  }

  /** From now on dynos start with what there is. */
  become(release: Release | undefined): void {
    const slug = this.builtSlug;
    if (slug) this.#current = { configVars: this.#options.settings.configVars(), slug, release };
  }

  /** What a dyno of the formation runs. */
  specOf(type: string): DynoSpec {
    const command = this.commands[type];
    const slug = this.#slug;
    if (command === undefined || !slug) {
      throw new AppError('configuration', `there is no process type "${type}" in heroku.yml`);
    }
    const environment = this.#environment(randomUUID(), this.#current?.configVars);
    return { command, configVars: { ...this.#memoryOf(type), ...environment }, ...this.#dirOf(slug) };
  }

  /**
   * What a one-off dyno runs. A first word that names a process type stands for that type's command. A release phase
   * tries what is not current yet.
   */
  oneOffSpec(command: string, { id, isPhase }: { id: string; isPhase: boolean }): DynoSpec {
    const { state } = this.#options;
    const slug = isPhase ? this.builtSlug : this.#slug;
    if (!slug) throw new AppError('configuration', `the app ${state.name} has nothing to run: deploy it first`);
    const [first = '', ...rest] = command.split(' ');
    const named = processCommands(slug, state.space)[first];
    return {
      command: named === undefined ? command : [named, ...rest].join(' '),
      configVars: this.#environment(id, isPhase ? undefined : this.#current?.configVars),
      ...this.#dirOf(slug),
    };
  }

  /** On Heroku a limit of the dyno's control group, where the app looks it up; a process here has none of its own. */
  #memoryOf(type: string): Record<string, string> {
    const { state, settings } = this.#options;
    const megabytes = dynoMemoryMb(state.formation[type]?.size ?? settings.defaultSize);
    return megabytes === undefined ? {} : { PGWATCH2_DYNO_MEMORY_MB: String(megabytes) };
  }

  get #slug(): Slug | undefined {
    return this.#current?.slug ?? this.builtSlug;
  }

  #dirOf(slug: Slug): { slugDir: string } {
    return { slugDir: path.join(this.#options.slugsDir, slug.dir) };
  }

  #environment(dynoId: string, configVars: Record<string, string> | undefined): Record<string, string> {
    const { state, settings, apiUrl, appUrl } = this.#options;
    const metadata = dynoMetadata(state, {
      dynoId,
      domain: new URL(appUrl()).host,
      release: this.#current?.release ?? state.releases.at(-1),
      slug: this.#slug,
    });
    return { HEROKU_HOST: apiUrl(), ...metadata, ...(configVars ?? settings.configVars()) };
  }
}
