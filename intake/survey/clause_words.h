#ifndef LAOWU_INTAKE_SURVEY_CLAUSE_WORDS_H_
#define LAOWU_INTAKE_SURVEY_CLAUSE_WORDS_H_

// The words of which a survey's remarks say where somebody is, by what they do in a clause. A word
// that is missed goes into its class here and is understood in every turn of survey_clauses.h; a
// word within a longer one that means something else (在家具厂, 过年, 去向) is told apart by the
// longer one's standing here as well: the longest counts. Pure; thread-safe.

#include <cstddef>
#include <cstdint>

#include "absl/strings/string_view.h"

namespace laowu::intake {

enum class ClauseWord : std::uint8_t {
  kNone,
  // Who.
  kSelf,    // 本人, 他, 全家
  kKin,     // 儿子, 二姐夫
  kOthers,  // 老板, 村干部, 邻居
  kThing,   // 房子, 地, 牛, 电话
  kNobody,  // 没人, 无人, 占了: never the person
  kWith,    // 跟, 陪, 帮: who follows is not spoken of
  kToo,     // 一起, 都: who stands before it and the person
  kSend,    // 寄, 打钱, 发微信: money, things, word; what comes home behind it is that
  // Whether, and when.
  kNo,      // 没, 不, 未
  kPast,    // 原来, 以前, 曾
  kLast,    // 去年: of where somebody was, not of when they went
  kNow,     // 现在, 目前
  kDone,    // 已, 刚, 昨天: it has happened
  kMaybe,   // 可能, 怀疑: nobody knows
  kMeant,   // 打算, 想, 等
  kAhead,   // 明天, 月底, 下周: to come, unless a 了 says that it was
  kFeast,   // 过年, 国庆
  kEach,    // 每年, 天天
  kMonth,   // 3月, 8号
  kAgain,   // 又, 再次
  kMore,    // 再
  kOver,    // 了, 的
  kOnce,    // 过, 一趟: it is over, and as it was before
  kBefore,  // 前, 时: when something else was
  kAfter,   // 后, 完
  // What.
  kGo,         // 去, 走, 出去, 外出
  kCannotGo,   // 去不了, 走不开
  kCome,       // 回来, 返乡, 拢屋
  kBack,       // 回, 返: what follows says where to
  kReturn,     // 返岗, 复工: back at work
  kAt,         // 在
  kAtHome,     // 在家, 在屋头
  kHome,       // 家, 屋头, 老家
  kOtherHome,  // 女儿家
  kVillage,    // 村里, 镇上
  kWorks,      // 厂, 工地
  kOut,        // 外面, 省外
  kMigrant,    // 打工, 务工
  kWork,       // 上班, 做工
  kSeek,       // 找工作, 培训: no work yet
  kErrand,     // 赶集, 走亲戚
  kLeave,      // 请假, 调休
  kMove,       // 转到, 调去
  // What is no work.
  kStudy,
  kArmy,
  kPrison,
  kMarried,
  kCare,      // 带娃, 照顾
  kPaidCare,  // 给人家带孩子: no word, but what 带孩子 is for another's
  kTreat,     // 住院, 医脚杆
  kLaidUp,    // 瘫在床上, 卧床
  kTrainee,   // 实习
  kFarm,      // 务农, 坐月子, 养胎: what people are at home for
  kEvent,     // 病, 去世, 结婚: what befalls somebody, and why another comes or goes
  kStop,      // 毕业, 退伍, 刑满: the end of what is no work
  kEnd,       // 辞工, 倒闭
};

// The word that `text` begins with; `size` in bytes, that of a character where it is kNone.
struct ClauseWordAt {
  ClauseWord word = ClauseWord::kNone;
  std::size_t size = 0;
};
ClauseWordAt TakeClauseWord(absl::string_view text);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_SURVEY_CLAUSE_WORDS_H_
