#include "services/match/worker_search.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "matcher/division_filter.h"
#include "matcher/score.h"
#include "services/match/facets.h"
#include "services/match/occupation_filter.h"
#include "services/runtime/field_checks.h"
#include "storage/status_macros.h"

namespace laowu::match {
namespace {

using Slot = WorkerTable::Slot;
using matcher::PackedWorker;

v1::WorkStatus StatusOf(const PackedWorker& row, const WorkFacts& work) {
  if (row.currently_away) return v1::WORK_STATUS_AWAY;
  if (row.has_live_placement) return v1::WORK_STATUS_PLACED;
  return work.proposal_count > 0 ? v1::WORK_STATUS_PROPOSED : v1::WORK_STATUS_AT_HOME;
}

// As the gate WORKER_NOT_VISIBLE.
bool VisibleOn(const PackedWorker& row, const matcher::MatchTerms& terms) {
  return row.active && !row.dead &&
         (row.legal_basis == matcher::LegalBasis::kConsent ||
          (row.legal_basis == matcher::LegalBasis::kStatutoryDuty &&
           terms.statutory_duty_suffices));
}

// Desired occupations or, where none is stated, past ones.
template <typename F>
void ForEachOccupation(const PackedWorker& row, F f) {
  const bool desired = row.desired_occupations[0] != matcher::kNoOccupation;
  for (const auto code : desired ? row.desired_occupations : row.past_occupations) {
    if (code != matcher::kNoOccupation) f(code);
  }
}

// The filters of a request, with codes as numbers.
class Filter {
 public:
  Filter(const MatchIndex::View& view, const WorkerSearch& search)
      : table_(view.workers()),
        request_(*search.request),
        terms_(search.terms),
        day_(matcher::PackDate(search.terms.as_of_date)),
        occupations_(request_.occupation_codes()) {
    const auto& dictionaries = view.matcher().dictionaries();
    if (!search.division_prefix.empty()) {
      divisions_ = matcher::DivisionsThatTakePart({search.division_prefix}, dictionaries.divisions);
    }
    if (!request_.away_division_prefix().empty()) {
      away_divisions_ =
          matcher::DivisionsThatTakePart({request_.away_division_prefix()}, dictionaries.divisions);
    }
    for (const int group : request_.policy_groups()) policy_groups_ |= matcher::BitOf(group);
    for (const int status : request_.work_statuses()) statuses_ |= 1U << status;
    for (const auto& code : request_.skill_codes()) {
      skills_.push_back(dictionaries.skills.Find(code));
    }
    const auto available_by = runtime::ToCivilDay(request_.available_by_date());
    if (available_by.has_value()) available_by_ = matcher::PackDate(*available_by);
  }

  bool Passes(Slot slot, const PackedWorker& row) const {
    if (!divisions_.empty() && !divisions_[static_cast<size_t>(row.division)]) return false;
    if (policy_groups_ != 0 && (row.policy_groups & policy_groups_) == 0) return false;
    if (request_.visible_only() && !VisibleOn(row, terms_)) return false;
    return PassesProfile(row) && HasOccupation(row) && HasSkills(row) && PassesWork(slot, row);
  }

 private:
  bool PassesProfile(const PackedWorker& row) const {
    if (request_.max_wish_cny_per_month() > 0 &&
        row.min_wage_cny_per_month > request_.max_wish_cny_per_month()) {
      return false;
    }
    if (static_cast<int>(row.education) < request_.min_education()) return false;
    if (available_by_ != matcher::kNoDate && row.available_date > available_by_) return false;
    const int least = request_.min_age_years();
    const int most = request_.max_age_years();
    if ((least > 0 || most > 0) && row.birth_date == matcher::kNoDate) return false;
    // n years old from birth + n years on (packed_rows.h).
    if (least > 0 && row.birth_date + least * matcher::kOneYear > day_) return false;
    return most == 0 || row.birth_date + (most + 1) * matcher::kOneYear > day_;
  }
  bool HasOccupation(const PackedWorker& row) const {
    if (occupations_.empty()) return true;
    bool has = false;
    ForEachOccupation(row, [&](auto code) { has = has || occupations_.Contains(code); });
    return has;
  }
  bool HasSkills(const PackedWorker& row) const {
    return std::all_of(skills_.begin(), skills_.end(), [&](matcher::CodeNumber wanted) {
      return std::any_of(row.skills.begin(), row.skills.end(),
                         [wanted](const auto& skill) { return skill.skill == wanted; });
    });
  }
  bool PassesWork(Slot slot, const PackedWorker& row) const {
    if (!away_divisions_.empty() &&
        (!row.currently_away || !away_divisions_[static_cast<size_t>(row.away_division)])) {
      return false;
    }
    return statuses_ == 0 || (statuses_ & (1U << StatusOf(row, table_.work(slot)))) != 0;
  }

  const WorkerTable& table_;
  const v1::SearchWorkersRequest& request_;
  const matcher::MatchTerms& terms_;
  const matcher::PackedDate day_;
  const OccupationFilter occupations_;
  std::vector<bool> divisions_, away_divisions_;  // by number; empty: all
  matcher::PolicyGroupBits policy_groups_ = 0;
  unsigned statuses_ = 0;
  std::vector<matcher::CodeNumber> skills_;
  matcher::PackedDate available_by_ = matcher::kNoDate;
};

class Facets {
 public:
  Facets(const MatchIndex::View& view, absl::CivilDay day) : view_(view), day_(day) {}

