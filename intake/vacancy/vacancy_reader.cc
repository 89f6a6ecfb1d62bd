#include "intake/vacancy/vacancy_reader.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "intake/facts/facts.h"
#include "intake/facts/facts_text.h"
#include "intake/facts/spoken_date.h"
#include "intake/occupation/occupation.h"
#include "intake/occupation/posting_title.h"
#include "intake/occupation/title_tails.h"
#include "intake/place/place.h"
#include "intake/scrub/scrub.h"
#include "intake/skill/skill_in_postings.h"
#include "intake/skill/skill_papers.h"
#include "intake/skill/skill_reach.h"
#include "intake/table/row_texts.h"
#include "intake/text/text.h"
#include "intake/vacancy/vacancy_parts.h"
#include "re2/re2.h"
#include "reference/credit_code.h"

namespace laowu::intake {

struct VacancyReader::State {
  explicit State(ReadContext read_context)
      : context(std::move(read_context)), places(context.as_of, context.home_division_code) {}
  ReadContext context;
  PlaceReader places;
  OccupationReader occupations;
  SkillReader skills;
};

namespace {

constexpr int kMaxTextCharacters = 128;
constexpr int kMaxDescriptionCharacters = 4000;
constexpr int kPartConfidence = 60;
constexpr std::size_t kMaxSkills = 20;

// Reads one row; lives for that row only.
class VacancyRow {
 public:
  VacancyRow(const ReadContext& context, const PlaceReader& places,
             const OccupationReader& occupations, const SkillReader& skills, const FieldTexts& row,
             VacancyReading& reading)
      : context_(context),
        places_(places),
        occupations_(occupations),
        skills_(skills),
        texts_(row),
        reading_(reading),
        draft_(reading.vacancy),
        reports_(reading) {}

  void Read() {
    draft_.source_reference = std::string(texts_.Get(Field::kReference));
    ReadTitle();
    ReadEmployer();
    ReadDescription();
    ReadVacancyPlace({texts_, all_text_, draft_, reports_}, places_, context_.home_division_code);
    ReadOccupation();
    ReadVacancyPay({texts_, all_text_, draft_, reports_});
    WarnOfSeveralJobs();
    ReadVacancyConditions({texts_, all_text_, draft_, reports_}, context_.as_of);
    ReadSkills();
    ReadHazardsAndDates();
    ReadDroppedColumns();
    MakeNaturalKey();
    CleanSources();
  }

 private:
  // What was taken out of the texts must not come back beside a value that was read from them, nor
  // from a column that is read before it is cleaned.
  void CleanSources() {
    std::string source;  // the last one: several values in a row come from the same
    std::string clean;
    for (InferredField& field : reading_.inferred_fields) {
      if (field.source_text != source) {
        source = std::move(field.source_text);
        clean = Scrub(source).text;
      }
      field.source_text = clean;
    }
    for (Warning& warning : reading_.warnings) (void)RemoveContacts(warning.source_text);
    for (Violation& violation : reading_.violations) (void)RemoveContacts(violation.source_text);
  }

  std::string CutText(std::string text, int max_count, absl::string_view path) {
    if (CharacterCount(text) <= max_count) return text;
    reports_.Warn(reason::kTextCut, path, "",
                  absl::StrCat("超过 ", max_count, " 字，已截断 (longer than ", max_count,
                               " characters: cut)"));
    return std::string(FirstCharacters(text, max_count));
  }

  void ReadTitle() {
    // A cell of several lines is one title.
    std::string text(texts_.Get(Field::kTitle));
    for (char& c : text) {
      if (static_cast<unsigned char>(c) < ' ') c = ' ';
    }
    draft_.title = CutText(CleanText(text, "title", reports_), kMaxTextCharacters, "title");
    NameAnyHand(text);
    if (!draft_.title.empty()) {
      draft_.title = TitleWithoutCount(TitleWithoutNoise(TitleWithoutCount(draft_.title)));
    }
    if (text.empty()) TakeTitleFromText();
    if (draft_.title.empty() || SaysNothing(draft_.title)) {
      reports_.Reject("title", text, "缺少岗位名称 (the title is missing)");
    }
  }

