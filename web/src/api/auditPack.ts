// What auditors are given, as one zip: its parts come page by page and are packed as they come, so that a
// tab holds no more than the packed file. A chunk of its own: few take a pack away.
import { Zip, ZipDeflate } from 'fflate'
import type { Publication } from '../gen/laowu/v1/publications_pb'
import { monitoring } from './clients'
import { dateText } from './dates'

const level = 6

// A name that stays in its folder, whatever the server says.
const isPlainName = (path: string) => /^[^./\\][^/\\]*$/.test(path)

// "audit-520281-2026-10-31-1a2b3c4d": which figure it is, and the head of the hash that was signed.
export const packName = (one: Publication) =>
  `audit-${one.outboundRatio?.divisionCode ?? ''}-${dateText(one.outboundRatio?.date)}-${one.hash.slice(0, 8)}`

// `onBytes`: how much has come. Ends with an error when `signal` is aborted, and hands out nothing.
export async function packOf(one: Publication, onBytes: (bytes: number) => void, signal: AbortSignal): Promise<Blob> {
  const chunks: Uint8Array<ArrayBuffer>[] = []
  const zip = new Zip((failure, chunk) => {
    if (failure) throw failure
    chunks.push(chunk as Uint8Array<ArrayBuffer>)
  })
  const files = new Map<string, ZipDeflate>()
  let bytes = 0
  let pageToken = ''
  do {
    const page = await monitoring.exportAuditPack({ name: one.name, pageToken }, { signal })
    for (const { path, data } of page.parts) {
      if (!isPlainName(path)) throw new TypeError(`the server names a file ${path}`)
      let file = files.get(path)
      if (!file) {
        file = new ZipDeflate(`${packName(one)}/${path}`, { level })
        files.set(path, file)
        zip.add(file)
      }
      file.push(data)
      bytes += data.length
    }
    onBytes(bytes)
    pageToken = page.nextPageToken
  } while (pageToken !== '')
  for (const file of files.values()) file.push(new Uint8Array(0), true)
  zip.end()
  return new Blob(chunks, { type: 'application/zip' })
}
