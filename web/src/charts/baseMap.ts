// The map that an operator supplies: base-map.json beside the pages, GeoJSON whose features bear a division
// code (adcode or code) and may bear a centre ([longitude, latitude]). None is shipped: maps of China that are
// shown to others need approval (Map Management Regulations 2016, article 15), which an operator has or has not.
export interface BaseMap {
  geo: { type: 'FeatureCollection'; features: Feature[] }
  // The place of a division: its own feature's, else its city's, else its province's.
  placeOf: (code: string) => [number, number] | undefined
}
interface Feature {
  properties?: { adcode?: number | string; code?: number | string; center?: [number, number]; centroid?: [number, number] }
  geometry?: { coordinates?: unknown }
}

// The middle of the feature's bounding box.
function middleOf(feature: Feature): [number, number] | undefined {
  const box = [Infinity, Infinity, -Infinity, -Infinity] as [number, number, number, number]
  const walk = (part: unknown): void => {
    if (!Array.isArray(part)) return
    if (typeof part[0] === 'number' && typeof part[1] === 'number') {
      box[0] = Math.min(box[0], part[0])
      box[1] = Math.min(box[1], part[1])
      box[2] = Math.max(box[2], part[0])
      box[3] = Math.max(box[3], part[1])
    } else part.forEach(walk)
  }
  walk(feature.geometry?.coordinates)
  return Number.isFinite(box[0]) ? [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2] : undefined
}

export async function loadBaseMap(): Promise<BaseMap | undefined> {
  const response = await fetch('/base-map.json')
  if (!response.ok) return undefined
  const geo = (await response.json()) as BaseMap['geo']
  if (geo.features.length === 0) return undefined // as it is shipped
  const places = new Map<string, [number, number]>()
  for (const feature of geo.features) {
    const code = String(feature.properties?.adcode ?? feature.properties?.code ?? '').slice(0, 6)
    const place = feature.properties?.centroid ?? feature.properties?.center ?? middleOf(feature)
    if (/^\d{6}$/.test(code) && place) places.set(code, place)
  }
  return { geo, placeOf: (code) => places.get(code.slice(0, 6)) ?? places.get(`${code.slice(0, 4)}00`) ?? places.get(`${code.slice(0, 2)}0000`) }
}
