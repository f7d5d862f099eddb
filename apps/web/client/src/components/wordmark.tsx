import classes from './wordmark.module.css';

/** A database with a pulse, and the name. */
export function Wordmark() {
  return (
    <span className={classes.mark}>
      <svg viewBox="0 0 32 32" width="26" height="26" aria-hidden="true">
        <rect width="32" height="32" rx="8" className={classes.tile} />
        <path d="M7 9.5v13c0 2.2 4 4 9 4s9-1.8 9-4v-13" className={classes.cylinder} />
        <ellipse cx="16" cy="9.5" rx="9" ry="4" className={classes.cylinder} />
        <path d="M4.5 19.5h6l2.5-5 4 8.5 3-6 1.5 2.5h6" className={classes.pulse} />
      </svg>
      <span className={classes.name}>pgwatch</span>
    </span>
  );
}
