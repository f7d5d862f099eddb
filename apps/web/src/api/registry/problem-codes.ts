/** Every stable code that an error answer may have, with its status and when it comes. Codes are never renamed. */
export const problemCodes = {
  'bad-request': { status: 400, when: 'A parameter or the body is not as the schema says.' },
  'bad-json': { status: 400, when: 'The body is not JSON.' },
  'bad-range': { status: 400, when: 'from and to cannot be read, are in the wrong order, or too far apart.' },
  'signed-out': { status: 401, when: 'There is neither a session nor a valid token.' },
  forbidden: { status: 403, when: 'A viewer, or a token that may only read, asked for what admins may.' },
  csrf: { status: 403, when: "A session changes something without the session's X-CSRF-Token, or from elsewhere." },
  'not-found': { status: 404, when: 'There is no such address.' },
  'no-such-source': { status: 404, when: 'There is no source of this name.' },
  'no-such-preset': { status: 404, when: 'There is no preset of this name.' },
  'no-such-metric': { status: 404, when: 'There is no metric of this name.' },
  'no-such-definition': { status: 404, when: 'The metric or preset is not there, or not any more.' },
  'no-such-revision': { status: 404, when: 'There is no such revision of it.' },
  'many-statements': { status: 400, when: 'The SQL has a second statement.' },
  shipped: { status: 409, when: 'What is shipped cannot be deleted.' },
  'in-use': { status: 409, when: 'A preset or a source uses it.' },
  'no-such-token': { status: 404, when: 'There is no token of this id, or it was revoked.' },
  'no-such-viewer': { status: 404, when: 'There is no viewer of this name.' },
  'wrong-password': { status: 403, when: 'The current password that was given is another one.' },
  'session-needed': { status: 403, when: 'A token asked for what only a signed-in browser may do.' },
  'edit-conflict': { status: 409, when: 'Somebody else changed the same thing since it was read.' },
  attached: { status: 409, when: 'The source is attached by Heroku, which would bring it back.' },
  'url-sources-off': { status: 403, when: 'PGWATCH2_ALLOW_URL_SOURCES=false: databases cannot be added by URL.' },
  'bad-url': { status: 400, when: 'The URL leads nowhere, or to where nobody may send this app.' },
  unreachable: { status: 502, when: 'The monitored database cannot be reached, or refuses the login.' },
  'name-taken': { status: 409, when: 'There is one of this name already.' },
  'no-such-panel': { status: 404, when: 'There is no panel of this name.' },
  'body-too-large': { status: 413, when: 'The body is larger than this route takes.' },
  'unsupported-type': { status: 415, when: 'The body is not sent as application/json.' },
  'too-many-requests': { status: 429, when: 'This route was called too often; Retry-After says when to come again.' },
  bug: { status: 500, when: 'Something that was not foreseen; the log of the web dyno has the error.' },
  starting: { status: 503, when: 'The dyno has started and the Collector DB cannot be used yet.' },
  unavailable: { status: 503, when: 'The Collector DB does not answer just now.' },
  'too-slow': { status: 504, when: 'A query took longer than 20 s.' },
} as const satisfies Record<string, { status: number; when: string }>;

export type ProblemCode = keyof typeof problemCodes;

/** What any route may answer with. */
export const commonProblems: readonly ProblemCode[] = [
  'bad-request',
  'signed-out',
  'forbidden',
  'bug',
  'starting',
  'unavailable',
  'too-slow',
];
