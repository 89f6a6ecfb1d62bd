#include "intake/survey/survey_remarks.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "intake/facts/facts_text.h"
#include "intake/facts/whereabouts.h"
#include "intake/survey/clause_whereabouts.h"
#include "intake/survey/clause_words.h"
#include "intake/survey/survey_clauses.h"
#include "intake/survey/survey_hearsay.h"
#include "intake/survey/survey_return.h"
#include "intake/survey/survey_told_place.h"
#include "intake/survey/survey_unread.h"
#include "intake/text/re2_piece.h"
#include "intake/text/text.h"
#include "re2/re2.h"

namespace laowu::intake {
namespace {

// "人不在了"
bool IsGone(absl::string_view clause) { return absl::EndsWith(clause, "不在了"); }

// Whether some clause says that the person is away and no worker, or no more; `sure`: also where
// another column says that they work.
bool IsNotWork(absl::string_view folded, absl::CivilDay as_of, bool* sure) {
  bool trainee = false;
  bool another_before = false;
  *sure = false;
  for (absl::string_view clause : absl::StrSplit(folded, ',', absl::SkipEmpty())) {
    const ClauseReading reading = ReadClause(clause, PlaceNamed::kNone, as_of);
    // "有一儿一女,在老家读书"
    const bool another = std::exchange(another_before, reading.of_another);
    if (reading.of_another || (another && (reading.no_work || SaysBuried(clause)))) continue;
    if (reading.no_work_over) *sure = false;
    *sure = *sure || reading.no_work || SaysDied(clause) || IsGone(clause);
    trainee = trainee || reading.trainee;
  }
  return *sure || trainee;
}

// What all clauses say together. `without`: what they are by clauses that say nothing of where,
// lost or not reached. `only_not_here`: the last that was said is that they are not at home, and
// nothing more.
void SettleAll(absl::string_view folded, Whereabouts without, bool only_not_here,
               SurveyRemarks& remarks) {
  if (remarks.whereabouts != Whereabouts::kAway && remarks.whereabouts != Whereabouts::kLocal) {
    remarks.place.clear();
  }
  remarks.leaves_again =
      !Holds(folded, "还没") && LeavesAgain(folded) &&
      SaysAny(folded, {"回来", "回家", "请假", "探亲", "休假", "返厂", "回厂", "返岗", "耍几天",
                       "耍两天", "住几天", "住两天", "待几天", "玩几天"});
  remarks.job_goes_on =
      remarks.leaves_again && SaysAny(folded, {"返厂", "回厂", "返岗", "请假", "假满", "探亲"});
  if (remarks.whereabouts == Whereabouts::kHome && remarks.leaves_again) {
    remarks.whereabouts = Whereabouts::kVisiting;
  }
  // "放高温假,回来了"
  const bool on_leave = IsOnLeave(folded) && !HasNothingToDo(folded) && !SaysStays(folded);
  if (remarks.whereabouts == Whereabouts::kHome && on_leave) {
    remarks.whereabouts = Whereabouts::kVisiting;
  }
  const bool unknown = remarks.whereabouts == Whereabouts::kUnknown || only_not_here;
  const bool said_so = without != Whereabouts::kUnknown;
  if (unknown && said_so) remarks.whereabouts = without;
  if (remarks.own_shop && remarks.whereabouts == Whereabouts::kUnknown && !said_so) {
    remarks.whereabouts = Whereabouts::kLocal;
  }
}

}  // namespace

bool SaysNoWork(absl::string_view folded) {
  bool sure = false;
  return IsNotWork(folded, absl::CivilDay(), &sure);
}

bool SaysNotReached(absl::string_view clause) {
  // Beside the words of the table that states have as well.
  static const RE2 turns(
      R"([没未](?:有|能)?联系[上到]|[无没]人(?:接|听)|[没未](?:有|能)?(?:接通|打通)|电话不通|(?:不|没|未|没有)接(?:听|电话|通)?$|(?:不|没|未|没有)接电话|通话中|挂断|问不[到着]|号码(?:错误|不对|有误|不存在)|(?:没有?|无)(?:电话|联系方式))");
  return HoldsNoAnswerWord(clause) || RE2::PartialMatch(Piece(clause), turns);
}

bool IsToldInWords(absl::string_view state) {
  constexpr std::size_t kNamed = 24;  // bytes: 8 characters
  if (state.size() > kNamed) return true;
  const std::string folded = FoldClauses(state);
  for (absl::string_view rest = folded; !rest.empty();) {
    const ClauseWordAt at = TakeClauseWord(rest);
    switch (at.word) {
      case ClauseWord::kKin:
      case ClauseWord::kOthers:
      case ClauseWord::kThing:
      case ClauseWord::kWith:
      case ClauseWord::kSend:
      case ClauseWord::kPast:
      case ClauseWord::kLast:
      case ClauseWord::kAhead:
      case ClauseWord::kFeast:
        return true;
      default:
        if (StartsWithAny(rest, {",", ";", "。"}) && at.size < rest.size()) return true;
        rest.remove_prefix(at.size);
    }
  }
  return false;
}

bool SaysHearsay(absl::string_view folded) {
  if (SaysAny(folded, {"听说", "据说", "传说", "好像", "可能", "也许", "疑似", "怀疑", "恐怕"}) ||
      IsHearsay(folded)) {
    return true;
  }
  for (absl::string_view clause : absl::StrSplit(folded, ',', absl::SkipEmpty())) {
    if (TakeSource(clause) == Source::kHeard) return true;
  }
  return false;
}

namespace {

// Of a clause that leaves open where somebody is: what it adds to those before.
// `changed`: the clause before tells of a change of work.
void AddWhatElseItSays(absl::string_view clause, absl::CivilDay as_of, bool changed,
                       SurveyRemarks& remarks) {
  remarks.only_care = remarks.only_care || SaysOnlyCare(clause);
  if (remarks.whereabouts != Whereabouts::kUnknown && !remarks.since.has_value() &&
      DatesTheClauseBefore(clause)) {
    remarks.since = FindSpokenDate(clause, as_of);
    remarks.since_change = changed;
  }
}

// Nothing of what was said so far stands: it was heard, or they did not get there.
void StartAnew(bool heard, SurveyRemarks& remarks) {
  SurveyRemarks anew;
  anew.hearsay = remarks.hearsay || heard;
  anew.not_there = remarks.not_there || !heard;
  remarks = std::move(anew);
}

bool SaysInVillage(absl::string_view clause) {
  return SaysAny(
      clause, {"村", "寨", "屋", "护林", "公益", "家门口", "镇上", "本地", "乡上", "乡里", "街上",
               "合作社", "本乡", "本寨", "本镇", "本县", "现在", "目前", "如今"});
}

// "家里种烤烟": whoever of them.
bool IsOfHousehold(absl::string_view clause) {
  return StartsWithAny(clause, {"家里", "家中", "屋头", "老家", "家头"});
}

void TakeWhereabouts(Whereabouts said, const std::string& place, absl::string_view clause,
                     const ClauseReading& reading, SurveyRemarks& remarks) {
  remarks.not_there = remarks.not_there && said != Whereabouts::kAway;
  remarks.home_now = said == Whereabouts::kHome && (remarks.home_now || reading.home_now);
  remarks.works_in_village =
      said == Whereabouts::kLocal && (SaysInVillage(clause) || !place.empty());
  remarks.home_is_meant =
      said == Whereabouts::kHome && !remarks.home_now &&
      (SaysComesHomeLater(clause) || SaysOnlyCare(clause) || IsOfHousehold(clause));
  remarks.moved = said == Whereabouts::kAway && !place.empty() && SaysChangedWork(clause);
  remarks.job_ended = false;
  remarks.left.clear();
  const bool away = said == Whereabouts::kAway;
  const bool as_before = away && remarks.whereabouts == said;
  remarks.gone_again = away && (reading.gone_again || (as_before && remarks.gone_again));
  remarks.is_there = away && (reading.is_there || (as_before && remarks.is_there));
  remarks.gone = away && (reading.gone || (as_before && remarks.gone));
  remarks.went = away && (reading.went || (as_before && remarks.went));
  remarks.goes_no_more =
      said == Whereabouts::kHome && (reading.goes_no_more || remarks.goes_no_more);
  remarks.work_over = (remarks.work_over && said == Whereabouts::kHome) || SaysJobEnded(clause);
  if (said != remarks.whereabouts) remarks.since.reset();
  remarks.whereabouts = said;
  if (!place.empty() && said != Whereabouts::kHome) remarks.place = place;
}

// "请假在家,过几天就去": the plan is the end of the leave.
bool IsEndOfLeave(const SurveyRemarks& before, Whereabouts said, bool intended,
                  absl::string_view clause) {
  return before.whereabouts == Whereabouts::kVisiting && said == Whereabouts::kHome && intended &&
         (!SaysAny(clause, {"没", "不", "未"}) || SaysAny(clause, {"还没", "还未"}));
}

// "票买好了", "行李收好了"
bool SaysReadyToGo(absl::string_view clause) {
  return SaysAny(clause, {"票", "行李", "东西收"}) &&
         SaysAny(clause, {"买", "订", "定", "抢", "收好", "收拾", "打包"});
}

// "讲不清楚", "到底在哪不清楚": of what was said before.
bool SaysContradictory(absl::string_view clause) {
  if (!SaysAny(clause, {"讲不清", "说不清", "到底", "究竟", "前后不一", "说法不一"})) return false;
  return !SaysAny(clause, {"工资", "地址", "厂名", "公司", "单位"});
}

// Work in another's house, where it is.
Whereabouts PaidCareIn(absl::string_view clause, const std::string& place, bool here) {
  if (!place.empty()) return here ? Whereabouts::kLocal : Whereabouts::kAway;
  return SaysInVillage(clause) || SaysAny(clause, {"县城", "县里"}) ? Whereabouts::kLocal
                                                                    : Whereabouts::kUnknown;
}

// Of one remark, clause by clause.
class RemarksReader {
 public:
  RemarksReader(const PlaceReader& places, absl::string_view home, absl::CivilDay as_of,
                absl::string_view at, bool laid_off)
      : places_(places), home_(home), as_of_(as_of), at_(at), laid_off_(laid_off) {}

