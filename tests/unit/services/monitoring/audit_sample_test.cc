// Samples of a publication over a server in this process: drawn once and by the seed alone,
// answered, corrected by later answers and never overwritten, and shown to whom they concern.

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "feed_fixture.h"
#include "laowu/internal/v1/stored.pb.h"
#include "services/monitoring/audit_sample_records.h"
#include "services/monitoring/audit_sample_rules.h"
#include "services/runtime/digest.h"
#include "services/runtime/page_token.h"

namespace laowu::monitoring {
namespace {

using ::laowu::testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr char kTown[] = "520281001";
constexpr char kRequestId[] = "1b4e28ba-2fa1-4d3b-a3f5-ef19b5a7633b";

// Away on 30 June: three by an office's trip, attested, and two by themselves. Drawn at noon.
class AuditSampleTest : public FeedFixture {
 protected:
  AuditSampleTest() {
    std::vector<v1::WorkerFact> facts;
    std::vector<v1::Outcome> outcomes;
    for (const char* worker : {"organised-1", "organised-2", "organised-3", "self-1", "self-2"}) {
      facts.push_back(Profile(worker, kTown, At(8)));
      const bool organised = worker[0] == 'o';
      outcomes.push_back(
          Arrival(worker, organised ? v1::CHANNEL_PUBLIC_SERVICE : v1::CHANNEL_SELF, At(9)));
      if (!organised) continue;
      auto* proof = outcomes.back().add_attestations();
      proof->set_name(outcomes.back().name() + "/attestations/a");
      proof->set_kind(v1::Attestation::OFFICE_CONFIRMATION);
      proof->set_grade(v1::EVIDENCE_GRADE_DESTINATION_CONFIRMATION);
      *proof->mutable_record_time() = runtime::ToTimestamp(At(9));
    }
    SendWorkers(facts, At(11));
    SendOutcomes(outcomes, At(11));
    WaitUntilComplete(At(11));
    v1::CreatePublicationRequest create;
    create.set_outbound_ratio(Ratio().name());
    publication_ = role_.Call(kPanzhou, &Stub::CreatePublication, create)->name();
  }

  absl::StatusOr<v1::AuditSample> Draw(const std::string& seed = "", int size = 0,
                                       const std::string& principal = kPanzhou) {
    v1::DrawAuditSampleRequest request;
    request.set_parent(publication_);
    request.set_seed(seed);
    request.set_size(size);
    return role_.Call(principal, &Stub::DrawAuditSample, request);
  }
  static void Answer(const std::string& pseudonym, v1::AuditAnswer::Truth truth,
                     v1::RecordAuditAnswersRequest& request) {
    auto* answer = request.add_answers();
    answer->set_pseudonym(pseudonym);
    answer->set_truth(truth);
    *answer->mutable_call_date() = runtime::ToDate(absl::CivilDay(2026, 6, 30));
  }
  // Everybody of `sample` said that it is as recorded.
  static v1::RecordAuditAnswersRequest AsRecorded(const v1::AuditSample& sample) {
    v1::RecordAuditAnswersRequest request;
    request.set_name(sample.name());
    request.set_request_id(kRequestId);
    for (const auto& person : sample.persons()) {
      Answer(
          person.pseudonym(),
          person.recorded_organized() ? v1::AuditAnswer::ORGANIZED : v1::AuditAnswer::NOT_ORGANIZED,
          request);
    }
    return request;
  }
  absl::StatusOr<v1::AuditSample> Record(const v1::RecordAuditAnswersRequest& request,
                                         const std::string& principal = kPanzhou) {
    return role_.Call(principal, &Stub::RecordAuditAnswers, request);
  }
  absl::StatusOr<v1::AuditSample> GetSample(const std::string& name,
                                            const std::string& principal = kPanzhou) {
    v1::GetAuditSampleRequest request;
    request.set_name(name);
    return role_.Call(principal, &Stub::GetAuditSample, request);
  }
  static std::string OrganizedOne(const v1::AuditSample& sample) {
    return std::find_if(sample.persons().begin(), sample.persons().end(),
                        [](const auto& person) { return person.recorded_organized(); })
        ->pseudonym();
  }

