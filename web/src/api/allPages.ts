// A whole list, page after page, where a page of the browser shows or counts all of it.
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
