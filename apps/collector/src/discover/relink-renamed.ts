import { type Logger, messageOf, sleep } from '@pgwatch-heroku/shared';
import { readRenameCandidates, relinkSource } from '@pgwatch-heroku/store';
import { type Facts, readFacts } from '../fetch/facts.js';
import { SourceSession } from '../fetch/session.js';
import type { StoreConnection } from '../write/store-connection.js';
import type { MonitoredAttachment } from './monitored-attachments.js';

/** Several times what an answer takes from far away: nothing is fetched from any source until then. */
const lookMs = 2_000;

export interface RelinkOptions {
  store: Pick<StoreConnection, 'run'>;
  attachments: readonly MonitoredAttachment[];
  log: Logger;
}

/**
 * Keeps the history of a database whose attachment was renamed. A source goes on under a new alias when its own is gone
 * and exactly one new alias leads to its database, told by the cluster's identifier and the database's name. Whatever is
 * less clear than that becomes a source of its own. What does not answer soon is looked at again by a later start.
 *
 * @throws when the store is away.
 */
export async function relinkRenamed({ store, attachments, log }: RelinkOptions): Promise<void> {
  const { lost, unknown } = await store.run((client) => readRenameCandidates(client, attachments));
  if (unknown.length === 0) return;
  const arrived = attachments.filter(({ alias }) => unknown.includes(alias));
  const facts = await Promise.all(arrived.map((attachment) => lookSoon(attachment, log)));
  for (const source of lost) {
    const bears = (one: { systemIdentifier: string | null; database: string } | undefined) =>
      one?.systemIdentifier === source.systemIdentifier && one.database === source.database;
    const heirs = arrived.filter((_, i) => bears(facts[i]));
    const [heir] = heirs;
    if (!heir || heirs.length > 1 || lost.filter(bears).length > 1) continue;
    if (!(await store.run((client) => relinkSource(client, source, heir)))) continue;
    const change = `${source.name} is ${heir.alias} now`;
    log.info({ event: 'sources-changed', change }, `sources: ${change}`);
  }
}

/** What is not known by then still ends in order, unheard. */
async function lookSoon(attachment: MonitoredAttachment, log: Logger): Promise<Facts | undefined> {
  const late = new AbortController();
  const timeUp = sleep(lookMs, late.signal).then(
    () => log.debug({ event: 'not-recognised', variable: attachment.variable }, `no answer within ${lookMs} ms`),
    () => undefined,
  );
  const facts = await Promise.race([look(attachment, log), timeUp]);
  late.abort();
  return facts ?? undefined;
}

/** What the database behind an attachment is; undefined when it does not say. */
async function look({ variable, url }: MonitoredAttachment, log: Logger): Promise<Facts | undefined> {
  let session: SourceSession | undefined;
  try {
    session = await SourceSession.open({ url, label: variable });
    return await readFacts(session);
  } catch (error) {
    log.debug({ event: 'not-recognised', variable }, messageOf(error));
    return undefined;
  } finally {
    await session?.close();
  }
}
