// Rows of rosters as offices tick them: what each says of consent, whatever its form.

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "intake/table/column_map.h"
#include "intake/text/reading.h"
#include "intake/worker/worker_reader.h"

namespace laowu::intake {
namespace {

using Cells = std::vector<std::pair<std::string, std::string>>;

// What the row's person gets where the file comes with --consent.
enum class Said { kYes, kRefused, kPending, kSilent };

struct Row {
  Cells cells;
  Said said;
};

std::string Name(Said said) {
  return said == Said::kYes       ? "yes"
         : said == Said::kRefused ? "refused"
         : said == Said::kPending ? "pending"
                                  : "silent";
}

std::string Show(const Cells& cells) {
  std::string shown;
  for (const auto& [header, text] : cells) shown += "[" + header + "=" + text + "]";
  return shown;
}

Said SaidBy(const WorkerReading& reading) {
  const auto& basis = reading.worker.legal_basis;
  if (basis.refused) return Said::kRefused;
  const bool pending =
      std::any_of(reading.warnings.begin(), reading.warnings.end(),
                  [](const Warning& warning) { return warning.reason == reason::kConsentPending; });
  if (pending) return Said::kPending;
  return basis.kind == LegalBasisKind::kConsent ? Said::kYes : Said::kSilent;
}

const WorkerReader& Reader() {
  static const auto* const reader =
      new WorkerReader(ReadContext{absl::CivilDay(2026, 7, 1), "520281", ""});
  return *reader;
}

// Both ways in which rows come: as pairs, and by a file's map of columns.
void ExpectAll(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    Cells cells = row.cells;
    cells.insert(cells.end(), {{"姓名", "样本甲"}, {"编号", "1"}, {"户籍乡镇", "盘州市柏果镇"}});
    EXPECT_EQ(Name(SaidBy(Reader().Read(MapPairs(TableKind::kWorkers, cells)))), Name(row.said))
        << Show(row.cells);
    std::vector<std::string> header;
    std::vector<std::string> texts;
    for (const auto& [name, text] : cells) {
      header.push_back(name);
      texts.push_back(text);
    }
    const auto map = ColumnMap::Make(TableKind::kWorkers, header);
    ASSERT_TRUE(map.ok()) << map.status() << Show(row.cells);
    EXPECT_EQ(Name(SaidBy(Reader().Read(map->Apply(texts)))), Name(row.said))
        << "by columns " << Show(row.cells);
  }
}

TEST(ConsentRows, ATickUnderTheNoIsANo) {
  ExpectAll({
      {{{"同意", ""}, {"不同意", "√"}}, Said::kRefused},
      {{{"同意", ""}, {"不同意", "✔"}}, Said::kRefused},
      {{{"同意", ""}, {"不同意", "1"}}, Said::kRefused},
      {{{"同意", ""}, {"不同意", "勾"}}, Said::kRefused},
      {{{"授权意见/同意", ""}, {"授权意见/不同意", "√"}}, Said::kRefused},
      {{{"是否同意授权/是", ""}, {"是否同意授权/否", "√"}}, Said::kRefused},
      {{{"愿意提供信息", ""}, {"不愿意提供信息", "√"}}, Said::kRefused},
      {{{"愿意提供信息", ""}, {"不愿意提供信息", "是"}}, Said::kRefused},
      {{{"同意", "否"}, {"不同意", "是"}}, Said::kRefused},
      {{{"拒绝授权（打√）", "√"}}, Said::kRefused},
      {{{"拒绝授权（打√）", "是"}}, Said::kRefused},
      {{{"不愿公开信息的打勾", "√"}}, Said::kRefused},
      {{{"不愿公开信息的打勾", "勾"}}, Said::kRefused},
      {{{"不愿意推荐（打√）", "√"}}, Said::kRefused},
      {{{"不愿意推荐（打√）", "√（怕被骗）"}}, Said::kRefused},
      {{{"是否拒绝信息共享", "是"}}, Said::kRefused},
      {{{"是否拒绝信息共享", "拒绝"}}, Said::kRefused},
      {{{"不同意授权", "☑"}}, Said::kRefused},
      {{{"不授权", "√"}}, Said::kRefused},
      {{{"撤回授权", "是"}}, Said::kRefused},
      {{{"不愿推荐就业的打√", "√"}}, Said::kRefused},
      {{{"Refuse consent", "Y"}}, Said::kRefused},
  });
}

TEST(ConsentRows, LegendsAndBoxesAreRead) {
  ExpectAll({
      {{{"授权状态（1同意/2不同意）", "2"}}, Said::kRefused},
      {{{"授权状态（1同意/2不同意）", "1"}}, Said::kYes},
      {{{"授权状态（1同意/2不同意）", ""}}, Said::kPending},
      {{{"授权状态（1同意/2不同意）", "3"}}, Said::kPending},
      {{{"授权（A同意 B不同意 C未联系上）", "A"}}, Said::kYes},
      {{{"授权（A同意 B不同意 C未联系上）", "B"}}, Said::kRefused},
      {{{"授权（A同意 B不同意 C未联系上）", "c"}}, Said::kPending},
      {{{"是否授权（0是，1否）", "0"}}, Said::kYes},
      {{{"是否授权（0是，1否）", "1"}}, Said::kRefused},
      {{{"本人是否同意授权（同意√ 不同意×）", "√"}}, Said::kYes},
      {{{"本人是否同意授权（同意√ 不同意×）", "×"}}, Said::kRefused},
      {{{"本人是否同意授权（同意√ 不同意×）", ""}}, Said::kPending},
      {{{"是否同意授权（同意打√，不同意不填）", ""}}, Said::kPending},
      {{{"同意授权（打√）", "√"}}, Said::kYes},
      {{{"同意授权（打√）", ""}}, Said::kPending},
      {{{"是否拒绝信息共享（1是 2否）", "1"}}, Said::kRefused},
      {{{"是否拒绝信息共享（1是 2否）", "2"}}, Said::kSilent},
      {{{"授权（1-同意2-不同意）", "2"}}, Said::kRefused},
      {{{"是否同意授权", "同意☑ 不同意□"}}, Said::kYes},
      {{{"是否同意授权", "同意□ 不同意☑"}}, Said::kRefused},
      {{{"是否同意授权", "同意(√) 不同意( )"}}, Said::kYes},
      {{{"是否同意授权", "同意（ ） 不同意（√）"}}, Said::kRefused},
      {{{"是否同意授权", "☑同意 □不同意"}}, Said::kYes},
      {{{"是否同意授权", "□同意 ■不同意"}}, Said::kRefused},
      {{{"是否同意授权", "□同意 □不同意"}}, Said::kPending},
      {{{"是否同意授权", "√同意 √不同意"}}, Said::kPending},
      {{{"是否同意授权", "同意×"}}, Said::kPending},
      {{{"是否同意授权", "同意/不同意"}}, Said::kPending},
      {{{"是否同意授权", "是□ 否☑"}}, Said::kRefused},
      {{{"是否同意授权", "是√"}}, Said::kYes},
  });
}

TEST(ConsentRows, BothOrNoneTickedIsNotAnswered) {
  ExpectAll({
      {{{"同意", "√"}, {"不同意", "√"}}, Said::kPending},
      {{{"同意", ""}, {"不同意", ""}}, Said::kPending},
      {{{"授权意见/同意", ""}, {"授权意见/不同意", ""}}, Said::kPending},
      {{{"愿意提供信息", ""}, {"不愿意提供信息", ""}}, Said::kPending},
      {{{"同意", "是"}, {"不同意", "是"}}, Said::kPending},
      {{{"同意", "否"}, {"不同意", "否"}}, Said::kPending},
      {{{"同意", ""}, {"不同意", "否"}}, Said::kPending},
      {{{"已签", ""}, {"未签授权书", "√"}}, Said::kPending},
      {{{"免打扰", "是"}}, Said::kPending},
      {{{"免打扰", "√"}}, Said::kPending},
      {{{"信息不公开", "√"}}, Said::kPending},
      {{{"不公开联系方式", "√"}}, Said::kPending},
      {{{"退出", "是"}}, Said::kPending},
      {{{"撤回授权日期", "2026-05-01"}}, Said::kPending},
      {{{"不愿接收企业电话", "1"}}, Said::kPending},
      {{{"是否同意授权", "√（怕被骗，莫打电话）"}}, Said::kPending},
      {{{"本人意见", "算了"}}, Said::kPending},
      {{{"本人意见", "不得行"}}, Said::kPending},
      {{{"本人意见", "不要报我"}}, Said::kPending},
      {{{"本人意见", "摇头"}}, Said::kPending},
      {{{"是否愿意推荐就业", "否"}}, Said::kPending},
      {{{"推荐意愿", "不愿意"}}, Said::kPending},
      {{{"无需推荐", "√"}}, Said::kPending},
      {{{"拒签", "√"}}, Said::kPending},
      {{{"拒签原因", "怕被骗"}}, Said::kPending},
      {{{"Do not share", "Y"}}, Said::kPending},
      {{{"暂不推荐", "√"}}, Said::kPending},
      {{{"授权1同意2不同意", "1"}}, Said::kPending},
      {{{"授权1同意2不同意", "2"}}, Said::kPending},
      {{{"授权状态", "2"}}, Said::kPending},
      {{{"是否同意授权", "打了3次没接"}}, Said::kPending},
      {{{"是否同意授权", "138电话空号"}}, Said::kPending},
      {{{"是否同意授权", "部分同意"}}, Said::kPending},
      {{{"是否同意授权", "以前同意，现在反悔"}}, Said::kPending},
      {{{"是否同意授权", "授权书遗失"}}, Said::kPending},
      {{{"是否同意授权", "同意到2025年底"}}, Said::kPending},
      {{{"是否同意授权", "7月份回来签"}}, Said::kPending},
      {{{"是否同意授权", "3天后再说"}}, Said::kPending},
      {{{"求职意向", "不想被推荐，请勿联系"}}, Said::kPending},
  });
}

TEST(ConsentRows, RemarksThatRefuseTheUseOfData) {
  for (const char* remark : {"不同意把资料拿给企业",
                             "拒绝登记",
                             "不让录信息",
                             "叫我们莫把他电话给出去",
                             "不想被推荐，请勿联系",
                             "说怕信息泄漏，不干",
                             "要求把他从名单里删掉",
                             "不要给我打电话",
                             "请不要推荐",
                             "本人要求信息保密",
                             "不愿意把身份信息给厂家",
                             "电话莫给别人",
                             "名字从台账里划掉",
                             "担心资料外传",
                             "不准公开他的号码",
                             "会电焊，不想上名单",
                             "别把我报上去，不要报我名字",
                             "反对把信息上报",
                             "不接受企业联系",
                             "免打扰",
                             "不愿配合",
                             "不要把名字报给厂里",
                             "把我删了",
                             "不愿意填表",
                             "隐私，不方便说"}) {
    ExpectAll({{{{"备注", remark}}, Said::kPending}});
    ExpectAll({{{{"甲栏", remark}}, Said::kPending}});
    ExpectAll({{{{"是否同意授权", "是"}, {"备注", remark}}, Said::kPending}});
  }
}

TEST(ConsentRows, AYesIsAYes) {
  ExpectAll({
      {{{"同意", "√"}, {"不同意", ""}}, Said::kYes},
      {{{"同意", "是"}, {"不同意", "否"}}, Said::kYes},
      {{{"同意", "勾"}, {"不同意", ""}}, Said::kYes},
      {{{"同意", "√"}, {"不同意", "×"}}, Said::kYes},
      {{{"授权意见/同意", "✔"}, {"授权意见/不同意", ""}}, Said::kYes},
      {{{"是否同意授权/是", "√"}, {"是否同意授权/否", ""}}, Said::kYes},
      {{{"愿意提供信息", "√"}, {"不愿意提供信息", "否"}}, Said::kYes},
      {{{"是否同意授权", "是"}}, Said::kYes},
      {{{"愿不愿意授权", "愿意"}}, Said::kYes},
      {{{"授权没得", "有"}}, Said::kYes},
      {{{"本人是否同意", "他自己说的可以"}}, Said::kYes},
      {{{"是否授权", "红手印"}}, Said::kYes},
      {{{"同意与否", "同意"}}, Said::kYes},
      {{{"Consent (Y/N)", "Y"}}, Said::kYes},
      {{{"授权书编号", "2026-01"}}, Said::kYes},
      {{{"授权书编号", "盘人社授〔2026〕3号"}}, Said::kYes},
      {{{"授权", "第3号"}}, Said::kYes},
      {{{"是否同意授权", "是"}, {"备注", "不同意出省"}}, Said::kYes},
      {{{"是否同意授权", "√"}, {"拒绝推荐（打√）", ""}}, Said::kYes},
      {{{"授权类别", "同意"}}, Said::kYes},
      {{{"是否签订授权书（是/否）", "是"}}, Said::kYes},
      {{{"1.授权", "1"}}, Said::kYes},
  });
}

TEST(ConsentRows, WhatHasNothingToDoWithConsent) {
  for (const char* remark : {"不同意出省",         "不想去深圳",
                             "不愿上夜班",         "怕冷",
                             "妻子不同意他出远门", "不同意参加培训",
                             "工资低了不同意去",   "去年没签到合同",
                             "房子拆迁没签字",     "老婆不同意他再去打隧道",
                             "电话打不通",         "联系不上",
                             "不想去介绍的厂",     "厂里不让打电话",
                             "不会用手机",         "换了电话号码",
                             "没有人介绍",         "不想交介绍费",
                             "怕高，不做外墙",     "不跟家里联系",
                             "上班时间不要打电话", "联系人莫小明电话在册",
                             "没登记结婚",         "不要夜班",
                             "拒绝加班",           "不愿意换电话",
                             "老板不给工资",       "不要推荐太远的",
                             "已退出低保",         "别的没有要求",
                             "不配合治疗",         "想找不要身份证登记的临工",
                             "莫支书介绍",         "不会写名字"}) {
    ExpectAll({{{{"备注", remark}}, Said::kSilent}});
  }
  ExpectAll({
      {{{"不愿外出", "√"}}, Said::kSilent},
      {{{"不愿外出原因", "照顾老人"}}, Said::kSilent},
      {{{"是否不愿务工", "是"}}, Said::kSilent},
      {{{"拒绝夜班", "是"}}, Said::kSilent},
      {{{"拒绝就业原因", "工资低"}}, Said::kSilent},
      {{{"不需要住宿", "√"}}, Said::kSilent},
      {{{"审核意见/同意", "√"}}, Said::kSilent},
      {{{"本人意见", "不想去广东"}}, Said::kSilent},
      {{{"拒绝授权（打√）", "否"}}, Said::kSilent},
      {{{"拒绝授权（打√）", ""}}, Said::kSilent},
      {{{"免打扰", "否"}}, Said::kSilent},
      {{{"是否退出低保", "是"}}, Said::kSilent},
      {{{"家属是否同意", "不同意"}}, Said::kSilent},
  });
}

}  // namespace
}  // namespace laowu::intake
