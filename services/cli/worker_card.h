#ifndef LAOWU_SERVICES_CLI_WORKER_CARD_H_
#define LAOWU_SERVICES_CLI_WORKER_CARD_H_

// One worker as a clerk looks at him: registration, state, skills and wishes, what may come of it
// and what came of it last. As much of the person as the record at hand has.

#include <string>

#include "laowu/v1/worker_service.pb.h"
#include "services/cli/client.h"

namespace laowu::cli {

// "可推荐 active"
std::string StateWords(const v1::Worker& worker);

// To standard output. Asks `client` for names, for live placements and the last three outcomes.
void PrintWorker(Client& client, const v1::Worker& worker);

}  // namespace laowu::cli

#endif  // LAOWU_SERVICES_CLI_WORKER_CARD_H_
