#include "intake/worker/worker_reader.h"

#include <algorithm>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "intake/facts/facts.h"
#include "intake/occupation/occupation.h"
#include "intake/place/place.h"
#include "intake/scrub/scrub.h"
#include "intake/skill/expired_papers.h"
#include "intake/skill/skill_experience.h"
#include "intake/table/consent_words.h"
#include "intake/table/place_reports.h"
#include "intake/table/row_texts.h"
#include "intake/text/text.h"
#include "intake/wage/wage.h"
#include "intake/worker/home_text.h"
#include "intake/worker/person_cells.h"
#include "intake/worker/skill_months.h"
#include "intake/worker/told_schooling.h"
#include "intake/worker/wage_wish.h"
#include "intake/worker/wish_cell.h"
#include "intake/worker/worker_conditions.h"
#include "intake/worker/worker_texts.h"
#include "intake/worker/worker_work.h"
#include "re2/re2.h"
#include "reference/identity_number.h"
#include "reference/person_names.h"

namespace laowu::intake {

struct WorkerReader::State {
  explicit State(ReadContext read_context)
      : context(std::move(read_context)), places(context.as_of, context.home_division_code) {}
  ReadContext context;
  PlaceReader places;
  OccupationReader occupations;
  SkillReader skills;
};

namespace {

constexpr int kMaxNameCharacters = 50;
constexpr int kMaxTextCharacters = 128;
constexpr std::size_t kMaxSkills = 20;

// Reads one row; lives for that row only.
class WorkerRow {
 public:
  WorkerRow(const ReadContext& context, const PlaceReader& places,
            const OccupationReader& occupations, const SkillReader& skills, const FieldTexts& row,
            WorkerReading& reading)
      : context_(context),
        places_(places),
        occupations_(occupations),
        skills_(skills),
        texts_(row),
        draft_(reading.worker),
        reports_(reading) {}

  void Read() {
    draft_.source_reference = std::string(texts_.Get(Field::kReference));
    draft_.household = Cut(texts_.Get(Field::kHousehold), "household");
    ReadPerson();
    ReadIdentity();
    ReadBirthAndSex();
    ReadHome();
    ReadEducation();
    ReadOccupations();
    ReadSkills();
    ReadWishes();
    ReadDates();
    TakePolicyGroups(texts_, draft_, reports_);
    TellWorkCapacity(texts_, reports_);
    ReadLegalBasis();
  }

 private:
  // Personal texts never go into reports: `shown` stands there instead.
  void WarnValue(absl::string_view reason, absl::string_view path, absl::string_view shown) {
    reports_.Warn(reason, path, shown, "看不懂，按未填处理 (not understood, left unset)");
  }

  std::string Cut(absl::string_view text, absl::string_view path) {
    if (CharacterCount(text) <= kMaxTextCharacters) return std::string(text);
    reports_.Warn(reason::kTextCut, path, "", "过长，已截断 (too long: cut)");
    return std::string(FirstCharacters(text, kMaxTextCharacters));
  }

  void ReadPerson() {
    const absl::string_view name = texts_.Get(Field::kPersonName);
    if (name.empty()) {
      reports_.Reject("personal_details.display_name", "", "缺少姓名 (the name is missing)");
    } else if (CharacterCount(name) > kMaxNameCharacters || HoldsDigit(FoldTight(name)) ||
               reference::IsNoPersonName(NameOfCell(name))) {
      reports_.Reject("personal_details.display_name", "", reference::kNoPersonName);
    } else if (NamesSeveral(name)) {
      reports_.Reject("personal_details.display_name", "",
                      "一格写了几个人，请一人一行 (several persons in one cell: a row each)");
    } else {
      draft_.display_name = NameOfCell(name);
    }
    const FieldText* cell = texts_.Find(Field::kPhone);
    if (cell == nullptr) return;
    if (IsAnothersPhone(cell->header, cell->text, draft_.display_name)) {
      reports_.Warn(reason::kValueNotUnderstood, "personal_details.phone_number", "",
                    "写的是联系人或村干部的号码，未作为本人电话，请填本人的 (a contact's or "
                    "official's number: not taken for the person's own)");
      return;
    }
    const PhoneOfCell read = ReadPhoneCell(cell->text);
    draft_.phone_number = read.number;
    if (read.number.empty()) {
      WarnValue(reason::kValueNotUnderstood, "personal_details.phone_number", "");
    } else if (read.several) {
      reports_.Warn(reason::kListCut, "personal_details.phone_number", "",
                    "写了几个号码，只采用第一个 (several numbers: the first is taken)");
    }
  }

