#include "intake/occupation/occupation.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/match.h"

#include "intake/occupation/factory_trades.h"
#include "intake/occupation/title.h"
#include "intake/occupation/title_name.h"
#include "intake/text/text.h"
#include "reference/occupations.h"

namespace laowu::intake {
namespace {

using reference::Occupation;
using reference::Occupations;

// As much of a description as says what the work is.
constexpr int kDescriptionCharacters = 120;
// What is longer is no title; the rest of it is not read.
constexpr int kTitleCharacters = 256;
constexpr absl::string_view kProfessions = "2-";

}  // namespace

struct OccupationReader::State {
  TitleNames names;
};

OccupationReader::OccupationReader() : state_(std::make_unique<State>()) {}

OccupationReader::~OccupationReader() = default;

OccupationReading OccupationReader::ReadCode(absl::string_view code) const {
  OccupationReading reading;
  const Occupation* occupation = Occupations::Get().Find(Trim(code));
  if (occupation == nullptr) return reading;
  return {std::string(occupation->code), 100, "occupation.code", std::string(occupation->name), ""};
}
namespace {

// Whether the title's last name ends with a head that the names before it share: 服装/纺织设计,
// 铸造/锻造工程师, 售前、售后技术支持工程师.
bool EndsWithSharedHead(const std::vector<std::string>& names) {
  if (names.size() < 2) return false;
  for (absl::string_view head : {"工程师", "设计", "设计师", "研发", "工艺师", "教练", "乘务"}) {
    if (absl::EndsWith(names.back(), head) && names.back() != head) return true;
  }
  return false;
}

// Whether the name says what is worked at and not who does it: 数控, 园艺, 美体; not 车工, 文员.
bool NamesNobody(absl::string_view name) {
  for (absl::string_view who :
       {"工", "员", "师", "手", "长", "生", "人", "家", "设计", "司机", "经理", "主管", "教练",
        "乘务", "研发", "策划", "顾问", "助理", "运营"}) {
    if (absl::EndsWith(name, who)) return false;
  }
  return true;
}

// 储干, whom a factory has at the line before they lead it, and a bare 班长 or 组长, who leads it;
// elsewhere the words name no work.
OccupationReading ReadHandOfFactory(absl::string_view title, const TitleTexts& texts) {
  constexpr int kHardlySure = 45;
  for (absl::string_view hand : {"储干", "储备干部", "班长", "组长"}) {
    const bool named = absl::EndsWith(hand, "长") ? title == hand : Holds(title, hand);
    if (!named) continue;
    if (!SaysAny(texts.description, {"车间", "产线", "流水线", "拉长", "生产", "工厂", "进厂"}) &&
        !SaysAny(texts.employer, {"厂", "制造", "制品"})) {
      return {};
    }
    return {std::string(kAnyHand), kHardlySure, "occupation.surroundings", std::string(hand), ""};
  }
  return {};
}

// "某电子厂:普工": whatever the firm makes. Without the firm before a colon.
absl::string_view WithoutFirmBefore(absl::string_view title) {
  const std::size_t colon = title.find(':');
  if (colon == absl::string_view::npos || colon + 1 == title.size()) return title;
  const bool firm = EndsWithAny(title.substr(0, colon), {"厂", "公司", "集团", "企业"});
  return firm ? title.substr(colon + 1) : title;
}

// "旅游顾问(销售岗位)": who sells is no adviser, whatever the title before it.
bool SaysThatItIsSelling(const TitleParts& parts) {
  return std::any_of(parts.asides.begin(), parts.asides.end(), [](const std::string& aside) {
    for (absl::string_view selling : {"销售岗位", "销售岗", "销售", "销售类", "销售方向",
                                      "销售性质", "纯销售", "偏销售", "销售职位", "属销售"}) {
      if (aside == selling) return true;
    }
    return false;
  });
}

// 车书包熟手, 装家具师傅: a verb with what it is done to says more than a word inside it.
void SettleByVerb(absl::string_view name, Candidate& candidate) {
  constexpr int kRatherSure = 66;
  // 焊货架小工: not whoever makes them.
  const bool says_who = SaysWhoIsWanted(candidate.reading.matched_text);
  const bool named = candidate.sureness > Sureness::kTopic && !says_who;
  if (named || candidate.reading.rule == "occupation.cleaned") return;
  do {
    const absl::string_view code = WorkOnThing(name);
    if (code.empty()) continue;
    candidate = {Sureness::kShortHead,
                 name.size(),
                 {std::string(code), kRatherSure, "occupation.verb", std::string(name), ""}};
    return;
  } while (StripRank(name));
}

// A process that no table knows is its factory's work (缩管 of a 电热管厂), and so is one that the
// table has in another industry (卷绕 of a 化纤厂): which trade it is, the factory says.
void SettleByFactory(absl::string_view name, const TitleTexts& texts, OccupationReading& reading) {
  constexpr int kGuessed = 45;
  constexpr int kNamed = 60;
  constexpr std::size_t kMiddleClass = 4;
  const bool unknown =
      reading.code.empty() || reading.rule == "occupation.likeness" ||
      reading.rule == "occupation.ending" ||
      (reading.code == kAnyHand && SaysWhoIsWanted(reading.matched_text)) ||
      // 刷涂料, 装灯: a builder's work, but where a factory does it.
      (reading.rule == "occupation.verb" && StartsWithAny(reading.code, {"6-29", "4-12"}));
  if (!texts.may_guess) return;
  const absl::string_view process = ProcessIn(name);
  if (process.empty() || (!unknown && !IsOfAnotherFactory(process, reading.code))) return;
  const absl::string_view trade = TradeOfFactory(texts.employer, texts.description);
  if (trade.empty() || absl::StartsWith(reading.code, trade.substr(0, kMiddleClass))) return;
  reading = {std::string(trade), unknown ? kGuessed : kNamed,
             unknown ? "occupation.factory" : "occupation.surroundings", std::string(process),
             reading.code};
}

// What the whole title says of its best name, and that other names in it make it less sure which
// one is meant.
void SettleTitle(const TitleParts& parts, std::string second, OccupationReading& reading) {
  constexpr absl::string_view kSells = "4-01-02-01";
  constexpr absl::string_view kHealthServices = "4-14";
  // 健康顾问 as well, who sells what is good for health; a recruiter (招聘顾问) sells no goods.
  const bool advises = absl::StartsWith(reading.code, kProfessions) ||
                       (absl::StartsWith(reading.code, kHealthServices) &&
                        absl::EndsWith(reading.matched_text, "顾问"));
  if (!parts.asides.empty() && advises && SaysThatItIsSelling(parts)) {
    second = std::exchange(reading.code, std::string(kSells));
    reading.rule = "occupation.cue";
    reading.confidence = std::min(reading.confidence, 75);
  }
  // "销售缝纫机": what is sold is nobody's machine to work at.
  if (absl::StartsWith(reading.code, "6-") && !parts.names.empty() &&
      StartsWithAny(parts.names.front(), {"销售", "售卖"}) &&
      EndsWithAny(reading.matched_text, {"机", "设备", "器", "器材", "机械", "配件", "材料"})) {
    second = std::exchange(reading.code, std::string(kSells));
    reading.rule = "occupation.cue";
    reading.confidence = std::min(reading.confidence, 70);
  }
  if (!second.empty() && second != reading.code) {
    reading.runner_up = second;
    reading.confidence -= 6;
  }
  if (reading.runner_up == reading.code) reading.runner_up.clear();
}

// 女工, 熟手: who may come, and no work.
bool SaysWho(const OccupationReading& reading) {
  return reading.code == kAnyHand && SaysWhoIsWanted(reading.matched_text);
}

}  // namespace

OccupationReading OccupationReader::Read(absl::string_view full_title,
                                         const TitleContext& context) const {
  const absl::string_view title = FirstCharacters(full_title, kTitleCharacters);
  const std::string whole = FoldTight(title);
  const std::string asked = WithoutDenials(whole);
  const TitleTexts texts{WithoutFirmBefore(asked), FoldTight(context.employer),
                         FoldTight(FirstCharacters(context.description, kDescriptionCharacters)),
                         context.may_guess};
  Candidate best;
  std::string second;
  const auto consider = [&](absl::string_view name, bool guess) {
    Candidate candidate = state_->names.Read(name, texts, guess && texts.may_guess);
    SettleByVerb(name, candidate);
    if (candidate.reading.code.empty()) return;
    // 焊灯带 女工: who may come, or how skilled they are, gives way to any work that is named.
    const bool gives_way = SaysWho(best.reading) && candidate.sureness >= Sureness::kShortHead &&
                           candidate.reading.code != kAnyHand;
    const bool named = SaysWho(candidate.reading) && best.sureness >= Sureness::kShortHead;
    const bool inside = best.sureness == Sureness::kPart && candidate.sureness == best.sureness;
    const bool longer = inside && candidate.size > best.size;  // of 招商 and 电话客服 the latter
    const bool better = gives_way || longer || (candidate.sureness > best.sureness && !named);
    Candidate& loser = better ? best : candidate;
    if (second.empty()) second = loser.reading.code;
    if (&loser == &best) best = std::move(candidate);
  };
  if (state_->names.IsKnown(whole)) {
    consider(whole, /*guess=*/false);
    if (best.reading.rule == "occupation.cleaned") {
      best.reading.rule = "occupation.exact";
      best.reading.confidence = std::max(best.reading.confidence, 97);
    }
    SettleByFactory(whole, texts, best.reading);
    return std::move(best.reading);
  }
  const TitleParts parts = SplitTitle(title);
  const bool shared = EndsWithSharedHead(parts.names);
  for (const std::string& name : parts.names) {
    // 园艺/园林/景观设计 is design: what stands before the head that they share names no work.
    const bool last = shared && &name == &parts.names.back();
    const bool bare = last && NamesNobody(best.reading.matched_text) &&
                      !absl::StartsWith(best.reading.code, kProfessions);
    if (bare) {
      second = std::exchange(best, Candidate()).reading.code;
    }
    consider(name, /*guess=*/true);
  }
  for (const std::string& name : parts.second) {
    if (best.sureness <= Sureness::kPart) {
      consider(name, /*guess=*/true);
    } else if (second.empty()) {
      second = state_->names.Read(name, texts, /*guess=*/false).reading.code;
    }
  }
  if (best.sureness <= Sureness::kPart) {
    for (const std::string& name : parts.asides) consider(name, /*guess=*/false);
  }
  if (best.reading.code.empty()) best.reading = ReadHandOfFactory(asked, texts);
  SettleTitle(parts, std::move(second), best.reading);
  if (parts.names.size() == 1) SettleByFactory(parts.names.front(), texts, best.reading);
  return std::move(best.reading);
}

}  // namespace laowu::intake