  // The files of the publication's pack, by name, and how many pages they took.
  std::map<std::string, std::string> Pack(int* pages = nullptr,
                                          const std::string& principal = kPanzhou) {
    std::map<std::string, std::string> files;
    v1::ExportAuditPackRequest request;
    request.set_name(publication_);
    do {
      const auto page = role_.Call(principal, &Stub::ExportAuditPack, request);
      EXPECT_OK(page);
      if (!page.ok()) break;
      for (const auto& part : page->parts()) files[part.path()] += part.data();
      request.set_page_token(page->next_page_token());
      if (pages != nullptr) ++*pages;
    } while (!request.page_token().empty());
    return files;
  }
  // SHA256SUMS has one line of each file but itself, as sha256sum writes it.
  static void ExpectSummed(const std::map<std::string, std::string>& files) {
    std::map<std::string, std::string> sums;
    for (const absl::string_view line :
         absl::StrSplit(files.at("SHA256SUMS"), '\n', absl::SkipEmpty())) {
      const std::vector<std::string> parts = absl::StrSplit(line, absl::MaxSplits("  ", 1));
      ASSERT_THAT(parts, SizeIs(2)) << line;
      EXPECT_TRUE(sums.emplace(parts[1], parts[0]).second) << parts[1] << " is there twice";
    }
    EXPECT_EQ(sums.size() + 1, files.size());
    for (const auto& [path, data] : files) {
      if (path == "SHA256SUMS") continue;
      EXPECT_EQ(sums[path], absl::BytesToHexString(runtime::Sha256(data))) << path;
    }
  }
  static std::string SampleFile(const v1::AuditSample& sample) {
    return absl::StrCat("sample-", sample.name().substr(sample.name().rfind('/') + 1), ".csv");
  }

  static std::vector<std::string> FieldsOf(const runtime::FieldChecks& checks) {
    std::vector<std::string> fields;
    for (const auto& violation : checks.violations()) fields.push_back(violation.field());
    return fields;
  }

  std::string publication_;
};

TEST_F(AuditSampleTest, IsDrawnByStratumUnderThePseudonymsOfThePublication) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto sample, Draw());
  EXPECT_THAT(sample.name(), HasSubstr(publication_ + "/auditSamples/"));
  EXPECT_EQ(sample.size(), 323);
  EXPECT_EQ(sample.drawn_by(), kPanzhou);
  ASSERT_THAT(sample.persons(), SizeIs(5));
  EXPECT_EQ(sample.persons(0).channel(), v1::CHANNEL_PUBLIC_SERVICE);
  EXPECT_EQ(sample.persons(0).division_code(), kTown);
  EXPECT_TRUE(sample.persons(0).recorded_organized());
  EXPECT_FALSE(sample.persons(4).recorded_organized());
  EXPECT_EQ(sample.result().drawn_person_count(), 5);
  EXPECT_DOUBLE_EQ(sample.result().recorded_ratio(), 0.6);
  EXPECT_FALSE(sample.result().has_corrected_ratio());
  // Who is behind the pseudonyms is told by the method that leaves a record of it.
  v1::RevealAuditPersonsRequest reveal;
  reveal.set_name(publication_);
  reveal.set_purpose("抽查");
  for (const auto& person : sample.persons()) reveal.add_pseudonyms(person.pseudonym());
  v1::RevealAuditPersonsRequest without = reveal;
  without.set_purpose("。");
  EXPECT_THAT(role_.Call(kPanzhou, &Stub::RevealAuditPersons, without),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("purpose")));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto persons,
                             role_.Call(kPanzhou, &Stub::RevealAuditPersons, reveal));
  EXPECT_THAT(persons.persons(), SizeIs(5));
}

