#include "intake/occupation/no_title.h"

#include "absl/strings/match.h"
#include "intake/text/text.h"
#include "re2/re2.h"

namespace laowu::intake {

bool IsAboutTheWork(absl::string_view clause) {
  if (StartsWithAny(clause, {"因",   "由于", "为了", "为满足", "随着", "离家", "方便", "适合",
                             "便于", "可以", "能带", "可带",   "欢迎", "另有", "门口", "楼下",
                             "附近", "生日", "就餐", "用餐",   "自费", "厂车", "班车", "过节",
                             "节日", "逢年", "吃住", "食宿",   "住宿", "包吃", "包住"})) {
    return true;
  }
  if (SaysAny(clause, {"扩大生产", "扩产", "业务扩展", "业务需要", "业务发展", "生产需要",
                       "发展需要", "订单增", "订单多", "订单稳定", "离家近", "带孩子上", "照顾家",
                       "顾家", "要求", "自费食堂", "食堂自费", "工作餐"})) {
    return true;
  }
  constexpr int kShortest = 4;  // characters
  const int count = CharacterCount(clause);
  if (count >= kShortest &&
      EndsWithAny(clause, {"人事部", "办公室", "门卫室", "保安室", "会议室", "招聘处", "楼", "号",
                           "路", "旁", "旁边", "对面", "附近", "门口", "打工", "务工"})) {
    return true;
  }
  static const RE2 address(
      R"((?:\d|[一二三四五六七八九十])(?:号|楼|栋|幢|座|层|区|室)(?:$|[^车线厂机]))");
  if (SaysAny(clause, {"号", "楼", "栋", "幢", "座", "层", "室"}) &&
      RE2::PartialMatch({clause.data(), clause.size()}, address)) {
    return true;
  }
  return absl::StrContains(clause, '_');
}

bool SaysHowHired(absl::string_view name) {
  name = name.substr(0, name.find('('));  // 季节工(做到过年)
  for (absl::string_view how :
       {"小时工", "临时工", "日结工", "计件工", "计时工", "长期工", "短期工", "长短工",
        "季节工", "假期工", "暑假工", "寒假工", "学生工", "正式工", "长工",   "短工",
        "夫妻工", "兼职",   "全职",   "临时",   "短期",   "暑期"}) {
    if (name == how) return true;
  }
  return false;
}

}  // namespace laowu::intake
