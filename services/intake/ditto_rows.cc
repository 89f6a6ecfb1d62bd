#include "services/intake/ditto_rows.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "services/intake/import_rules.h"

namespace laowu::intake_role {
namespace {

using Outcome = intake::DittoFill::Outcome;

// The row above may have been meant for another column, or sorted away.
constexpr int kConfidence = 90;

}  // namespace

bool DittoRows::Fill(int sheet, std::vector<std::string>& cells) {
  told_ = fill_.Fill(sheet, fields_, cells);
  return !told_.empty();
}

void DittoRows::Tell(runtime::FieldChecks& checks,
                     google::protobuf::RepeatedPtrField<v1::InferredField>* inferred) const {
  for (const auto& told : told_) {
    const std::string path = PathOf(kind_, told.field);
    if (told.outcome == Outcome::kNoRowAbove) {
      checks.Violate(path, absl::StrCat("“", told.mark,
                                        "”上面没有可沿用的内容，请写明 / there is nothing above "
                                        "that it could stand for: write it out"));
      continue;
    }
    if (told.outcome == Outcome::kNotHere) {
      checks.Violate(path, absl::StrCat("这一列每行不同，不能写“", told.mark,
                                        "” / no two rows have the same here: write it out"));
      continue;
    }
    if (told.is_empty) continue;
    const auto known =
        std::find_if(inferred->begin(), inferred->end(),
                     [&](const v1::InferredField& field) { return field.field_path() == path; });
    if (known == inferred->end()) {
      v1::InferredField* field = inferred->Add();
      field->set_field_path(path);
      field->set_source_text(told.mark);
      field->set_rule("cell.ditto");
      field->set_confidence_percent(kConfidence);
    } else {
      known->set_rule(absl::StrCat(known->rule(), "+cell.ditto"));
      known->set_confidence_percent(std::min(known->confidence_percent(), kConfidence));
    }
  }
}

}  // namespace laowu::intake_role
