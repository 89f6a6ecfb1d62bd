"""A gRPC relay that is as bad as a network can be: of each method the first call is refused because
the server is busy, the second is carried out and its answer lost, as by a broken line or, of arrivals, by a
server that goes in the middle of a call; then all is well."""
import time
from concurrent import futures

import grpc


class Relay(grpc.GenericRpcHandler):
    RETRY_SECONDS = 0.3

    def __init__(self, target):
        self._channel = grpc.insecure_channel(target)
        self.times = {}  # when each method was called
        self._server = grpc.server(futures.ThreadPoolExecutor(4))
        self._server.add_generic_rpc_handlers([self])
        self.address = "127.0.0.1:%d" % self._server.add_insecure_port("127.0.0.1:0")
        self._server.start()

    def stop(self):
        self._server.stop(None).wait()
        self._channel.close()

    def service(self, handler_call_details):
        method = handler_call_details.method
        return grpc.unary_unary_rpc_method_handler(
            lambda request, context: self._call(method, request, context))

    def _call(self, method, request, context):
        times = self.times.setdefault(method, [])
        times.append(time.monotonic())
        if len(times) == 1:
            context.set_trailing_metadata([("grpc-status-details-bin", self._retry_details())])
            context.abort(grpc.StatusCode.RESOURCE_EXHAUSTED, "the queue is full")
        try:
            # With the caller's own token.
            sent = [(key, value) for key, value in context.invocation_metadata() if key == "authorization"]
            answer = self._channel.unary_unary(method)(request, metadata=sent, timeout=60)
        except grpc.RpcError as error:
            context.set_trailing_metadata(error.trailing_metadata())
            context.abort(error.code(), error.details())
        if len(times) == 2:
            gone = method.endswith("/ConfirmArrival")
            context.abort(grpc.StatusCode.CANCELLED if gone else grpc.StatusCode.UNAVAILABLE, "the line broke")
        return answer

    def _retry_details(self):
        from google.protobuf import duration_pb2
        from google.rpc import error_details_pb2, status_pb2

        delay = duration_pb2.Duration(nanos=int(self.RETRY_SECONDS * 1e9))
        status = status_pb2.Status(code=grpc.StatusCode.RESOURCE_EXHAUSTED.value[0], message="the queue is full")
        status.details.add().Pack(error_details_pb2.RetryInfo(retry_delay=delay))
        return status.SerializeToString()
