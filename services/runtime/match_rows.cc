#include "services/runtime/match_rows.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "matcher/geometry.h"
#include "reference/divisions.h"
#include "reference/skills.h"
#include "services/runtime/clock.h"
#include "services/runtime/digest.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/place_checks.h"
#include "services/runtime/record_fields.h"

namespace laowu::runtime {
namespace {

std::optional<int> IfStated(int value) {
  return value == 0 ? std::nullopt : std::optional<int>(value);
}

template <typename Message>
std::optional<matcher::PlanePoint> PointOf(const Message& at, bool given, absl::string_view code,
                                           absl::CivilDay day) {
  // Of a point that earlier versions took, which lies nowhere near, the division says more.
  if (given && IsInChina(at)) return matcher::ToPlane(at.latitude(), at.longitude());
  const auto centroid = reference::Divisions::Get().Centroid(code, day);
  if (!centroid.has_value()) return std::nullopt;
  return matcher::ToPlane(centroid->latitude, centroid->longitude);
}

std::string GroupOf(const std::string& skill_code) {
  const auto* skill = reference::Skills::Get().Find(skill_code);
  return skill == nullptr ? "" : std::string(skill->group);
}

// A preference given under a code that has since died means what took its place.
std::string InForce(const std::string& code, absl::CivilDay day) {
  const auto& divisions = reference::Divisions::Get();
  if (divisions.Find(code, day) != nullptr) return code;
  for (const auto* ever : divisions.FindEver(code)) {
    if (auto now = divisions.Translate(code, ever->valid_from, day)) return *now;
  }
  return code;
}

// The place and all that contains it on the day; prefixes where the tables do not know it.
std::vector<std::string> LineageOf(const std::string& code, absl::CivilDay day) {
  std::vector<std::string> out;
  for (const auto* division : reference::Divisions::Get().Lineage(code, day)) {
    out.emplace_back(division->code);
  }
  if (out.empty()) {
    for (const size_t digits : {2, 4, 6}) {
      if (code.size() >= digits) {
        std::string filled = code.substr(0, digits).append(6 - digits, '0');
        if (out.empty() || out.back() != filled) out.push_back(std::move(filled));
      }
    }
  }
  if (!code.empty() && std::find(out.begin(), out.end(), code) == out.end()) out.push_back(code);
  return out;
}

}  // namespace

matcher::WorkerRow WorkerRowFrom(const v1::Worker& worker, absl::Time now) {
  const absl::CivilDay today = DayOf(now);
  matcher::WorkerRow row;
  row.name = worker.name();
  row.tie_hash = TieHash(worker.name());
  row.job_wanted_from = ToCivilDay(worker.job_wanted_from());
  row.available_date = ToCivilDay(worker.available_date());
  row.birth_date = ToCivilDay(worker.birth_date());
  row.education = static_cast<matcher::EducationLevel>(worker.education());
  row.min_wage_cny_per_month = IfStated(worker.min_wage_cny_per_month());
  for (const auto& code : worker.preferred_division_codes()) {
    row.preferred_division_codes.push_back(InForce(code, today));
  }
  row.accommodation_required = worker.accommodation_required();
  row.refuses_night_shift = worker.refuses_night_shift();
  for (const auto& skill : worker.skills()) {
    row.skills.push_back({skill.skill_code(), GroupOf(skill.skill_code()),
                          std::max(matcher::kMinSkillLevel, skill.level()),
                          IfStated(skill.experience_months())});
  }
  row.desired_occupation_codes.assign(worker.desired_occupation_codes().begin(),
                                      worker.desired_occupation_codes().end());
  for (const int group : worker.policy_groups()) row.policy_groups |= matcher::BitOf(group);
  row.division_code = worker.division_code();
  row.home =
      PointOf(worker.home_location(), worker.has_home_location(), worker.division_code(), today);
  return row;
}

matcher::VacancyRow VacancyRowFrom(const v1::Vacancy& vacancy, absl::Time now) {
  const absl::CivilDay today = DayOf(now);
  matcher::VacancyRow row;
  row.name = vacancy.name();
  row.tie_hash = TieHash(vacancy.name());
  // EXPIRED is judged by the expire date on the day asked for, so a draft or an OPEN one is open.
  row.state = vacancy.state() == v1::Vacancy::CLOSED ? matcher::VacancyState::kClosed
                                                     : matcher::VacancyState::kOpen;
  row.expire_date = ToCivilDay(vacancy.expire_date());
  row.openings_left_count = OpeningCount(vacancy);
  row.start_date = ToCivilDay(vacancy.start_date());
  row.min_age_years = IfStated(vacancy.min_age_years());
  row.max_age_years = IfStated(vacancy.max_age_years());
  for (const int hazard : vacancy.hazards()) row.hazards |= matcher::BitOf(hazard);
  if (vacancy.has_no_juvenile_hazards()) row.no_juvenile_hazards = vacancy.no_juvenile_hazards();
  row.min_education = static_cast<matcher::EducationLevel>(vacancy.min_education());
  if (vacancy.min_experience_months() > 0) {
    row.min_experience_months = vacancy.min_experience_months();
  }
  row.max_wage_cny_per_month =
      IfStated(std::max(vacancy.max_wage_cny_per_month(), vacancy.min_wage_cny_per_month()));
  if (vacancy.has_accommodation_provided()) {
    row.accommodation_provided = vacancy.accommodation_provided();
  }
  if (vacancy.has_night_shift()) row.night_shift = vacancy.night_shift();
  for (const auto& skill : vacancy.skill_requirements()) {
    row.skill_requirements.push_back({skill.skill_code(), GroupOf(skill.skill_code()),
                                      std::max(matcher::kMinSkillLevel, skill.min_level()),
                                      skill.required()});
  }
  row.occupation_code = vacancy.occupation_code();
  row.workplace_division_code = vacancy.workplace_division_code();
  row.workplace_lineage_codes = LineageOf(vacancy.workplace_division_code(), today);
  row.workplace =
      PointOf(vacancy.location(), vacancy.has_location(), vacancy.workplace_division_code(), today);
  return row;
}

}  // namespace laowu::runtime
