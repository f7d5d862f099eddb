import { aspectOf } from '../../aspect.js';
import { failing, ok, warning } from '../../verdict.js';
import { ageWords } from '../../words.js';
import { sourceGroups } from '../groups.js';
import type { SourceFacts } from '../source-facts.js';

/** As the fleet page: after a week a change that nobody minded is the new normal. */
const newSeconds = 7 * 86_400;

const expected =
  'Heroku changes it at a failover, an upgrade and a renewal. Without one of these somebody may stand between: compare it with `openssl s_client -starttls postgres -connect <host>:<port>` from elsewhere.';

export const tls = aspectOf<SourceFacts>()({
  id: 'tls',
  group: sourceGroups.connection,
  title: 'TLS',
  needs: ['stored', 'connection', 'server'],
  check({ stored, connection: { tlsFingerprint: shown }, server: { tlsVersion } }) {
    if (shown === null) {
      return failing('The connection is not encrypted.', {
        hint: 'It must accept TLS: on Heroku all databases do. Passwords and figures go over the network in clear text.',
      });
    }
    const known = stored.tlsFingerprint;
    const protocol = tlsVersion ?? 'TLS';
    if (known !== null && known !== shown) {
      const details = [`shown now: ${shown}`, `pinned: ${known}`];
      return warning('It shows another certificate than the one that is pinned.', { details, hint: expected });
    }
    const changed = stored.tlsChangedSecondsAgo;
    if (changed !== null && changed < newSeconds) {
      const details = [`now: ${shown}`, `before: ${stored.tlsPreviousFingerprint ?? 'unknown'}`];
      return warning(`Its certificate changed ${ageWords(changed)} ago.`, { details, hint: expected });
    }
    const pinned =
      known === null
        ? 'the collector pins its certificate when it connects'
        : 'its certificate is the one that was pinned at first use';
    return ok(`Encrypted by ${protocol}; ${pinned} (those of Heroku are self-signed).`, {
      details: [shown],
    });
  },
});
