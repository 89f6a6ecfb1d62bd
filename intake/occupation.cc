#include "intake/occupation.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "intake/lexicon.h"
#include "intake/numerals.h"
#include "intake/skill_wording.h"
#include "intake/text.h"
#include "intake/title.h"
#include "intake/title_rules.h"
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

// Words of a rule's cue, and the code they lead to.
struct CueWords {
  std::vector<absl::string_view> words;
  absl::string_view code;
};

struct Head {
  absl::string_view code;
  Surroundings surroundings;
  std::vector<CueWords> cues;
  std::vector<CueWords> around;
};

std::vector<CueWords> SplitCues(absl::Span<const Cue> cues) {
  std::vector<CueWords> split;
  for (const Cue& cue : cues) split.push_back({absl::StrSplit(cue.words, '|'), cue.code});
  return split;
}

bool ContainsWord(absl::string_view text, absl::string_view word) {
  const auto is_latin = [](char c) { return absl::ascii_isalnum(static_cast<unsigned char>(c)); };
  for (std::size_t at = text.find(word); at != absl::string_view::npos;
       at = text.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    const bool begins_well = at == 0 || !is_latin(word.front()) || !is_latin(text[at - 1]);
    const bool ends_well = end == text.size() || !is_latin(word.back()) || !is_latin(text[end]);
    if (begins_well && ends_well) return true;
  }
  return false;
}

// The first cue that stands in `text`; nullptr if none does. Latin words and figures count at their
// borders only ("it" is not in "summit", 400 not in 4000). `min_bytes` leaves out cues that are too
// short for a long text.
const CueWords* FindCue(const std::vector<CueWords>& cues, absl::string_view text,
                        std::size_t min_bytes) {
  for (const CueWords& cue : cues) {
    for (absl::string_view word : cue.words) {
      if (word.size() >= min_bytes && ContainsWord(text, word)) return &cue;
    }
  }
  return nullptr;
}

// How a name was recognised, the surest last.
enum class Sureness { kNone, kEnding, kPart, kTopic, kShortHead, kHead, kExact };

struct Candidate {
  Sureness sureness = Sureness::kNone;
  std::size_t size = 0;  // bytes recognised
  OccupationReading reading;

  bool BetterThan(const Candidate& other) const {
    return std::make_pair(sureness, size) > std::make_pair(other.sureness, other.size);
  }
};

constexpr std::size_t kTwoCharacters = 6;  // bytes of two ideographs
// As much of a description as says what the work is.
constexpr int kDescriptionCharacters = 120;
// What is longer is no title; the rest of it is not read.
constexpr int kTitleCharacters = 256;

}  // namespace

struct OccupationReader::State {
  Lexicon names;
  std::vector<std::string> codes;  // by id in `names`
  Lexicon head_words;
  std::vector<Head> heads;  // by id in `head_words`

  void Add(absl::string_view name, absl::string_view code) {
    names.Add(name, static_cast<int>(codes.size()));
    codes.emplace_back(code);
  }
  const std::string& CodeOf(const Lexicon::Hit& hit) const {
    return codes[static_cast<std::size_t>(hit.id)];
  }

  // All that one title is read with.
  struct Texts {
    absl::string_view whole;  // the title, folded, without blanks
    std::string employer;
    std::string description;
  };

  Candidate ReadName(absl::string_view name, const Texts& texts) const;
  Candidate ReadEnd(absl::string_view form, absl::string_view name, const Texts& texts) const;
  Candidate ReadHead(const Head& head, absl::string_view head_text, absl::string_view name,
                     const Texts& texts) const;
  Candidate ReadInside(absl::string_view name) const;
};

