export { bindPanel, type PanelParameters } from './bind-panel.js';
export { dynoPanels } from './dyno-panels.js';
export type { Panel, PanelColumn, TablePanel, TimeseriesPanel } from './panel.js';
export { panels } from './panels.js';
