#include "services/runtime/time_text.h"

#include "absl/time/time.h"
#include "services/runtime/clock.h"
#include "services/runtime/record_fields.h"

namespace laowu::runtime {

std::string TimeText(const google::protobuf::Timestamp& time) {
  return absl::FormatTime("%Y-%m-%dT%H:%M:%E*S%Ez", ToTime(time), Shanghai());
}

}  // namespace laowu::runtime
