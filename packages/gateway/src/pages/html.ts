const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Markup that may stand in a page as it is. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Part = string | Html | undefined;

/** Writes markup; every text put in is escaped, markup made by this function is not. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  const rest = parts.map((part, index) => toMarkup(part) + (strings[index + 1] ?? ''));
  return new Html((strings[0] ?? '') + rest.join(''));
}

function toMarkup(part: Part): string {
  if (part instanceof Html) return part.text;
  return (part ?? '').replaceAll(/[&<>"']/g, (character) => entities[character] ?? '');
}
