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
#include "intake/occupation/lexicon.h"
#include "intake/occupation/occupation.h"
#include "intake/skill/skill_asked.h"
#include "intake/skill/skill_clauses.h"
#include "intake/skill/skill_experience.h"
#include "intake/skill/skill_in_postings.h"
#include "intake/skill/skill_names.h"
#include "intake/skill/skill_papers.h"
#include "intake/skill/skill_subject.h"
#include "intake/skill/skill_word_guards.h"
#include "intake/skill/skill_wording.h"
#include "intake/text/text.h"
#include "re2/re2.h"

namespace laowu::intake {

int ReadSkillLevel(absl::string_view text) {
  if (!SaysAny(text, {"级", "技师"})) return 0;
  if (Holds(text, "高级技师") || Holds(text, "一级")) return 5;
  if (Holds(text, "技师") || Holds(text, "二级")) return 4;
  if (Holds(text, "高级") || Holds(text, "三级")) return 3;
  if (Holds(text, "中级") || Holds(text, "四级")) return 2;
  if (Holds(text, "初级") || Holds(text, "五级")) return 1;
  return 0;
}

namespace {

// 英语四级, 普通话二级甲等 and 计算机二级 are examinations of schools, no levels of a trade.
bool HasTradeLevels(absl::string_view skill_code) {
  return !absl::StartsWith(skill_code, "languages-") && skill_code != "office-computer";
}

}  // namespace

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
  // "锁具组装 没做过" as well.
  if (StartsWithAny(after,
                    {"没做", "没学", "没干", "没有", "不会", "不懂", "不行", "不好", "忘"})) {
    return false;
  }
  return before.size() >= kTwo && after.size() >= kTwo && is_han(before, before.size() - 3) &&
         is_han(before, before.size() - kTwo) && is_han(after, 0) && is_han(after, 3);
}

// "高级技师 车工", "叉车 熟练 5年", "叉车 五年": how well or how long belongs to what it stands
// beside; to what is before it, where both sides name something.
bool TellsHowWell(absl::string_view before, absl::string_view after) {
  if (!SaysAny(after.substr(0, 24), {"级", "技师", "熟", "精通", "年"}) &&
      !EndsWithAny(before, {"级", "技师", "熟练", "精通", "熟悉", "级工"})) {
    return false;
  }
#define LAOWU_HOW_WELL \
  "(?:高级技师|高级技工|技师|[高中初]级工?|[一二三四五]级工?|(?:很|比较)?熟练|精通|熟悉)"
  static const RE2 behind(
      "(?:" LAOWU_HOW_WELL
      "(?:证书?|水平)?|[一二两三四五六七八九十半]{1,3}年(?:多|半|以上|左右)?)(?:[\\s,;|、/。!]|$)");
  static const RE2 alone("(?:^|.*、)" LAOWU_HOW_WELL);
#undef LAOWU_HOW_WELL
  re2::StringPiece rest(after.data(), after.size());
  return RE2::Consume(&rest, behind) || RE2::FullMatch({before.data(), before.size()}, alone);
}

// "电焊五年" before a blank: the years are its own, and what follows is another's (电焊 五年 叉车
// 三年). Not "干了五年", "打工十年", which speak of what follows.
bool NamedWithYears(absl::string_view before) {
  static const RE2 named(R"((?:^|、)([^、]*\p{Han})(?:\d{1,2}|[一二两三四五六七八九十]{1,3})年$)");
  if (!absl::EndsWith(before, "年")) return false;
  re2::StringPiece name;
  return RE2::PartialMatch({before.data(), before.size()}, named, &name) &&
         !SaysAny({name.data(), name.size()}, {"了", "过", "干", "做", "有", "打工", "务工", "工作",
                                               "从事", "经验", "学", "当"});
}

