/** Whether a text is an address of `https`, or of `http`, without a login, a query or a fragment in it. */
export function isWebAddress(text: string): boolean {
  if (!/^https?:\/\/[^\s?#\p{Cc}\p{Cs}]+$/u.test(text) || !URL.canParse(text)) return false;
  const { username, password } = new URL(text);
  return username === '' && password === '';
}
