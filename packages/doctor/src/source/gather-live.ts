import { type Client, closeClient, destroyConnection, peerFingerprint, withDeadline } from '@pgwatch-heroku/shared';
import { type Fact, known, unknown } from '../fact.js';
import { type ProbeContext, probes } from './probes.js';
import type { LiveFact } from './source-facts.js';
import type { Turn } from './turns.js';

export interface GatherLiveOptions extends Omit<ProbeContext, 'client'> {
  /** Opens the one connection, guarded, read-only and limited as SourceAccess.connect() does. */
  connect(): Promise<Client>;
  /** Told of each fact as it comes, and of those that could not be had. */
  onFact<K extends LiveFact>(name: K, fact: Fact<unknown>): void;
  /** All of them unless told. */
  facts?: readonly LiveFact[];
  /** Lent to other sources while this one does not answer; whoever took it ends it. */
  turn?: Turn;
}

/** No single question is worth waiting longer for; dozens of metrics are looked at in one. */
const factDeadlineMs = 6_000;
const metricsDeadlineMs = 15_000;
const connectDeadlineMs = 10_000;

const probed = Object.keys(probes) as (keyof typeof probes)[];

/** Everything that is asked of a source itself. */
export const liveFacts: readonly LiveFact[] = ['connection', ...probed];

/**
 * Asks a source on one connection, one question after the other, each with its own deadline. One that is refused costs
 * that fact alone; a connection that is lost, or that does not answer in time, ends it. Never throws.
 */
export async function gatherLive(options: GatherLiveOptions): Promise<void> {
  const { connect, onFact, facts = liveFacts, metricsOf, turn } = options;
  const wanted = probed.filter((name) => facts.includes(name));
  const failAll = (names: readonly LiveFact[], error: unknown) => {
    for (const name of names) onFact(name, unknown(error));
  };
  let opened: Opened;
  try {
    opened = await (turn?.whileDialling(openWithin(connect)) ?? openWithin(connect));
  } catch (error) {
    return failAll(['connection', ...wanted], error);
  }
  const { client, durationMs } = opened;
  let isLost = false;
  client.once('end', () => {
    isLost = true;
  });
  onFact('connection', known({ tlsFingerprint: peerFingerprint(client) ?? null, durationMs }));
  for (const [index, name] of wanted.entries()) {
    const probe = probes[name] as (context: ProbeContext) => Promise<unknown>;
    const deadlineMs = name === 'metricAccess' ? metricsDeadlineMs : factDeadlineMs;
    try {
      onFact(name, known(await withDeadline(probe({ client, metricsOf }), deadlineMs, 'The database')));
    } catch (error) {
      onFact(name, unknown(error));
      // What still runs on it cannot be trusted to end.
      const isOverdue = /no answer within|read timeout/i.test(String((error as Error).message));
      if (isOverdue) destroyConnection(client);
      if (isOverdue || isLost) return failAll(wanted.slice(index + 1), error);
    }
  }
  await closeClient(client);
}

interface Opened {
  client: Client;
  durationMs: number;
}

/** A connection that comes too late is ended, not left open. */
async function openWithin(connect: () => Promise<Client>): Promise<Opened> {
  const startedAt = performance.now();
  let isGivenUp = false;
  const opening = connect();
  opening.then(
    (client) => isGivenUp && destroyConnection(client),
    () => undefined,
  );
  try {
    const client = await withDeadline(opening, connectDeadlineMs, 'The database');
    return { client, durationMs: Math.round(performance.now() - startedAt) };
  } catch (error) {
    isGivenUp = true;
    throw error;
  }
}