  // "招女工": any hand is wanted, and what is left of it names no work.
  void NameAnyHand(absl::string_view stated) {
    const bool any_hand = SaysAny(stated, {"女工", "男工", "招工"});
    if (!any_hand || !IsBareCall(draft_.title)) return;
    draft_.title = "普工";
    reports_.Infer("title", "招工", "title.any_hand", 80);
  }

  // Of a chat's message that is a row by itself.
  void TakeTitleFromText() {
    const std::string text = NarrowDigits(texts_.Join({Field::kDescription, Field::kRequirements}));
    draft_.title = CutText(TitleIn(Scrub(text).text, occupations_), kMaxTextCharacters, "title");
    // 服装厂招女工: what is wanted comes before where.
    const bool names_work = !draft_.title.empty() && !IsWorkplace(draft_.title);
    if (!names_work && CallsForAnyHand(text)) draft_.title = "普工";
    TakePlaceOffTitle();
    if (!draft_.title.empty()) reports_.Infer("title", draft_.title, "title.in_text", 65);
  }

  // "杭州萧山快递分拣" → 快递分拣: the place is read from the text. Not of 北京烤鸭, 中山装.
  void TakePlaceOffTitle() {
    const PlaceReading place = places_.Read(draft_.title);
    const std::string& work = place.unread_text;
    if (place.outcome != PlaceReading::Outcome::kFound || CharacterCount(work) < 2 ||
        absl::EndsWith(place.code, "0000") || StartsWithAny(work, {"装", "式"}) ||
        work.size() >= draft_.title.size() || !absl::EndsWithIgnoreCase(draft_.title, work)) {
      return;
    }
    constexpr int kSure = 60;
    if (occupations_.Read(work).confidence < kSure) return;
    draft_.title = draft_.title.substr(draft_.title.size() - work.size());
    const std::string bare = WithoutVerbBefore(draft_.title);
    if (!bare.empty() && occupations_.Read(bare).confidence >= kSure) draft_.title = bare;
  }

  void WarnOfSeveralJobs() {
    const bool told =
        std::any_of(reading_.warnings.begin(), reading_.warnings.end(),
                    [](const Warning& warning) { return warning.reason == reason::kSeveralJobs; });
    if (told) return;
    const std::string text = texts_.Find(Field::kTitle) != nullptr
                                 ? draft_.title
                                 : std::string(FirstCharacters(draft_.description, 256));
    std::vector<std::string> jobs = JobsIn(text, occupations_);
    if (jobs.empty() && texts_.Find(Field::kTitle) == nullptr && Holds(draft_.title, "/")) {
      jobs = JobsIn(draft_.title, occupations_);  // of the text 挤压工/锯切
    }
    if (jobs.empty()) jobs = JobsUnderNumbers(draft_.description);
    if (jobs.empty()) return;
    reports_.Warn(reason::kSeveralJobs, "title", absl::StrJoin(jobs, "、"),
                  "一行里有几个岗位，只读了一个，请每个岗位写一行 (several jobs in one row: only "
                  "one was read; "
                  "give each a row of its own)");
  }

