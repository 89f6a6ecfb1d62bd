// DeleteWorker erases a person and leaves what figures need (ratio.md rule 18, standards.md,
// "Personal data").

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "services/runtime/household_ids.h"
#include "services/worker/personal_details.h"
#include "worker_fixture.h"

namespace laowu::worker {
namespace {

using ::laowu::testing::StatusIs;
using storage::Table;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr absl::CivilDay kMay(2026, 5, 1);
constexpr absl::CivilDay kJune(2026, 6, 1);

class ErasureTest : public WorkerFixture {
 protected:
  absl::Status Erase(const std::string& id, const std::string& name,
                     const std::string& purpose = "asked for at the counter",
                     const std::string& etag = "", bool made_by_mistake = false) {
    v1::DeleteWorkerRequest request;
    request.set_made_by_mistake(made_by_mistake);
    request.set_name(name);
    request.set_purpose(purpose);
    request.set_etag(etag);
    return role_.Call(id, &Stub::DeleteWorker, request).status();
  }

  static v1::Worker FullRow() {
    v1::Worker row = Row();
    row.set_source_reference("ref-1");
    row.set_household("H-17");
    row.set_village_display_name("样例村");
    row.mutable_home_location()->set_latitude(25.7);
    row.mutable_home_location()->set_longitude(104.5);
    auto& skill = *row.add_skills();
    skill.set_skill_code("welding-arc");
    skill.set_certificate_number("CERT-99");
    row.add_preferred_division_codes("442000");
    return row;
  }
  // Where `secret` stands in the store, in bytes or in hex, in any table's keys or values.
  std::vector<std::string> PlacesOf(const std::string& secret) {
    std::vector<std::string> places;
    for (const storage::TableDefinition& table : storage::kTables) {
      if (storage::IsReserved(table.table)) continue;
      for (const auto& record : Records(table.table)) {
        if (absl::StrContains(record.key, secret) || absl::StrContains(record.value, secret)) {
          places.emplace_back(table.name);
        }
      }
    }
    return places;
  }
};

TEST_F(ErasureTest, Rule18NothingOfThePersonIsLeftInAnyTable) {
  const std::string name = Create(kPanzhou, FullRow(), kMay);
  // An old reference, an old phone and an old name must go too.
  v1::Worker row = FullRow();
  row.set_source_reference("ref-2");
  row.mutable_personal_details()->set_display_name("买买提");
  EXPECT_THAT(ImportOne(kPanzhou, row), HasResult(v1::ImportResult::UPDATED));
  row.mutable_personal_details()->set_phone_number("13900000000");
  EXPECT_THAT(ImportOne(kPanzhou, row), HasResult(v1::ImportResult::UPDATED));
  std::vector<std::string> secrets = {
      "阿依古丽", "买买提", "13800001234", "13900000000",  row.personal_details().identity_number(),
      "form-17",  "样例村", "welding-arc", "CERT-99",      "442000",
      "ref-1",    "ref-2",  "households/", "certificate-9"};
  v1::WorkerFact died = Fact(v1::WorkerFact::DIED, kJune);
  died.set_reference("certificate-9");
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto recorded, Record(kPanzhou, name, died));
  EXPECT_EQ(recorded.reference(), "certificate-9");
  EXPECT_EQ(FactsOf(name).back().reference(), "certificate-9");
  EXPECT_THAT(PlacesOf("certificate-9"), ElementsAre("worker_fact_notes"))
      << "beside the fact, not in it";
  const auto keep_digest = [&](const runtime::Keys::Digest& digest) {
    secrets.push_back(digest.hex.substr(0, 32));
    secrets.push_back(absl::HexStringToBytes(digest.hex));
  };
  const auto& keys = role_.keys();
  keep_digest(keys.DigestOf("identity", row.personal_details().identity_number()));
  for (const char* reference : {"ref-1", "ref-2"}) {
    keep_digest(ReferenceDigests(keys, "520281", reference).front());
  }
  for (const char* phone : {"13800001234", "13900000000"})
    keep_digest(keys.DigestOf("phone", phone));
  keep_digest(keys.DigestOf("name", NameInCounty("买买提", "520281")));
  keep_digest(keys.DigestOf("name", NameInCounty("阿依古丽·买买提", "520281")));
  secrets.push_back(HouseholdIds(keys, "520281", "H-17").front());
  secrets.push_back(
      LoadWorker(*store_, WorkerId(name)).value()->stored.provenance().content_digest());
  EXPECT_THAT(PlacesOf(secrets.back()), SizeIs(1));

