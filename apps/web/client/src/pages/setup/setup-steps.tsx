import type { SetupStep } from '../../api/contract.js';
import card from '../../components/card.module.css';
import { Prose } from '../../components/prose.js';
import classes from './setup-steps.module.css';
import { StepIcon } from './step-icon.js';

// What to do is of interest once something does not go on by itself.
const hinted = new Set<SetupStep['state']>(['warning', 'failed']);

export function SetupSteps({ steps }: { steps: SetupStep[] }) {
  return (
    <ol className={`${card.card} ${classes.steps}`} aria-label="Steps" aria-live="polite">
      {steps.map((step) => (
        <li key={step.id} className={classes.step} data-state={step.state}>
          <span className={classes.icon}>
            <StepIcon state={step.state} />
          </span>
          <div className={classes.text}>
            <h2 className={classes.title}>{step.title}</h2>
            <p className={classes.detail}>
              <Prose text={step.detail} />
            </p>
            {step.hint && hinted.has(step.state) && (
              <p className={classes.hint}>
                <Prose text={step.hint} />
              </p>
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}
