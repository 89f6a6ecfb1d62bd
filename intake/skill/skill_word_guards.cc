#include "intake/skill/skill_word_guards.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "intake/skill/skill_names.h"
#include "intake/text/text.h"

namespace laowu::intake {
namespace {

constexpr std::size_t kHan = 3;  // bytes of an ideograph

// Characters that end a word which goes on with the name's first: 各种|菜, 安装|货架, 整理|发票.
struct Joint {
  absl::string_view first;
  absl::string_view before;
};
constexpr Joint kJoints[] = {
    {"种", "各一某品多工特每这几两"},
    {"装", "安包组服西改时童武泳男女"},
    {"修", "装进专"},
    {"理", "整处管办料"},
    {"开", "离展公分打拉"},
    {"做", "当叫"},
    {"上", "马晚以早线网"},
    {"下", "线以地"},
    {"养", "保营培修疗抚"},
    {"手", "熟生高"},  // how skilled somebody is; 新手 below, since 新手机 is a thing
    {"手工", "新"},
    {"手焊", "新"},
    {"护工", "维管养防保爱守监"},
};

// Words that hold a name and are something else.
struct LongerWords {
  absl::string_view name;
  absl::string_view words;  // "|" between them
};
constexpr LongerWords kLongerWords[] = {
    {"车工",
     "随车工|跟车工|洗车工|停车工|泊车工|押车工|验车工|试车工|送车工|叉车工|汽车工|"
     "客车工|货车工|房车工|童车工|单车工|行车工|电动车工|三轮车工|摩托车工|火车工|列车工|车工具|"
     "车工业|车工厂"},
    {"拉面", "拉拉面|拉面包车|拉面料|拉面板|拉面皮"},
    {"面包", "面包车|面包砖"},
    {"月饼", "月饼盒"},
    {"蛋糕", "蛋糕盒"},
    {"化妆", "化妆品|化妆棉|化妆刷|化妆盒|化妆镜|化妆包|化妆箱|化妆瓶|化妆工具"},
    {"木工", "积木工|软木工"},
    {"泥工", "橡皮泥工"},
};

}  // namespace

bool IsInsideAWord(absl::string_view statement, const Lexicon::Hit& hit) {
  static const auto* const longer = [] {
    auto* by_name = new absl::flat_hash_map<absl::string_view, std::vector<absl::string_view>>;
    for (const LongerWords& one : kLongerWords)
      (*by_name)[one.name] = absl::StrSplit(one.words, '|');
    return by_name;
  }();
  const absl::string_view name = statement.substr(hit.begin, hit.end - hit.begin);
  if (const auto found = longer->find(name); found != longer->end()) {
    for (absl::string_view word : found->second) {
      const std::size_t at = word.find(name);
      if (at <= hit.begin && absl::StartsWith(statement.substr(hit.begin - at), word)) return true;
    }
  }
  if (hit.begin < kHan) return false;
  const absl::string_view before = statement.substr(hit.begin - kHan, kHan);
  return std::any_of(std::begin(kJoints), std::end(kJoints), [&](const Joint& joint) {
    return absl::StartsWith(name, joint.first) && absl::StrContains(joint.before, before);
  });
}

absl::string_view MeantByTheText(absl::string_view name, absl::string_view text) {
  if (name == "车工") {
    const bool sews =
        SpeaksOfSewing(text) && !SaysAny(text, {"车床", "铣", "数控", "刨", "机加工"});
    return sews ? "平车" : "";
  }
  if (name == "从业资格证") {
    const bool carries_people =
        !Holds(text, "货") && SaysAny(text, {"网约", "滴滴", "出租车", "开出租", "开过出租",
                                             "跑出租", "跑过出租", "的士"});
    return carries_people ? "网约车" : "";
  }
  if (name == "装灯") {
    const bool fits_them = !SaysAny(text, {"厂", "车间", "流水线", "灯饰", "灯具"}) &&
                           SaysAny(text, {"水电", "电工", "家装"});
    return fits_them ? "灯具安装" : "";
  }
  return {};
}

}  // namespace laowu::intake
