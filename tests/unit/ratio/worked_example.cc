#include "tests/unit/ratio/worked_example.h"

namespace laowu::ratio {

WorkedStory::WorkedStory() {
  s.Company("company", "2020-01-01");
  for (int i = 1; i <= 12; ++i) s.Worker(absl::StrCat("w", i));
  s.Worker("w13", kTownX, "2010-09-01");
  s.Tell("w4", OutcomeType::kArrived, "2025-09-10", Channel::kSelf);

  s.KnownOn("2026-02-13");
  const std::string w1 =
      s.Tell("w1", OutcomeType::kArrived, "2026-02-12", Channel::kCooperationStation);
  s.Attest(w1, AttestationKind::kOrganizerRecord);
  s.Attest(w1, AttestationKind::kOfficeConfirmation);
  const std::string w7 =
      s.Tell("w7", OutcomeType::kArrived, "2026-02-12", Channel::kCooperationStation);
  s.Attest(w7, AttestationKind::kOrganizerRecord);
  s.Merged("w1", "w7");
  s.Tell("w2", OutcomeType::kArrived, "2026-02-20", Channel::kSelf);
  s.ArrivedOrganized("w3", "2026-02-21");
  s.Tell("w5", OutcomeType::kArrived, "2026-02-22", Channel::kSelf);
  s.ArrivedOrganized("w6", "2026-02-22");
  s.ArrivedOrganized("w8", "2026-02-23");
  s.Tell("w9", OutcomeType::kArrived, "2026-02-23", Channel::kUnknown);
  s.Tell("w11", OutcomeType::kArrived, "2026-02-24",
         {.channel = Channel::kSelf, .workplace = std::string(kOtherTownX)});
  s.ArrivedOrganized("w12", "2026-02-24");

  s.KnownOn("2026-05-11");
  const std::string w4 = s.Tell("w4", OutcomeType::kJobChanged, "2026-05-10",
                                {.channel = Channel::kLabourCompany,
                                 .organizer = "organizers/company",
                                 .placement = "placements/p4"});
  s.Attest(w4, AttestationKind::kOrganizerRecord);
  s.KnownOn("2026-06-01");
  s.Moved("w6", "2026-06-01", kTownY);
  s.KnownOn("2026-06-11");
  w12_visit = s.Tell("w12", OutcomeType::kHomeVisit, "2026-06-10");
  s.KnownOn("2026-06-21");
  w3_returned = s.Tell("w3", OutcomeType::kReturned, "2026-06-20");
  s.KnownOn("2026-06-26");
  s.Died("w8", "2026-06-25");
  s.KnownOn("2026-06-29");
  s.Tell("w10", OutcomeType::kDispatched, "2026-06-28", Channel::kPublicService);
  s.Tell("w5", OutcomeType::kConfirmed, "2026-06-29", Channel::kPublicService);
}

void WorkedStory::Resumes(absl::string_view day) {
  s.KnownOn("2026-07-06");
  s.Tell("w12", OutcomeType::kResumed, day);
}

void WorkedStory::CorrectW3() {
  s.KnownOn("2026-08-01");
  w3_corrections = {s.Void("w3", w3_returned),  // dated 1 January
                    s.Tell("w3", OutcomeType::kHomeVisit, "2026-06-20"),
                    s.Tell("w3", OutcomeType::kResumed, "2026-07-08")};
}

}  // namespace laowu::ratio
