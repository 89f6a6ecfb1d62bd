#ifndef LAOWU_SERVICES_MONITORING_PART_NAMES_H_
#define LAOWU_SERVICES_MONITORING_PART_NAMES_H_

// The parts of a breakdown as people read them, in Chinese. Pure.

#include <functional>
#include <string>

#include "absl/time/civil_time.h"
#include "laowu/v1/monitoring_service.pb.h"
#include "ratio/ratio_book.h"

namespace laowu::monitoring {

// `key` and `number` as ratio::FigurePart and ratio::PeriodPart have them. `organizer_name` gives
// the display name of organizers/{organizer}, empty if it is not known.
v1::OutboundPart ToPart(const std::string& key, int number, ratio::Breakdown breakdown,
                        absl::CivilDay day,
                        const std::function<std::string(const std::string&)>& organizer_name);

}  // namespace laowu::monitoring

#endif  // LAOWU_SERVICES_MONITORING_PART_NAMES_H_