// Whether two ideographs follow that may be a name.
bool NamesNext(absl::string_view after) {
  static const RE2 name(R"(\p{Han}{2})");
  re2::StringPiece rest(after.data(), after.size());
  return RE2::Consume(&rest, name) &&
         !StartsWithAny(after, {"以上", "左右", "经验", "工龄", "熟练"});
}

// "高低压电工证", "高压/低压操作证" are two papers.
void PartVoltages(std::string& statement) {
  static const RE2 both(
      R"(高压?(?:电工)?[、和及与]?低压(?:电工)?(?:作业|操作|上岗|特种作业|运行)?(证|电工|$))");
  if (Holds(statement, "低压") && Holds(statement, "高")) {
    RE2::Replace(&statement, both, "高压电工证、低压电工证");
  }
}

// Bytes at the beginning of `rest` of a folded text that are of no mark and no blank: ideographs,
// letters and figures.
std::size_t PlainLength(absl::string_view rest) {
  return static_cast<std::size_t>(std::find_if(rest.begin(), rest.end(),
                                               [](char c) {
                                                 const auto byte = static_cast<unsigned char>(c);
                                                 const bool of_ideograph =
                                                     (byte >= 0x80 && byte <= 0xBF) ||
                                                     (byte >= 0xE4 && byte <= 0xE9);
                                                 return !of_ideograph && !absl::ascii_isalnum(byte);
                                               }) -
                                  rest.begin());
}

