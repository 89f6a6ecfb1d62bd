#include "intake/worker/worker_work.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "intake/skill/skill_experience.h"
#include "intake/text/re2_piece.h"
#include "intake/text/text.h"
#include "re2/re2.h"

namespace laowu::intake {
namespace {

constexpr int kToldConfidence = 80;
constexpr int kSureOfTrade = 70;  // 打工十年, 结婚十年 name no trade
constexpr std::size_t kMaxOccupations = 3;

bool IsNoWork(absl::string_view words) {
  return SaysAny(words, {"没", "不", "想", "学", "家", "娃", "打工", "务工", "外出", "外面", "工作",
                         "结婚", "上班", "厂", "工地", "坐", "读", "当兵"});
}

// How long, with a trade and nothing else: "泥瓦工20年", "5年厨师经验". Empty otherwise.
std::string TradeWithYears(absl::string_view clause) {
  static const RE2 before(
      R"((?:我|本人|是|有|会|从事|专业|一直|老)*(\p{Han}{2,7}?)(?:这一?行|行业)?(?:干|做|搞|开|有|已)*(?:了|过)?(?:\d{1,2}(?:-\d{1,2})?|半)(?:多|来|几)?年(?:半|多)?(?:以上|左右|的|了|经验|工龄|工作|手艺|驾龄)*(?:,?(?:有|持)\p{Han}{0,3}证)?)");
  static const RE2 behind(
      R"((?:我|本人|是|有|具有)*(?:\d{1,2})(?:-\d{1,2})?(?:多|来|几)?年(?:多)?(?:以上)?的?(\p{Han}{2,7}?)(?:工作|从业|操作)?(?:经验|经历|工龄|手艺|工作)*)");
  if (!HoldsDigit(clause) || !Holds(clause, "年")) return "";
  std::string work;
  const bool read =
      RE2::FullMatch(Piece(clause), before, &work) || RE2::FullMatch(Piece(clause), behind, &work);
  return read && !IsNoWork(work) ? work : "";
}

// "在福建晋江做鞋", "2019-2023年在中山五金厂做冲压", without pay: where they are or were at work.
bool IsOfAPlaceOfWork(absl::string_view clause, std::string& work) {
  static const RE2 at_work(
      R"((?:我|本人|(?:(?:19|20)\d{2}年?(?:-|~|至|到))?(?:(?:19|20)\d{2}|至今|现在)年?|现在?|目前|一直|原来?|原先|以前|之前|曾经?|去年|前年|过|就)*在([^家附本近哪里屋\d][^家附近哪\d]{1,11}?)(当|做|干|搞|开)(?:了|过|着)?(?:\d{1,2}年)?(?:多|半)?的?(\p{Han}{1,6}?)(?:工作)?(?:\d{1,2}年)?(?:多|半)?)");
  if (!Holds(clause, "在")) return false;
  std::string place;
  std::string verb;
  if (!RE2::FullMatch(Piece(clause), at_work, &place, &verb, &work) || IsNoWork(work) ||
      SaysAny(work, {"事", "活", "也", "都", "行", "可以", "什么", "生意", "过"}) ||
      SaysAny(place, {"想", "要", "希望", "最好"})) {
    return false;
  }
  constexpr std::size_t kHan = 3;  // bytes of an ideograph: 鞋 alone is no work
  if (work.size() == kHan) work = absl::StrCat(verb, work);
  return true;
}

// Who is paid for what, where: "在广州当保安4500", "在中山做冲压5000多".
bool IsAtWork(absl::string_view clause, std::string& work) {
  static const RE2 at_work(
      R"((?:我|本人|现在?|目前|一直|原来|原先|以前|之前|曾经?|去年|前年|今年|过|还|就)*在\p{Han}{2,10}?(?:当|做|干|搞|开)(?:了|过|着)?(?:\d{1,2}年)?(?:多)?的?(\p{Han}{2,6}?)(?:工作)?(?:(?:工资|月薪|每月|一个?月|1个?月|拿|挣|有)*(\d[\d.\-~]*[千万kw]?\d?)(?:元|块)?(?:/月|1?个?月|每月|左右|多|的样子)*))");
  return HoldsDigit(clause) && Holds(clause, "在") &&
         RE2::FullMatch(Piece(clause), at_work, &work) && !IsNoWork(work);
}

void TakeOccupation(absl::string_view work, absl::string_view field, int least_confidence,
                    const OccupationReader& occupations, std::vector<std::string>& codes,
                    Reports<WorkerReading>& reports) {
  const OccupationReading reading = occupations.Read(work);
  if (reading.code.empty() || reading.confidence < least_confidence ||
      codes.size() == kMaxOccupations ||
      std::find(codes.begin(), codes.end(), reading.code) != codes.end()) {
    return;
  }
  reports.Infer(absl::StrCat(field, "[", codes.size(), "]"), work,
                absl::StrCat(reading.rule, "+worker.told"),
                std::min(reading.confidence, kToldConfidence));
  codes.push_back(reading.code);
}

// "砌砖粉墙", "搬货卸货": two verbs with their things, each surely a work. Empty otherwise.
std::vector<std::string> VerbPairsIn(absl::string_view text, const OccupationReader& occupations) {
  static constexpr absl::string_view kVerbs =
      "砌粉贴刮刷扎支搬卸装焊切打磨抛喷炒煮洗缝裁绣剪修扛拆铺吊接补粘种养摘分拣铲挖浇配";
  static const RE2 ideographs(R"(\p{Han}{4,8})");
  constexpr std::size_t kIdeograph = 3;  // bytes
  constexpr std::size_t kTwo = 2 * kIdeograph;
  const auto begins_with_a_verb = [](absl::string_view words) {
    return Holds(kVerbs, words.substr(0, kIdeograph));
  };
  if (!begins_with_a_verb(text) || !RE2::FullMatch(Piece(text), ideographs) ||
      occupations.Read(text).rule == "occupation.exact") {
    return {};
  }
  for (std::size_t cut = kTwo; cut + kTwo <= text.size(); cut += kIdeograph) {
    const absl::string_view first = text.substr(0, cut);
    const absl::string_view second = text.substr(cut);
    if (begins_with_a_verb(second) && occupations.Read(first).confidence >= kSureOfTrade &&
        occupations.Read(second).confidence >= kSureOfTrade) {
      return {std::string(first), std::string(second)};
    }
  }
  return {};
}

// Two names without a mark between them.
std::vector<std::string> WorksIn(absl::string_view text, const OccupationReader& occupations) {
  static const RE2 two(
      R"((?:做|当|干)?(\p{Han}{1,3}(?:工|员|师|安|洁|姆|嫂|卫))(\p{Han}{1,3}(?:工|员|师|安|洁|姆|嫂|卫|司机)))");
  // "保洁或煮饭", "厨师和保安": each a work of its own.
  static const RE2 joined(R"((\p{Han}{2,8}?)(或者?|和|及|以及|与)(\p{Han}{2,8}))");
  std::string first;
  std::string second;
  std::string by;
  if (SaysAny(text, {"或", "和", "及", "与"}) &&
      RE2::FullMatch(Piece(text), joined, &first, &by, &second) &&
      occupations.Read(text).rule != "occupation.exact") {
    const int least = absl::StartsWith(by, "或") ? 0 : kSureOfTrade;
    const auto is_work = [&](const std::string& name) {
      const OccupationReading reading = occupations.Read(name);
      return !reading.code.empty() && reading.confidence >= least;
    };
    if (is_work(first) && is_work(second)) return {first, second};
  }
  if (std::vector<std::string> pair = VerbPairsIn(text, occupations); !pair.empty()) return pair;
  if (RE2::FullMatch(Piece(text), two, &first, &second) &&
      !SaysAny(first, {"化工", "加工", "施工", "手工", "员工", "职工", "电子", "技工"})) {
    const auto is_name = [&](const std::string& name) {
      return occupations.Read(name).rule == "occupation.exact";
    };
    if (!is_name(std::string(text)) && is_name(first) && is_name(second)) return {first, second};
  }
  return {std::string(text)};
}

}  // namespace

bool TakeWorkDone(absl::string_view clause, WorkerTold& told) {
  static const RE2 past(
      R"((?:做过|干过|当过|从事过|曾做|曾任|以前做|之前做|原来做|原做|一直做)(?:\d{1,2}年)?(?:多)?的?(\p{Han}{2,8}?)(?:\d{1,2}年)?(?:多)?(?:的)?(?:工作)?$)");
  static const RE2 past_behind(R"((?:做|干|当)(?:了)?(?:\d{1,2}年)(?:多)?的?(\p{Han}{2,8})$)");
  bool at_work = false;
  bool listed = false;  // "干过保安、保洁": the verb stands once
  std::string words;
  static const RE2 bare(R"(\p{Han}{2,6})");
  const bool is_list = Holds(clause, "、");
  for (absl::string_view part : absl::StrSplit(clause, "、")) {
    // "学过厨师没做过"
    if (SaysAny(part, {"没做", "没干", "没有做", "没有干", "未做"})) continue;
    if (RE2::PartialMatch(Piece(part), past, &words) ||
        RE2::PartialMatch(Piece(part), past_behind, &words)) {
      told.past_work.push_back(std::move(words));
      listed = true;
    } else if (is_list && listed && RE2::FullMatch(Piece(part), bare) && !IsNoWork(part)) {
      told.past_trades.emplace_back(part);
    } else if (IsOfAPlaceOfWork(part, words)) {
      told.past_trades.push_back(std::move(words));
      at_work = true;
    } else if (IsAtWork(part, words)) {
      told.past_work.push_back(std::move(words));
      at_work = true;
    } else if (words = TradeWithYears(part); !words.empty()) {
      told.past_trades.push_back(std::move(words));
    }
  }
  return at_work;
}

std::string WorkWishedThere(absl::string_view clause) {
  // "想进电子厂坐着上班": the factory's hand; 大厂 and 正规厂 name no work.
  static const RE2 factory(
      R"((?:现在?|目前|还是|只|就|主要|我|本人|年后)*(?:想|希望|打算|愿意|准备)(?:去|找|继续)?(?:进|去)(?:一?个|一家)?([^大小老新好工外的哪\P{Han}]\p{Han}{0,3}厂)(?:里面?|坐着|站着|长期|稳定|轻松)*(?:上班|做工|做事|做|打工|务工|工作|干活|干)*(?:就行|就可以|都行|可以|也行)?)");
  if (std::string works; Holds(clause, "厂") && RE2::FullMatch(Piece(clause), factory, &works) &&
                         !SaysAny(works, {"的", "正规", "哪"})) {
    return works;
  }
  static const RE2 there(
      R"((?:想|希望|打算|计划|准备|愿意?|考虑|有意|(?:^|[^不主需])要)(?:去|到|回)(\p{Han}{2,8}?)(做|干|当|搞|开)(?:个|份)?(\p{Han}{1,5}?)(?:的?工作|的?活儿?|之类.*|方面.*|的)?$)");
  if (!SaysAny(clause, {"去", "到", "回"})) return "";
  std::string place;
  std::string verb;
  std::string work;
  if (!RE2::PartialMatch(Piece(clause), there, &place, &verb, &work) || IsNoWork(work) ||
      SaysAny(place, {"前", "过", "会", "曾", "有", "一直", "年", "在"}) ||
      SaysAny(work, {"事", "活", "近", "什么", "包吃", "包住"}) || work == "工") {
    return "";
  }
  constexpr std::size_t kHan = 3;  // bytes of an ideograph: 鞋 alone is no work
  return work.size() == kHan ? absl::StrCat(verb, work) : work;
}

std::vector<std::string> WorksListed(absl::string_view text, const OccupationReader& occupations) {
  std::vector<std::string> works;
  for (const std::string& piece : SplitList(text, /*at_blanks=*/true)) {
    for (std::string& work : WorksIn(piece, occupations)) works.push_back(std::move(work));
  }
  return works;
}

void TakeToldWork(const WorkerTold& told, const OccupationReader& occupations, WorkerDraft& draft,
                  Reports<WorkerReading>& reports) {
  auto& desired = draft.desired_occupation_codes;
  const bool none_desired = desired.empty();
  for (const std::string& wish : told.wished_work) {
    if (!none_desired) break;
    for (const std::string& work : WorksListed(wish, occupations)) {
      TakeOccupation(work, "desired_occupation_codes", 0, occupations, desired, reports);
    }
  }
  auto& past = draft.past_occupation_codes;
  for (const std::string& work : told.past_work) {
    TakeOccupation(work, "past_occupation_codes", 0, occupations, past, reports);
  }
  for (const std::string& trade : told.past_trades) {
    TakeOccupation(trade, "past_occupation_codes", kSureOfTrade, occupations, past, reports);
  }
}

bool SpeaksOfSkills(absl::string_view experience, absl::string_view stated,
                    const SkillReader& skills) {
  static const RE2 no_words(
      R"((?:[^\p{Han}]|年|个|月|以上|以下|左右|多|余|半|[一二三四五六七八九十两])*)");
  const std::string folded = FoldTight(experience);
  if (MonthsSaidAlone(folded) > 0 || RE2::FullMatch(folded, no_words)) return true;
  const std::vector<SkillMention> had = skills.Read(stated, /*of_a_person=*/true);
  const std::vector<SkillMention> named = skills.Read(experience, /*of_a_person=*/true);
  return std::any_of(named.begin(), named.end(), [&](const SkillMention& one) {
    return std::any_of(had.begin(), had.end(), [&](const SkillMention& other) {
      return one.skill_code == other.skill_code;
    });
  });
}

}  // namespace laowu::intake
