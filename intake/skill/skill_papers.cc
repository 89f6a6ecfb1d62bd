#include "intake/skill/skill_papers.h"

#include <cstddef>

#include "intake/facts/facts_text.h"
#include "intake/text/text.h"
#include "re2/re2.h"

namespace laowu::intake {

bool NeedsPaper(absl::string_view skill_code) {
  return StartsWithAny(skill_code, {"welding-", "electrical-low", "electrical-high", "driving-",
                                    "plant-", "mining-", "warehouse-forklift", "maintenance-lift",
                                    "maintenance-boiler", "maintenance-air-conditioning",
                                    "maintenance-pressure", "construction-scaffolding",
                                    "construction-height", "security-guard", "security-fire"});
}

bool AsksForThePaper(absl::string_view text) {
  if (!Holds(text, "证")) return false;
  static const RE2 asked(
      R"((?:^|[,;。!、(:])(?:必须|须|需要?|要求?|要)?(?:持有?|带|有|具备?|凭)(?:有效|相关|相应)?(?:操作|上岗|资格|作业|特种作业|特种设备)?证(?:书|件)?(?:上岗|齐全|操作)?(?:[,;。!、)]|$)|(?:^|[,;。!、(:]|须|需|要求|必须)(?:持证上岗|证件齐全|证照齐全)(?:[,;。!、)]|$)|(?:^|[,;。!、(:])(?:必须|须|需要?|要)?(?:持有?|带|有)?(?:q[1-8]|n[12]|g[123]|r1|t[12])证(?:[,;。!、)]|$)|[无没]证(?:者)?(?:勿扰|免谈|不要|别来))");
  return RE2::PartialMatch(FoldClauses(text), asked);
}

bool IsDriversJob(absl::string_view occupation_code, absl::string_view title) {
  return StartsWithAny(occupation_code, {"4-02-02-01", "4-02-02-02", "6-30-01"}) ||
         SaysAny(title, {"司机", "驾驶员", "送货员", "配送员"});
}

bool NamesLicence(absl::string_view words) {
  if (SaysAny(words, {"驾照", "驾驶证"}) || EndsWithAny(words, {"照", "本"})) return true;
  for (std::size_t at = 0; at + 1 < words.size(); ++at) {
    if (words[at] >= 'a' && words[at] <= 'c' && words[at + 1] >= '1' && words[at + 1] <= '3') {
      return true;
    }
  }
  return false;
}

bool IsBareLicenceClass(absl::string_view name) {
  return name.size() == 2 && name[0] >= 'a' && name[0] <= 'c' && name[1] >= '1' && name[1] <= '3';
}

}  // namespace laowu::intake
