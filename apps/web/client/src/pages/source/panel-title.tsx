import { Tooltip, UnstyledButton } from '@mantine/core';
import type { PanelInfo } from '../../api/contract.js';
import { IconAlertTriangle, IconChartLine, IconInfoCircle, IconTable } from '../../components/icons.js';
import classes from './panel-title.module.css';

interface PanelTitleProps {
  panel: PanelInfo;
  error: Error | null;
  /** Whether a chart is shown as a table; null for what is none. */
  asTable: boolean | null;
  onToggle: () => void;
}

/** Title, help, a chart's figures as a table; a sign when the figures below could not be brought up to date. */
export function PanelTitle({ panel, error, asTable, onToggle }: PanelTitleProps) {
  const Icon = asTable ? IconChartLine : IconTable;
  const toggle = `${panel.title}: show as ${asTable ? 'chart' : 'table'}`;
  return (
    <div className={classes.title}>
      <h3>{panel.title}</h3>
      <Tooltip label={panel.help}>
        <UnstyledButton className={classes.help} aria-label={`${panel.title}: ${panel.help}`}>
          <IconInfoCircle size={15} stroke={1.75} aria-hidden="true" />
        </UnstyledButton>
      </Tooltip>
      <span className={classes.tools}>
        {error && (
          <Tooltip label={`Not up to date: ${error.message}`}>
            <UnstyledButton className={classes.stale} aria-label={`Not up to date: ${error.message}`}>
              <IconAlertTriangle size={15} stroke={1.75} aria-hidden="true" />
            </UnstyledButton>
          </Tooltip>
        )}
        {asTable !== null && (
          <Tooltip label={asTable ? 'Show as chart' : 'Show as table'}>
            <UnstyledButton className={classes.help} aria-label={toggle} onClick={onToggle}>
              <Icon size={15} stroke={1.75} aria-hidden="true" />
            </UnstyledButton>
          </Tooltip>
        )}
      </span>
    </div>
  );
}
