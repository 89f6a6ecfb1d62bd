#include "ratio/worker_history.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/container/inlined_vector.h"

namespace laowu::ratio {
namespace {

bool RecordedBefore(const FactRow& a, const FactRow& b) {
  return std::tie(a.record_nanos, a.sequence) < std::tie(b.record_nanos, b.sequence);
}

bool StandsBefore(const FactRow& a, const FactRow& b) {
  return std::tie(a.effective_day, a.record_nanos, a.sequence) <
         std::tie(b.effective_day, b.record_nanos, b.sequence);
}

// Takes out what FACT_VOIDED takes back, and the FACT_VOIDED themselves. The latest recorded come
// first, so that one which is itself taken back takes nothing back.
void RemoveVoided(absl::InlinedVector<FactRow, 4>& rows) {
  absl::InlinedVector<const FactRow*, 4> voids;
  for (const FactRow& row : rows) {
    if (row.kind == FactKind::kFactVoided) voids.push_back(&row);
  }
  if (voids.empty()) return;
  std::stable_sort(voids.begin(), voids.end(),
                   [](const FactRow* a, const FactRow* b) { return RecordedBefore(*b, *a); });
  absl::InlinedVector<TextId, 4> gone;
  const auto is_gone = [&gone](TextId name) {
    return std::find(gone.begin(), gone.end(), name) != gone.end();
  };
  for (const FactRow* row : voids) {
    if (!is_gone(row->name)) gone.push_back(row->text);
  }
  const auto kept = std::remove_if(rows.begin(), rows.end(), [&](const FactRow& row) {
    return row.kind == FactKind::kFactVoided || is_gone(row.name);
  });
  rows.erase(kept, rows.end());
}

}  // namespace

FactRow MakeFactRow(const WorkerFact& fact, TextTable& texts) {
  FactRow row{};
  row.record_nanos = absl::ToUnixNanos(fact.record_time);
  row.sequence = fact.sequence;
  row.name = texts.Add(fact.name);
  row.worker = texts.Add(fact.worker);
  row.effective_day = DayNumberOf(fact.effective_date);
  row.birth_day = fact.birth_date ? DayNumberOf(*fact.birth_date) : kNoDay;
  row.kind = fact.kind;
  row.rural = fact.rural;
  row.without_identity_number = fact.without_identity_number;
  row.sex = static_cast<std::uint8_t>(fact.sex);
  for (const PolicyGroup group : fact.policy_groups) {
    row.policy_groups = static_cast<std::uint8_t>(row.policy_groups | PolicyGroupBit(group));
  }
  switch (fact.kind) {
    case FactKind::kProfile:
    case FactKind::kResidenceMoved:
      row.text = texts.Add(fact.division_code);
      break;
    case FactKind::kMerged:
    case FactKind::kUnmerged:
      row.text = texts.Add(fact.merged_worker);
      break;
    case FactKind::kFactVoided:
      row.text = texts.Add(fact.voids);
      break;
    default:
      row.text = kNoText;
  }
  return row;
}

WorkerHistory::WorkerHistory(absl::Span<const FactRow> rows, KnownAt known_at) {
  rows_.reserve(rows.size());
  for (const FactRow& row : rows) {
    if (row.record_nanos <= known_at.nanos) rows_.push_back(row);
  }
  RemoveVoided(rows_);
  if (!std::is_sorted(rows_.begin(), rows_.end(), StandsBefore)) {  // mostly they are
    std::stable_sort(rows_.begin(), rows_.end(), StandsBefore);
  }
  const auto profile = std::find_if(rows_.begin(), rows_.end(), [](const FactRow& row) {
    return row.kind == FactKind::kProfile;
  });
  if (profile != rows_.end()) {
    has_profile_ = true;
    std::rotate(rows_.begin(), profile, profile + 1);
  }
  const FactRow* birth = nullptr;
  const FactRow* sex = nullptr;
  const FactRow* died = nullptr;
  const auto take_later = [](const FactRow*& kept, const FactRow& row) {
    if (kept == nullptr || !RecordedBefore(row, *kept)) kept = &row;
  };
  for (const FactRow& row : rows_) {
    const bool is_profile = row.kind == FactKind::kProfile;
    if ((is_profile && row.birth_day != kNoDay) || row.kind == FactKind::kBirthDate) {
      take_later(birth, row);
    }
    if ((is_profile && row.sex != 0) || row.kind == FactKind::kSex) take_later(sex, row);
    if (row.kind == FactKind::kDied) take_later(died, row);
  }
  if (birth != nullptr) birth_day_ = birth->birth_day;
  if (sex != nullptr) sex_ = sex->sex;
  if (died != nullptr) died_day_ = died->effective_day;
}

PersonOnDay WorkerHistory::On(DayNumber day) const {
  PersonOnDay person;
  person.known = has_profile_;
  person.birth_day = birth_day_;
  person.died_day = died_day_;
  person.sex = sex_;
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    const FactRow& row = rows_[i];
    const bool first_profile = i == 0 && has_profile_;
    if (!first_profile && row.effective_day > day) break;
    const bool is_profile = row.kind == FactKind::kProfile;
    if (is_profile || row.kind == FactKind::kResidenceMoved) {
      person.division = row.text;
      person.division_day = row.effective_day;
    }
    if (is_profile || row.kind == FactKind::kRuralStatus) person.rural = row.rural;
    if (is_profile) person.policy_groups = row.policy_groups;
    if (row.kind == FactKind::kPolicyGroupAdded) {
      person.policy_groups = static_cast<std::uint8_t>(person.policy_groups | row.policy_groups);
    }
    if (row.kind == FactKind::kPolicyGroupRemoved) {
      person.policy_groups = static_cast<std::uint8_t>(person.policy_groups & ~row.policy_groups);
    }
  }
  return person;
}