  EXPECT_OK(Erase(kPanzhou, name));
  for (const std::string& secret : secrets) {
    EXPECT_THAT(PlacesOf(secret), IsEmpty()) << absl::CHexEscape(secret);
  }
  for (const Table table :
       {Table::kPersonalDetails, Table::kWorkersByBlindIndex, Table::kWorkersByHousehold,
        Table::kHouseholds, Table::kHouseholdsByDivision, Table::kWorkersByDivision}) {
    EXPECT_THAT(Records(table), IsEmpty()) << storage::FindTable(table)->name;
  }
  // Notes against files from before, of the number and both references, and of the number for all
  // counties: what is left of the record cannot be read from them.
  EXPECT_THAT(Records(Table::kIdentities), SizeIs(4));
  for (const auto& note : Records(Table::kIdentities)) {
    EXPECT_FALSE(absl::StrContains(note.value, WorkerId(name)));
  }
}

TEST_F(ErasureTest, Rule18TheFactsStayUnderATombstone) {
  const std::string name = Create(kPanzhou, FullRow(), kMay);
  const auto facts = FactsOf(name);
  EXPECT_OK(Erase(kPanzhou, name));
  LAOWU_ASSERT_OK_AND_ASSIGN(const v1::Worker tombstone, Get(kPanzhou, name));
  EXPECT_TRUE(tombstone.has_erase_time());
  EXPECT_EQ(tombstone.state(), v1::Worker::PAUSED);
  EXPECT_FALSE(tombstone.has_legal_basis());
  EXPECT_FALSE(tombstone.has_birth_date());
  EXPECT_THAT(tombstone.skills(), IsEmpty());
  const auto kept = FactsOf(name);
  ASSERT_EQ(kept.size(), facts.size());
  for (size_t i = 0; i < kept.size(); ++i) {
    EXPECT_EQ(kept[i].SerializeAsString(), facts[i].SerializeAsString());
  }
  const auto audit = Audits()[1];
  EXPECT_EQ(audit.purpose(), "asked for at the counter");
  EXPECT_THAT(audit.resources(), ElementsAre(name));
  v1::ListWorkersRequest list;
  EXPECT_EQ(role_.Call(kPanzhou, &Stub::ListWorkers, list)->workers_size(), 0);
  LAOWU_ASSERT_OK_AND_ASSIGN(const v1::Worker full,
                             Get(kPanzhou, name, v1::WORKER_VIEW_FULL, "check"));
  EXPECT_EQ(full.personal_details().SerializeAsString(), "");
}

TEST_F(ErasureTest, ASecondEraseChangesNothing) {
  const std::string name = Create(kPanzhou, FullRow(), kMay);
  EXPECT_OK(Erase(kPanzhou, name));
  const storage::Sequence before = store_->last_sequence();
  EXPECT_OK(Erase(kPanzhou, name, "again"));
  EXPECT_THAT(Erase(kPanzhou, name, "again", "\"1\""), StatusIs(absl::StatusCode::kAborted))
      << "the etag of another state, as in every method";
  EXPECT_EQ(store_->last_sequence(), before);
}

// A file from before the erasure must not make the record again behind the person's back.
TEST_F(ErasureTest, AnOldFileThatNamesThePersonIsRefusedUntilItIsMeant) {
  const std::string name = Create(kPanzhou, FullRow(), kMay);
  EXPECT_OK(Erase(kPanzhou, name));
  const auto refused = ImportOne(kPanzhou, FullRow(), kJune);
  EXPECT_THAT(refused, HasResult(v1::ImportResult::REJECTED));
  EXPECT_THAT(refused.status().message(), HasSubstr("ERASED"));
  EXPECT_THAT(refused.status().message(),
              HasSubstr("rows[0].worker.personal_details.identity_number"));
  v1::CreateWorkerRequest create;
  *create.mutable_worker() = FullRow();
  EXPECT_THAT(role_.Call(kPanzhou, &Stub::CreateWorker, create),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("allow_erased")));
  create.set_allow_erased(true);
  LAOWU_ASSERT_OK_AND_ASSIGN(const v1::Worker again,
                             role_.Call(kPanzhou, &Stub::CreateWorker, create));
  EXPECT_NE(again.name(), name);
  EXPECT_THAT(KindsOf(again.name()), ElementsAre(v1::WorkerFact::PROFILE));
  // Registered again, the person is one like any other.
  EXPECT_EQ(ImportOne(kPanzhou, FullRow()).name(), again.name());
}

