/** How long what Heroku does behind the scenes takes here. 0 is possible; on Heroku it is minutes. */
export interface Delays {
  /** An add-on made through the API. */
  addonMs: number;
  /** From an add-on's creation until HA Status and Fork/Follow are Available, on plans with a standby. */
  highAvailabilityMs: number;
  /** A credential in wait_for_provisioning, and once more in provisioning. */
  credentialMs: number;
  /** How long both logins of a rotated credential work. Heroku: 30 minutes. */
  rotationMs: number;
  /** A deleted credential in revoking. */
  revocationMs: number;
  /** Between two `sample#` lines of an attached database. Heroku: about a minute. */
  sampleMs: number;
}

export const defaultDelays: Delays = {
  addonMs: 1_000,
  highAvailabilityMs: 2_000,
  credentialMs: 1_000,
  rotationMs: 2_000,
  revocationMs: 500,
  sampleMs: 60_000,
};
