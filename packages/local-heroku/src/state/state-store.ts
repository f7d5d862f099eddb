import { existsSync } from 'node:fs';
import { open, readFile, rename } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '@pgwatch-heroku/shared';
import { type AccountState, accountStateSchema, newAccount, newFirstApp } from './account-state.js';
import { migrateState } from './migrate-state.js';

/** The state of an account in a file, replaced as a whole: a reader finds the old or the new, never a half. */
export class StateStore {
  readonly state: AccountState;
  readonly #file: string;
  #writing: Promise<void> = Promise.resolve();

  private constructor(file: string, state: AccountState) {
    this.#file = file;
    this.state = state;
  }

  /**
   * Reads the state that is kept in a folder, or begins one, which is on disk then: it marks the folder as ours.
   *
   * @param resetCommand what to type to start over, for the hint.
   * @throws AppError `configuration` when there is a state that cannot be read.
   */
  static async open(stateDir: string, resetCommand: string): Promise<StateStore> {
    const file = path.join(stateDir, 'state.json');
    const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
    if (text !== undefined) return new StateStore(file, parseState(text, file, resetCommand));
    const store = new StateStore(file, newState());
    await store.save();
    return store;
  }

  /** Whether a first app is deployed in a folder, of which nothing is changed. Throws as `open` does. */
  static async isDeployed(stateDir: string, resetCommand: string): Promise<boolean> {
    if (!existsSync(path.join(stateDir, 'state.json'))) return false;
    const { state } = await StateStore.open(stateDir, resetCommand);
    return state.apps[0]?.postdeployDone ?? false;
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

function newState(): AccountState {
  return {
    format: 2,
    account: newAccount(),
    postgres: {},
    servers: {},
    apps: [newFirstApp()],
    addons: [],
    otherAddons: [],
    attachments: [],
    slugs: [],
  };
}

function parseState(text: string, file: string, resetCommand: string): AccountState {
  try {
    return accountStateSchema.parse(migrateState(JSON.parse(text)));
  } catch (cause) {
    throw new AppError('configuration', `${file} is not a state of this version of local Heroku`, {
      cause,
      hint: `Start over with \`${resetCommand}\`, which deletes the local databases.`,
    });
  }
}