  void Read(absl::string_view clause) {
    const bool lost_here = SaysLost(clause);
    if (lost_here || SaysNotReached(clause)) {
      if (without_ != Whereabouts::kLost) {
        without_ = lost_here ? Whereabouts::kLost : Whereabouts::kNotReached;
      }
      return;
    }
    // What follows hearsay is hearsay, until somebody is named who knows.
    told_otherwise_ = StartsWithAny(
        clause, {"又说", "一会说", "一会儿说", "一下说", "后来又说", "有时说", "又讲"});
    const Source source = TakeSource(clause);
    if (source != Source::kUnsaid) heard_ = source == Source::kHeard;
    const bool all_heard = heard_ && SaysToldBehind(clause);
    if (SaysAny(clause, {"不肯讲", "不肯说", "不愿讲", "不愿说", "不愿意说", "不告诉"})) {
      untold_ = true;
      return;
    }
    if (SaysContradictory(clause)) {
      StartAnew(true, remarks_);
      return;
    }
    const std::string place = PlaceIn(clause, places_);
    const ClauseReading reading = ReadClause(clause, Seen(place), as_of_);
    const bool another = std::exchange(another_before_, reading.of_another);
    if (reading.of_another && source != Source::kHeard && !all_heard) return;
    // "有一儿一女,在老家读书", "他爹没了,埋在老家"
    if (another && (reading.no_work || SaysBuried(clause))) return;
    remarks_.dead = remarks_.dead || SaysDied(clause);
    remarks_.without_work = remarks_.without_work || reading.without_work || reading.no_migrant ||
                            SaysAny(clause, {"没事做", "没得事做", "没活做"});
    if (reading.said == Whereabouts::kUnknown && (reading.as_before || IsPast(clause))) return;
    if (IsOfRegistration(clause)) return;
    if (all_heard || SaysDidNotArrive(clause)) {
      StartAnew(all_heard, remarks_);
    } else if (LeftTheirPlace(clause, places_, home_)) {
      left_on_ = FindSpokenDate(clause, as_of_);
    } else {
      ReadWhere(clause, place, reading);
    }
  }