  void ReadIdentity() {
    const absl::string_view text = texts_.Get(Field::kIdentityNumber);
    if (IsNoNumber(text)) {
      if (draft_.source_reference.empty()) {
        reports_.Reject("personal_details.identity_number", "",
                        "身份证号和编号至少填一项 (neither identity number nor reference)");
      }
      return;
    }
    std::string bare = FoldTight(text);
    std::erase_if(bare, [](char c) { return c == '\'' || c == '-' || c == '"'; });
    absl::StatusOr<reference::IdentityNumber> number =
        reference::ParseIdentityNumber(bare, context_.as_of);
    if (!number.ok()) {
      reports_.Reject("personal_details.identity_number", "",
                      WhyNoIdentityNumber(bare, number.status().message()));
      return;
    }
    draft_.identity_number = number->number;
    draft_.birth_date = number->birth_date;
    draft_.sex = number->sex == reference::Sex::kMale ? Sex::kMale : Sex::kFemale;
    reports_.Infer("birth_date", "", "identity.birth_date", 100);
    reports_.Infer("sex", "", "identity.sex", 100);
    if (number->upgraded) {
      reports_.Warn(reason::kIdentityUpgraded, "personal_details.identity_number", "",
                    "15 位旧号已升为 18 位，请核对 (a number of 15 digits was made 18: check it)");
    }
  }

  void WarnOfOtherBirth() {
    reports_.Warn(
        reason::kIdentityConflict, "birth_date", "",
        "出生日期与身份证号不符，按身份证号 (differs from the identity number, which counts)");
  }

  void ReadBirthAndSex() {
    const absl::string_view birth = texts_.Get(Field::kBirthDate);
    const std::vector<absl::CivilMonth> months = ReadBirthMonths(birth, context_.as_of);
    if (!months.empty() && !draft_.birth_date.has_value()) {
      reports_.Warn(reason::kDateNotUnderstood, "birth_date", birth,
                    "只有年月，没有日，按未填处理 (a month without a day: left unset)");
    } else if (!months.empty()) {
      const absl::CivilMonth by_number(*draft_.birth_date);
      if (std::find(months.begin(), months.end(), by_number) == months.end()) WarnOfOtherBirth();
    } else if (!birth.empty()) {
      const std::optional<absl::CivilDay> day = ReadDate(birth, context_.as_of);
      const bool possible = day.has_value() && *day <= context_.as_of && day->year() >= 1900;
      if (!possible && !draft_.birth_date.has_value()) {
        reports_.Reject("birth_date", birth,
                        "出生日期不存在或在将来 (an impossible or future birth date)");
      } else if (draft_.birth_date.has_value() && (!possible || *day != *draft_.birth_date)) {
        WarnOfOtherBirth();
      } else {
        draft_.birth_date = day;
      }
    }
    const std::string sex = FoldTight(texts_.Get(Field::kSex));
    if (sex.empty()) return;
    const bool female = absl::StartsWith(sex, "女") || sex == "f" || sex == "female" || sex == "2";
    const bool male = absl::StartsWith(sex, "男") || sex == "m" || sex == "male" || sex == "1";
    const Sex stated = female ? Sex::kFemale : male ? Sex::kMale : Sex::kUnspecified;
    if (stated == Sex::kUnspecified) {
      WarnValue(reason::kValueNotUnderstood, "sex", sex);
    } else if (draft_.sex == Sex::kUnspecified) {
      draft_.sex = stated;
    } else if (draft_.sex != stated) {
      reports_.Warn(
          reason::kIdentityConflict, "sex", "",
          "性别与身份证号不符，按身份证号 (differs from the identity number, which counts)");
    }
  }

  // As the row has it; an address of bare villages stands behind its township.
  std::string HomeText() const {
    const std::string address = texts_.Join({Field::kHomeAddress});
    if (address.empty() || SaysAny(address, {"镇", "乡", "街道"})) {
      return texts_.Join(
          {Field::kProvince, Field::kCity, Field::kCounty, Field::kTown, Field::kHomeAddress});
    }
    return absl::StrCat(texts_.Join({Field::kProvince, Field::kCity, Field::kCounty, Field::kTown}),
                        "\n", address);
  }

