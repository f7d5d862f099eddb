import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import path from 'node:path';
import { AppError, messageOf } from '@pgwatch-heroku/shared';
import type { AppState } from './app-state.js';

/** The state of an app in a file, replaced as a whole: a reader finds the old or the new, never a half. */
export class StateStore {
  readonly state: AppState;
  readonly #file: string;
  #writing: Promise<void> = Promise.resolve();

  private constructor(file: string, state: AppState) {
    this.#file = file;
    this.state = state;
  }

  /** @throws AppError `configuration` when the folder cannot be made, or the file in it is not ours. */
  static async open(stateDir: string): Promise<StateStore> {
    await mkdir(stateDir, { recursive: true, mode: 0o755 }).catch((cause: unknown) => {
      throw new AppError('configuration', `The state folder cannot be made: ${messageOf(cause)}`, {
        cause,
        hint: 'Name a folder that you may write to: npm start -- --state-dir DIR.',
      });
    });
    const file = path.join(stateDir, 'state.json');
    const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
    return new StateStore(file, text === undefined ? newState() : parseState(text, file));
  }

  /** Writes come one after the other; resolves when this one is on disk. */
  save(): Promise<void> {
    const write = this.#writing.then(() => this.#write(`${JSON.stringify(this.state, null, 2)}\n`));
    this.#writing = write.catch(() => undefined);
    return write;
  }

  async #write(text: string): Promise<void> {
    const partial = `${this.#file}.partial`;
    const handle = await open(partial, 'w', 0o600); // it holds passwords
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(partial, this.#file);
  }
}

function newState(): AppState {
  return {
    format: 1,
    app: { id: randomUUID(), name: 'local', createdAt: new Date().toISOString() },
    postgres: {},
    configVars: {},
    addons: [],
    attachments: [],
    releases: [],
    formation: {},
    postdeployDone: false,
  };
}

function parseState(text: string, file: string): AppState {
  try {
    const state = JSON.parse(text) as AppState;
    if (state.format === 1) return state;
  } catch {
    // Said below, for both cases.
  }
  throw new AppError('configuration', `${file} is not a state of this version of local Heroku`, {
    hint: 'Start over with `npm start -- --reset`, which deletes the local databases.',
  });
}
