#include "services/match/vacancy_table.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "reference/folding.h"
#include "services/runtime/employer_name.h"
#include "services/runtime/log.h"
#include "services/runtime/match_rows.h"
#include "services/runtime/record_fields.h"

namespace laowu::match {
namespace {

void LogRefused(absl::string_view name, const absl::Status& status) {
  runtime::Log(runtime::LogLevel::kError, "vacancy's row refused by the matcher",
               {{"name", std::string(name)}, {"status", std::string(status.message())}});
}

// offices/{office} of offices/{office}/vacancies/{vacancy}.
absl::string_view OfficeOf(absl::string_view vacancy) {
  return vacancy.substr(0, vacancy.find("/vacancies/"));
}

VacancyFacts FactsOf(const v1::Vacancy& vacancy) {
  VacancyFacts facts;
  facts.update_time_micros = absl::ToUnixMicros(runtime::ToTime(vacancy.update_time()));
  facts.min_wage_cny_per_month = vacancy.min_wage_cny_per_month();
  facts.max_wage_cny_per_month =
      std::max(vacancy.min_wage_cny_per_month(), vacancy.max_wage_cny_per_month());
  facts.opening_count = vacancy.opening_count();
  facts.meals_provided = vacancy.meals_provided();
  return facts;
}

template <typename Map, typename Key, typename Value>
void TakeOut(Map& map, const Key& key, const Value& value) {
  const auto it = map.find(key);
  if (it == map.end()) return;
  it->second.erase(std::remove(it->second.begin(), it->second.end(), value), it->second.end());
  if (it->second.empty()) map.erase(it);
}

}  // namespace

void VacancyTable::PutVacancy(const v1::Vacancy& vacancy, absl::Time now) {
  const std::string& name = vacancy.name();
  Entry entry;
  entry.facts = FactsOf(vacancy);
  entry.facts.office = offices_.Intern(OfficeOf(name));
  entry.facts.employer = employers_.NumberOf(vacancy.employer());
  const auto old = rows().Find(name);
  const auto waiting = waiting_fills_.find(name);
  if (old.has_value()) {
    entry.facts.taken_count = facts(*old).taken_count;
    entry.fill_marked = entries_[Index(*old)].fill_marked;
  } else if (waiting != waiting_fills_.end()) {
    entry.facts.taken_count = waiting->second.taken_count;
    entry.fill_marked = waiting->second.marked;
  }
  matcher::VacancyRow row = runtime::VacancyRowFrom(vacancy, now);
  row.openings_left_count = entry.facts.openings_left_count();
  row.employer_blocks = employers_.BlocksOf(entry.facts.employer);
  if (const absl::Status status = matcher_.UpsertVacancy(row); !status.ok()) {
    // What is here is no longer true: rather none than one that is not offered.
    LogRefused(name, status);
    return RemoveVacancy(name);
  }
  if (!old.has_value() && waiting != waiting_fills_.end()) waiting_fills_.erase(waiting);
  Keep(old.has_value() ? *old : *rows().Find(name), vacancy, entry);
}

void VacancyTable::Keep(Slot slot, const v1::Vacancy& vacancy, const Entry& entry) {
  if (Index(slot) >= entries_.size()) {
    entries_.resize(Index(slot) + 1);
    texts_.resize(Index(slot) + 1);
    group_by_slot_.resize(Index(slot) + 1, 0);
  }
  SetEmployer(slot, entry.facts.employer);
  SetGroup(slot, groups_.Intern(vacancy.duplicate_group()));
  entries_[Index(slot)] = entry;
  texts_[Index(slot)] = {vacancy.title(), vacancy.employer_display_name()};
  folded_.Set(slot, absl::StrCat(reference::FoldTight(vacancy.title()), "\n",
                                 reference::FoldTight(vacancy.employer_display_name())));
}

void VacancyTable::RemoveVacancy(const std::string& name) {
  const auto slot = rows().Find(name);
  if (!slot.has_value()) return;
  const Entry& entry = entries_[Index(*slot)];
  if (entry.facts.taken_count != 0) {
    waiting_fills_[name] = {entry.facts.taken_count, entry.fill_marked};
  }
  SetEmployer(*slot, matcher::kNoCode);
  SetGroup(*slot, 0);
  folded_.Set(*slot, "");
  texts_[Index(*slot)] = {};
  entries_[Index(*slot)] = {};
  matcher_.RemoveVacancy(name);
}

void VacancyTable::SetGroup(Slot slot, int32_t group) {
  const int32_t old = std::exchange(group_by_slot_[Index(slot)], group);
  if (old == group) return;
  if (old != 0) TakeOut(members_, old, slot);
  if (group != 0) members_[group].push_back(slot);
}

void VacancyTable::SetEmployer(Slot slot, EmployerTable::Number employer) {
  const auto old = entries_[Index(slot)].facts.employer;
  if (old == employer) return;
  if (old != matcher::kNoCode) TakeOut(slots_of_employer_, old, slot);
  if (employer != matcher::kNoCode) slots_of_employer_[employer].push_back(slot);
}

void VacancyTable::PutEmployer(const v1::Employer& employer) {
  RefreshBlocks(employers_.Put(employer));
}

void VacancyTable::RemoveEmployer(const std::string& name) {
  RefreshBlocks(employers_.Remove(name));
}

void VacancyTable::RefreshBlocks(const std::vector<EmployerTable::Number>& employers) {
  for (const EmployerTable::Number employer : employers) {
    const auto of = slots_of_employer_.find(employer);
    if (of == slots_of_employer_.end()) continue;
    const auto blocks = employers_.BlocksOf(employer);
    for (const Slot slot : of->second) {
      auto row = matcher_.GetVacancy(rows().name(slot));
      if (!row.ok() || row->employer_blocks == blocks) continue;
      row->employer_blocks = blocks;
      if (const auto status = matcher_.UpsertVacancy(*row); !status.ok()) {
        LogRefused(row->name, status);
      }
    }
  }
}

void VacancyTable::PutFill(const v1::VacancyFill& fill) {
  const auto slot = rows().Find(fill.vacancy());
  if (!slot.has_value()) {
    waiting_fills_[fill.vacancy()] = {fill.taken_count(), false};
    return;
  }
  entries_[Index(*slot)].fill_marked = false;
  SetTaken(fill.vacancy(), *slot, fill.taken_count());
}

void VacancyTable::RemoveFill(const std::string& vacancy) {
  waiting_fills_.erase(vacancy);
  const auto slot = rows().Find(vacancy);
  if (!slot.has_value()) return;
  entries_[Index(*slot)].fill_marked = false;
  SetTaken(vacancy, *slot, 0);
}

void VacancyTable::SetTaken(const std::string& name, Slot slot, int32_t taken_count) {
  VacancyFacts& facts = entries_[Index(slot)].facts;
  if (facts.taken_count == taken_count) return;
  facts.taken_count = taken_count;
  auto row = matcher_.GetVacancy(name);
  if (!row.ok()) return LogRefused(name, row.status());
  row->openings_left_count = facts.openings_left_count();
  if (const auto status = matcher_.UpsertVacancy(*row); !status.ok()) LogRefused(name, status);
}

void VacancyTable::MarkPostings() {
  employers_.Mark();
  for (Entry& entry : entries_) entry.marked = true;
}

void VacancyTable::DropMarkedPostings() {
  RefreshBlocks(employers_.DropMarked());
  for (Slot slot = 0; slot < rows().slot_end(); ++slot) {
    if (rows().Holds(slot) && entries_[Index(slot)].marked) {
      RemoveVacancy(std::string(rows().name(slot)));
    }
  }
}

void VacancyTable::MarkFills() {
  for (Entry& entry : entries_) entry.fill_marked = entry.facts.taken_count != 0;
  for (auto& [name, waiting] : waiting_fills_) waiting.marked = true;
}

void VacancyTable::DropMarkedFills() {
  absl::erase_if(waiting_fills_, [](const auto& entry) { return entry.second.marked; });
  for (Slot slot = 0; slot < rows().slot_end(); ++slot) {
    if (rows().Holds(slot) && entries_[Index(slot)].fill_marked) {
      RemoveFill(std::string(rows().name(slot)));
    }
  }
}

const std::vector<VacancyTable::Slot>& VacancyTable::MembersOf(int32_t group) const {
  static const auto* none = new std::vector<Slot>();
  const auto it = members_.find(group);
  return it == members_.end() ? *none : it->second;
}

matcher::VacancyRow VacancyTable::RowOfDraft(const v1::Vacancy& draft, absl::Time now) const {
  matcher::VacancyRow row = runtime::VacancyRowFrom(draft, now);
  const std::string& stated = draft.employer();
  const bool has_code = !stated.empty() && !runtime::IsNamedByDigest(stated);
  row.employer_blocks = employers_.BlocksOf(employers_.Find(
      has_code ? runtime::EmployerName(runtime::CreditCodeOf(stated), "") : stated));
  if (!row.employer_blocks.empty()) return row;
  const auto by_name = employers_.Find(runtime::EmployerName("", draft.employer_display_name()));
  // A name that stands for another employer says nothing of the one whose code is stated.
  if (!has_code || employers_.CanonicalOf(by_name) == by_name) {
    row.employer_blocks = employers_.BlocksOf(by_name);
  }
  return row;
}

}  // namespace laowu::match
