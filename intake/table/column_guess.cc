#include "intake/table/column_guess.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "intake/facts/facts.h"
#include "intake/facts/whereabouts.h"
#include "intake/occupation/occupation.h"
#include "intake/place/place.h"
#include "intake/table/column_words.h"
#include "intake/table/consent_words.h"
#include "intake/table/serial_columns.h"
#include "intake/text/re2_piece.h"
#include "intake/text/text.h"
#include "intake/wage/pay_clauses.h"
#include "intake/wage/wage.h"
#include "re2/re2.h"
#include "reference/credit_code.h"
#include "reference/identity_number.h"

namespace laowu::intake {
namespace {

// Any day: only whether a text is a place or a date is asked.
const absl::CivilDay kSomeDay(2025, 1, 1);

bool IsIdentityNumber(absl::string_view text) {
  static const RE2 kForm("\\d{17}[\\dXx]");
  if (!Fits(text, kForm)) return false;
  const auto check = reference::IdentityCheckCharacter(text.substr(0, 17));
  const char last = text[17] == 'x' ? 'X' : text[17];
  return check.has_value() && *check == last;
}

// Made-up files have numbers of their own (generate.h).
bool IsPhone(absl::string_view text) {
  static const RE2 kForm("(?:\\+?86[- ]?)?1(?:[3-9]|00)\\d[- ]?\\d{4}[- ]?\\d{3,4}");
  return Fits(text, kForm);
}

bool IsCreditCode(absl::string_view text) {
  return !IsIdentityNumber(text) && reference::IsCreditCode(text);
}

bool IsSex(absl::string_view text) { return text == "男" || text == "女"; }

bool IsEthnicity(absl::string_view text) {
  static const RE2 kForm("(?:\\p{Han}{1,5}族|汉|苗|彝|布依|白|回|仡佬|水|侗|壮|土家)");
  return Fits(text, kForm);
}

bool IsEducation(absl::string_view text) {
  constexpr int kLongest = 8;
  return CharacterCount(text) <= kLongest && ReadEducationColumn(text).has_value();
}

bool IsWage(absl::string_view text) {
  static const RE2 kMark("元|/月|[kK]|千|万|薪|面议|\\d{4,5}\\s*[-~—至]\\s*\\d{4,5}");
  static const RE2 kFigure("\\d");
  constexpr int kLongest = 30;
  if (CharacterCount(text) > kLongest) return false;
  const re2::StringPiece piece(text.data(), text.size());
  if (!RE2::PartialMatch(piece, kMark)) return false;
  const WageReading wage = ReadWage(text);
  return wage.outcome == WageReading::Outcome::kRead ||
         (wage.outcome == WageReading::Outcome::kNoFigure && !RE2::PartialMatch(piece, kFigure));
}

bool IsEmployer(absl::string_view text) {
  static const RE2 kForm(
      ".{2,40}(?:公司|厂|集团|店|合作社|学校|医院|事务所|工作室|经营部|中心|基地|农场|林场|养殖场|"
      "茶场|项目部|酒店|宾馆|饭店|"
      "餐馆|餐厅|超市|酒楼|火锅|作坊|加工坊|幼儿园|养老院|敬老院|工程队|加工点|农庄|商行|门市部|"
      "车间|合作联社|工坊)(?:[（(].*[)）])?");
  return Fits(text, kForm);
}

// A frequent family name, or one of two characters, and one or two characters more.
bool IsPersonName(absl::string_view text) {
  static const RE2 kForm(
      "(?:[王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜"
      "叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎"
      "贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申"
      "欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴"
      "蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席"
      "卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟"
      "邝]|欧阳|上官|司马|诸葛|司徒|夏侯|令狐)"
      "\\p{Han}{1,2}");
  return Fits(text, kForm);
}

bool IsDate(absl::string_view text) {
  static const RE2 kForm(
      "(?:19|20)\\d{2}[-./年]\\d{1,2}(?:[-./月]\\d{1,2}日?)?.{0,9}|"
      "(?:19|20)\\d{2}(?:0[1-9]|1[0-2])[0-3]\\d");
  return Fits(text, kForm) && ReadDate(text, kSomeDay).has_value();
}

bool IsBirthDate(absl::string_view text) {
  if (!IsDate(text)) return false;
  const auto day = ReadDate(text, kSomeDay);
  return day.has_value() && day->year() <= kSomeDay.year() - 14;
}

bool IsPlace(absl::string_view text) {
  static const auto* const reader = new PlaceReader(kSomeDay, "");
  static const RE2 kWords("\\p{Han}{2,}");
  if (!RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), kWords)) return false;
  constexpr int kLongest = 60;
  return CharacterCount(text) <= kLongest &&
         reader->Read(text).outcome == PlaceReading::Outcome::kFound;
}

