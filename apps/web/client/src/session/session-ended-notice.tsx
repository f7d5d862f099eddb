import { Notice } from '../components/notice.js';
import { useSessionEnded } from './session-ended.js';

/** Only where leaving would lose what somebody typed; every other page leads to the sign-in at once. */
export function SessionEndedNotice() {
  if (!useSessionEnded()) return null;
  return (
    <Notice
      tone="bad"
      hint={
        <>
          <a href="/signin?next=%2F" target="_blank" rel="noreferrer">
            Sign in in another tab
          </a>
          , then save here again: what you typed stays.
        </>
      }
    >
      Your session has ended, and nothing was saved.
    </Notice>
  );
}
