import { Tooltip, UnstyledButton } from '@mantine/core';
import type { PanelInfo } from '../../api/contract.js';
import { IconAlertTriangle, IconInfoCircle } from '../../components/icons.js';
import classes from './panel-title.module.css';

/** Title and help; a sign when the figures below could not be brought up to date. */
export function PanelTitle({ panel, error }: { panel: PanelInfo; error: Error | null }) {
  return (
    <div className={classes.title}>
      <h2>{panel.title}</h2>
      <Tooltip label={panel.help}>
        <UnstyledButton className={classes.help} aria-label={`${panel.title}: ${panel.help}`}>
          <IconInfoCircle size={15} stroke={1.75} aria-hidden="true" />
        </UnstyledButton>
      </Tooltip>
      {error && (
        <Tooltip label={`Not up to date: ${error.message}`}>
          <UnstyledButton className={classes.stale} aria-label={`Not up to date: ${error.message}`}>
            <IconAlertTriangle size={15} stroke={1.75} aria-hidden="true" />
          </UnstyledButton>
        </Tooltip>
      )}
    </div>
  );
}
