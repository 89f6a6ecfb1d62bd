#include "intake/occupation.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_replace.h"
#include "intake/lexicon.h"
#include "intake/numerals.h"
#include "intake/text.h"
#include "re2/re2.h"
#include "reference/occupations.h"
#include "reference/skills.h"

namespace laowu::intake {
namespace {

using reference::Occupation;
using reference::OccupationAlias;
using reference::Occupations;
using reference::Skill;
using reference::Skills;

// Folded title without wages, numbers of people, slogans. Whole phrases only.
std::string WithoutNoise(std::string text) {
  static const RE2 figures(
      R"((?:月薪|底薪|保底|综合|日薪|时薪|薪资|工资)?\d+(?:\.\d+)?(?:k|w|千|万|元|块)?(?:[-~至到]\d+(?:\.\d+)?(?:k|w|千|万|元)?)?(?:/?(?:元|月|天|小时|年|薪|名|人|个|岁|班|位))*(?:起|以上|左右|\+)?)");
  static const RE2 slogans(
      R"(急聘|急招|诚聘|招聘|高薪|诚招|直招|长期|大量|火热|招募|聘请|热招|特招|新招|年后|名企|大厂|厂家直招|包吃包住|包吃住|包住|包吃|包食宿|提供食宿|食宿|五险一金|五险|六险一金|社保|双休|单休|大小周|周末|朝九晚[五六]|早九晚[五六]|长白班|两班倒|白班|夜班|坐班|不加班|应届生?|毕业生|可接受|接受|无经验|零经验|无责|底薪|高提成|提成|年终奖|待遇优厚|待遇优|福利好|薪资高|日结|周结|月结|直签|急|可实习|实习|储备|就近分配|就近|上班|优先|要求|男女不限|学徒工?|带薪|培训|以上|均可|若干|数名|全职|兼职|!|\?|~|\+|[-_*#·.,:;])");
  RE2::GlobalReplace(&text, figures, "");
  RE2::GlobalReplace(&text, slogans, "");
  return text;
}

}  // namespace

std::string CleanTitle(absl::string_view title) {
  return WithoutNoise(FoldTight(WithoutBrackets(Fold(title))));
}

struct OccupationReader::State {
  Lexicon lexicon;
  std::vector<std::string> codes;  // by lexicon id

  void Add(absl::string_view name, absl::string_view code) {
    lexicon.Add(name, static_cast<int>(codes.size()));
    codes.emplace_back(code);
  }
};

OccupationReader::OccupationReader() {
  auto state = std::make_unique<State>();
  const Occupations& occupations = Occupations::Get();
  // Aliases first: they say what people mean by a word; an official name may be wider or rarer.
  for (const OccupationAlias& alias : occupations.aliases()) state->Add(alias.alias, alias.code);
  for (const Occupation& occupation : occupations.all()) {
    if (occupation.level == 4) state->Add(occupation.name, occupation.code);
  }
  state_ = std::move(state);
}

OccupationReader::~OccupationReader() = default;

OccupationReading OccupationReader::ReadCode(absl::string_view code) const {
  OccupationReading reading;
  const Occupation* occupation = Occupations::Get().Find(Trim(code));
  if (occupation == nullptr) return reading;
  return {std::string(occupation->code), 100, "occupation.code", std::string(occupation->name), ""};
}

OccupationReading OccupationReader::Read(absl::string_view title) const {
  const auto named = [&](int id, absl::string_view text, int confidence, absl::string_view rule) {
    return OccupationReading{state_->codes[static_cast<std::size_t>(id)], confidence,
                             std::string(rule), std::string(text), ""};
  };
  const std::string whole = FoldTight(title);
  if (const int id = state_->lexicon.FindExact(whole); id >= 0) {
    return named(id, whole, 97, "occupation.exact");
  }
  const std::string bare = FoldTight(WithoutBrackets(whole));
  for (const std::string& form : {bare, CleanTitle(title)}) {
    if (const int id = state_->lexicon.FindExact(form); id >= 0) {
      return named(id, form, 92, "occupation.cleaned");
    }
  }
  // The longest name in the title; brackets' contents only if nothing stands outside them.
  for (const std::string& form : {CleanTitle(title), whole}) {
    const std::vector<Lexicon::Hit> hits = state_->lexicon.FindAll(form);
    if (hits.empty()) continue;
    const auto length = [](const Lexicon::Hit& hit) { return hit.end - hit.begin; };
    Lexicon::Hit best = hits.front();
    for (const Lexicon::Hit& hit : hits) {
      if (length(hit) >= length(best)) best = hit;
    }
    const int share = static_cast<int>(length(best) * 100 / std::max<std::size_t>(1, form.size()));
    const bool at_end = best.end == form.size();
    OccupationReading reading =
        named(best.id, absl::string_view(form).substr(best.begin, length(best)),
              std::min(88, 45 + share / 3 + (at_end ? 15 : 0)), "occupation.part");
    // Two characters inside a longer title (助理, 会计) name at best its family.
    if (CharacterCount(reading.matched_text) <= 2)
      reading.confidence = std::min(reading.confidence, 65);
    for (const Lexicon::Hit& hit : hits) {
      const std::string& code = state_->codes[static_cast<std::size_t>(hit.id)];
      if (code == reading.code) continue;
      reading.runner_up = code;
      reading.confidence -= 8;
      break;
    }
    return reading;
  }
  return {};
}

int ReadSkillLevel(absl::string_view text) {
  if (absl::StrContains(text, "高级技师") || absl::StrContains(text, "一级")) return 5;
  if (absl::StrContains(text, "技师") || absl::StrContains(text, "二级")) return 4;
  if (absl::StrContains(text, "高级") || absl::StrContains(text, "三级")) return 3;
  if (absl::StrContains(text, "中级") || absl::StrContains(text, "四级")) return 2;
  if (absl::StrContains(text, "初级") || absl::StrContains(text, "五级")) return 1;
  return 0;
}

struct SkillReader::State {
  Lexicon lexicon;
  std::vector<std::string> codes;
};

SkillReader::SkillReader() {
  auto state = std::make_unique<State>();
  for (const Skill& skill : Skills::Get().all()) {
    const int id = static_cast<int>(state->codes.size());
    state->codes.emplace_back(skill.code);
    state->lexicon.Add(skill.name, id);
    for (absl::string_view alias : skill.aliases) state->lexicon.Add(alias, id);
  }
  state_ = std::move(state);
}

SkillReader::~SkillReader() = default;

namespace {

bool SaysAny(absl::string_view text, std::initializer_list<absl::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](absl::string_view word) { return absl::StrContains(text, word); });
}

