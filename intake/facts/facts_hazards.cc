// Hazards that a text names; the header is facts.h.

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "intake/facts/facts.h"
#include "intake/text/asked_text.h"
#include "intake/text/text.h"

namespace laowu::intake {
namespace {

struct HazardWord {
  absl::string_view word;
  Hazard hazard;
};
constexpr std::array kHazardWords = {
    HazardWord{"粉尘", Hazard::kDust},
    HazardWord{"矽尘", Hazard::kDust},
    // 打磨 alone is also what writers do to a text.
    HazardWord{"打磨工", Hazard::kDust},
    HazardWord{"打磨抛光", Hazard::kDust},
    HazardWord{"抛光", Hazard::kDust},
    HazardWord{"砂光", Hazard::kDust},
    HazardWord{"有毒", Hazard::kToxins},
    HazardWord{"苯", Hazard::kToxins},
    HazardWord{"有机溶剂", Hazard::kToxins},
    HazardWord{"铅烟", Hazard::kToxins},
    HazardWord{"血铅", Hazard::kToxins},
    HazardWord{"铅尘", Hazard::kToxins},
    HazardWord{"铅粉", Hazard::kToxins},
    HazardWord{"铅膏", Hazard::kToxins},
    HazardWord{"尘肺", Hazard::kDust},
    HazardWord{"矽肺", Hazard::kDust},
    HazardWord{"喷漆", Hazard::kToxins},
    HazardWord{"喷油", Hazard::kToxins},
    HazardWord{"油漆", Hazard::kToxins},
    HazardWord{"电镀", Hazard::kToxins},
    HazardWord{"天那水", Hazard::kToxins},
    HazardWord{"稀释剂", Hazard::kToxins},
    HazardWord{"高处", Hazard::kHeight},
    HazardWord{"高空", Hazard::kHeight},
    HazardWord{"登高", Hazard::kHeight},
    HazardWord{"冷水", Hazard::kColdWater},
    HazardWord{"高温作业", Hazard::kHeat},
    HazardWord{"高温环境", Hazard::kHeat},
    HazardWord{"压铸", Hazard::kHeat},
    HazardWord{"熔炼", Hazard::kHeat},
    HazardWord{"铸造", Hazard::kHeat},
    HazardWord{"冷库", Hazard::kCold},
    HazardWord{"冻库", Hazard::kCold},
    HazardWord{"低温作业", Hazard::kCold},
    HazardWord{"重体力", Hazard::kHeavyStrain},
    HazardWord{"井下", Hazard::kMines},
    HazardWord{"煤矿", Hazard::kMines},
    HazardWord{"矿井", Hazard::kMines},
    HazardWord{"采煤", Hazard::kMines},
    HazardWord{"综采", Hazard::kMines},
    HazardWord{"综掘", Hazard::kMines},
    HazardWord{"掘进", Hazard::kMines},
    HazardWord{"瓦斯", Hazard::kMines},
    HazardWord{"支护工", Hazard::kMines},
    HazardWord{"爆破", Hazard::kExplosives},
    HazardWord{"放炮", Hazard::kExplosives},
    HazardWord{"矿山", Hazard::kMines},
    HazardWord{"采石", Hazard::kMines},
    HazardWord{"伐木", Hazard::kFelling},
    HazardWord{"辐射", Hazard::kRadiation},
    HazardWord{"放射", Hazard::kRadiation},
    HazardWord{"烟花", Hazard::kExplosives},
    HazardWord{"易燃易爆", Hazard::kExplosives},
    HazardWord{"潜水", Hazard::kDiving},
    HazardWord{"20公斤以上", Hazard::kHeavyLoads},
    HazardWord{"扛包", Hazard::kHeavyLoads},
    HazardWord{"风镐", Hazard::kJackHammers},
    HazardWord{"凿岩", Hazard::kJackHammers},
    HazardWord{"流水线久坐", Hazard::kForcedPosture},
    HazardWord{"强迫体位", Hazard::kForcedPosture},
};

}  // namespace

std::vector<Found<Hazard>> ReadHazards(absl::string_view text) {
  const std::string t = FoldTight(text);
  const AskedText said(t);
  std::vector<Found<Hazard>> hazards;
  for (const HazardWord& word : kHazardWords) {
    if (!said.Holds(word.word)) continue;
    const std::size_t at = absl::string_view(t).find(word.word);
    const absl::string_view before =
        absl::string_view(t).substr(at >= 9 ? at - 9 : 0, std::min<std::size_t>(at, 9));
    if (absl::EndsWith(before, "无") || absl::EndsWith(before, "没有") ||
        absl::EndsWith(before, "不含") || absl::EndsWith(before, "不接触")) {
      continue;  // "不接触油漆"
    }
    // Who makes or sells what mines need works in none.
    const absl::string_view after = absl::string_view(t).substr(at + word.word.size());
    if (word.hazard == Hazard::kMines &&
        StartsWithAny(after, {"机械", "设备", "装备", "配件", "用", "器材"})) {
      continue;
    }
    const bool known = std::any_of(hazards.begin(), hazards.end(),
                                   [&](const Found<Hazard>& h) { return h.value == word.hazard; });
    if (!known) hazards.push_back({word.hazard, std::string(word.word)});
  }
  std::sort(hazards.begin(), hazards.end(),
            [](const Found<Hazard>& a, const Found<Hazard>& b) { return a.value < b.value; });
  return hazards;
}

}  // namespace laowu::intake
