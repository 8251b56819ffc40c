package io.azimuth.adapters.azure.simulator.entra;

import io.azimuth.adapters.azure.simulator.federation.AssertionProblem;
import io.azimuth.adapters.azure.simulator.fleet.Guids;
import io.azimuth.adapters.azure.simulator.http.SimulatorAnswer;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Errors in the form of the sign-in service. */
public final class EntraErrors {

  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

  private final Clock clock;
  private final RandomGenerator random;

  public EntraErrors(Clock clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  /**
   * An error.
   *
   * @param error the OAuth 2 code
   * @param number the number behind {@code AADSTS}
   * @param text one sentence
   */
  SimulatorAnswer answer(int status, String error, int number, String text) {
    String timestamp = TIMESTAMP.format(clock.instant());
    String trace = Guids.random(random);
    String correlation = Guids.random(random);
    String description =
        "AADSTS%d: %s Trace ID: %s Correlation ID: %s Timestamp: %s"
            .formatted(number, text, trace, correlation, timestamp);
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("error", error);
    members.put("error_description", description);
    members.put("error_codes", List.of(number));
    members.put("timestamp", timestamp);
    members.put("trace_id", trace);
    members.put("correlation_id", correlation);
    members.put("error_uri", "https://login.microsoftonline.com/error?code=" + number);
    return SimulatorAnswer.json(status, members);
  }

  SimulatorAnswer answer(AssertionProblem problem) {
    return answer(problem.status(), problem.error(), problem.number(), problem.text());
  }

  SimulatorAnswer unknownTenant() {
    return answer(400, "invalid_request", 90002, "The tenant is not known here.");
  }

  SimulatorAnswer unknownResource() {
    return answer(400, "invalid_resource", 500011, "The resource is not known in the tenant.");
  }

  /** The body of a fault that was asked for. */
  public SimulatorAnswer disturbed(int status) {
    String error = status >= 500 || status == 429 ? "temporarily_unavailable" : "invalid_request";
    return answer(status, error, 90033, "The simulator was told to answer " + status + ".");
  }
}
