import type { HerokuOperation } from '../../../api/contract.js';
import classes from '../heroku.module.css';

type Step = HerokuOperation['steps'][number];

/** Of the add-on or app that something would stay behind in. */
export const nameOf = ({ id }: Step) => id.replace(/^left:/, '');

/** What an earlier try stopped for, and what is let stay by going on. */
export function LeftBehind({ left }: { left: readonly Step[] }) {
  return (
    <>
      <p>This stays behind, and nothing of pgwatch says so afterwards:</p>
      <ul className={classes.things}>
        {left.map((step) => (
          <li key={step.id}>
            {nameOf(step)}: {step.detail}
          </li>
        ))}
      </ul>
    </>
  );
}
