import { Ledger } from './monitored/ledger.js';
import type { BootstrapOptions, BootstrapResult, ForApp } from './options.js';
import { withDatabase } from './with-database.js';

export interface NoteCredentialOptions extends BootstrapOptions, ForApp {
  /** Name of the credential, as Heroku has it. */
  credential: string;
}

/**
 * Writes down in a monitored database that a credential is about to be made for monitoring it. Before, not after: one
 * that was cut off in between would look as if it had always been there, and `uninstallMonitored` names only what is
 * written down.
 *
 * @throws AppError as bootstrapMonitored.
 */
export async function noteCredential(options: NoteCredentialOptions): Promise<BootstrapResult> {
  const { label = 'MONITOREDDB_URL', credential } = options;
  return withDatabase({ ...options, label }, async (client, report) => {
    await new Ledger(client, report, options).make([{ kind: 'credential', name: credential }], async () => undefined);
  });
}
