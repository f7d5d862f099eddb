import { request as ask } from 'node:http';
import { createServer } from 'node:net';

export interface Answer {
  status: number;
  location: string | undefined;
  headers: string;
  body: string;
}

/** Signs in to a process on loopback as a browser does. @returns what it answers at a path. */
export async function openSession(port: number, password: string) {
  const cookies = new Map<string, string>();
  const send = (path: string, form?: Record<string, string>) =>
    new Promise<Answer>((resolve, reject) => {
      const headers = {
        accept: path.includes('/api/') ? 'application/json' : 'text/html',
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
      };
      const sent = ask({ host: '127.0.0.1', port, path, headers, method: form ? 'POST' : 'GET' }, (answer) => {
        for (const cookie of answer.headers['set-cookie'] ?? []) {
          const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
          cookies.set(name, value);
        }
        let body = '';
        answer.on('data', (chunk) => {
          body += chunk;
        });
        answer.on('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            location: answer.headers.location,
            headers: answer.rawHeaders.join(),
            body,
          }),
        );
      });
      sent.on('error', reject);
      sent.end(form ? new URLSearchParams(form).toString() : undefined);
    });
  const page = await send('/signin');
  const token = /name="token" value="([^"]*)"/.exec(page.body)?.[1] ?? '';
  const { status } = await send('/signin', { user: 'admin', password, token });
  if (status !== 303) throw new Error(`sign-in: ${status}`);
  return (path: string) => send(path);
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
