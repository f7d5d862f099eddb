import type { Outcome } from './outcome.js';

export interface AwayNoticeOptions {
  outcome: Outcome;
  appName: string | undefined;
}

/** What a release tells a person that passes though its Collector DB did not answer: nobody reads one line of JSON. */
export function awayNotice({ outcome, appName = 'APP' }: AwayNoticeOptions): string {
  const { part, label, error } = outcome;
  const database = label.replace(/_URL$/, '');
  const commands = [
    [`heroku pg:info ${database} --app ${appName}`, 'how the database is'],
    [`heroku logs --tail --app ${appName}`, 'what the dynos wait for'],
    [`heroku run collector-bootstrap --app ${appName}`, "does this release's work by hand"],
  ] as const;
  const width = Math.max(...commands.map(([command]) => command.length));
  const lines = [
    `WARNING: the ${part} does not answer, and this release passes all the same`,
    '',
    error?.message ?? `${label} does not answer`,
    '',
    'Nothing could be done to the database, its schema included. In the first release of a new app that is normal: its',
    'database is still being made. In any other it is an outage, and a release cannot tell the two apart.',
    'Either way no dyno works on an old schema: web and collector wait until the database answers, and bring it up to date.',
    '',
    ...commands.map(([command, meaning]) => `  ${command.padEnd(width)}    ${meaning}`),
  ];
  return `\n${lines.map((line) => ` !    ${line}`.trimEnd()).join('\n')}\n\n`;
}
