// The trades and skills that a text names; the header is occupation.h.

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "intake/lexicon.h"
#include "intake/numerals.h"
#include "intake/occupation.h"
#include "intake/skill_wording.h"
#include "intake/text.h"
#include "re2/re2.h"
#include "reference/skills.h"

namespace laowu::intake {

using reference::Skill;
using reference::Skills;

int ReadSkillLevel(absl::string_view text) {
  if (Holds(text, "高级技师") || Holds(text, "一级")) return 5;
  if (Holds(text, "技师") || Holds(text, "二级")) return 4;
  if (Holds(text, "高级") || Holds(text, "三级")) return 3;
  if (Holds(text, "中级") || Holds(text, "四级")) return 2;
  if (Holds(text, "初级") || Holds(text, "五级")) return 1;
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

int ExperienceIn(absl::string_view clause) {
  // "2019年考的" is a year, no length of time.
  static const RE2 years(R"((?:^|\D)(\d{1,2})(?:\.\d)?(?:多)?年)");
  static const RE2 months(R"((\d{1,2})个月)");
  int count = 0;
  if (RE2::PartialMatch({clause.data(), clause.size()}, years, &count))
    return std::min(count, 50) * 12;
  if (RE2::PartialMatch({clause.data(), clause.size()}, months, &count)) return count;
  return 0;
}

// Statements of a folded text, which end at a comma or stop; marks of a list in them are "、". What
// 优先 or 3年 speaks of ends at such a mark as well.
struct Statement {
  std::string text;
  bool begins_a_sentence = false;
};

std::vector<Statement> Statements(absl::string_view text) {
  static constexpr absl::string_view kStops[] = {",", ";", "|", "\n", "\r", "。", "!"};
  const std::string folded = Fold(text);
  std::vector<Statement> statements(1);
  statements.back().begins_a_sentence = true;
  for (absl::string_view rest = folded; !rest.empty();) {
    const std::size_t length = std::max<std::size_t>(1, Utf8SequenceLength(rest));
    const absl::string_view character = rest.substr(0, length);
    if (std::find(std::begin(kStops), std::end(kStops), character) != std::end(kStops)) {
      if (!statements.back().text.empty()) statements.emplace_back();
      if (character != ",") statements.back().begins_a_sentence = true;
    } else if (const std::size_t blank = BlankLength(rest); blank > 0) {
      rest.remove_prefix(blank);
      continue;
    } else {
      const absl::string_view kept = character == "/" ? absl::string_view("、") : character;
      statements.back().text.append(kept.data(), kept.size());
    }
    rest.remove_prefix(length);
  }
  return statements;
}

// What stands beside a skill between the marks of its list.
struct Beside {
  int level = 0;
  int experience_months = 0;
  bool optional_wording = false;
  bool required_wording = false;
};

Beside ReadBeside(absl::string_view clause) {
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
  Beside beside;
  beside.experience_months = ExperienceIn(digits);
  beside.level = ReadSkillLevel(clause);
  beside.optional_wording = SaysAny(clause, {"优先", "最好", "加分", "更佳", "为佳"});
  beside.required_wording =
      !beside.optional_wording && SaysAny(clause, {"必须", "须", "需", "要求", "持", "熟练", "熟悉",
                                                   "精通", "会", "证", "懂", "具备"});
  return beside;
}

absl::string_view ClauseAround(absl::string_view statement, const Lexicon::Hit& hit) {
  constexpr absl::string_view kMark = "、";
  const std::size_t mark = statement.substr(0, hit.begin).rfind(kMark);
  const std::size_t begin = mark == absl::string_view::npos ? 0 : mark + kMark.size();
  return statement.substr(begin,
                          std::min(statement.find(kMark, hit.end), statement.size()) - begin);
}

// Where the name itself begins: 会电焊 is a name as well as 电焊, and 会 belongs to 不.
std::size_t NameBegin(absl::string_view statement, const Lexicon::Hit& hit) {
  constexpr absl::string_view kCan = "会";
  return hit.begin + (absl::StartsWith(statement.substr(hit.begin), kCan) ? kCan.size() : 0);
}

// What follows the skill and speaks of it.
absl::string_view SaidBehind(absl::string_view statement, const std::vector<Lexicon::Hit>& hits,
                             std::size_t i) {
  const std::size_t mark = std::min(statement.find("、", hits[i].end), statement.size());
  if (i + 1 < hits.size() && hits[i + 1].begin < mark) return {};
  return statement.substr(hits[i].end, mark - hits[i].end);
}

// Of each skill named in a statement, whether it is there.
std::vector<SkillWording> WordingsOf(absl::string_view statement,
                                     const std::vector<Lexicon::Hit>& hits) {
  std::vector<SkillWording> wordings;
  SkillWording last = SkillWording::kStated;
  for (std::size_t i = 0; i < hits.size(); ++i) {
    const std::size_t from = i == 0 ? 0 : hits[i - 1].end;
    const absl::string_view before = statement.substr(from, NameBegin(statement, hits[i]) - from);
    const absl::string_view after = SaidBehind(statement, hits, i);
    const SkillWording wording = WordingOf(before, after);
    if (wording != SkillWording::kUnsaid) last = wording;
    wordings.push_back(last);
    if (DeniesTheList(after)) std::fill(wordings.begin(), wordings.end(), SkillWording::kDenied);
  }
  return wordings;
}

// What means a skill only as the whole of a clause: in a sentence, 水电 is a bill and 驾驶 a cabin.
struct WholeClause {
  absl::string_view clause;
  absl::string_view skill;
};
constexpr WholeClause kWholeClauses[] = {
    {"水电", "水电安装"},     {"驾驶", "小型汽车驾驶"}, {"驾驶技术", "小型汽车驾驶"},
    {"开车", "小型汽车驾驶"}, {"焊接", "电焊"},         {"焊接技术", "电焊"},
    {"测量", "工程测量"},     {"食用菌", "食用菌种植"}, {"食用菌技术", "食用菌种植"},
    {"中药材", "中药材种植"}, {"茶叶", "茶叶种植"},     {"财务", "记账会计"},
    {"安全员", "施工安全"},   {"资料员", "工程资料"},
};

// Adds the parts of a list that are one of the above, as far as no name was found in them.
void AddWholeClauses(absl::string_view statement, const Lexicon& lexicon,
                     std::vector<Lexicon::Hit>& hits) {
  static const RE2 part(R"((?:^|、|和|跟|及)(?:会|懂|做|能|略懂|懂点|会点)?([^、和跟及(]{2,24}))");
  re2::StringPiece rest(statement.data(), statement.size());
  re2::StringPiece name;
  const std::size_t known = hits.size();
  while (RE2::FindAndConsume(&rest, part, &name)) {
    const auto begin = static_cast<std::size_t>(name.data() - statement.data());
    const std::size_t end = begin + name.size();
    if (std::any_of(hits.begin(), hits.end(),
                    [&](const Lexicon::Hit& hit) { return hit.begin < end && hit.end > begin; })) {
      continue;
    }
    for (const WholeClause& one : kWholeClauses) {
      if (statement.substr(begin, name.size()) == one.clause)
        hits.push_back({begin, end, lexicon.FindExact(one.skill)});
    }
  }
  if (hits.size() == known) return;
  std::sort(hits.begin(), hits.end(), [](const Lexicon::Hit& one, const Lexicon::Hit& other) {
    return one.begin < other.begin;
  });
}

// Names that are something else beside these words: 车位 is a sewer's place and a car's, 车衣
// sewing and a film on a car.
struct OtherThing {
  absl::string_view name;
  const char* before;
  const char* behind;
};
constexpr OtherThing kOtherThings[] = {
    {"车位", "(?:停|泊|地下|小区|商场|充电|雷达|超声波|视觉|自动|固定|产权|智能)$",
     "^(?:、?(?:销售|出售|租|出租|算法|感知|检测|识别|引导|管理|收费|费|经理|顾问|运营|规划|锁|"
     "被占|"
     "紧张|免费|充足|号))"},
    {"车衣", "(?:隐形|汽车|改色|透明|贴|漆面|[，,、/和]?车膜[、/和]?)$",
     "^(?:、?(?:车膜|膜|改色|贴|施工|门店|店|镀晶|美容|技师|销售|产品|品牌))"},
};

bool IsAnotherThing(absl::string_view statement, const Lexicon::Hit& hit) {
  struct Compiled {
    absl::string_view name;
    RE2 before;
    RE2 behind;
  };
  static const auto* const things = [] {
    auto* made = new std::vector<std::unique_ptr<Compiled>>;
    for (const OtherThing& thing : kOtherThings) {
      made->push_back(std::unique_ptr<Compiled>(
          new Compiled{thing.name, RE2(thing.before), RE2(thing.behind)}));
    }
    return made;
  }();
  const absl::string_view before = statement.substr(0, hit.begin);
  const absl::string_view behind = statement.substr(hit.end);
  return std::any_of(things->begin(), things->end(), [&](const auto& thing) {
    return statement.substr(hit.begin, hit.end - hit.begin) == thing->name &&
           (RE2::PartialMatch({before.data(), before.size()}, thing->before) ||
            RE2::PartialMatch({behind.data(), behind.size()}, thing->behind));
  });
}

// "电工(高压)" is 高压电工, "电工(高压、低压)" both: what qualifies a name stands in the bracket
// behind it.
void ReadBrackets(absl::string_view statement, const Lexicon& lexicon,
                  std::vector<Lexicon::Hit>& hits) {
  static const RE2 part(R"(([^、和及]+)(?:、|和|及|$))");
  for (std::size_t i = 0; i < hits.size(); ++i) {
    const absl::string_view behind = statement.substr(hits[i].end);
    const std::size_t close = behind.find(')');
    if (!absl::StartsWith(behind, "(") || close == absl::string_view::npos) continue;
    const std::size_t named_end = hits[i].end + close;
    if (i + 1 < hits.size() && hits[i + 1].begin < named_end) continue;  // names of their own
    const absl::string_view name = statement.substr(hits[i].begin, hits[i].end - hits[i].begin);
    re2::StringPiece rest(behind.data() + 1, close - 1);
    re2::StringPiece words;
    std::vector<Lexicon::Hit> meant;
    while (!rest.empty() && RE2::Consume(&rest, part, &words)) {
      const absl::string_view qualifier(words.data(), words.size());
      const int id = lexicon.FindExact(absl::StrCat(qualifier, name));
      const auto begin = static_cast<std::size_t>(words.data() - statement.data());
      if (id >= 0) meant.push_back({begin, begin + words.size(), id});
    }
    if (meant.empty()) continue;
    hits[i].id = meant.front().id;
    hits.insert(hits.begin() + static_cast<std::ptrdiff_t>(i) + 1, meant.begin() + 1, meant.end());
  }
}

// "想进电子厂": the works are wished for, "电子厂做过两年" is what somebody has done.
bool WorkedThere(absl::string_view statement) {
  return SaysAny(statement, {"过", "年", "干", "做", "上班", "待", "月"}) &&
         !SaysAny(statement, {"想", "要", "希望", "找", "愿", "优先", "最好", "也行", "都行",
                              "可以", "打算", "不做", "不干", "不进", "不去"});
}

// "在鞋厂做过3年,会针车": the works say nothing more where a trade is named.
void DropWorkplaces(std::vector<SkillMention>& mentions) {
  const auto is_workplace = [](const SkillMention& one) { return absl::EndsWith(one.text, "厂"); };
  if (!std::all_of(mentions.begin(), mentions.end(), is_workplace)) {
    std::erase_if(mentions, is_workplace);
  }
}

}  // namespace

std::vector<SkillMention> SkillReader::Read(absl::string_view text, bool of_a_person) const {
  std::vector<SkillMention> mentions;
  bool of_another = false;  // the last skill was said of somebody else, in the same sentence
  for (const Statement& statement : Statements(text)) {
    absl::string_view words = statement.text;
    if (statement.begins_a_sentence || SaysAny(words, {"我", "本人", "自己"})) of_another = false;
    std::vector<Lexicon::Hit> hits = state_->lexicon.FindAll(words);
    std::string without_past;
    if (hits.empty() && Holds(words, "过")) {  // "打过螺丝": the names are without it
      without_past = absl::StrReplaceAll(words, {{"过", ""}});
      words = without_past;
      hits = state_->lexicon.FindAll(words);
    }
    std::erase_if(hits, [&](const Lexicon::Hit& hit) { return IsAnotherThing(words, hit); });
    ReadBrackets(words, state_->lexicon, hits);
    if (of_a_person) AddWholeClauses(words, state_->lexicon, hits);
    if (hits.empty()) continue;
    of_another = of_another || SpeaksOfAnother(words.substr(0, NameBegin(words, hits.front())));
    if (of_another) continue;
    const std::vector<SkillWording> wordings = WordingsOf(words, hits);
    for (std::size_t i = 0; i < hits.size(); ++i) {
      if (wordings[i] == SkillWording::kDenied) continue;
      if (of_a_person && absl::EndsWith(words.substr(0, hits[i].end), "厂") &&
          !WorkedThere(statement.text)) {
        continue;
      }
      Beside beside = ReadBeside(ClauseAround(words, hits[i]));
      beside.required_wording = beside.required_wording || wordings[i] == SkillWording::kAskedFor;
      const std::string& code = state_->codes[static_cast<std::size_t>(hits[i].id)];
      auto known = std::find_if(mentions.begin(), mentions.end(),
                                [&](const SkillMention& m) { return m.skill_code == code; });
      if (known == mentions.end()) {
        mentions.push_back({code,
                            std::string(words.substr(hits[i].begin, hits[i].end - hits[i].begin)),
                            beside.level, beside.experience_months, beside.optional_wording,
                            beside.required_wording});
        continue;
      }
      known->level = std::max(known->level, beside.level);
      known->experience_months = std::max(known->experience_months, beside.experience_months);
      known->required_wording = known->required_wording || beside.required_wording;
    }
  }
  DropWorkplaces(mentions);
  return mentions;
}

}  // namespace laowu::intake
