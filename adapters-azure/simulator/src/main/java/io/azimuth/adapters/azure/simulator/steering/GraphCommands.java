package io.azimuth.adapters.azure.simulator.steering;

import io.azimuth.adapters.azure.simulator.fleet.DirectoryMemberships;
import io.azimuth.adapters.azure.simulator.fleet.GraphPermission;
import io.azimuth.adapters.azure.simulator.fleet.SeededFleet;
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
import java.util.Optional;
import java.util.Set;

/** Carries out what steering requests ask of Graph; wrong ones throw a sentence. */
final class GraphCommands {

  private static final String APPLICATION = "application";
  private static final String PRINCIPAL = "principal";
  private static final Map<String, Object> DONE = Map.of("done", true);

  private final SimulatedGraph graph;

  GraphCommands(SimulatedGraph graph) {
    this.graph = graph;
  }

  Object spread(byte[] json) {
    SteeringBody body =
        SteeringBody.parse(json, Set.of("delay_ms", "disagreement_ms", "refuse_every", "now"));
    if (body.flag("now", false)) {
      graph.spreadNow();
      return DONE;
    }
    graph.spreadSecrets(
        new SecretPropagation(
            Duration.ofMillis(body.number("delay_ms").orElse(0)),
            Duration.ofMillis(body.number("disagreement_ms").orElse(0)),
            body.number("refuse_every").orElse(2)));
    return DONE;
  }

  Object addPassword(byte[] json) {
    SteeringBody body =
        SteeringBody.parse(json, Set.of(APPLICATION, "display_name", "text", "ends"));
    String keyId =
        graph.addPassword(
            body.required(APPLICATION),
            body.required("display_name"),
            SecretText.of(body.required("text")),
            time(body.required("ends")));
    return Map.of("key_id", keyId);
  }

  Object removePassword(byte[] json) {
    SteeringBody body = SteeringBody.parse(json, Set.of(APPLICATION, "key_id"));
    return Map.of(
        "removed", graph.removePassword(body.required(APPLICATION), body.required("key_id")));
  }

  Object passwords(Optional<String> application) {
    List<Map<String, Object>> listed =
        graph
            .passwords(
                application.orElseThrow(
                    () -> new IllegalArgumentException("name an application in the query")))
            .stream()
            .map(GraphCommands::members)
            .toList();
    return Map.of("passwords", listed);
  }

  Object policy(byte[] json) {
    SteeringBody body =
        SteeringBody.parse(json, Set.of("passwords_allowed", "max_lifetime_seconds"));
    graph.passwordPolicy(
        new PasswordPolicy(
            body.flag("passwords_allowed", true),
            body.number("max_lifetime_seconds").map(Duration::ofSeconds)));
    return DONE;
  }

  Object rights(byte[] json) {
    SteeringBody body = SteeringBody.parse(json, Set.of(PRINCIPAL, "permission", "granted"));
    GraphPermission permission =
        GraphPermission.ofAzureName(body.required("permission"))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "permission must be one of " + GraphPermission.azureNames()));
    if (body.flag("granted", true)) {
      graph.grant(body.required(PRINCIPAL), permission);
    } else {
      graph.revoke(body.required(PRINCIPAL), permission);
    }
    return DONE;
  }

  Object owners(byte[] json) {
    SteeringBody body = SteeringBody.parse(json, Set.of(APPLICATION, PRINCIPAL, "owner"));
    if (body.flag("owner", true)) {
      graph.addOwner(body.required(APPLICATION), body.required(PRINCIPAL));
    } else {
      graph.removeOwner(body.required(APPLICATION), body.required(PRINCIPAL));
    }
    return DONE;
  }

  Object duplicate(byte[] json) {
    SteeringBody body = SteeringBody.parse(json, Set.of(APPLICATION));
    return Map.of("object_id", graph.duplicate(body.required(APPLICATION)));
  }

  Object memberships(byte[] json) {
    SteeringBody body =
        SteeringBody.parse(json, Set.of(PRINCIPAL, "count", "security", "unified", "roles"));
    List<String> security =
        body.number("count").map(SeededFleet::groups).orElseGet(() -> body.texts("security"));
    graph.memberships(
        body.required(PRINCIPAL),
        new DirectoryMemberships(security, body.texts("unified"), body.texts("roles")));
    return DONE;
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

  private static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("ends must be a time such as 2027-01-31T00:00:00Z", e);
    }
  }
}
