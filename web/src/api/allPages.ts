// Many answers that are shown or counted together: a whole list, page after page, and one question of each of many.
const pageSize = 500 // the most that the server gives

// `field`: where an answer has its rows.
export async function allOf<Field extends string, Answer extends Record<Field, unknown[]> & { nextPageToken: string }>(
  field: Field,
  ask: (page: { pageSize: number; pageToken: string }) => Promise<Answer>,
): Promise<Answer[Field]> {
  const all: unknown[] = []
  let pageToken = ''
  do {
    const answer = await ask({ pageSize, pageToken })
    all.push(...answer[field])
    pageToken = answer.nextPageToken
  } while (pageToken !== '')
  return all as Answer[Field]
}

// Asks of each, a few at a time: a browser has six connections to a server, and what else a page asks finds some free.
const atATime = 3
export async function ofEach<One, Answer>(all: One[], ask: (one: One) => Promise<Answer>): Promise<Answer[]> {
  const answers = new Array<Answer>(all.length)
  let next = 0
  async function goOn() {
    for (let at = next++; at < all.length; at = next++) answers[at] = await ask(all[at]!)
  }
  await Promise.all(Array.from({ length: atATime }, goOn))
  return answers
}