  void ReadHome() {
    std::string village(texts_.Get(Field::kVillage));
    if (RemoveContacts(village) > 0) {  // "小坝村(组长 13800138000)"
      reports_.Warn(reason::kContactRemoved, "village_display_name", "",
                    "已删除村名里的联系方式 (a contact beside the village was removed)");
    }
    draft_.village_display_name = Cut(village, "village_display_name");
    PlaceReading place;
    std::string source(texts_.Get(Field::kDivisionCode));
    if (!source.empty()) place = places_.ReadCode(source);
    const std::string text = HomeText();
    const PlaceReading by_text = ReadHomeText(text, village, places_);
    if (place.outcome != PlaceReading::Outcome::kFound) {
      if (!source.empty()) {
        reports_.Warn(reason::kPlaceNotUnderstood, "division_code", source,
                      "区划代码不存在 (no such division code)");
      }
      place = by_text;
      source = FirstWords(text);
    } else if (by_text.outcome == PlaceReading::Outcome::kFound && by_text.code != place.code &&
               places_.Contains(place.code, by_text.code)) {
      place = by_text;  // the text is finer than the code
      source = FirstWords(text);
    }
    if (place.outcome != PlaceReading::Outcome::kFound) {
      RejectHome(place, text);
      return;
    }
    draft_.division_code = place.code;
    // Not one of another township than the code's.
    if (draft_.village_display_name.empty() &&
        (by_text.code == place.code || places_.Contains(by_text.code, place.code))) {
      draft_.village_display_name = VillageBehind(by_text);
      if (!draft_.village_display_name.empty()) {
        reports_.Infer("village_display_name", draft_.village_display_name, "village.in_address",
                       85);
      }
    }
    ReportCode(places_, place, "division_code", source, reports_);
    if (place.code.size() < 9) {
      reports_.Reject("division_code", FirstWords(text.empty() ? source : text),
                      absl::StrCat("只认到 ", places_.FullName(place.code),
                                   "，请补现在的乡镇 (known only to this area: name the township)",
                                   TownshipsOfToday(place, context_.as_of)));
    }
    const std::string kind = FoldTight(texts_.Get(Field::kRural));
    if (kind.empty()) return;
    if (Holds(kind, "非农") || Holds(kind, "城镇")) {
      draft_.rural = false;
    } else if (Holds(kind, "农")) {
      draft_.rural = true;
    } else {
      draft_.rural = ReadYesNo(kind);
    }
  }

  // An address says where one person lives; a report needs no more of it than the division's part.
  static std::string FirstWords(absl::string_view text) { return Excerpt(text, 16); }

  void RejectHome(const PlaceReading& place, absl::string_view text) {
    if (place.outcome == PlaceReading::Outcome::kAmbiguous) {
      std::vector<std::string> names;
      for (const std::string& code : place.candidates) names.push_back(places_.FullName(code));
      reports_.Reject("division_code", FirstWords(text),
                      absl::StrCat("户籍地有多种可能: ", absl::StrJoin(names, "、"),
                                   " (may be any of these: name city and county)"));
      return;
    }
    reports_.Reject("division_code", FirstWords(text),
                    text.empty()
                        ? "缺少户籍地（乡镇或区划代码） (the place of registration is missing)"
                        : "户籍地看不懂，请写县和乡镇 (not understood: name county and township)");
  }

  void ReadEducation() {
    const absl::string_view text = texts_.Get(Field::kEducation);
    if (const auto level = ReadEducationOfPerson(text); level.has_value()) {
      draft_.education = *level;
    } else if (!text.empty()) {
      WarnValue(reason::kValueNotUnderstood, "education", text);
    } else if (const auto told = FindSchoolingTold(
                   texts_.Join({Field::kDescription, Field::kExperience, Field::kSkills}))) {
      draft_.education = told->value;
      reports_.Infer("education", told->text, "education.told", 80);
    }
  }

  void ReadOccupations() {
    wish_ = ReadWishCell(WishTexts(texts_, places_, occupations_), places_, occupations_);
    SettleWorkplaces(texts_.Join({Field::kSkills, Field::kPastOccupation, Field::kExperience}),
                     occupations_, wish_.works);
    constexpr absl::string_view kWished = "desired_occupation_codes";
    draft_.desired_occupation_codes = OccupationsOf(wish_.works, kWished, occupations_, reports_);
    for (const std::string& piece : wish_.unread) {
      reports_.Warn(reason::kOccupationUnknown, kWished, piece,
                    "不是想做的，未采用 (no wish, not used)");
    }
    draft_.past_occupation_codes =
        OccupationsOf(WorksListed(texts_.Join({Field::kPastOccupation}), occupations_),
                      "past_occupation_codes", occupations_, reports_);
  }

