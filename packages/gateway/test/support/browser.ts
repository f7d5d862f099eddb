import request, { type Response, type Test } from 'supertest';

const https = 'monitor.example.com';

/** What a browser remembers and sends: one host, its cookies, an address as Heroku's router reports it. */
export class Browser {
  readonly cookies = new Map<string, string>();
  readonly #app: string;
  readonly #scheme: 'http' | 'https';
  readonly #host: string;
  address: string;
  /** Of the form that was served last; somebody who is signed in gets none. */
  #formToken = '';

  constructor(app: string, options: { scheme?: 'http' | 'https'; host?: string; address?: string } = {}) {
    this.#app = app;
    this.#scheme = options.scheme ?? 'https';
    this.#host = options.host ?? https;
    this.address = options.address ?? '203.0.113.7';
  }

  get origin(): string {
    return `${this.#scheme}://${this.#host}`;
  }

  async get(path: string, headers: Record<string, string> = {}): Promise<Response> {
    return this.#send(request(this.#app).get(path), headers);
  }

  async post(path: string, body: object = {}, headers: Record<string, string> = {}): Promise<Response> {
    return this.#send(request(this.#app).post(path), { Origin: this.origin, ...headers }, body);
  }

  /** Fills in the sign-in form as it was served. */
  async signIn(fields: Record<string, string>, headers: Record<string, string> = {}, query = ''): Promise<Response> {
    const page = await this.get(`/signin${query}`, { Accept: 'text/html' });
    const hidden = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(page.text)?.[1] ?? '';
    this.#formToken = hidden('token') || this.#formToken;
    const body = { user: 'admin', token: this.#formToken, next: hidden('next'), ...fields };
    return this.post('/signin', new URLSearchParams(body), headers);
  }

  async #send(test: Test, headers: Record<string, string>, body?: object): Promise<Response> {
    test.set('Host', this.#host).set('X-Forwarded-Proto', this.#scheme).set('X-Forwarded-For', this.address);
    if (this.cookies.size > 0)
      test.set('Cookie', [...this.cookies].map(([key, value]) => `${key}=${value}`).join('; '));
    test.set(headers);
    if (body instanceof URLSearchParams) test.type('form').send(body.toString());
    else if (body) test.send(body);
    const response = await test;
    for (const cookie of setCookies(response)) {
      const [pair = ''] = cookie.split(';');
      const at = pair.indexOf('=');
      if (/expires=thu, 01 jan 1970/i.test(cookie)) this.cookies.delete(pair.slice(0, at));
      else this.cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return response;
  }
}

export function setCookies(response: Response): string[] {
  return (response.headers['set-cookie'] as unknown as string[] | undefined) ?? [];
}
