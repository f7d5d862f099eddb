import { Button } from '@mantine/core';
import { ApiFailure } from '../api/api-failure.js';
import classes from './failure.module.css';
import { IconAlertTriangle } from './icons.js';
import { Prose } from './prose.js';

export interface FailureProps {
  /** What could not be shown, such as `The fleet`. */
  what: string;
  error: Error;
  onRetry: () => void;
  retrying?: boolean;
}

/** What went wrong, what to do, and a button to try again. */
export function Failure({ what, error, onRetry, retrying = false }: FailureProps) {
  const hint = error instanceof ApiFailure ? error.hint : undefined;
  return (
    <div className={classes.failure} role="alert">
      <IconAlertTriangle size={22} stroke={1.75} className={classes.icon} aria-hidden="true" />
      <div className={classes.text}>
        <p className={classes.message}>
          {what} could not be loaded. <Prose text={error.message} />
        </p>
        {hint && (
          <p className={classes.hint}>
            <Prose text={hint} />
          </p>
        )}
        <Button size="xs" variant="default" onClick={onRetry} loading={retrying} className={classes.retry}>
          Try again
        </Button>
      </div>
    </div>
  );
}
