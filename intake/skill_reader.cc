// The trades and skills that a text names; the header is occupation.h.

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "intake/lexicon.h"
#include "intake/occupation.h"
#include "intake/skill_experience.h"
#include "intake/skill_names.h"
#include "intake/skill_wording.h"
#include "intake/text.h"
#include "re2/re2.h"

namespace laowu::intake {

int ReadSkillLevel(absl::string_view text) {
  if (Holds(text, "高级技师") || Holds(text, "一级")) return 5;
  if (Holds(text, "技师") || Holds(text, "二级")) return 4;
  if (Holds(text, "高级") || Holds(text, "三级")) return 3;
  if (Holds(text, "中级") || Holds(text, "四级")) return 2;
  if (Holds(text, "初级") || Holds(text, "五级")) return 1;
  return 0;
}

struct SkillReader::State {
  SkillNames names;
};

SkillReader::SkillReader() : state_(std::make_unique<State>()) {}

SkillReader::~SkillReader() = default;

namespace {

// Statements of a folded text, which end at a comma or stop; marks of a list in them are "、". What
// 优先 or 3年 speaks of ends at such a mark as well.
struct Statement {
  std::string text;
  bool begins_a_sentence = false;
};

// Whether a blank between the two parts names, as people write them in a cell: "电焊 叉车" and
// "IPQC FQC", but not "电 焊", which fills a cell of fixed width.
bool PartsNames(absl::string_view before, absl::string_view after) {
  const auto two_letters = [](absl::string_view text) {
    return text.size() == 2 && absl::ascii_isalpha(static_cast<unsigned char>(text[0])) &&
           absl::ascii_isalpha(static_cast<unsigned char>(text[1]));
  };
  if (before.size() >= 2 && two_letters(before.substr(before.size() - 2)) &&
      two_letters(after.substr(0, 2))) {
    return true;
  }
  const auto is_han = [](absl::string_view text, std::size_t at) {
    const auto lead = static_cast<unsigned char>(text[at]);
    return lead >= 0xE4 && lead <= 0xE9;
  };
  constexpr std::size_t kTwo = 6;  // bytes of two ideographs
  // "不会 电焊", "十年 电焊" belong together.
  for (absl::string_view open : {"会", "有", "懂", "想", "要", "学", "能", "做", "干", "当", "开",
                                 "过", "是", "没", "不", "年", "找", "的", "考"}) {
    if (absl::EndsWith(before, open)) return false;
  }
  return before.size() >= kTwo && after.size() >= kTwo && is_han(before, before.size() - 3) &&
         is_han(before, before.size() - kTwo) && is_han(after, 0) && is_han(after, 3);
}

// `at_blanks`: a blank parts names as a mark of a list does.
std::vector<Statement> Statements(absl::string_view text, bool at_blanks) {
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
      if (at_blanks && PartsNames(statements.back().text, rest)) statements.back().text += "、";
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
  Beside beside;
  beside.experience_months = MonthsSaid(clause);
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

// Where the name itself begins: 会电焊 is a name as well as 电焊, and 会 belongs to 不; 做月嫂 and
// 养猪 are names, and the verb belongs to 想.
std::size_t NameBegin(absl::string_view statement, const Lexicon::Hit& hit) {
  for (absl::string_view verb : {"会", "做", "当", "干", "开", "搞", "养", "种", "跑", "卖"}) {
    if (absl::StartsWith(statement.substr(hit.begin), verb)) return hit.begin + verb.size();
  }
  return hit.begin;
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
    const absl::string_view name = statement.substr(hits[i].begin, hits[i].end - hits[i].begin);
    const SkillWording wording = WordingOf(before, LacksOnlyThePaper(name, after) ? "" : after);
    if (wording != SkillWording::kUnsaid) last = wording;
    wordings.push_back(last);
    if (DeniesTheList(after)) std::fill(wordings.begin(), wordings.end(), SkillWording::kDenied);
  }
  return wordings;
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

// "在鞋厂做过3年,会针车": the works say nothing more where a trade is named. Of what people say,
// shops and sites as well: "在快递站做分拣".
void DropWorkplaces(bool of_a_person, std::vector<SkillMention>& mentions) {
  const auto is_workplace = [&](const SkillMention& one) {
    if (absl::EndsWith(one.text, "厂")) return true;
    return of_a_person && (absl::EndsWith(one.text, "工地") || absl::EndsWith(one.text, "快递站") ||
                           absl::EndsWith(one.text, "驿站") || absl::EndsWith(one.text, "药店") ||
                           absl::EndsWith(one.text, "水果店"));
  };
  if (!std::all_of(mentions.begin(), mentions.end(), is_workplace)) {
    std::erase_if(mentions, is_workplace);
  }
}

// What people put between a verb and what it does to: "修了五年车", "打过螺丝", "养了20头牛".
std::string WithoutSpans(absl::string_view words) {
  static const RE2 span(
      R"(([开修做搬跑带种养打卖送踩烧装拉砌贴挖喂缝当理扎刷背扛])(?:了|过)*(?:\d{1,2}|[一二两三四五六七八九十几好]{1,3})(?:多|来|几)?年(?:多)?的?)");
  static const RE2 count(
      R"(([开修带养喂种栽])了?(?:\d{1,4}|[一二两三四五六七八九十几百]{1,3})(?:多|来|几)?(?:个|头|只|匹|口|亩|棵|台|辆))");
  std::string without = absl::StrReplaceAll(words, {{"过", ""}});
  RE2::GlobalReplace(&without, span, R"(\1)");
  RE2::GlobalReplace(&without, count, R"(\1)");
  return without;
}

// The names in a statement, and the words that they stand in: the statement's, or those without
// what stands between a verb and its thing.
struct Named {
  std::vector<Lexicon::Hit> hits;
  std::string words;
  bool as_written = true;
};

// 车工 turns metal or sews: "会踩缝纫机,车工5年" says which in another clause.
constexpr absl::string_view kLatheOrSewing = "车工";
bool SpeaksOfSewing(absl::string_view text) {
  return Holds(text, kLatheOrSewing) &&
         SaysAny(text, {"缝纫", "平车", "衣车", "制衣", "服装", "车缝", "锁边", "四线", "冚车"}) &&
         !SaysAny(text, {"车床", "铣", "数控", "刨", "机加工"});
}

std::size_t BytesOf(const std::vector<Lexicon::Hit>& hits) {
  std::size_t bytes = 0;
  for (const Lexicon::Hit& hit : hits) bytes += hit.end - hit.begin;
  return bytes;
}

Named NamesIn(const std::string& statement, const Lexicon& names, bool of_a_person) {
  Named named{FindSkillNames(names, statement), statement, true};
  // "打过螺丝": the names are without it.
  const bool counts =
      of_a_person && SaysAny(statement, {"个", "头", "只", "匹", "口", "亩", "棵", "台", "辆"});
  if ((of_a_person || named.hits.empty()) &&
      (Holds(statement, "过") || (named.hits.empty() && (counts || Holds(statement, "年"))))) {
    std::string without = WithoutSpans(statement);
    std::vector<Lexicon::Hit> more = FindSkillNames(names, without);
    const std::size_t before = BytesOf(named.hits);
    const std::size_t after = BytesOf(more);
    if (more.size() > named.hits.size() || after > before ||
        (more.size() < named.hits.size() && after == before)) {
      named = {std::move(more), std::move(without), false};
    }
  }
  SettleByOtherWords(named.words, names, named.hits);
  ReadBrackets(named.words, names, named.hits);
  if (of_a_person) AddListedNames(named.words, names, named.hits);
  return named;
}

// Adds a mention, or what it says more of a skill that is known. Its place among them.
std::size_t TakeMention(SkillMention mention, std::vector<SkillMention>& mentions) {
  const auto known = std::find_if(mentions.begin(), mentions.end(), [&](const SkillMention& one) {
    return one.skill_code == mention.skill_code;
  });
  const auto at = static_cast<std::size_t>(known - mentions.begin());
  if (known == mentions.end()) {
    mentions.push_back(std::move(mention));
    return at;
  }
  known->level = std::max(known->level, mention.level);
  known->experience_months = std::max(known->experience_months, mention.experience_months);
  known->required_wording = known->required_wording || mention.required_wording;
  return at;
}

}  // namespace

std::vector<SkillMention> SkillReader::Read(absl::string_view text, bool of_a_person) const {
  std::vector<SkillMention> mentions;
  const Lexicon& names = of_a_person ? state_->names.of_people : state_->names.of_postings;
  bool of_another = false;  // the last skill was said of somebody else, in the same sentence
  // Of `mentions`: the one skill that the statement before names, which "干了10年" speaks of.
  constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  std::size_t only_skill = kNone;
  const bool sews = SpeaksOfSewing(text);
  for (const Statement& statement : Statements(text, of_a_person)) {
    if (statement.begins_a_sentence || SaysAny(statement.text, {"我", "本人", "自己"})) {
      of_another = false;
    }
    const Named named = NamesIn(statement.text, names, of_a_person);
    const absl::string_view words = named.words;
    const std::vector<Lexicon::Hit>& hits = named.hits;
    if (hits.empty()) {
      if (of_a_person && only_skill != kNone) {
        int& months = mentions[only_skill].experience_months;
        months = std::max(months, MonthsSaidAlone(words));
      }
      continue;
    }
    only_skill = kNone;
    of_another = of_another || SpeaksOfAnother(words.substr(0, NameBegin(words, hits.front())));
    if (of_another) continue;
    const std::vector<SkillWording> wordings = WordingsOf(words, hits);
    // Of "搬了两年砖" the time stands in the text as it was written.
    const int months_said = hits.size() == 1 && !named.as_written ? MonthsSaid(statement.text) : 0;
    bool several = false;
    for (std::size_t i = 0; i < hits.size(); ++i) {
      const absl::string_view name = words.substr(hits[i].begin, hits[i].end - hits[i].begin);
      if (wordings[i] == SkillWording::kDenied ||
          (of_a_person && absl::EndsWith(name, "厂") && !WorkedThere(statement.text))) {
        continue;
      }
      const Beside beside = ReadBeside(ClauseAround(words, hits[i]));
      const int id = sews && name == kLatheOrSewing ? names.FindExact("平车") : hits[i].id;
      const std::size_t at = TakeMention(
          {state_->names.codes[static_cast<std::size_t>(id)], std::string(name), beside.level,
           std::max(beside.experience_months, months_said), beside.optional_wording,
           beside.required_wording || wordings[i] == SkillWording::kAskedFor},
          mentions);
      several = several || (only_skill != kNone && only_skill != at);
      only_skill = at;
    }
    if (several) only_skill = kNone;
  }
  DropWorkplaces(of_a_person, mentions);
  return mentions;
}

}  // namespace laowu::intake
