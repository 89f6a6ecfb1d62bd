#include "services/runtime/emptied_fields.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/runtime/add_warning.h"

namespace laowu::runtime {

void WarnOfEmptied(const google::protobuf::Message& before, const google::protobuf::Message& after,
                   absl::Span<const absl::string_view> outputs,
                   google::protobuf::RepeatedPtrField<v1::Warning>* warnings) {
  std::vector<const google::protobuf::FieldDescriptor*> were_set;
  before.GetReflection()->ListFields(before, &were_set);
  std::vector<const google::protobuf::FieldDescriptor*> are_set;
  after.GetReflection()->ListFields(after, &are_set);
  std::vector<std::string> emptied;
  for (const auto* field : were_set) {
    const bool is_output = std::find(outputs.begin(), outputs.end(),
                                     absl::string_view(field->name())) != outputs.end();
    if (is_output || std::find(are_set.begin(), are_set.end(), field) != are_set.end()) continue;
    emptied.push_back(field->name());
  }
  if (emptied.empty()) return;
  const std::string names = absl::StrJoin(emptied, ", ");
  AddWarning("FIELDS_EMPTIED", emptied.front(),
             absl::StrCat("本行没有填写，原有内容已清空：", names,
                          " / the row does not say them, so what was stored is gone: ", names),
             warnings);
}

}  // namespace laowu::runtime
