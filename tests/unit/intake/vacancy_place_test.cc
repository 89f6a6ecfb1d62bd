// Where a job is, by the row's cell or by what its text says of the place, and what it does not.

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "intake/vacancy/vacancy_reader.h"
#include "posting_reading.h"

namespace laowu::intake {
namespace {

constexpr absl::CivilDay kDay(2026, 7, 1);

VacancyReading ReadCell(const std::string& place) {
  static const auto* const reader = new VacancyReader(ReadContext{kDay, "442000", "样例厂"});
  return reader->Read({{Field::kTitle, "岗位", "普工"}, {Field::kWorkplace, "工作地点", place}});
}
std::string InText(const std::string& text) {
  static const auto* const reader = new VacancyReader(ReadContext{kDay, "442000", "样例厂"});
  return reader->Read({{Field::kTitle, "岗位", "普工"}, {Field::kDescription, "描述", text}})
      .vacancy.workplace_division_code;
}
using Examples = std::vector<std::pair<const char*, const char*>>;

void ExpectInText(const Examples& examples) {
  for (const auto& [text, code] : examples) EXPECT_EQ(InText(text), code) << text;
}

TEST(VacancyPlace, SeveralPlacesInACellAreTold) {
  const Examples examples = {{"小榄、古镇、东凤", "442000"},  {"中山小榄/东凤", "442000"},
                             {"中山或珠海", "442000"},        {"广东中山/浙江宁波", "442000"},
                             {"中山市、珠海市", "442000"},    {"小榄和东凤", "442000"},
                             {"盘州红果、双凤", "520281"},    {"深圳宝安、龙华", "440300"},
                             {"佛山（顺德/南海）", "440600"}, {"东莞长安、虎门", "441900"}};
  for (const auto& [place, code] : examples) {
    const VacancyReading reading = ReadCell(place);
    EXPECT_EQ(reading.vacancy.workplace_division_code, code) << place;
    EXPECT_TRUE(Warns(reading, reason::kPlaceAmbiguous)) << place;
    for (const InferredField& field : reading.inferred_fields) {
      if (field.field_path != "workplace_division_code") continue;
      EXPECT_LE(field.confidence, 70) << place;
    }
  }
  EXPECT_FALSE(Warns(ReadCell("中山小榄"), reason::kPlaceAmbiguous));
}

TEST(VacancyPlace, APartOfACityThatNobodyKnowsIsTold) {
  for (const char* place : {"中山三溪", "中山富湾", "珠三角", "盘州平关镇"}) {
    EXPECT_TRUE(Warns(ReadCell(place), reason::kPlaceNotFine)) << place;
  }
  for (const char* place : {"中山市区", "中山石岐", "中山工业区", "中山", "中山曹三", "中山石歧"}) {
    EXPECT_FALSE(Warns(ReadCell(place), reason::kPlaceNotFine)) << place;
  }
}

TEST(VacancyPlace, WhereTheySleepOrAreInterviewedIsNoWorkplace) {
  ExpectInText({{"5000,小榄上班,东凤住宿", "442000118"},
                {"5000,东凤住宿,小榄上班", "442000118"},
                {"5000,小榄面试,古镇工作", "442000105"},
                {"面试地址:石岐区;工作地址:小榄镇", "442000118"},
                {"面试地址:石岐区 工作地址:小榄镇", "442000118"},
                {"住宿地址:东升;地址:坦洲镇", "442000107"},
                {"报名地址:东区;厂址:板芙镇", "442000115"},
                {"公司地址:石岐区;上班地点:南头镇", "442000111"},
                {"总部地址:广州天河;工作地址:三乡镇", "442000114"},
                {"集合地点:中山汽车站,工作地点:惠州博罗", "441322"},
                {"5000,东凤住宿", ""}});
}

TEST(VacancyPlace, APlaceAloneBeforeTheCall) {
  ExpectInText({{"中山招普工5000", "442000"},
                {"中山市招普工5000", "442000"},
                {"中山急招普工5000", "442000"},
                {"中山诚聘普工5000", "442000"},
                {"中山:招普工5000", "442000"},
                {"东莞招普工5000", "441900"},
                {"佛山招电焊工5000", "440600"},
                {"顺德招普工5000", "440606"},
                {"六枝招司机5000", "520203"},
                {"招普工5000坐标中山", "442000"},
                {"中山本地招普工5000", "442000"},
                {"虎门招普工5000", "441900121"},
                {"莞城招店员5000", "441900006"},
                // A province, a word, a fair, hands for elsewhere.
                {"四川招普工5000", ""},
                {"东方招普工5000", ""},
                {"桥头招普工5000", ""},
                {"中山招聘会5000", ""},
                {"遵义招普工去广东5000", ""}});
}

TEST(VacancyPlace, ATownWithMoreBeforeTheCall) {
  ExpectInText({{"小榄沙口招普工5000", "442000118"},
                {"顺德乐从招普工5000", "440606"},
                {"广州白云区人和镇招普工5000", "440111"},
                {"从化太平镇招普工5000", "440117"},
                {"横栏与古镇交界处招普工5000", "442000"},
                {"中山小榄/东凤招普工5000", "442000"},
                {"中山港口镇游戏机厂招普工5000", "442000108"},
                {"南区幼儿园招老师5000", "442000005"},
                {"石岐区餐饮店招服务员5000", "442000001"},
                {"海南三亚酒店招服务员5000", "460200"},
                {"五桂山厨房招厨师5000", "442000006"},
                {"沙溪超市招收银员4000", "442000106"},
                {"中山幼儿园招保育员4000", "442000"},
                // Named after a place, or for a dish.
                {"兰州拉面店招服务员4000", ""},
                {"沙县小吃店招洗碗工4000", ""},
                {"石岐乳鸽店招服务员4000", ""},
                {"古镇酒店招服务员4000", ""},
                {"深圳公园招保洁3000", ""}});
}

TEST(VacancyPlace, APlaceBeforeAColonOrPay) {
  ExpectInText({{"小榄：普工", "442000118"},
                {"小榄：保安4500、保洁3800、厨师7000", "442000118"},
                {"古镇：焊工两名", "442000105"},
                {"中山小榄：普工", "442000118"},
                {"坦洲:焊工", "442000107"},
                {"江门:焊工", "440700"},
                {"小榄5500", "442000118"},
                {"小榄6千", "442000118"},
                // A word, a province, what is no workplace; figures that are no pay.
                {"东方：普工", ""},
                {"四川：普工", ""},
                {"面试：小榄，普工", ""},
                {"户籍：中山，普工", ""},
                {"港口5500", ""},
                {"小榄18-45岁", ""}});
}

TEST(VacancyPlace, WorksAndCallsRightBehindThePlace) {
  ExpectInText({{"中山厂招暑假工", "442000"},
                {"东莞厂招普工", "441900"},
                {"东升高薪招聘", "442000118"},
                {"小榄大量招普工", "442000118"},
                {"港口物流园招普工", "442000108"},
                {"南头TCL空调厂招普工", "442000111"},
                {"火炬高技术产业开发区某厂招普工", "442000003"},
                {"有没有做过压铸的？中山横栏", "442000110"},
                {"光明厂招普工", ""},
                {"东方厂招普工", ""},
                {"港口码头招普工", ""},
                {"南头古城招普工", ""}});
}

TEST(VacancyPlace, SeveralPlacesInATextAreTold) {
  static const auto* const reader = new VacancyReader(ReadContext{kDay, "442000", "样例厂"});
  const Examples examples = {{"中山黄圃、南头、东凤三镇均有工厂招普工", "442000"},
                             {"小榄、古镇两镇招普工", "442000"},
                             {"黄圃食品厂招普工，阜沙精密厂招普工", "442000"},
                             {"中山、珠海两地工厂招普工", "442000"},
                             {"中山/江门招普工", "442000"},
                             {"中山或佛山均有岗位", "442000"}};
  for (const auto& [text, code] : examples) {
    const VacancyReading reading =
        reader->Read({{Field::kTitle, "岗位", "普工"}, {Field::kDescription, "描述", text}});
    EXPECT_EQ(reading.vacancy.workplace_division_code, code) << text;
    EXPECT_TRUE(Warns(reading, reason::kPlaceAmbiguous)) << text;
  }
  // In two provinces: neither is known to be the workplace.
  ExpectInText({{"贵州六盘水，中山小榄", ""}, {"从中山到珠海，有车", ""}});
}

TEST(VacancyPlace, AFullStopEndsAClause) {
  ExpectInText({{"5000,石岐富业路。", "442000001"},
                {"5000。石岐兴中广场。", "442000001"},
                {"5000,火炬开发区。", "442000003"},
                {"5000,包吃住,小榄。电话联系", "442000118"},
                {"古镇海洲。招装配工", "442000105"},
                {"南头镇将军社区。", "442000111"},
                {"3000,东区远洋城。", "442000002"},
                {"东凤住宿。小榄上班。", "442000118"}});
}

TEST(VacancyPlace, ATownAndAnEstate) {
  ExpectInText({{"东区雅居乐,3000", "442000002"},
                {"南区盛景尚峰,3000", "442000005"},
                {"东区万科城市风景,3000", "442000002"},
                {"西区碧桂园,3000", "442000004"},
                {"东区体育花园,3000", "442000002"},
                {"南区经理,3000", ""},
                {"东区全城,3000", ""}});
}

TEST(VacancyPlace, WhereAFirmLiesAndNotItsName) {
  ExpectInText({{"中山市某塑科技有限公司位于坦洲镇前进村", "442000107"},
                {"深圳市某某电子有限公司位于坦洲镇", "442000107"},
                {"某某五金厂位于小榄镇", "442000118"},
                {"公司注册地深圳,厂在横栏", "442000110"},
                {"公司注册地址在深圳,厂在横栏镇", "442000110"},
                {"注册于深圳,工厂在小榄", "442000118"},
                {"总部广州,上班在小榄", "442000118"}});
}

TEST(VacancyPlace, InPlainSpeech) {
  ExpectInText({{"小榄有没有人做电镀的?5000一个月", "442000118"},
                {"南头有人做普工吗,5000", "442000111"},
                {"带小孩读书的:小榄电子厂,4000", "442000118"},
                {"民众收香蕉工,150一天", "442000007"},
                {"三角挖藕工,200一天", "442000109"},
                {"面试:石岐五金厂", ""},
                {"客户:小榄电子厂", ""},
                {"产品销往:小榄五金厂", ""}});
}

TEST(VacancyPlace, AWordThatIsACountysNameAsWell) {
  ExpectInText({{"长期合作,工具自备", ""},
                {"诚信合作,小榄镇", "442000118"},
                {"长期合作,中山全市", "442000"},
                {"形象大方,口齿清楚,石岐", "442000001"},
                {"热情,大方,小榄镇", "442000118"},
                {"性格平和,5000", ""},
                {"为人方正,5000", ""},
                {"团结互助,小榄", "442000118"},
                {"爱岗乐业,小榄", "442000118"},
                {"从化工厂经验3年,5000", ""},
                {"有从化工厂工作经验优先,在三乡镇", "442000114"},
                {"从化工厂招普工", "440117"},
                {"从化太平镇招普工", "440117"}});
}

}  // namespace
}  // namespace laowu::intake
