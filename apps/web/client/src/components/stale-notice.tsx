import { Failure, type FailureProps } from './failure.js';
import { Moment } from './moment.js';
import { Notice } from './notice.js';
import { Prose } from './prose.js';

interface StaleNoticeProps extends Omit<FailureProps, 'error'> {
  error: Error | null;
  hasData: boolean;
  updatedAtMs: number;
}

/** For a page that polls: everything when nothing came yet, a quiet line above the old figures when something did. */
export function StaleNotice({ error, hasData, updatedAtMs, ...rest }: StaleNoticeProps) {
  if (!error) return null;
  if (!hasData) return <Failure {...rest} error={error} />;
  return (
    <Notice tone="warn">
      These figures are from <Moment at={new Date(updatedAtMs)} />: <Prose text={error.message} /> Trying again.
    </Notice>
  );
}
