#include "intake/place/place_wishes.h"

#include "intake/text/text.h"

namespace laowu::intake {

bool SaysAnywhere(absl::string_view text) {
  return SaysAny(text, {"不限", "服从", "全国", "哪里都", "哪儿都", "哪都", "其他都", "其它都",
                        "别的都", "无要求", "不挑", "anywhere", "any"});
}

bool LeavesOpen(absl::string_view piece) {
  return SaysAny(piece, {"都可", "均可", "皆可", "任意", "都行", "都能", "都去", "随便"});
}

bool SpeaksOfMore(absl::string_view piece) {
  return SaysAny(piece, {"其", "别的", "另", "外", "国内", "城市", "地方", "地区", "地点", "省份"});
}

}  // namespace laowu::intake
