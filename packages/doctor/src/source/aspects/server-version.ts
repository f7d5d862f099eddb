import { aspectOf } from '../../aspect.js';
import { failing, ok, warning } from '../../verdict.js';
import { sourceGroups } from '../groups.js';
import type { SourceFacts } from '../source-facts.js';

/** The majors that every metric is tested on. */
const oldest = 15;
const newest = 18;

export const serverVersion = aspectOf<SourceFacts>()({
  id: 'server-version',
  group: sourceGroups.connection,
  title: 'PostgreSQL version',
  needs: ['server'],
  check({ server: { versionNum, version, isInRecovery } }) {
    const major = Math.trunc(versionNum / 10_000);
    if (major < oldest) {
      return failing(`PostgreSQL ${major} is older than all that is supported (${oldest} to ${newest}).`, {
        hint: 'Most metrics have no SQL for it.',
        fixes: [{ kind: 'command', text: 'heroku pg:upgrade:prepare <database>', note: 'Then heroku pg:upgrade:run.' }],
      });
    }
    if (major > newest) {
      return warning(`PostgreSQL ${major} is newer than what the metrics are tested on (${oldest} to ${newest}).`, {
        hint: 'A metric that it does not take is off with its reason; a newer release of this app may know it.',
      });
    }
    return ok(`PostgreSQL ${version}, a ${isInRecovery ? 'standby' : 'primary'}.`);
  },
});
