#include "services/runtime/partial_rows.h"

#include <algorithm>
#include <map>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/runtime/update_mask.h"

namespace laowu::runtime {
namespace {

bool IsTouched(const std::vector<std::string>& touched, const std::string& field_path) {
  return std::any_of(touched.begin(), touched.end(), [&](const std::string& path) {
    return field_path == path || absl::StartsWith(field_path, absl::StrCat(path, ".")) ||
           absl::StartsWith(field_path, absl::StrCat(path, "["));
  });
}

}  // namespace

bool IsWholeStatement(const google::protobuf::FieldMask& mask) {
  return mask.paths_size() == 0 || (mask.paths_size() == 1 && mask.paths(0) == "*");
}

std::vector<std::string> TouchedPaths(const google::protobuf::FieldMask& mask,
                                      const google::protobuf::Message& row,
                                      absl::Span<const absl::string_view> outputs) {
  std::vector<std::string> paths(mask.paths().begin(), mask.paths().end());
  for (std::string& path : SetFields(row, outputs)) {
    if (std::find(paths.begin(), paths.end(), path) == paths.end()) {
      paths.push_back(std::move(path));
    }
  }
  return paths;
}

google::protobuf::RepeatedPtrField<v1::InferredField> MergeInferred(
    const google::protobuf::RepeatedPtrField<v1::InferredField>& known,
    const google::protobuf::RepeatedPtrField<v1::InferredField>& row,
    const std::vector<std::string>& touched) {
  std::map<std::string, const v1::InferredField*> fresh;
  for (const auto& field : row) fresh.emplace(field.field_path(), &field);
  google::protobuf::RepeatedPtrField<v1::InferredField> out;
  for (const auto& field : known) {
    const auto found = fresh.find(field.field_path());
    if (found != fresh.end()) {
      *out.Add() = *found->second;
      fresh.erase(found);
    } else if (!IsTouched(touched, field.field_path())) {
      *out.Add() = field;
    }
  }
  for (const auto& field : row) {
    const auto found = fresh.find(field.field_path());
    if (found != fresh.end() && found->second == &field) *out.Add() = field;
  }
  return out;
}

}  // namespace laowu::runtime
