import { Button } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { HerokuOperation } from '../../../api/contract.js';
import card from '../../../components/card.module.css';
import page from '../../../components/page.module.css';
import { ChangeFailed } from '../../../forms/change-failed.js';
import { KeyField } from '../key-field.js';
import { OperationView, Reconnecting } from '../operation-view.js';
import { useOperations, useRemovalPlan, useStartOperation, type Wish } from '../queries.js';
import { useFollowed } from '../use-followed.js';
import { useHerokuKey } from '../use-heroku-key.js';
import { ByHand } from './by-hand.js';
import { RemovalChoices } from './removal-choices.js';

/** What would be removed and what stops to cost, then the removal itself. */
export function RemovalSection() {
  const key = useHerokuKey();
  const plan = useRemovalPlan(key);
  const start = useStartOperation(key);
  const { error } = useOperations();
  const [left, setLeft] = useState<HerokuOperation['steps']>([]);
  const { operation, isBeginning, follow, leave } = useFollowed(
    ({ kind }) => kind === 'remove-demo' || kind === 'remove-everything',
  );

  function look(event: FormEvent) {
    event.preventDefault();
    start.reset();
    plan.mutate();
  }
  const begin = (wish: Wish) =>
    start.mutate(wish, {
      onSuccess: ({ id }) => {
        follow(id);
        plan.reset();
      },
    });
  if (operation) {
    return (
      <section className={`${card.card} ${page.section}`} aria-label="How far it is">
        <OperationView operation={operation}>
          <Button
            variant="default"
            onClick={() => {
              setLeft(operation.steps.filter(({ id }) => id.startsWith('left:')));
              leave();
            }}
          >
            {operation.state === 'done' ? 'What is left' : 'Choose again'}
          </Button>
        </OperationView>
      </section>
    );
  }
  // Deleting may be faster than the first look at how far it is.
  if (isBeginning && error) {
    return (
      <section className={`${card.card} ${page.section}`} aria-label="How far it is">
        <Reconnecting kind={start.variables?.kind ?? ''} error={error} />
      </section>
    );
  }
  return (
    <>
      <form className={`${card.card} ${page.section}`} onSubmit={look} noValidate>
        <h2>Remove the demo, or everything</h2>
        <p className={page.soft}>First it is only looked at: what would go, what would stay, and what stops to cost.</p>
        <KeyField apiKey={key} />
        <div className={page.actions}>
          <Button type="submit" variant="default" loading={plan.isPending}>
            Show what would be removed
          </Button>
        </div>
        <ChangeFailed error={plan.error} what="It cannot be looked at" />
      </form>
      {plan.data && <RemovalChoices plan={plan.data} left={left} start={start} onBegin={begin} />}
      <ByHand />
    </>
  );
}