  void ReadEmployer() {
    const absl::string_view stated = texts_.Get(Field::kEmployerName);
    std::string name(stated);
    TakeContactsOut(name, "employer_display_name", reports_);  // "中山某厂(李主管)"
    if (name.empty() && !context_.default_employer_name.empty()) {
      name = context_.default_employer_name;
      reports_.Infer("employer_display_name", name, "employer.of_the_file", 95);
    }
    if (SaysNothing(name)) name.clear();
    draft_.employer_display_name = CutText(name, kMaxTextCharacters, "employer_display_name");
    draft_.employer_key = EmployerKey(draft_.employer_display_name);
    const absl::string_view code = texts_.Get(Field::kEmployerCode);
    if (!code.empty()) {
      const std::string upper = reference::NormaliseCreditCode(FoldTight(code));
      if (reference::IsCreditCode(upper)) {
        draft_.employer_credit_code = upper;
      } else {
        reports_.Warn(reason::kCreditCodeInvalid, "employer", code,
                      "统一社会信用代码校验不符，未采用 (credit code fails its check, not used)");
      }
    }
    if (draft_.employer_display_name.empty()) {
      reports_.Reject("employer_display_name", stated, "缺少企业名称 (the employer is missing)");
    }
  }

  // Names of one employer written differently: full or half width, blanks, bracketed places kept.
  static std::string EmployerKey(absl::string_view name) { return FoldTight(name); }

  void ReadDescription() {
    std::string text = NarrowDigits(texts_.Join({Field::kDescription, Field::kRequirements}));
    TakeContactsOut(text, "description", reports_);
    draft_.description = CutText(DropConditions(text, "description", reports_),
                                 kMaxDescriptionCharacters, "description");
    std::string benefits = texts_.Join({Field::kBenefits});
    RemoveContacts(benefits);
    all_text_ = benefits.empty() ? std::move(text) : absl::StrCat(text, "\n", benefits);
    WriteCantonese(all_text_);
    std::string office = NarrowDigits(texts_.Get(Field::kOfficeContact));
    if (RemovePersonsContacts(office) > 0) {
      reports_.Warn(
          reason::kContactRemoved, "office_contact", "",
          "已删除个人姓名和手机号，请填协作站的固定电话 (a person's name or mobile number "
          "was removed: give the office's own line)");
    }
    draft_.office_contact = CutText(std::move(office), kMaxTextCharacters, "office_contact");
  }

  void ReadOccupation() {
    const absl::string_view code = texts_.Get(Field::kOccupationCode);
    if (!code.empty()) {
      const OccupationReading reading = occupations_.ReadCode(code);
      if (!reading.code.empty()) {
        draft_.occupation_code = reading.code;
        return;
      }
      reports_.Warn(reason::kOccupationUnknown, "occupation_code", code,
                    "职业代码不在 2022 版分类中 (no such code in the 2022 edition)");
    }
    const TitleContext context{draft_.employer_display_name, draft_.description,
                               /*may_guess=*/true};
    const OccupationReading by_title = occupations_.Read(draft_.title, context);
    const absl::string_view stated = texts_.Get(Field::kOccupation);
    OccupationReading best = by_title;
    absl::string_view source = draft_.title;
    if (!stated.empty()) {
      const OccupationReading by_column = occupations_.Read(stated, context);
      if (by_column.confidence > by_title.confidence) {
        best = by_column;
        source = stated;
      }
    }
    if (best.code.empty()) {
      if (draft_.title.empty()) return;
      reports_.Warn(reason::kOccupationUnknown, "occupation_code", draft_.title,
                    "未能识别职业，请填职业代码或常用工种名 (occupation not recognised)");
      return;
    }
    draft_.occupation_code = best.code;
    reports_.Infer("occupation_code", source, best.rule, best.confidence);
    const bool by_factory = best.rule == "occupation.factory";
    occupation_is_guessed_ = by_factory || best.rule == "occupation.likeness";
    if (!by_factory && best.rule != "occupation.likeness") return;
    reports_.Warn(reason::kOccupationUnknown, "occupation_code", source,
                  absl::StrCat("不认识该职业名称，按“", by_factory ? "所在工厂" : best.matched_text,
                               "”推定为 ", best.code, "，请核实 (title not known, read by ",
                               by_factory ? "its factory" : "its characters", ": please check)"));
  }

