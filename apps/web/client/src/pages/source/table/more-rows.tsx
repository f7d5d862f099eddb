import { Button } from '@mantine/core';
import classes from './more-rows.module.css';

interface MoreRowsProps {
  shown: number;
  of: number;
  step: number;
  onMore: (rows: number) => void;
}

export function MoreRows({ shown, of, step, onMore }: MoreRowsProps) {
  if (shown >= of) return null;
  const next = Math.min(step, of - shown);
  return (
    <div className={classes.more}>
      <span role="status">
        {shown} of {of} rows
      </span>
      <Button size="xs" variant="default" onClick={() => onMore(next)}>
        Show {next} more
      </Button>
    </div>
  );
}
