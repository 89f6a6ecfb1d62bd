#include "intake/survey/clause_deeds.h"

#include <optional>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "intake/facts/spoken_date.h"
#include "intake/text/text.h"

namespace laowu::intake {
namespace {

// Of the feasts of the old calendar but New Year the day is nearly so.
std::optional<absl::CivilDay> FeastOf(absl::string_view word, absl::civil_year_t year) {
  struct Feast {
    absl::string_view word;
    int month;
    int day;
  };
  static constexpr Feast kFeasts[] = {{"国庆", 10, 1}, {"十一", 10, 1}, {"中秋", 9, 25},
                                      {"五一", 5, 1},  {"劳动", 5, 1},  {"端午", 6, 15},
                                      {"清明", 4, 5},  {"元旦", 1, 1},  {"暑假", 8, 25}};
  for (const Feast& feast : kFeasts) {
    if (absl::StartsWith(word, feast.word)) return absl::CivilDay(year, feast.month, feast.day);
  }
  return LunarNewYear(year);
}

// "国庆后回厂", said in October, has been.
bool WasLately(absl::string_view feast, absl::CivilDay as_of) {
  constexpr int kDays = 120;
  for (const absl::civil_year_t year : {as_of.year(), as_of.year() - 1}) {
    const std::optional<absl::CivilDay> day = FeastOf(feast, year);
    if (day.has_value() && *day <= as_of) return as_of - *day <= kDays;
  }
  return false;
}

bool IsMove(ClauseWord verb) {
  return verb == ClauseWord::kGo || verb == ClauseWord::kCome || verb == ClauseWord::kReturn ||
         verb == ClauseWord::kAtHome || verb == ClauseWord::kMigrant ||
         verb == ClauseWord::kCannotGo;
}

class ClauseParser {
 public:
  ClauseParser(PlaceNamed place, absl::CivilDay as_of) : place_(place), as_of_(as_of) {}

  ClauseDeeds Parse(absl::string_view clause) {
    for (absl::string_view rest = clause; !rest.empty();) {
      if (TakeNumber(rest)) continue;
      ClauseWordAt at = TakeClauseWord(rest);
      if (!MeansWhatItSays(rest, at.size)) at.word = ClauseWord::kNone;
      if (at.word == ClauseWord::kNone || at.word == ClauseWord::kOnce) {
        DenySomethingElse(rest.substr(0, at.size));
      }
      Take(at.word, rest.substr(0, at.size));
      const absl::string_view text = rest.substr(0, at.size);
      rest.remove_prefix(at.size);
      if (at.word != ClauseWord::kNone) last_ = at.word;
      last_text_ = text;
      // A measure (两个, 一头) or a 有 makes no object of what follows.
      unknown_behind_ = at.word == ClauseWord::kNone &&
                        !EndsWithAny(text, {"有", "个", "的", "位", "头", "只", "条", "两", "几",
                                            "里", "为", "因", "剩", "名"});
      unknown_ = unknown_ || at.word == ClauseWord::kNone;
      if (unknown_behind_ && !deeds_.empty()) deeds_.back().vague = true;
    }
    PlaceAt();
    if (back_pending_ && (!unknown_behind_ || place_ != PlaceNamed::kNone))
      EndBack(ClauseWord::kNone);
    return {std::move(deeds_), unsure_,
            !person_spoken_ && (another_spoken_ || (!person_ && !official_))};
  }

 private:
  // "没过回来了", "不习惯就走了": what is denied is none of the deeds.
  void DenySomethingElse(absl::string_view text) {
    static constexpr absl::string_view kBetween =
        "能敢肯法办算经常怎咋人么用必让许便好愿需可太很大";
    if (!denied_ || last_ != ClauseWord::kNo || absl::StrContains(kBetween, text)) return;
    denied_ = false;
    lacking_ = true;
  }

  // "判了三年", and not "法院判了"; "王某" and not "中山某厂".
  bool MeansWhatItSays(absl::string_view rest, std::size_t size) {
    const absl::string_view behind = rest.substr(size);
    if (absl::StartsWith(rest, "判了") && size == 6) {
      return !behind.empty() &&
             (behind[0] <= '9' ||
              StartsWithAny(behind, {"一", "二", "两", "三", "四", "五", "六", "七", "八", "九",
                                     "十", "刑", "半", "无", "死"}));
    }
    if (absl::StartsWith(rest, "某") && deeds_.empty() && !last_text_.empty() &&
        last_ == ClauseWord::kNone &&
        !StartsWithAny(behind, {"厂", "公", "企", "地", "市", "县", "镇", "村", "省", "工", "电",
                                "五", "个", "些", "单", "饭", "酒", "店", "处", "项", "小"})) {
      TakeWho(ClauseWord::kOthers, "某");
    }
    return true;
  }

