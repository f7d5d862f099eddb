import { Link } from 'wouter';
import type { DeploymentReport } from '../../api/contract.js';
import card from '../../components/card.module.css';
import { Prose } from '../../components/prose.js';
import { doctorHref } from '../../components/source-href.js';
import classes from './doctor-page.module.css';
import { FindingIcon, stateLabels } from './finding-icon.js';
import { isToBeAsked, stateOfSource } from './state-of-source.js';

type Source = DeploymentReport['sources'][number];

/** So many sources without a finding stand in the way of what is wrong with the deployment. */
const manyAreWell = 8;

/** The worst that is known of each source, with the way to all of it; what is wrong comes first. */
export function SourceFindings({ sources }: { sources: Source[] }) {
  const rank = ({ finding }: Source) => (finding?.level === 'error' ? 0 : 1);
  const wrong = sources.filter(({ finding }) => finding !== null).toSorted((one, other) => rank(one) - rank(other));
  const well = sources.filter(({ finding }) => finding === null);
  const toBeAsked = sources.filter(isToBeAsked).length;
  const isLong = well.length > manyAreWell;
  const shown = isLong ? wrong : [...wrong, ...well];
  return (
    <section className={classes.group} aria-label="Sources">
      <h2>Sources</h2>
      {toBeAsked > 0 && (
        <p className={classes.checked}>
          {toBeAsked} of {sources.length} {toBeAsked === 1 ? 'is' : 'are'} still to be asked; a few are at a time.
        </p>
      )}
      {shown.length > 0 && (
        <ul className={card.card}>
          {shown.map((source) => (
            <SourceLine key={source.name} source={source} />
          ))}
        </ul>
      )}
      {sources.length === 0 && <p className={classes.checked}>There is none yet.</p>}
      {isLong && (
        <details>
          <summary className={classes.checked}>{well.length} more, of which nothing wrong is known</summary>
          <ul className={card.card}>
            {well.map((source) => (
              <SourceLine key={source.name} source={source} />
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function SourceLine({ source }: { source: Source }) {
  const { name, finding, isPaused } = source;
  const state = stateOfSource(source);
  return (
    <li className={classes.source}>
      <FindingIcon state={state} />
      <span>
        <Link href={doctorHref(name)}>{name}</Link>{' '}
        <span className={classes.checked}>{isPaused ? 'Paused' : stateLabels[state]}</span>
      </span>
      <p>
        <Prose text={finding?.text ?? textWithout(source)} />
      </p>
    </li>
  );
}

function textWithout(source: Source): string {
  if (source.isPaused) return 'Nothing is asked of it.';
  return isToBeAsked(source) ? 'It is asked soon.' : 'Nothing wrong is known.';
}
