#include "services/intake/organizer_names.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "reference/folding.h"

namespace laowu::intake_role {
namespace {

constexpr absl::string_view kPrefix = "organizers/";

// Of a folded name: "驻中山劳务协作站(样例)" → "驻中山劳务协作站". Empty: nothing else stands
// there.
std::string WithoutBrackets(absl::string_view folded) {
  std::string out;
  int depth = 0;
  for (const char c : folded) {
    if (c == '(') ++depth;
    if (depth == 0) out.push_back(c);
    if (c == ')' && depth > 0) --depth;
  }
  return out;
}

OrganizerNames::Found FoundAmong(const std::set<std::string>& ids, absl::string_view likely) {
  if (ids.size() == 1) return {absl::StrCat(kPrefix, *ids.begin()), ""};
  if (ids.contains(std::string(absl::StripPrefix(likely, kPrefix))))
    return {std::string(likely), ""};
  return {"",
          absl::StrCat("有几个组织单位叫这个名称，请填编号 / several organisers bear this name; "
                       "give its id: ",
                       absl::StrJoin(ids, ", "))};
}

}  // namespace

void OrganizerNames::Add(const v1::Organizer& organizer) {
  const std::string id(absl::StripPrefix(organizer.name(), kPrefix));
  ids_.insert(id);
  kind_by_name_[absl::StrCat(kPrefix, id)] = organizer.kind();
  const std::string name = reference::FoldTight(organizer.display_name());
  if (!name.empty()) {
    ids_by_word_[name].insert(id);
    const std::string bare = WithoutBrackets(name);
    if (!bare.empty()) ids_by_bare_name_[bare].insert(id);
  }
  if (!organizer.credit_code().empty()) {
    ids_by_word_[reference::FoldTight(organizer.credit_code())].insert(id);
  }
}

OrganizerNames::Found OrganizerNames::Find(absl::string_view text, absl::string_view likely) const {
  const std::string id(absl::StripPrefix(text, kPrefix));
  if (ids_.contains(id)) return {absl::StrCat(kPrefix, id), ""};
  const std::string word = reference::FoldTight(text);
  const auto by_word = ids_by_word_.find(word);
  if (by_word != ids_by_word_.end()) return FoundAmong(by_word->second, likely);
  const auto by_name = ids_by_bare_name_.find(WithoutBrackets(word));
  if (by_name != ids_by_bare_name_.end()) return FoundAmong(by_name->second, likely);
  return {
      "",
      "没有登记过这个组织单位；请核对名称或编号，或请市局先登记 / no organiser of this name or id "
      "is registered: check it, or have the city bureau register it first"};
}

std::string OrganizerNames::FindOfChannel(absl::string_view text, v1::Channel channel) const {
  const std::string name = Find(text).name;
  const auto kind = kind_by_name_.find(name);
  // The numbers of the kinds are those of the channels (ratio.md: by its own channel).
  const bool same =
      kind != kind_by_name_.end() && static_cast<int>(kind->second) == static_cast<int>(channel);
  return same ? name : "";
}

}  // namespace laowu::intake_role