// A bare township, perhaps with its village: the sender's own, which no table of the whole country
// tells.
bool IsTownship(absl::string_view text) {
  static const RE2 kForm(
      "[^\\P{Han}省市县州]{1,8}?(?:乡|镇|街道)(?:办事处|办)?(?:\\p{Han}{1,8}?(?:村|社区|居委会|寨)"
      "(?:\\p{Han}{0,4}\\d{0,2}组)?)?");
  return Fits(text, kForm);
}

// A running text of a post: ages or openings, and what else a column of one thing does not hold.
// "5000-6000元 包吃住" is still a column of pay.
bool IsPosting(absl::string_view text) {
  constexpr int kShortest = 8;
  if (CharacterCount(text) < kShortest) return false;
  const Board board = ReadBoard(text);
  const bool whom = ReadAgeInText(text).has_value() || ReadCountInText(text).has_value();
  int facts = whom ? 1 : 0;
  if (board.accommodation.has_value() || board.meals.has_value()) ++facts;
  if (ReadSocialInsurance(text).has_value() || ReadHoursPerWeek(text).has_value()) ++facts;
  if (facts < 3 && !PayClauses(text).empty()) ++facts;
  return facts >= (whom ? 2 : 3);
}

bool IsJobTitle(absl::string_view text) {
  static const auto* const reader = new OccupationReader();
  static const RE2 kWords("\\p{Han}{2,}|[A-Za-z ]{4,}");
  constexpr int kLongest = 20;
  return CharacterCount(text) <= kLongest &&
         RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), kWords) &&
         !reader->Read(text).code.empty();
}

// What happened to somebody, or where they are: 到岗, 返乡, 在外务工, 离职.
bool IsWhatHappened(absl::string_view text) {
  constexpr int kLongest = 10;
  return CharacterCount(text) <= kLongest &&
         (ReadWhereabouts(text) != Whereabouts::kUnknown || SaysLeftAJob(text) ||
          SaysAny(text, {"换岗", "换厂", "派出", "出发"}));
}

// One thing that a column may hold.
struct Sign {
  bool (*fits)(absl::string_view);
  absl::string_view what;
  double least_share;
  int confidence;          // if all cells fit
  double least_different;  // share of different texts among the cells
  // What a quarter of the cells must say besides; null: nothing.
  bool (*marks)(absl::string_view);
  // What it means in a table of the kind; kUnknown: says nothing there.
  Field of_vacancies, of_workers, of_outcomes;
};

