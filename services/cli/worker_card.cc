#include "services/cli/worker_card.h"

#include <algorithm>
#include <cstdio>
#include <set>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "laowu/v1/placement_service.grpc.pb.h"
#include "services/cli/names_cache.h"
#include "services/cli/record_words.h"
#include "services/cli/table_print.h"
#include "services/cli/words.h"
#include "services/runtime/record_fields.h"

namespace laowu::cli {

std::string StateWords(const v1::Worker& worker) {
  if (worker.has_erase_time()) return "已删除 erased";
  if (!worker.merged_into().empty())
    return absl::StrCat("已合并到 merged into ", worker.merged_into());
  if (worker.has_death_date()) return "已故 dead";
  return worker.state() == v1::Worker::PAUSED ? "暂停推荐 paused" : "可推荐 active";
}

namespace {

using Placements = v1::PlacementService::Stub;

// Neither declined nor over.
bool IsLive(v1::Placement::State state) {
  return state == v1::Placement::PROPOSED || state == v1::Placement::ACCEPTED ||
         state == v1::Placement::STARTED;
}

std::string BasisWords(const v1::Worker& worker) {
  if (!worker.has_legal_basis()) return "无 none";
  const auto& basis = worker.legal_basis();
  std::string out = basis.kind() == v1::Worker::LegalBasis::CONSENT ? "同意 consent" : "法定 duty";
  if (!basis.reference().empty()) absl::StrAppend(&out, " ", basis.reference());
  if (basis.has_withdraw_time()) {
    absl::StrAppend(&out, "，撤回 withdrawn ",
                    absl::FormatTime("%Y-%m-%d", runtime::ToTime(basis.withdraw_time()),
                                     absl::FixedTimeZone(8 * 3600)));
  }
  return out;
}

std::string WholeSkillWords(NamesCache& names, const v1::Worker& worker) {
  return absl::StrJoin(worker.skills(), "、", [&](std::string* out, const auto& skill) {
    absl::StrAppend(out, names.Skill(skill.skill_code()), " ",
                    SkillLevelWords(std::max(1, skill.level())));
    if (skill.experience_months() > 0) {
      absl::StrAppend(out, " ", skill.experience_months(), " 个月 months");
    }
    if (!skill.certificate_number().empty()) {
      absl::StrAppend(out, " 证书 certificate ", skill.certificate_number());
    }
  });
}

// Rows of a record: a label and what is stated; what is not, is left out.
using Rows = std::vector<std::vector<std::string>>;
void AddRow(const char* label, const std::string& value, Rows& rows) {
  if (!value.empty()) rows.push_back({label, value});
}

void AddPerson(const v1::Worker& worker, NamesCache& names, Rows& rows) {
  if (worker.has_personal_details()) {
    const auto& details = worker.personal_details();
    rows.push_back({"姓名 person", details.display_name()});
    AddRow("电话 phone", details.phone_number(), rows);
    AddRow("身份证号 identity number", details.identity_number(), rows);
  }
  rows.push_back({"户籍 from", absl::StrCat(worker.division_code(), " ",
                                            names.FullDivision(worker.division_code().substr(0, 9)),
                                            worker.village_display_name())});
}

void AddProfile(const v1::Worker& worker, NamesCache& names, Rows& rows) {
  rows.push_back({"出生 born", DateWords(worker.birth_date())});
  rows.push_back({"学历 education", EducationWords(worker.education())});
  AddRow("性别 sex", SexWords(worker.sex()), rows);
  if (worker.has_rural()) AddRow("农村劳动力 rural", YesNoWords(worker.rural()), rows);
  AddRow("技能 skills", WholeSkillWords(names, worker), rows);
  AddRow("群体 groups",
         absl::StrJoin(worker.policy_groups(), "、",
                       [](std::string* out, int group) {
                         absl::StrAppend(out,
                                         PolicyGroupWords(static_cast<v1::PolicyGroup>(group)));
                       }),
         rows);
}

void AddWishes(const v1::Worker& worker, NamesCache& names, Rows& rows) {
  AddRow("意向工种 wants",
         absl::StrJoin(worker.desired_occupation_codes(), "、",
                       [&](std::string* out, const std::string& code) {
                         absl::StrAppend(out, names.Occupation(code), " ", code);
                       }),
         rows);
  rows.push_back(
      {"意向地点 places", worker.preferred_division_codes().empty()
                              ? "不限 anywhere"
                              : absl::StrJoin(worker.preferred_division_codes(), "、",
                                              [&](std::string* out, const std::string& code) {
                                                absl::StrAppend(out, names.Division(code));
                                              })});
  rows.push_back(
      {"期望 wish", WageText(worker.min_wage_cny_per_month(), worker.min_wage_cny_per_month())});
  if (worker.accommodation_required()) AddRow("住宿 accommodation", "需要 required", rows);
  if (worker.refuses_night_shift()) AddRow("夜班 night shift", "不上 refused", rows);
  if (worker.has_available_date()) {
    AddRow("可到岗 available from", DateWords(worker.available_date()), rows);
  }
  if (worker.has_job_wanted_from()) {
    AddRow("想换工作 wants another job from", DateWords(worker.job_wanted_from()), rows);
  }
}

// What may come of it still, and what came of it last: the newest first.
void AddWhatHappened(Client& client, const std::string& worker, NamesCache& names, Rows& rows) {
  constexpr size_t kOutcomesShown = 3;
  v1::ListPlacementsRequest of_worker;
  of_worker.set_worker(worker);
  const auto placements = client.CallAllPages(&Placements::ListPlacements, of_worker);
  v1::ListOutcomesRequest request;
  request.set_worker(worker);
  const auto answer = client.CallAllPages(&Placements::ListOutcomes, request);
  if (!placements.ok() || !answer.ok()) {
    // Of a split system, the process with the workers may not have them.
    AddRow("动态 outcomes",
           absl::StrCat("未取到 not to be had here: ",
                        (placements.ok() ? answer.status() : placements.status()).message()),
           rows);
    return;
  }
  for (const auto& placement : placements->placements()) {
    if (!IsLive(placement.state())) continue;
    AddRow("推荐 placement",
           absl::StrCat(PlacementWords(placement.state()), " ", placement.vacancy(), " ",
                        placement.name()),
           rows);
  }
  std::set<std::string> taken_back;
  for (const auto& outcome : answer->outcomes()) taken_back.insert(outcome.voids());
  std::vector<const v1::Outcome*> last;
  for (const auto& outcome : answer->outcomes()) {
    if (outcome.voids().empty() && taken_back.count(outcome.name()) == 0) last.push_back(&outcome);
  }
  std::stable_sort(last.begin(), last.end(), [](const auto* a, const auto* b) {
    return DateWords(a->effective_date()) > DateWords(b->effective_date());
  });
  if (last.empty()) AddRow("动态 outcomes", "无 none", rows);
  if (last.size() > kOutcomesShown) last.resize(kOutcomesShown);
  for (const v1::Outcome* outcome : last) {
    AddRow("动态 outcome",
           absl::StrCat(OutcomeDateWords(*outcome), " ", OutcomeWords(outcome->type()), " ",
                        names.Division(outcome->workplace_division_code()), " ",
                        ChannelWords(outcome->channel())),
           rows);
  }
}

}  // namespace

void PrintWorker(Client& client, const v1::Worker& worker) {
  NamesCache names(&client);
  Rows rows = {{"name", worker.name()}, {"状态 state", StateWords(worker)}};
  AddPerson(worker, names, rows);
  if (!worker.has_erase_time()) {
    AddProfile(worker, names, rows);
    AddWishes(worker, names, rows);
    AddWhatHappened(client, worker.name(), names, rows);
    AddRow("户 household", worker.household(), rows);
    rows.push_back({"依据 legal basis", BasisWords(worker)});
    for (const auto& field : worker.inferred_fields()) {
      AddRow("由文字读出 read from text", InferredWords(field), rows);
    }
  }
  AddRow("编号 reference", worker.source_reference(), rows);
  rows.push_back({"登记 recorded by", worker.recorded_by()});
  if (worker.has_update_time()) AddRow("更新 updated", TimeWords(worker.update_time()), rows);
  rows.push_back({"etag", worker.etag()});
  std::fputs(Table({"项 field", "内容 value"}, rows).c_str(), stdout);
}

}  // namespace laowu::cli