  // Without certificates that have run out.
  std::string InForce(const std::string& text) {
    std::vector<std::string> expired;
    std::string in_force = WithoutExpiredPapers(text, context_.as_of, expired);
    for (const std::string& paper : expired) {
      reports_.Warn(reason::kCertificateExpired, "skills", paper,
                    "证书已过期、丢失或吊销，未登记 (the certificate has run out, is lost or was "
                    "taken away: not recorded)");
    }
    return in_force;
  }

  void ReadSkills() {
    const std::string stated = InForce(texts_.Join({Field::kSkills, Field::kCertificate}));
    const std::string told = WithoutFamilyCares(InForce(SkillTexts(texts_)));
    const int level = ReadSkillLevel(texts_.Join({Field::kSkillLevel}));
    const std::string experience(texts_.Get(Field::kExperience));
    // "5年" in a column of its own speaks of the one skill that is named, "做过两年前台" of that.
    int column_months = MonthsSaidAlone(FoldTight(experience));  // "一年半"
    if (column_months == 0) column_months = ReadExperienceColumn(experience).value_or(0);
    if (column_months > 0 && !SpeaksOfSkills(experience, stated, skills_)) column_months = 0;
    past_work_.emplace(texts_.Join({Field::kExperience, Field::kPastOccupation}), skills_);
    AddSkills(stated, "skill.column", 92, level, column_months);
    AddSkills(told, "skill.text", 75, 0, 0);
    // A trade that somebody has worked in.
    AddSkills(texts_.Join({Field::kPastOccupation}), "skill.past_occupation", 65, 0, 0);
    const std::string folded = FoldTight(stated);
    // 无, 没有, 叉车(想学), 不会: that there is none is no skill that is unknown.
    if (!folded.empty() && draft_.skills.empty() && folded != "-" &&
        !absl::StartsWith(folded, "无") &&
        !SaysAny(folded, {"没", "想学", "不会", "普通", "无技能", "劳动力"})) {
      reports_.Warn(reason::kSkillUnknown, "skills", stated,
                    "技能不在技能表中，未采用 (skill not in the list, not used)");
    }
  }

  void AddSkills(absl::string_view text, absl::string_view rule, int confidence, int level,
                 int experience_months) {
    if (Trim(text).empty()) return;
    const std::vector<SkillMention> mentions = skills_.Read(text, /*of_a_person=*/true);
    for (const SkillMention& mention : mentions) {
      const auto known = std::find_if(
          draft_.skills.begin(), draft_.skills.end(),
          [&](const WorkerSkill& skill) { return skill.skill_code == mention.skill_code; });
      if (known != draft_.skills.end()) {
        // How long may be said elsewhere: 送外卖 beside 美团骑手2年.
        if (known->experience_months == 0) known->experience_months = mention.experience_months;
        continue;
      }
      if (draft_.skills.size() == kMaxSkills) {
        reports_.Warn(reason::kListCut, "skills", "",
                      "技能超过 20 项，只保留前 20 项 (the first 20 are kept)");
        return;
      }
      WorkerSkill skill;
      skill.skill_code = mention.skill_code;
      skill.level = std::max({1, mention.level, mentions.size() == 1 ? level : 0});
      skill.experience_months = mention.experience_months;
      if (skill.experience_months == 0 && mentions.size() == 1) {
        skill.experience_months = std::min(experience_months, 600);
      }
      if (skill.experience_months == 0) skill.experience_months = past_work_->MonthsOf(mention);
      reports_.Infer(absl::StrCat("skills[", draft_.skills.size(), "]"), mention.text, rule,
                     confidence);
      draft_.skills.push_back(std::move(skill));
    }
  }

