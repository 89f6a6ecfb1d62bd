#include "services/cli/match_options.h"

#include <google/protobuf/util/json_util.h>

#include <cstdio>

#include "absl/strings/str_cat.h"
#include "services/cli/table_print.h"
#include "services/cli/words.h"
#include "services/runtime/files.h"

namespace laowu::cli {

bool ReadDraft(const std::string& path, google::protobuf::Message* draft) {
  const auto text = runtime::ReadFile(path);
  if (!text.ok()) {
    Fail(text.status());
    return false;
  }
  const auto status = google::protobuf::util::JsonStringToMessage(*text, draft);
  if (status.ok()) return true;
  std::fprintf(
      stderr,
      "error 错误: %s is not the JSON of a record 不是记录的 JSON (laowu vacancy show NAME "
      "--json prints one): %s\n",
      path.c_str(), std::string(status.message()).c_str());
  return false;
}

void AddDraftVacancy(CLI::App* command, std::string* path) {
  command->add_option("--draft-vacancy", *path,
                      "File with a vacancy as JSON, not stored 岗位 JSON 文件，不保存");
}

void AddDraftWorker(CLI::App* command, std::string* path) {
  command->add_option("--draft-worker", *path,
                      "File with a worker as JSON, not stored 劳动者 JSON 文件，不保存");
}

void AddGroups(CLI::App* command, std::vector<std::string>* groups) {
  command
      ->add_option(
          "--group", *groups,
          absl::StrCat("Only workers in one of these, once for each 只看这些群体的人，可多次给出: ",
                       EnumChoices(*v1::PolicyGroup_descriptor(), "POLICY_GROUP_")))
      ->allow_extra_args(false);
}

const std::vector<std::string>& ScoreHeaders() {
  static const auto* headers =
      new std::vector<std::string>{"总分 score", "技能 skill", "工种 occ.",  "地点 place",
                                   "工资 wage",  "经验 exp.",  "政策 policy"};
  return *headers;
}

void AppendScore(const v1::Score& score, std::vector<std::string>& row) {
  for (const int micros : {score.total_micros(), score.skill_micros(), score.occupation_micros(),
                           score.location_micros(), score.wage_micros(), score.experience_micros(),
                           score.policy_micros()}) {
    row.push_back(Points(micros));
  }
}

}  // namespace laowu::cli
