#ifndef LAOWU_INTAKE_WORKER_WORKER_TEXTS_H_
#define LAOWU_INTAKE_WORKER_WORKER_TEXTS_H_

// What people say of themselves in a cell of remarks:
// "会电焊,做过3年厨师,想去中山、广州,5000以上,不上夜班". For worker_reader.cc. Pure and
// thread-safe.

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "intake/occupation/occupation.h"
#include "intake/place/place.h"
#include "intake/table/row_texts.h"
#include "intake/worker/worker_conditions.h"
#include "intake/worker/worker_reader.h"

namespace laowu::intake {

struct WorkerTold {
  std::vector<std::string> places;  // "中山、广州": lists as for PlaceReader::ReadList
  // Of `places`, those of a clause that says 去 or 到, which mean a place where none is read.
  std::vector<std::string> gone_to;
  // As places, if they name nothing but places: "去义乌", "六盘水市内".
  std::vector<std::string> maybe_places;
  // Words beside a wish, which count likewise, and the pay that stands behind them, if any:
  // "杭州8000起".
  std::vector<std::pair<std::string, std::string>> bare_places;
  std::string wage;                    // "5000以上"; empty if none is said
  std::vector<std::string> past_work;  // "厨师"
  std::vector<std::string> past_trades;  // as past_work, where only years say so: "泥瓦工二十年"
  std::vector<std::string> wished_work;  // "想找个保安": "保安"
  std::vector<std::string> refused_places;  // "除了广东都行", "不去深圳": words, maybe no place
  std::string near_home;                    // "只能就近"; empty if it is not said
  StayWish stay = StayWish::kUnsaid;        // "不想外出"
  bool refuses_night_shift = false;
  bool accommodation_required = false;
};

WorkerTold ReadWorkerTold(absl::string_view text);

// The row with what no column of its own says: where somebody is from, by the column of the village
// ("石桥镇鲁番村") or the remarks (an address down to a township, at the beginning:
// "贵州省六盘水市盘州市柏果镇,…"). Empty if they do not say it.
FieldTexts WithToldHome(const FieldTexts& row, const PlaceReader& places);

// Of the column of wished places. What is refused there ("不去广东", "除了新疆都行") is no wish and
// warned of; a wage among the places is the wage that is wished for.
void TakePreferredPlaces(absl::string_view text, const PlaceReader& places, WorkerDraft& draft,
                         Reports<WorkerReading>& reports);

// Fills what the row leaves open: places if none is wished for, the wage if none is, past work
// behind what is named. `home`: division of the sender, which 就近 means where no home is read.
void TakeTold(const WorkerTold& told, const PlaceReader& places,
              const OccupationReader& occupations, absl::string_view home, WorkerDraft& draft,
              Reports<WorkerReading>& reports);
// Warns of who will not go away, and of who looks for no work at all: a file pauses nobody.
void TakeStayWish(StayWish stay, Reports<WorkerReading>& reports);
// Of the column of the wage that is wished for. What is said of other pay (以前拿6000) is warned
// of.
void TakeDesiredWage(const FieldText& cell, WorkerDraft& draft, Reports<WorkerReading>& reports);
void TakeToldWage(absl::string_view text, WorkerDraft& draft, Reports<WorkerReading>& reports);

// From which day on: of the column of its own, else of the remarks.
void TakeAvailable(absl::string_view cell, absl::string_view remarks, absl::CivilDay as_of,
                   WorkerDraft& draft, Reports<WorkerReading>& reports);

// The groups that a folded text names ("脱贫户", "监测对象|低保"), ascending, each once; what is
// denied ("非脱贫户") or another's ("残疾人家庭", "母亲残疾") is not named.
std::vector<PolicyGroup> PolicyGroupsIn(absl::string_view folded);

// Those that remarks name in a clause that says nothing else ("脱贫户", "我家是低保户"), and in
// `said` the first such clause.
std::vector<PolicyGroup> PolicyGroupsTold(absl::string_view text, std::string* said);

// By the columns of groups; where none says anything, by the remarks.
void TakePolicyGroups(const RowTexts& texts, WorkerDraft& draft, Reports<WorkerReading>& reports);

// Warns where a row says that the person can do no work or only little (丧失劳动力,
// 弱劳动力或半劳动力, 无 under 有无劳动能力): health is kept nowhere and decides nothing.
void TellWorkCapacity(const RowTexts& texts, Reports<WorkerReading>& reports);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_WORKER_WORKER_TEXTS_H_