  // `folded`: all of it.
  SurveyRemarks Settle(const std::string& folded) {
    if (remarks_.whereabouts == Whereabouts::kHome && !remarks_.since) remarks_.since = left_on_;
    // "没在家,在哪里他爹妈不肯讲"
    remarks_.untold = untold_ && only_not_here_;
    if (remarks_.untold) remarks_.whereabouts = Whereabouts::kUnknown;
    SettleAll(folded, without_, only_not_here_, remarks_);
    return std::move(remarks_);
  }

 private:
  PlaceNamed Seen(const std::string& place) const {
    if (place.empty()) return PlaceNamed::kNone;
    if (home_.empty()) return PlaceNamed::kElsewhere;
    // "在贵州" may be anywhere, at home too.
    const bool here = places_.Contains(home_, place) || places_.Contains(place, home_);
    return here ? PlaceNamed::kHere : PlaceNamed::kElsewhere;
  }

  // What a clause of no whereabouts says all the same.
  void ReadOtherwise(absl::string_view clause, const std::string& place) {
    AddWhatElseItSays(clause, as_of_, changed_, remarks_);
    if (std::string left = PlaceLeft(clause, places_); !left.empty()) {
      remarks_.left = std::move(left);
      return;
    }
    if (SaysJobEnded(clause)) remarks_.job_ended = remarks_.work_over = true;
    const bool here = !place.empty() && !home_.empty() && places_.Contains(home_, place);
    if (!SpeaksOfWhereabouts(clause) && (place.empty() || here)) return;
    const bool heard = SaysHearsay(clause);
    remarks_.hearsay = remarks_.hearsay || heard;
    remarks_.unread = remarks_.unread || !heard;
    remarks_.unread_move =
        remarks_.unread_move || (!heard && (SpeaksOfMove(clause) || (!place.empty() && !here)));
  }

