import { listAudit } from './audit/list-audit.js';
import { getCollector } from './collector/get-collector.js';
import { getDynoPanel } from './collector/get-dyno-panel.js';
import { listCosts } from './collector/list-costs.js';
import { listProblems } from './collector/list-problems.js';
import { createDiscovery } from './discoveries/create-discovery.js';
import { deleteDiscovery } from './discoveries/delete-discovery.js';
import { listDiscoveries } from './discoveries/list-discoveries.js';
import { runDiscovery } from './discoveries/run-discovery.js';
import { setDiscoveryUrl } from './discoveries/set-discovery-url.js';
import { getOpenApi } from './docs/get-openapi.js';
import { getDoctor, recheckDoctor } from './doctor/get-doctor.js';
import { getSourceDoctor, recheckSourceDoctor } from './doctor/get-source-doctor.js';
import { listHerokuDatabases } from './heroku/list-databases.js';
import { listHerokuOperations } from './heroku/list-operations.js';
import { planHerokuRemoval } from './heroku/plan-removal.js';
import { startHerokuOperation } from './heroku/start-operation.js';
import { tailHerokuLog } from './heroku/tail-log.js';
import { createMetric } from './metrics/create-metric.js';
import { deleteMetric } from './metrics/delete-metric.js';
import { getMetric } from './metrics/get-metric.js';
import { listMetricColumns } from './metrics/list-columns.js';
import { listMetrics } from './metrics/list-metrics.js';
import { listMetricRevisions, listPresetRevisions } from './metrics/list-revisions.js';
import { revertMetric } from './metrics/revert-metric.js';
import { tryMetric } from './metrics/try-metric.js';
import { updateMetric } from './metrics/update-metric.js';
import { getPanel } from './panels/get-panel.js';
import { createPreset } from './presets/create-preset.js';
import { deletePreset } from './presets/delete-preset.js';
import { getPreset } from './presets/get-preset.js';
import { listPresets } from './presets/list-presets.js';
import { revertPreset } from './presets/revert-preset.js';
import { updatePreset } from './presets/update-preset.js';
import type { Route } from './registry/route.js';
import { getSession } from './session/get-session.js';
import { changePassword } from './settings/change-password.js';
import { createToken } from './settings/create-token.js';
import { createViewer } from './settings/create-viewer.js';
import { deleteViewer } from './settings/delete-viewer.js';
import { getSettings } from './settings/get-settings.js';
import { listTokens } from './settings/list-tokens.js';
import { listViewers } from './settings/list-viewers.js';
import { revokeToken } from './settings/revoke-token.js';
import { setViewerPassword } from './settings/set-viewer-password.js';
import { getSetup } from './setup/get-setup.js';
import { changeSources } from './sources/change-sources.js';
import { createSource } from './sources/create-source.js';
import { deleteSource } from './sources/delete-source.js';
import { discoverDatabases } from './sources/discover-databases.js';
import { getSource } from './sources/get-source.js';
import { getSourceSettings } from './sources/get-source-settings.js';
import { listSources } from './sources/list-sources.js';
import { setSourceUrl } from './sources/set-source-url.js';
import { testSource } from './sources/test-source.js';
import { testUrl } from './sources/test-url.js';
import { updateSource } from './sources/update-source.js';
import { exportDefinitions } from './transfer/export-definitions.js';
import { importDefinitions } from './transfer/import-definitions.js';

/** The first of /api/v1: what is here stays compatible. */
const apiVersion = '1.0.0';

/** Every route of /api/v1. */
export const routes: readonly Route[] = [
  ...[getSession, getSetup],
  ...[listSources, getSource, getPanel],
  ...[getSourceSettings, updateSource, createSource, setSourceUrl, deleteSource],
  ...[changeSources, testUrl, discoverDatabases, testSource],
  ...[listDiscoveries, createDiscovery, runDiscovery, setDiscoveryUrl, deleteDiscovery],
  ...[listMetrics, getMetric, createMetric, updateMetric, deleteMetric],
  ...[listMetricColumns, listMetricRevisions, revertMetric, tryMetric],
  ...[listPresets, getPreset, createPreset, updatePreset, deletePreset, listPresetRevisions, revertPreset],
  ...[exportDefinitions, importDefinitions],
  ...[getDoctor, recheckDoctor, getSourceDoctor, recheckSourceDoctor],
  ...[getCollector, getDynoPanel, listCosts, listProblems],
  ...[getSettings, changePassword, listViewers, createViewer, setViewerPassword, deleteViewer],
  ...[listTokens, createToken, revokeToken, listAudit],
  ...[listHerokuDatabases, startHerokuOperation, planHerokuRemoval, tailHerokuLog, listHerokuOperations],
  getOpenApi(() => routes, apiVersion),
];