  // "3月", "8号", "2025年": when; only a year that is over says more.
  bool TakeNumber(absl::string_view& rest) {
    std::size_t size = 0;
    while (size < rest.size() && rest[size] >= '0' && rest[size] <= '9') ++size;
    if (size == 0) {
      static constexpr absl::string_view kNumerals[] = {"十一", "十二", "十", "一", "二", "三",
                                                        "四",   "五",   "六", "七", "八", "九"};
      for (absl::string_view numeral : kNumerals) {
        if (absl::StartsWith(rest, numeral) &&
            StartsWithAny(rest.substr(numeral.size()), {"月", "号"})) {
          size = numeral.size();
          break;
        }
      }
      if (size == 0) return false;
    }
    const absl::string_view number = rest.substr(0, size);
    rest.remove_prefix(size);
    if (absl::StartsWith(rest, "年")) {
      int year = 0;
      // "打工20年了" is how long; "25年3月", "20年去的" are years.
      const bool short_year =
          StartsWithAny(rest.substr(3), {"底", "初", "春", "夏", "秋", "冬", "就", "去", "回", "出",
                                         "到", "开", "上半", "下半", "过", "的"}) ||
          (rest.size() > 3 && absl::ascii_isdigit(static_cast<unsigned char>(rest[3])));
      if (absl::SimpleAtoi(number, &year) && (year >= 1900 || (year >= 10 && short_year))) {
        if (year < 100) year += 2000;
        if (year < as_of_.year()) year_over_ = true;
      }
    } else if (StartsWithAny(rest, {"月", "号", "日"})) {
      dated_ = true;
    } else {
      // "每月打2000回家"
      if (last_text_ == "打" || last_text_ == "转" || last_text_ == "发") sending_ = true;
      return true;
    }
    rest.remove_prefix(3);
    return true;
  }

  void Take(ClauseWord word, absl::string_view text) {
    if (back_pending_ && word != ClauseWord::kNone) {
      if (EndBack(word)) return;
    }
    switch (word) {
      case ClauseWord::kNone:
        if (text == "就") sending_ = false;  // "寄了东西就回来了"
        if (text == "把") object_next_ = true;
        return;
      case ClauseWord::kSend:
        PlaceAt();
        sending_ = true;
        return;
      case ClauseWord::kSelf:
      case ClauseWord::kKin:
      case ClauseWord::kOthers:
      case ClauseWord::kThing:
      case ClauseWord::kNobody:
      case ClauseWord::kWith:
      case ClauseWord::kToo:
        TakeWho(word, text);
        return;
      case ClauseWord::kMaybe:
        unsure_ = true;
        return;
      case ClauseWord::kOver:
        if (last_ == ClauseWord::kMeant) meant_ = false;  // "等了两天才去"
        MarkDone();
        if (text == "的" && !deeds_.empty()) deeds_.back().led = false;  // "坐专车去的"
        return;
      case ClauseWord::kOnce:
        if (!deeds_.empty()) deeds_.back().once = true;
        return;
      case ClauseWord::kBefore:
        if (!deeds_.empty() && !unknown_behind_) {
          deeds_.pop_back();
          past_ = true;  // "返乡前在广东"
        }
        return;
      case ClauseWord::kAfter:
        ended_with_after_ = true;
        return;
      case ClauseWord::kBack:
        PlaceAt();
        back_pending_ = true;
        back_ = MakeDeed(ClauseWord::kBack);
        return;
      default:
        if (!TakeWhen(word, text)) TakeVerb(word, text);
    }
  }

