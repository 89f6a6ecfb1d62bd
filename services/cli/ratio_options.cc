#include "services/cli/ratio_options.h"

#include <cstdio>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "services/cli/words.h"
#include "services/runtime/clock.h"
#include "services/runtime/record_fields.h"

namespace laowu::cli {
namespace {

// The value of `type` that was typed; false after an error was printed.
bool ReadEnum(const google::protobuf::EnumDescriptor& type, const std::string& text,
              const char* wanted, int* value) {
  *value = ParseEnum(type, "", text);
  if (*value >= 0) return true;
  std::fprintf(stderr, "error 错误: %s\n", wanted);
  return false;
}

}  // namespace

void AddPolicyOptions(CLI::App* command, PolicyOptions* options, const std::string& default_policy,
                      const std::string& default_policy_chinese) {
  command->add_option("--policy", options->policy,
                      absl::StrCat("as-reported, broad, strict [", default_policy,
                                   "] 口径：按填报、一般、从严 [", default_policy_chinese, "]"));
  command->add_option("--boundary", options->boundary,
                      "county, township, province [county] 边界：县外、乡镇外、省外 [县外]");
  command->add_option("--carry", options->carry,
                      "spell, job [as the policy says] 渠道沿用：整段、每份工作 [按政策]");
}

void AddKnownAtOption(CLI::App* command, std::string* known_at) {
  command->add_option("--known-at", *known_at,
                      "As known at [now]: 2026-06-30T23:59:59+08:00 按何时所知计 [现在]");
}

bool ReadPolicy(const PolicyOptions& options, v1::RatioPolicy& policy) {
  int value = 0;
  if (!options.policy.empty()) {
    if (!ReadEnum(*v1::RatioPolicy::Strictness_descriptor(), options.policy,
                  "--policy 须为其中之一 must be as-reported, broad or strict", &value)) {
      return false;
    }
    policy.set_strictness(static_cast<v1::RatioPolicy::Strictness>(value));
  }
  if (!options.boundary.empty()) {
    if (!ReadEnum(*v1::RatioPolicy::Boundary_descriptor(), options.boundary,
                  "--boundary 须为其中之一 must be county, township or province", &value)) {
      return false;
    }
    policy.set_boundary(static_cast<v1::RatioPolicy::Boundary>(value));
  }
  if (!options.carry.empty()) {
    if (!ReadEnum(*v1::RatioPolicy::Carry_descriptor(), options.carry,
                  "--carry 须为其中之一 must be spell or job", &value)) {
      return false;
    }
    policy.set_carry(static_cast<v1::RatioPolicy::Carry>(value));
  }
  return true;
}

bool ReadKnownAt(const std::string& text, google::protobuf::Timestamp& known_at) {
  absl::Time time;
  if (!absl::ParseTime(absl::RFC3339_full, text, &time, nullptr)) {
    std::fprintf(stderr,
                 "error 错误: \"%s\" is no moment: give day, time and zone, such as "
                 "2026-06-30T23:59:59+08:00 时刻须含日期、时间和时区\n",
                 text.c_str());
    return false;
  }
  known_at = runtime::ToTimestamp(time);
  return true;
}

std::string KnownAtText(const google::protobuf::Timestamp& known_at) {
  return absl::FormatTime("%Y-%m-%dT%H:%M:%E*S%Ez", runtime::ToTime(known_at), runtime::Shanghai());
}

std::string StrictnessWords(v1::RatioPolicy::Strictness strictness) {
  switch (strictness) {
    case v1::RatioPolicy::AS_REPORTED:
      return "按填报 as reported";
    case v1::RatioPolicy::STRICT:
      return "从严 strict";
    default:
      return "一般 broad";
  }
}

std::string BoundaryWords(v1::RatioPolicy::Boundary boundary) {
  switch (boundary) {
    case v1::RatioPolicy::TOWNSHIP:
      return "乡镇外 township";
    case v1::RatioPolicy::PROVINCE:
      return "省外 province";
    default:
      return "县外 county";
  }
}

std::string CarryWords(v1::RatioPolicy::Carry carry) {
  switch (carry) {
    case v1::RatioPolicy::SPELL:
      return "整段 spell";
    case v1::RatioPolicy::JOB:
      return "每份工作 job";
    default:
      return "–";
  }
}

std::string PolicyLine(const v1::RatioPolicy& policy, bool with_strictness) {
  return absl::StrCat(
      "政策 policy ", policy.version(),
      with_strictness ? absl::StrCat("   口径 ", StrictnessWords(policy.strictness())) : "",
      "   边界 ", BoundaryWords(policy.boundary()), "   沿用 ", CarryWords(policy.carry()));
}

}  // namespace laowu::cli
