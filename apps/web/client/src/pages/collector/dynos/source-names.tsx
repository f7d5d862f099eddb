import { sourceHref } from '../../../components/source-href.js';
import { Names } from '../../catalogue/names.js';

// More are behind a word: two hundred names would hide the page.
const shown = 8;

/** Names of sources, behind their number when there are many. */
export function SourceNames({ sources }: { sources: string[] }) {
  const names = <Names names={sources} hrefOf={sourceHref} none="none" />;
  if (sources.length <= shown) return <span>{names}</span>;
  return (
    <details>
      <summary>{sources.length} sources</summary>
      {names}
    </details>
  );
}
