import { aspectOf } from '../../aspect.js';
import { databaseSettingSql } from '../../sql/fixes.js';
import { notAvailable, ok, warning } from '../../verdict.js';
import { sourceGroups } from '../groups.js';
import type { SourceFacts } from '../source-facts.js';

export const ioTiming = aspectOf<SourceFacts>()({
  id: 'io-timing',
  group: sourceGroups.data,
  title: 'track_io_timing',
  needs: ['ioTiming'],
  check({ ioTiming: { isOn, ownerMaySet, database, owner } }) {
    if (isOn) return ok('It is on: figures say how long reading and writing blocks takes.');
    const off = 'It is off: how long reading and writing blocks takes stays unknown.';
    if (!ownerMaySet) return notAvailable(`${off} On this plan nobody here may switch it on.`);
    return warning(off, {
      fixes: [
        {
          kind: 'sql',
          text: databaseSettingSql(database, 'track_io_timing', 'on'),
          note: `As ${owner}; counts for connections that are made from then on.`,
        },
      ],
    });
  },
});