// The surest first. A contact's name and phone in a vacancy are known and of no use.
constexpr std::array<Sign, 25> kSigns = {{
    {IsIdentityNumber, "校验正确的身份证号 identity numbers with right check digits", 0.8, 99, 0,
     nullptr, Field::kUnknown, Field::kIdentityNumber, Field::kIdentityNumber},
    {IsCreditCode, "校验正确的统一社会信用代码 credit codes with right check digits", 0.8, 99, 0,
     nullptr, Field::kEmployerCode, Field::kUnknown, Field::kEmployerCode},
    {IsPhone, "手机号 phone numbers", 0.8, 95, 0, nullptr, Field::kIgnored, Field::kPhone,
     Field::kPhone},
    {IsSex, "性别 男 or 女", 0.95, 95, 0, nullptr, Field::kSex, Field::kSex, Field::kUnknown},
    {IsAgeAsked, "年龄范围 age ranges", 0.8, 90, 0, nullptr, Field::kAge, Field::kUnknown,
     Field::kUnknown},
    {SaysConsentAlone, "签没签、同不同意 whether they signed or agreed", 0.8, 85, 0, nullptr,
     Field::kUnknown, Field::kConsent, Field::kUnknown},
    {IsEmployer, "单位名称 names of employers", 0.7, 85, 0, nullptr, Field::kEmployerName,
     Field::kUnknown, Field::kEmployerName},
    {IsBoard, "食宿 board and lodging", 0.8, 85, 0, nullptr, Field::kBoardAndLodging,
     Field::kUnknown, Field::kUnknown},
    {IsPolicy, "政策类别 policy groups", 0.8, 80, 0, SaysPolicy, Field::kUnknown,
     Field::kPolicyGroups, Field::kUnknown},
    {IsEthnicity, "民族 ethnic groups", 0.9, 85, 0, nullptr, Field::kEthnicity, Field::kEthnicity,
     Field::kUnknown},
    {IsPosting, "招聘文字 texts of postings", 0.7, 90, 0, nullptr, Field::kDescription,
     Field::kUnknown, Field::kUnknown},
    {IsWage, "工资 wages", 0.7, 85, 0, nullptr, Field::kWageText, Field::kDesiredWage,
     Field::kWageText},
    {IsBarePay, "像工资的数 figures as of pay", 0.9, 75, 0, nullptr, Field::kWageText,
     Field::kDesiredWage, Field::kWageText},
    {IsPersonName, "姓名 names of people", 0.85, 80, 0.6, nullptr, Field::kIgnored,
     Field::kPersonName, Field::kPersonName},
    {IsEducation, "学历 levels of education", 0.9, 85, 0, nullptr, Field::kEducation,
     Field::kEducation, Field::kUnknown},
    {IsBirthDate, "出生日期 dates of birth", 0.9, 80, 0, nullptr, Field::kUnknown,
     Field::kBirthDate, Field::kUnknown},
    {IsDate, "日期 dates", 0.9, 75, 0, nullptr, Field::kUnknown, Field::kUnknown,
     Field::kEffectiveDate},
    {IsTimeOfYear, "月份日子 times of the year", 0.8, 75, 0, nullptr, Field::kUnknown,
     Field::kUnknown, Field::kEffectiveDate},
    {IsTimeOfYear, "什么时候能走 when they can go", 0.8, 75, 0, WaitsToGo, Field::kUnknown,
     Field::kAvailableDate, Field::kUnknown},
    {IsWhatHappened, "人员动态 what happened to people", 0.8, 75, 0, nullptr, Field::kUnknown,
     Field::kUnknown, Field::kOutcomeType},
    {IsTownship, "乡镇 townships", 0.8, 75, 0, nullptr, Field::kUnknown, Field::kTown,
     Field::kUnknown},
    {IsVillage, "村和社区 villages", 0.8, 75, 0, nullptr, Field::kUnknown, Field::kVillage,
     Field::kUnknown},
    {IsPlace, "地点 places", 0.8, 75, 0, nullptr, Field::kWorkplace, Field::kHomeAddress,
     Field::kWorkplace},
    {IsBenefits, "福利 benefits", 0.8, 75, 0, nullptr, Field::kBenefits, Field::kUnknown,
     Field::kUnknown},
    {IsJobTitle, "岗位名称 job titles", 0.8, 75, 0, nullptr, Field::kTitle, Field::kUnknown,
     Field::kOccupation},
}};

Field FieldOf(const Sign& sign, TableKind kind) {
  switch (kind) {
    case TableKind::kVacancies:
      return sign.of_vacancies;
    case TableKind::kWorkers:
      return sign.of_workers;
    case TableKind::kOutcomes:
    case TableKind::kSurveys:
      break;
  }
  return sign.of_outcomes;
}

// "2025年务工地" → 2025; 0: it names no year.
int YearOf(absl::string_view header) {
  static const RE2 year(R"((?:.*/)?\s*(20\d\d)年度?.*)");
  int number = 0;
  RE2::FullMatch({header.data(), header.size()}, year, &number);
  return number;
}

// Of a table that has headers of two years, those of the earlier one tell what was.
bool IsOfEarlierYear(absl::string_view header, absl::Span<const ColumnMeaning> columns) {
  const int year = YearOf(header);
  return year > 0 && std::any_of(columns.begin(), columns.end(), [&](const ColumnMeaning& other) {
           return YearOf(other.header) > year;
         });
}

}  // namespace

