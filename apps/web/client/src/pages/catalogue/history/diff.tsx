import classes from './diff.module.css';
import { diffLines } from './diff-lines.js';
import { foldDiff } from './fold-diff.js';

const marks = { same: '  ', added: '+ ', removed: '- ' };

/** Two texts as one: what was taken away, what came. Signs besides colours. */
export function Diff({ before, after, label }: { before: string; after: string; label: string }) {
  if (before === after) return <p>Nothing is different.</p>;
  const parts = foldDiff(diffLines(before, after));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard
    <section className={classes.diff} aria-label={label} tabIndex={0}>
      <code className={classes.lines}>
        {parts.map((part, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name
          <span key={index} className={part.kind === 'same' ? classes.line : classes[part.kind]}>
            {part.kind === 'folded' ? `  … ${part.count} equal lines` : marks[part.kind] + part.text}
          </span>
        ))}
      </code>
    </section>
  );
}