  void Count(Slot slot) {
    const PackedWorker& row = view_.matcher().workers().row(slot);
    divisions_.Count(row.division);
    statuses_.Count(StatusOf(row, view_.workers().work(slot)));
    for (int group = 1; group < v1::PolicyGroup_ARRAYSIZE; ++group) {
      if ((row.policy_groups & matcher::BitOf(group)) != 0) policy_groups_.Count(group);
    }
    // A worker with two wishes in one class counts once.
    std::set<int> classes;
    ForEachOccupation(row, [&](auto code) {
      if (const int number = code >> matcher::kMiddleClassShift; classes.insert(number).second) {
        ++classes_[number];
      }
    });
  }

  std::vector<v1::Facet> ToProto() const {
    FacetValues townships, classes, statuses, groups;
    divisions_.ForEach([&](int number, int count) {
      if (number == matcher::kNoCode) return;
      Add(TownshipOf(view_.matcher().dictionaries().divisions.Text(number), day_), count,
          townships);
    });
    for (const auto& [number, count] : classes_) Add(MiddleClassOf(number), count, classes);
    statuses_.ForEach([&](int status, int count) {
      Add({v1::WorkStatus_Name(static_cast<v1::WorkStatus>(status)), ""}, count, statuses);
    });
    policy_groups_.ForEach([&](int group, int count) {
      Add({v1::PolicyGroup_Name(static_cast<v1::PolicyGroup>(group)), ""}, count, groups);
    });
    return {ToFacet("division_code", townships), ToFacet("occupation_code", classes),
            ToFacet("work_status", statuses), ToFacet("policy_group", groups)};
  }

 private:
  static void Add(const std::pair<std::string, std::string>& value, int count,
                  FacetValues& values) {
    const auto it = values.try_emplace(value.first, value.second, 0).first;
    it->second.second += count;
  }

  const MatchIndex::View& view_;
  const absl::CivilDay day_;
  NumberCounts divisions_, statuses_, policy_groups_;
  absl::flat_hash_map<int, int> classes_;
};

Place PlaceOf(v1::SearchWorkersRequest::Order order, Slot slot, const PackedWorker& row,
              const WorkFacts& work) {
  if (order != v1::SearchWorkersRequest::LEAST_PROPOSED_FIRST) return {0, 0, slot};
  // No date stated: available all along.
  return {work.proposal_count, row.available_date, slot};
}

absl::StatusOr<v1::FoundWorker> ToFound(const MatchIndex::View& view, Slot slot,
                                        const matcher::MatchTerms& terms) {
  const auto& rows = view.matcher().workers();
  LAOWU_ASSIGN_OR_RETURN(const auto row, view.matcher().GetWorker(rows.name(slot)));
  const WorkFacts& work = view.workers().work(slot);
  v1::FoundWorker found;
  found.set_name(row.name);
  found.set_division_code(row.division_code);
  found.set_work_status(StatusOf(rows.row(slot), work));
  found.set_workplace_division_code(row.away_division_code);
  if (row.currently_away && work.away_since_date != matcher::kNoDate) {
    *found.mutable_away_since_date() = runtime::ToDate(matcher::UnpackDate(work.away_since_date));
  }
  for (const auto& code : row.desired_occupation_codes) found.add_desired_occupation_codes(code);
  for (const auto& skill : row.skills) found.add_skill_codes(skill.skill_code);
  found.set_min_wage_cny_per_month(row.min_wage_cny_per_month.value_or(0));
  found.set_proposal_count(work.proposal_count);
  for (int group = 1; group < v1::PolicyGroup_ARRAYSIZE; ++group) {
    if ((row.policy_groups & matcher::BitOf(group)) != 0) {
      found.add_policy_groups(static_cast<v1::PolicyGroup>(group));
    }
  }
  if (row.birth_date.has_value()) {
    found.set_age_years(matcher::AgeInYears(*row.birth_date, terms.as_of_date));
  }
  found.set_visible(VisibleOn(rows.row(slot), terms));
  if (row.available_date.has_value()) {
    *found.mutable_available_date() = runtime::ToDate(*row.available_date);
  }
  return found;
}

}  // namespace

absl::StatusOr<WorkersFound> SearchWorkers(const MatchIndex::View& view,
                                           const WorkerSearch& search) {
  const auto& rows = view.matcher().workers();
  const Filter filter(view, search);
  Facets facets(view, search.terms.as_of_date);
  WorkersFound found;
  OrderedPage page(search.limit, search.after, [&](int32_t slot) { return rows.name(slot); });
  for (Slot slot = 0; slot < rows.slot_end(); ++slot) {
    if (slot % matcher::kRowsBetweenChecks == 0 && search.keep_going) {
      LAOWU_RETURN_IF_ERROR(search.keep_going());
    }
    if (!rows.Holds(slot) || !filter.Passes(slot, rows.row(slot))) continue;
    ++found.total_size;
    if (search.request->facets()) facets.Count(slot);
    page.Offer(PlaceOf(search.request->order(), slot, rows.row(slot), view.workers().work(slot)));
  }
  bool has_more = false;
  for (const Place& place : page.Take(&has_more)) {
    LAOWU_ASSIGN_OR_RETURN(v1::FoundWorker worker, ToFound(view, place.slot, search.terms));
    if (has_more) found.last = {place.first, place.second, worker.name()};
    found.workers.push_back(std::move(worker));
  }
  if (search.request->facets()) found.facets = facets.ToProto();
  return found;
}

}  // namespace laowu::match
