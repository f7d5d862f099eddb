import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { HerokuOperation, RemovalPlan } from '../../../api/contract.js';
import card from '../../../components/card.module.css';
import page from '../../../components/page.module.css';
import { TypedConfirmation } from '../../../forms/typed-confirmation.js';
import classes from '../heroku.module.css';
import { monthlyPrice } from '../monthly-price.js';
import type { useStartOperation, Wish } from '../queries.js';
import { LeftBehind, nameOf } from './left-behind.js';
import { Things } from './things.js';

type Start = Pick<ReturnType<typeof useStartOperation>, 'isPending' | 'error' | 'reset'>;

interface RemovalChoicesProps {
  plan: RemovalPlan;
  /** What an earlier try found that would stay behind, and stopped for. */
  left: HerokuOperation['steps'];
  start: Start;
  onBegin: (wish: Wish) => void;
}

/** The two removals, each with what goes, what it saves, and its confirmation. */
export function RemovalChoices({ plan, left, start, onBegin }: RemovalChoicesProps) {
  const { app, siblings, kept, demo, everything, borrowed } = plan;
  return (
    <>
      <Choice
        title="Remove the demo"
        name={demo?.addon ?? demo?.app ?? app}
        start={start}
        onConfirm={() => onBegin({ kind: 'remove-demo' })}
        isThere={demo !== null}
        summary={
          demo === null ? (
            <p className={page.soft}>There is none any more.</p>
          ) : (
            <>
              <p>
                {demo.app === null ? '' : `App ${demo.app}: `}the sample database with all its data, and the dyno that
                keeps it busy. What was gathered of it stays.
              </p>
              <Things things={demo.things} />
              {kept && <p>It would be refused: {kept.reason}.</p>}
              <p className={classes.total}>Stops to cost: {monthlyPrice(demo.things)}</p>
            </>
          )
        }
      >
        <p>Refused while anything but the sample is in that database. The app restarts once.</p>
      </Choice>
      <Choice
        title="Remove everything"
        name={app}
        start={start}
        onConfirm={() =>
          onBegin({
            ...{ kind: 'remove-everything', confirm: app },
            ...(left.length > 0 && { leave: left.map(nameOf) }),
          })
        }
        isThere
        summary={
          <>
            <p>
              App {app} with its dynos, its add-ons, and all that was ever gathered
              {siblings.length > 0 && `, and the apps that were made beside it: ${siblings.join(' and ')}`}. It cannot
              be brought back, and this page goes with it.
            </p>
            <Things things={everything} />
            {kept &&
              (kept.app === app ? (
                <p>It would be refused: {kept.reason}.</p>
              ) : (
                <p>
                  App {kept.app} stays, and goes on to cost: {kept.reason}.
                </p>
              ))}
            {borrowed.length > 0 && (
              <p>
                These stay, and what was made in them is taken back first:{' '}
                {borrowed.map(({ addon, app: owner }) => `${addon} of ${owner}`).join(', ')}. A credential that was
                there before pgwatch stays, and is deleted with <code>heroku pg:credentials:destroy</code>.
              </p>
            )}
            <p className={classes.total}>Stops to cost: {monthlyPrice(everything)}</p>
          </>
        }
      >
        <p>All that was gathered goes for good.</p>
        {left.length > 0 && <LeftBehind left={left} />}
      </Choice>
    </>
  );
}

interface ChoiceProps {
  title: string;
  /** To be typed. */
  name: string;
  summary: ReactNode;
  isThere: boolean;
  start: Start;
  onConfirm: () => void;
  children: ReactNode;
}

function Choice({ title, name, summary, isThere, start, onConfirm, children }: ChoiceProps) {
  const [opened, setOpened] = useState(false);
  return (
    <section className={`${card.card} ${page.section}`} aria-label={title}>
      <h2>{title}</h2>
      {summary}
      {isThere && (
        <div className={page.actions}>
          <Button variant="default" c="var(--bad)" onClick={() => setOpened(true)}>
            {title}
          </Button>
        </div>
      )}
      <TypedConfirmation
        title={title}
        name={name}
        action="Remove"
        opened={opened}
        onClose={() => {
          setOpened(false);
          start.reset();
        }}
        onConfirm={onConfirm}
        isPending={start.isPending}
        error={start.error}
      >
        {children}
      </TypedConfirmation>
    </section>
  );
}
