import { Link } from 'wouter';
import type { DoctorFinding } from '../../api/contract.js';
import { Command } from '../../components/command.js';
import { Prose } from '../../components/prose.js';
import classes from './finding-item.module.css';

/** What mends it: SQL and commands to copy, pages to open. */
export function FixList({ fixes }: { fixes: DoctorFinding['fixes'] }) {
  return (
    <ol className={classes.fixes}>
      {fixes.map(({ kind, text, note }) => (
        <li key={text} className={classes.fix}>
          <p className={classes.note}>
            {kind === 'sql' && <strong>SQL. </strong>}
            <Prose text={note} />
          </p>
          {kind === 'page' ? <Link href={text}>Open {text}</Link> : <Command text={text} />}
        </li>
      ))}
    </ol>
  );
}
