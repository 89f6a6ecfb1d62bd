#include "ratio/part_keys.h"

#include <array>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"

namespace laowu::ratio {
namespace {

constexpr std::array<int, 5> kBandsFromYears = {25, 35, 45, 55, 60};

// Municipalities; Taiwan, Hong Kong and Macau, whose cities are in no table.
bool IsOneDestination(absl::string_view province) {
  return province == "110000" || province == "120000" || province == "310000" ||
         province == "500000" || province == "710000" || province == "810000" ||
         province == "820000";
}

PartKey DestinationOf(const Job& job, Places& places) {
  if (job.workplace == kNoText) return PartOfUnit(kNoUnit);
  const Place work = places.Find(job.workplace, job.row->day);
  if (work.overseas) return PartOfUnit(places.UnitOfCountry(job.workplace));
  if (IsOneDestination(places.CodeOf(work.province))) return PartOfUnit(work.province);
  // xx90xx: counties directly below their province.
  if (work.city != kNoUnit && places.CodeOf(work.city).substr(2, 2) == "90") {
    return PartOfUnit(work.county);
  }
  return PartOfUnit(work.city);
}

}  // namespace

bool GoesByJob(Breakdown breakdown) {
  return breakdown == Breakdown::kDestination || breakdown == Breakdown::kChannel ||
         breakdown == Breakdown::kOrganizer;
}

PartKey PartOfJob(Breakdown breakdown, const Job& job, const JobStanding& standing,
                  Strictness strictness, Era& era) {
  if (breakdown == Breakdown::kDestination) return DestinationOf(job, era.places);
  if (breakdown == Breakdown::kOrganizer) return {PartKey::Kind::kText, standing.organizer};
  return PartOfNumber(static_cast<std::int32_t>(
      strictness == Strictness::kAsReported ? standing.reported_channel : standing.channel));
}

absl::InlinedVector<DayNumber, 5> AgeBandDays(DayNumber birth_day) {
  absl::InlinedVector<DayNumber, 5> days;
  if (birth_day == kNoDay) return days;
  const absl::CivilDay birth = CivilDayOf(birth_day);
  for (const int years : kBandsFromYears) {
    days.push_back(DayNumberOf(absl::CivilDay(birth.year() + years, birth.month(), birth.day())));
  }
  return days;
}

std::int32_t AgeBandOf(DayNumber birth_day, DayNumber day) {
  if (birth_day == kNoDay) return 0;
  const int age_years = AgeOn(birth_day, day);
  std::int32_t band = 1;
  for (const int from_years : kBandsFromYears) band += age_years >= from_years ? 1 : 0;
  return band;
}

PartName NameOfPart(const PartKey& part, const Era& era, const TextTable& texts) {
  switch (part.kind) {
    case PartKey::Kind::kUnit:
      return {era.places.CodeOf(part.value), 0};
    case PartKey::Kind::kText:
      return {std::string(texts.text(part.value)), 0};
    case PartKey::Kind::kNumber:
      break;
  }
  return {"", part.value};
}

}  // namespace laowu::ratio
