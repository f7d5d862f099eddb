import type { SourceLook } from '../../api/contract.js';
import { Notice } from '../../components/notice.js';
import { Prose } from '../../components/prose.js';
import { formatValue } from '../../format/value.js';
import { shortVersion } from '../../format/version.js';

/** What a test of the connection found. */
export function LookResult({ result }: { result: SourceLook }) {
  const { look, reason, hint, durationMs } = result;
  if (!result.isUp || !look) {
    return (
      <Notice tone="bad" hint={hint && <Prose text={hint} />}>
        No connection: <Prose text={reason ?? 'it does not answer.'} />
      </Notice>
    );
  }
  const rights = look.canMonitor
    ? 'It may see what other roles do.'
    : 'It is not a member of pg_monitor: queries of other roles stay hidden.';
  const tls = look.tlsFingerprint ? 'The connection is encrypted.' : 'The connection is not encrypted.';
  return (
    <Notice tone={look.canMonitor && look.tlsFingerprint ? 'good' : 'warn'} hint={`${rights} ${tls}`}>
      Connected within {formatValue(durationMs, 'ms')}: PostgreSQL {shortVersion(look.serverVersion)},{' '}
      {look.isInRecovery ? 'standby' : 'primary'}, database <code>{look.database}</code>, role <code>{look.user}</code>.
    </Notice>
  );
}
