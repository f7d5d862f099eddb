import { Link } from 'wouter';
import type { DeploymentReport } from '../../api/contract.js';
import card from '../../components/card.module.css';
import { Prose } from '../../components/prose.js';
import { doctorHref } from '../../components/source-href.js';
import classes from './doctor-page.module.css';
import { FindingIcon, stateLabels } from './finding-icon.js';

type Source = DeploymentReport['sources'][number];

/** The worst that is known of each source, with the way to all of it; what is wrong comes first. */
export function SourceFindings({ sources }: { sources: Source[] }) {
  const rank = ({ finding }: Source) => (finding === null ? 2 : finding.level === 'warning' ? 1 : 0);
  return (
    <section className={classes.group} aria-label="Sources">
      <h2>Sources</h2>
      <ul className={card.card}>
        {sources.length === 0 && <li className={classes.source}>There is none yet.</li>}
        {sources
          .toSorted((one, other) => rank(one) - rank(other))
          .map((source) => (
            <SourceLine key={source.name} source={source} />
          ))}
      </ul>
    </section>
  );
}

function SourceLine({ source: { name, finding, isPaused } }: { source: Source }) {
  const state = finding?.level ?? (isPaused ? 'not-available' : 'ok');
  return (
    <li className={classes.source}>
      <FindingIcon state={state} />
      <span>
        <Link href={doctorHref(name)}>{name}</Link>{' '}
        <span className={classes.checked}>{isPaused ? 'Paused' : stateLabels[state]}</span>
      </span>
      <p>
        <Prose text={finding?.text ?? (isPaused ? 'Nothing is asked of it.' : 'Nothing wrong is known.')} />
      </p>
    </li>
  );
}