  void TakeWho(ClauseWord word, absl::string_view text) {
    if (word == ClauseWord::kWith) {
      with_ = true;
      return;
    }
    // "给人家带孩子", "帮人看娃": for pay.
    if (with_ && (word == ClauseWord::kOthers || text == "人")) {
      for_others_ = true;
      word = ClauseWord::kOthers;
    }
    if (word == ClauseWord::kSelf) {
      person_ = true;
      named_ = true;
      befallen_ = sending_ = false;
      return;
    }
    if (word == ClauseWord::kToo) {
      if (!person_ && with_before_) person_ = true;
      return;
    }
    // "跟老公在中山": not spoken of. Behind a verb of the person it is an object as well.
    if (with_) {
      with_ = false;
      with_before_ = object_last_ = true;
      return;
    }
    PlaceAt();
    // "把娃儿送回来了": it is they who came.
    if (object_next_) {
      object_next_ = false;
      sending_ = object_last_ = true;
      return;
    }
    // "嫁出去的大女", "回来的老乡": what they do who are named behind it.
    if (last_text_ == "的" && word != ClauseWord::kNobody && !named_) deeds_.clear();
    for (const Deed& deed : deeds_) {
      if (deed.of_person && deed.verb != ClauseWord::kEvent) return;
    }
    // "家里修房子", "供孩子读大学", "等娃大点": what a verb that no class knows is done to.
    if (word != ClauseWord::kNobody && (unknown_behind_ || last_ == ClauseWord::kMeant)) {
      object_last_ = true;
      return;
    }
    person_ = false;
    thing_ = word == ClauseWord::kThing;
    official_ = word == ClauseWord::kOthers;  // "村干部" alone may be what they are
  }

  // Whether the word says when, or whether.
  bool TakeWhen(ClauseWord word, absl::string_view text) {
    switch (word) {
      case ClauseWord::kNo:
        denied_ = !denied_ || text == "没" || text == "没有";
        return true;
      case ClauseWord::kPast:
        past_ = true;
        return true;
      case ClauseWord::kLast:
        year_over_ = true;
        return true;
      case ClauseWord::kNow:
        past_ = year_over_ = false;
        return true;
      case ClauseWord::kDone:
        // "过年才回": not before, and then each time.
        if (text == "才" && (!feast_.empty() || ahead_ || each_)) {
          each_ = true;
        } else {
          done_ = true;
        }
        return true;
      case ClauseWord::kMeant:
        meant_ = true;
        return true;
      case ClauseWord::kAhead:
        ahead_ = true;
        return true;
      case ClauseWord::kFeast:
        feast_ = std::string(text);
        return true;
      case ClauseWord::kEach:
        each_ = true;
        return true;
      case ClauseWord::kMonth:
        dated_ = true;
        return true;
      case ClauseWord::kAgain:
        again_ = true;
        return true;
      case ClauseWord::kMore:
        return true;
      default:
        return false;
    }
  }

  Deed MakeDeed(ClauseWord verb) {
    Deed deed;
    deed.verb = verb;
    // A thing comes and goes not by itself: "工资不高回来了".
    deed.of_person = person_ || befallen_ || (thing_ && IsMove(verb));
    if (sending_ && (verb == ClauseWord::kCome || verb == ClauseWord::kBack)) {
      deed.of_person = false;
    }
    deed.year_over = year_over_;
    deed.denied = denied_;
    deed.lacking = lacking_;
    deed.meant = meant_;
    deed.dated = dated_;
    deed.done = deed.already = done_;
    deed.again = again_;
    deed.after = ended_with_after_;
    deed.each = each_;
    deed.past = past_ || (year_over_ && (verb == ClauseWord::kAt || verb == ClauseWord::kOut ||
                                         verb == ClauseWord::kMigrant ||
                                         verb == ClauseWord::kAtHome || verb == ClauseWord::kWork));
    deed.ahead = ahead_;
    const bool was = ended_with_after_ && !feast_.empty() && WasLately(feast_, as_of_);
    deed.done = deed.done || was;
    deed.feast = !feast_.empty() && !was;
    return deed;
  }

  void Push(Deed deed) {
    // "不在", "没去" deny what follows at once.
    denied_ = done_ = again_ = false;
    with_ = object_last_ = false;
    (deed.of_person ? person_spoken_ : another_spoken_) = true;
    deeds_.push_back(deed);
  }

