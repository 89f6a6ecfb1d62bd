#ifndef LAOWU_SERVICES_MATCH_ASKED_ROWS_H_
#define LAOWU_SERVICES_MATCH_ASKED_ROWS_H_

// The row that a question is about: a stored one that the caller may ask about, or a draft.

#include <cstdint>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "matcher/matcher.h"
#include "services/match/draft_input.h"
#include "services/match/match_index.h"
#include "services/runtime/access.h"
#include "services/runtime/call_context.h"
#include "services/runtime/digest.h"
#include "services/runtime/errors.h"
#include "services/runtime/match_rows.h"
#include "services/runtime/reasons.h"

namespace laowu::match {

// What decides between equal scores (matching.md) for a draft: its name, so that a changed copy of
// a stored record draws as that one does; else its content (as StatedOf gives it), so that asking
// twice answers alike, and not the same people come first in every draft.
template <typename Record>
int64_t TieHashOfDraft(const Record& draft) {
  return runtime::TieHash(draft.name().empty() ? runtime::DeterministicBytes(draft) : draft.name());
}

// `request` has name or draft, checked. NOT_FOUND if there is none of that name.
template <typename Request>
absl::StatusOr<matcher::VacancyRow> AskedVacancy(const MatchIndex::View& view, absl::Time now,
                                                 const Request& request) {
  if (request.has_draft()) {
    const v1::Vacancy draft = StatedOf(request.draft());
    matcher::VacancyRow row = view.vacancies().RowOfDraft(draft, now);
    row.tie_hash = TieHashOfDraft(draft);
    return row;
  }
  auto row = view.matcher().GetVacancy(request.name());
  if (!row.ok()) return runtime::NotFound("vacancy", request.name());
  return row;
}

// The stored worker. Whoever asks outside of their scope is not told whether there is one.
// FAILED_PRECONDITION with WRONG_STATE: the record was merged; the message names the one that
// stands.
inline absl::StatusOr<matcher::WorkerRow> WorkerInScope(const MatchIndex::View& view,
                                                        const runtime::CallContext& call,
                                                        absl::string_view name) {
  auto row = view.matcher().GetWorker(name);
  const auto* const merged = view.workers().FindMerged(name);
  if (merged != nullptr && runtime::DivisionInScope(call.principal, merged->division_code)) {
    return runtime::FailedPrecondition(
        runtime::reasons::kWrongState, name,
        absl::StrCat("此档案已并入 ", merged->into, "，请查该档案 / The record was merged into ",
                     merged->into, "; ask about that one."));
  }
  if (!row.ok() && call.principal.unscoped()) return runtime::NotFound("worker", name);
  if (row.ok() && runtime::DivisionInScope(call.principal, row->division_code)) return row;
  return runtime::NoWorkerInScope(call.principal, name);
}

// A draft is shown to nobody, so no state and no legal basis keeps it from being matched.
template <typename Request>
absl::StatusOr<matcher::WorkerRow> AskedWorker(const MatchIndex::View& view,
                                               const runtime::CallContext& call,
                                               const Request& request) {
  if (!request.has_draft()) return WorkerInScope(view, call, request.name());
  const v1::Worker draft = StatedOf(request.draft());
  matcher::WorkerRow row = runtime::WorkerRowFrom(draft, call.now);
  row.name.clear();
  row.tie_hash = TieHashOfDraft(draft);
  row.active = true;
  row.legal_basis_in_force = matcher::LegalBasis::kConsent;
  return row;
}

}  // namespace laowu::match

#endif  // LAOWU_SERVICES_MATCH_ASKED_ROWS_H_
