#include "services/worker/fact_warnings.h"

#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "services/runtime/add_warning.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/masked_text.h"
#include "services/worker/fact_rules.h"
#include "services/worker/worker_rules.h"

namespace laowu::worker {
namespace {

using Warnings = google::protobuf::RepeatedPtrField<v1::Warning>;

// A field that was left empty loses nothing.
bool IsLost(const std::string& sent, const std::string& kept) {
  return !sent.empty() && sent != kept;
}

void WarnOfReference(const v1::WorkerFact& sent, const v1::WorkerFact& stands, Warnings* warnings) {
  const bool reference_lost = IsLost(sent.reference(), stands.reference());
  if (!reference_lost && !IsLost(sent.file_digest(), stands.file_digest())) return;
  std::string kept = stands.reference();
  if (kept.empty()) kept = stands.file_digest();
  runtime::AddWarning(
      "REFERENCE_NOT_KEPT", reference_lost ? "fact.reference" : "fact.file_digest",
      absl::StrCat(
          "这一事实已登记过（", stands.name(),
          kept.empty() ? "，没有凭据" : absl::StrCat("，凭据 ", kept),
          "），本次的凭据没有另存；要换凭据，请先撤销那条（FACT_VOIDED），再重新登记 "
          "/ the fact stands already as ",
          stands.name(),
          kept.empty() ? ", without a reference" : absl::StrCat(", with the reference ", kept),
          "; what this one refers to is not kept. To put it in the other's place, "
          "take that fact back (FACT_VOIDED) and record it anew"),
      warnings);
  warnings->rbegin()->add_related_names(stands.name());
}

void WarnOfDeaths(const v1::WorkerFact& stands, const std::vector<v1::WorkerFact>& known,
                  Warnings* warnings) {
  if (stands.kind() != v1::WorkerFact::DIED && !TakesDeathBack(stands, known)) return;
  for (const v1::WorkerFact* death : StandingDeaths(known)) {
    if (death->name() == stands.name()) continue;
    const auto day = runtime::ToCivilDay(death->effective_date());
    const std::string date = day.has_value() ? runtime::DateText(*day) : "";
    runtime::AddWarning(
        "OTHER_DEATH_STANDS", "fact",
        absl::StrCat("此人另有一条死亡登记仍在册（", date, "，", death->name(),
                     "）；几条并存时以最后登记的为准，有误的请撤销（FACT_VOIDED） / another "
                     "death of the worker stands (",
                     date, ", ", death->name(),
                     "); of several the one recorded last holds. Take back the one that is "
                     "wrong (FACT_VOIDED)"),
        warnings);
    warnings->rbegin()->add_related_names(death->name());
  }
}

}  // namespace

bool TakesDeathBack(const v1::WorkerFact& fact, const std::vector<v1::WorkerFact>& known) {
  return fact.kind() == v1::WorkerFact::FACT_VOIDED &&
         std::any_of(known.begin(), known.end(), [&](const v1::WorkerFact& other) {
           return other.name() == fact.values().voided_fact() &&
                  other.kind() == v1::WorkerFact::DIED;
         });
}

void WarnOfFact(const v1::WorkerFact& sent, const v1::WorkerFact& stands,
                const std::vector<v1::WorkerFact>& known, Warnings* warnings) {
  WarnOfReference(sent, stands, warnings);
  WarnOfDeaths(stands, known, warnings);
  WarnOfPersonalNumber("fact.reference", stands.reference(), warnings);
}

void WarnOfDeathBehind(const std::string& behind, Warnings* warnings) {
  runtime::AddWarning(
      "OTHER_DEATH_STANDS", "fact",
      absl::StrCat(
          "并入本档案的 ", behind,
          " 仍登记为已故，统计仍把此人算作已故；请由管它的县撤销（FACT_VOIDED），或撤销合并 "
          "/ ",
          behind,
          ", which is merged into this record, is recorded as dead still, and figures "
          "count the person as dead: have its county take that back (FACT_VOIDED) or "
          "undo the merger"),
      warnings);
  warnings->rbegin()->add_related_names(behind);
}

}  // namespace laowu::worker
