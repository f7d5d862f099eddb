import { Loader } from '@mantine/core';
import type { HerokuOperation } from '../../api/contract.js';
import { IconCircleCheckFilled, IconCircleMinus, IconCircleXFilled } from '../../components/icons.js';
import { Prose } from '../../components/prose.js';
import classes from '../setup/setup-steps.module.css';

type Step = HerokuOperation['steps'][number];

const icons = {
  done: { icon: IconCircleCheckFilled, label: 'Done', look: classes['done'] },
  skipped: { icon: IconCircleMinus, label: 'Left out', look: classes['waiting'] },
  failed: { icon: IconCircleXFilled, label: 'Failed', look: classes['failed'] },
};

/** The steps of an operation as they happen. */
export function OperationSteps({ steps, isAlive }: { steps: Step[]; isAlive: boolean }) {
  return (
    <ol className={classes.steps} style={{ padding: 0 }} aria-label="Steps" aria-live="polite">
      {steps.map((step) => (
        <li key={step.id} className={classes.step} data-state={step.state}>
          <span className={classes.icon}>
            <StepIcon state={step.state} isAlive={isAlive} />
          </span>
          <div className={classes.text}>
            <h3 className={classes.title}>{step.title}</h3>
            <p className={classes.detail}>
              <Prose text={step.detail || (step.state === 'running' && isAlive ? 'Under way.' : '')} />
            </p>
          </div>
        </li>
      ))}
    </ol>
  );
}

function StepIcon({ state, isAlive }: { state: Step['state']; isAlive: boolean }) {
  if (state === 'running') {
    // Nobody works on it: nothing turns.
    if (!isAlive) return <IconCircleMinus size={22} role="img" aria-label="Stopped" className={classes['waiting']} />;
    return <Loader size={18} role="img" aria-label="Running" />;
  }
  const { icon: Icon, label, look } = icons[state];
  return <Icon size={22} role="img" aria-label={label} className={look} />;
}