  void ReadSkills() {
    const std::string required = texts_.Join({Field::kRequiredSkills});
    AddSkills(required, /*column=*/true, "skill.column", 92);
    if (!Trim(required).empty() && draft_.skill_requirements.empty() && !MeansNoSkill(required)) {
      reports_.Warn(reason::kSkillUnknown, "skill_requirements", required,
                    "技能不在技能表中，未采用 (skill not in the list, not used)");
    }
    AddSkills(texts_.Join({Field::kPreferredSkills}), false, "skill.tag", 80);
    // Blanks part clauses as commas do: what one asks for, the next may not.
    const std::string text = FoldClauses(texts_.Join({Field::kDescription, Field::kRequirements}));
    AddSkills(WithoutWhereToAsk(text), false, "skill.text", 70);
    AddSkills(draft_.title, false, "skill.title", 70);
    if (AsksForThePaper(text)) RequirePapers();
    if (draft_.skill_requirements.size() > kMaxSkills) {
      draft_.skill_requirements.resize(kMaxSkills);
      std::erase_if(reading_.inferred_fields, [](const InferredField& field) {
        int index = 0;
        absl::string_view path = field.field_path;
        return absl::ConsumePrefix(&path, "skill_requirements[") &&
               absl::ConsumeSuffix(&path, "]") && absl::SimpleAtoi(path, &index) &&
               index >= static_cast<int>(kMaxSkills);
      });
      reports_.Warn(reason::kListCut, "skill_requirements", "",
                    "技能超过 20 项，只保留前 20 项 (more than 20 skills: the first 20 are kept)");
    }
  }

  // "叉车工,持证上岗": the paper is that of the title's trade; where the title names none, that of
  // the one trade in the text that needs a paper.
  void RequirePapers() {
    const std::vector<SkillMention> of_title = skills_.Read(draft_.title);
    SkillRequirement* only = nullptr;
    bool several = false;
    bool is_settled = false;
    for (SkillRequirement& skill : draft_.skill_requirements) {
      if (!NeedsPaper(skill.skill_code)) continue;
      several = several || only != nullptr;
      only = &skill;
      const bool named = std::any_of(
          of_title.begin(), of_title.end(),
          [&](const SkillMention& mention) { return mention.skill_code == skill.skill_code; });
      skill.required = skill.required || named;
      is_settled = is_settled || named;
    }
    if (!is_settled && only != nullptr && !several) only->required = true;
  }

  // 调机 is said of every machine; of injection moulding only where the row speaks of it. 车工 who
  // sew (双针车工) stand at no lathe, and who sells sewing machines does not sew.
  bool IsOfAnotherMachine(const SkillMention& mention) const {
    if (mention.skill_code == "machining-lathe" && absl::EndsWith(mention.text, "车工") &&
        absl::StartsWith(draft_.occupation_code, "6-05")) {
      return true;
    }
    // Of one name two trades: 油漆工 of furniture and of walls, 木工 of furniture and of a site.
    const absl::string_view work = draft_.occupation_code;
    if ((mention.skill_code == "decoration-painting" && mention.text == "油漆工" &&
         (absl::StartsWith(work, "6-18") || absl::StartsWith(work, "6-06"))) ||
        (mention.skill_code == "furniture-joinery" && mention.text == "木工" &&
         absl::StartsWith(work, "6-29"))) {
      return true;
    }
    if (absl::EndsWith(mention.text, "机") &&
        (Holds(draft_.title, "售") || Holds(all_text_, "售"))) {
      const std::string sold = absl::StrCat("销售", mention.text);
      if (Holds(draft_.title, sold) || Holds(all_text_, sold)) return true;
    }
    return mention.skill_code == "plastics-injection-setting" &&
           !SaysAny(mention.text, {"注塑", "啤", "海天"}) &&
           !SaysAny(absl::StrCat(draft_.title, all_text_, texts_.Get(Field::kRequiredSkills),
                                 draft_.employer_display_name),
                    {"注塑", "啤机", "啤塑", "塑胶", "塑料", "海天", "震雄"});
  }