OccupationReader::OccupationReader() {
  auto state = std::make_unique<State>();
  const Occupations& occupations = Occupations::Get();
  // Aliases first: they say what people mean by a word; an official name may be wider or rarer.
  for (const OccupationAlias& alias : occupations.aliases()) state->Add(alias.alias, alias.code);
  for (const Occupation& occupation : occupations.all()) {
    if (occupation.level == 4) state->Add(occupation.name, occupation.code);
  }
  for (const HeadRule& rule : HeadRules()) {
    for (absl::string_view word : absl::StrSplit(rule.heads, '|')) {
      state->head_words.Add(word, static_cast<int>(state->heads.size()));
    }
    state->heads.push_back(
        {rule.code, rule.surroundings, SplitCues(rule.cues), SplitCues(rule.around)});
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

// A general head: what settles it stands beside it, elsewhere in the title, or around the title.
Candidate OccupationReader::State::ReadHead(const Head& head, absl::string_view head_text,
                                            absl::string_view name, const Texts& texts) const {
  const auto made = [&](absl::string_view code, int confidence, absl::string_view rule) {
    return OccupationReading{std::string(code), confidence, std::string(rule),
                             std::string(head_text), ""};
  };
  if (const CueWords* cue = FindCue(head.cues, name, 1)) {
    return {Sureness::kHead, name.size(), made(cue->code, 85, "occupation.cue")};
  }
  if (const CueWords* cue = FindCue(head.cues, texts.whole, 1)) {
    return {Sureness::kHead, head_text.size(), made(cue->code, 78, "occupation.cue")};
  }
  Candidate general{head_text.size() > kTwoCharacters ? Sureness::kHead : Sureness::kShortHead,
                    head_text.size(), made(head.code, 62, "occupation.head")};
  if (head.surroundings == Surroundings::kIgnored) return general;
  const CueWords* cue = FindCue(head.around, texts.employer, 1);
  if (cue == nullptr && head.surroundings != Surroundings::kEmployer) {
    cue = FindCue(head.around, texts.description, kTwoCharacters);
  }
  if (cue == nullptr) return general;
  if (head.surroundings == Surroundings::kSecond) {
    general.reading.runner_up = std::string(cue->code);
    return general;
  }
  general.reading = made(cue->code, 60, "occupation.surroundings");
  general.reading.runner_up = std::string(head.code);
  return general;
}

// The name that `form` (`name` without words of rank) ends in.
Candidate OccupationReader::State::ReadEnd(absl::string_view form, absl::string_view name,
                                           const Texts& texts) const {
  const Lexicon::Hit hit = names.LongestSuffix(form);
  const Lexicon::Hit head_hit = head_words.LongestSuffix(form);
  const auto size = [](const Lexicon::Hit& h) { return h.end - h.begin; };
  Candidate candidate;
  if (hit.id >= 0) {
    const absl::string_view text = form.substr(hit.begin);
    const bool exact = text.size() == form.size();  // but for words of rank
    const int share = static_cast<int>(text.size() * 27 / name.size());
    candidate.size = text.size();
    candidate.reading = {CodeOf(hit), exact ? (form.size() == name.size() ? 92 : 88) : 58 + share,
                         exact ? "occupation.cleaned" : "occupation.head", std::string(text), ""};
    if (IsRank(text)) {
      candidate.sureness = Sureness::kPart;
      candidate.reading.confidence = std::min(candidate.reading.confidence, exact ? 70 : 45);
    } else if (IsTopic(text)) {
      candidate.sureness = Sureness::kTopic;
      candidate.reading.confidence = std::min(candidate.reading.confidence, exact ? 75 : 50);
    } else if (exact) {
      candidate.sureness = Sureness::kExact;
    } else {
      candidate.sureness = text.size() > kTwoCharacters ? Sureness::kHead : Sureness::kShortHead;
      // Two characters of a longer title name at best its family.
      if (text.size() <= kTwoCharacters)
        candidate.reading.confidence = std::min(candidate.reading.confidence, 72);
    }
  }
  if (head_hit.id < 0) return candidate;
  const absl::string_view head_text = form.substr(head_hit.begin);
  const Head& head = heads[static_cast<std::size_t>(head_hit.id)];
  Candidate by_head = ReadHead(head, head_text, name, texts);
  const bool settled = by_head.reading.rule != "occupation.head";
  if (!settled && IsRank(head_text)) by_head.sureness = Sureness::kPart;
  // A longer name knows better than its last word, unless it says no more than that, or the cue
  // makes it finer.
  if (size(hit) > size(head_hit)) {
    const bool says_no_more = candidate.reading.code == head.code;
    const bool finer = by_head.reading.code.size() > candidate.reading.code.size() &&
                       absl::StartsWith(by_head.reading.code, candidate.reading.code);
    return settled && (says_no_more || finer) ? by_head : candidate;
  }
  if (settled || candidate.sureness == Sureness::kNone) return by_head;
  candidate.reading.runner_up = by_head.reading.runner_up;
  return candidate;
}

// No name at the end: the longest inside, of equal ones the last.
Candidate OccupationReader::State::ReadInside(absl::string_view name) const {
  Candidate best;
  for (const Lexicon::Hit& hit : names.FindAll(name)) {
    const std::size_t size = hit.end - hit.begin;
    if (size < best.size) {
      best.reading.runner_up = CodeOf(hit);
      continue;
    }
    const int share = static_cast<int>(size * 25 / name.size());
    best = {Sureness::kPart,
            size,
            {CodeOf(hit), 35 + share, "occupation.part", std::string(name.substr(hit.begin, size)),
             best.reading.code}};
  }
  constexpr absl::string_view kHand = "工";
  if (best.sureness == Sureness::kNone && absl::EndsWith(name, kHand) &&
      name.size() > kTwoCharacters) {
    best = {Sureness::kEnding, kHand.size(), {"6-99-00", 30, "occupation.ending", "工", ""}};
  }
  return best;
}

Candidate OccupationReader::State::ReadName(absl::string_view name, const Texts& texts) const {
  Candidate best;
  absl::string_view form = name;
  do {
    Candidate candidate = ReadEnd(form, name, texts);
    if (candidate.BetterThan(best)) best = std::move(candidate);
  } while (StripRank(form));
  // 培训生 has nothing to do with 培训.
  if (best.sureness <= Sureness::kPart && !IsRank(name)) {
    Candidate inside = ReadInside(name);
    if (inside.BetterThan(best)) best = std::move(inside);
  }
  return best;
}

OccupationReading OccupationReader::Read(absl::string_view full_title,
                                         const TitleContext& context) const {
  const absl::string_view title = FirstCharacters(full_title, kTitleCharacters);
  const std::string whole = FoldTight(title);
  const State::Texts texts{whole, FoldTight(context.employer),
                           FoldTight(FirstCharacters(context.description, kDescriptionCharacters))};
  Candidate best;
  std::string second;
  const auto consider = [&](absl::string_view name) {
    Candidate candidate = state_->ReadName(name, texts);
    if (candidate.reading.code.empty()) return;
    Candidate& loser = candidate.sureness > best.sureness ? best : candidate;
    if (second.empty()) second = loser.reading.code;
    if (&loser == &best) best = std::move(candidate);
  };
  if (state_->names.FindExact(whole) >= 0) {
    consider(whole);
    if (best.reading.rule == "occupation.cleaned") {
      best.reading.rule = "occupation.exact";
      best.reading.confidence = std::max(best.reading.confidence, 97);
    }
    return std::move(best.reading);
  }
  const TitleParts parts = SplitTitle(title);
  for (const std::string& name : parts.names) consider(name);
  if (best.sureness <= Sureness::kPart) {
    for (const std::string& name : parts.asides) consider(name);
  }
  // Other names in the title make it less sure which one is meant.
  if (!second.empty() && second != best.reading.code) {
    best.reading.runner_up = second;
    best.reading.confidence -= 6;
  }
  if (best.reading.runner_up == best.reading.code) best.reading.runner_up.clear();
  return std::move(best.reading);
}

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

}  // namespace

std::vector<SkillMention> SkillReader::Read(absl::string_view text) const {
  std::vector<SkillMention> mentions;
  bool of_another = false;  // the last skill was said of somebody else, in the same sentence
  for (const Statement& statement : Statements(text)) {
    const absl::string_view words = statement.text;
    if (statement.begins_a_sentence || SaysAny(words, {"我", "本人", "自己"})) of_another = false;
    const std::vector<Lexicon::Hit> hits = state_->lexicon.FindAll(words);
    if (hits.empty()) continue;
    of_another = of_another || SpeaksOfAnother(words.substr(0, NameBegin(words, hits.front())));
    if (of_another) continue;
    const std::vector<SkillWording> wordings = WordingsOf(words, hits);
    for (std::size_t i = 0; i < hits.size(); ++i) {
      if (wordings[i] == SkillWording::kDenied) continue;
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
  return mentions;
}

}  // namespace laowu::intake
