#include "services/intake/raw_rows.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "google/rpc/error_details.pb.h"
#include "services/intake/drafts_to_proto.h"
#include "services/runtime/errors.h"
#include "services/runtime/reasons.h"

namespace laowu::intake_role {
namespace {

constexpr int kRowCharsMost = 8'000;

template <typename Reading>
void AddViolations(const Reading& reading, runtime::FieldChecks& checks) {
  for (const auto& violation : reading.violations) {
    checks.Violate(violation.field_path,
                   violation.source_text.empty()
                       ? violation.message
                       : absl::StrCat(violation.message, " [", violation.source_text, "]"));
  }
}

}  // namespace

std::vector<std::string> Strings(const Texts& from) { return {from.begin(), from.end()}; }

bool CellsFit(const Texts& cells, int header_count, runtime::FieldChecks& checks) {
  if (cells.size() != header_count) {
    checks.Violate("cells",
                   absl::StrCat("本行有 ", cells.size(), " 格，表头有 ", header_count,
                                " 列，可能被截断 (the row has ", cells.size(), " cells under ",
                                header_count, " headers: is it cut short?)"));
    return false;
  }
  int chars = 0;
  for (int i = 0; i < cells.size(); ++i) {
    const auto count = runtime::CountChars(cells.Get(i));
    if (!count.has_value()) {
      checks.Violate(absl::StrCat("cells[", i, "]"), "is not valid UTF-8");
      return false;
    }
    chars += *count;
  }
  if (chars > kRowCharsMost) {
    checks.Violate("cells", absl::StrCat("have ", chars, " characters; at most ", kRowCharsMost));
    return false;
  }
  return true;
}

void ReadVacancyRow(const intake::ColumnMap& map, const intake::VacancyReader& reader,
                    const Texts& cells, runtime::FieldChecks& checks,
                    v1::ImportVacanciesRequest::Row& row) {
  const auto reading = reader.Read(map.Apply(Strings(cells)));
  AddWarnings(reading.warnings, row.mutable_warnings());
  AddViolations(reading, checks);
  *row.mutable_vacancy() = ToVacancy(reading.vacancy);
  AddInferred(reading.inferred_fields, row.mutable_inferred_fields());
}

void ReadWorkerRow(const intake::ColumnMap& map, const intake::WorkerReader& reader,
                   const Texts& cells, runtime::FieldChecks& checks,
                   v1::ImportWorkersRequest::Row& row) {
  const auto reading = reader.Read(map.Apply(Strings(cells)));
  AddWarnings(reading.warnings, row.mutable_warnings());
  AddViolations(reading, checks);
  *row.mutable_worker() = ToWorker(reading.worker);
  AddInferred(reading.inferred_fields, row.mutable_inferred_fields());
}

void NameFieldsAsInRow(int owner_index, const std::string& row_words, absl::string_view record,
                       google::rpc::Status& status) {
  const std::string row = absl::StrCat("rows[", owner_index, "]");
  const std::string whole = absl::StrCat(row, ".", record);
  const std::vector<std::pair<std::string, std::string>> names = {
      {whole + ".", ""}, {whole, row_words}, {row, row_words}};
  status.set_message(absl::StrReplaceAll(status.message(), names));
  bool names_field = false;
  for (auto& detail : *status.mutable_details()) {
    google::rpc::BadRequest bad;
    if (!detail.UnpackTo(&bad)) continue;
    names_field = true;
    for (auto& violation : *bad.mutable_field_violations()) {
      violation.set_field(absl::StrReplaceAll(violation.field(), names));
    }
    detail.PackFrom(bad);
  }
  if (names_field) return;
  if (runtime::ReasonOf(runtime::FromRpcStatus(status)) != runtime::reasons::kOutOfScope.name)
    return;
  google::rpc::BadRequest bad;
  auto* violation = bad.add_field_violations();
  violation->set_field(record == "worker" ? "division_code" : "worker");
  violation->set_description(
      "不在您的辖区 / lies outside your division; is it another county's file?");
  status.add_details()->PackFrom(bad);
}

}  // namespace laowu::intake_role
