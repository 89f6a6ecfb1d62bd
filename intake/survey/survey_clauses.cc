#include "intake/survey/survey_clauses.h"

#include "intake/survey/clause_deeds.h"
#include "intake/survey/clause_words.h"

namespace laowu::intake {
namespace {

bool IsComing(ClauseWord verb) {
  return verb == ClauseWord::kCome || verb == ClauseWord::kReturn || verb == ClauseWord::kGo;
}

// What the deeds of a clause come to, one after the other.
class DeedReader {
 public:
  DeedReader(PlaceNamed place, ClauseReading& out) : place_(place), out_(out) {}

  void Read(const Deed& deed) {
    if (!deed.of_person) return;
    if (deed.lacking && !deed.done && IsComing(deed.verb)) {
      out_.undecided = true;  // "没钱回家", "没活干回来"
      return;
    }
    switch (deed.verb) {
      case ClauseWord::kCome:
        Come(deed);
        break;
      case ClauseWord::kReturn:
        Return(deed);
        break;
      case ClauseWord::kGo:
        Go(deed);
        break;
      case ClauseWord::kCannotGo:
        IsHome();
        break;
      case ClauseWord::kAt:
        At(deed);
        break;
      case ClauseWord::kAtHome:
        AtHome(deed);
        break;
      case ClauseWord::kOut:
      case ClauseWord::kMigrant:
        Out(deed);
        break;
      default:
        Otherwise(deed);
    }
  }

  void Settle() {
    // On leave, which the whole of the remarks decides; away to care or to study is no work.
    out_.cares = cares_ && !works_;
    const bool away = out_.said == Whereabouts::kAway;
    if (leave_ || (away && !works_ && (cares_ || seeks_ || out_.no_work))) {
      out_.said = Whereabouts::kUnknown;
      out_.home_now = out_.gone_again = out_.is_there = out_.gone = out_.went = false;
    }
  }

 private:
  void IsHome() {
    out_.said = Whereabouts::kHome;
    out_.home_now = true;
    out_.gone_again = out_.is_there = out_.gone = out_.went = false;
    out_.no_work = false;  // 当兵回来
  }

  void IsAway(bool again) {
    out_.gone_again = again || (out_.said == Whereabouts::kAway && out_.gone_again);
    out_.said = Whereabouts::kAway;
    out_.home_now = false;
  }

  void Come(const Deed& deed) {
    if (deed.each || (deed.once && !deed.denied) || deed.past) {
      out_.as_before = true;
    } else if (deed.denied) {
      IsAway(false);
      out_.gone = !deed.feast && !deed.dated && !deed.past;
    } else if (deed.meant || ((deed.ahead || deed.feast || deed.dated) && !deed.done)) {
      out_.to_come = true;
    } else {
      IsHome();
      // "回来建房子" may be a visit.
      out_.home_now = deed.done || !deed.vague;
    }
  }

  void Return(const Deed& deed) {
    if (deed.denied) {
      IsHome();
    } else if (deed.meant || (deed.ahead && !deed.done)) {
      out_.to_come = true;
    } else if (!deed.past && !deed.each) {
      IsAway(true);
    }
  }

  void Go(const Deed& deed) {
    const bool elsewhere = place_ == PlaceNamed::kElsewhere;
    if (deed.denied) {
      if (!elsewhere) IsHome();
      out_.goes_no_more = true;
      if (deed.meant) out_.home_now = false;  // "不想去"
    } else if (deed.meant || (deed.ahead && !deed.done)) {
      out_.to_come = true;
      if (out_.said == Whereabouts::kUnknown) out_.said = Whereabouts::kHome;
    } else if (deed.once || deed.past || deed.each) {
      return;
    } else if (deed.again && deed.after && !deed.done) {
      out_.to_come = true;  // "打完又去"
    } else if (deed.done || deed.again) {
      if (place_ == PlaceNamed::kHere || (deed.led && !elsewhere && !deed.again)) return;
      IsAway(deed.again || deed.already || out_.home_now);
      out_.gone = !elsewhere && !deed.dated;
      out_.went = !deed.dated && !deed.feast && !deed.year_over;
    }
  }

  void At(const Deed& deed) {
    if (deed.denied || deed.past || deed.meant || deed.once || place_ != PlaceNamed::kElsewhere) {
      return;
    }
    IsAway(false);
    out_.is_there = !deed.dated;
  }

  void AtHome(const Deed& deed) {
    if (deed.past || deed.meant || deed.ahead) return;
    if (deed.denied) {
      IsAway(false);
      out_.gone = true;
    } else {
      IsHome();
    }
  }

  void Out(const Deed& deed) {
    if (deed.denied) {
      IsHome();
      out_.no_migrant = true;
    } else if (deed.past || deed.once || deed.each) {
      return;
    } else if (out_.said == Whereabouts::kUnknown) {
      if (deed.meant) {
        out_.to_come = true;
        out_.said = Whereabouts::kHome;
      } else if (deed.verb == ClauseWord::kOut) {
        IsAway(false);
      }
    }
    works_ = works_ || (deed.verb == ClauseWord::kMigrant && !deed.denied);
  }

  void Otherwise(const Deed& deed) {
    if (IsNoWork(deed.verb)) {
      out_.no_work = out_.no_work || (!deed.denied && !deed.past && !deed.meant && !deed.once);
      return;
    }
    switch (deed.verb) {
      case ClauseWord::kStop:
        out_.no_work = cares_ = false;
        out_.no_work_over = out_.no_care = true;
        break;
      case ClauseWord::kTrainee:
        out_.trainee = !deed.denied && !deed.past;
        break;
      case ClauseWord::kWork:
        out_.without_work = deed.denied;
        works_ = works_ || !deed.denied;
        break;
      case ClauseWord::kLeave:
        leave_ = leave_ || !(deed.denied || IsOver(deed));
        break;
      case ClauseWord::kSeek:
        seeks_ = true;
        break;
      case ClauseWord::kPaidCare:
        out_.paid_care = !deed.denied && !deed.past;
        works_ = works_ || out_.paid_care;
        break;
      case ClauseWord::kLaidUp:
        if (!deed.past && !deed.denied) IsHome();
        break;
      case ClauseWord::kTreat:
      case ClauseWord::kCare:
      case ClauseWord::kErrand:
        cares_ = cares_ || !(deed.denied || IsOver(deed));
        break;
      case ClauseWord::kOtherHome:
        cares_ = true;
        break;
      default:
        break;
    }
  }

  static bool IsOver(const Deed& deed) { return deed.past || deed.once || deed.year_over; }

  const PlaceNamed place_;
  ClauseReading& out_;
  bool leave_ = false;
  bool cares_ = false;
  bool seeks_ = false;
  bool works_ = false;
};

}  // namespace

ClauseReading ReadClause(absl::string_view clause, PlaceNamed place, absl::CivilDay as_of) {
  const ClauseDeeds parsed = ParseDeeds(clause, place, as_of);
  ClauseReading reading;
  reading.of_another = parsed.of_another;
  if (reading.of_another || parsed.unsure) return reading;
  DeedReader reader(place, reading);
  for (const Deed& deed : parsed.deeds) reader.Read(deed);
  reader.Settle();
  return reading;
}

}  // namespace laowu::intake
