import { Command } from '../../../components/command.js';
import { Notice } from '../../../components/notice.js';

/** Without one nothing is measured. */
export function NoDynos({ everSeen }: { everSeen: boolean }) {
  return (
    <Notice
      tone="bad"
      hint="Samples go on by themselves as soon as one runs; what was not measured meanwhile is missing."
    >
      {everSeen ? 'No collector dyno has reported for three minutes. ' : 'No collector dyno has ever reported. '}
      Look whether one runs, and start one:
      <Command text="heroku ps" />
      <Command text="heroku ps:scale collector=1" />
    </Notice>
  );
}