  // "住院,在昆明", "在昆明,住院": what they are there for, where no clause speaks of work.
  void TakeCare(absl::string_view clause, const ClauseReading& reading, const std::string& place,
                bool here, Whereabouts& said) {
    works_ = works_ || SaysWork(clause) ||
             SaysAny(clause, {"做", "干", "搞", "跑", "送货", "厂", "工", "店", "卖", "开"});
    if (reading.no_care || works_) care_of_place_ = false;
    const bool cares_there = reading.cares && !reading.no_care && place.empty() && !works_ &&
                             said == Whereabouts::kUnknown &&
                             remarks_.whereabouts == Whereabouts::kAway && !remarks_.place.empty();
    const bool there = said == Whereabouts::kAway && care_of_place_ && !place.empty() && !here &&
                       !reading.went && !reading.gone_again;
    if (there || cares_there) {
      said = remarks_.whereabouts = Whereabouts::kUnknown;
      remarks_.care_elsewhere = remarks_.only_care = true;
    }
    remarks_.care_elsewhere =
        remarks_.care_elsewhere || (reading.cares && SaysAny(clause, {"医院", "那边"}));
    care_of_place_ = care_of_place_ || (reading.cares && !works_);
  }

  void ReadWhere(absl::string_view clause, std::string place, const ClauseReading& reading) {
    if (place.empty() && SaysChangedWork(clause)) {
      place = PlaceMovedTo(clause, remarks_.place.empty() ? at_ : remarks_.place, places_);
    }
    const bool here = !place.empty() && !home_.empty() && places_.Contains(home_, place);
    remarks_.care_elsewhere = remarks_.care_elsewhere || IsCareElsewhere(clause, here) ||
                              (reading.cares && !place.empty() && !here);
    const bool ahead = IsAhead(clause, as_of_);
    const bool intended =
        ahead || reading.to_come || (reading.said == Whereabouts::kUnknown && IsIntended(clause));
    Whereabouts said = ahead ? Whereabouts::kHome : reading.said;
    if (reading.paid_care) said = PaidCareIn(clause, place, here);
    if (said == Whereabouts::kUnknown && reading.undecided) {
      ReadOtherwise(clause, place);
      return;
    }
    if (said == Whereabouts::kUnknown || (said == Whereabouts::kHome && SaysLocal(clause))) {
      said = WhereaboutsIn(clause, place, places_, home_, intended, laid_off_);
    }
    // "票买好了,去义乌"
    if (plans_ && said == Whereabouts::kAway && absl::StartsWith(clause, "去") &&
        !SaysAny(clause, {"了", "的", "过"})) {
      said = Whereabouts::kHome;
    }
    plans_ = reading.to_come || SaysReadyToGo(clause);
    // "住院,在昆明": what they are there for.
    TakeCare(clause, reading, place, here, said);
    // "在贵阳医院医脚杆"
    if (said == Whereabouts::kAway && (reading.cares || SaysOnlyCare(clause))) {
      said = Whereabouts::kUnknown;
      remarks_.only_care = true;
    }
    TakeSaid(clause, place, reading, said, {ahead, intended});
  }

