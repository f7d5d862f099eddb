import { aspectOf } from '../../aspect.js';
import { dropSlotSql, resumeReplaySql } from '../../sql/fixes.js';
import { type Fix, failing, notAvailable, ok, type Verdict, warning } from '../../verdict.js';
import { ageWords, countWords, sizeWords } from '../../words.js';
import { sourceGroups } from '../groups.js';
import type { Replication, SourceFacts } from '../source-facts.js';

/** Readers notice a minute; an hour is no lag but a standstill. */
const lagSeconds = 60;
const standstillSeconds = 3_600;
/** WAL that nobody fetches fills the disk; below this a slot may just have been left for a moment. */
const heldBytes = 1024 ** 3;

export const replication = aspectOf<SourceFacts>()({
  id: 'replication',
  group: sourceGroups.data,
  title: 'Replication',
  needs: ['replication'],
  check({ replication: facts }) {
    return facts.isInRecovery ? ofStandby(facts) : (ofSlots(facts) ?? ofPrimary(facts));
  },
});

function ofStandby({ lagSeconds: lag, isPaused }: Replication): Verdict {
  if (isPaused) {
    return failing('Replay is paused: what it shows stays as it is.', {
      fixes: [{ kind: 'sql', text: resumeReplaySql, note: 'On the standby, as a superuser.' }],
    });
  }
  if (lag === null) return notAvailable('It is a standby that has replayed no transaction yet.');
  const summary = `It is a standby, ${ageWords(lag)} behind.`;
  const fixes: Fix[] = [
    { kind: 'command', text: 'heroku pg:info <database>', note: 'Behind By, and what it follows.' },
  ];
  const hint = 'Long queries on the standby hold replay up, as does a primary that writes more than it can take.';
  if (lag > standstillSeconds) return failing(summary, { fixes, hint });
  return lag > lagSeconds ? warning(summary, { fixes, hint }) : ok(summary);
}

function ofSlots({ inactiveSlots }: Replication): Verdict | undefined {
  const holding = inactiveSlots.filter((slot) => (slot.heldBytes ?? 0) >= heldBytes);
  if (holding.length === 0) return undefined;
  return warning(`${countWords(holding.length, 'replication slot')} that nobody reads keeps WAL from being removed.`, {
    details: holding.map(({ name, heldBytes: bytes }) => `${name}: ${sizeWords(bytes ?? 0)}`),
    hint: 'Drop a slot only when nobody will come back to it: whoever reads it would have to start anew.',
    fixes: holding.map(({ name }) => ({ kind: 'sql', text: dropSlotSql(name), note: 'As the owner of the slot.' })),
  });
}

function ofPrimary({ followers, hiddenFollowers, followerLagSeconds: lag }: Replication): Verdict {
  if (followers === 0) return ok('Nothing follows it.');
  if (hiddenFollowers === followers) {
    return notAvailable(`${countWords(followers, 'follower')}, of which the role sees no more: it has no pg_monitor.`);
  }
  const summary = `${countWords(followers, 'follower')}, the last one ${ageWords(lag ?? 0)} behind.`;
  return (lag ?? 0) > lagSeconds ? warning(summary) : ok(summary);
}
