import type { RemovalPlan } from '../../../api/contract.js';
import classes from '../heroku.module.css';

/** Each thing that goes, with its price. */
export function Things({ things }: { things: RemovalPlan['everything'] }) {
  return (
    <ul className={classes.things}>
      {things.map(({ name, what, price }) => (
        <li key={name}>
          {name}, {what.replace('heroku-postgresql:', 'Heroku Postgres ')}
          {price && `, ${price}`}
        </li>
      ))}
    </ul>
  );
}
