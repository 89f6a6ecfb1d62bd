#include "ratio/extract.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "ratio/counting.h"

namespace laowu::ratio {

const absl::string_view kExtractHeader =
    "group,entry,name,record,type,effective_date,record_date,sequence,place,rural,birth_date,"
    "other,channel,employer,organizer,placement,self_employed,grade\n";
const absl::string_view kOrganizersHeader =
    "fact,organizer,type,effective_date,record_date,sequence,channel,licence_end,voids\n";

absl::string_view ChannelName(reference::Channel channel) {
  static constexpr absl::string_view kNames[reference::kChannelCount] = {
      "",       "PUBLIC_SERVICE", "COOPERATION_STATION", "LABOUR_COMPANY", "COOPERATIVE",
      "BROKER", "TRAINING",       "DIRECT_HIRE",         "SELF",           "RELATIVES",
      "APP",    "UNKNOWN"};
  return kNames[static_cast<std::size_t>(channel)];
}

namespace {

constexpr std::size_t kTownshipDigits = 9;

absl::string_view NameOf(FactKind kind) {
  static constexpr absl::string_view kNames[] = {"UNSPECIFIED",
                                                 "PROFILE",
                                                 "RESIDENCE_MOVED",
                                                 "RURAL_STATUS",
                                                 "BIRTH_DATE",
                                                 "SEX",
                                                 "POLICY_GROUP_ADDED",
                                                 "POLICY_GROUP_REMOVED",
                                                 "MERGED",
                                                 "UNMERGED",
                                                 "DIED",
                                                 "FACT_VOIDED"};
  return kNames[static_cast<std::size_t>(kind)];
}

absl::string_view NameOf(OutcomeType type) {
  static constexpr absl::string_view kNames[] = {
      "UNSPECIFIED",       "OPENING_BALANCE", "DISPATCHED", "ARRIVED",   "JOB_CHANGED",
      "HOME_VISIT",        "RESUMED",         "RETURNED",   "CONFIRMED", "LOST_CONTACT",
      "LOCAL_JOB_STARTED", "LOCAL_JOB_ENDED", "VOIDED"};
  return kNames[static_cast<std::size_t>(type)];
}

absl::string_view NameOf(AttestationKind kind) {
  static constexpr absl::string_view kNames[] = {
      "UNSPECIFIED",         "VILLAGE_STATEMENT",     "ORGANIZER_RECORD", "WORKER_CONFIRMATION",
      "OFFICE_CONFIRMATION", "EMPLOYER_CONFIRMATION", "PAYROLL_MATCH",    "ORGANIZER_DENIAL"};
  return kNames[static_cast<std::size_t>(kind)];
}

absl::string_view NameOf(OrganizerFactKind kind) {
  static constexpr absl::string_view kNames[] = {"UNSPECIFIED", "REGISTERED", "DEREGISTERED",
                                                 "LICENCE", "VOIDED"};
  return kNames[static_cast<std::size_t>(kind)];
}

std::string DayText(DayNumber day) { return absl::FormatCivilTime(CivilDayOf(day)); }
// As it was told: a month alone where no more is known, so that whoever reads it counts from its
// last day by himself (rule 20).
std::string ToldText(const OutcomeRow& row) {
  const absl::CivilDay day = CivilDayOf(row.day);
  return row.only_month ? absl::FormatCivilTime(absl::CivilMonth(day)) : absl::FormatCivilTime(day);
}
std::string RecordDay(std::int64_t nanos) {
  return absl::FormatCivilTime(ShanghaiDay(absl::FromUnixNanos(nanos)));
}

// No finer than a township, which is all that a figure asks of a code.
absl::string_view PlaceText(absl::string_view code) { return code.substr(0, kTownshipDigits); }

// The year alone for who is sixteen on the day whatever the date.
std::string BirthText(DayNumber birth_day, DayNumber day) {
  if (birth_day == kNoDay) return "";
  const absl::CivilDay birth = CivilDayOf(birth_day);
  const bool sure = birth.year() + kMinWorkingAgeYears < CivilDayOf(day).year();
  return sure ? absl::StrCat(birth.year()) : absl::FormatCivilTime(birth);
}

using Members = std::vector<std::int32_t>;

// The records of the group of `worker` that were merged by T, perhaps parted since: what is merged
// later joins no lines of an earlier T. Each part in order of name; a record that was never merged
// is alone.
std::vector<Members> PartsAsOf(const Entries& entries, std::int32_t worker, KnownAt known_at) {
  const std::int32_t group = entries.workers()[static_cast<std::size_t>(worker)].group;
  if (group < 0) return {{worker}};
  std::vector<Members> parts;
  for (const std::int32_t member : entries.group(group)) parts.push_back({member});
  const auto part_of = [&parts](std::int32_t member) {
    return std::find_if(parts.begin(), parts.end(), [member](const Members& part) {
      return std::find(part.begin(), part.end(), member) != part.end();
    });
  };
  for (const std::int32_t member : entries.group(group)) {
    for (const FactRow& row : entries.workers()[static_cast<std::size_t>(member)].facts) {
      if (row.kind != FactKind::kMerged || row.record_nanos > known_at.nanos) continue;
      const auto from = part_of(entries.FindWorker(row.text));
      const auto into = part_of(member);
      if (from == parts.end() || from == into) continue;
      into->insert(into->end(), from->begin(), from->end());
      parts.erase(from);
    }
  }
  const auto name = [&entries](std::int32_t w) {
    return entries.texts().text(entries.workers()[static_cast<std::size_t>(w)].name);
  };
  for (Members& part : parts) {
    std::sort(part.begin(), part.end(),
              [&name](std::int32_t a, std::int32_t b) { return name(a) < name(b); });
  }
  return parts;
}

// That of them which `worker` is in.
Members MembersOf(const Entries& entries, std::int32_t worker, KnownAt known_at) {
  std::vector<Members> parts = PartsAsOf(entries, worker, known_at);
  return std::move(*std::find_if(parts.begin(), parts.end(), [worker](const Members& part) {
    return std::find(part.begin(), part.end(), worker) != part.end();
  }));
}

// Writes the lines of one group.
class Writer {
 public:
  Writer(const Entries& entries, const ExtractedGroup& group, const Question& question,
         const Pseudonym& pseudonym)
      : entries_(entries), group_(group), question_(question), pseudonym_(pseudonym) {}

