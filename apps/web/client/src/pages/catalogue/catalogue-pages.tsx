import { Redirect, Route, Switch } from 'wouter';
import { NotFoundPage } from '../not-found-page.js';
import { transferHref } from './addresses.js';
import { MetricPage } from './metrics/metric-page.js';
import { MetricsPage } from './metrics/metrics-page.js';
import { NewMetricPage } from './metrics/new-metric-page.js';
import { NewPresetPage } from './presets/new-preset-page.js';
import { PresetPage } from './presets/preset-page.js';
import { PresetsPage } from './presets/presets-page.js';

/** What can be measured, and how often: all that admins may change about it. */
export function CataloguePages() {
  return (
    <Switch>
      <Route path="/catalogue/metrics">
        <MetricsPage />
      </Route>
      <Route path="/catalogue/metrics/:name">{({ name }) => <MetricPage key={name} name={name} />}</Route>
      <Route path="/catalogue/new-metric">
        <NewMetricPage />
      </Route>
      <Route path="/catalogue/presets">
        <PresetsPage />
      </Route>
      <Route path="/catalogue/presets/:name">{({ name }) => <PresetPage key={name} name={name} />}</Route>
      <Route path="/catalogue/new-preset">
        <NewPresetPage />
      </Route>
      <Route path="/catalogue/transfer">
        <Redirect to={transferHref} replace />
      </Route>
      <Route>
        <NotFoundPage />
      </Route>
    </Switch>
  );
}