// `at_blanks`: a blank parts names as a mark of a list does.
std::vector<Statement> Statements(absl::string_view text, bool at_blanks) {
  static constexpr absl::string_view kStops[] = {",", ";", "|", "\n", "\r", "。", "!"};
  const std::string folded = Fold(text);
  std::vector<Statement> statements(1);
  statements.back().begins_a_sentence = true;
  for (absl::string_view rest = folded; !rest.empty();) {
    if (const std::size_t plain = PlainLength(rest); plain > 0) {
      statements.back().text.append(rest.data(), plain);
      rest.remove_prefix(plain);
      continue;
    }
    const std::size_t length = std::max<std::size_t>(1, Utf8SequenceLength(rest));
    const absl::string_view character = rest.substr(0, length);
    if (std::find(std::begin(kStops), std::end(kStops), character) != std::end(kStops)) {
      if (!statements.back().text.empty()) statements.emplace_back();
      if (character != ",") statements.back().begins_a_sentence = true;
    } else if (const std::size_t blank = BlankLength(rest); blank > 0) {
      rest.remove_prefix(blank);
      std::string& said = statements.back().text;
      const auto between_names = [&] {
        return (NamedWithYears(said) && NamesNext(rest)) ||
               (PartsNames(said, rest) && !TellsHowWell(said, rest));
      };
      if (at_blanks && between_names()) said += "、";
      continue;
    } else {
      const absl::string_view kept = character == "/" ? absl::string_view("、") : character;
      statements.back().text.append(kept.data(), kept.size());
    }
    rest.remove_prefix(length);
  }
  if (Holds(folded, "低压")) {
    for (Statement& statement : statements) PartVoltages(statement.text);
  }
  return statements;
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
  const bool is_last = i + 1 == hits.size();
  const std::size_t next = is_last ? statement.size() : hits[i + 1].begin;
  if (next < hits[i].end) return {};
  const absl::string_view between = statement.substr(hits[i].end, next - hits[i].end);
  const std::size_t mark = between.find("、");
  if (mark == absl::string_view::npos && !is_last) return {};
  return between.substr(0, mark);
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
  // "煮过60人的饭"
  static const RE2 for_many(
      R"([煮做烧弄办炒管](?:了|过)?(?:\d{2,4}|[一二两三四五六七八九几]*[十百][一二三四五六七八九十几]*)(?:多|来)?号?个?(?:工?人|口人?)[吃的]*(?:伙食|饭菜|饭|菜|餐))");
  std::string without = absl::StrReplaceAll(words, {{"过", ""}});
  if (Holds(words, "人")) RE2::GlobalReplace(&without, for_many, "做大锅饭");
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

bool AreOfOneSkill(const std::vector<Lexicon::Hit>& hits) {
  return !hits.empty() && std::all_of(hits.begin(), hits.end(), [&](const Lexicon::Hit& hit) {
    return hit.id == hits.front().id;
  });
}

std::size_t BytesOf(const std::vector<Lexicon::Hit>& hits) {
  std::size_t bytes = 0;
  for (const Lexicon::Hit& hit : hits) bytes += hit.end - hit.begin;
  return bytes;
}

Named NamesIn(const std::string& statement, const Lexicon& names, bool of_a_person) {
  Named named{FindSkillNames(names, statement), statement, true};
  // "打过螺丝": the names are without it.
  const bool counts = of_a_person && SaysAny(statement, {"个", "头", "只", "匹", "口", "亩", "棵",
                                                         "台", "辆", "人"});
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
  if (!of_a_person) DropWhatIsNoSkillThere(named.words, named.hits);
  ReadBrackets(named.words, names, named.hits);
  if (of_a_person) AddListedNames(named.words, names, named.hits);
  return named;
}

// Adds a mention, or what it says more of a skill that is known. Its place among them.
std::size_t TakeMention(SkillMention mention, std::vector<SkillMention>& mentions) {
  mention.names_licence = !mention.optional_wording && NamesLicence(mention.text);
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
  known->names_licence = known->names_licence || mention.names_licence;
  known->stands_alone = known->stands_alone || mention.stands_alone;
  return at;
}

// Whether what people say of themselves in a statement of a hit is no skill of theirs.
bool IsNoneOfTheirs(const std::string& statement, absl::string_view words,
                    const std::vector<Lexicon::Hit>& hits, std::size_t i, bool goes_on_wishing) {
  const Lexicon::Hit& hit = hits[i];
  const absl::string_view up_to = words.substr(0, NameBegin(words, hit));
  const absl::string_view name = words.substr(hit.begin, hit.end - hit.begin);
  const std::size_t from = i == 0 ? 0 : hits[i - 1].end;
  const absl::string_view before = words.substr(std::min(from, hit.begin), hit.begin - from);
  if (IsOfWhomTheyFollow(before, name, SaidBehind(words, hits, i))) return true;
  const bool is_works = absl::EndsWith(name, "厂") || absl::StartsWith(words.substr(hit.end), "厂");
  if (is_works && !WorkedThere(statement)) return true;
  // "愿意做保洁、平车也会": the second is theirs.
  if (StartsWithAny(SaidBehind(words, hits, i), {"也会", "都会", "会做", "做过", "干过"})) {
    return false;
  }
  return goes_on_wishing || IsOnlyWishedFor(up_to, statement);
}

// What a statement that names no skill says of those before it. Of `mentions`, `only_skill` is the
// one that was named, and those from `only_named_from` on may be taken back; kNone: none.
constexpr std::size_t kNone = static_cast<std::size_t>(-1);
void TakeOtherStatement(absl::string_view words, std::size_t named_from,
                        std::size_t only_named_from, std::size_t& only_skill,
                        std::vector<SkillMention>& mentions) {
  if (named_from < mentions.size() && SaysThatTheyCanNoMore(words)) {
    mentions.resize(named_from);
    only_skill = kNone;
  }
  if (only_named_from != kNone && only_named_from < mentions.size() && TakesBack(words)) {
    mentions.resize(only_named_from);
    only_skill = kNone;
  }
  if (only_skill == kNone) return;
  int& months = mentions[only_skill].experience_months;
  months = std::max(months, MonthsSaidAlone(words));
}

SkillMention MentionOf(absl::string_view code, absl::string_view name, const SaidOfClause& said,
                       int months_said) {
  SkillMention mention;
  mention.skill_code = std::string(code);
  mention.text = std::string(name);
  mention.level = HasTradeLevels(code) ? said.level : 0;
  mention.experience_months = std::max(said.months, months_said);
  mention.stands_alone = said.names_alone;
  return mention;
}

// Of people nothing is asked.
std::vector<HowAsked> HowAskedIn(const std::vector<Statement>& statements, std::size_t at,
                                 const Named& named, bool of_a_person) {
  if (of_a_person) return std::vector<HowAsked>(named.hits.size());
  const absl::string_view next =
      at + 1 < statements.size() ? statements[at + 1].text : absl::string_view();
  return HowAskedFor(named.words, next, named.hits);
}

}  // namespace

