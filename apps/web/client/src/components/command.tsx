import classes from './command.module.css';
import { CopyButton } from './copy-button.js';

/** A command to run in a terminal, with a button to copy it. @param what it is, where it is no command. */
export function Command({ text, what = 'command' }: { text: string; what?: string }) {
  return (
    <div className={classes.command}>
      <pre className={classes.text}>
        <code>{text}</code>
      </pre>
      <CopyButton text={text} what={what} />
    </div>
  );
}