TEST_F(AuditSampleTest, IsDrawnOnceAndEveryDrawStaysInTheList) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto first, Draw("a", 2, kCity));
  ASSERT_THAT(first.persons(), SizeIs(2));
  EXPECT_FALSE(first.seed_drawn());
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto again, Draw("a", 2, kCity));
  EXPECT_EQ(again.SerializeAsString(), first.SerializeAsString());
  for (int i = 0; i < 8; ++i) ASSERT_OK(Draw(absl::StrCat("other ", i), 2, kCity));
  v1::ListAuditSamplesRequest list;
  list.set_parent(publication_);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto all, role_.Call(kCity, &Stub::ListAuditSamples, list));
  EXPECT_THAT(all.samples(), SizeIs(9));
  EXPECT_THAT(all.samples(0).persons(), IsEmpty());
  EXPECT_EQ(all.samples(0).result().drawn_person_count(), 2);
  // Another size is another sample.
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto more, Draw("a", 3, kCity));
  EXPECT_NE(more.name(), first.name());
}

// A county that chooses the seed chooses who is asked about its own figure: it would try seeds,
// which cost it nothing with an audit pack at hand, until one pleases. The server's is one for all
// of its draws.
TEST_F(AuditSampleTest, ACountyDrawsByTheServersSeedAlone) {
  EXPECT_THAT(Draw("2026-06"), StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("seed")));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto drawn, Draw("", 2));
  EXPECT_THAT(drawn.seed(), SizeIs(32));
  EXPECT_TRUE(drawn.seed_drawn());
  // Another size is no other throw of the dice: the same and more.
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto larger, Draw("", 4));
  EXPECT_EQ(larger.seed(), drawn.seed());
  // Nor is the city's, and the seed may be said where it is known.
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto of_city, Draw("", 2, kCity));
  EXPECT_EQ(of_city.SerializeAsString(), drawn.SerializeAsString());
  EXPECT_OK(Draw(drawn.seed(), 2));
  // Of another publication of the same figure it is another.
  v1::CreatePublicationRequest create;
  create.set_outbound_ratio(Ratio().name());
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto publication,
                             role_.Call(kPanzhou, &Stub::CreatePublication, create));
  publication_ = publication.name();
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto other, Draw("", 2));
  EXPECT_NE(other.seed(), drawn.seed());
}

// What has become known since changes nobody of a sample drawn later.
TEST_F(AuditSampleTest, IsDrawnOfWhatWasPublished) {
  v1::Outcome voided = Arrival("self-1", v1::CHANNEL_UNSPECIFIED, At(11, 10));
  voided.set_name("outcomes/void");
  voided.set_type(v1::Outcome::VOIDED);
  voided.set_voids("outcomes/arrival-self-1");
  SendWorkers({}, At(11, 30));
  SendOutcomes({voided}, At(11, 30));
  WaitUntilComplete(At(11, 30));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto sample, Draw());
  EXPECT_THAT(sample.persons(), SizeIs(5));
}

TEST_F(AuditSampleTest, AnswersCorrectTheRatioAndLaterOnesCount) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto sample, Draw());
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto answered, Record(AsRecorded(sample)));
  EXPECT_EQ(answered.result().reached_person_count(), 5);
  EXPECT_DOUBLE_EQ(answered.result().corrected_ratio(), 0.6);
  EXPECT_FALSE(answered.result().certified());
  EXPECT_THAT(
      answered.result().not_certified_for(),
      ElementsAre(v1::AuditResult::RATIO_BELOW_NEEDED, v1::AuditResult::INTERVAL_BELOW_TARGET));
  EXPECT_THAT(sample.result().not_certified_for(), ElementsAre(v1::AuditResult::GROUP_NOT_REACHED))
      << "nobody was called yet";
  EXPECT_NE(answered.etag(), sample.etag());
  // One of the three was not organised after all: a = 2/3.
  v1::RecordAuditAnswersRequest correction;
  correction.set_name(sample.name());
  const std::string pseudonym = OrganizedOne(sample);
  Answer(pseudonym, v1::AuditAnswer::NOT_ORGANIZED, correction);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto corrected, Record(correction, kCity));
  EXPECT_EQ(corrected.result().confirmed_organized_person_count(), 2);
  EXPECT_NEAR(corrected.result().corrected_ratio(), 0.4, 1e-12);
  for (const auto& person : corrected.persons()) {
    if (person.pseudonym() != pseudonym) continue;
    ASSERT_THAT(person.answers(), SizeIs(2));
    EXPECT_EQ(person.answers(0).truth(), v1::AuditAnswer::ORGANIZED);
    EXPECT_EQ(person.answers(0).recorded_by(), kPanzhou);
    EXPECT_EQ(person.answers(1).recorded_by(), kCity);
    EXPECT_TRUE(person.answers(1).has_record_time());
  }
  // And then it turns out that nobody had answered.
  correction.mutable_answers(0)->set_truth(v1::AuditAnswer::NOT_REACHED);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto taken_back, Record(correction));
  EXPECT_EQ(taken_back.result().reached_person_count(), 4);
  EXPECT_DOUBLE_EQ(taken_back.result().corrected_ratio(), 0.6);
}

