#include "services/placement/attestation_rules.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "ratio/attestation.h"
#include "services/runtime/limits.h"
#include "services/runtime/reference_text.h"

namespace laowu::placement {
namespace {

using runtime::PrincipalRole;
using v1::Attestation;
using v1::Outcome;

constexpr int kDigestChars = 64;

struct Rule {
  Attestation::Kind kind;
  std::optional<PrincipalRole> speaks;  // for themselves; nullopt: nobody does
  absl::string_view asked_zh;           // of whoever passes it on
  absl::string_view asked_en;
  bool names_organizer;  // the outcome must
};

constexpr Rule kRules[] = {
    {Attestation::VILLAGE_STATEMENT, std::nullopt, "村里名单或说明的编号、日期",
     "number or day of the village's list or statement", false},
    {Attestation::ORGANIZER_RECORD, PrincipalRole::kOrganizer, "组织单位名单的编号",
     "number of the organiser's list", true},
    {Attestation::WORKER_CONFIRMATION, std::nullopt, "通话编号，或通话日期和号码尾号",
     "number of the call, or its day and the phone's last digits", false},
    {Attestation::OFFICE_CONFIRMATION, PrincipalRole::kOffice, "协作站来函或通话的编号",
     "number of the office's letter or call", false},
    {Attestation::EMPLOYER_CONFIRMATION, std::nullopt, "用人单位证明、花名册或通话的编号",
     "number of the employer's letter, roster or call", false},
    {Attestation::PAYROLL_MATCH, std::nullopt, "工资或社保比对的批次",
     "which match of payroll or social insurance", false},
    {Attestation::ORGANIZER_DENIAL, PrincipalRole::kOrganizer, "组织单位来函的编号",
     "number of the organiser's letter", true},
};

const Rule* FindRule(Attestation::Kind kind) {
  const auto* const rule = std::find_if(std::begin(kRules), std::end(kRules),
                                        [&](const Rule& r) { return r.kind == kind; });
  return rule == std::end(kRules) ? nullptr : rule;
}

}  // namespace

void CheckAttestation(const Attestation& attestation, PrincipalRole role, absl::string_view path,
                      runtime::FieldChecks& checks) {
  const std::string at(path);
  if (attestation.kind() == Attestation::KIND_UNSPECIFIED) {
    checks.Violate(at + ".kind",
                   "请选填凭据类型 / is required: what vouches, such as WORKER_CONFIRMATION");
  }
  checks.KnownEnum(at + ".kind", attestation.kind(), Attestation::Kind_IsValid(attestation.kind()));
  checks.Text(at + ".reference", attestation.reference(), runtime::limits::kTextChars);
  const std::string& digest = attestation.file_digest();
  const bool hex = std::all_of(digest.begin(), digest.end(), [](char c) {
    return absl::ascii_isdigit(static_cast<unsigned char>(c)) || (c >= 'a' && c <= 'f');
  });
  if (!digest.empty() && (digest.size() != kDigestChars || !hex)) {
    checks.Violate(at + ".file_digest",
                   "应为 SHA-256：64 位 0-9、a-f / must be a SHA-256 in hex: 64 of 0-9 and a-f");
  }
  const Rule* const rule = FindRule(attestation.kind());
  if (!digest.empty() || runtime::CanBeLookedUp(attestation.reference())) return;
  if (rule == nullptr || rule->speaks == role || !GradeFor(role, attestation.kind()).has_value()) {
    // Who speaks for itself need say no more; "." under all of its claims says less than nothing. A
    // denial's reference is its reason.
    if (attestation.reference().empty() || attestation.kind() == Attestation::ORGANIZER_DENIAL) {
      return;
    }
    checks.Violate(
        at + ".reference",
        "凭据太短，查不到，请填名单、登记的编号，或不填 / is too short to be looked up: number of "
        "the list or record, or none");
    return;
  }
  checks.Violate(
      at + ".reference",
      absl::StrCat("转述他人的话须有凭据，请填", rule->asked_zh,
                   " / is required of who passes it on, or file_digest: ", rule->asked_en));
}

void CheckAttested(const Attestation& attestation, const Outcome& outcome, absl::string_view path,
                   runtime::FieldChecks& checks) {
  if (attestation.kind() == Attestation::ORGANIZER_RECORD && IsDenied(outcome)) {
    checks.Violate(
        absl::StrCat(path, ".kind"),
        "组织单位已说明不是其组织的，这条不能再出具；有误请县局撤销后重新登记 / is denied by its "
        "organiser, which stands; was that a mistake, the bureau takes the outcome back and "
        "records it anew");
    return;
  }
  if (attestation.kind() == Attestation::WORKER_CONFIRMATION &&
      outcome.type() == Outcome::LOST_CONTACT) {
    checks.Violate(
        absl::StrCat(path, ".kind"),
        "联系上本人的就不是失联，失联不能凭本人确认：联系上了请登记仍在外（CONFIRMED）或返乡"
        "（RETURNED）；村里知情的请用村里说明（VILLAGE_STATEMENT），没有凭据可以不填 / who was "
        "reached is not lost: record CONFIRMED or RETURNED as the worker says; that nobody knows "
        "where they are a village can say (VILLAGE_STATEMENT), or nobody vouches for it");
    return;
  }
  const Rule* const rule = FindRule(attestation.kind());
  if (rule == nullptr || !rule->names_organizer || !outcome.organizer().empty()) return;
  checks.Violate(
      absl::StrCat(path, ".kind"),
      "动态没有写组织单位，没有谁的名单可凭；请改填组织单位，或改用本人确认 / is the record "
      "of an organiser, and the outcome names none: record it with its organizer, or "
      "ask the worker (WORKER_CONFIRMATION)");
}

void EraseTexts(v1::Attestation& attestation) {
  attestation.clear_reference();
  attestation.clear_file_digest();
}

v1::Outcome ShownTo(const runtime::Principal& principal, v1::Outcome outcome) {
  const bool shows_all = principal.role == PrincipalRole::kCountyBureau ||
                         principal.role == PrincipalRole::kCityBureau ||
                         principal.role == PrincipalRole::kAdministrator;
  if (shows_all) return outcome;
  for (Attestation& attestation : *outcome.mutable_attestations()) {
    if (attestation.recorded_by() != principal.id) EraseTexts(attestation);
  }
  return outcome;
}

bool SameAttestation(const v1::Attestation& a, const v1::Attestation& b) {
  return a.kind() == b.kind() && a.reference() == b.reference() &&
         a.file_digest() == b.file_digest();
}

const v1::Attestation* FindAttestation(const Outcome& outcome, absl::string_view name) {
  for (const auto& attestation : outcome.attestations()) {
    if (attestation.name() == name) return &attestation;
  }
  return nullptr;
}

const v1::Attestation* FindEqualAttestation(const Outcome& outcome,
                                            const v1::Attestation& attestation,
                                            absl::string_view recorded_by) {
  for (const auto& other : outcome.attestations()) {
    if (other.recorded_by() == recorded_by && SameAttestation(other, attestation)) return &other;
  }
  return nullptr;
}

std::optional<v1::EvidenceGrade> GradeFor(runtime::PrincipalRole role, v1::Attestation::Kind kind) {
  const auto ratio_role = static_cast<ratio::PrincipalRole>(role);
  const auto ratio_kind = static_cast<ratio::AttestationKind>(kind);
  if (!ratio::MayAttest(ratio_role, ratio_kind)) return std::nullopt;
  return static_cast<v1::EvidenceGrade>(ratio::GradeOf(ratio_role, ratio_kind));
}

bool IsPassedOn(PrincipalRole role, Attestation::Kind kind) {
  return kind == Attestation::ORGANIZER_RECORD && role != PrincipalRole::kOrganizer;
}

bool IsDenied(const Outcome& outcome) {
  return std::any_of(outcome.attestations().begin(), outcome.attestations().end(),
                     [](const Attestation& attestation) {
                       return attestation.kind() == Attestation::ORGANIZER_DENIAL;
                     });
}

v1::EvidenceGrade BestGrade(const Outcome& outcome) {
  if (IsDenied(outcome)) return v1::EVIDENCE_GRADE_UNSPECIFIED;
  v1::EvidenceGrade best = v1::EVIDENCE_GRADE_UNSPECIFIED;
  for (const auto& attestation : outcome.attestations()) best = std::max(best, attestation.grade());
  return best;
}

}  // namespace laowu::placement
