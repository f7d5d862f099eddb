import type { SetupFacts } from '@pgwatch-heroku/store';
import type { SetupStatus } from '../api/types.js';
import { attachCommands } from './attach-commands.js';
import { isCollectorAlive } from './steps.js';

/** Name of the source that the sample database of the Heroku button makes. */
const sampleSource = 'MONITOREDDB';

/** The next useful thing to do: one, not a list. */
export function nextThing(facts: SetupFacts, done: boolean): SetupStatus['next'] {
  if (facts.sources.length === 0) {
    return {
      title: 'Attach a database',
      detail:
        "Choose one of your account's with an API key. Or attach one by hand: every attachment with a name beginning in PGWATCH2_MONITOREDDB_ is monitored.",
      href: '/add-heroku',
      commands: attachCommands,
    };
  }
  if (!isCollectorAlive(facts)) {
    return {
      title: 'Start the collector',
      detail: 'It fetches the figures and runs in a dyno of its own; skip this if it is just starting.',
      commands: ['heroku ps:scale collector=1', 'heroku logs --dyno collector'],
    };
  }
  if (!done) {
    return {
      title: 'Wait a moment',
      detail: 'The first samples are on their way; this page shows them as they arrive.',
    };
  }
  if (facts.sources.every(({ name }) => name === sampleSource)) {
    return {
      title: 'Attach a database of your own',
      detail:
        'The sample database shows life already: look at its charts, then attach your own. The app restarts by itself.',
      href: '/',
      commands: attachCommands,
    };
  }
  return { title: 'Look at your databases', detail: 'All sources at a glance, charts one click further.', href: '/' };
}
