#ifndef LAOWU_SERVICES_MONITORING_ENTRIES_FROM_PROTO_H_
#define LAOWU_SERVICES_MONITORING_ENTRIES_FROM_PROTO_H_

// The only meeting of messages and ratio book. Pure.

#include <string>
#include <vector>

#include "laowu/v1/monitoring_service.pb.h"
#include "laowu/v1/placement_service.pb.h"
#include "laowu/v1/worker_service.pb.h"
#include "ratio/ratio_book.h"
#include "ratio/reports.h"

namespace laowu::monitoring {

ratio::WorkerFact ToEntry(const v1::WorkerFact& fact);
ratio::Outcome ToEntry(const v1::Outcome& outcome);
// `outcome` names what the attestation vouches for.
ratio::Attestation ToEntry(const std::string& outcome, const v1::Attestation& attestation);
// An organiser's registration and licences, as known at its record time.
std::vector<ratio::OrganizerFact> ToEntries(const v1::Organizer& organizer);

// Number, interval and when it became known, back from the entry's name and days.
v1::Organizer::Licence ToLicence(const ratio::OtherLicence& licence);

// `policy` and the query's other settings as applied; `known_at` is the query's.
v1::OutboundRatio ToOutboundRatio(const ratio::Figures& figures, const ratio::FigureQuery& query);
// Without the organiser's display name.
v1::ExplainedPerson ToExplainedPerson(const ratio::ExplainedPerson& person);

}  // namespace laowu::monitoring

#endif  // LAOWU_SERVICES_MONITORING_ENTRIES_FROM_PROTO_H_
