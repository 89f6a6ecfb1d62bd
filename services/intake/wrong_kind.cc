#include "services/intake/wrong_kind.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "intake/table/column_map.h"

namespace laowu::intake_role {
namespace {

using intake::Field;
using intake::TableKind;
using v1::Import;

constexpr char kAsVacancies[] = "VACANCY (laowu import vacancies FILE)";
constexpr char kAsWorkers[] = "WORKER (laowu import workers FILE)";
constexpr char kAsOutcomes[] = "OUTCOME (laowu import outcomes FILE)";

// What people call sheets of posts, and of persons. A name with words of both is of neither:
// 用工人员名单, 外出务工岗位.
constexpr absl::string_view kPostWords[] = {"招聘", "招工", "用工", "岗位", "职位", "空岗"};
constexpr absl::string_view kPeopleWords[] = {"名册", "名单", "人员", "劳动力", "务工",
                                              "求职", "返乡", "脱贫", "台账",   "摸底"};

bool HasAny(absl::string_view text, absl::Span<const absl::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](absl::string_view word) { return absl::StrContains(text, word); });
}
bool IsCalledPosts(absl::string_view name) {
  return HasAny(name, kPostWords) && !HasAny(name, kPeopleWords);
}
bool IsCalledPeople(absl::string_view name) {
  return HasAny(name, kPeopleWords) && !HasAny(name, kPostWords);
}

class Headers {
 public:
  explicit Headers(const std::vector<std::string>& headers) : headers_(headers) {}

  // The first that means the field in a table of the kind; empty if there is none.
  std::string Find(TableKind kind, Field field) const {
    const auto found = std::find_if(
        headers_.begin(), headers_.end(),
        [&](const std::string& header) { return intake::MapHeader(kind, header) == field; });
    return found == headers_.end() ? "" : *found;
  }
  bool Has(TableKind kind, Field field) const { return !Find(kind, field).empty(); }

  bool NamePeople() const {
    return Has(TableKind::kWorkers, Field::kIdentityNumber) ||
           Has(TableKind::kWorkers, Field::kPersonName);
  }
  // By the bureau's numbers of people, which no table of posts has.
  bool NumberPeople() const {
    return std::any_of(headers_.begin(), headers_.end(), [](const std::string& header) {
      return intake::MapHeader(TableKind::kWorkers, header) == Field::kReference &&
             intake::MapHeader(TableKind::kVacancies, header) == Field::kUnknown;
    });
  }
  // Messages of chats, each of which is a posting: 招聘信息.
  bool NameMessages() const {
    return std::any_of(headers_.begin(), headers_.end(), [](const std::string& header) {
      return HasAny(header, kPostWords) &&
             intake::MapHeader(TableKind::kVacancies, header) == Field::kDescription;
    });
  }
  // A list of outcomes may name people by number alone, and their posts.
  bool NamePosts() const {
    return !NamePeople() && !NameEvents() && Has(TableKind::kVacancies, Field::kTitle) &&
           (Has(TableKind::kVacancies, Field::kEmployerName) ||
            Has(TableKind::kVacancies, Field::kWorkplace));
  }
  // What happened on which day.
  bool NameEvents() const {
    return Has(TableKind::kOutcomes, Field::kOutcomeType) &&
           Has(TableKind::kOutcomes, Field::kEffectiveDate);
  }
  bool NameOutcomes() const { return NamePeople() && NameEvents(); }
  // Who lives where, which nobody asks of outcomes.
  bool NameHomes() const { return NamePeople() && Has(TableKind::kWorkers, Field::kTown); }

 private:
  const std::vector<std::string>& headers_;
};

std::string Told(absl::string_view chinese, absl::string_view english, absl::string_view as) {
  return absl::StrCat(chinese, "；没有读取任何一行 / ", english, ": import it as ", as,
                      "; no row was read");
}

std::string WhyNotVacancies(const Headers& headers, absl::string_view sheet_name) {
  const std::string identity = headers.Find(TableKind::kWorkers, Field::kIdentityNumber);
  const bool people =
      !identity.empty() && intake::MapHeader(TableKind::kVacancies, identity) == Field::kUnknown;
  const bool outcomes = headers.NameOutcomes();
  const bool posts = headers.Has(TableKind::kVacancies, Field::kTitle) || headers.NameMessages();
  if (!people && !posts && IsCalledPeople(sheet_name)) {
    return Told(absl::StrCat("工作表“", sheet_name, "”没有岗位名称，像是人员的表，不是岗位表，请按",
                             outcomes ? "人员动态" : "人员", "导入"),
                absl::StrCat("the sheet ", sheet_name,
                             " names no post, and is called as a list of people is"),
                outcomes ? kAsOutcomes : kAsWorkers);
  }
  if (!people) return "";
  return Told(absl::StrCat("这是", outcomes ? "人员动态" : "人员名册", "（有“", identity,
                           "”列），不是岗位表，请按", outcomes ? "人员动态" : "人员", "导入"),
              "this is a list of people, for it has a column of identity numbers",
              outcomes ? kAsOutcomes : kAsWorkers);
}

}  // namespace

std::string WhyNotOfKind(Import::Kind kind, const std::vector<std::string>& names,
                         absl::string_view sheet_name) {
  const Headers headers(names);
  if (kind == Import::VACANCY) return WhyNotVacancies(headers, sheet_name);
  const bool says_people = headers.NamePeople() || headers.NameEvents() || headers.NumberPeople();
  if (!says_people && IsCalledPosts(sheet_name)) {
    return Told(absl::StrCat("工作表“", sheet_name, "”是招聘信息，没有人员，请按岗位导入"),
                absl::StrCat("this looks like a file of vacancies, for the sheet ", sheet_name,
                             " is called so and names no persons"),
                kAsVacancies);
  }
  if (!says_people && headers.NameMessages()) {
    return Told("这是招聘信息，不是人员的表，请按岗位导入",
                "this looks like a file of vacancies, for it has job postings and no persons",
                kAsVacancies);
  }
  if (headers.NamePosts()) {
    return Told("这是岗位表，不是人员的表，请按岗位导入",
                "this looks like a file of vacancies, for it names posts and no persons",
                kAsVacancies);
  }
  if (kind == Import::WORKER && headers.NameOutcomes() && !headers.NameHomes()) {
    return Told("这是人员动态（到岗、返乡等），不是人员名册，请按人员动态导入",
                "this looks like a file of outcomes, for it says what happened on which day",
                kAsOutcomes);
  }
  if (kind == Import::OUTCOME && headers.NameHomes() &&
      !headers.Has(TableKind::kOutcomes, Field::kEffectiveDate)) {
    return Told("这是人员名册，没有日期和动态，请按人员导入",
                "this looks like a file of workers, for it says who they are and not what happened "
                "when",
                kAsWorkers);
  }
  return "";
}

std::string SheetNameOf(const intake::TableFile& file) {
  const auto index = static_cast<size_t>(file.sheet_index());
  return index < file.sheets().size() ? file.sheets()[index].name : "";
}

absl::Status WhyNoHeader(Import::Kind kind, int descriptor, intake::OpenOptions options,
                         absl::Status status) {
  options.kind.reset();
  auto file = intake::TableFile::OpenDescriptor(descriptor, options);
  if (!file.ok()) return status;
  const auto header = (*file)->FindHeader();
  const std::vector<std::string> names = header.ok() ? header->names : std::vector<std::string>();
  const std::string why_not = WhyNotOfKind(kind, names, SheetNameOf(**file));
  return why_not.empty() ? status : absl::InvalidArgumentError(why_not);
}

}  // namespace laowu::intake_role
