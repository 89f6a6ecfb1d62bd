#include "intake/generate/generate.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "intake/file/table_reader.h"  // kMadeUpMarker
#include "intake/generate/draw.h"
#include "intake/generate/generate_tables.h"
#include "reference/credit_code.h"
#include "reference/divisions.h"
#include "reference/identity_number.h"
#include "reference/marginals.h"

namespace laowu::intake {
namespace {

using reference::Division;
using reference::Divisions;
using reference::Marginal;
using reference::Marginals;

constexpr std::int64_t kMaxCount = 3'000'000;
constexpr std::uint64_t kWorkerStream = 1;
constexpr std::uint64_t kVacancyStream = 2;
constexpr std::uint64_t kEmployerStream = 3;
// A phone number for each row of the longest file, and some.
constexpr int kRowBits = 22;
// So many rows after each other share the days and the sequence numbers of one block.
constexpr int kBlockBits = 16;
constexpr int kBlockRows = 1 << kBlockBits;
// Of a day and a sex: 499 of the 500 sequence numbers, of which a block takes three. That is 166
// blocks: the first block of each of a hundred seeds, and those that longer files go on with.
constexpr int kNumbersOfDay = 499;
constexpr int kNumbersOfBlock = 3;
constexpr int kFirstBlocks = 100;
static_assert(kFirstBlocks + kMaxCount / kBlockRows <= kNumbersOfDay / kNumbersOfBlock);

std::string DayText(absl::CivilDay day) {
  return absl::StrFormat("%04d-%02d-%02d", day.year(), day.month(), day.day());
}

int ValueOf(absl::string_view measure, absl::string_view item, int fallback) {
  const Marginal* marginal = Marginals::Get().Find(measure, item);
  return marginal == nullptr ? fallback : marginal->value;
}

// The first day on which somebody who is `years` old on `as_of` may be born, and the like.
absl::CivilDay YearsBefore(absl::CivilDay as_of, int years) {
  return absl::CivilDay(as_of.year() - years, as_of.month(), as_of.day());
}

// Born on a day and of a sex: one slot of a block. Slots are dealt to sexes and age bands by their
// shares; within a band they count through days, then through the block's sequence numbers of a
// day, so that no two slots of any two blocks make the same number.
struct Person {
  absl::CivilDay birth;
  bool male = false;
  int age = 0;
  std::string identity_number;
};

// The place of issue that all made-up people have: nobody's.
constexpr absl::string_view kPrefix = "529999";

// The block of the rows that begin with row `number` · kBlockRows.
int BlockOf(std::uint64_t seed, int number) {
  return number == 0 ? static_cast<int>(seed % kFirstBlocks) : kFirstBlocks + number - 1;
}

class People {
 public:
  explicit People(absl::CivilDay as_of) : as_of_(as_of) {
    struct AgeBand {
      absl::string_view item;
      int youngest, oldest;
    };
    static constexpr std::array kAges = {AgeBand{"16-40", 17, 40}, AgeBand{"41-50", 41, 50},
                                         AgeBand{"51+", 51, 64}};
    std::int64_t begin = 0;
    std::int64_t permille_squared = 0;
    for (bool male : {true, false}) {
      const int sex_share = ValueOf("sex_share", male ? "male" : "female", 500);
      for (const AgeBand& age : kAges) {
        permille_squared += std::int64_t{sex_share} * ValueOf("age_share", age.item, 333);
        const std::int64_t end = permille_squared * kBlockRows / 1'000'000;
        const absl::CivilDay first = YearsBefore(as_of, age.oldest + 1) + 1;
        const absl::CivilDay last = YearsBefore(as_of, age.youngest);
        bands_.push_back({begin, end, male, first, static_cast<int>(last - first) + 1});
        begin = end;
      }
    }
    bands_.back().end = kBlockRows;
  }

  Person At(int block, int slot) const {
    const Band& band =
        *std::find_if(bands_.begin(), bands_.end(), [&](const Band& b) { return slot < b.end; });
    const int place = static_cast<int>(slot - band.begin);
    Person person;
    person.male = band.male;
    person.birth = band.first + place % band.day_count;
    const int number = block * kNumbersOfBlock + place / band.day_count;
    // 7 scatters them and has no factor in common with 499.
    const int sequence = number * 7 % kNumbersOfDay * 2 + (band.male ? 1 : 2);
    person.age = static_cast<int>(as_of_.year() - person.birth.year());
    if (std::pair(as_of_.month(), as_of_.day()) <
        std::pair(person.birth.month(), person.birth.day())) {
      --person.age;
    }
    person.identity_number =
        absl::StrFormat("%s%04d%02d%02d%03d", std::string(kPrefix), person.birth.year(),
                        person.birth.month(), person.birth.day(), sequence);
    person.identity_number.push_back(
        reference::IdentityCheckCharacter(person.identity_number).value_or('0'));
    return person;
  }

