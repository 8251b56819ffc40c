package io.azimuth.adapters.azure.simulator.graph;

import io.azimuth.adapters.azure.simulator.fleet.Guids;
import io.azimuth.adapters.azure.simulator.http.SimulatorAnswer;
import io.azimuth.adapters.azure.simulator.token.BearerProblem;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Errors in the form of Graph. */
public final class GraphErrors {

  private final Clock clock;
  private final RandomGenerator random;

  public GraphErrors(Clock clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  SimulatorAnswer error(int status, String code, String message) {
    String requestId = Guids.random(random);
    String date = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", "");
    Map<String, Object> inner = new LinkedHashMap<>();
    inner.put("date", date);
    inner.put("request-id", requestId);
    inner.put("client-request-id", requestId);
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("code", code);
    members.put("message", message);
    members.put("innerError", inner);
    return SimulatorAnswer.json(status, Map.of("error", members))
        .withHeader("request-id", requestId);
  }

  SimulatorAnswer badRequest(String message) {
    return error(400, "Request_BadRequest", message);
  }

  SimulatorAnswer denied() {
    return error(
        403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.");
  }

  SimulatorAnswer notFound(String id) {
    return error(
        404,
        "Request_ResourceNotFound",
        "Resource '%s' does not exist or one of its queried reference-property objects are not present."
            .formatted(id));
  }

  public SimulatorAnswer unauthorized(BearerProblem problem) {
    String message =
        switch (problem) {
          case MISSING -> "Access token is empty.";
          case INVALID -> "Access token validation failure.";
          case EXPIRED -> "Lifetime validation failed, the token is expired.";
          case WRONG_AUDIENCE -> "Access token validation failure. Invalid audience.";
          case BINDING_NOT_PROVED ->
              "Access token validation failure. The token is bound to another certificate.";
        };
    return error(401, "InvalidAuthenticationToken", message)
        .withHeader("WWW-Authenticate", "Bearer realm=\"\", error=\"invalid_token\"");
  }

  /** The body of a fault that was asked for. */
  public SimulatorAnswer disturbed(int status) {
    String code =
        switch (status) {
          case 400 -> "Request_BadRequest";
          case 401 -> "InvalidAuthenticationToken";
          case 403 -> "Authorization_RequestDenied";
          case 404 -> "Request_ResourceNotFound";
          case 429 -> "TooManyRequests";
          case 503 -> "serviceNotAvailable";
          default -> "UnknownError";
        };
    return error(status, code, "The simulator was told to answer " + status + ".");
  }
}