std::optional<WorkerHistory::Said> WorkerHistory::Excluding(DayNumber day) const {
  const PersonOnDay on = On(day);
  const bool dead = on.died_day != kNoDay && day > on.died_day;
  const FactRow* found = nullptr;
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    const FactRow& row = rows_[i];
    const bool is_profile = row.kind == FactKind::kProfile;
    if (dead) {
      if (row.kind != FactKind::kDied) continue;
      if (found == nullptr || !RecordedBefore(row, *found)) found = &row;
    } else if (!on.rural) {
      if (!is_profile && row.kind != FactKind::kRuralStatus) continue;
      if (i == 0 || row.effective_day <= day) found = &row;  // in order of date
    } else {
      if (row.kind != FactKind::kBirthDate && !(is_profile && row.birth_day != kNoDay)) continue;
      if (found == nullptr || !RecordedBefore(row, *found)) found = &row;
    }
  }
  if (found == nullptr) return std::nullopt;
  const DayNumber from = dead ? found->effective_day + 1 : found->effective_day;
  return Said{found->worker, found->name, found->kind, from, found->record_nanos};
}

absl::InlinedVector<DayNumber, 4> WorkerHistory::ChangeDays() const {
  absl::InlinedVector<DayNumber, 4> days;
  for (std::size_t i = has_profile_ ? 1 : 0; i < rows_.size(); ++i) {
    days.push_back(rows_[i].effective_day);
  }
  if (died_day_ != kNoDay) days.push_back(died_day_ + 1);
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());
  return days;
}

std::vector<WorkerHistory::Link> WorkerHistory::MergeLinks() const {
  absl::flat_hash_map<std::pair<TextId, TextId>, const FactRow*> newest;
  for (const FactRow& row : rows_) {
    if (row.kind != FactKind::kMerged && row.kind != FactKind::kUnmerged) continue;
    const FactRow*& kept = newest[std::minmax<TextId>(row.worker, row.text)];
    if (kept == nullptr || !RecordedBefore(row, *kept)) kept = &row;
  }
  std::vector<Link> links;
  for (const FactRow& row : rows_) {  // in the order of the rows, not of the map
    if (row.kind != FactKind::kMerged) continue;
    const auto kept = newest.find(std::minmax<TextId>(row.worker, row.text));
    if (kept->second != &row) continue;
    links.push_back({row.worker, row.text, row.name, row.record_nanos});
  }
  return links;
}

std::vector<WorkerHistory::Registration> WorkerHistory::Registrations() const {
  std::vector<Registration> result;
  for (const FactRow& row : rows_) {
    if (row.kind == FactKind::kProfile || row.kind == FactKind::kResidenceMoved) {
      result.push_back({row.text, row.effective_day, row.worker, row.name, row.record_nanos});
    }
  }
  return result;
}

int AgeOn(DayNumber birth_day, DayNumber day) {
  const absl::CivilDay birth = CivilDayOf(birth_day);
  const absl::CivilDay on = CivilDayOf(day);
  const auto years = static_cast<int>(on.year() - birth.year());
  return on < absl::CivilDay(on.year(), birth.month(), birth.day()) ? years - 1 : years;
}

DayNumber WorkingAgeDay(DayNumber birth_day) {
  const absl::CivilDay birth = CivilDayOf(birth_day);
  return DayNumberOf(
      absl::CivilDay(birth.year() + kMinWorkingAgeYears, birth.month(), birth.day()));
}

bool OfWorkingAge(DayNumber birth_day, DayNumber day) {
  constexpr int kFewestDays = kMinWorkingAgeYears * 365;
  constexpr int kMostDays = kMinWorkingAgeYears * 366;
  const std::int64_t age = std::int64_t{day} - birth_day;
  if (age < kFewestDays) return false;
  return age > kMostDays || day >= WorkingAgeDay(birth_day);
}

}  // namespace laowu::ratio