 private:
  struct Band {
    std::int64_t begin, end;
    bool male;
    absl::CivilDay first;
    int day_count;
  };
  absl::CivilDay as_of_;
  std::vector<Band> bands_;
};

struct County {
  const Division* division;
  int weight;
  std::vector<const Division*> townships;
};

std::vector<County> CountiesOf(const GenerateOptions& options) {
  std::vector<County> counties;
  for (absl::string_view code : {"520201", "520203", "520204", "520281"}) {
    if (!options.county_code.empty() && options.county_code != code) continue;
    const Division* division = Divisions::Get().Find(code, options.as_of);
    if (division == nullptr) continue;
    counties.push_back({division, ValueOf("county_share", code, 250),
                        Divisions::Get().Children(code, options.as_of)});
  }
  return counties;
}

std::string EducationOf(Draw& draw, int age) {
  // Younger people went to school longer; the whole keeps the published shares roughly.
  const int shift = age < 30 ? 260 : age < 40 ? 90 : age < 50 ? -60 : -170;
  int at = draw.Below(1000) + shift;
  if (at < 0) at = draw.Below(146);  // none or primary, by their shares
  at = std::min(at, 999);
  static constexpr std::array<std::pair<absl::string_view, absl::string_view>, 4> kSteps = {
      std::pair{"none", "未上过学"}, std::pair{"primary", "小学"},
      std::pair{"junior_middle", "初中"}, std::pair{"senior_middle", "高中"}};
  for (const auto& [item, word] : kSteps) {
    at -= ValueOf("education_share", item, 250);
    if (at >= 0) continue;
    if (word == "高中" && draw.Permille(450)) return "中专";
    return std::string(word);
  }
  return draw.Permille(780) ? "大专" : "本科";
}

const Trade& TradeOf(Draw& draw, bool male) {
  std::array<int, 8> shares{};
  static constexpr std::array<absl::string_view, 7> kIndustries = {"manufacturing",
                                                                   "construction",
                                                                   "wholesale_and_retail",
                                                                   "transport_and_storage",
                                                                   "accommodation_and_catering",
                                                                   "resident_services_and_repair",
                                                                   "other"};
  return draw.PickWeighted(Trades(), [&](const Trade& trade) {
    std::size_t industry = 0;
    while (industry + 1 < kIndustries.size() && kIndustries[industry] != trade.industry) ++industry;
    if (shares[industry] == 0) {
      shares[industry] = std::max(1, ValueOf("industry_share", trade.industry, 100));
    }
    static const auto* const industry_weights = [] {
      auto* sums = new absl::flat_hash_map<absl::string_view, int>;
      for (const Trade& each : Trades()) (*sums)[each.industry] += each.weight;
      return sums;
    }();
    const int of_sex = male ? trade.male_permille : 1000 - trade.male_permille;
    return shares[industry] * trade.weight * 10 / industry_weights->at(trade.industry) * of_sex /
           100;
  });
}

std::string WishOf(Draw& draw, const Trade& trade) {
  const int average = ValueOf("monthly_pay_by_industry", trade.industry, 4500);
  int wish = average * trade.pay_percent / 100 * (78 + draw.Below(40)) / 100;
  wish = draw.Permille(600) ? (wish + 250) / 500 * 500 : (wish + 50) / 100 * 100;
  switch (draw.Below(10)) {
    case 0:
      return "";
    case 1:
      return absl::StrCat(wish, "以上");
    case 2:
      return absl::StrCat(wish, "元/月");
    case 3:
      return absl::StrCat(wish, "-", wish + 1000);
    default:
      return absl::StrCat(wish);
  }
}

std::string PlacesOf(Draw& draw) {
  static constexpr std::array<absl::string_view, 12> kWishes = {
      "广东省中山市",   "中山", "广东", "广东、浙江",           "中山、广州、深圳", "浙江省",
      "贵州省六盘水市", "省内", "不限", "广东省佛山市、中山市", "福建省泉州市",     "江苏省苏州市"};
  static constexpr std::array<int, 12> kWeights = {14, 10, 20, 6, 6, 10, 12, 6, 16, 4, 4, 4};
  std::array<std::size_t, 12> order{};
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  return std::string(kWishes[draw.PickWeighted(absl::MakeConstSpan(order),
                                               [](std::size_t i) { return kWeights[i]; })]);
}

// One cell a column, in the order of the header: longer than most, and nothing in it to part.
// NOLINTNEXTLINE(readability-function-size)
std::vector<std::string> WorkerCells(const GenerateOptions& options, const People& people,
                                     const std::vector<County>& counties, std::int64_t index) {
  Draw draw(options.seed, kWorkerStream, static_cast<std::uint64_t>(index));
  const auto number = static_cast<int>(index / kBlockRows);
  const auto slot = Scatter(kBlockBits, options.seed + static_cast<std::uint64_t>(number),
                            static_cast<std::uint32_t>(index % kBlockRows));
  const Person person = people.At(BlockOf(options.seed, number), static_cast<int>(slot));
  const auto phone =
      static_cast<int>(Scatter(kRowBits, options.seed, static_cast<std::uint32_t>(index)));
  const County& county =
      draw.PickWeighted(absl::MakeConstSpan(counties), [](const County& c) { return c.weight; });
  const Division* township = county.townships[static_cast<std::size_t>(
      draw.Below(static_cast<int>(county.townships.size())))];
  std::string name(draw.Pick(Surnames()));
  const auto given = person.male ? MaleNames() : FemaleNames();
  name += std::string(draw.Pick(given));  // one draw a statement: the order of arguments is free
  if (draw.Permille(700)) name += std::string(draw.Pick(given));
  const Trade& trade = TradeOf(draw, person.male);
  const bool skilled = !trade.skill.empty() && draw.Permille(560);
  const int years = skilled ? 1 + draw.Below(std::clamp(person.age - 16, 1, 18)) : 0;
  std::string skills;
  std::string certificate;
  std::string level;
  if (skilled) {
    skills = absl::StrCat(years, "年", trade.skill);
    if (draw.Permille(180)) {
      const Trade& second = TradeOf(draw, person.male);
      if (!second.skill.empty() && second.skill != trade.skill)
        absl::StrAppend(&skills, "、", second.skill);
    } else if (draw.Permille(160)) {
      static constexpr absl::string_view kLevels[] = {"初级", "初级", "中级",
                                                      "中级", "高级", "技师"};
      level = std::string(draw.Pick(kLevels));
    }
    if (!trade.certificate.empty() && draw.Permille(550))
      certificate = std::string(trade.certificate);
  }
  std::string desired(trade.title);
  if (draw.Permille(250)) absl::StrAppend(&desired, "、", TradeOf(draw, person.male).title);
  const bool poor = draw.Permille(170);
  const std::string available =
      draw.Permille(700) ? "随时" : DayText(options.as_of + 1 + draw.Below(60));
  const int consent_days = 10 + draw.Below(400);
  return {name,
          person.identity_number,
          person.male ? "男" : "女",
          absl::StrFormat("100%08d", phone * 23 + draw.Below(23)),
          std::string(county.division->name),
          std::string(township->name),
          absl::StrCat(draw.Pick(VillageNames()), "村"),
          std::string(township->code),
          draw.Permille(930) ? "农业" : "非农业",
          EducationOf(draw, person.age),
          skills,
          level,
          certificate,
          desired,
          WishOf(draw, trade),
          PlacesOf(draw),
          available,
          draw.Permille(620) ? "是" : "",
          draw.Permille(230) ? "否" : "是",
          poor ? "是" : "否",
          draw.Permille(25) ? "是" : "否",
          draw.Permille(poor ? 320 : 60) ? "是" : "否",
          draw.Permille(970) ? "是" : "否",
          DayText(options.as_of - consent_days)};
}

bool Offers(const Post& post, absl::string_view product) {
  if (post.products.empty()) return true;
  for (absl::string_view each : absl::StrSplit(post.products, ' ')) {
    if (each == product) return true;
  }
  return false;
}

struct Employer {
  std::string name;
  std::string credit_code;
  std::string product;
  const Town* town;
  absl::string_view town_name;
};

Employer EmployerAt(const GenerateOptions& options, int number) {
  Draw draw(options.seed, kEmployerStream, static_cast<std::uint64_t>(number));
  Employer employer;
  employer.town = &draw.PickWeighted(Towns(), [](const Town& town) { return town.weight; });
  const std::vector<std::string> products = absl::StrSplit(employer.town->products, ' ');
  employer.product =
      products[static_cast<std::size_t>(draw.Below(static_cast<int>(products.size())))];
  if (draw.Permille(90)) employer.product = "服务";
  const Division* town = Divisions::Get().Find(employer.town->code, options.as_of);
  employer.town_name = town == nullptr ? "" : town->name;
  const absl::string_view brand = draw.Pick(BrandNames());
  static constexpr absl::string_view kServices[] = {"餐饮", "酒店", "商贸", "家政服务", "物业服务"};
  const std::string trade =
      employer.product == "服务" ? std::string(draw.Pick(kServices)) : employer.product;
  employer.name = absl::StrCat("中山市", brand, trade, draw.Permille(800) ? "有限公司" : "厂",
                               "（样例", number + 1, "）");
  employer.credit_code = absl::StrFormat("91529999%05d%04d", options.seed % 100'000, number + 1);
  employer.credit_code.push_back(
      reference::CreditCheckCharacter(employer.credit_code).value_or('0'));
  return employer;
}

std::string PayText(Draw& draw, const Post& post, int low, int high) {
  switch (draw.Below(10)) {
    case 0:
      return absl::StrFormat("%d.%d-%d.%d千", low / 1000, low / 100 % 10, high / 1000,
                             high / 100 % 10);
    case 1:
      return absl::StrCat(low, "～", high);
    case 2:
      return absl::StrCat(low, "元/月以上");
    case 3:
      if (post.pay_kind == 3)
        return absl::StrCat(18 + draw.Below(6), "元/小时,月综合", low, "-", high, "元");
      return absl::StrCat("综合工资", low, "-", high, "元");
    case 4:
      if (post.pay_kind == 4)
        return absl::StrCat("底薪", 2300 + draw.Below(5) * 100, "+计件,综合", low, "-", high,
                            "元/月");
      return absl::StrCat(low, "-", high);
    case 5:
      return draw.Permille(150) ? "面议" : absl::StrCat(low, "-", high, "元/月");
    default:
      return absl::StrCat(low, "-", high, "元/月");
  }
}

std::string AgeText(Draw& draw) {
  const int youngest = draw.Permille(850) ? 18 : 20;
  const int oldest = 40 + draw.Below(4) * 5;
  switch (draw.Below(4)) {
    case 0:
      return "";
    case 1:
      return absl::StrCat(oldest, "岁以下");
    default:
      return absl::StrCat(youngest, "-", oldest, "岁");
  }
}

std::vector<std::string> VacancyCells(const GenerateOptions& options, std::int64_t index) {
  Draw draw(options.seed, kVacancyStream, static_cast<std::uint64_t>(index));
  const Employer employer = EmployerAt(options, draw.Below(3000));
  const Post& post = draw.PickWeighted(Posts(), [&](const Post& each) {
    return Offers(each, employer.product)
               ? (each.products.empty() && employer.product == "服务" ? each.weight / 4
                                                                      : each.weight)
               : 0;
  });
  const int middle = post.pay_yuan * (88 + draw.Below(25)) / 100;
  const int low = (middle * 88 / 100 + 50) / 100 * 100;
  const int high = (middle * (110 + draw.Below(12)) / 100 + 50) / 100 * 100;
  std::string skill;
  if (!post.skill.empty()) {
    if (draw.Permille(post.skill_required_permille)) {
      skill = absl::StrCat(draw.Permille(500) ? "熟练" : "会", post.skill);
    } else if (draw.Permille(350)) {
      skill = absl::StrCat("会", post.skill, "优先");
    }
  }
  static constexpr absl::string_view kTitles[] = {"", "", "", "", "急招", "诚聘", "高薪直招"};
  const bool housed = draw.Permille(post.accommodation_permille);
  const bool fed = draw.Permille(housed ? 650 : 250);
  const bool night = draw.Permille(post.night_permille);
  const bool no_heads = draw.Permille(60);
  static constexpr int kHeads[] = {1, 2, 2, 3, 5, 5, 8, 10, 10, 15, 20, 30, 50, 80, 100};
  const int heads = kHeads[draw.Below(15)];
  std::string board = housed ? (fed ? "包吃住" : "包住") : (fed ? "包吃" : "");
  const absl::string_view education = draw.Permille(520)   ? "不限"
                                      : draw.Permille(700) ? "初中及以上"
                                                           : "高中/中专及以上";
  const std::string experience =
      !skill.empty() && draw.Permille(400) ? absl::StrCat(1 + draw.Below(3), "年以上") : "不限";
  std::string description =
      absl::StrCat("从事", post.title, "工作", night ? "，两班倒" : "，长白班");
  if (draw.Permille(300)) description += "，生手可培训";
  if (draw.Permille(200)) description += "，每周休一天";
  return {absl::StrFormat("ZS-%d-%08d", options.seed, index + 1),
          absl::StrCat(draw.Pick(kTitles), post.title),
          employer.name,
          employer.credit_code,
          absl::StrCat("中山市", employer.town_name),
          PayText(draw, post, low, high),
          no_heads ? "若干" : absl::StrCat(heads),
          std::string(education),
          AgeText(draw),
          skill,
          experience,
          board,
          night ? "两班倒" : "长白班",
          draw.Permille(720) ? "五险" : "",
          draw.Permille(800) ? "8小时/天，月休4天" : "",
          description,
          DayText(options.as_of - draw.Below(30)),
          draw.Permille(450) ? "长期有效" : DayText(options.as_of + 30 + draw.Below(330))};
}

absl::Status CheckOptions(const GenerateOptions& options) {
  if (options.count < 0 || options.count > kMaxCount) {
    return absl::InvalidArgumentError(absl::StrCat("count must lie in 0…", kMaxCount, ", not ",
                                                   options.count, " 行数须在此范围内"));
  }
  static constexpr std::array<absl::string_view, 5> kCounties = {"", "520201", "520203", "520204",
                                                                 "520281"};
  if (std::find(kCounties.begin(), kCounties.end(), options.county_code) == kCounties.end()) {
    return absl::InvalidArgumentError(
        absl::StrCat("there are made-up workers of the counties 520201, 520203, 520204 and 520281, "
                     "not of ",
                     options.county_code, " 只有这四个县区的虚构人员"));
  }
  return absl::OkStatus();
}

std::string MarkerLine(const GenerateOptions& options, absl::string_view what) {
  return absl::StrCat(kMadeUpMarker, ": ", what, "; seed ", options.seed, ", as of ",
                      DayText(options.as_of));
}

}  // namespace

absl::Status GenerateWorkers(const GenerateOptions& options, const WriteBytes& write) {
  absl::Status status = CheckOptions(options);
  if (!status.ok()) return status;
  const People people(options.as_of);
  const std::vector<County> counties = CountiesOf(options);
  for (const County& county : counties) {
    if (county.townships.empty()) return absl::InternalError("a county without townships");
  }
  if (counties.empty()) {
    return absl::InvalidArgumentError(
        "the counties have no codes on that day; choose a later as_of "
        "当日没有这些县区的代码：请用较晚的日期");
  }
  CsvWriter csv(write);
  status = csv.Line(
      MarkerLine(options, "人员、身份证号(529999)、电话(100)均为虚构 nobody in this file exists"));
  if (status.ok()) {
    status = csv.Row({"姓名",       "身份证号",   "性别",         "手机号",   "县区",
                      "乡镇",       "村",         "行政区划代码", "户口性质", "文化程度",
                      "技能",       "技能等级",   "证书",         "期望工种", "期望工资",
                      "意向地区",   "可到岗时间", "是否需要住宿", "接受夜班", "是否脱贫户",
                      "是否监测户", "易地搬迁",   "是否同意授权", "授权日期"});
  }
  for (std::int64_t i = 0; i < options.count && status.ok(); ++i) {
    status = csv.Row(WorkerCells(options, people, counties, i));
  }
  return status.ok() ? csv.Flush() : status;
}

absl::Status GenerateVacancies(const GenerateOptions& options, const WriteBytes& write) {
  absl::Status status = CheckOptions(options);
  if (!status.ok()) return status;
  CsvWriter csv(write);
  status = csv.Line(
      MarkerLine(options, "企业、信用代码(529999)、岗位均为虚构 no employer in this file exists"));
  if (status.ok()) {
    status = csv.Row({"编号", "岗位名称", "企业名称", "统一社会信用代码", "工作地点", "月薪",
                      "招聘人数", "学历要求", "年龄要求", "技能要求", "经验要求", "食宿", "班次",
                      "社保", "工作时间", "岗位描述", "发布日期", "截止日期"});
  }
  for (std::int64_t i = 0; i < options.count && status.ok(); ++i) {
    status = csv.Row(VacancyCells(options, i));
  }
  return status.ok() ? csv.Flush() : status;
}

}  // namespace laowu::intake
