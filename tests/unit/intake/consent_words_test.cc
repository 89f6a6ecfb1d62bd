#include "intake/table/consent_words.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "intake/table/column_map.h"
#include "intake/text/reading.h"
#include "intake/worker/worker_reader.h"

namespace laowu::intake {
namespace {

WorkerReading Read(std::vector<std::pair<std::string, std::string>> cells) {
  static const auto* const reader =
      new WorkerReader(ReadContext{absl::CivilDay(2026, 7, 1), "520281", ""});
  cells.insert(cells.end(), {{"姓名", "样本甲"}, {"编号", "1"}, {"户籍乡镇", "盘州市柏果镇"}});
  return reader->Read(MapPairs(TableKind::kWorkers, cells));
}

bool SaysPending(const WorkerReading& reading) {
  return std::any_of(reading.warnings.begin(), reading.warnings.end(), [](const Warning& warning) {
    return warning.reason == reason::kConsentPending;
  });
}

// Under a header that is passed over, the file's consent would count for who said no.
TEST(ConsentWords, ColumnsOfConsentAreKnownByTheirWords) {
  for (const char* header : {"是否同意授权",
                             "本人是否愿意授权",
                             "本人是否同意",
                             "是否同意授权使用信息",
                             "授权情况",
                             "是否签订授权书",
                             "是否愿意提供信息",
                             "授权与否",
                             "同意与否",
                             "愿不愿意授权",
                             "本人同意情况",
                             "是否授权使用个人信息",
                             "个人信息使用授权",
                             "是否签署知情同意书",
                             "授权书签订情况",
                             "同意书编号",
                             "是否允许使用本人信息",
                             "信息采集是否经本人同意",
                             "是否愿意公开个人资料",
                             "是否愿意授权（是/否）",
                             "个人信息（是否同意使用）",
                             "是否签字",
                             "信息可不可以用",
                             "肯不肯提供资料",
                             "让不让用个人信息",
                             "愿不愿意登记",
                             "Consent (Y/N)",
                             "是否同意人社部门使用本人信息推荐就业",
                             "*是否同意授权",
                             "1.授权"}) {
    EXPECT_EQ(FieldName(MapHeader(TableKind::kWorkers, header)), "consent") << header;
    EXPECT_TRUE(Read({{header, "否"}}).worker.legal_basis.refused) << header;
    EXPECT_TRUE(SaysPending(Read({{header, "待签"}}))) << header;
    EXPECT_EQ(Read({{header, "是"}}).worker.legal_basis.kind, LegalBasisKind::kConsent) << header;
  }
  for (const char* header : {"授权日期", "同意时间", "授权书签订日期", "本人签署授权书时间"}) {
    EXPECT_EQ(FieldName(MapHeader(TableKind::kWorkers, header)), "consent_date") << header;
  }
  EXPECT_EQ(FieldName(MapHeader(TableKind::kWorkers, "授权书版本号及版本")), "consent_scope");
}

// In whose cells a name or a mark is a signature, whatever it was for; a no is a no.
TEST(ConsentWords, ColumnsToBeSignedAskForConsent) {
  for (const char* header : {"签字", "签字没得", "签字与否", "签名", "本人签字", "按手印",
                             "按手印没得", "签字确认", "本人签名", "签没签字", "签字了没有",
                             "摁手印没得", "签字/手印", "授权没得", "肯不肯授权"}) {
    EXPECT_EQ(FieldName(MapHeader(TableKind::kWorkers, header)), "consent") << header;
    EXPECT_TRUE(Read({{header, "本人不签"}}).worker.legal_basis.refused) << header;
    for (const char* pending : {"没签", "还没签", "未签", "待签"}) {
      EXPECT_TRUE(SaysPending(Read({{header, pending}}))) << header << " " << pending;
    }
  }
  for (const char* header : {"签字", "签名", "本人签字", "签字没得"}) {
    for (const char* name : {"王小明", "欧阳大山", "李 红"}) {
      const WorkerReading reading = Read({{header, name}});
      EXPECT_FALSE(SaysPending(reading)) << header << " " << name;
      EXPECT_EQ(reading.worker.legal_basis.kind, LegalBasisKind::kUnspecified) << header;
      EXPECT_FALSE(reading.worker.legal_basis.refused) << header;
    }
  }
  EXPECT_EQ(Read({{"签字没得", "签了"}}).worker.legal_basis.kind, LegalBasisKind::kConsent);
  EXPECT_EQ(Read({{"签字", "√"}}).worker.legal_basis.kind, LegalBasisKind::kUnspecified);
  for (const char* header :
       {"经办人签字", "签到", "签收", "户主签字", "劳动合同签订", "家庭医生签约"}) {
    EXPECT_NE(FieldName(MapHeader(TableKind::kWorkers, header)), "consent") << header;
  }
}

// Mapped by hand, 签字 is what its sender says it is.
TEST(ConsentWords, AColumnOfSignaturesMappedByHandIsConsent) {
  const std::vector<std::string> header = {"姓名", "编号", "签字"};
  const std::vector<std::pair<std::string, std::string>> stated = {{"签字", "consent"}};
  const auto map = ColumnMap::Make(TableKind::kWorkers, header, stated);
  ASSERT_TRUE(map.ok()) << map.status();
  const FieldTexts row = map->Apply(std::vector<std::string>{"样本甲", "1", "√"});
  ASSERT_EQ(row.size(), 3);
  EXPECT_EQ(ReadConsentCells({&row[2]}).words, ConsentWords::kGiven);
}

// Whatever its column is called, a no or a not yet keeps the file's consent from the row; it ends
// no consent on record, since it may be of something else.
TEST(ConsentWords, ANoUnderAnUnknownHeaderCountsAsNotGiven) {
  for (const char* header : {"甲", "其它事项", "序号", "小组长记", "备注", "情况说明"}) {
    for (const char* cell : {"不签", "本人不签", "没签", "还没签", "未签", "不同意", "拒绝", "拒签",
                             "不同意授权", "未签授权书", "授权书没签", "不愿意提供个人信息",
                             "信息不让登记", "不肯按手印", "本人不签，电话已核实"}) {
      const WorkerReading reading = Read({{header, cell}});
      EXPECT_TRUE(SaysPending(reading)) << header << " " << cell;
      EXPECT_FALSE(reading.worker.legal_basis.refused) << header << " " << cell;
    }
  }
  EXPECT_TRUE(SaysPending(Read({{"务工情况说明", "本人不签"}})));
  EXPECT_TRUE(SaysPending(Read({{"本人意见", "不同意"}})));
  EXPECT_TRUE(SaysPending(Read({{"帮扶干部走访记录", "没签，电话里说再想想"}})));
  // A yes elsewhere does not outvote it.
  const WorkerReading both = Read({{"是否同意授权", "是"}, {"备注", "不同意授权"}});
  EXPECT_TRUE(SaysPending(both));
  EXPECT_EQ(both.worker.legal_basis.kind, LegalBasisKind::kUnspecified);
}

TEST(ConsentWords, ANoToSomethingElseIsNone) {
  const std::vector<std::pair<std::string, std::string>> kCells = {{"是否同意培训", "不同意"},
                                                                   {"劳动合同签订情况", "未签"},
                                                                   {"家庭医生", "已签约"},
                                                                   {"家属意见", "不同意"},
                                                                   {"土地流转", "没签"},
                                                                   {"备注", "没签劳动合同"},
                                                                   {"备注", "家人不同意外出"},
                                                                   {"备注", "不愿去广东"},
                                                                   {"备注", "老板拒绝支付工资"},
                                                                   {"备注", "电话不愿意留"},
                                                                   {"甲", "不想去"},
                                                                   {"甲", "否"},
                                                                   {"是否同意夜班", "不同意"},
                                                                   {"备注", "合同未签"},
                                                                   {"备注", "同意"},
                                                                   {"审核意见", "不同意"},
                                                                   {"备注", "签证没办下来"},
                                                                   {"甲", "签了"}};
  for (const auto& [header, cell] : kCells) {
    EXPECT_FALSE(SaysPending(Read({{header, cell}}))) << header << " " << cell;
  }
}

TEST(ConsentWords, AWishIsNoConsent) {
  for (const char* header :
       {"是否愿意外出", "是否愿意务工", "愿不愿意去广东", "外出意愿", "是否同意夜班",
        "是否愿意培训", "是否同意搬迁", "是否签订劳动合同", "家属是否同意", "授权书有效期",
        "承诺书", "是否愿意返岗", "是否同意跨省就业", "是否愿意接收招聘信息"}) {
    EXPECT_NE(FieldName(MapHeader(TableKind::kWorkers, header)), "consent") << header;
    EXPECT_FALSE(Read({{header, "否"}}).worker.legal_basis.refused) << header;
    EXPECT_EQ(Read({{header, "是"}}).worker.legal_basis.kind, LegalBasisKind::kUnspecified)
        << header;
  }
}

TEST(ConsentWords, OnlyAClearYesIsConsent) {
  for (const char* yes : {"是",
                          "是的",
                          "愿意",
                          "同意",
                          "已签",
                          "已签订",
                          "签了",
                          "有",
                          "√",
                          "Y",
                          "yes",
                          "1",
                          "口头同意",
                          "电话同意",
                          "是（电话同意）",
                          "同意授权使用本人信息",
                          "已授权",
                          "无异议",
                          "可以",
                          "是。",
                          "本人同意"}) {
    EXPECT_EQ(ReadConsentWords(yes), ConsentWords::kGiven) << yes;
  }
  for (const char* form : {"2026-授权-01", "第3号授权书", "授权书已存档", "2026年3月1日"}) {
    EXPECT_EQ(ReadConsentWords(form), ConsentWords::kReference) << form;
  }
  for (const char* no :
       {"否", "不", "不是", "不愿意", "不同意", "拒绝", "×", "N", "no", "0", "不行", "否，要考虑",
        "已签,后撤回", "不想授权", "不肯签", "否。", "是,不让提供信息,否"}) {
    EXPECT_EQ(ReadConsentWords(no), ConsentWords::kRefused) << no;
  }
  // What only begins like a yes among them.
  for (const char* open : {"待签", "看情况", "可能", "要问老公", "是/否", "已外出", "需本人确认",
                           "能不能再说", "等回来签", "家人同意", "代签", "不确定", "/", "-", "？",
                           "回头再说", "不在家", "有事外出", "未联系"}) {
    EXPECT_EQ(ReadConsentWords(open), ConsentWords::kPending) << open;
  }
  EXPECT_EQ(ReadConsentWords(" "), ConsentWords::kNothing);
}

TEST(ConsentWords, OfSeveralColumnsANoIsNotOutvoted) {
  EXPECT_TRUE(
      Read({{"授权书编号", "2026-01"}, {"本人是否愿意授权", "否"}}).worker.legal_basis.refused);
  EXPECT_TRUE(SaysPending(Read({{"是否同意授权", "是"}, {"是否签订授权书", "待签"}})));
  const WorkerReading both = Read({{"是否同意授权", "是"}, {"授权书编号", "2026-01"}});
  EXPECT_EQ(both.worker.legal_basis.kind, LegalBasisKind::kConsent);
  EXPECT_EQ(both.worker.legal_basis.reference, "2026-01");
  EXPECT_TRUE(
      ColumnMap::Make(TableKind::kWorkers,
                      std::vector<std::string>{"姓名", "编号", "是否同意授权", "是否签订授权书"})
          .ok());
}

}  // namespace
}  // namespace laowu::intake
