#ifndef LAOWU_SERVICES_MONITORING_STANDING_WORKERS_H_
#define LAOWU_SERVICES_MONITORING_STANDING_WORKERS_H_

// The book names a person by the oldest record, which publications rest on. Where that was merged
// into another, perhaps of the county that has the person registered now, the other one stands, and
// it alone can be opened there: it is asked of the worker role when persons are shown, and kept
// nowhere here. Thread-safe.

#include <map>
#include <string>

#include "laowu/v1/monitoring_service.pb.h"
#include "laowu/v1/publications.pb.h"
#include "services/runtime/call_context.h"
#include "services/runtime/channels.h"

namespace laowu::monitoring {

// Of a record, another one: what it was merged into, or what stands for it.
using OtherRecords = std::map<std::string, std::string>;

// Of each of `merged`, by what it was merged into, the record that stands, as far as that is in the
// caller's scope. Where the worker role does not answer: none.
OtherRecords StandingInScope(const runtime::Channels& channels, const runtime::CallContext& call,
                             const OtherRecords& merged);

// Names each person by the record that stands; the one named before is among the others then. Where
// the worker role does not answer, they stay as they are.
void NameByStandingRecords(const runtime::Channels& channels, const runtime::CallContext& call,
                           v1::ExplainOutboundRatioResponse& response);
void NameByStandingRecords(const runtime::Channels& channels, const runtime::CallContext& call,
                           v1::ListRevisionsResponse& response);
// But of REGISTRATION_MOVED, which tells of the record that said the registration before.
void NameByStandingRecords(const runtime::Channels& channels, const runtime::CallContext& call,
                           v1::ListSignalsResponse& response);

}  // namespace laowu::monitoring

#endif  // LAOWU_SERVICES_MONITORING_STANDING_WORKERS_H_
