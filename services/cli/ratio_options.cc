#include "services/cli/ratio_options.h"

#include <cstdio>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "services/cli/commands.h"
#include "services/cli/words.h"
#include "services/runtime/record_fields.h"
#include "services/runtime/time_text.h"

namespace laowu::cli {

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
  bool good = true;
  if (!options.policy.empty()) {
    policy.set_strictness(
        EnumOption<v1::RatioPolicy::Strictness>(options.policy, "--policy", "", &good));
  }
  if (!options.boundary.empty()) {
    policy.set_boundary(
        EnumOption<v1::RatioPolicy::Boundary>(options.boundary, "--boundary", "", &good));
  }
  if (!options.carry.empty()) {
    policy.set_carry(EnumOption<v1::RatioPolicy::Carry>(options.carry, "--carry", "", &good));
  }
  return good;
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
  return runtime::TimeText(known_at);
}

std::string PolicyLine(const v1::RatioPolicy& policy, bool with_strictness) {
  return absl::StrCat(
      "政策 policy ", policy.version(),
      with_strictness ? absl::StrCat("   口径 ", StrictnessWords(policy.strictness())) : "",
      "   边界 ", BoundaryWords(policy.boundary()), "   沿用 ", CarryWords(policy.carry()));
}

}  // namespace laowu::cli
