#include "services/cli/claims_form.h"

#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/cli/client.h"
#include "services/cli/commands.h"
#include "services/cli/words.h"
#include "storage/status_macros.h"

namespace laowu::cli {
namespace {

constexpr char kOutcomeTitle[] = "动态编号";
constexpr char kOursTitle[] = "是否本单位组织";
constexpr char kReferenceTitle[] = "凭据";
// Of the form's columns, as they are read.
constexpr std::size_t kOutcome = 0, kOurs = 1, kReference = 2;

std::string EvidenceCell(const v1::Claim& claim) {
  const bool has_any = claim.evidence_grade() != v1::EVIDENCE_GRADE_UNSPECIFIED;
  return absl::StrCat(has_any ? GradeWords(claim.evidence_grade()) : "无",
                      claim.passed_on() ? "，他人转交" : "");
}

// KIND_UNSPECIFIED of neither.
v1::Attestation::Kind KindOf(const std::string& cell) {
  const std::string word = absl::AsciiStrToLower(cell);
  if (word == "是" || word == "承认" || word == "yes") return v1::Attestation::ORGANIZER_RECORD;
  if (word == "否" || word == "不是" || word == "否认" || word == "no") {
    return v1::Attestation::ORGANIZER_DENIAL;
  }
  return v1::Attestation::KIND_UNSPECIFIED;
}

}  // namespace

ReportSheet ClaimsSheet(const std::vector<v1::Claim>& claims,
                        const std::map<std::string, std::string>& places) {
  const auto place = [&places](const std::string& code) {
    const auto found = places.find(code);
    return found == places.end() ? code : found->second;
  };
  ReportSheet sheet;
  sheet.table.name = "待佐证";
  sheet.table.columns = {TextColumn(kOutcomeTitle, 46),   TextColumn("姓名", 8),
                         TextColumn("户籍", 24),          TextColumn("务工地", 24),
                         TextColumn("外出日期", 12),      TextColumn("务工渠道", 14),
                         TextColumn("现有佐证", 18),      TextColumn(kOursTitle, 16),
                         TextColumn(kReferenceTitle, 24), TextColumn("备注", 24)};
  for (const v1::Claim& claim : claims) {
    sheet.table.rows.push_back(
        {claim.outcome(), claim.masked_display_name(), place(claim.division_code()),
         place(claim.workplace_division_code()), DateWords(claim.start_date()),
         InOneLanguage(ChannelWords(claim.channel()), /*english=*/false), EvidenceCell(claim), "",
         "", ""});
  }
  return sheet;
}

absl::StatusOr<ClaimAnswers> ReadClaimAnswers(const std::string& path,
                                              const std::string& reference) {
  const std::vector<FormColumn> columns = {FormColumn{{kOutcomeTitle, "outcome"}},
                                           FormColumn{{kOursTitle, "ours"}},
                                           FormColumn{{kReferenceTitle, "reference"}, false}};
  LAOWU_ASSIGN_OR_RETURN(const Form form, ReadForm(path, columns));
  ClaimAnswers read;
  std::map<std::string, v1::Attestation::Kind> kinds;  // by outcome
  FormProblems contradictions;
  for (const FormRow& row : form.rows) {
    const std::string& id = row.cells[kOutcome];
    if (row.cells[kOurs].empty()) {
      read.unanswered_count += id.empty() ? 0 : 1;
      continue;
    }
    ClaimAnswer answer = {row.line_number, WithPrefix("outcomes/", id), KindOf(row.cells[kOurs]),
                          row.cells[kReference].empty() ? reference : row.cells[kReference]};
    const bool is_answer = answer.kind != v1::Attestation::KIND_UNSPECIFIED;
    if (!is_answer) {
      read.problems.Add(row.line_number, form.titles[kOurs],
                        " must be yes, no or empty 须为是、否或空");
    }
    if (id.empty()) {
      read.problems.Add(row.line_number, form.titles[kOutcome], " is empty 缺少编号");
    }
    if (!is_answer || id.empty()) continue;
    if (kinds.try_emplace(answer.outcome, answer.kind).first->second != answer.kind) {
      contradictions.Add(
          row.line_number, form.titles[kOutcome],
          absl::StrCat(" ", answer.outcome, " is answered by yes and by no 同一编号既填是又填否"));
    }
    read.answers.push_back(std::move(answer));
  }
  if (contradictions.empty()) return read;
  return absl::InvalidArgumentError(
      absl::StrCat("是否相互矛盾，整份未办 contradictory, so nothing of it was sent:\n",
                   contradictions.Text(), read.problems.empty() ? "" : "\n", read.problems.Text()));
}

std::string RequestIdOf(absl::string_view caller, const ClaimAnswer& answer) {
  return DerivedRequestId(absl::StrJoin({std::string("attest"), std::string(caller), answer.outcome,
                                         v1::Attestation::Kind_Name(answer.kind), answer.reference},
                                        "\n"));
}

}  // namespace laowu::cli
