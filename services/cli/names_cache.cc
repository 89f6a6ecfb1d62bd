#include "services/cli/names_cache.h"

#include "absl/strings/str_cat.h"
#include "laowu/v1/reference_service.grpc.pb.h"

namespace laowu::cli {

std::string NamesCache::Division(const std::string& code) {
  if (code.empty()) return "";
  const auto known = divisions_.find(code);
  if (known != divisions_.end()) return known->second;
  v1::GetDivisionRequest request;
  request.set_name(absl::StrCat("divisions/", code));
  const auto answer = client_->Call(&v1::ReferenceService::Stub::GetDivision, request);
  return divisions_[code] = answer.ok() ? answer->display_name() : code;
}

std::string NamesCache::Skill(const std::string& code) {
  if (!skills_.has_value()) {
    skills_.emplace();
    const auto answer =
        client_->Call(&v1::ReferenceService::Stub::ListSkills, v1::ListSkillsRequest());
    if (answer.ok()) {
      for (const auto& skill : answer->skills()) (*skills_)[skill.code()] = skill.display_name();
    }
  }
  const auto it = skills_->find(code);
  return it == skills_->end() ? code : it->second;
}

std::string NamesCache::Skills(const google::protobuf::RepeatedPtrField<std::string>& codes) {
  std::string out;
  for (const auto& code : codes) absl::StrAppend(&out, out.empty() ? "" : "、", Skill(code));
  return out;
}

}  // namespace laowu::cli
