import { Notice } from '../../../components/notice.js';
import { sourceHref } from '../../../components/source-href.js';
import { Names } from '../../catalogue/names.js';

/** Sources that nobody fetches from just now: right after a change for a moment, later a fault. */
export function WithoutLease({ sources }: { sources: string[] }) {
  if (sources.length === 0) return null;
  return (
    <Notice tone="warn" hint="Dynos take them up within a minute; if not, the log of the collector says why.">
      No dyno has the lease of <Names names={sources} hrefOf={sourceHref} none="" />.
    </Notice>
  );
}
