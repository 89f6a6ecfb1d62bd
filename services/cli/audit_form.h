#ifndef LAOWU_SERVICES_CLI_AUDIT_FORM_H_
#define LAOWU_SERVICES_CLI_AUDIT_FORM_H_

// The form of an audit sample, as it comes back from people (form_file.h).

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "laowu/v1/audit_samples.pb.h"
#include "laowu/v1/outbound_ratios.pb.h"
#include "reference/policy.h"

namespace laowu::cli {

// As auditors and their program have them, and as a call list has them; either is read.
inline constexpr char kPseudonymTitle[] = "pseudonym";
inline constexpr char kCalledTitle[] = "called_on";
inline constexpr char kTruthTitle[] = "truly_organized";
inline constexpr char kRemarkTitle[] = "remark";
inline constexpr char kPseudonymChinese[] = "化名";
inline constexpr char kCalledChinese[] = "通话日期";
inline constexpr char kTruthChinese[] = "是否有组织外出";
inline constexpr char kRemarkChinese[] = "备注";

// What a person is asked, and how the answer is written down: by which channels count in a reading
// of the policy. Pure.
std::string AuditQuestion(const reference::Policy& policy, v1::RatioPolicy::Strictness strictness);
// The same of a figure's policy, by its version. FAILED_PRECONDITION, in both languages, where this
// program does not have that version: which channels count in it is not known here.
absl::StatusOr<std::string> AuditQuestion(const v1::RatioPolicy& policy);

// What was typed as the answer, as people and imports write it: 是, 是的, √, Y, 1 · 否, 不是, ×, N,
// 0 · 未接通, 没接, 无人接听, 关机 … Of who was reached and does not know (不知道, 说不清, 记不清)
// is NOT_REACHED, too: a and b of ratio.md are shares of those who answered. UNSPECIFIED: none of
// them (也许).
v1::AuditAnswer::Truth TruthOf(absl::string_view cell);
// The day of the call, read as imports read dates: 2026-11-30, 11月30日, 11-30 (the last one up to
// `today`). nullopt: none, or a month alone.
std::optional<absl::CivilDay> CallDayOf(absl::string_view cell, absl::CivilDay today);

struct AuditFormRow {
  std::int64_t line_number = 0;  // of the file or sheet, from 1
  std::string pseudonym;
  std::string called_on;
  std::string truly_organized;
};
struct AuditForm {
  std::string pseudonym_title, called_title, truth_title;  // as the file has them
  // Those with a pseudonym, and those with an answer or a day of a call, whose pseudonym may be
  // missing: somebody was called, and that is not to be lost.
  std::vector<AuditFormRow> rows;
};

// INVALID_ARGUMENT: a column is missing, or it is no table.
absl::StatusOr<AuditForm> ReadAuditForm(const std::string& path);

}  // namespace laowu::cli

#endif  // LAOWU_SERVICES_CLI_AUDIT_FORM_H_
