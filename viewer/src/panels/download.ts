// Files that the page gives away.

export function saveText(name: string, type: string, content: string): void {
  saveBlob(name, new Blob([content], { type }));
}

export function saveBlob(name: string, blob: Blob): void {
  const link = document.createElement("a");
  const address = URL.createObjectURL(blob);
  link.href = address;
  link.download = name;
  link.click();
  // The download has the blob by the next turn of the event loop.
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
