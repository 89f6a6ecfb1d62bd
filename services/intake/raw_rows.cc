#include "services/intake/raw_rows.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "google/rpc/error_details.pb.h"
#include "intake/text/text.h"
#include "services/intake/drafts_to_proto.h"
#include "services/intake/import_rules.h"
#include "services/runtime/errors.h"
#include "services/runtime/reasons.h"

namespace laowu::intake_role {
namespace {

constexpr int kRowCharsMost = 8'000;   // of a message
constexpr int kCellCharsMost = 8'000;  // twice of what a description keeps

template <typename Reading>
void AddViolations(const Reading& reading, runtime::FieldChecks& checks) {
  for (const auto& violation : reading.violations) {
    checks.Violate(violation.field_path,
                   violation.source_text.empty()
                       ? violation.message
                       : absl::StrCat(violation.message, " [", violation.source_text, "]"));
  }
}

// `text` with what it calls "rows[3]…" as the sender knows it: the row's own fields alone, the row
// itself and others by their words.
std::string AsInRow(absl::string_view text, int owner_index, const RowWords& words,
                    absl::string_view record) {
  constexpr absl::string_view kRow = "rows[";
  std::string out;
  while (true) {
    const size_t begin = text.find(kRow);
    const size_t end = begin == absl::string_view::npos ? begin : text.find(']', begin);
    if (end == absl::string_view::npos) return absl::StrCat(out, text);
    const size_t digits = begin + kRow.size();
    int index = -1;
    const bool is_row = absl::SimpleAtoi(text.substr(digits, end - digits), &index) && index >= 0;
    const std::string row_words = is_row ? words(index) : "";
    if (row_words.empty()) {
      absl::StrAppend(&out, text.substr(0, digits));
      text.remove_prefix(digits);
      continue;
    }
    absl::StrAppend(&out, text.substr(0, begin));
    text.remove_prefix(end + 1);
    if (index == owner_index) {
      if (absl::ConsumePrefix(&text, absl::StrCat(".", record, "."))) continue;
      if (absl::StartsWith(text, ".named_outcome")) {
        text.remove_prefix(1);
        continue;
      }
      absl::ConsumePrefix(&text, absl::StrCat(".", record));
    }
    absl::StrAppend(&out, row_words);
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
  for (int i = 0; i < cells.size(); ++i) {
    if (!runtime::CountChars(cells.Get(i)).has_value()) {
      checks.Violate(absl::StrCat("cells[", i, "]"), "不是 UTF-8 文字 / is not valid UTF-8");
      return false;
    }
  }
  return true;
}

bool RawCellsFit(const Texts& cells, int header_count, runtime::FieldChecks& checks) {
  if (!CellsFit(cells, header_count, checks)) return false;
  int chars = 0;
  for (const std::string& cell : cells) chars += runtime::CountChars(cell).value_or(0);
  if (chars > kRowCharsMost) {
    checks.Violate(
        "cells", absl::StrCat("本行有 ", chars, " 个字，最多 ", kRowCharsMost, " 个 / have ", chars,
                              " characters; at most ", kRowCharsMost));
    return false;
  }
  return true;
}

std::optional<Texts> WithLongCellsCut(v1::Import::Kind kind, const intake::ColumnMap& map,
                                      const Texts& cells, runtime::Warnings* warnings) {
  std::optional<Texts> cut;
  for (int i = 0; i < cells.size(); ++i) {
    const std::string& cell = cells.Get(i);
    if (cell.size() <= kCellCharsMost) continue;
    const int chars = intake::CharacterCount(cell);
    if (chars <= kCellCharsMost) continue;
    if (!cut.has_value()) cut = cells;
    *cut->Mutable(i) = std::string(intake::FirstCharacters(cell, kCellCharsMost));
    const intake::Field field = map.fields()[static_cast<size_t>(i)];
    if (field == intake::Field::kUnknown || field == intake::Field::kIgnored) continue;
    runtime::AddWarning(
        intake::reason::kTextCut, PathOf(kind, field),
        absl::StrCat("“", map.header()[static_cast<size_t>(i)], "”一格有 ", chars,
                     " 个字，只读了前 ", kCellCharsMost, " 个 / the cell has ", chars,
                     " characters, of which the first ", kCellCharsMost, " were read"),
        warnings);
  }
  return cut;
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
  *row.mutable_worker() = ToWorker(reading.worker, reader.as_of());
  AddInferred(reading.inferred_fields, row.mutable_inferred_fields());
}

void AddBasisOfFile(const v1::Worker::LegalBasis& of_file,
                    const google::protobuf::RepeatedPtrField<v1::Warning>& warnings,
                    v1::Worker& worker) {
  const bool pending = std::any_of(warnings.begin(), warnings.end(), [](const auto& warning) {
    return warning.reason() == intake::reason::kConsentPending;
  });
  if (pending && of_file.kind() == v1::Worker::LegalBasis::CONSENT) return;
  if (!worker.has_legal_basis()) {
    *worker.mutable_legal_basis() = of_file;
    return;
  }
  auto& said = *worker.mutable_legal_basis();
  const bool both_consent = said.kind() == v1::Worker::LegalBasis::CONSENT &&
                            of_file.kind() == v1::Worker::LegalBasis::CONSENT;
  if (!both_consent || said.has_withdraw_time()) return;
  if (said.reference().empty()) said.set_reference(of_file.reference());
  if (said.scope_version().empty()) said.set_scope_version(of_file.scope_version());
}

void AddBasisOfFile(const v1::Import::Spec& spec,
                    const google::protobuf::RepeatedPtrField<v1::Warning>& warnings,
                    v1::Worker& worker) {
  v1::Worker::LegalBasis of_file;
  if (!spec.consent_reference().empty()) {
    of_file.set_kind(v1::Worker::LegalBasis::CONSENT);
    of_file.set_reference(spec.consent_reference());
  } else if (!spec.statutory_duty_reference().empty()) {
    of_file.set_kind(v1::Worker::LegalBasis::STATUTORY_DUTY);
    of_file.set_reference(spec.statutory_duty_reference());
  } else {
    return;
  }
  AddBasisOfFile(of_file, warnings, worker);
}

void JoinHousehold(const intake::ColumnMap& map, const Texts& cells, int sheet,
                   const runtime::Keys& keys, intake::HouseholdsOfSheet& households,
                   v1::Worker& worker) {
  const auto& fields = map.fields();
  if (std::find(fields.begin(), fields.end(), intake::Field::kHouseholdRelation) == fields.end()) {
    return;
  }
  const std::string head =
      households.HeadOf(sheet, map.Apply(Strings(cells)),
                        worker.personal_details().identity_number(), worker.division_code());
  constexpr size_t kNumberChars = 32;
  if (head.empty() || !worker.household().empty()) return;
  worker.set_household(keys.DigestOf("household_head", head).hex.substr(0, kNumberChars));
}

void NameFieldsAsInRow(int owner_index, const RowWords& words, absl::string_view record,
                       google::rpc::Status& status) {
  const auto in_row = [&](const std::string& text) {
    return AsInRow(text, owner_index, words, record);
  };
  status.set_message(in_row(status.message()));
  bool names_field = false;
  for (auto& detail : *status.mutable_details()) {
    google::rpc::BadRequest bad;
    if (!detail.UnpackTo(&bad)) continue;
    names_field = true;
    for (auto& violation : *bad.mutable_field_violations()) {
      violation.set_field(in_row(violation.field()));
      violation.set_description(in_row(violation.description()));
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
