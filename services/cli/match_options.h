#ifndef LAOWU_SERVICES_CLI_MATCH_OPTIONS_H_
#define LAOWU_SERVICES_CLI_MATCH_OPTIONS_H_

// What the questions to the match role (`candidates`, `vacancies`, `advise`) share on a command
// line: drafts from a file, policy groups, the columns of a score.

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "google/protobuf/message.h"
#include "laowu/v1/match_service.pb.h"
#include "laowu/v1/types.pb.h"
#include "services/cli/commands.h"

namespace laowu::cli {

// The record that a file holds as JSON, as `--json` shows one. An error is told; false then.
bool ReadDraft(const std::string& path, google::protobuf::Message* draft);

// --draft-vacancy and --draft-worker, each the path of a file for ReadDraft.
void AddDraftVacancy(CLI::App* command, std::string* path);
void AddDraftWorker(CLI::App* command, std::string* path);

// --group, once for each; a value is not taken for the record that is asked about.
void AddGroups(CLI::App* command, std::vector<std::string>* groups);

// The groups typed for --group; an error is told, and false then.
template <typename Request>
bool FillGroups(const std::vector<std::string>& groups, Request* request) {
  bool good = true;
  for (const std::string& group : groups) {
    request->add_policy_groups(
        EnumOption<v1::PolicyGroup>(group, "--group", "POLICY_GROUP_", &good));
  }
  return good;
}

// Total and six parts, points of 1.
const std::vector<std::string>& ScoreHeaders();
void AppendScore(const v1::Score& score, std::vector<std::string>& row);

}  // namespace laowu::cli

#endif  // LAOWU_SERVICES_CLI_MATCH_OPTIONS_H_
