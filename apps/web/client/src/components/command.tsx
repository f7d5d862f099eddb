import classes from './command.module.css';
import { CopyButton } from './copy-button.js';

/** A command to run in a terminal, with a button to copy it. */
export function Command({ text }: { text: string }) {
  return (
    <div className={classes.command}>
      <pre className={classes.text}>
        <code>{text}</code>
      </pre>
      <CopyButton text={text} what="command" />
    </div>
  );
}
