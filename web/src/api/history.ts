// What a worker's outcomes say of today. The figures' own reading is the server's; this is for the eye.
import { Outcome_Type as Type, type Outcome } from '../gen/laowu/v1/placement_service_pb'
import { Channel } from '../gen/laowu/v1/types_pb'
import { allOf } from './allPages'
import { placements } from './clients'
import { dateText, shifted } from './dates'

export const outcomesOf = (worker: string, signal?: AbortSignal): Promise<Outcome[]> => allOf('outcomes', (page) => placements.listOutcomes({ worker, ...page }, { signal }))

// The names of those taken back by a VOIDED that itself stands.
export function takenBack(outcomes: Outcome[]): Set<string> {
  const gone = new Set<string>()
  // A later one may take back an earlier VOIDED: the newest are read first.
  for (const one of [...outcomes].sort((a, b) => Number(b.sequence - a.sequence))) {
    if (one.type === Type.VOIDED && !gone.has(one.name)) gone.add(one.voids)
  }
  return gone
}

export interface Standing {
  away: boolean
  visiting: boolean
  local: boolean
  job?: Outcome
  last?: Outcome
  // First day of the work outside the county that the job goes on with (a spell); of a job inside it, or on one's own account,
  // that of the stay away. "" at home.
  since: string
  // Of the job, or as a later call has named them in time.
  channel: Channel
  organizer: string
}

// What is said of the channel counts until so many days after the start of the spell (docs/ratio.md, rule 6).
const channelDays = 30
export const lastDayForChannel = (since: string) => shifted(since, { days: channelDays })
export const isChannelKnown = (channel: Channel) => channel !== Channel.UNSPECIFIED && channel !== Channel.UNKNOWN
const organized = [Channel.PUBLIC_SERVICE, Channel.COOPERATION_STATION, Channel.LABOUR_COMPANY, Channel.COOPERATIVE, Channel.BROKER, Channel.TRAINING]
// By a channel that has organisers, and neither one nor a placement says who it was.
export const lacksOrganizer = ({ channel, organizer, job }: Standing) => organized.includes(channel) && organizer === '' && (job?.placement ?? '') === ''

// Whether work there counts as outside the county of `home`: a place that was not told does, one too coarse to say does not.
function isOutside(code: string, home: string): boolean {
  const [work, county] = [code, home].map((one) => one.slice(0, 6).replace(/(00)+$/, '')) as [string, string]
  return work === '' || (!work.startsWith(county) && !county.startsWith(work))
}

// `home`: where the worker is registered.
export function standingOf(outcomes: Outcome[], home: string): Standing {
  const gone = takenBack(outcomes)
  const standing: Standing = { away: false, visiting: false, local: false, since: '', channel: Channel.UNSPECIFIED, organizer: '' }
  let stay = ''
  let place = ''
  let wasOutside = false
  const inOrder = outcomes
    .filter((one) => one.type !== Type.VOIDED && !gone.has(one.name))
    .sort((a, b) => dateText(a.effectiveDate).localeCompare(dateText(b.effectiveDate)) || Number(a.sequence - b.sequence))
  for (const one of inOrder) {
    standing.last = one
    switch (one.type) {
      case Type.OPENING_BALANCE:
      case Type.ARRIVED:
      case Type.JOB_CHANGED: {
        const day = dateText(one.effectiveDate)
        if (!standing.away) stay = day
        // A change that names no place keeps the old one.
        if (one.type !== Type.JOB_CHANGED || one.workplaceDivisionCode !== '') place = one.workplaceDivisionCode
        const outside = !one.selfEmployed && isOutside(place, home)
        const goesOn = standing.away && outside && wasOutside
        if (!goesOn) standing.since = outside ? day : stay
        wasOutside = outside
        Object.assign(standing, { away: true, visiting: false, local: false, job: one, channel: one.channel, organizer: one.organizer })
        break
      }
      case Type.HOME_VISIT:
        standing.visiting = standing.away
        break
      case Type.RESUMED:
        standing.visiting = false
        break
      case Type.CONFIRMED:
        standing.visiting = false
        if (standing.away && dateText(one.effectiveDate) <= lastDayForChannel(standing.since)) {
          if (isChannelKnown(one.channel) && !isChannelKnown(standing.channel)) Object.assign(standing, { channel: one.channel, organizer: one.organizer })
          else if (one.channel === standing.channel && standing.organizer === '') standing.organizer = one.organizer
        }
        break
      case Type.RETURNED:
        Object.assign(standing, { away: false, visiting: false, job: undefined, since: '' })
        break
      case Type.LOCAL_JOB_STARTED:
        Object.assign(standing, { away: false, visiting: false, local: true, job: one, since: '' })
        break
      case Type.LOCAL_JOB_ENDED:
        Object.assign(standing, { local: false, job: undefined })
        break
      default:
    }
  }
  return standing
}
