import { formatAge, formatMoment, formatUtc } from '../format/time.js';
import { useNow } from './use-now.js';

/** How long ago something was, counting on; the moment itself when pointed at. */
export function Age({ at }: { at: string }) {
  const nowMs = useNow();
  const date = new Date(at);
  return (
    <time dateTime={at} title={`${formatMoment(date)} (${formatUtc(date)})`}>
      {formatAge(date, nowMs)}
    </time>
  );
}