std::vector<SkillMention> SkillReader::Read(absl::string_view text, bool of_a_person) const {
  std::vector<SkillMention> mentions;
  const Lexicon& names = of_a_person ? state_->names.of_people : state_->names.of_postings;
  OtherPeople others(of_a_person);
  // Of `mentions`: the one skill that the statement before names, which "干了10年" speaks of.
  std::size_t only_skill = kNone;
  // Of `mentions`: from where on the statement before named them, without saying that they are
  // there; "没做过" takes them back.
  std::size_t only_named_from = kNone;
  std::size_t named_from = kNone;  // of `mentions`: from where on the statement before named them
  bool wished_place = false;       // the statement before wishes for a place, and names no work
  const std::vector<Statement> statements = Statements(text, of_a_person);
  for (std::size_t at = 0; at < statements.size(); ++at) {
    const Statement& statement = statements[at];
    const Named named = NamesIn(statement.text, names, of_a_person);
    const absl::string_view words = named.words;
    const std::vector<Lexicon::Hit>& hits = named.hits;
    others.Take(hits.empty() ? words : words.substr(0, NameBegin(words, hits.front())), words,
                statement.begins_a_sentence);
    const bool goes_on_wishing = of_a_person && wished_place && GoesOnWishing(statement.text);
    wished_place = of_a_person && ((hits.empty() && WishesForAPlace(words)) || goes_on_wishing);
    if (hits.empty()) {
      if (of_a_person) TakeOtherStatement(words, named_from, only_named_from, only_skill, mentions);
      continue;
    }
    only_skill = kNone;
    named_from = mentions.size();
    only_named_from = of_a_person && !SaysThatTheyCan(statement.text) ? mentions.size() : kNone;
    if (others.speaks_of_another()) continue;
    const std::vector<SkillWording> wordings = WordingsOf(words, hits);
    // Of "搬了两年砖" the time stands in the text as it was written.
    const int months_said =
        !named.as_written && AreOfOneSkill(hits) ? MonthsSaid(statement.text) : 0;
    const std::vector<HowAsked> how = HowAskedIn(statements, at, named, of_a_person);
    SaidOfClauses said(words, hits, of_a_person);
    absl::string_view last_name;
    absl::string_view meant;  // by the text, with that name
    bool several = false;
    for (std::size_t i = 0; i < hits.size(); ++i) {
      const absl::string_view name = words.substr(hits[i].begin, hits[i].end - hits[i].begin);
      if (wordings[i] == SkillWording::kDenied ||
          (of_a_person && IsNoneOfTheirs(statement.text, words, hits, i, goes_on_wishing))) {
        continue;
      }
      if (std::exchange(last_name, name) != name) meant = MeantByTheText(name, text);
      const int id = meant.empty() ? hits[i].id : names.FindExact(meant);
      SkillMention mention = MentionOf(state_->names.codes[static_cast<std::size_t>(id)], name,
                                       said.Of(hits[i]), months_said);
      mention.optional_wording = how[i].only_welcome;
      mention.required_wording = how[i].required || wordings[i] == SkillWording::kAskedFor;
      const std::size_t taken = TakeMention(std::move(mention), mentions);
      several = several || (only_skill != kNone && only_skill != taken);
      only_skill = taken;
    }
    if (several) only_skill = kNone;
  }
  DropWorkplaces(of_a_person, mentions);
  return mentions;
}

}  // namespace laowu::intake
