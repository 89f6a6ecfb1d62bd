#include "services/gateway/generic_call.h"

#include <grpcpp/generic/generic_stub.h>

#include <vector>

#include "services/runtime/errors.h"
#include "services/runtime/rpc.h"
#include "storage/mutex.h"

namespace laowu::gateway {
namespace {

std::string Flatten(const grpc::ByteBuffer& buffer) {
  std::vector<grpc::Slice> slices;
  std::string out;
  if (!buffer.Dump(&slices).ok()) return out;
  out.reserve(buffer.Length());
  for (const grpc::Slice& slice : slices) {
    out.append(reinterpret_cast<const char*>(slice.begin()), slice.size());
  }
  return out;
}

}  // namespace

absl::StatusOr<std::string> CallBytes(const std::shared_ptr<grpc::Channel>& channel,
                                      const std::string& path, const std::string& request,
                                      absl::string_view authorization, absl::Time deadline) {
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(deadline));
  if (!authorization.empty()) {
    context.AddMetadata(runtime::kAuthorization, std::string(authorization));
  }
  const grpc::Slice slice(request);
  const grpc::ByteBuffer request_bytes(&slice, 1);
  grpc::ByteBuffer response_bytes;
  grpc::GenericStub stub(channel);

  storage::Mutex mutex;
  storage::CondVar done_changed;
  bool done = false;
  grpc::Status status;
  stub.UnaryCall(&context, path, grpc::StubOptions(), &request_bytes, &response_bytes,
                 [&](grpc::Status result) {
                   storage::MutexLock lock(mutex);
                   status = std::move(result);
                   done = true;
                   done_changed.NotifyAll();
                 });
  storage::MutexLock lock(mutex);
  while (!done) done_changed.Wait(mutex);
  if (!status.ok()) return runtime::FromGrpc(status);
  return Flatten(response_bytes);
}

}  // namespace laowu::gateway
