#include "services/monitoring/entries_from_proto.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "reference/divisions.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/record_fields.h"

namespace laowu::monitoring {
namespace {

using runtime::ToCivilDay;
using runtime::ToTime;

absl::CivilDay DayOrEpoch(const google::type::Date& date) {
  return ToCivilDay(date).value_or(absl::CivilDay(1970, 1, 1));
}

std::string NameOf(const std::string& division, absl::CivilDay day) {
  return absl::StrCat("divisions/", division, "/outboundRatios/", runtime::DateText(day));
}

}  // namespace

ratio::WorkerFact ToEntry(const v1::WorkerFact& fact) {
  ratio::WorkerFact out;
  out.name = fact.name();
  out.worker = fact.name().substr(0, fact.name().find("/facts/"));
  out.kind = static_cast<ratio::FactKind>(fact.kind());
  out.effective_date = DayOrEpoch(fact.effective_date());
  out.record_time = ToTime(fact.record_time());
  out.sequence = fact.sequence();
  const auto& values = fact.values();
  out.division_code = values.division_code();
  out.rural = values.rural();
  out.birth_date = ToCivilDay(values.birth_date());
  out.sex = values.sex();
  for (const int group : values.policy_groups()) {
    out.policy_groups.push_back(static_cast<ratio::PolicyGroup>(group));
  }
  out.merged_worker = values.worker();
  out.voids = values.voided_fact();
  out.without_identity_number = values.without_identity_number();
  out.recorded_by = fact.recorded_by();
  return out;
}

ratio::Outcome ToEntry(const v1::Outcome& outcome) {
  ratio::Outcome out;
  out.name = outcome.name();
  out.type = static_cast<ratio::OutcomeType>(outcome.type());
  out.worker = outcome.worker();
  out.effective_date = DayOrEpoch(outcome.effective_date());
  out.precision = static_cast<ratio::DatePrecision>(outcome.date_precision());
  out.workplace_division_code = outcome.workplace_division_code();
  out.employer = outcome.employer();
  out.channel = static_cast<reference::Channel>(outcome.channel());
  out.organizer = outcome.organizer();
  out.placement = outcome.placement();
  out.self_employed = outcome.self_employed();
  out.commutes = outcome.commutes();
  out.wage_cny_per_month = outcome.wage_cny_per_month();
  out.voids = outcome.voids();
  out.undone_import = outcome.undone_import();
  out.recorded_by = outcome.recorded_by();
  out.record_time = ToTime(outcome.record_time());
  out.sequence = outcome.sequence();
  return out;
}

ratio::Attestation ToEntry(const std::string& outcome, const v1::Attestation& attestation) {
  ratio::Attestation out;
  out.name = attestation.name();
  out.outcome = outcome;
  out.kind = static_cast<ratio::AttestationKind>(attestation.kind());
  out.grade = attestation.grade();
  out.record_time = ToTime(attestation.record_time());
  out.sequence = attestation.sequence();
  out.passed_on = attestation.passed_on();
  return out;
}

namespace {

constexpr absl::string_view kLicences = "/licences/";

// Named by when it became known: a later statement on the same licence is another fact.
ratio::OrganizerFact LicenceEntry(const v1::Organizer& organizer,
                                  const v1::Organizer::Licence& licence) {
  ratio::OrganizerFact fact;
  fact.organizer = organizer.name();
  fact.record_time = ToTime(licence.record_time());
  fact.kind = ratio::OrganizerFactKind::kLicence;
  fact.effective_date = DayOrEpoch(licence.start_date());
  fact.licence_end = ToCivilDay(licence.end_date());
  fact.name = absl::StrCat(organizer.name(), kLicences, licence.number(), "/",
                           runtime::DateText(fact.effective_date), "/",
                           absl::ToUnixMicros(fact.record_time));
  return fact;
}

}  // namespace

std::vector<ratio::OrganizerFact> ToEntries(const v1::Organizer& organizer) {
  std::vector<ratio::OrganizerFact> out;
  ratio::OrganizerFact fact;
  fact.organizer = organizer.name();
  fact.record_time = ToTime(organizer.record_time());
  fact.name = organizer.name() + "/registered";
  fact.kind = ratio::OrganizerFactKind::kRegistered;
  fact.effective_date = DayOrEpoch(organizer.register_date());
  fact.channel = static_cast<reference::Channel>(organizer.kind());
  out.push_back(fact);
  for (const auto& licence : organizer.licences()) out.push_back(LicenceEntry(organizer, licence));
  // What held until something else became known holds for every earlier known-at.
  for (const auto& licence : organizer.past_licences()) {
    out.push_back(LicenceEntry(organizer, licence));
    ratio::OrganizerFact replaced;
    replaced.organizer = organizer.name();
    replaced.kind = ratio::OrganizerFactKind::kVoided;
    replaced.name = out.back().name + "/replaced";
    replaced.voids = out.back().name;
    replaced.effective_date = out.back().effective_date;
    replaced.record_time = ToTime(licence.replace_time());
    out.push_back(std::move(replaced));
  }
  return out;
}

v1::Organizer::Licence ToLicence(const ratio::OtherLicence& licence) {
  // As LicenceEntry names it; a number may have a slash in it, an organiser's id has none.
  absl::string_view rest = licence.fact;
  const std::size_t found = rest.find(kLicences);
  if (found != absl::string_view::npos) rest.remove_prefix(found + kLicences.size());
  const auto take_last = [&rest] {
    const std::size_t slash = std::min(rest.rfind('/'), rest.size());
    const absl::string_view last = rest.substr(std::min(slash + 1, rest.size()));
    rest = rest.substr(0, slash);
    return last;
  };
  int64_t recorded_micros = 0;
  const bool dated = absl::SimpleAtoi(take_last(), &recorded_micros);
  take_last();  // the first day
  v1::Organizer::Licence out;
  out.set_number(std::string(rest));
  *out.mutable_start_date() = runtime::ToDate(licence.first);
  if (licence.end.has_value()) *out.mutable_end_date() = runtime::ToDate(*licence.end);
  if (dated) {
    *out.mutable_record_time() = runtime::ToTimestamp(absl::FromUnixMicros(recorded_micros));
  }
  return out;
}

v1::OutboundRatio ToOutboundRatio(const ratio::Figures& figures, const ratio::FigureQuery& query) {
  v1::OutboundRatio out;
  out.set_name(NameOf(figures.division, figures.day));
  out.mutable_policy()->set_version(std::string(query.policy->version));
  out.mutable_policy()->set_strictness(static_cast<v1::RatioPolicy::Strictness>(query.strictness));
  out.mutable_policy()->set_boundary(static_cast<v1::RatioPolicy::Boundary>(query.boundary));
  const reference::Carry carry = query.carry.value_or(query.policy->carry);
  out.mutable_policy()->set_carry(static_cast<v1::RatioPolicy::Carry>(carry));
  *out.mutable_known_at() = runtime::ToTimestamp(query.known_at);
  out.set_outbound_person_count(figures.outbound_person_count);
  out.set_organized_person_count(figures.organized_person_count);
  out.set_unknown_channel_person_count(figures.unknown_channel_person_count);
  out.set_unproven_person_count(figures.unproven_person_count);
  out.set_self_employed_person_count(figures.self_employed_person_count);
  out.set_lapsing_visit_person_count(figures.lapsing_visit_person_count);
  out.set_status(static_cast<v1::OutboundRatio::Status>(figures.status));
  if (figures.ratio_permille.has_value()) out.set_ratio_permille(*figures.ratio_permille);
  if (figures.high_bound_permille.has_value()) {
    out.set_high_bound_permille(*figures.high_bound_permille);
  }
  if (figures.coverage_permille.has_value()) out.set_coverage_permille(*figures.coverage_permille);
  if (figures.proof_rate_permille.has_value()) {
    out.set_proof_rate_permille(*figures.proof_rate_permille);
  }
  out.set_missing_arrival_count(figures.missing_arrival_count);
  out.set_missing_arrival_if_proven_count(figures.missing_arrival_if_proven_count);
  out.set_missing_channel_count(figures.missing_channel_count);
  out.set_target_percent(figures.target_percent);
  *out.mutable_date() = runtime::ToDate(figures.day);
  out.set_division_code(figures.division);
  const auto* division = reference::Divisions::Get().Find(figures.division, figures.day);
  if (division != nullptr) out.set_division_display_name(std::string(division->name));
  return out;
}

namespace {

// What is told of one person is cut: nobody reads on, and a page stays small.
constexpr std::size_t kListedMost = 20;

template <typename Item>
absl::Span<const Item> FirstOf(const std::vector<Item>& items) {
  return absl::MakeConstSpan(items).first(std::min(items.size(), kListedMost));
}

}  // namespace

v1::ExplainedPerson ToExplainedPerson(const ratio::ExplainedPerson& person) {
  v1::ExplainedPerson out;
  out.set_worker(person.worker);
  out.set_standing(static_cast<v1::ExplainedPerson::Standing>(person.standing));
  out.set_rule_number(person.rule_number);
  out.set_reason(person.reason);
  if (!person.outcomes.empty()) out.set_outcome(person.outcomes.front());
  for (const auto& outcome : FirstOf(person.outcomes)) out.add_outcomes(outcome);
  for (const auto& attested : FirstOf(person.attestations)) {
    auto* const to = out.add_attestations();
    to->set_name(attested.name);
    to->set_kind(static_cast<v1::Attestation::Kind>(attested.kind));
    to->set_grade(static_cast<v1::EvidenceGrade>(attested.grade));
    *to->mutable_record_time() = runtime::ToTimestamp(attested.record_time);
    to->set_passed_on(attested.passed_on);
  }
  if (person.spell_start.has_value()) {
    *out.mutable_spell_start_date() = runtime::ToDate(*person.spell_start);
  }
  if (person.job_start.has_value()) {
    *out.mutable_job_start_date() = runtime::ToDate(*person.job_start);
  }
  if (person.lapse_date.has_value()) {
    *out.mutable_lapse_date() = runtime::ToDate(*person.lapse_date);
  }
  out.set_workplace_division_code(person.workplace_division_code);
  out.set_channel(static_cast<v1::Channel>(person.channel));
  out.set_organizer(person.organizer);
  out.set_evidence_grade(static_cast<v1::EvidenceGrade>(person.evidence_grade));
  for (const auto flag : person.flags) out.add_flags(std::string(ratio::FlagName(flag)));
  for (const auto& name : FirstOf(person.other_names)) out.add_other_workers(name);
  out.set_missing(static_cast<v1::ExplainedPerson::Missing>(person.missing));
  out.set_missing_text(person.missing_text);
  return out;
}

}  // namespace laowu::monitoring
