package io.azimuth.adapters.azure.simulator.steering;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.azimuth.adapters.azure.simulator.fault.FaultMode;
import io.azimuth.adapters.azure.simulator.fault.SimulatedFault;
import io.azimuth.adapters.azure.simulator.fleet.IdentitySelector;
import io.azimuth.adapters.azure.simulator.http.SimulatorEndpoint;
import io.azimuth.adapters.azure.simulator.http.SimulatorRoute;
import io.azimuth.adapters.azure.simulator.token.KeyRollover;
import io.azimuth.adapters.azure.simulator.token.TokenDefect;
import io.azimuth.adapters.azure.simulator.token.TokenRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Steering by request of what all services share: keys, faults, counts and tokens to order. */
public final class SteeringEndpoint {

  private final Steering steering;

  public SteeringEndpoint(Steering steering) {
    this.steering = steering;
  }

  public List<SimulatorRoute> routes() {
    return List.of(
        SteeringRoutes.post(
            "keys/roll", Roll.class, it -> Map.of("kid", steering.roll(it.rollover()))),
        SteeringRoutes.change("faults", Fault.class, it -> steering.fault(it.fault())),
        SteeringRoutes.route("POST", "reset", it -> reset()),
        SteeringRoutes.post(
            "mint", Mint.class, it -> Map.of("access_token", steering.mint(it.request()).expose())),
        SteeringRoutes.get("requests", it -> requests()));
  }

  private Object reset() {
    steering.reset();
    return Map.of("done", true);
  }

  private Object requests() {
    Map<String, Long> members = new LinkedHashMap<>();
    steering.counts().forEach((endpoint, count) -> members.put(endpoint.wireName(), count));
    return members;
  }

  private record Roll(@Nullable Boolean publish, boolean withdraw) {
    KeyRollover rollover() {
      return new KeyRollover(!Boolean.FALSE.equals(publish), withdraw);
    }
  }

  private record Fault(
      @JsonProperty(required = true) SimulatorEndpoint endpoint,
      @JsonProperty(required = true) FaultMode mode,
      int latencyMs,
      @Nullable Integer status,
      @Nullable Integer retryAfter,
      int count,
      int after) {
    SimulatedFault fault() {
      return new SimulatedFault(
          endpoint,
          mode,
          Duration.ofMillis(latencyMs),
          Objects.requireNonNullElse(status, 503),
          retryAfter == null ? OptionalInt.empty() : OptionalInt.of(retryAfter),
          count,
          after);
    }
  }

  private record Mint(
      @Nullable String machine,
      @Nullable String application,
      @Nullable String user,
      @Nullable String agent,
      boolean account,
      @Nullable String clientId,
      @Nullable String resource,
      @Nullable TokenDefect kind,
      @Nullable Map<String, @Nullable Object> claims,
      @Nullable Map<String, @Nullable Object> header) {

    TokenRequest request() {
      return new TokenRequest(
          subject(),
          Objects.requireNonNullElse(resource, "https://management.azure.com/"),
          Objects.requireNonNullElse(kind, TokenDefect.NONE),
          SteeringBody.changes(claims),
          SteeringBody.changes(header));
    }

    private TokenRequest.Subject subject() {
      List<TokenRequest.Subject> named = new ArrayList<>();
      addSubject(named, TokenRequest.Subject.Kind.MACHINE, machine);
      addSubject(named, TokenRequest.Subject.Kind.APPLICATION, application);
      if (agent != null) {
        named.add(ofAgent(agent));
      } else {
        addSubject(named, TokenRequest.Subject.Kind.USER, user);
      }
      if (named.size() != 1) {
        throw new IllegalArgumentException("name one of machine, application, user and agent");
      }
      return named.get(0);
    }

    /** For itself, with its account, or for the user. */
    private TokenRequest.Subject ofAgent(String name) {
      IdentitySelector none = IdentitySelector.none();
      if (user == null) {
        return new TokenRequest.Subject(
            account ? TokenRequest.Subject.Kind.AGENT_ACCOUNT : TokenRequest.Subject.Kind.AGENT,
            name,
            none);
      }
      if (account) {
        throw new IllegalArgumentException("an agent has its account or acts for a user");
      }
      return new TokenRequest.Subject(TokenRequest.Subject.Kind.AGENT_ON_BEHALF, name, none, user);
    }

    private void addSubject(
        List<TokenRequest.Subject> named, TokenRequest.Subject.Kind kind, @Nullable String name) {
      if (name != null) {
        IdentitySelector selector =
            clientId == null ? IdentitySelector.none() : IdentitySelector.clientId(clientId);
        named.add(new TokenRequest.Subject(kind, name, selector));
      }
    }
  }
}
