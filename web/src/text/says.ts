// Whether a text tells anything that could be looked up or understood, by the server's rule (CanBeLookedUp): "." and "1" do not.
export const saysSomething = (text: string): boolean => {
  const narrow = text.normalize('NFKC')
  return /(?=[^\x00-\x7f])[\p{L}\p{N}]/u.test(narrow) || new Set(narrow.match(/[A-Za-z0-9]/g)).size > 1
}
