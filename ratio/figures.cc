// What follows from the counts, in whole numbers (ratio.md, "Figures for a division on day t").

#include <cstdint>
#include <optional>

#include "ratio/ratio_book.h"

namespace laowu::ratio {
namespace {

// In tenths of a percent, cut.
std::optional<std::int32_t> Permille(std::int64_t part, std::int64_t whole) {
  if (whole == 0) return std::nullopt;
  return static_cast<std::int32_t>(part * 1000 / whole);
}

// The least n with 100·(O + n) ≥ target·(D + n).
std::int32_t MissingArrivals(std::int64_t organized, std::int64_t outbound, std::int64_t target) {
  const std::int64_t short_by = target * outbound - 100 * organized;
  if (short_by <= 0) return 0;
  const std::int64_t gain = 100 - target;
  return gain <= 0 ? -1 : static_cast<std::int32_t>((short_by + gain - 1) / gain);
}

// The least n with 100·(D − U + n) ≥ least·D.
std::int32_t MissingChannels(std::int64_t unknown, std::int64_t outbound, std::int64_t least) {
  const std::int64_t short_by = least * outbound - 100 * (outbound - unknown);
  return short_by <= 0 ? 0 : static_cast<std::int32_t>((short_by + 99) / 100);
}

}  // namespace

absl::string_view StandingName(Standing standing) {
  switch (standing) {
    case Standing::kOrganized:
      return "ORGANIZED";
    case Standing::kUnproven:
      return "UNPROVEN";
    case Standing::kUnknownChannel:
      return "UNKNOWN_CHANNEL";
    case Standing::kNotOrganized:
      return "NOT_ORGANIZED";
    case Standing::kNotCounted:
      return "NOT_COUNTED";
    case Standing::kUnspecified:
      break;
  }
  return "UNSPECIFIED";
}

void FinishFigures(const reference::Policy& policy, Figures& figures) {
  const std::int64_t d = figures.outbound_person_count;
  const std::int64_t o = figures.organized_person_count;
  const std::int64_t u = figures.unknown_channel_person_count;
  const std::int64_t c = figures.unproven_person_count;
  figures.ratio_permille = Permille(o, d);
  figures.high_bound_permille = Permille(o + u + c, d);
  figures.coverage_permille = Permille(d - u, d);
  figures.proof_rate_permille = Permille(o, o + c);
  figures.target_percent = policy.target_percent;
  figures.missing_arrival_count = MissingArrivals(o, d, policy.target_percent);
  figures.missing_arrival_if_proven_count = MissingArrivals(o + c, d, policy.target_percent);
  figures.missing_channel_count = MissingChannels(u, d, policy.provisional_below_coverage_percent);
  if (d == 0) {
    figures.status = RatioStatus::kNoData;
  } else if (figures.missing_channel_count > 0) {
    figures.status = RatioStatus::kProvisional;
  } else {
    figures.status =
        100 * o >= policy.target_percent * d ? RatioStatus::kMet : RatioStatus::kMissed;
  }
}

}  // namespace laowu::ratio
