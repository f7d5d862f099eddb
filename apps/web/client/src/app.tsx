import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { Redirect, Route, Router, Switch, useLocation } from 'wouter';
import type { ApiClient } from './api/api-client.js';
import { ApiContext } from './api/api-context.js';
import { createQueryClient } from './api/query-client.js';
import { CrashGuard } from './components/crash-guard.js';
import { PageFrame } from './components/page-frame.js';
import { doctorHref } from './components/source-href.js';
import { DoctorPage } from './pages/doctor/doctor-page.js';
import { FleetPage } from './pages/fleet/fleet-page.js';
import { NotFoundPage } from './pages/not-found-page.js';
import { SetupPage } from './pages/setup/setup-page.js';
import { theme } from './theme.js';
import { askBeforeLeaving } from './unsaved/ask-before-leaving.js';

// The chart library comes only with the page that draws charts.
const SourcePage = lazy(() => import('./pages/source/source-page.js').then((page) => ({ default: page.SourcePage })));

// Forms, and the schemas that check them, come only with the pages that have them.
const SourcesPage = lazy(() =>
  import('./pages/sources/sources-page.js').then((page) => ({ default: page.SourcesPage })),
);
const AddSourcePage = lazy(() =>
  import('./pages/sources/add/add-source-page.js').then((page) => ({ default: page.AddSourcePage })),
);
const AddHerokuPage = lazy(() =>
  import('./pages/heroku/add-heroku-page.js').then((page) => ({ default: page.AddHerokuPage })),
);
const EditSourcePage = lazy(() =>
  import('./pages/sources/edit/edit-source-page.js').then((page) => ({ default: page.EditSourcePage })),
);
const SettingsPage = lazy(() =>
  import('./pages/settings/settings-page.js').then((page) => ({ default: page.SettingsPage })),
);
const CataloguePages = lazy(() =>
  import('./pages/catalogue/catalogue-pages.js').then((page) => ({ default: page.CataloguePages })),
);

const CollectorPage = lazy(() =>
  import('./pages/collector/collector-page.js').then((page) => ({ default: page.CollectorPage })),
);

/** The nonce that the server put into the page for the styles Mantine adds at run time. */
function styleNonce(): string {
  return document.querySelector('meta[property="csp-nonce"]')?.getAttribute('content') ?? '';
}

export function App({ api }: { api: ApiClient }) {
  // A page that crashed must not keep the others from being opened.
  const [path] = useLocation();
  const [queries] = useState(createQueryClient);
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={styleNonce}>
      <QueryClientProvider client={queries}>
        <ApiContext value={api}>
          <Router aroundNav={askBeforeLeaving}>
            {/* For the frame itself. */}
            <CrashGuard>
              <PageFrame>
                <CrashGuard key={pageOf(path)}>
                  <Suspense>
                    <Switch>
                      <Route path="/">
                        <FleetPage />
                      </Route>
                      <Route path="/setup">
                        <SetupPage />
                      </Route>
                      <Route path="/sources">
                        <SourcesPage />
                      </Route>
                      <Route path="/add-source">
                        <AddSourcePage />
                      </Route>
                      <Route path="/add-heroku">
                        <AddHerokuPage />
                      </Route>
                      <Route path="/edit-source/:name">{({ name }) => <EditSourcePage key={name} name={name} />}</Route>
                      <Route path="/settings/:section?">{({ section }) => <SettingsPage section={section} />}</Route>
                      <Route path="/doctor">
                        <DoctorPage />
                      </Route>
                      {/* Where it was once; people have sent each other the address. */}
                      <Route path="/doctor/:name">
                        {({ name }) => <Redirect to={doctorHref(name) + location.search} replace />}
                      </Route>
                      <Route path="/sources/:name/*?">{({ name }) => <SourcePage key={name} name={name} />}</Route>
                      <Route path="/collector">
                        <CollectorPage />
                      </Route>
                      <Route path="/catalogue/*">
                        <CataloguePages />
                      </Route>
                      <Route>
                        <NotFoundPage />
                      </Route>
                    </Switch>
                  </Suspense>
                </CrashGuard>
              </PageFrame>
            </CrashGuard>
          </Router>
        </ApiContext>
      </QueryClientProvider>
    </MantineProvider>
  );
}

/** The pages of a source share its head, which stays when one goes from one to the other. */
function pageOf(path: string): string {
  return path.startsWith('/sources/') ? path.split('/').slice(0, 3).join('/') : path;
}
