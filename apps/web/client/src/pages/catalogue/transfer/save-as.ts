/** Saves a text as a file of the person who looks. */
export function saveAs(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/yaml' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has begun by then; the text would stay in memory as long as the page.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
