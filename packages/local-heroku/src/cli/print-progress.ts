import type { OnProgress, Progress, StepName } from '../progress.js';
import type { Terminal } from './terminal.js';

const titles: Record<StepName, string> = {
  build: 'Build',
  slug: 'Slug',
  postgresql: 'PostgreSQL',
  addons: 'Add-ons',
  release: 'Release',
  postdeploy: 'Postdeploy',
  dynos: 'Dynos',
  'first-sample': 'First sample',
};

/** One line per step when it ends; on a terminal also the one that runs. */
export function printProgress(terminal: Terminal): OnProgress {
  const running = new Set<StepName>();
  return ({ step, state, detail, durationMs = 0 }) => {
    if (state === 'started') running.add(step);
    else {
      running.delete(step);
      const duration = `${(durationMs / 1_000).toFixed(1)} s`.padStart(7);
      // The error itself follows at the end, in full.
      const shown = state === 'failed' ? '' : terminal.style('dim', detail ?? '');
      terminal.line(`  ${mark(terminal, state)} ${titles[step].padEnd(13)}${duration}   ${shown}`.trimEnd());
    }
    const names = [...running].map((name) => titles[name]);
    if (names.length > 0) terminal.pending(`  … ${names.join(', ')}`);
  };
}

function mark(terminal: Terminal, state: Progress['state']): string {
  if (state === 'failed') return terminal.style('red', '✘');
  return state === 'warning' ? terminal.style('yellow', '!') : terminal.style('green', '✔');
}