  static bool MeansNoSkill(absl::string_view text) {
    const std::string folded = FoldTight(text);
    for (absl::string_view word : {"无", "不限", "不要求", "普工", "-", "生手", "没有"}) {
      if (absl::StartsWith(folded, word)) return true;
    }
    return false;
  }

  // `column`: the column itself says that the skill is asked for.
  void AddSkills(absl::string_view text, bool column, absl::string_view rule, int confidence) {
    if (Trim(text).empty()) return;
    for (const SkillMention& mention : skills_.Read(text)) {
      const bool known = std::any_of(
          draft_.skill_requirements.begin(), draft_.skill_requirements.end(),
          [&](const SkillRequirement& r) { return r.skill_code == mention.skill_code; });
      if (known || IsOfAnotherMachine(mention)) continue;
      // A paper means itself anywhere.
      if (!column && !occupation_is_guessed_ && !absl::EndsWith(mention.text, "证") &&
          IsFarFromWork(mention.skill_code, draft_.occupation_code)) {
        continue;
      }
      // A part of a longer word that no list has gates nobody.
      const bool of_a_part = column && !mention.stands_alone && !mention.required_wording;
      const bool required = column ? !mention.optional_wording && !of_a_part
                                   : (rule == "skill.text" && mention.required_wording) ||
                                         (mention.names_licence &&
                                          IsDriversJob(draft_.occupation_code, draft_.title));
      reports_.Infer(absl::StrCat("skill_requirements[", draft_.skill_requirements.size(), "]"),
                     mention.text, rule, of_a_part ? kPartConfidence : confidence);
      draft_.skill_requirements.push_back(
          {mention.skill_code, std::max(1, mention.level), required});
    }
  }

  void ReadHazardsAndDates() {
    const absl::string_view stated = texts_.Get(Field::kHazards);
    for (const Found<Hazard>& hazard :
         ReadHazards(absl::StrCat(stated, "\n", draft_.title, "\n", all_text_))) {
      reports_.Infer(absl::StrCat("hazards[", draft_.hazards.size(), "]"), hazard.text,
                     "hazard.word", 80);
      draft_.hazards.push_back(hazard.value);
    }
    AddHazardOfMines();
    const absl::string_view none = texts_.Get(Field::kNoJuvenileHazards);
    if (!none.empty()) draft_.no_juvenile_hazards = ReadYesNo(none);
    if (!SaysAnyTime(texts_.Get(Field::kStartDate))) {
      draft_.start_date = ReadDateField(Field::kStartDate, "start_date");
    }
    if (texts_.Get(Field::kStartDate).empty()) {
      if (const auto found = ReadStartInText(all_text_, context_.as_of); found.has_value()) {
        draft_.start_date = found->value;
        reports_.Infer("start_date", found->text, "date.text", 75);
      }
    }
    draft_.expire_date = ReadDateField(Field::kExpireDate, "expire_date");
    if (texts_.Get(Field::kExpireDate).empty()) {
      if (const auto found = ReadExpiryInText(all_text_, context_.as_of); found.has_value()) {
        draft_.expire_date = found->value;
        reports_.Infer("expire_date", found->text, "date.text", 75);
      }
    }
    CheckDates(draft_, context_.as_of, reports_);
    const auto posted = ReadDateField(Field::kUpdateTime, "source_update_time");
    if (posted.has_value() && MayBePosted(draft_, *posted, context_.as_of, reports_)) {
      draft_.source_update_time = absl::FromCivil(*posted, absl::FixedTimeZone(8 * 60 * 60));
    }
  }

