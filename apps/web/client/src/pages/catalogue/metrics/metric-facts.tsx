import type { ReactNode } from 'react';
import type { StoredMetric } from '../../../api/contract.js';
import card from '../../../components/card.module.css';
import { Moment } from '../../../components/moment.js';
import page from '../../../components/page.module.css';
import { sourceHref } from '../../../components/source-href.js';
import { formatValue } from '../../../format/value.js';
import { definitionHref } from '../addresses.js';
import classes from '../catalogue.module.css';
import { Names } from '../names.js';
import { appliesToLabels } from './applies-to.js';

const volumes = {
  large: 'large: days of partitions of its own',
  small: 'small',
  slow: 'slow: never thinned, for there is little of it',
};

/** What is to know about a metric besides its SQL, and who uses it. */
export function MetricFacts({ stored }: { stored: StoredMetric }) {
  const { definition, presets, sources, changedAt, origin } = stored;
  const { requiresExtension, storedAs, statementTimeoutMs, storage } = definition;
  return (
    <dl className={`${card.card} ${page.section} ${classes.facts}`}>
      <Fact name="Asked of">{appliesToLabels[definition.appliesTo]}</Fact>
      {requiresExtension && (
        <Fact name="Needs the extension">
          <code>{requiresExtension}</code>
        </Fact>
      )}
      {storedAs && (
        <Fact name="Stored as">
          <code>{storedAs}</code>
        </Fact>
      )}
      {statementTimeoutMs && <Fact name="May take">{formatValue(statementTimeoutMs, 'ms')}</Fact>}
      <Fact name="Volume">{volumes[storage?.volume ?? 'small']}</Fact>
      {storage?.isCore && <Fact name="When the store is nearly full">still stored</Fact>}
      {storage?.keepsEmpty && <Fact name="A fetch without rows">is stored, and counts as none</Fact>}
      {storage?.isMomentary && <Fact name="Kept">no longer than every fetch is</Fact>}
      <Fact name={origin === 'user' ? 'Changed' : 'Since'}>
        <Moment at={new Date(changedAt)} />
      </Fact>
      <Fact name="Presets" wide>
        <Names names={presets} hrefOf={(name) => definitionHref('preset', name)} none="In none: nothing asks for it" />
      </Fact>
      {sources.length > 0 && (
        <Fact name="Sources that ask for it by an interval of their own" wide>
          <Names names={sources} hrefOf={sourceHref} none="" />
        </Fact>
      )}
    </dl>
  );
}

function Fact({ name, wide = false, children }: { name: string; wide?: boolean; children: ReactNode }) {
  return (
    <div className={wide ? classes.wideFact : undefined}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