  struct Meant {
    bool ahead = false;     // a day to come
    bool intended = false;  // that or another plan
  };

  // `said`: by the clause, of where they are, held against what was said before.
  void TakeSaid(absl::string_view clause, const std::string& place, const ClauseReading& reading,
                Whereabouts said, Meant meant) {
    const auto [ahead, intended] = meant;
    if (said != Whereabouts::kUnknown && (heard_ || (!intended && IsHearsay(clause)))) {
      remarks_.hearsay = true;
      return;
    }
    if (IsEndOfLeave(remarks_, said, intended, clause)) return;
    // "请假回来,还没回厂"
    if (remarks_.whereabouts == Whereabouts::kVisiting && said == Whereabouts::kHome &&
        SaysAny(clause, {"还没", "还未"})) {
      return;
    }
    // "说在广州,又说在家"
    if (said != Whereabouts::kUnknown && remarks_.whereabouts != Whereabouts::kUnknown &&
        said != remarks_.whereabouts && told_otherwise_) {
      StartAnew(true, remarks_);
      heard_ = true;
      return;
    }
    // "8月去的" behind "转到佛山顺德": its day.
    if (said == Whereabouts::kAway && place.empty() && changed_ && !remarks_.place.empty() &&
        DatesTheClauseBefore(clause)) {
      AddWhatElseItSays(clause, as_of_, true, remarks_);
      return;
    }
    // "辞工了,在家" after "回来": the same; a later clause that leaves it open changes nothing.
    remarks_.own_shop = remarks_.own_shop || SaysOwnShop(clause);
    if (said == Whereabouts::kUnknown) {
      ReadOtherwise(clause, place);
      return;
    }
    changed_ = SaysChangedWork(clause);
    const bool ended = remarks_.job_ended && said == Whereabouts::kHome && !intended;
    TakeWhereabouts(said, place, clause, reading, remarks_);
    if (ended) remarks_.home_now = true;  // "厂里裁员,回来建房"
    remarks_.abroad = said == Whereabouts::kAway && SaysAbroad(clause);
    only_not_here_ = said == Whereabouts::kAway && place.empty() && SaysOnlyNotHere(clause);
    // The day is that of the plan.
    if (ahead || (intended && !ComesHomeOn(clause))) return;
    const auto since = FindSpokenDate(clause, as_of_);
    if (!since.has_value()) return;
    remarks_.since = since;
    remarks_.since_change = changed_;
  }

