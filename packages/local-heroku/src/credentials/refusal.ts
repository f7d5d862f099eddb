/** What the Data API answers instead: `{"message": ...}` with a status. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: 400 | 404;

  constructor(status: 400 | 404, message: string) {
    super(message);
    this.status = status;
  }
}
