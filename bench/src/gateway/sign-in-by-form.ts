/** Signs in as a browser on loopback does, and returns the Cookie header that goes with every request from then on. */
export async function signInByForm(port: number, password: string): Promise<string> {
  const url = `http://127.0.0.1:${port}/signin`;
  const page = await fetch(url);
  const token = /name="token" value="([^"]*)"/.exec(await page.text())?.[1] ?? '';
  const form = page.headers.getSetCookie().map(toPair).join('; ');
  const answer = await fetch(url, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: form },
    body: new URLSearchParams({ user: 'admin', password, token }),
  });
  if (answer.status !== 303) throw new Error(`sign-in: ${answer.status}`);
  return answer.headers.getSetCookie().map(toPair).join('; ');
}

const toPair = (cookie: string) => cookie.split(';')[0] ?? '';
