#include "services/runtime/resource_name.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace laowu::runtime {

std::optional<std::vector<std::string>> ParseName(absl::string_view pattern,
                                                  absl::string_view name) {
  const std::vector<absl::string_view> want = absl::StrSplit(pattern, '/');
  const std::vector<absl::string_view> have = absl::StrSplit(name, '/');
  if (want.size() != have.size()) return std::nullopt;
  std::vector<std::string> ids;
  for (size_t i = 0; i < want.size(); ++i) {
    if (want[i] != "*") {
      if (want[i] != have[i]) return std::nullopt;
      continue;
    }
    FieldChecks checks;
    checks.Id("id", have[i]);
    if (!checks.ok()) return std::nullopt;
    ids.emplace_back(have[i]);
  }
  return ids;
}

std::string RequireName(absl::string_view pattern, absl::string_view path, absl::string_view name,
                        FieldChecks& checks) {
  auto ids = ParseName(pattern, name);
  if (!ids.has_value()) {
    checks.Violate(
        path,
        name.empty()
            ? absl::StrCat("请填写，格式为 ", pattern, " / is required: a name of the form ",
                           pattern)
            : absl::StrCat("格式应为 ", pattern,
                           "，* 为 1 至 63 个小写字母、数字和 - / must be a name of the form ",
                           pattern, ", each * 1 to 63 of a-z, 0-9 and -"));
    return "";
  }
  return ids->back();
}

}  // namespace laowu::runtime