  // Work underground, and any for a coal mine: closed to juveniles, whatever the text says of it.
  void AddHazardOfMines() {
    if (std::find(draft_.hazards.begin(), draft_.hazards.end(), Hazard::kMines) !=
        draft_.hazards.end()) {
      return;
    }
    constexpr absl::string_view kFirstUnderground = "6-16-01-04";
    constexpr absl::string_view kLastUnderground = "6-16-01-10";
    const std::string& code = draft_.occupation_code;
    const bool underground = code >= kFirstUnderground && code <= kLastUnderground;
    const std::string& employer = draft_.employer_display_name;
    if (!underground && !EndsWithAny(employer, {"煤矿", "矿井"})) return;
    reports_.Infer(absl::StrCat("hazards[", draft_.hazards.size(), "]"),
                   underground ? draft_.title : employer, "hazard.of_mines", 75);
    draft_.hazards.push_back(Hazard::kMines);
    std::sort(draft_.hazards.begin(), draft_.hazards.end());
  }

  // No day, and nothing wrong.
  static bool IsBareYear(absl::string_view text) {
    int year = 0;
    return absl::SimpleAtoi(text, &year) && year > 1990 && year < 2100;
  }

  std::optional<absl::CivilDay> ReadDateField(Field field, absl::string_view path) {
    const absl::string_view text = texts_.Get(field);
    if (text.empty() || SaysNoDate(text) || IsBareYear(text)) return std::nullopt;
    auto day = ReadDate(text, context_.as_of);
    if (!day.has_value()) {
      day = field == Field::kUpdateTime
                ? ReadSpokenDate(text, context_.as_of).day
                : ReadOfferedDate(text, context_.as_of, field == Field::kExpireDate);
      if (day.has_value()) reports_.Infer(path, text, "date.spoken", 80);
    }
    if (!day.has_value()) {
      reports_.Warn(reason::kDateNotUnderstood, path, text,
                    "日期看不懂或不存在，请写如 2026-07-01 (no such date, left unset)");
    }
    return day;
  }

  // Columns that ask for what must not be asked.
  void ReadDroppedColumns() {
    for (Field field : {Field::kSex, Field::kEthnicity, Field::kHomeAddress}) {
      const FieldText* cell = texts_.Find(field);
      if (cell == nullptr) continue;
      const std::string folded = FoldTight(cell->text);
      if (Holds(folded, "不限") || Holds(folded, "均可") || Holds(folded, "男女") ||
          folded == "无" || folded == "-") {
        continue;
      }
      reports_.Warn(reason::kConditionDropped, "description",
                    absl::StrCat(cell->header, ": ", cell->text),
                    "不得限制性别、民族、户籍，已删除 (condition not allowed, dropped)");
    }
  }

  void MakeNaturalKey() {
    const std::string employer =
        draft_.employer_credit_code.empty() ? draft_.employer_key : draft_.employer_credit_code;
    reading_.natural_key =
        absl::StrCat(employer, "\x1f", FoldTight(draft_.title), "\x1f",
                     draft_.workplace_division_code, "\x1f", static_cast<int>(draft_.pay_kind));
    reading_.natural_key_extra =
        absl::StrCat(FoldTight(texts_.Get(Field::kWageText)), "\x1f", draft_.min_wage_cny_per_month,
                     "\x1f", draft_.max_wage_cny_per_month, "\x1f", draft_.opening_count);
  }

  const ReadContext& context_;
  const PlaceReader& places_;
  const OccupationReader& occupations_;
  const SkillReader& skills_;
  const RowTexts texts_;
  VacancyReading& reading_;
  VacancyDraft& draft_;
  Reports<VacancyReading> reports_;
  std::string all_text_;  // description, requirements, benefits
  bool occupation_is_guessed_ = false;
};

}  // namespace

VacancyReader::VacancyReader(ReadContext context)
    : state_(std::make_unique<const State>(std::move(context))) {}

VacancyReader::~VacancyReader() = default;

VacancyReading VacancyReader::Read(const FieldTexts& row) const {
  VacancyReading reading;
  VacancyRow(state_->context, state_->places, state_->occupations, state_->skills, row, reading)
      .Read();
  return reading;
}

}  // namespace laowu::intake
