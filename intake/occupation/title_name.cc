#include "intake/occupation/title_name.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "intake/occupation/lexicon.h"
#include "intake/occupation/likeness.h"
#include "intake/occupation/title.h"
#include "intake/occupation/title_fields.h"
#include "intake/occupation/title_rules.h"
#include "intake/text/asked_text.h"
#include "intake/text/text.h"
#include "reference/occupations.h"

namespace laowu::intake {
namespace {

using reference::Occupation;
using reference::OccupationAlias;
using reference::Occupations;

// Words of a rule's cue, and the code they lead to.
struct CueWords {
  std::vector<absl::string_view> words;
  absl::string_view code;
  std::vector<AskedWord> asked_for;  // the words, without the mark of those that end a text
};

struct Head {
  absl::string_view code;
  Surroundings surroundings;
  std::vector<CueWords> cues;
  std::vector<CueWords> around;
  std::vector<CueWords> subjects;
};

std::vector<CueWords> SplitCues(absl::Span<const Cue> cues) {
  std::vector<CueWords> split;
  for (const Cue& cue : cues) {
    CueWords words{absl::StrSplit(cue.words, '|'), cue.code, {}};
    for (absl::string_view word : words.words) {
      words.asked_for.emplace_back(absl::StripSuffix(word, "$"));
    }
    split.push_back(std::move(words));
  }
  return split;
}

// The first cue that stands in `text`; nullptr if none does. `min_bytes` leaves out cues that are
// too short for a long text.
const CueWords* FindCue(const std::vector<CueWords>& cues, absl::string_view text,
                        std::size_t min_bytes) {
  if (cues.empty() || text.empty()) return nullptr;
  const AskedText asked(text);
  for (const CueWords& cue : cues) {
    for (std::size_t i = 0; i < cue.words.size(); ++i) {
      const absl::string_view word = cue.words[i];
      if (word.size() >= min_bytes && cue.asked_for[i].MayBeIn(asked) && ContainsWord(text, word)) {
        return &cue;
      }
    }
  }
  return nullptr;
}

// Whether a reading is of work in a works, on a site or a farm, and said as surely as a name's end
// says it.
bool NamesMakersWork(const Candidate& candidate) {
  const std::string& code = candidate.reading.code;
  return candidate.sureness >= Sureness::kShortHead && code != kAnyHand &&
         (absl::StartsWith(code, "6") || absl::StartsWith(code, "5") ||
          absl::StartsWith(code, "4-12")) &&
         !IsTopic(candidate.reading.matched_text) && !IsRank(candidate.reading.matched_text);
}

constexpr std::size_t kTwoCharacters = 6;  // bytes of two ideographs
constexpr absl::string_view kOthers = "其他";

// Of all names and aliases. What is any hand's, engineer's or manager's word is like nothing in
// particular. Made when the first word is met that no table knows.
const LikenessModel& KnownNames() {
  static const LikenessModel* const model = [] {
    auto* made = new LikenessModel();  // never deleted: used until the process ends
    const auto add = [&](absl::string_view name, absl::string_view code) {
      // What the classification calls 其他 is named by what it is not.
      if (code == kAnyHand || code == kAnyEngineer || code == kAnyManager) return;
      if (!absl::StrContains(name, kOthers)) made->Add(name, code);
    };
    for (const OccupationAlias& alias : Occupations::Get().aliases()) add(alias.alias, alias.code);
    for (const Occupation& occupation : Occupations::Get().all()) {
      if (occupation.level == 4) add(occupation.name, occupation.code);
    }
    return made;
  }();
  return *model;
}
}  // namespace

struct TitleNames::State {
  Lexicon names;
  std::vector<std::string> codes;  // by id in `names` and `stems`
  Lexicon stems;  // names without their 工, 员 or 师, where that is no name of its own: 订单
  Lexicon head_words;
  std::vector<Head> heads;   // by id in `head_words`
  std::size_t any_hand = 0;  // in `heads`, that of 普工