TEST_F(ErasureTest, AnImportMayTakeErasedPersonsAndOneWithoutNumberGoesByTheReference) {
  v1::Worker row = FullRow();
  row.mutable_personal_details()->clear_identity_number();
  *row.mutable_birth_date() = runtime::ToDate(absl::CivilDay(1990, 5, 1));
  EXPECT_OK(Erase(kPanzhou, Create(kPanzhou, row, kMay)));
  v1::ImportWorkersRequest import;
  *import.add_rows()->mutable_worker() = row;
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto refused,
                             role_.Call(kPanzhou, &Stub::ImportWorkers, import));
  EXPECT_THAT(refused.results(0).status().message(), HasSubstr("rows[0].worker.source_reference"));
  import.set_allow_erased(true);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto taken, role_.Call(kPanzhou, &Stub::ImportWorkers, import));
  EXPECT_THAT(taken.results(0), HasResult(v1::ImportResult::CREATED));
}

// Erased while away and recorded anew, a person counted twice: what was known of the old journey
// would have stayed open beside the new one (ratio.md rules 8 and 18).
TEST_F(ErasureTest, Rule8WhoIsRegisteredAnewIsOnePersonWithWhatIsLeft) {
  const std::string first = Create(kPanzhou, FullRow(), kMay);
  EXPECT_OK(Erase(kPanzhou, first));
  v1::CreateWorkerRequest create;
  *create.mutable_worker() = FullRow();
  create.set_allow_erased(true);
  LAOWU_ASSERT_OK_AND_ASSIGN(const v1::Worker second,
                             role_.Call(kPanzhou, &Stub::CreateWorker, create));
  EXPECT_EQ(Audits().back().resources_size(), 2) << "the audit names both";
  EXPECT_THAT(KindsOf(first), ElementsAre(v1::WorkerFact::PROFILE, v1::WorkerFact::MERGED));
  EXPECT_EQ(FactsOf(first).back().values().worker(), second.name());
  LAOWU_ASSERT_OK_AND_ASSIGN(const v1::Worker tombstone, Get(kPanzhou, first));
  EXPECT_EQ(tombstone.merged_into(), second.name());
  EXPECT_TRUE(tombstone.has_erase_time());
  EXPECT_FALSE(tombstone.has_birth_date()) << "nothing is shown again";
  EXPECT_EQ(second.merged_into(), "");
  // The same once more, by a file: the second joins the third, and the first with it.
  EXPECT_OK(Erase(kPanzhou, second.name()));
  v1::ImportWorkersRequest import;
  *import.add_rows()->mutable_worker() = FullRow();
  import.set_allow_erased(true);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto taken, role_.Call(kPanzhou, &Stub::ImportWorkers, import));
  EXPECT_THAT(taken.results(0), HasResult(v1::ImportResult::CREATED));
  EXPECT_EQ(Get(kPanzhou, second.name())->merged_into(), taken.results(0).name());
  EXPECT_EQ(Get(kPanzhou, first)->merged_into(), second.name());
}

