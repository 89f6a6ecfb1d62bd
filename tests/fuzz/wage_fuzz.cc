// Wage texts: what comes out lies within its limits, whatever goes in.

#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "absl/strings/string_view.h"
#include "intake/wage/wage.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using laowu::intake::WageReading;
  const absl::string_view text(reinterpret_cast<const char*>(data), size);
  const WageReading reading = laowu::intake::ReadWage(text, laowu::intake::HintsFromHeader(text));
  const int low = reading.min_cny_per_month;
  const int high = reading.max_cny_per_month;
  if (reading.outcome == WageReading::Outcome::kRead) {
    const bool within = high >= laowu::intake::kMinWageCnyPerMonth &&
                        high <= laowu::intake::kMaxWageCnyPerMonth && low >= 0 && low <= high;
    if (!within || reading.confidence <= 0 || reading.confidence > 100) std::abort();
  } else if (low != 0 || high != 0) {
    std::abort();
  }
  return 0;
}