  void Add(absl::string_view name, absl::string_view code) {
    names.Add(name, static_cast<int>(codes.size()));
    codes.emplace_back(code);
  }
  void AddStem(absl::string_view name, absl::string_view code) {
    absl::string_view stem = name;
    const bool cut = absl::ConsumeSuffix(&stem, "工") || absl::ConsumeSuffix(&stem, "员") ||
                     absl::ConsumeSuffix(&stem, "师");
    if (!cut || stem.size() < kTwoCharacters || IsTopic(stem) || IsRank(stem)) return;
    // 语文老 is no stem.
    if (absl::EndsWith(name, "老师") || absl::EndsWith(name, "教师")) return;
    if (names.FindExact(stem) >= 0 || head_words.FindExact(name) >= 0) return;
    stems.Add(stem, static_cast<int>(codes.size()));
    codes.emplace_back(code);
  }
  const std::string& CodeOf(const Lexicon::Hit& hit) const {
    return codes[static_cast<std::size_t>(hit.id)];
  }

  Candidate ReadName(absl::string_view name, const TitleTexts& texts, bool guess) const;
  Candidate ReadName(const Lexicon::Hit& hit, absl::string_view form, absl::string_view name) const;
  Candidate ReadEnd(absl::string_view form, absl::string_view name, const TitleTexts& texts) const;
  bool YieldsToWorkBefore(absl::string_view before, const TitleTexts& texts,
                          Candidate& candidate) const;
  Candidate ReadHead(const Head& head, absl::string_view head_text, absl::string_view name,
                     const TitleTexts& texts) const;
  Candidate ReadInside(absl::string_view name) const;
  void SettleHeadInside(absl::string_view name, OccupationReading& reading) const;
  OccupationReading ReadModifier(absl::string_view modifier, absl::string_view head_text,
                                 absl::string_view head_code, bool may_guess) const;
  Candidate ReadLikeness(absl::string_view name) const;
  Candidate ReadWorkingUp(absl::string_view name) const;
};

TitleNames::TitleNames() {
  auto state = std::make_unique<State>();
  const Occupations& occupations = Occupations::Get();
  // Aliases first: they say what people mean by a word; an official name may be wider or rarer.
  for (const OccupationAlias& alias : occupations.aliases()) state->Add(alias.alias, alias.code);
  for (const Occupation& occupation : occupations.all()) {
    if (occupation.level == 4) state->Add(occupation.name, occupation.code);
  }
  for (const HeadRule& rule : HeadRules()) {
    for (absl::string_view word : absl::StrSplit(rule.heads, '|')) {
      for (const std::string& form : FormsOfHead(word)) {
        state->head_words.Add(form, static_cast<int>(state->heads.size()));
      }
    }
    // What is looked for first stands before the rest.
    Head head{rule.code, rule.surroundings, SplitCues(rule.first), SplitCues(rule.around),
              SplitCues(rule.subjects)};
    for (CueWords& cue : SplitCues(rule.cues)) head.cues.push_back(std::move(cue));
    state->heads.push_back(std::move(head));
  }
  state->any_hand = static_cast<std::size_t>(state->head_words.FindExact("普工"));
  for (const OccupationAlias& alias : occupations.aliases()) {
    state->AddStem(alias.alias, alias.code);
  }
  for (const Occupation& occupation : occupations.all()) {
    if (occupation.level == 4) state->AddStem(occupation.name, occupation.code);
  }
  state_ = std::move(state);
}

TitleNames::~TitleNames() = default;

bool TitleNames::IsKnown(absl::string_view folded) const {
  return state_->names.FindExact(folded) >= 0;
}

Candidate TitleNames::Read(absl::string_view name, const TitleTexts& texts, bool guess) const {
  return state_->ReadName(name, texts, guess);
}

// A general head: what settles it stands beside it, elsewhere in the title, or around the title.
Candidate TitleNames::State::ReadHead(const Head& head, absl::string_view head_text,
                                      absl::string_view name, const TitleTexts& texts) const {
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
                    head_text.size(), made(head.code, kSureOfAField, "occupation.head")};
  if (head.surroundings == Surroundings::kIgnored) return general;
  const CueWords* cue = FindCue(head.around, texts.employer, 1);
  if (cue == nullptr && !head.subjects.empty()) {
    const CueWords* subject = FindCue(head.subjects, name, 1);
    if (subject == nullptr) subject = FindCue(head.subjects, texts.whole, 1);
    if (subject != nullptr) {
      return {Sureness::kHead, name.size(), made(subject->code, 78, "occupation.cue")};
    }
  }
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

// What stands before a head that takes anybody, where no cue settles it: 热处理操作工. Empty if
// that says nothing either.
OccupationReading TitleNames::State::ReadModifier(absl::string_view modifier,
                                                  absl::string_view head_text,
                                                  absl::string_view head_code,
                                                  bool may_guess) const {
  constexpr absl::string_view kAdvisor = "顾问";
  if (head_text == kAdvisor || head_code == kAnyManager) {
    const absl::string_view field = CodeOfField(modifier);  // 公共关系经理
    if (!field.empty()) {
      return {std::string(field), kSureOfAField, "occupation.cue", std::string(modifier),
              std::string(head_code)};
    }
  }
  if (modifier.size() < kTwoCharacters || IsTopic(modifier) || IsRank(modifier)) return {};
  if (IsPartOfAFirm(modifier)) return {};
  // Who advises buyers sells; 客服顾问, 法务顾问 have work of their own.
  if (head_text == kAdvisor) {
    const int id = names.FindExact(modifier);
    if (id < 0) return {};
    return {codes[static_cast<std::size_t>(id)], 70, "occupation.cue", std::string(modifier),
            std::string(head_code)};
  }
  // 压滤机司机 drives no car.
  constexpr absl::string_view kDrives = "司机";
  if (absl::StartsWith(head_text, kDrives) && absl::EndsWith(modifier, "机")) {
    constexpr absl::string_view kAnyMachine = "6-30-05";
    const Lexicon::Hit machine = names.LongestSuffix(modifier);
    if (machine.id < 0) {
      return {std::string(kAnyMachine), 55, "occupation.cue", std::string(modifier),
              std::string(head_code)};
    }
    if (!absl::StartsWith(CodeOf(machine), "6")) return {};
    return {CodeOf(machine), 66, "occupation.cue", std::string(modifier.substr(machine.begin)),
            std::string(head_code)};
  }
  const bool hand = head_code == kAnyHand;
  if (!hand && head_code != kAnyManager && head_code != kAnyEngineer) return {};
  if (head_code != kAnyEngineer) {
    const Candidate inside = ReadInside(modifier);
    const bool fits =
        inside.sureness == Sureness::kPart &&
        (hand && !IsRank(head_text) ? absl::StartsWith(inside.reading.code, "6") : true) &&
        inside.reading.code != kAnyHand && !IsTopic(inside.reading.matched_text) &&
        !IsRank(inside.reading.matched_text);  // 助理内容经理
    if (fits) {
      return {inside.reading.code, kSureOfAField, "occupation.cue", inside.reading.matched_text,
              std::string(head_code)};
    }
  }
  if (!may_guess) return {};
  const absl::string_view within = hand ? "6" : head_code == kAnyEngineer ? "2-02" : "";
  const auto guess = KnownNames().Read(modifier, within);
  // 升降桌装配 is likest to lifting, which is no works' trade; one ideograph says nothing of what a
  // manager manages: 策略发展总监, 金融服务经理.
  if (!guess.has_value() ||
      (Holds(head_text, "装") && StartsWithAny(guess->code, {"6-16", "6-28", "6-29", "6-30"})) ||
      (guess->words.size() < kTwoCharacters && head_code == kAnyManager)) {
    return {};
  }
  return {guess->code, 45, "occupation.likeness", guess->words, std::string(head_code)};
}

// What no table knows: what its characters stand for elsewhere.
Candidate TitleNames::State::ReadLikeness(absl::string_view name) const {
  for (absl::string_view how_high : {"高级", "资深", "中级", "初级"}) {
    if (absl::ConsumePrefix(&name, how_high)) break;
  }
  if (CharacterCount(name) < 2 || IsRank(name)) return {};
  const auto guess = KnownNames().Read(name);
  if (!guess.has_value()) return {};
  return {Sureness::kEnding,
          guess->words.size(),
          {guess->code, 30 + std::min(15, static_cast<int>(guess->margin)), "occupation.likeness",
           guess->words, ""}};
}

// 蛋品加工 is no hand's name: what is made, if it is known, and nothing else.
Candidate TitleNames::State::ReadWorkingUp(absl::string_view name) const {
  const CueWords* const made = FindCue(heads[any_hand].cues, name, 1);
  if (made == nullptr) return {};
  return {Sureness::kEnding,
          0,
          {std::string(made->code), 50, "occupation.ending", std::string(name), ""}};
}

// What the name at the end of `form` (`name` without words of rank) says by itself.
Candidate TitleNames::State::ReadName(const Lexicon::Hit& hit, absl::string_view form,
                                      absl::string_view name) const {
  Candidate candidate;
  if (hit.id < 0) return candidate;
  const absl::string_view text = form.substr(hit.begin);
  const bool exact = text.size() == form.size();  // but for words of rank
  const int share = static_cast<int>(text.size() * 27 / name.size());
  // 管道安装 of 管道安装学徒 says more than 安装学徒.
  absl::string_view bare = text;
  if (!exact) StripRank(bare);
  candidate.size = bare.size();
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
  return candidate;
}

// 抛光打包工, 点胶贴标: what is done last and besides says less than the work before it (`before`).
bool TitleNames::State::YieldsToWorkBefore(absl::string_view before, const TitleTexts& texts,
                                           Candidate& candidate) const {
  if (candidate.sureness < Sureness::kShortHead) return false;
  if (!IsDoneBesides(candidate.reading.matched_text)) return false;
  const Lexicon::Hit head = head_words.LongestSuffix(before);
  Lexicon::Hit work = names.LongestSuffix(before);
  const bool by_head = head.id >= 0 && (work.id < 0 || head.begin <= work.begin);
  if (by_head) work = head;
  if (work.id < 0) return false;
  const absl::string_view words = before.substr(work.begin, work.end - work.begin);
  const std::string code =
      by_head
          ? ReadHead(heads[static_cast<std::size_t>(head.id)], words, before, texts).reading.code
          : CodeOf(work);
  if (IsTopic(words) || IsRank(words) || code == kAnyHand || IsDoneBesides(words) ||
      EndsWithAny(words, {"仓", "仓库", "租赁", "物流", "贸易"})) {
    return false;
  }
  candidate.reading.runner_up = candidate.reading.code;
  candidate.reading.code = code;
  candidate.reading.matched_text = std::string(words);
  candidate.reading.confidence = std::min(candidate.reading.confidence, 64);
  return true;
}

// The name that `form` (`name` without words of rank) ends in.
Candidate TitleNames::State::ReadEnd(absl::string_view form, absl::string_view name,
                                     const TitleTexts& texts) const {
  const Lexicon::Hit hit = names.LongestSuffix(form);
  const Lexicon::Hit head_hit = head_words.LongestSuffix(form);
  const auto size = [](const Lexicon::Hit& h) { return h.end - h.begin; };
  Candidate candidate = ReadName(hit, form, name);
  // A name of any hand (上下料, 打样) says less than what stands before it, or what is made.
  if (candidate.reading.code == kAnyHand && size(hit) > size(head_hit)) {
    OccupationReading before =
        ReadModifier(form.substr(0, hit.begin), "", kAnyHand, texts.may_guess);
    auto* line = before.code.empty() ? FindCue(heads[any_hand].cues, texts.whole, 1) : nullptr;
    if (line != nullptr) {
      before = {std::string(line->code), 70, "occupation.cue", candidate.reading.matched_text,
                std::string(kAnyHand)};
    }
    if (!before.code.empty()) candidate.reading = std::move(before);
  }
  if (YieldsToWorkBefore(form.substr(0, hit.begin), texts, candidate)) return candidate;
  if (head_hit.id < 0) {
    const int stem = hit.id < 0 ? stems.FindExact(form) : -1;
    if (stem < 0) return candidate;
    OccupationReading cleaned{codes[static_cast<std::size_t>(stem)], 75, "occupation.cleaned",
                              std::string(form), ""};
    return {Sureness::kTopic, form.size(), std::move(cleaned)};
  }
  const absl::string_view head_text = form.substr(head_hit.begin);
  const Head& head = heads[static_cast<std::size_t>(head_hit.id)];
  // 灯条焊接女工 solders: the work that stands before whoever does it is surer than what is made.
  if (head.code == kAnyHand && size(hit) <= size(head_hit) && SaysWhoDoesIt(head_text)) {
    Candidate before = ReadEnd(form.substr(0, head_hit.begin), name, texts);
    if (NamesMakersWork(before)) {
      before.reading.confidence = std::min(before.reading.confidence, 85);
      return {Sureness::kHead, name.size(), std::move(before.reading)};
    }
  }
  Candidate by_head = ReadHead(head, head_text, name, texts);
  bool settled = by_head.reading.rule != "occupation.head";
  if (!settled && size(hit) <= size(head_hit)) {
    OccupationReading before =
        ReadModifier(form.substr(0, head_hit.begin), head_text, head.code, texts.may_guess);
    settled = !before.code.empty();
    if (settled) by_head.reading = std::move(before);
  }
  if (!settled && head.code.empty()) return candidate;
  if (!settled && IsRank(head_text)) by_head.sureness = Sureness::kPart;
  // A longer name knows better than its last word, unless the cue says more.
  if (size(hit) > size(head_hit)) {
    const bool no_more = candidate.reading.code == head.code && by_head.reading.code != head.code;
    const bool finer = by_head.reading.code.size() > candidate.reading.code.size() &&
                       absl::StartsWith(by_head.reading.code, candidate.reading.code);
    // 舞蹈老师 at a nursery is a nursery's teacher.
    const bool of_school =
        !head.subjects.empty() && by_head.reading.rule == "occupation.surroundings";
    return settled && (no_more || finer || of_school) ? by_head : candidate;
  }
  // 管护工 is no 护工: the longer of the two is the word that stands there.
  if (settled || size(head_hit) > size(hit) || candidate.sureness == Sureness::kNone)
    return by_head;
  candidate.reading.runner_up = by_head.reading.runner_up;
  return candidate;
}

// No name at the end: the longest inside, of equal ones the last. A word of rank counts only where
// there is no other: 采购订单助理 is of 采购.
Candidate TitleNames::State::ReadInside(absl::string_view name) const {
  Candidate best;
  for (const Lexicon::Hit& hit : names.FindAll(name)) {
    const std::size_t size = hit.end - hit.begin;
    const bool is_rank = IsRank(name.substr(hit.begin, size));
    if (is_rank && hit.begin == 0 && absl::StartsWith(name, "助理")) continue;  // 助理规划师
    const bool over_a_rank = !is_rank && IsRank(best.reading.matched_text);
    if ((size < best.size && !over_a_rank) || (is_rank && best.size > 0)) {
      best.reading.runner_up = CodeOf(hit);
      continue;
    }
    const int share = static_cast<int>(size * 25 / name.size());
    best = {Sureness::kPart,
            size,
            {CodeOf(hit), 35 + share, "occupation.part", std::string(name.substr(hit.begin, size)),
             best.reading.code}};
  }
  return best;
}

// 船舶设计与制造: a general head inside a name is settled as one at its end is.
void TitleNames::State::SettleHeadInside(absl::string_view name, OccupationReading& reading) const {
  const int id = head_words.FindExact(reading.matched_text);
  if (id < 0) return;
  const CueWords* const cue = FindCue(heads[static_cast<std::size_t>(id)].cues, name, 1);
  if (cue == nullptr) return;
  reading.runner_up = reading.code;
  reading.code = std::string(cue->code);
}

Candidate TitleNames::State::ReadName(absl::string_view name, const TitleTexts& texts,
                                      bool guess) const {
  Candidate best;
  absl::string_view form = name;
  do {
    Candidate candidate = ReadEnd(form, name, texts);
    if (candidate.BetterThan(best)) best = std::move(candidate);
    if (best.sureness > Sureness::kPart) continue;
    if (candidate = ReadField(form, name); candidate.BetterThan(best)) best = std::move(candidate);
  } while (StripRank(form));
  // 货车司机送灯饰: goods at the end are what the work is on.
  if (best.sureness == Sureness::kTopic && best.reading.rule != "occupation.cleaned") {
    Candidate inside = ReadInside(name);
    const bool names_work = inside.sureness == Sureness::kPart &&
                            !IsTopic(inside.reading.matched_text) &&
                            !IsRank(inside.reading.matched_text);
    if (names_work) best.reading = std::move(inside.reading);
  }
  // 培训生 has nothing to do with 培训.
  if (best.sureness <= Sureness::kPart && !IsRank(name)) {
    Candidate inside = ReadInside(name);
    const bool over_a_rank = inside.sureness == best.sureness &&
                             IsRank(best.reading.matched_text) &&
                             !IsRank(inside.reading.matched_text);
    if (over_a_rank || inside.BetterThan(best)) {
      best = std::move(inside);
      SettleHeadInside(name, best.reading);
    }
  }
  if (best.sureness == Sureness::kNone && guess && !IsRank(name) && !NamesNoWork(name)) {
    best = ReadLikeness(name);
  }
  if (best.sureness == Sureness::kNone && absl::EndsWith(name, "加工")) return ReadWorkingUp(name);
  if (best.sureness == Sureness::kNone && absl::EndsWith(name, "工") &&
      name.size() > kTwoCharacters) {
    best = {Sureness::kEnding, 0, {std::string(kAnyHand), 30, "occupation.ending", "工", ""}};
  }
  return best;
}
}  // namespace laowu::intake
