import type { Settings } from '../../../api/contract.js';
import { formatValue } from '../../../format/value.js';

type Storage = Settings['storage'];

/** How much comes a day, and how long the room lasts; of a list of facts. */
export function GrowthFacts({ storage }: { storage: Storage }) {
  const { growthBytesPerDay: growth } = storage;
  return (
    <>
      <div>
        <dt>Grows</dt>
        <dd>
          {growth ? `${formatValue(growth, 'bytes')} a day` : '–'}
          <small>{growth === null ? 'known after an hour of samples' : 'before any of it is thinned'}</small>
        </dd>
      </div>
      <div>
        <dt>Lasts at this pace</dt>
        <dd>
          {fullWords(storage)}
          <small>{shortenedWords(storage)}</small>
        </dd>
      </div>
    </>
  );
}

// Further ahead no pace holds.
const mostDays = 3_650;

function fullWords({ fullInDays: days }: Storage): string {
  if (days === null) return '–';
  if (days > mostDays) return 'longer than 10 years';
  return days < 1 ? 'full within a day' : `full in ${inDays(days)}`;
}

/** What is removed or thinned meanwhile is no part of the pace. */
function shortenedWords({ shortenedInDays: days }: Storage): string {
  if (days === null) return '';
  const rest = 'unless what gets old makes room before';
  if (days > mostDays) return rest;
  return days < 1 ? 'history is shortened now' : `history is shortened in ${inDays(days)}, ${rest}`;
}

function inDays(days: number): string {
  const whole = Math.floor(days);
  return `${whole} ${whole === 1 ? 'day' : 'days'}`;
}
