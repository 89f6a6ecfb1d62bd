// The parts of one figure: who is in which.

#include <algorithm>
#include <tuple>
#include <utility>

#include "ratio/counting.h"

namespace laowu::ratio {
namespace {

// Parts as small numbers while counting: a unit, a text, a channel or a policy group.
struct RawKey {
  enum class Kind : std::uint8_t { kUnit, kText, kNumber };
  Kind kind = Kind::kUnit;
  std::int32_t value = 0;

  friend bool operator==(const RawKey&, const RawKey&) = default;
  template <typename H>
  friend H AbslHashValue(H h, const RawKey& key) {
    return H::combine(std::move(h), key.kind, key.value);
  }
};

RawKey UnitKey(UnitId unit) { return {RawKey::Kind::kUnit, unit}; }

bool IsMunicipality(absl::string_view province) {
  return province == "110000" || province == "120000" || province == "310000" ||
         province == "500000";
}

RawKey DestinationOf(const Job& job, Places& places) {
  if (job.workplace == kNoText) return UnitKey(kNoUnit);
  const Place work = places.Find(job.workplace, job.row->day);
  if (work.overseas) return {RawKey::Kind::kText, job.workplace};
  if (IsMunicipality(places.CodeOf(work.province))) return UnitKey(work.province);
  // xx90xx: counties directly below their province.
  if (work.city != kNoUnit && places.CodeOf(work.city).substr(2, 2) == "90") {
    return UnitKey(work.county);
  }
  return UnitKey(work.city);
}

// 16-24, 25-34, 35-44, 45-54, 55-59, 60 and over: 1 to 6; 0 if the birth date is not known.
std::int32_t AgeBandOf(DayNumber birth_day, DayNumber day) {
  if (birth_day == kNoDay) return 0;
  const int age_years = AgeOn(birth_day, day);
  std::int32_t band = 1;
  for (const int first_years : {25, 35, 45, 55, 60}) band += age_years >= first_years ? 1 : 0;
  return band;
}

// The part of a person who counts, or is self-employed and away; `target` as Era says.
RawKey KeyOf(Breakdown breakdown, const Verdict& verdict, const PersonOnDay& on, const Place& home,
             std::int32_t target, Era& era, const std::vector<std::string>& targets,
             const Question& question) {
  const bool counted = verdict.standing != Standing::kNotCounted;
  const Job& job = counted ? *verdict.job : *verdict.own_account_job;
  const JobStanding standing =
      counted ? verdict.job_standing : StandingOf(job, question.day, question.known_at.nanos);
  switch (breakdown) {
    case Breakdown::kChildDivision:
      // The first target is the division itself: who is registered no finer than that.
      return UnitKey(target == 0 ? kNoUnit
                                 : era.places.UnitOf(targets[static_cast<std::size_t>(target)]));
    case Breakdown::kTownship:
      return UnitKey(home.township);
    case Breakdown::kDestination:
      return DestinationOf(job, era.places);
    case Breakdown::kChannel:
      return {RawKey::Kind::kNumber,
              static_cast<std::int32_t>(question.strictness == Strictness::kAsReported
                                            ? standing.reported_channel
                                            : standing.channel)};
    case Breakdown::kOrganizer:
      return {RawKey::Kind::kText, standing.organizer};
    case Breakdown::kSex:
      return {RawKey::Kind::kNumber, on.sex};
    case Breakdown::kAgeBand:
      return {RawKey::Kind::kNumber, AgeBandOf(on.birth_day, question.day)};
    case Breakdown::kPolicyGroup:
    case Breakdown::kUnspecified:
      break;
  }
  return {RawKey::Kind::kNumber, 0};
}

bool MorePeople(const FigurePart& a, const FigurePart& b) {
  return std::make_tuple(-a.figures.outbound_person_count, absl::string_view(a.key), a.number) <
         std::make_tuple(-b.figures.outbound_person_count, absl::string_view(b.key), b.number);
}

}  // namespace

std::vector<FigurePart> Counting::Parts(const Question& question, const std::string& division,
                                        Breakdown breakdown) const {
  std::vector<std::string> targets = {division};
  const absl::CivilDay day = CivilDayOf(question.day);
  if (breakdown == Breakdown::kChildDivision) {
    for (const auto* child : divisions_.Children(division, day)) targets.emplace_back(child->code);
  }
  Era era(divisions_, entries_.texts(), question.day, targets);
  absl::flat_hash_map<RawKey, Tally> tallies;
  ForEachPerson(entries_, question.known_at, [&](const Person& person) {
    const PersonOnDay on = WorkerHistory(person.facts, question.known_at).On(question.day);
    if (!on.known) return;
    const Place home = era.places.Find(on.division, on.division_day);
    const std::int32_t target = era.TargetOf(home);
    if (target < 0) return;
    const Timeline timeline = DeriveTimeline(person.rows, question.known_at);
    const Verdict verdict = JudgeForCount(on, home, timeline, question, era.places);
    const Marks marks = MarksOf(verdict, question);
    if (marks == 0) return;
    if (breakdown == Breakdown::kPolicyGroup && on.policy_groups != 0) {
      for (std::int32_t group = 0; group < 8; ++group) {
        if ((on.policy_groups >> group & 1) == 0) continue;
        tallies[{RawKey::Kind::kNumber, group}].Add(marks, 1);
      }
      return;
    }
    tallies[KeyOf(breakdown, verdict, on, home, target, era, targets, question)].Add(marks, 1);
  });
  std::vector<FigurePart> parts;
  for (const auto& [raw, tally] : tallies) {
    FigurePart part;
    if (raw.kind == RawKey::Kind::kUnit) part.key = era.places.CodeOf(raw.value);
    if (raw.kind == RawKey::Kind::kText) part.key = std::string(entries_.texts().text(raw.value));
    if (raw.kind == RawKey::Kind::kNumber) part.number = raw.value;
    part.figures = FiguresFrom(tally, *question.policy, division, day);
    parts.push_back(std::move(part));
  }
  std::sort(parts.begin(), parts.end(), MorePeople);
  return parts;
}

}  // namespace laowu::ratio
