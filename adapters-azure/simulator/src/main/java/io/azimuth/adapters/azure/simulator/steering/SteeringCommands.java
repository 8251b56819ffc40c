package io.azimuth.adapters.azure.simulator.steering;

import io.azimuth.adapters.azure.simulator.fault.FaultMode;
import io.azimuth.adapters.azure.simulator.fault.SimulatedFault;
import io.azimuth.adapters.azure.simulator.fleet.IdentitySelector;
import io.azimuth.adapters.azure.simulator.http.SimulatorEndpoint;
import io.azimuth.adapters.azure.simulator.token.KeyRollover;
import io.azimuth.adapters.azure.simulator.token.TokenDefect;
import io.azimuth.adapters.azure.simulator.token.TokenRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads what steering requests ask for. Throws IllegalArgumentException with a sentence. */
final class SteeringCommands {

  private SteeringCommands() {}

  static KeyRollover keyRoll(byte[] json) {
    SteeringBody body = SteeringBody.parse(json, Set.of("publish", "withdraw"));
    return new KeyRollover(body.flag("publish", true), body.flag("withdraw", false));
  }

  static SimulatedFault fault(byte[] json) {
    SteeringBody body =
        SteeringBody.parse(
            json,
            Set.of("endpoint", "mode", "latency_ms", "status", "retry_after", "count", "after"));
    SimulatorEndpoint endpoint =
        body.text("endpoint")
            .flatMap(SimulatorEndpoint::ofWireName)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "endpoint must be one of " + SimulatorEndpoint.wireNames()));
    FaultMode mode =
        body.text("mode")
            .flatMap(FaultMode::ofWireName)
            .orElseThrow(
                () -> new IllegalArgumentException("mode must be one of " + FaultMode.wireNames()));
    Optional<Integer> retryAfter = body.number("retry_after");
    return new SimulatedFault(
        endpoint,
        mode,
        Duration.ofMillis(body.number("latency_ms").orElse(0)),
        body.number("status").orElse(503),
        retryAfter.isPresent() ? OptionalInt.of(retryAfter.get()) : OptionalInt.empty(),
        body.number("count").orElse(0),
        body.number("after").orElse(0));
  }

  static TokenRequest token(byte[] json) {
    SteeringBody body =
        SteeringBody.parse(
            json,
            Set.of(
                "machine",
                "application",
                "user",
                "client_id",
                "resource",
                "kind",
                "claims",
                "header"));
    TokenDefect defect =
        TokenDefect.ofWireName(body.text("kind").orElse("none"))
            .orElseThrow(() -> new IllegalArgumentException("kind must be one of " + kinds()));
    return new TokenRequest(
        subject(body),
        body.text("resource").orElse("https://management.azure.com/"),
        defect,
        body.object("claims"),
        body.object("header"));
  }

  private static TokenRequest.Subject subject(SteeringBody body) {
    IdentitySelector selector =
        body.text("client_id").map(IdentitySelector::clientId).orElseGet(IdentitySelector::none);
    List<TokenRequest.Subject> subjects = new ArrayList<>();
    for (TokenRequest.Subject.Kind kind : TokenRequest.Subject.Kind.values()) {
      body.text(wireName(kind))
          .ifPresent(it -> subjects.add(new TokenRequest.Subject(kind, it, selector)));
    }
    if (subjects.size() != 1) {
      throw new IllegalArgumentException("name one of machine, application and user");
    }
    return subjects.get(0);
  }

  private static String wireName(TokenRequest.Subject.Kind kind) {
    return switch (kind) {
      case MACHINE -> "machine";
      case APPLICATION -> "application";
      case USER -> "user";
    };
  }

  private static List<String> kinds() {
    return Arrays.stream(TokenDefect.values()).map(TokenDefect::wireName).toList();
  }
}
