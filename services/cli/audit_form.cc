#include "services/cli/audit_form.h"

#include <algorithm>
#include <cstddef>
#include <initializer_list>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "intake/table_file.h"
#include "storage/status_macros.h"

namespace laowu::cli {
namespace {

// The first column that bears one of `titles`; -1: there is none.
int ColumnOf(const intake::TableHeader& header, std::initializer_list<absl::string_view> titles) {
  for (std::size_t i = 0; i < header.names.size(); ++i) {
    if (std::find(titles.begin(), titles.end(), header.names[i]) != titles.end()) {
      return static_cast<int>(i);
    }
  }
  return -1;
}

}  // namespace

std::string AuditQuestion(v1::RatioPolicy::Strictness strictness) {
  const bool strict = strictness == v1::RatioPolicy::STRICT;
  return absl::StrCat(
      "您这次外出，是不是由公共就业服务（招聘会、推荐、专车专列）、劳务协作站、劳务公司、",
      strict ? "" : "合作社、劳务经纪人、",
      "培训学校组织去的？自己找的、亲友带的、手机上找的、企业直接招的",
      strict ? "、合作社和经纪人带的" : "", "，都填否；没有外出也填否。填写：是、否、未接通");
}

absl::StatusOr<AuditForm> ReadAuditForm(const std::string& path) {
  intake::OpenOptions options;
  options.header_line = 1;
  LAOWU_ASSIGN_OR_RETURN(const auto file, intake::TableFile::Open(path, options));
  LAOWU_ASSIGN_OR_RETURN(const intake::TableHeader header, file->FindHeader());
  const int pseudonym = ColumnOf(header, {kPseudonymTitle, kPseudonymChinese});
  const int called = ColumnOf(header, {kCalledTitle, kCalledChinese});
  const int truth = ColumnOf(header, {kTruthTitle, kTruthChinese});
  if (pseudonym < 0 || called < 0 || truth < 0) {
    return absl::InvalidArgumentError(absl::StrCat(
        "首行须有这三列 the form must have these columns in its first row: ", kPseudonymChinese,
        " ", kPseudonymTitle, ", ", kCalledChinese, " ", kCalledTitle, ", ", kTruthChinese, " ",
        kTruthTitle));
  }
  const auto title = [&header](int column) {
    return header.names[static_cast<std::size_t>(column)];
  };
  AuditForm form = {title(pseudonym), title(called), title(truth), {}};
  intake::TableRow row;
  while (true) {
    LAOWU_ASSIGN_OR_RETURN(const bool more, file->Next(row));
    if (!more) return form;
    LAOWU_RETURN_IF_ERROR(row.status);
    row.cells.resize(std::max(row.cells.size(), header.names.size()));
    const auto cell = [&row](int column) { return row.cells[static_cast<std::size_t>(column)]; };
    if (cell(pseudonym).empty()) continue;
    form.rows.push_back({row.line_number, cell(pseudonym), cell(called), cell(truth)});
  }
}

}  // namespace laowu::cli