  void TakeVerb(ClauseWord word, absl::string_view text) {
    // "老乡带出去的": the one who is taken is the person.
    if (with_ && !person_) person_ = true;
    if (word == ClauseWord::kAt) {
      PlaceAt();
      at_pending_ = true;
      at_ = MakeDeed(ClauseWord::kAt);
      denied_ = false;
      return;
    }
    if (at_pending_ && TakeAt(word)) return;
    PlaceAt();
    if (word == ClauseWord::kHome || word == ClauseWord::kVillage || word == ClauseWord::kWorks) {
      return;
    }
    Deed deed = MakeDeed(word);
    if ((word == ClauseWord::kEvent || word == ClauseWord::kTreat) && !person_) {
      // What befalls another is why the person does what follows.
      Push(deed);
      befallen_ = true;
      return;
    }
    if (object_last_ && IsNoWork(word)) return;  // "陪孩子读书"
    if (word == ClauseWord::kCare && for_others_) deed.verb = ClauseWord::kPaidCare;
    deed.led = unknown_ && EndsWithAny(text, {"去"}) && text != "出去";
    // "回来办酒" may be a visit.
    if ((word == ClauseWord::kEvent || word == ClauseWord::kErrand) && !deeds_.empty() &&
        deeds_.back().verb == ClauseWord::kCome) {
      deeds_.back().vague = true;
    }
    // "辞工回屋": over, whatever the day that stands before it.
    if (word == ClauseWord::kCome && !deeds_.empty() && deeds_.back().verb == ClauseWord::kEnd) {
      deed.done = true;
    }
    Push(deed);
    with_ = word == ClauseWord::kCare;  // "照顾父亲"
  }

  // What stands behind 在; whether the word is part of it.
  bool TakeAt(ClauseWord word) {
    switch (word) {
      case ClauseWord::kHome:
        at_.verb = ClauseWord::kAtHome;
        break;
      case ClauseWord::kOut:
        at_.verb = ClauseWord::kOut;
        break;
      case ClauseWord::kWorks:
        if (place_ != PlaceNamed::kElsewhere) at_.verb = word;  // else "在柳州一个砖厂"
        break;
      case ClauseWord::kVillage:
      case ClauseWord::kOtherHome:
        at_.verb = word;
        break;
      default:
        return false;
    }
    at_pending_ = false;
    Push(at_);
    return true;
  }

  // A 在 whose place no class names is that of the clause's place.
  void PlaceAt() {
    if (!at_pending_) return;
    at_pending_ = false;
    if (place_ == PlaceNamed::kNone) return;
    Push(at_);
  }

  // What follows 回 or 返; whether the word is part of it.
  bool EndBack(ClauseWord word) {
    back_pending_ = false;
    switch (word) {
      case ClauseWord::kHome:
      case ClauseWord::kVillage:
        back_.verb = ClauseWord::kCome;
        break;
      case ClauseWord::kWorks:
      case ClauseWord::kOut:
        back_.verb = ClauseWord::kReturn;
        break;
      default:
        back_.verb = ClauseWord::kCome;
        if (place_ == PlaceNamed::kElsewhere) back_.verb = ClauseWord::kReturn;
        Push(back_);
        return false;
    }
    Push(back_);
    return true;
  }

  // 了 and 的 say of all before them since the last one that they were.
  void MarkDone() {
    for (auto deed = deeds_.rbegin(); deed != deeds_.rend() && !deed->done; ++deed) {
      deed->done = true;
    }
  }

  const PlaceNamed place_;
  const absl::CivilDay as_of_;
  std::vector<Deed> deeds_;
  ClauseWord last_ = ClauseWord::kNone;
  bool person_ = true;
  bool thing_ = false;
  bool official_ = false;
  bool befallen_ = false;
  bool with_ = false;
  bool with_before_ = false;
  bool object_last_ = false;
  bool denied_ = false;
  bool lacking_ = false;
  bool past_ = false;
  bool year_over_ = false;
  bool done_ = false;
  bool meant_ = false;
  bool ahead_ = false;
  bool dated_ = false;
  bool each_ = false;
  bool again_ = false;
  bool unsure_ = false;
  bool ended_with_after_ = false;
  bool unknown_ = false;
  bool unknown_behind_ = false;
  bool person_spoken_ = false;
  bool another_spoken_ = false;
  bool sending_ = false;
  bool object_next_ = false;
  bool for_others_ = false;
  bool named_ = false;  // the person, in this clause
  absl::string_view last_text_;
  std::string feast_;
  bool at_pending_ = false;
  Deed at_;
  bool back_pending_ = false;
  Deed back_;
};

}  // namespace

bool IsNoWork(ClauseWord word) {
  return word == ClauseWord::kStudy || word == ClauseWord::kArmy || word == ClauseWord::kPrison ||
         word == ClauseWord::kMarried;
}

ClauseDeeds ParseDeeds(absl::string_view clause, PlaceNamed place, absl::CivilDay as_of) {
  return ClauseParser(place, as_of).Parse(clause);
}

}  // namespace laowu::intake
