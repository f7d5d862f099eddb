import { aspectOf } from '../../aspect.js';
import { failing, notAvailable, ok, warning } from '../../verdict.js';
import { sourceGroups } from '../groups.js';
import { pausedReason } from '../paused.js';
import type { SourceFacts } from '../source-facts.js';

/** A server in another region answers a login within this. */
const slowMs = 3_000;

export const connection = aspectOf<SourceFacts>()({
  id: 'connection',
  group: sourceGroups.connection,
  title: 'Connection',
  needs: ['stored', 'connection'],
  check({ stored, connection: { durationMs } }) {
    if (stored.isUp === false) {
      return warning(
        `It answers these pages, but the collector cannot connect: ${stored.reason ?? 'no reason is known'}`,
        {
          ...(stored.hint ? { hint: stored.hint } : {}),
        },
      );
    }
    if (durationMs > slowMs) return warning(`It lets us in, but only after ${durationMs} ms.`);
    return ok(`It lets us in, after ${durationMs} ms.`);
  },
  whenUnknown({ reason, hint, mayPass }, fact) {
    if (fact === 'stored') return notAvailable(reason);
    if (reason === pausedReason) return notAvailable(reason, hint === undefined ? {} : { hint });
    return failing(reason, { mayPass, ...(hint === undefined ? {} : { hint }) });
  },
});
