/** A sentence in which what stands between backticks, as a command to type, is set apart. */
export function Coded({ text }: { text: string }) {
  return text.split('`').map((part, at) => (at % 2 === 1 ? <code key={at}>{part}</code> : part));
}
