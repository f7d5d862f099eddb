import './styles.js';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ApiClient } from './api/api-client.js';
import { App } from './app.js';
import { reloadAfterRelease } from './reload-after-release.js';

const api = new ApiClient({
  fetch: (input, init) => fetch(input, init),
  leave: (url) => location.assign(url),
  currentPath: () => location.pathname + location.search,
});

reloadAfterRelease();
const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <App api={api} />
  </StrictMode>,
);
