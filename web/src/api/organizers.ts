import { Organizer_Kind as Kind, type Organizer } from '../gen/laowu/v1/placement_service_pb'
import { Channel } from '../gen/laowu/v1/types_pb'

const kinds: Partial<Record<Channel, Kind>> = {
  [Channel.PUBLIC_SERVICE]: Kind.PUBLIC_SERVICE,
  [Channel.COOPERATION_STATION]: Kind.COOPERATION_STATION,
  [Channel.LABOUR_COMPANY]: Kind.LABOUR_COMPANY,
  [Channel.COOPERATIVE]: Kind.COOPERATIVE,
  [Channel.BROKER]: Kind.BROKER,
  [Channel.TRAINING]: Kind.TRAINING,
}
// An organiser organises by its own channel: those of a channel; of one that is no kind's, as direct hire, there are none.
export const hasOrganizers = (channel: Channel) => kinds[channel] !== undefined
export const organizersBy = (channel: Channel, all: Organizer[]) => all.filter(({ kind }) => hasOrganizers(channel) && kind === kinds[channel])