int ExperienceIn(absl::string_view clause) {
  static const RE2 years(R"((\d{1,2})(?:\.\d)?(?:多)?年)");
  static const RE2 months(R"((\d{1,2})个月)");
  int count = 0;
  if (RE2::PartialMatch({clause.data(), clause.size()}, years, &count))
    return std::min(count, 50) * 12;
  if (RE2::PartialMatch({clause.data(), clause.size()}, months, &count)) return count;
  return 0;
}

// Clauses of a folded text: what 优先 or 3年 speaks of ends at a comma.
std::vector<std::string> Clauses(absl::string_view text) {
  const std::string marked = absl::StrReplaceAll(
      Fold(text), {{"。", "\n"}, {";", "\n"}, {",", "\n"}, {"、", "\n"}, {"|", "\n"}});
  std::vector<std::string> clauses;
  for (std::string& clause : SplitList(marked)) clauses.push_back(FoldTight(clause));
  return clauses;
}

}  // namespace

std::vector<SkillMention> SkillReader::Read(absl::string_view text) const {
  std::vector<SkillMention> mentions;
  for (const std::string& clause : Clauses(text)) {
    if (SaysAny(clause, {"不需要", "无需", "不要求", "不会", "不懂"})) continue;
    std::string digits = ArabicNumerals(clause);
    digits = absl::StrReplaceAll(digits, {{"一年", "1年"},
                                          {"两年", "2年"},
                                          {"二年", "2年"},
                                          {"三年", "3年"},
                                          {"四年", "4年"},
                                          {"五年", "5年"},
                                          {"六年", "6年"},
                                          {"七年", "7年"},
                                          {"八年", "8年"},
                                          {"九年", "9年"},
                                          {"十年", "10年"},
                                          {"半年", "6个月"}});
    const int experience = ExperienceIn(digits);
    const int level = ReadSkillLevel(clause);
    const bool is_optional = SaysAny(clause, {"优先", "最好", "加分", "更佳", "为佳"});
    const bool required =
        !is_optional && SaysAny(clause, {"必须", "须", "需", "要求", "持", "熟练", "熟悉", "精通",
                                         "会", "证", "懂", "具备"});
    for (const Lexicon::Hit& hit : state_->lexicon.FindAll(clause)) {
      const std::string& code = state_->codes[static_cast<std::size_t>(hit.id)];
      auto known = std::find_if(mentions.begin(), mentions.end(),
                                [&](const SkillMention& m) { return m.skill_code == code; });
      if (known == mentions.end()) {
        mentions.push_back({code, clause.substr(hit.begin, hit.end - hit.begin), level, experience,
                            is_optional, required});
        continue;
      }
      known->level = std::max(known->level, level);
      known->experience_months = std::max(known->experience_months, experience);
      known->required_wording = known->required_wording || required;
    }
  }
  return mentions;
}

}  // namespace laowu::intake
