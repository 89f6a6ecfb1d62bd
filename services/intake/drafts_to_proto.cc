#include "services/intake/drafts_to_proto.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "services/runtime/clock.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/record_fields.h"

namespace laowu::intake_role {
namespace {

// The readers' numbers are the messages' (they say so); one of each list holds them together.
static_assert(static_cast<int>(intake::EducationLevel::kBachelorOrAbove) ==
              v1::EDUCATION_LEVEL_BACHELOR_OR_ABOVE);
static_assert(static_cast<int>(intake::PayKind::kYearly) == v1::PAY_KIND_YEARLY);
static_assert(static_cast<int>(intake::PayBasis::kBase) == v1::PAY_BASIS_BASE);
static_assert(static_cast<int>(intake::Hazard::kForcedPosture) == v1::HAZARD_FORCED_POSTURE);
static_assert(static_cast<int>(intake::Sex::kMale) == v1::SEX_MALE);
static_assert(static_cast<int>(intake::PolicyGroup::kDisabled) == v1::POLICY_GROUP_DISABLED);
static_assert(static_cast<int>(intake::LegalBasisKind::kStatutoryDuty) ==
              v1::Worker::LegalBasis::STATUTORY_DUTY);

}  // namespace

v1::Vacancy ToVacancy(const intake::VacancyDraft& draft) {
  v1::Vacancy out;
  out.set_source_reference(draft.source_reference);
  if (draft.source_update_time.has_value()) {
    *out.mutable_source_update_time() = runtime::ToTimestamp(*draft.source_update_time);
  }
  out.set_title(draft.title);
  if (!draft.employer_credit_code.empty()) {
    out.set_employer(absl::StrCat("employers/", absl::AsciiStrToLower(draft.employer_credit_code)));
  }
  out.set_employer_display_name(draft.employer_display_name);
  out.set_workplace_division_code(draft.workplace_division_code);
  if (draft.latitude.has_value() && draft.longitude.has_value()) {
    out.mutable_location()->set_latitude(*draft.latitude);
    out.mutable_location()->set_longitude(*draft.longitude);
  }
  out.set_occupation_code(draft.occupation_code);
  for (const auto& skill : draft.skill_requirements) {
    auto* to = out.add_skill_requirements();
    to->set_skill_code(skill.skill_code);
    to->set_min_level(skill.min_level);
    to->set_required(skill.required);
  }
  out.set_min_education(static_cast<v1::EducationLevel>(draft.min_education));
  out.set_min_age_years(draft.min_age_years);
  out.set_max_age_years(draft.max_age_years);
  out.set_min_wage_cny_per_month(draft.min_wage_cny_per_month);
  out.set_max_wage_cny_per_month(draft.max_wage_cny_per_month);
  out.set_pay_kind(static_cast<v1::PayKind>(draft.pay_kind));
  out.set_pay_basis(static_cast<v1::PayBasis>(draft.pay_basis));
  out.set_pay_months(draft.pay_months);
  out.set_opening_count(draft.opening_count);
  out.set_min_experience_months(draft.min_experience_months);
  if (draft.accommodation_provided) out.set_accommodation_provided(*draft.accommodation_provided);
  if (draft.meals_provided) out.set_meals_provided(*draft.meals_provided);
  if (draft.night_shift) out.set_night_shift(*draft.night_shift);
  for (const auto hazard : draft.hazards) out.add_hazards(static_cast<v1::Hazard>(hazard));
  if (draft.no_juvenile_hazards) out.set_no_juvenile_hazards(*draft.no_juvenile_hazards);
  out.set_hours_per_week(draft.hours_per_week);
  if (draft.social_insurance) out.set_social_insurance(*draft.social_insurance);
  if (draft.start_date) *out.mutable_start_date() = runtime::ToDate(*draft.start_date);
  if (draft.expire_date) *out.mutable_expire_date() = runtime::ToDate(*draft.expire_date);
  out.set_description(draft.description);
  out.set_office_contact(draft.office_contact);
  return out;
}

v1::Worker ToWorker(const intake::WorkerDraft& draft, absl::CivilDay as_of) {
  v1::Worker out;
  out.set_source_reference(draft.source_reference);
  auto* details = out.mutable_personal_details();
  details->set_display_name(draft.display_name);
  details->set_phone_number(draft.phone_number);
  details->set_identity_number(draft.identity_number);
  out.set_division_code(draft.division_code);
  out.set_village_display_name(draft.village_display_name);
  if (draft.birth_date) *out.mutable_birth_date() = runtime::ToDate(*draft.birth_date);
  out.set_education(static_cast<v1::EducationLevel>(draft.education));
  out.set_sex(static_cast<v1::Sex>(draft.sex));
  if (draft.rural) out.set_rural(*draft.rural);
  for (const auto& code : draft.desired_occupation_codes) out.add_desired_occupation_codes(code);
  for (const auto& skill : draft.skills) {
    auto* to = out.add_skills();
    to->set_skill_code(skill.skill_code);
    to->set_level(skill.level);
    to->set_experience_months(skill.experience_months);
    to->set_certificate_number(skill.certificate_number);
  }
  out.set_min_wage_cny_per_month(draft.min_wage_cny_per_month);
  for (const auto& code : draft.preferred_division_codes) out.add_preferred_division_codes(code);
  if (draft.available_date) *out.mutable_available_date() = runtime::ToDate(*draft.available_date);
  if (draft.job_wanted_from) {
    *out.mutable_job_wanted_from() = runtime::ToDate(*draft.job_wanted_from);
  }
  out.set_accommodation_required(draft.accommodation_required);
  out.set_refuses_night_shift(draft.refuses_night_shift);
  out.set_household(draft.household);
  for (const auto group : draft.policy_groups) {
    out.add_policy_groups(static_cast<v1::PolicyGroup>(group));
  }
  // A refusal is a consent that has ended, so that it ends the one on record, too.
  if (draft.legal_basis.refused) {
    auto* basis = out.mutable_legal_basis();
    basis->set_kind(v1::Worker::LegalBasis::CONSENT);
    *basis->mutable_withdraw_time() = runtime::ToTimestamp(runtime::StartOfDay(as_of));
  } else if (draft.legal_basis.kind != intake::LegalBasisKind::kUnspecified) {
    auto* basis = out.mutable_legal_basis();
    basis->set_kind(static_cast<v1::Worker::LegalBasis::Kind>(draft.legal_basis.kind));
    basis->set_reference(draft.legal_basis.reference);
    basis->set_scope_version(draft.legal_basis.scope_version);
    if (draft.legal_basis.effective_date) {
      *basis->mutable_effective_time() =
          runtime::ToTimestamp(runtime::StartOfDay(*draft.legal_basis.effective_date));
    }
  }
  return out;
}

void AddInferred(const std::vector<intake::InferredField>& from,
                 google::protobuf::RepeatedPtrField<v1::InferredField>* to) {
  for (const auto& field : from) {
    auto* out = to->Add();
    out->set_field_path(field.field_path);
    out->set_source_text(field.source_text);
    out->set_rule(field.rule);
    out->set_confidence_percent(field.confidence);
  }
}

void AddWarnings(const std::vector<intake::Warning>& from,
                 google::protobuf::RepeatedPtrField<v1::Warning>* to) {
  for (const auto& warning : from) {
    auto* out = to->Add();
    out->set_reason(warning.reason);
    out->set_field_path(warning.field_path);
    out->set_source_text(warning.source_text);
    out->set_message(warning.message);
  }
}

}  // namespace laowu::intake_role