  void ReadWishes() {
    if (const FieldText* cell = texts_.Find(Field::kDesiredWage)) {
      TakeDesiredWage(*cell, draft_, reports_);
    }
    TakePreferredPlaces(PlaceTexts(texts_), places_, draft_, reports_);
    draft_.accommodation_required =
        ReadYesNo(texts_.Get(Field::kAccommodationRequired)).value_or(false) ||
        Holds(texts_.Get(Field::kAccommodationRequired), "住");
    if (ReadYesNo(texts_.Get(Field::kAccommodationRequired)) == std::optional<bool>(false)) {
      draft_.accommodation_required = false;
    }
    const auto refuses = ReadYesNo(texts_.Get(Field::kRefusesNightShift));
    const auto accepts = ReadYesNo(texts_.Get(Field::kNightShift));
    // 能否上夜班: 白班.
    const absl::string_view nights = texts_.Get(Field::kNightShift);
    const bool only_days =
        SaysAny(nights, {"白班", "日班"}) && !SaysAny(nights, {"夜", "晚", "倒", "轮", "都", "不"});
    draft_.refuses_night_shift =
        refuses.value_or(false) || (accepts.has_value() && !*accepts) || only_days;
    TakeTold(wish_.told, places_, occupations_, context_.home_division_code, draft_, reports_);
    // What the remarks say fills what the columns leave open.
    const std::string text = texts_.Join({Field::kDescription, Field::kExperience, Field::kSkills});
    if (text.empty()) return;
    WorkerTold told = ReadWorkerTold(text);
    for (std::string& work : WorksSurelyWished(texts_, places_, occupations_)) {
      told.wished_work.push_back(std::move(work));
    }
    TakeTold(told, places_, occupations_, context_.home_division_code, draft_, reports_);
  }

  std::optional<absl::CivilDay> ReadDateField(Field field, absl::string_view path) {
    const absl::string_view text = texts_.Get(field);
    if (text.empty() || SaysNoDate(text)) return std::nullopt;
    const auto day = ReadDate(text, context_.as_of);
    if (!day.has_value()) {
      reports_.Warn(reason::kDateNotUnderstood, path, text,
                    "日期看不懂或不存在，请写如 2026-07-01 (no such date, left unset)");
    }
    return day;
  }

  void ReadDates() {
    TakeAvailable(texts_.Get(Field::kAvailableDate),
                  texts_.Join({Field::kDescription, Field::kExperience, Field::kSkills}),
                  context_.as_of, draft_, reports_);
    draft_.job_wanted_from = ReadDateField(Field::kJobWantedFrom, "job_wanted_from");
  }

  void ReadLegalBasis() {
    const auto [said, consent] = ReadConsentCells(texts_.All(Field::kConsent));
    const auto day = ReadDateField(Field::kConsentDate, "legal_basis.effective_time");
    const absl::string_view doubt = texts_.Get(Field::kConsentDoubt);
    if (said < ConsentWords::kPending && !doubt.empty()) {
      reports_.Warn(
          reason::kConsentPending, "legal_basis", "",
          "别的栏写着没有同意、没有签，或该打勾的没有勾，请核实：不作为授权登记，原有的授权"
          "不变 (another column says no or not yet, or none is marked: none is recorded, "
          "a consent on record stays)");
      return;
    }
    if (said == ConsentWords::kNothing && !day.has_value()) return;
    if (said == ConsentWords::kPending) {
      reports_.Warn(reason::kConsentPending, "legal_basis", consent,
                    "还没有授权，原有的授权不变 (not given yet; a consent on record stays)");
      return;
    }
    if (said == ConsentWords::kRefused) {
      draft_.legal_basis.refused = true;
      reports_.Warn(reason::kConsentRefused, "legal_basis", consent,
                    "该行写明不同意授权：不作为授权登记，不会向用人单位推荐；以后同意的，请填授权"
                    "日期 (the row says no: no consent is recorded and the person is not proposed; "
                    "who agrees later needs the day of the consent)");
      return;
    }
    draft_.legal_basis.kind = LegalBasisKind::kConsent;
    draft_.legal_basis.effective_date = day;
    draft_.legal_basis.scope_version = std::string(texts_.Get(Field::kConsentScope));
    if (said == ConsentWords::kReference)
      draft_.legal_basis.reference = Cut(consent, "legal_basis.reference");
  }

  const ReadContext& context_;
  const PlaceReader& places_;
  const OccupationReader& occupations_;
  const SkillReader& skills_;
  const RowTexts texts_;
  WishCell wish_;  // of the columns of wished work
  std::optional<PastWork> past_work_;
  WorkerDraft& draft_;
  Reports<WorkerReading> reports_;
};

}  // namespace

WorkerReader::WorkerReader(ReadContext context)
    : state_(std::make_unique<const State>(std::move(context))) {}

WorkerReader::~WorkerReader() = default;

absl::CivilDay WorkerReader::as_of() const { return state_->context.as_of; }

WorkerReading WorkerReader::Read(const FieldTexts& row) const {
  WorkerReading reading;
  const FieldTexts told = WithToldHome(row, state_->places);
  WorkerRow(state_->context, state_->places, state_->occupations, state_->skills,
            told.empty() ? row : told, reading)
      .Read();
  RemoveContactsOfSources(reading);
  return reading;
}

}  // namespace laowu::intake
