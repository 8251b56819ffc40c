package io.azimuth.adapters.azure.simulator.steering;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.azimuth.adapters.azure.simulator.fleet.DirectoryMemberships;
import io.azimuth.adapters.azure.simulator.fleet.GraphPermission;
import io.azimuth.adapters.azure.simulator.fleet.SeededFleet;
import io.azimuth.adapters.azure.simulator.http.SimulatorRoute;
import io.azimuth.adapters.azure.simulator.state.ListedPassword;
import io.azimuth.adapters.azure.simulator.state.PasswordPolicy;
import io.azimuth.adapters.azure.simulator.state.SecretPropagation;
import io.azimuth.domain.secret.SecretText;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /_simulator/graph/…}: steering of Graph by request. */
public final class GraphSteering {

  private static final String BASE = "graph/";

  private final SimulatedGraph graph;

  public GraphSteering(SimulatedGraph graph) {
    this.graph = graph;
  }

  public List<SimulatorRoute> routes() {
    return List.of(
        SteeringRoutes.change(BASE + "spread", Spread.class, this::spread),
        SteeringRoutes.post(BASE + "passwords", NewPassword.class, this::addPassword),
        SteeringRoutes.post(
            BASE + "passwords/remove",
            OldPassword.class,
            it -> Map.of("removed", graph.removePassword(it.application(), it.keyId()))),
        SteeringRoutes.get(BASE + "passwords", it -> passwords(it.query().text("application"))),
        SteeringRoutes.change(
            BASE + "policy", Policy.class, it -> graph.passwordPolicy(it.policy())),
        SteeringRoutes.change(BASE + "rights", Right.class, this::right),
        SteeringRoutes.change(BASE + "owners", Owner.class, this::owner),
        SteeringRoutes.change(
            BASE + "memberships",
            Memberships.class,
            it -> graph.memberships(it.principal(), it.memberships())),
        SteeringRoutes.post(
            BASE + "duplicate",
            Duplicate.class,
            it -> Map.of("object_id", graph.duplicate(it.application()))));
  }

  private record Spread(
      int delayMs, int disagreementMs, @Nullable Integer refuseEvery, boolean now) {}

  private void spread(Spread body) {
    if (body.now()) {
      graph.spreadNow();
      return;
    }
    graph.spreadSecrets(
        new SecretPropagation(
            Duration.ofMillis(body.delayMs()),
            Duration.ofMillis(body.disagreementMs()),
            Objects.requireNonNullElse(body.refuseEvery(), 2)));
  }

  private record NewPassword(
      @JsonProperty(required = true) String application,
      @JsonProperty(required = true) String displayName,
      @JsonProperty(required = true) SecretText text,
      @JsonProperty(required = true) String ends) {}

  private Object addPassword(NewPassword body) {
    try {
      Instant ends = Instant.parse(body.ends());
      return Map.of(
          "key_id", graph.addPassword(body.application(), body.displayName(), body.text(), ends));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("ends must be a time such as 2027-01-31T00:00:00Z", e);
    }
  }

  private record OldPassword(
      @JsonProperty(required = true) String application,
      @JsonProperty(required = true) String keyId) {}

  private Object passwords(Optional<String> application) {
    String name =
        application.orElseThrow(
            () -> new IllegalArgumentException("name an application in the query"));
    return Map.of("passwords", graph.passwords(name).stream().map(GraphSteering::members).toList());
  }

  private static Map<String, Object> members(ListedPassword password) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("key_id", password.keyId());
    members.put("display_name", password.displayName().orElse(""));
    members.put("hint", password.hint());
    members.put("starts", password.starts().toString());
    members.put("ends", password.ends().toString());
    members.put("accepted", password.accepted());
    return members;
  }

  private record Policy(@Nullable Boolean passwordsAllowed, @Nullable Integer maxLifetimeSeconds) {
    PasswordPolicy policy() {
      return new PasswordPolicy(
          !Boolean.FALSE.equals(passwordsAllowed),
          Optional.ofNullable(maxLifetimeSeconds).map(Duration::ofSeconds));
    }
  }

  private record Right(
      @JsonProperty(required = true) String principal,
      @JsonProperty(required = true) GraphPermission permission,
      @Nullable Boolean granted) {}

  private void right(Right body) {
    if (Boolean.FALSE.equals(body.granted())) {
      graph.revoke(body.principal(), body.permission());
    } else {
      graph.grant(body.principal(), body.permission());
    }
  }

  private record Owner(
      @JsonProperty(required = true) String application,
      @JsonProperty(required = true) String principal,
      @Nullable Boolean owner) {}

  private void owner(Owner body) {
    if (Boolean.FALSE.equals(body.owner())) {
      graph.removeOwner(body.application(), body.principal());
    } else {
      graph.addOwner(body.application(), body.principal());
    }
  }

  private record Duplicate(@JsonProperty(required = true) String application) {}

  private record Memberships(
      @JsonProperty(required = true) String principal,
      @Nullable Integer count,
      @Nullable List<String> security,
      @Nullable List<String> unified,
      @Nullable List<String> roles) {
    DirectoryMemberships memberships() {
      return new DirectoryMemberships(
          count == null ? orNone(security) : SeededFleet.groups(count),
          orNone(unified),
          orNone(roles));
    }

    private static List<String> orNone(@Nullable List<String> ids) {
      return Objects.requireNonNullElse(ids, List.of());
    }
  }
}
