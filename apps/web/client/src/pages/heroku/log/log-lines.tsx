import { useLayoutEffect, useRef } from 'react';
import classes from '../heroku.module.css';

/** Pixels from the end at which a reader counts as being there. */
const nearEndPixels = 40;

/** Lines with the newest below; who has scrolled up stays where they are. */
export function LogLines({ lines }: { lines: string[] }) {
  const box = useRef<HTMLPreElement>(null);
  const isAtEnd = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: new lines are what moves the end
  useLayoutEffect(() => {
    const element = box.current;
    if (element && isAtEnd.current) element.scrollTop = element.scrollHeight;
  }, [lines]);
  return (
    <pre
      ref={box}
      className={classes.log}
      role="log"
      aria-label="Log"
      // Read out line by line it would never end.
      aria-live="off"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
      tabIndex={0}
      onScroll={({ currentTarget: { scrollTop, clientHeight, scrollHeight } }) => {
        isAtEnd.current = scrollTop + clientHeight >= scrollHeight - nearEndPixels;
      }}
    >
      {lines.length === 0 ? 'No line yet.' : lines.join('\n')}
    </pre>
  );
}