  std::string Write() {
    const Members members = MembersOf(entries_, group_.worker, question_.known_at);
    for (const std::int32_t member : members) {
      const WorkerEntries& worker = entries_.workers()[static_cast<std::size_t>(member)];
      for (const FactRow& row : worker.facts) Number(row);
      for (const OutcomeRow& row : worker.outcomes) Number(row);
    }
    std::int64_t last = 0;
    for (auto& [moment, number] : orders_) number = ++last;
    for (const std::int32_t member : members) {
      const WorkerEntries& worker = entries_.workers()[static_cast<std::size_t>(member)];
      const std::string record = Hidden(worker.name);
      for (const FactRow& row : worker.facts) Add(row, record);
      for (const OutcomeRow& row : worker.outcomes) Add(row, record);
    }
    return std::move(text_);
  }

 private:
  using Moment = std::pair<std::int64_t, std::int64_t>;  // record time, sequence

  bool Known(std::int64_t nanos) const { return nanos <= question_.known_at.nanos; }
  template <typename Row>
  void Number(const Row& row) {
    if (Known(row.record_nanos)) orders_.try_emplace({row.record_nanos, row.sequence}, 0);
  }
  std::string Hidden(TextId name) const {
    return name == kNoText ? "" : pseudonym_(entries_.texts().text(name));
  }

  // What all lines begin with.
  void Begin(absl::string_view entry, const std::string& name, const std::string& record,
             absl::string_view type) {
    absl::StrAppend(&text_, group_.pseudonym, ",", entry, ",", name, ",");
    absl::StrAppend(&text_, record, ",", type, ",");
  }

  void Add(const FactRow& row, const std::string& record) {
    const bool about_figures =
        row.kind != FactKind::kSex && row.kind != FactKind::kPolicyGroupAdded &&
        row.kind != FactKind::kPolicyGroupRemoved && row.kind != FactKind::kUnspecified;
    if (!about_figures || !Known(row.record_nanos)) return;
    const bool places = row.kind == FactKind::kProfile || row.kind == FactKind::kResidenceMoved;
    const bool rural = row.kind == FactKind::kProfile || row.kind == FactKind::kRuralStatus;
    const bool names = row.kind == FactKind::kMerged || row.kind == FactKind::kUnmerged ||
                       row.kind == FactKind::kFactVoided;
    const bool birth = row.kind == FactKind::kProfile || row.kind == FactKind::kBirthDate;
    Begin("FACT", Hidden(row.name), record, NameOf(row.kind));
    absl::StrAppend(&text_, DayText(row.effective_day), ",", RecordDay(row.record_nanos), ",",
                    orders_[{row.record_nanos, row.sequence}], ",",
                    places ? PlaceText(entries_.texts().text(row.text)) : "", ",");
    absl::StrAppend(&text_,
                    !rural      ? ""
                    : row.rural ? "yes"
                                : "no",
                    ",", birth ? BirthText(row.birth_day, question_.day) : "", ",",
                    names ? Hidden(row.text) : "", ",,,,,,\n");
  }