  const PlaceReader& places_;
  const absl::string_view home_;
  const absl::CivilDay as_of_;
  const absl::string_view at_;
  const bool laid_off_;  // some clause says that there is no work
  SurveyRemarks remarks_;
  Whereabouts without_ = Whereabouts::kUnknown;  // lost or not reached, where no place is said
  bool only_not_here_ = false;   // the last that was said: not at home, and nothing more
  bool another_before_ = false;  // the clause before is of another
  bool heard_ = false;           // what is said now was told by who has only heard it
  bool changed_ = false;         // the clause before tells of a change of work
  bool plans_ = false;           // the clause before speaks of what is to come
  bool works_ = false;           // some clause so far speaks of work
  bool untold_ = false;          // some clause: 不肯讲在哪
  bool care_of_place_ = false;   // a clause before: treated, cares, and no word of work since
  bool told_otherwise_ = false;  // this clause was said as well as the one before: 又说
  std::optional<SpokenDate> left_on_;
};

}  // namespace

SurveyRemarks ReadSurveyRemarks(absl::string_view text, const PlaceReader& places,
                                absl::string_view home, absl::CivilDay as_of,
                                absl::string_view at) {
  const std::string folded =
      absl::StrReplaceAll(FoldClauses(text), {{"。", ","}, {";", ","}, {"!", ","}, {"、", ","}});
  if (bool sure = false; IsNotWork(folded, as_of, &sure)) {
    SurveyRemarks remarks;
    remarks.not_work = true;
    remarks.surely_no_work = sure;
    bool another = false;
    for (absl::string_view clause : absl::StrSplit(folded, ',', absl::SkipEmpty())) {
      remarks.dead = remarks.dead || (SaysDied(clause) && !(another && SaysBuried(clause)));
      another = ReadClause(clause, PlaceNamed::kNone, as_of).of_another;
    }
    return remarks;
  }
  RemarksReader reader(places, home, as_of, at, HasNothingToDo(folded));
  for (absl::string_view clause : absl::StrSplit(folded, ',', absl::SkipEmpty())) {
    // "外出(中山古镇,3月)"
    if (absl::EndsWith(clause, ")") && !absl::StrContains(clause, '(')) clause.remove_suffix(1);
    reader.Read(clause);
  }
  return reader.Settle(folded);
}

Whereabouts ReadToldState(const std::string& text, const PlaceReader& places,
                          const ReadContext& context, absl::string_view at, bool* told) {
  *told = IsToldInWords(text);
  if (!*told) return ReadWhereabouts(text);
  const SurveyRemarks remarks =
      ReadSurveyRemarks(text, places, context.home_division_code, context.as_of, at);
  if (remarks.not_work || remarks.only_care || remarks.dead) return Whereabouts::kUnknown;
  // "在外务工,带孩子": a name of a state, and more.
  const std::string folded = FoldClauses(text);
  const std::string first = folded.substr(0, folded.find(','));
  const bool named = !remarks.hearsay && !remarks.untold && !IsToldInWords(first);
  const bool sure = remarks.whereabouts != Whereabouts::kHome || remarks.home_now;
  if (remarks.whereabouts == Whereabouts::kUnknown || (!sure && named)) {
    const Whereabouts said = named ? ReadWhereabouts(first) : Whereabouts::kUnknown;
    if (said != Whereabouts::kUnknown) return said;
  }
  return remarks.whereabouts;
}

}  // namespace laowu::intake
