import { formatMoment, formatUtc } from '../format/time.js';

/** A time in the zone of the person who looks, UTC when pointed at. */
export function Moment({ at }: { at: Date }) {
  return (
    <time dateTime={at.toISOString()} title={formatUtc(at)}>
      {formatMoment(at)}
    </time>
  );
}