  void Add(const OutcomeRow& row, const std::string& record) {
    if (!Known(row.record_nanos)) return;
    const TextTable& texts = entries_.texts();
    const std::string name = Hidden(row.name);
    Begin("OUTCOME", name, record, NameOf(row.type));
    absl::StrAppend(&text_, ToldText(row), ",", RecordDay(row.record_nanos), ",",
                    orders_[{row.record_nanos, row.sequence}], ",",
                    PlaceText(texts.text(row.workplace)), ",,,");
    absl::StrAppend(&text_, Hidden(row.voids), ",", ChannelName(row.channel), ",",
                    Hidden(row.employer), ",", texts.text(row.organizer), ",");
    absl::StrAppend(&text_, Hidden(row.placement), ",", row.self_employed ? "yes" : "no", ",\n");
    std::vector<AttestationRow> proofs(row.attestations.begin(), row.attestations.end());
    std::sort(proofs.begin(), proofs.end(), [](const AttestationRow& a, const AttestationRow& b) {
      return std::tie(a.record_nanos, a.kind, a.grade) < std::tie(b.record_nanos, b.kind, b.grade);
    });
    int number = 0;
    for (const AttestationRow& proof : proofs) {
      if (!Known(proof.record_nanos)) continue;
      Begin("ATTESTATION", absl::StrCat(name, "-", ++number), record, NameOf(proof.kind));
      absl::StrAppend(&text_, ",", RecordDay(proof.record_nanos), ",", number, ",,,,", name,
                      ",,,,,,", static_cast<int>(proof.grade), "\n");
    }
  }

  const Entries& entries_;
  const ExtractedGroup& group_;
  const Question& question_;
  const Pseudonym& pseudonym_;
  std::map<Moment, std::int64_t> orders_;  // by record time, counted from 1 within the group
  std::string text_;
};

}  // namespace

std::vector<ExtractedGroup> GroupsToExtract(const reference::Divisions& divisions,
                                            const Entries& entries, const std::string& division,
                                            const Question& question, const Pseudonym& pseudonym) {
  Era era(divisions, entries.texts(), question.day, {division});
  const auto registered = [&](const FactRow& row) {
    return row.record_nanos <= question.known_at.nanos &&
           (row.kind == FactKind::kProfile || row.kind == FactKind::kResidenceMoved) &&
           era.TargetOf(era.places.Find(row.text, row.effective_day)) >= 0;
  };
  const auto known = [&](const OutcomeRow& row) {
    return row.record_nanos <= question.known_at.nanos;
  };
  std::vector<ExtractedGroup> groups;
  const auto count = static_cast<std::int32_t>(entries.workers().size());
  for (std::int32_t i = 0; i < count; ++i) {
    const WorkerEntries& worker = entries.workers()[static_cast<std::size_t>(i)];
    if (worker.group >= 0 && entries.group(worker.group)[0] != i) continue;  // had its turn
    for (const Members& members : PartsAsOf(entries, i, question.known_at)) {
      bool here = false;
      bool worked = false;
      for (const std::int32_t member : members) {
        const WorkerEntries& of = entries.workers()[static_cast<std::size_t>(member)];
        here = here || std::any_of(of.facts.begin(), of.facts.end(), registered);
        worked = worked || std::any_of(of.outcomes.begin(), of.outcomes.end(), known);
      }
      if (!here || !worked) continue;
      const TextId name = entries.workers()[static_cast<std::size_t>(members[0])].name;
      groups.push_back({pseudonym(entries.texts().text(name)), members[0]});
    }
  }
  std::sort(groups.begin(), groups.end(), [](const ExtractedGroup& a, const ExtractedGroup& b) {
    return a.pseudonym < b.pseudonym;
  });
  return groups;
}

std::string ExtractGroup(const Entries& entries, const ExtractedGroup& group,
                         const Question& question, const Pseudonym& pseudonym) {
  return Writer(entries, group, question, pseudonym).Write();
}

std::string ExtractOrganizers(const Entries& entries, const Question& question) {
  const TextTable& texts = entries.texts();
  std::map<absl::string_view, std::vector<const OrganizerFactRow*>> by_name;
  for (const auto& [organizer, rows] : entries.organizers()) {
    for (const OrganizerFactRow& row : rows) {
      if (row.record_nanos > question.known_at.nanos) continue;
      by_name[texts.text(organizer)].push_back(&row);
    }
  }
  std::string text(kOrganizersHeader);
  for (auto& [organizer, rows] : by_name) {
    std::stable_sort(rows.begin(), rows.end(), [](const auto* a, const auto* b) {
      return std::tie(a->record_nanos, a->sequence) < std::tie(b->record_nanos, b->sequence);
    });
    std::map<TextId, std::size_t> numbers;  // a licence's number is no business of an outsider
    for (std::size_t i = 0; i < rows.size(); ++i) numbers[rows[i]->name] = i + 1;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const OrganizerFactRow& row = *rows[i];
      const bool licence_ends = row.kind == OrganizerFactKind::kLicence && row.end_day != kFarDay;
      absl::StrAppend(&text, i + 1, ",", organizer, ",", NameOf(row.kind), ",",
                      DayText(row.effective_day), ",");
      absl::StrAppend(&text, RecordDay(row.record_nanos), ",", i + 1, ",", ChannelName(row.channel),
                      ",", licence_ends ? DayText(row.end_day) : "", ",");
      const auto voided = numbers.find(row.voids);
      absl::StrAppend(&text, voided == numbers.end() ? "" : absl::StrCat(voided->second), "\n");
    }
  }
  return text;
}

}  // namespace laowu::ratio
