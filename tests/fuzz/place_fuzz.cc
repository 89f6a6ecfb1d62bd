// Places: what is found is a code in force on the day, whatever the text.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "intake/place/place.h"
#include "reference/divisions.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using laowu::intake::PlaceReading;
  constexpr absl::CivilDay day(2026, 7, 1);
  static const auto* const places = new laowu::intake::PlaceReader(day, "442000");
  const absl::string_view text(reinterpret_cast<const char*>(data), size);
  std::vector<std::string> unread;
  std::vector<PlaceReading> readings = places->ReadList(text, &unread);
  readings.push_back(places->Read(text));
  for (const PlaceReading& reading : readings) {
    const bool found = reading.outcome == PlaceReading::Outcome::kFound;
    if (found && (!laowu::reference::Divisions::Get().IsAccepted(reading.code, day) ||
                  reading.confidence <= 0 || reading.confidence > 100)) {
      std::abort();
    }
  }
  return 0;
}
