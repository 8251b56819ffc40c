package io.azimuth.application.system.inspect;

import static io.azimuth.application.route.CoreHandler.core;

import io.azimuth.application.ongoing.OngoingRequest;
import io.azimuth.application.ongoing.OngoingRequests;
import io.azimuth.application.route.CoreCall;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.ClientAddress;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.Route;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** The requests that are being carried out. */
@Singleton
final class OngoingRequestRoutes {

  /** The most requests of an answer: those that take longest. */
  static final int MOST = 1_000;

  private final OngoingRequests requests;

  @Inject
  OngoingRequestRoutes(OngoingRequests requests) {
    this.requests = requests;
  }

  List<Route> routes() {
    return List.of(
        Route.on(Operation.READ, "in-flight-req")
            .access(Access.AUTHORIZED)
            .summary("List the requests that are being carried out")
            .answers(AnswerSchema.body())
            .handle(core(this::read)));
  }

  private Answer read(CoreCall call) {
    Value.Builder all = Value.Obj.builder();
    requests.longest(MOST).forEach(request -> all.put(request.id(), shown(request)));
    return new Answer.Raw(all.build(), Answer.State.NORMAL);
  }

  private static Value.Obj shown(OngoingRequest request) {
    String path = request.path();
    return Value.Obj.builder()
        .put("start_time", request.start().toString())
        .put("client_remote_address", address(request.client()))
        .put("request_path", path.isEmpty() ? "" : "/v1/" + path)
        .put("request_method", method(request.operation()))
        .put("client_id", "")
        .build();
  }

  private static String address(ClientAddress client) {
    String host = client.address().getHostAddress();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + client.port();
  }

  private static String method(Operation operation) {
    return switch (operation) {
      case READ, HELP -> "GET";
      case WRITE -> "POST";
      case LIST, SCAN, PATCH, DELETE -> operation.name();
    };
  }
}
