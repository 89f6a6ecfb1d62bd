#include "tests/system/raw_call.h"

#include <grpcpp/generic/generic_stub.h>

#include <chrono>
#include <vector>

#include "services/runtime/errors.h"
#include "services/runtime/rpc.h"

namespace laowu::testing {
namespace {

grpc::ByteBuffer BufferOf(const std::string& bytes) {
  const grpc::Slice slice(bytes);
  return grpc::ByteBuffer(&slice, 1);
}

std::string BytesOf(const grpc::ByteBuffer& buffer) {
  std::vector<grpc::Slice> slices;
  std::string bytes;
  if (!buffer.Dump(&slices).ok()) return bytes;
  for (const grpc::Slice& slice : slices) {
    bytes.append(reinterpret_cast<const char*>(slice.begin()), slice.size());
  }
  return bytes;
}

// Waits for the one step under way; false if it failed.
bool Step(grpc::CompletionQueue& queue) {
  void* tag = nullptr;
  bool ok = false;
  return queue.Next(&tag, &ok) && ok;
}

}  // namespace

absl::StatusOr<std::string> CallRaw(const std::shared_ptr<grpc::Channel>& channel,
                                    const RawRequest& request) {
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(30));
  if (!request.token.empty()) {
    context.AddMetadata(runtime::kAuthorization, "Bearer " + request.token);
  }
  grpc::CompletionQueue queue;
  grpc::GenericStub stub(channel);
  const auto call = stub.PrepareCall(&context, "/" + request.method, &queue);
  call->StartCall(nullptr);
  bool going = Step(queue);
  if (going) {
    // A stream is left open behind its message: what comes is an answer to it, not to the end.
    const grpc::WriteOptions options;
    if (request.stream) {
      call->Write(BufferOf(request.bytes), nullptr);
    } else {
      call->WriteLast(BufferOf(request.bytes), options, nullptr);
    }
    going = Step(queue);
  }
  grpc::ByteBuffer answer;
  bool answered = false;
  if (going) {
    call->Read(&answer, nullptr);
    answered = Step(queue);
  }
  if (answered && request.stream) context.TryCancel();
  grpc::Status status;
  call->Finish(&status, nullptr);
  Step(queue);
  if (answered && (request.stream || status.ok())) return BytesOf(answer);
  if (status.ok()) return absl::UnknownError("no answer and no error");
  return runtime::FromGrpc(status);
}

}  // namespace laowu::testing