// A check writes nothing, and a row that is refused leaves the old record as it is.
TEST_F(ErasureTest, WhatIsLeftIsNotTouchedByACheckOrARefusal) {
  const std::string first = Create(kPanzhou, FullRow(), kMay);
  EXPECT_OK(Erase(kPanzhou, first));
  EXPECT_THAT(ImportOne(kPanzhou, FullRow()), HasResult(v1::ImportResult::REJECTED));
  v1::ImportWorkersRequest import;
  *import.add_rows()->mutable_worker() = FullRow();
  import.set_allow_erased(true);
  import.set_validate_only(true);
  EXPECT_OK(role_.Call(kPanzhou, &Stub::ImportWorkers, import));
  EXPECT_THAT(KindsOf(first), ElementsAre(v1::WorkerFact::PROFILE));
  EXPECT_EQ(Get(kPanzhou, first)->merged_into(), "");
}

// A county that the person has left may hold an old file, too; one that never had the person must
// not learn that another erased somebody.
TEST_F(ErasureTest, EveryCountyThatHadThePersonKnowsAndNoOther) {
  const std::string name = Create(kPanzhou, Row(), kMay);
  ASSERT_OK(Record(kPanzhou, name, Moved(kJune, kYanjiao)));
  EXPECT_OK(Erase(kLiuzhi, name));
  EXPECT_THAT(ImportOne(kPanzhou, Row()), HasResult(v1::ImportResult::REJECTED));
  v1::Worker elsewhere = Row();
  elsewhere.set_division_code("520201011");
  EXPECT_THAT(ImportOne(kCity, elsewhere), HasResult(v1::ImportResult::CREATED));
}

TEST_F(ErasureTest, ARecordMadeByMistakeMayComeAgain) {
  EXPECT_OK(Erase(kPanzhou, Create(kPanzhou, FullRow(), kMay), "wrong column", "", true));
  EXPECT_THAT(Audits().back().fields(), ElementsAre("*", "made_by_mistake"));
  // A keyed digest of the number stays, beside an envelope: neither can be told from it.
  EXPECT_THAT(Records(Table::kIdentities), SizeIs(1));
  EXPECT_THAT(PlacesOf(FullRow().personal_details().identity_number()), IsEmpty());
  EXPECT_THAT(ImportOne(kPanzhou, FullRow()), HasResult(v1::ImportResult::CREATED));
}

// Erased as made by mistake and recorded anew, a person counted twice: no note was left that could
// bring the two together.
TEST_F(ErasureTest, Rule8WhatAMistakeLeavesIsOnePersonWithTheRecordMadeAnew) {
  const std::string first = Create(kPanzhou, FullRow(), kMay);
  EXPECT_OK(Erase(kPanzhou, first, "wrong column", "", true));
  const std::string second = Create(kPanzhou, FullRow(), kMay);
  EXPECT_EQ(Get(kPanzhou, first)->merged_into(), second);
  EXPECT_THAT(KindsOf(first), ElementsAre(v1::WorkerFact::PROFILE, v1::WorkerFact::MERGED));
  EXPECT_THAT(Audits().back().resources(), ElementsAre(second, first)) << "the audit names both";
  // The same once more: the second joins the third, and the first with it.
  EXPECT_OK(Erase(kPanzhou, second, "once more", "", true));
  const std::string third = Create(kPanzhou, FullRow(), kMay);
  EXPECT_EQ(Get(kPanzhou, second)->merged_into(), third);
  EXPECT_EQ(Get(kPanzhou, first)->merged_into(), second);
}

