#include "services/worker/fact_checks.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "reference/identity_number.h"
#include "services/runtime/limits.h"
#include "services/runtime/reference_text.h"
#include "services/runtime/resource_name.h"
#include "services/worker/worker_rules.h"

namespace laowu::worker {
namespace {

// The one field of Values that facts of a kind are made with; empty: none.
absl::string_view ValueOf(v1::WorkerFact::Kind kind) {
  switch (kind) {
    case v1::WorkerFact::RESIDENCE_MOVED:
      return "division_code";
    case v1::WorkerFact::RURAL_STATUS:
      return "rural";
    case v1::WorkerFact::BIRTH_DATE:
      return "birth_date";
    case v1::WorkerFact::SEX:
      return "sex";
    case v1::WorkerFact::POLICY_GROUP_ADDED:
    case v1::WorkerFact::POLICY_GROUP_REMOVED:
      return "policy_groups";
    case v1::WorkerFact::MERGED:
    case v1::WorkerFact::UNMERGED:
      return "worker";
    case v1::WorkerFact::FACT_VOIDED:
      return "voided_fact";
    default:
      return "";
  }
}

// What is sent and not read would be lost without a word.
void CheckNoOtherValues(const v1::WorkerFact& fact, const std::string& path,
                        runtime::FieldChecks& checks) {
  const absl::string_view own = ValueOf(fact.kind());
  std::vector<const google::protobuf::FieldDescriptor*> stated;
  fact.values().GetReflection()->ListFields(fact.values(), &stated);
  for (const auto* field : stated) {
    if (field->name() == own) continue;
    checks.Violate(absl::StrCat(path, ".", field->name()),
                   absl::StrCat("这一事实", own.empty() ? "没有取值" : absl::StrCat("只填 ", own),
                                " / is no value of ", v1::WorkerFact::Kind_Name(fact.kind()),
                                own.empty() ? ", which has none"
                                            : absl::StrCat(", which takes ", own, " alone")));
  }
}

void CheckValues(const v1::WorkerFact& fact, const std::string& path, absl::CivilDay day,
                 absl::CivilDay today, runtime::FieldChecks& checks) {
  const auto& values = fact.values();
  switch (fact.kind()) {
    case v1::WorkerFact::RESIDENCE_MOVED:
      CheckRegistration(path + ".division_code", values.division_code(), day, checks);
      break;
    case v1::WorkerFact::RURAL_STATUS:
      if (!values.has_rural())
        checks.Violate(path + ".rural", "请填是或否 / is required: true or false");
      break;
    case v1::WorkerFact::BIRTH_DATE: {
      checks.Date(path + ".birth_date", values.birth_date());
      const auto birth = runtime::ToCivilDay(values.birth_date());
      if (birth.has_value() && *birth > today) {
        checks.Violate(path + ".birth_date", "在将来 / lies in the future");
      }
      break;
    }
    case v1::WorkerFact::SEX:
      checks.KnownEnum(path + ".sex", values.sex(),
                       v1::Sex_IsValid(values.sex()) && values.sex() != v1::SEX_UNSPECIFIED);
      break;
    case v1::WorkerFact::POLICY_GROUP_ADDED:
    case v1::WorkerFact::POLICY_GROUP_REMOVED:
      if (values.policy_groups_size() != 1) {
        checks.Violate(path + ".policy_groups", "只填一个群体 / must name exactly one group");
      } else {
        checks.KnownEnum(path + ".policy_groups", values.policy_groups(0),
                         v1::PolicyGroup_IsValid(values.policy_groups(0)) &&
                             values.policy_groups(0) != v1::POLICY_GROUP_UNSPECIFIED);
      }
      break;
    case v1::WorkerFact::MERGED:
    case v1::WorkerFact::UNMERGED:
      runtime::RequireName("workers/*", path + ".worker", values.worker(), checks);
      break;
    case v1::WorkerFact::FACT_VOIDED:
      if (!runtime::ParseName("workers/*/facts/*", values.voided_fact()).has_value()) {
        checks.Violate(path + ".voided_fact",
                       "格式应为 workers/*/facts/* / must be a name of the form workers/*/facts/*");
      }
      break;
    default:
      break;
  }
}

constexpr int kDigestChars = 64;

constexpr char kTakesOut[] =
    "这一事实会使此人不再计入外出，须有凭据，请填证明或文件的编号 / is required, or file_digest: "
    "number of the certificate, notice or list that says so, since it takes the person out of the "
    "county's figures";

}  // namespace

void CheckReference(const v1::WorkerFact& fact, absl::string_view path, absl::string_view why_asked,
                    absl::CivilDay today, runtime::FieldChecks& checks) {
  const std::string field = path.empty() ? "reference" : absl::StrCat(path, ".reference");
  checks.Text(field, fact.reference(), runtime::limits::kTextChars);
  if (HoldsIdentityNumber(fact.reference(), today)) {
    checks.Violate(field,
                   "含有身份证号，请填文件编号 / holds an identity number; give the number of the "
                   "document instead");
  }
  const std::string& digest = fact.file_digest();
  const bool hex = std::all_of(digest.begin(), digest.end(), [](char c) {
    return absl::ascii_isdigit(static_cast<unsigned char>(c)) || (c >= 'a' && c <= 'f');
  });
  if (!digest.empty() && (digest.size() != kDigestChars || !hex)) {
    checks.Violate(absl::StrCat(path, ".file_digest"),
                   "应为 SHA-256：64 位 0-9、a-f / must be a SHA-256 in hex: 64 of 0-9 and a-f");
  }
  const bool shown = runtime::CanBeLookedUp(fact.reference()) || !digest.empty();
  if (shown || why_asked.empty()) return;
  checks.Violate(field, std::string(why_asked));
}

bool NeedsReference(const v1::WorkerFact& fact) {
  return fact.kind() == v1::WorkerFact::DIED || fact.kind() == v1::WorkerFact::RESIDENCE_MOVED ||
         fact.kind() == v1::WorkerFact::BIRTH_DATE ||
         (fact.kind() == v1::WorkerFact::RURAL_STATUS && fact.values().has_rural() &&
          !fact.values().rural());
}

std::string WhyAgainstNumber(const v1::WorkerFact& fact, absl::string_view identity_number,
                             absl::CivilDay today) {
  if (fact.kind() != v1::WorkerFact::BIRTH_DATE || identity_number.empty()) return "";
  const auto identity = reference::ParseIdentityNumber(identity_number, today);
  if (!identity.ok() || identity->birth_date == runtime::ToCivilDay(fact.values().birth_date())) {
    return "";
  }
  return "与档案上的身份证号不符；若身份证号有误，请改身份证号 / The identity number on record "
         "says another date of birth. If the number is wrong, "
         "correct it (UpdateWorker), which corrects the date as well.";
}

void CheckFact(const v1::WorkerFact& fact, absl::string_view path, absl::CivilDay today,
               runtime::FieldChecks& checks) {
  const std::string at(path);
  if (!v1::WorkerFact::Kind_IsValid(fact.kind()) ||
      fact.kind() == v1::WorkerFact::KIND_UNSPECIFIED) {
    checks.KnownEnum(at + ".kind", fact.kind(), false);
  } else if (fact.kind() == v1::WorkerFact::PROFILE) {
    checks.Violate(
        at + ".kind",
        "建档信息只由建档和导入写入 / PROFILE is written by ImportWorkers and CreateWorker alone");
  } else {
    CheckNoOtherValues(fact, at + ".values", checks);
  }
  checks.Date(at + ".effective_date", fact.effective_date());
  const auto day = runtime::ToCivilDay(fact.effective_date());
  if (day.has_value() && *day > today) {
    checks.Violate(at + ".effective_date",
                   absl::StrCat("在将来，今天是 ", runtime::DateText(today),
                                " / lies in the future; today is ", runtime::DateText(today)));
  }
  CheckValues(fact, at + ".values", day.value_or(today), today, checks);
  CheckReference(fact, at, NeedsReference(fact) ? kTakesOut : "", today, checks);
}

}  // namespace laowu::worker
