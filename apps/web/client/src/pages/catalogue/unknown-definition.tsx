import { Link } from 'wouter';
import page from '../../components/page.module.css';
import { type Kind, metricsHref, presetsHref } from './addresses.js';

/** Also what an open tab shows of something that somebody else deleted. */
export function UnknownDefinition({ kind, name }: { kind: Kind; name: string }) {
  return (
    <div className={page.page}>
      <h1>
        No {kind} is called {name}
      </h1>
      <p>
        It may have been deleted. The <Link href={kind === 'metric' ? metricsHref : presetsHref}>list of {kind}s</Link>{' '}
        has all that are there.
      </p>
    </div>
  );
}
