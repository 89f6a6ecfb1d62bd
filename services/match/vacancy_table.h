#ifndef LAOWU_SERVICES_MATCH_VACANCY_TABLE_H_
#define LAOWU_SERVICES_MATCH_VACANCY_TABLE_H_

// The vacancies of the match role: a row in the matcher and, by the row's slot, what answers show
// and searches ask beside it. Brings together postings, employers' blocks and openings taken, in
// whatever order they come. Thread-compatible.

#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "laowu/v1/placement_service.pb.h"
#include "laowu/v1/vacancy_service.pb.h"
#include "matcher/matcher.h"
#include "matcher/packed_rows.h"
#include "matcher/row_table.h"
#include "services/match/employer_table.h"
#include "services/match/text_column.h"

namespace laowu::match {

// What a search reads of each vacancy; the rest of it stands in the matcher's row.
struct VacancyFacts {
  int64_t update_time_micros = 0;
  matcher::CodeNumber office = matcher::kNoCode;  // of VacancyTable::offices()
  EmployerTable::Number employer = matcher::kNoCode;
  int32_t min_wage_cny_per_month = 0;  // 0: not stated
  int32_t max_wage_cny_per_month = 0;
  int32_t opening_count = 0;  // 0: not stated
  int32_t taken_count = 0;
  bool meals_provided = false;

  // Of a vacancy that does not say how many, one is wanted.
  int32_t openings_left_count() const {
    return (opening_count == 0 ? 1 : opening_count) - taken_count;
  }
};

// What is only shown.
struct VacancyTexts {
  std::string title;
  std::string employer_display_name;
};

class VacancyTable {
 public:
  using Slot = matcher::RowTable<matcher::PackedVacancy>::Slot;

  // `matcher` outlives it, and nobody else changes its vacancies.
  explicit VacancyTable(matcher::Matcher* matcher) : matcher_(*matcher) {}
  VacancyTable(const VacancyTable&) = delete;
  VacancyTable& operator=(const VacancyTable&) = delete;

  void PutVacancy(const v1::Vacancy& vacancy, absl::Time now);
  void RemoveVacancy(const std::string& name);
  void PutEmployer(const v1::Employer& employer);
  void RemoveEmployer(const std::string& name);
  void PutFill(const v1::VacancyFill& fill);
  void RemoveFill(const std::string& vacancy);

  // As WorkerTable's: a feed begins anew. Postings and employers come by one feed.
  void MarkPostings();
  void DropMarkedPostings();
  void MarkFills();
  void DropMarkedFills();

  // By slot of matcher().vacancies(), of a slot that holds a row.
  const VacancyFacts& facts(Slot slot) const { return entries_[Index(slot)].facts; }
  const VacancyTexts& texts(Slot slot) const { return texts_[Index(slot)]; }
  // Title and employer, each folded (reference/folding.h), a line each.
  absl::string_view folded_text(Slot slot) const { return folded_.Get(slot); }
  // Number of the duplicate group by slot; 0: of none.
  const std::vector<int32_t>& group_by_slot() const { return group_by_slot_; }
  // Empty for 0.
  const std::vector<Slot>& MembersOf(int32_t group) const;
  const std::string& GroupName(int32_t group) const { return groups_.Text(group); }
  const EmployerTable& employers() const { return employers_; }
  const matcher::Dictionary& offices() const { return offices_; }
  // The row of a draft, with its name if it has one, and the employer's blocks if that is known: by
  // the name or code that the draft states and by its display name, as a vacancy that says so would
  // be put down to it.
  matcher::VacancyRow RowOfDraft(const v1::Vacancy& draft, absl::Time now) const;

 private:
  struct Entry {
    VacancyFacts facts;
    bool marked = false;
    bool fill_marked = false;
  };
  struct WaitingFill {
    int32_t taken_count = 0;
    bool marked = false;
  };

  static size_t Index(Slot slot) { return static_cast<size_t>(slot); }
  const matcher::RowTable<matcher::PackedVacancy>& rows() const { return matcher_.vacancies(); }
  void Keep(Slot slot, const v1::Vacancy& vacancy, const Entry& entry);
  void SetGroup(Slot slot, int32_t group);
  void SetEmployer(Slot slot, EmployerTable::Number employer);
  void SetTaken(const std::string& name, Slot slot, int32_t taken_count);
  void RefreshBlocks(const std::vector<EmployerTable::Number>& employers);

  matcher::Matcher& matcher_;
  EmployerTable employers_;
  matcher::Dictionary offices_;
  matcher::Dictionary groups_;
  // By slot.
  std::vector<Entry> entries_;
  std::vector<VacancyTexts> texts_;
  std::vector<int32_t> group_by_slot_;
  TextColumn folded_;
  absl::flat_hash_map<int32_t, std::vector<Slot>> members_;
  absl::flat_hash_map<EmployerTable::Number, std::vector<Slot>> slots_of_employer_;
  absl::flat_hash_map<std::string, WaitingFill> waiting_fills_;
};

}  // namespace laowu::match

#endif  // LAOWU_SERVICES_MATCH_VACANCY_TABLE_H_
