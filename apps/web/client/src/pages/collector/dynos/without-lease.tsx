import { Notice } from '../../../components/notice.js';
import { SourceNames } from './source-names.js';

/** Sources that nobody fetches from just now: right after a change for a moment, later a fault. */
export function WithoutLease({ sources }: { sources: string[] }) {
  if (sources.length === 0) return null;
  return (
    <Notice tone="warn" hint="Dynos take them up within a minute; if not, the log of the collector says why.">
      No dyno has the lease of: <SourceNames sources={sources} />
    </Notice>
  );
}
