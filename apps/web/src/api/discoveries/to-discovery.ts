import { type DiscoveryStatus, listDiscoveries } from '@pgwatch-heroku/store';
import type { ApiContext } from '../api-context.js';
import { problem } from '../registry/problem.js';
import type { RequestProblem } from '../request-problem.js';

export function toDiscovery({ settings, ranAt, nextRunAt, ...rest }: DiscoveryStatus) {
  return {
    ...rest,
    preset: settings.preset ?? null,
    group: settings.group ?? null,
    ranAt: ranAt?.toISOString() ?? null,
    nextRunAt: nextRunAt.toISOString(),
  };
}

/** As it is now. @throws RequestProblem `no-such-discovery` */
export async function readDiscovery({ writing }: Pick<ApiContext, 'writing'>, name: string) {
  const [found] = await listDiscoveries(writing, name);
  if (!found) throw noSuchDiscovery(name);
  return toDiscovery(found);
}

export const noSuchDiscovery = (name: string): RequestProblem =>
  problem(
    'no-such-discovery',
    `There is no discovery named ${name.replaceAll('\0', '').slice(0, 80)}`,
    'All are on the page of the sources: /sources',
  );