ColumnGuess GuessColumn(TableKind kind, absl::Span<const std::vector<std::string>> rows,
                        std::size_t column) {
  constexpr std::size_t kCellsNeeded = 3;
  std::vector<absl::string_view> cells;
  for (const std::vector<std::string>& row : rows) {
    if (column < row.size() && !row[column].empty()) cells.emplace_back(Trim(row[column]));
  }
  ColumnGuess guess;
  if (cells.size() < kCellsNeeded) return guess;
  const absl::flat_hash_set<absl::string_view> different(cells.begin(), cells.end());
  const auto count = static_cast<double>(cells.size());
  for (const Sign& sign : kSigns) {
    const Field field = FieldOf(sign, kind);
    const double different_share = static_cast<double>(different.size()) / count;
    if (field == Field::kUnknown || different_share < sign.least_different) continue;
    const auto fitting = std::count_if(cells.begin(), cells.end(), sign.fits);
    const double share = static_cast<double>(fitting) / count;
    if (share < sign.least_share) continue;
    constexpr int kMarked = 4;
    if (sign.marks != nullptr && std::count_if(cells.begin(), cells.end(), sign.marks) * kMarked <
                                     static_cast<std::ptrdiff_t>(cells.size())) {
      continue;
    }
    guess.field = field;
    guess.confidence = static_cast<int>(sign.confidence * share);
    guess.reason = absl::StrCat("内容 content: ", static_cast<int>(share * 100), "% ", sign.what);
    return guess;
  }
  return guess;
}

bool FitsHeader(TableKind kind, Field field, absl::string_view header,
                absl::Span<const ColumnMeaning> columns) {
  if (kind != TableKind::kVacancies && IsOfEarlierYear(header, columns)) return false;
  if (kind == TableKind::kOutcomes || kind == TableKind::kSurveys) {
    const bool is_what_is = field == Field::kWorkplace || field == Field::kOutcomeType ||
                            field == Field::kOccupation || field == Field::kEffectiveDate ||
                            field == Field::kEmployerName || field == Field::kWageText;
    return !is_what_is || !SaysAny(header, {"想", "愿", "意向", "期望", "希望", "求职", "打算",
                                            "计划", "准备", "拟", "预计", "去年", "上年", "前年",
                                            "曾", "以前", "之前", "原来", "过去"});
  }
  // What they earn, owe or get is no wish; and signed is many a thing.
  if (field == Field::kDesiredWage || field == Field::kWageText) {
    if (SaysAny(header, {"补", "贷", "金额", "奖", "罚", "费", "家庭", "人均", "余额", "借", "押金",
                         "面积", "号", "编", "支出", "成本", "产值", "注册"})) {
      return false;
    }
    return field == Field::kWageText || !SaysAny(header, {"收入", "挣", "拿", "现", "目前", "去年",
                                                          "以前", "原", "发放", "实发", "领"});
  }
  // 意见: mostly somebody else's.
  if (field == Field::kConsent) return !SpeaksOfOtherConsent(header) && !Holds(header, "意见");
  if (field == Field::kAvailableDate) {
    return !SaysAny(header, {"生", "培训", "入", "毕业", "发证", "搬", "脱贫", "返", "回", "登记"});
  }
  if (field == Field::kPolicyGroups) {
    return !SaysAny(header, {"户主", "家属", "帮扶人", "负责", "联系", "原因", "时间"});
  }
  if (field == Field::kVillage) {
    return !SaysAny(header, {"务工", "打工", "就业", "工作", "安置", "现", "目前", "意向", "想",
                             "愿", "干部", "帮扶", "填报", "搬", "迁", "去"});
  }
  if (field != Field::kTown && field != Field::kHomeAddress) return true;
  if (SaysAny(header, {"务工", "打工", "就业", "工作", "上班", "干活", "做工", "做事",
                       "去",   "单位", "意向", "想",   "愿",   "干部", "帮扶", "填报",
                       "企业", "厂",   "安置", "现在", "目前", "人在"})) {
    return false;
  }
  return field != Field::kTown ||
         std::none_of(columns.begin(), columns.end(), [](const ColumnMeaning& column) {
           return column.field == Field::kTown || column.field == Field::kHomeAddress ||
                  column.field == Field::kDivisionCode;
         });
}