// Erased in one county and registered by another, a person counted twice. The other county is not
// told that anybody was erased.
TEST_F(ErasureTest, Rule8AnotherCountysNewRecordIsOnePersonWithWhatIsLeft) {
  const std::string first = Create(kPanzhou, Row(), kMay);
  EXPECT_OK(Erase(kPanzhou, first));
  v1::Worker elsewhere = Row();
  elsewhere.set_division_code("520203102");
  const v1::ImportResult created = ImportOne(kLiuzhi, elsewhere, kJune);
  EXPECT_THAT(created, HasResult(v1::ImportResult::CREATED));
  EXPECT_THAT(Reasons(created), ::testing::Not(::testing::Contains(HasSubstr("PERSON"))));
  EXPECT_EQ(Get(kPanzhou, first)->merged_into(), created.name());
  EXPECT_EQ(FactsOf(first).back().recorded_by(), kLiuzhi);
  // The county that erased still refuses its old file.
  EXPECT_THAT(ImportOne(kPanzhou, Row()), HasResult(v1::ImportResult::REJECTED));
}

// A death is the person's: who comes alive under the number would be dead in every figure.
TEST_F(ErasureTest, WhatIsLeftOfTheDeadJoinsNobodyWhoComesAlive) {
  const std::string dead = Create(kPanzhou, Row(), kMay);
  ASSERT_OK(Record(kPanzhou, dead, Fact(v1::WorkerFact::DIED, kJune)));
  EXPECT_OK(Erase(kPanzhou, dead));
  v1::Worker elsewhere = Row();
  elsewhere.set_division_code("520203102");
  Create(kLiuzhi, elsewhere, kJune);
  EXPECT_EQ(Get(kPanzhou, dead)->merged_into(), "");
  v1::CreateWorkerRequest create;
  *create.mutable_worker() = Row();
  create.set_allow_erased(true);
  EXPECT_OK(role_.Call(kPanzhou, &Stub::CreateWorker, create));
  EXPECT_EQ(Get(kPanzhou, dead)->merged_into(), "");
}

// A record made without the number is one person with what is left as soon as it bears it.
TEST_F(ErasureTest, Rule8ANumberThatIsToldLaterBringsThemTogether) {
  const std::string first = Create(kPanzhou, Row(), kMay);
  EXPECT_OK(Erase(kPanzhou, first));
  v1::Worker unnumbered = Row();
  unnumbered.set_division_code("520203102");
  unnumbered.mutable_personal_details()->clear_identity_number();
  *unnumbered.mutable_birth_date() = runtime::ToDate(absl::CivilDay(1990, 5, 1));
  unnumbered.set_source_reference("ref-9");
  const std::string second = Create(kLiuzhi, unnumbered, kJune);
  EXPECT_EQ(Get(kPanzhou, first)->merged_into(), "");
  v1::UpdateWorkerRequest update;
  update.mutable_worker()->set_name(second);
  update.mutable_worker()->mutable_personal_details()->set_identity_number(
      Row().personal_details().identity_number());
  update.mutable_update_mask()->add_paths("personal_details.identity_number");
  ASSERT_OK(role_.Call(kLiuzhi, &Stub::UpdateWorker, update));
  EXPECT_EQ(Get(kPanzhou, first)->merged_into(), second);
}

// Two erased records of one number, which stood apart, both join.
TEST_F(ErasureTest, Rule8AllThatIsLeftUnderANumberJoins) {
  v1::Worker elsewhere = Row();
  elsewhere.set_division_code("520203102");
  const std::string first = Create(kPanzhou, Row(), kMay);
  const std::string second = Create(kLiuzhi, elsewhere, kJune);
  EXPECT_OK(Erase(kLiuzhi, second, "wrong column", "", true));  // which parts the two
  EXPECT_EQ(Get(kPanzhou, first)->merged_into(), "");
  EXPECT_OK(Erase(kPanzhou, first, "wrong column", "", true));
  const std::string third = Create(kPanzhou, Row(), kMay);
  EXPECT_EQ(Get(kPanzhou, first)->merged_into(), third);
  EXPECT_EQ(Get(kLiuzhi, second)->merged_into(), third);
}

