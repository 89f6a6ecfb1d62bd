#include "services/intake/masked_rows.h"

#include "absl/strings/str_replace.h"
#include "absl/strings/string_view.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "intake/table/column_map.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/masked_text.h"

namespace laowu::intake_role {
namespace {

using intake::Field;

constexpr absl::string_view kWithheld = "**";

Field FieldOf(const v1::Import& import, int cell) {
  if (cell >= import.columns_size()) return Field::kUnknown;
  return intake::FieldByName(import.columns(cell).field());
}

// Whom a row is about, as its sender wrote it; empty: nobody is named.
std::string NameIn(const v1::Import& import, const v1::ImportRow& row) {
  const std::string& read = row.worker().personal_details().display_name();
  if (!read.empty()) return read;
  for (int i = 0; i < row.cells_size(); ++i) {
    if (FieldOf(import, i) == Field::kPersonName) return row.cells(i);
  }
  return "";
}

std::string MaskedText(const std::string& text, const std::string& name) {
  std::string masked = runtime::WithMaskedNumbers(text);
  // A name of one character stands in every other word.
  if (runtime::CountChars(name).value_or(0) < 2) return masked;
  return absl::StrReplaceAll(masked, {{name, runtime::MaskedName(name)}});
}

std::string MaskedCell(Field field, const std::string& text, const std::string& name) {
  switch (field) {
    case Field::kPersonName:
    case Field::kHouseholdHead:
      return runtime::MaskedName(text);
    case Field::kPhone:
      return runtime::MaskedPhoneNumber(text);
    case Field::kIdentityNumber:
      return runtime::MaskedIdentityNumber(text);
    case Field::kUnknown:
    case Field::kIgnored:
    case Field::kHomeAddress:
    case Field::kDescription:
      return std::string(text.empty() ? "" : kWithheld);
    default:
      return MaskedText(text, name);
  }
}

void MaskStatus(const std::string& name, google::rpc::Status& status) {
  status.set_message(MaskedText(status.message(), name));
  for (auto& detail : *status.mutable_details()) {
    google::rpc::BadRequest bad;
    if (!detail.UnpackTo(&bad)) continue;
    for (auto& violation : *bad.mutable_field_violations()) {
      violation.set_description(MaskedText(violation.description(), name));
    }
    detail.PackFrom(bad);
  }
}

}  // namespace

void MaskPersons(const v1::Import& import, v1::ImportRow& row) {
  const std::string name = NameIn(import, row);
  for (int i = 0; i < row.cells_size(); ++i) {
    row.set_cells(i, MaskedCell(FieldOf(import, i), row.cells(i), name));
  }
  if (row.has_worker() && row.worker().has_personal_details()) {
    auto& details = *row.mutable_worker()->mutable_personal_details();
    details.set_display_name(runtime::MaskedName(details.display_name()));
    details.set_phone_number(runtime::MaskedPhoneNumber(details.phone_number()));
    details.set_identity_number(runtime::MaskedIdentityNumber(details.identity_number()));
  }
  for (auto& inferred : *row.mutable_inferred_fields()) inferred.clear_source_text();
  for (auto& warning : *row.mutable_warnings()) {
    warning.set_source_text(MaskedText(warning.source_text(), name));
    warning.set_message(MaskedText(warning.message(), name));
  }
  if (row.has_status()) MaskStatus(name, *row.mutable_status());
  row.set_explanation(MaskedText(row.explanation(), name));
  row.set_undo_message(MaskedText(row.undo_message(), name));
}

std::vector<std::string> DetailsIn(const v1::Import& import) {
  std::vector<std::string> details = {"cells"};
  for (int i = 0; i < import.columns_size(); ++i) {
    const Field field = FieldOf(import, i);
    if (field == Field::kPersonName) details.emplace_back("display_name");
    if (field == Field::kPhone) details.emplace_back("phone_number");
    if (field == Field::kIdentityNumber) details.emplace_back("identity_number");
  }
  return details;
}

}  // namespace laowu::intake_role
