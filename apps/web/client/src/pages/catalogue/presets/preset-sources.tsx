import card from '../../../components/card.module.css';
import page from '../../../components/page.module.css';
import { sourceHref } from '../../../components/source-href.js';
import { Names } from '../names.js';

export function PresetSources({ sources }: { sources: string[] }) {
  return (
    <section className={`${card.card} ${page.section}`} aria-label="Sources">
      <h2>Sources with it{sources.length > 0 && `: ${sources.length}`}</h2>
      <p className={page.anywhere}>
        <Names names={sources} hrefOf={sourceHref} none="No source has it." />
      </p>
    </section>
  );
}
