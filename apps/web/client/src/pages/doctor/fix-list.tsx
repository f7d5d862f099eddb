import { lazy, Suspense } from 'react';
import { Link } from 'wouter';
import type { DoctorFinding } from '../../api/contract.js';
import { Command } from '../../components/command.js';
import { Prose } from '../../components/prose.js';
import classes from './finding-item.module.css';

// Forms come only with a finding that needs one.
const OperationFix = lazy(() => import('../heroku/operation-fix.js').then((fix) => ({ default: fix.OperationFix })));

/** What mends it: SQL and commands to copy, pages to open, operations to begin. */
export function FixList({ fixes }: { fixes: DoctorFinding['fixes'] }) {
  return (
    <ol className={classes.fixes}>
      {fixes.map(({ kind, text, note }) => (
        <li key={text} className={classes.fix}>
          <p className={classes.note}>
            {kind === 'sql' && <strong>SQL. </strong>}
            <Prose text={note} />
          </p>
          {kind === 'page' && <Link href={text}>Open {text}</Link>}
          {kind === 'operation' && (
            <Suspense>
              <OperationFix kind={text} />
            </Suspense>
          )}
          {(kind === 'sql' || kind === 'command') && <Command text={text} />}
        </li>
      ))}
    </ol>
  );
}
