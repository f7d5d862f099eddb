const key = 'pgwatch-reloaded-at';
// A second failure this soon is not a new release: reloading again would go round for ever.
const onceInMs = 60_000;

/** A page that was open during a release asks for files that are gone; loading it anew brings the new ones. */
export function reloadAfterRelease(): void {
  window.addEventListener('vite:preloadError', (event) => {
    const last = Number(sessionStorage.getItem(key));
    if (Date.now() - last < onceInMs) return;
    sessionStorage.setItem(key, String(Date.now()));
    event.preventDefault();
    location.reload();
  });
}
