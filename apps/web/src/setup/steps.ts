import type { SetupFacts } from '@pgwatch-heroku/store';
import type { SetupStep } from '../api/types.js';
import { attachCommands } from './attach-commands.js';
import type { Deployment } from './notices.js';

/** The collector reports once a minute; a restart takes less than two. */
const collectorSilentSeconds = 180;

export const isCollectorAlive = ({ collector }: SetupFacts): boolean =>
  collector !== null && collector.seenSecondsAgo <= collectorSilentSeconds;

/** Whoever reads this has it already: the page comes out of the store's sessions. */
export function storeStep({ hasOwnCredential }: Deployment): SetupStep {
  const variable = hasOwnCredential ? 'PGWATCH2_URL' : 'DATABASE_URL';
  return { id: 'store', title: 'Collector DB', state: 'done', detail: `It answers, over TLS (${variable}).` };
}

export function schemaStep({ expected, actual }: { expected: string; actual: string | undefined }): SetupStep {
  const step = { id: 'schema', title: 'Schema' } as const;
  if (actual === expected) return { ...step, state: 'done', detail: `At version ${actual}.` };
  return {
    ...step,
    state: 'failed',
    detail: `It is at version ${actual ?? 'none'}, this code needs ${expected}.`,
    hint: 'Run `heroku run collector-bootstrap`.',
  };
}

export function sourcesStep({ sources }: SetupFacts): SetupStep {
  const step = { id: 'sources', title: 'Databases to monitor' } as const;
  if (sources.length > 0) {
    return { ...step, state: 'done', detail: `Found ${listNames(sources.map(({ name }) => name))}.` };
  }
  return {
    ...step,
    state: 'warning',
    detail: 'No database to monitor is attached, or the collector has not started yet.',
    hint: `Attach one: \`${attachCommands[1]}\``,
  };
}

export function collectorStep(facts: SetupFacts): SetupStep {
  const step = { id: 'collector', title: 'Collector' } as const;
  const { collector } = facts;
  const hint = 'See what it says: `heroku logs --dyno collector`. Is it on? `heroku ps:scale collector=1`';
  if (!collector) return { ...step, state: 'running', detail: 'Waiting for its first sign of life.', hint };
  const seconds = Math.max(0, Math.round(collector.seenSecondsAgo));
  if (isCollectorAlive(facts))
    return { ...step, state: 'done', detail: `${collector.dyno} reported ${seconds} s ago.` };
  const minutes = Math.round(seconds / 60);
  return { ...step, state: 'warning', detail: `${collector.dyno} has been silent for ${minutes} minutes.`, hint };
}

export function connectionStep({ sources }: SetupFacts): SetupStep {
  const step = { id: 'connection', title: 'Connections' } as const;
  const up = sources.filter(({ isUp }) => isUp === true);
  const down = sources.filter(({ isUp }) => isUp === false);
  if (sources.length === 0) return { ...step, state: 'waiting', detail: 'Nothing to connect to yet.' };
  const [first] = down;
  if (first) {
    return {
      ...step,
      state: up.length > 0 ? 'warning' : 'failed',
      detail: `${listNames(down.map(({ name }) => name))} cannot be reached. ${first.reason ?? ''}`.trim(),
      ...(first.hint ? { hint: first.hint } : {}),
    };
  }
  if (up.length === sources.length) {
    return { ...step, state: 'done', detail: `Connected to ${listNames(up.map(({ name }) => name))}.` };
  }
  return { ...step, state: 'running', detail: `Connected to ${up.length} of ${sources.length}.` };
}

export function firstSampleStep({ sources, shortestIntervalSeconds }: SetupFacts): SetupStep {
  const step = { id: 'first-sample', title: 'First samples' } as const;
  const sampled = sources.filter(({ lastSampleAt }) => lastSampleAt !== null);
  if (sampled.length > 0) {
    return { ...step, state: 'done', detail: `Samples arrive from ${listNames(sampled.map(({ name }) => name))}.` };
  }
  if (!sources.some(({ isUp }) => isUp))
    return { ...step, state: 'waiting', detail: 'They follow the first connection.' };
  return { ...step, state: 'running', detail: `Due within ${shortestIntervalSeconds ?? 60} s.` };
}

function listNames(names: string[]): string {
  const shown = names.slice(0, 5);
  const rest = names.length - shown.length;
  return shown.join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}