TEST_F(ErasureTest, AnErasedRecordDoesNotChange) {
  const std::string name = Create(kPanzhou, FullRow(), kMay);
  EXPECT_OK(Erase(kPanzhou, name));
  EXPECT_THAT(Record(kPanzhou, name, Moved(kJune, "520281002")),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("erased")));
  v1::ResumeWorkerRequest resume;
  resume.set_name(name);
  EXPECT_THAT(role_.Call(kPanzhou, &Stub::ResumeWorker, resume),
              StatusIs(absl::StatusCode::kFailedPrecondition));
  v1::UpdateWorkerRequest update;
  update.mutable_worker()->set_name(name);
  update.mutable_worker()->set_min_wage_cny_per_month(5'000);
  EXPECT_THAT(role_.Call(kPanzhou, &Stub::UpdateWorker, update),
              StatusIs(absl::StatusCode::kFailedPrecondition));
}

TEST_F(ErasureTest, NeedsAPurposeTheScopeAndTheStateThatWasRead) {
  const std::string name = Create(kPanzhou, FullRow(), kMay);
  EXPECT_THAT(Erase(kPanzhou, name, ""),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("purpose")));
  EXPECT_THAT(Erase(kLiuzhi, name), StatusIs(absl::StatusCode::kPermissionDenied));
  EXPECT_THAT(Erase(kPanzhou, name, "asked for", "\"1000000\""),
              StatusIs(absl::StatusCode::kAborted));
  EXPECT_THAT(Records(Table::kPersonalDetails), SizeIs(1));
}

// An import that was planned before the erasure must not bring the person back.
TEST_F(ErasureTest, AnImportThatLosesTheRaceIsRefused) {
  const std::string name = Create(kPanzhou, Row(), kMay);
  bool raced = false;
  store_->before_commit = [&](storage::Store& /*store*/) {
    if (raced) return;
    raced = true;
    EXPECT_OK(Erase(kPanzhou, name));
  };
  v1::Worker row = Row();
  row.set_min_wage_cny_per_month(5'000);
  EXPECT_THAT(ImportOne(kPanzhou, row), HasResult(v1::ImportResult::REJECTED));
  EXPECT_TRUE(Get(kPanzhou, name)->has_erase_time());
}

// Whoever is left of a family keeps their household.
TEST_F(ErasureTest, AHouseholdLosesTheMemberAlone) {
  v1::Worker other = Row(103);
  other.set_household("H-17");
  const std::string name = Create(kPanzhou, FullRow(), kMay);
  const std::string left = Create(kPanzhou, other, kMay);
  const std::string household = Get(kPanzhou, left)->household();
  EXPECT_OK(Erase(kPanzhou, name));
  v1::GetHouseholdRequest get;
  get.set_name(household);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto found, role_.Call(kPanzhou, &Stub::GetHousehold, get));
  EXPECT_THAT(found.members(), ElementsAre(left));
}

// Another county's record of the same person is that county's to erase.
TEST_F(ErasureTest, TheRecordOfAnotherCountyStaysFindableThere) {
  const std::string first = Create(kPanzhou, Row(), kMay);
  v1::Worker row = Row();
  row.set_division_code(kYanjiao);
  const std::string second = Create(kLiuzhi, row, kJune);
  EXPECT_OK(Erase(kLiuzhi, second));
  EXPECT_EQ(ImportOne(kPanzhou, Row()).name(), first);
  EXPECT_THAT(Records(Table::kIdentities),
              SizeIs(3));  // the number's entry, Liuzhi's note, that of all counties
}

}  // namespace
}  // namespace laowu::worker