// By the rule of ratio/audit_sample.h: no certificate where most of the drawn were not reached.
TEST(AuditSampleResult, IsCertifiedOnlyWhereHalfOfTheDrawnWereReached) {
  v1::Publication publication;
  publication.mutable_outbound_ratio()->set_outbound_person_count(100);
  publication.mutable_outbound_ratio()->set_organized_person_count(90);
  v1::AuditSample sample;
  for (int i = 0; i < 100; ++i) {
    auto* const person = sample.add_persons();
    person->set_recorded_organized(i < 90);
    person->add_answers()->set_truth(i < 95 ? v1::AuditAnswer::ORGANIZED
                                            : v1::AuditAnswer::NOT_ORGANIZED);
  }
  // Not called yet, or not reached, is the same.
  for (int i = 0; i < 50; ++i) sample.add_persons()->set_recorded_organized(true);
  for (int i = 0; i < 50; ++i) {
    sample.add_persons()->add_answers()->set_truth(v1::AuditAnswer::NOT_REACHED);
  }
  FillResult(publication, sample);
  EXPECT_EQ(sample.result().drawn_person_count(), 200);
  EXPECT_EQ(sample.result().reached_person_count(), 100);
  EXPECT_NEAR(sample.result().corrected_ratio(), 0.95, 1e-12);
  EXPECT_NEAR(sample.result().low_ratio(), 0.9047, 1e-4);
  EXPECT_NEAR(sample.result().high_ratio(), 0.9763, 1e-4);
  EXPECT_TRUE(sample.result().certified());
  EXPECT_THAT(sample.result().not_certified_for(), IsEmpty());
  sample.add_persons();
  FillResult(publication, sample);
  EXPECT_NEAR(sample.result().corrected_ratio(), 0.95, 1e-12);
  EXPECT_FALSE(sample.result().certified());
  EXPECT_THAT(sample.result().not_certified_for(), ElementsAre(v1::AuditResult::REACHED_TOO_FEW));
}

TEST_F(AuditSampleTest, ARetryAddsNothing) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto sample, Draw());
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto once, Record(AsRecorded(sample)));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto twice, Record(AsRecorded(sample)));
  EXPECT_EQ(twice.SerializeAsString(), once.SerializeAsString());
}

TEST_F(AuditSampleTest, AnswersThatCannotBeAreNamedAllAtOnceAndNoneIsKept) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto sample, Draw());
  auto request = AsRecorded(sample);
  request.mutable_answers(0)->set_pseudonym(std::string(32, '0'));
  request.mutable_answers(1)->mutable_call_date()->set_day(29);
  request.mutable_answers(2)->mutable_call_date()->set_month(7);
  EXPECT_THAT(Record(request), StatusIs(absl::StatusCode::kInvalidArgument));
  runtime::FieldChecks checks;
  CheckAnswersOf(sample, request, {absl::CivilDay(2026, 6, 30), absl::CivilDay(2026, 6, 30)},
                 checks);
  EXPECT_THAT(FieldsOf(checks),
              ElementsAre("answers[0].pseudonym", "answers[1].call_date", "answers[2].call_date"));
  request = AsRecorded(sample);
  *request.add_answers() = request.answers(0);
  request.mutable_answers(1)->clear_truth();
  EXPECT_THAT(Record(request), StatusIs(absl::StatusCode::kInvalidArgument));
  runtime::FieldChecks of_fields;
  CheckAnswerFields(request, of_fields);
  EXPECT_THAT(FieldsOf(of_fields), ElementsAre("answers[1].truth", "answers[5].pseudonym"));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto after, GetSample(sample.name()));
  EXPECT_EQ(after.SerializeAsString(), sample.SerializeAsString());
}

