#include "services/cli/names_cache.h"

#include <algorithm>
#include <cstdio>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "laowu/v1/placement_service.grpc.pb.h"
#include "laowu/v1/reference_service.grpc.pb.h"
#include "reference/countries.h"

namespace laowu::cli {

namespace {

// The division that a village, township or county lies in; empty of all others.
std::string Above(const std::string& code) {
  switch (code.size()) {
    case 12:
      return code.substr(0, 9);
    case 9:
      return code.substr(0, 6);
    case 4:
      return absl::StrCat(code, "00");
    default:
      return "";
  }
}

// Of a county or above, a township, a village; another is no name that can be asked for.
bool IsWholeCode(const std::string& code) {
  return (code.size() == 6 || code.size() == 9 || code.size() == 12) &&
         std::all_of(code.begin(), code.end(), absl::ascii_isdigit);
}

}  // namespace

bool NamesCache::NoteFailure(const absl::Status& status) {
  if (status.ok() || absl::IsNotFound(status)) return false;
  if (!status_.ok()) return true;
  status_ = status;
  if (use_ == NamesFor::kScreen) {
    std::fprintf(
        stderr,
        "注意 note: 有名称查不到，以代码代替。 Some names could not be had; codes stand in "
        "their place: %s\n",
        std::string(status.message()).c_str());
  }
  return true;
}

const NamesCache::DivisionNames& NamesCache::DivisionOf(const std::string& code) {
  const auto known = divisions_.find(code);
  if (known != divisions_.end()) return known->second;
  const std::string country = reference::CountryText(code);  // of a division the code itself
  DivisionNames names = {country, country};
  absl::StatusOr<v1::Division> answer = absl::NotFoundError(code);
  if (!divisions_fail_ && IsWholeCode(code)) {
    v1::GetDivisionRequest request;
    request.set_name(absl::StrCat("divisions/", code));
    answer = client_->Call(&v1::ReferenceService::Stub::GetDivision, request);
    divisions_fail_ = NoteFailure(answer.status());
  }
  if (answer.ok()) {
    names = {answer->display_name(), answer->full_display_name()};
  } else if (const std::string above = Above(code); !divisions_fail_ && !above.empty()) {
    const DivisionNames& near = DivisionOf(above);
    if (near.own != above) {
      names = {absl::StrCat(near.own, " ", code), absl::StrCat(near.full, " ", code)};
    }
  }
  return divisions_[code] = std::move(names);
}

std::string NamesCache::Division(const std::string& code) {
  return code.empty() ? "" : DivisionOf(code).own;
}

std::string NamesCache::FullDivision(const std::string& code) {
  return code.empty() ? "" : DivisionOf(code).full;
}

std::string NamesCache::Occupation(const std::string& code) {
  if (!occupations_.has_value()) {
    occupations_.emplace();
    const auto answer =
        client_->Call(&v1::ReferenceService::Stub::ListOccupations, v1::ListOccupationsRequest());
    NoteFailure(answer.status());
    if (answer.ok()) {
      for (const auto& one : answer->occupations()) {
        (*occupations_)[one.code()] = one.display_name();
      }
    }
  }
  const auto it = occupations_->find(code);
  return it == occupations_->end() ? code : it->second;
}

std::string NamesCache::Skill(const std::string& code) {
  if (!skills_.has_value()) {
    skills_.emplace();
    const auto answer =
        client_->Call(&v1::ReferenceService::Stub::ListSkills, v1::ListSkillsRequest());
    NoteFailure(answer.status());
    if (answer.ok()) {
      for (const auto& skill : answer->skills()) (*skills_)[skill.code()] = skill.display_name();
    }
  }
  const auto it = skills_->find(code);
  return it == skills_->end() ? code : it->second;
}

std::string NamesCache::Occupations(const google::protobuf::RepeatedPtrField<std::string>& codes) {
  std::string out;
  for (const auto& code : codes) absl::StrAppend(&out, out.empty() ? "" : "、", Occupation(code));
  return out;
}

std::string NamesCache::Skills(const google::protobuf::RepeatedPtrField<std::string>& codes) {
  std::string out;
  for (const auto& code : codes) absl::StrAppend(&out, out.empty() ? "" : "、", Skill(code));
  return out;
}

std::string NamesCache::Organizer(const std::string& name) {
  if (name.empty()) return "";
  const auto known = organizers_.find(name);
  if (known != organizers_.end()) return known->second;
  if (organizers_fail_) return name;
  v1::GetOrganizerRequest request;
  request.set_name(name);
  const auto answer = client_->Call(&v1::PlacementService::Stub::GetOrganizer, request);
  organizers_fail_ = NoteFailure(answer.status());
  const bool has_name = answer.ok() && !answer->display_name().empty();
  return organizers_[name] = has_name ? answer->display_name() : name;
}

}  // namespace laowu::cli