bool IsPlaceName(absl::string_view text) { return IsPlace(text); }

bool IsEmployerName(absl::string_view text) { return IsEmployer(text); }

bool MayBeIdentity(const ColumnMeaning& column) {
  return column.by != MappedBy::kUser &&
         (column.field == Field::kReference || column.field == Field::kCertificate);
}

namespace {

// 意愿 of a roster: remarks, unless most of its cells are a place and nothing more.
void SettleWishes(absl::Span<const std::vector<std::string>> rows,
                  std::vector<ColumnMeaning>& columns) {
  constexpr int kLongestPlace = 10;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    ColumnMeaning& column = columns[i];
    const absl::string_view header = Trim(column.header);
    const bool is_wish = absl::EndsWith(header, "意愿") || absl::EndsWith(header, "意向");
    if (!is_wish || column.field != Field::kDescription || column.by == MappedBy::kUser) continue;
    int cells = 0;
    int places = 0;
    for (const std::vector<std::string>& row : rows) {
      if (i >= row.size() || Trim(row[i]).empty()) continue;
      ++cells;
      if (CharacterCount(row[i]) <= kLongestPlace && IsPlace(Trim(row[i]))) ++places;
    }
    if (places * 2 <= cells) continue;
    column.field = Field::kPreferredPlaces;
    column.reason = "表头和内容 header and content";
    column.confidence = 90;
  }
}

// "2026年是否外出" is 是否外出, unless another column tells of a later year.
void SettleYears(TableKind kind, std::vector<ColumnMeaning>& columns) {
  static const RE2 year("20\\d\\d年度?");
  for (ColumnMeaning& column : columns) {
    if (column.by == MappedBy::kUser || YearOf(column.header) == 0) continue;
    if (IsOfEarlierYear(column.header, columns)) {
      column.field = Field::kUnknown;
      column.by = MappedBy::kNothing;
      column.reason = "";
      column.confidence = 0;
    } else if (column.field == Field::kUnknown) {
      std::string bare = column.header;
      RE2::Replace(&bare, year, "");
      const Field field = MapHeader(kind, bare);
      const bool is_taken =
          std::any_of(columns.begin(), columns.end(),
                      [&](const ColumnMeaning& other) { return other.field == field; });
      if (field == Field::kUnknown || (is_taken && field != Field::kOutcomeType)) continue;
      column.field = field;
      column.by = MappedBy::kHeader;
      column.confidence = 80;
      column.reason = "表头用词 words of the header";
    }
  }
}

}  // namespace

void SettleDestinations(TableKind kind, absl::Span<const std::vector<std::string>> rows,
                        std::vector<ColumnMeaning>& columns) {
  SettleSerialNumbers(kind, rows, columns);
  if (kind != TableKind::kVacancies) SettleYears(kind, columns);
  if (kind == TableKind::kWorkers) return SettleWishes(rows, columns);
  if (kind != TableKind::kOutcomes) return;
  const auto has = [&](Field field, const ColumnMeaning& but) {
    return std::any_of(columns.begin(), columns.end(), [&](const ColumnMeaning& one) {
      return &one != &but && one.field == field;
    });
  };
  for (std::size_t i = 0; i < columns.size(); ++i) {
    ColumnMeaning& column = columns[i];
    if (column.field != Field::kOutcomeType || column.by == MappedBy::kUser ||
        !absl::EndsWith(Trim(column.header), "去向")) {
      continue;
    }
    int cells = 0;
    int places = 0;
    for (const std::vector<std::string>& row : rows) {
      if (i >= row.size() || Trim(row[i]).empty()) continue;
      ++cells;
      if (ReadWhereabouts(row[i]) == Whereabouts::kUnknown && IsPlace(Trim(row[i]))) ++places;
    }
    const bool says_type = has(Field::kOutcomeType, column);
    if (!says_type && places * 2 <= cells) continue;
    const bool has_place = has(Field::kWorkplace, column) || has(Field::kWorkplaceCode, column);
    column.field = has_place ? Field::kUnknown : Field::kWorkplace;
    column.by = has_place ? MappedBy::kNothing : MappedBy::kHeader;
    column.reason = has_place ? "" : "表头和内容 header and content";
    column.confidence = has_place ? 0 : 90;
  }
}

}  // namespace laowu::intake