TEST_F(AuditSampleTest, MonitorsSeeTheResultAndNoPersonAndOthersNothing) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto sample, Draw());
  ASSERT_OK(Record(AsRecorded(sample)));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto seen, GetSample(sample.name(), kMonitor));
  EXPECT_THAT(seen.persons(), IsEmpty());
  EXPECT_EQ(seen.result().reached_person_count(), 5);
  EXPECT_DOUBLE_EQ(seen.result().corrected_ratio(), 0.6);
  EXPECT_THAT(Draw("b", 0, kMonitor), StatusIs(absl::StatusCode::kPermissionDenied));
  // Whether it is there is not told.
  EXPECT_THAT(GetSample(sample.name(), kLiuzhi), StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(GetSample(publication_ + "/auditSamples/none", kLiuzhi),
              StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(Record(AsRecorded(sample), kLiuzhi), StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(Draw("b", 0, kLiuzhi), StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(Draw("b", 0, kOffice), StatusIs(absl::StatusCode::kPermissionDenied));
}

// Auditors take away what was drawn, with the form and its answers, and who signed; no name of
// anybody.
TEST_F(AuditSampleTest, APackHasWhoSignedAndEachSampleWithItsForm) {
  v1::AdvancePublicationRequest submit;
  submit.set_name(publication_);
  submit.set_state(v1::Publication::SUBMITTED);
  submit.set_comment("=六月, 终稿");
  ASSERT_OK(role_.Call(kPanzhou, &Stub::AdvancePublication, submit));
  v1::AdvancePublicationRequest accept;
  accept.set_name(publication_);
  accept.set_state(v1::Publication::ACCEPTED);
  accept.set_comment(" =x");
  ASSERT_OK(role_.Call(kCity, &Stub::AdvancePublication, accept));
  const auto before = Pack();
  EXPECT_THAT(before.at("signatures.csv"),
              HasSubstr("publication,state,signed_by,sign_time,comment"));
  EXPECT_THAT(before.at("signatures.csv"),
              HasSubstr(absl::StrCat(publication_, ",DRAFT,", kPanzhou, ",2026-")));
  EXPECT_THAT(before.at("signatures.csv"), HasSubstr(",\"'=六月, 终稿\""));
  EXPECT_THAT(before.at("signatures.csv"), HasSubstr(",' =x\r\n")) << "a formula behind a blank";
  EXPECT_EQ(before.count("samples.csv"), 0u) << "nobody has drawn one";
  ExpectSummed(before);
  EXPECT_THAT(before.at("README.md"), HasSubstr("samples.csv"));

  LAOWU_ASSERT_OK_AND_ASSIGN(const auto sample, Draw());
  auto answers = AsRecorded(sample);
  answers.mutable_answers(0)->set_truth(v1::AuditAnswer::NOT_REACHED);
  ASSERT_OK(Record(answers));
  const auto after = Pack();
  EXPECT_EQ(after.at("publication.txt"), before.at("publication.txt"));
  EXPECT_EQ(after.at("hash.txt"), before.at("hash.txt"));
  ExpectSummed(after);
  EXPECT_THAT(
      after.at("samples.csv"),
      HasSubstr(absl::StrCat(SampleFile(sample), ",", sample.seed(), ",yes,323,", kPanzhou)));
  const std::string& form = after.at(SampleFile(sample));
  EXPECT_THAT(form, HasSubstr("pseudonym,township,channel,organizer,recorded_organized,called_on,"
                              "truly_organized,remark\r\n"));
  EXPECT_THAT(form, HasSubstr(absl::StrCat(sample.persons(0).pseudonym(), ",", kTown,
                                           ",PUBLIC_SERVICE,,yes,2026-06-30,not_reached,\r\n")));
  EXPECT_THAT(form, HasSubstr(absl::StrCat(sample.persons(4).pseudonym(), ",", kTown,
                                           ",SELF,,no,2026-06-30,no,\r\n")));
}

TEST_F(AuditSampleTest, APackHasEveryDrawHoweverManyThereAre) {
  std::vector<std::string> drawn;
  for (int i = 0; i < 20; ++i) {
    LAOWU_ASSERT_OK_AND_ASSIGN(const auto sample, Draw(absl::StrCat(i), 2, kCity));
    drawn.push_back(SampleFile(sample));
  }
  int pages = 0;
  const auto files = Pack(&pages);
  for (const std::string& file : drawn) EXPECT_EQ(files.count(file), 1u) << file;
  const std::string& samples = files.at("samples.csv");
  EXPECT_EQ(std::count(samples.begin(), samples.end(), '\n'), 1 + 20);
  EXPECT_GT(pages, 2);
  ExpectSummed(files);
}

// Whoever exports it: so two who do can compare the one file.
TEST_F(AuditSampleTest, APackIsTheSameToTheLastByteWhoeverTakesIt) {
  ASSERT_OK(Draw());
  const auto of_county = Pack();
  EXPECT_EQ(Pack(nullptr, kCity), of_county);
}

// A server that was begun anew as another version in the middle of an export.
TEST_F(AuditSampleTest, APageTokenWithoutADigestUnderWayIsRefused) {
  v1::ExportAuditPackRequest request;
  request.set_name(publication_);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto first,
                             role_.Call(kPanzhou, &Stub::ExportAuditPack, request));
  const runtime::Principal panzhou{kPanzhou, runtime::PrincipalRole::kCountyBureau, "520281", "",
                                   ""};
  const std::string store_id(owned_->store->store_id());
  std::string text = first.next_page_token();
  ASSERT_OK(runtime::OpenPageToken(role_.keys(), panzhou, store_id, &text));
  request.set_page_token(text);
  LAOWU_ASSERT_OK_AND_ASSIGN(auto token, runtime::DecodePageToken(request));
  EXPECT_THAT(token.last_key(), SizeIs(112));
  token.clear_last_key();
  text = runtime::EncodePageToken(request, token);
  runtime::SealPageToken(role_.keys(), panzhou, store_id, &text);
  request.set_page_token(text);
  EXPECT_THAT(role_.Call(kPanzhou, &Stub::ExportAuditPack, request),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("page_token")));
}

TEST(AuditSampleRecords, ARecordIsReadAsItStandsOrToldToBeBroken) {
  internal::v1::StoredAuditSample stored;
  stored.mutable_sample()->set_seed("a");
  storage::Record record;
  record.value = stored.SerializeAsString();
  record.version = 7;
  record.record_time = absl::FromUnixSeconds(1'780'000'000);
  LAOWU_ASSERT_OK_AND_ASSIGN(const LoadedSample loaded, LoadedSampleOf(record));
  EXPECT_EQ(loaded.stored.sample().seed(), "a");
  EXPECT_EQ(loaded.version, 7);
  EXPECT_EQ(loaded.record_time, record.record_time);
  record.value = "\xFF";
  EXPECT_THAT(LoadedSampleOf(record), StatusIs(absl::StatusCode::kDataLoss));
}

TEST_F(AuditSampleTest, TooManyDrawsAndAnswersAreRefused) {
  for (int i = 0; i < 100; ++i) ASSERT_OK(Draw(absl::StrCat(i), 1, kCity));
  EXPECT_THAT(Draw("one more", 1, kCity), StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_OK(Draw("0", 1, kCity));
  EXPECT_THAT(Draw("", 1001), StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(Draw(std::string(129, 'x'), 1, kCity), StatusIs(absl::StatusCode::kInvalidArgument));
}

}  // namespace
}  // namespace laowu::monitoring
