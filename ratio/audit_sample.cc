#include "ratio/audit_sample.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>
#include <utility>

#include "ratio/counting.h"
#include "ratio/explaining.h"
#include "ratio/extract.h"

namespace laowu::ratio {
namespace {

constexpr double kZTwoSided = 1.96;  // 95 %
constexpr double kZOneSided = 1.645;
constexpr double kTarget = 0.70;
constexpr std::int64_t kReachedPart = 2;  // one in so many of the drawn, at least

using Stratum = std::tuple<std::string, absl::string_view, std::string>;
using Strata = std::map<Stratum, std::vector<AuditPerson>>;

// How many of each stratum, in whole numbers, so that no machine rounds otherwise.
std::map<Stratum, std::int64_t> Allot(const Strata& strata, std::int64_t total, std::int64_t size) {
  std::map<Stratum, std::int64_t> counts;
  std::vector<std::pair<std::int64_t, Stratum>>
      rests;  // largest first once sorted, then by stratum
  std::int64_t allotted = 0;
  for (const auto& [stratum, persons] : strata) {
    const std::int64_t share = size * static_cast<std::int64_t>(persons.size());
    counts[stratum] = share / total;
    allotted += share / total;
    rests.emplace_back(-(share % total), stratum);
  }
  std::sort(rests.begin(), rests.end());
  for (std::int64_t i = 0; i < size - allotted; ++i) {
    ++counts[rests[static_cast<std::size_t>(i)].second];
  }
  return counts;
}

struct Share {
  double share = 0;
  double low = 0;  // of Wilson's interval
  double high = 0;
};
Share ShareOf(std::int64_t truly, std::int64_t asked) {
  const auto n = static_cast<double>(asked);
  const double share = static_cast<double>(truly) / n;
  const double z2 = kZTwoSided * kZTwoSided;
  const double middle = (share + z2 / (2 * n)) / (1 + z2 / n);
  const double half =
      kZTwoSided / (1 + z2 / n) * std::sqrt(share * (1 - share) / n + z2 / (4 * n * n));
  return {share, truly == 0 ? 0.0 : middle - half, truly == asked ? 1.0 : middle + half};
}

}  // namespace

std::vector<AuditPerson> AuditPersonsOf(const reference::Divisions& divisions,
                                        const Entries& entries, const std::string& division,
                                        const Question& question) {
  Era era(divisions, entries.texts(), question.day, {division});
  std::vector<AuditPerson> result;
  ForEachJudged(
      era, entries, question, [&](const Person& person, const Place& home, const Verdict& verdict) {
        if (verdict.standing == Standing::kNotCounted) return;
        const TextTable& texts = entries.texts();
        const UnitId unit = home.township != kNoUnit ? home.township : home.county;
        result.push_back({std::string(texts.text(NameOf(entries, person, question.known_at))),
                          verdict.standing == Standing::kOrganized, era.places.CodeOf(unit),
                          verdict.job_standing.channel,
                          std::string(texts.text(verdict.job_standing.organizer))});
      });
  std::sort(result.begin(), result.end(),
            [](const AuditPerson& a, const AuditPerson& b) { return a.worker < b.worker; });
  return result;
}

std::vector<AuditPerson> DrawAuditSample(std::vector<AuditPerson> persons, std::int64_t size,
                                         const Lot& lot) {
  const auto total = static_cast<std::int64_t>(persons.size());
  if (total == 0) return {};
  Strata strata;
  for (AuditPerson& person : persons) {
    Stratum stratum(person.division, ChannelName(person.channel), person.organizer);
    strata[std::move(stratum)].push_back(std::move(person));
  }
  const auto counts = Allot(strata, total, std::min(size, total));
  std::vector<AuditPerson> drawn;
  for (auto& [stratum, members] : strata) {
    std::vector<std::pair<std::string, std::size_t>> lots;
    for (std::size_t i = 0; i < members.size(); ++i) lots.emplace_back(lot(members[i].worker), i);
    std::sort(lots.begin(), lots.end());
    lots.resize(static_cast<std::size_t>(counts.at(stratum)));
    for (const auto& [of, index] : lots) drawn.push_back(std::move(members[index]));
  }
  return drawn;
}

std::optional<CorrectedRatio> CorrectRatio(double recorded_ratio, const AuditCounts& counts) {
  if (recorded_ratio > 0 && counts.organized == 0) return std::nullopt;
  if (recorded_ratio < 1 && counts.others == 0) return std::nullopt;
  CorrectedRatio corrected;
  double below = 0;  // squares of the distances to the bounds
  double above = 0;
  const auto add = [&](double weight, std::int64_t truly, std::int64_t asked) {
    if (weight == 0) return;
    const Share of = ShareOf(truly, asked);
    const double to_low = weight * (of.share - of.low);
    const double to_high = weight * (of.high - of.share);
    corrected.ratio += weight * of.share;
    below += to_low * to_low;
    above += to_high * to_high;
  };
  add(recorded_ratio, counts.truly_organized, counts.organized);
  add(1 - recorded_ratio, counts.truly_others, counts.others);
  corrected.low = std::max(0.0, corrected.ratio - std::sqrt(below));
  corrected.high = std::min(1.0, corrected.ratio + std::sqrt(above));
  const std::int64_t reached = counts.organized + counts.others;
  corrected.needed =
      kTarget + kZOneSided * std::sqrt(kTarget * (1 - kTarget) / static_cast<double>(reached));
  if (kReachedPart * reached < counts.drawn) {
    corrected.lacks.push_back(AuditLack::kReachedTooFew);
  }
  if (corrected.ratio < corrected.needed) corrected.lacks.push_back(AuditLack::kRatioBelowNeeded);
  if (corrected.low < kTarget) corrected.lacks.push_back(AuditLack::kIntervalBelowTarget);
  return corrected;
}

}  // namespace laowu::ratio
