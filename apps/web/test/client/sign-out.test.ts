import { expect, it } from '@jest/globals';
import { ApiClient } from '../../client/src/api/api-client.js';
import type { ApiFailure } from '../../client/src/api/api-failure.js';

it('leads to the sign-in, not back to the page, when an answer comes in while somebody signs out', async () => {
  const left: string[] = [];
  let refusePoll = () => {};
  const poll = new Promise<Response>((resolve) => {
    refusePoll = () => resolve(new Response('{}', { status: 401 }));
  });
  const client = new ApiClient({
    fetch: async (path) => {
      if (path === '/signout') {
        refusePoll();
        await new Promise((resolve) => setTimeout(resolve, 20));
        return new Response(null, { status: 204 });
      }
      return path === '/api/v1/sources' ? poll : Response.json({ csrfToken: 'token-1' });
    },
    leave: (url) => left.push(url),
    currentPath: () => '/sources/SHOP',
  });
  const polled = client.sources().catch((error: ApiFailure) => error.code);
  await client.signOut();
  expect(await polled).toBe('signed-out');
  expect(left).toEqual(['/signin']);
});

it('leads to the sign-in once, however many answers say that the session ended, and again when a later one ends', async () => {
  const left: string[] = [];
  let status = 401;
  const client = new ApiClient({
    fetch: async () => Response.json({ sources: [] }, { status }),
    leave: (url) => left.push(url),
    currentPath: () => '/',
  });
  const ask = () => client.sources().catch((error: ApiFailure) => error.code);
  expect(await Promise.all([ask(), ask(), ask()])).toEqual(['signed-out', 'signed-out', 'signed-out']);
  expect(left).toEqual(['/signin?next=%2F']);
  // Back from the sign-in by the browser's own button, to the page as it was kept.
  status = 200;
  await ask();
  status = 401;
  await ask();
  expect(left).toHaveLength(2);
});
