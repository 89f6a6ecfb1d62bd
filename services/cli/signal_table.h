#ifndef LAOWU_SERVICES_CLI_SIGNAL_TABLE_H_
#define LAOWU_SERVICES_CLI_SIGNAL_TABLE_H_

#include <string>

#include "laowu/v1/monitoring_service.pb.h"

namespace laowu::cli {

// Signals, one a row: whom they are about, who recorded it, and how many workers, outcomes and
// facts are shown with the first few of each. All of them are in --json. Pure.
std::string SignalTable(const v1::ListSignalsResponse& answer);

}  // namespace laowu::cli

#endif  // LAOWU_SERVICES_CLI_SIGNAL_TABLE_H_
