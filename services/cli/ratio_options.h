#ifndef LAOWU_SERVICES_CLI_RATIO_OPTIONS_H_
#define LAOWU_SERVICES_CLI_RATIO_OPTIONS_H_

// How the commands about the ratio are told which figure is meant: policy and known-at, typed, and
// back in words.

#include <CLI/CLI.hpp>
#include <string>

#include "google/protobuf/timestamp.pb.h"
#include "laowu/v1/outbound_ratios.pb.h"

namespace laowu::cli {

// What was typed; an empty one leaves its field as it is.
struct PolicyOptions {
  std::string policy, boundary, carry;
};
// --policy, --boundary and --carry of a command, into `options`, which outlives it. What is meant
// without --policy, in both languages.
void AddPolicyOptions(CLI::App* command, PolicyOptions* options,
                      const std::string& default_policy = "broad",
                      const std::string& default_policy_chinese = "一般");
// False after an error was printed.
bool ReadPolicy(const PolicyOptions& options, v1::RatioPolicy& policy);

// --known-at of a command.
void AddKnownAtOption(CLI::App* command, std::string* known_at);
// A moment such as 2026-06-30T23:59:59+08:00; false after an error was printed.
bool ReadKnownAt(const std::string& text, google::protobuf::Timestamp& known_at);
// As --known-at and --since take it, whole: cut anywhere it would name another figure.
std::string KnownAtText(const google::protobuf::Timestamp& known_at);

// "政策 policy 2026-2   口径 一般 broad   边界 县外 county   沿用 整段 spell", as it stands above a
// table; without the strictness where its columns are of several.
std::string PolicyLine(const v1::RatioPolicy& policy, bool with_strictness = true);

}  // namespace laowu::cli

#endif  // LAOWU_SERVICES_CLI_RATIO_OPTIONS_H_
