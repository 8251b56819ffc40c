package io.azimuth.adapters.azure.simulator.graph;

import com.fasterxml.jackson.databind.JsonNode;
import io.azimuth.adapters.azure.simulator.fleet.Guids;
import io.azimuth.adapters.azure.simulator.http.SimulatorAnswer;
import io.azimuth.adapters.azure.simulator.http.SimulatorRequest;
import io.azimuth.adapters.azure.simulator.state.AppPassword;
import io.azimuth.adapters.azure.simulator.state.LiveApplication;
import io.azimuth.adapters.azure.simulator.state.LivePasswords;
import io.azimuth.adapters.azure.simulator.state.PasswordPolicy;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Graph's addPassword and removePassword. */
public final class GraphPasswords {

  private final GraphApplications apps;
  private final LivePasswords book;
  private final GraphDocuments documents;
  private final GraphErrors errors;
  private final Clock clock;

  public GraphPasswords(
      GraphApplications apps,
      LivePasswords book,
      GraphDocuments documents,
      GraphErrors errors,
      Clock clock) {
    this.apps = apps;
    this.book = book;
    this.documents = documents;
    this.errors = errors;
    this.clock = clock;
  }

  SimulatorAnswer add(SimulatorRequest request) {
    return apps.changing(request, this::add);
  }

  SimulatorAnswer remove(SimulatorRequest request) {
    return apps.changing(request, this::remove);
  }

  private SimulatorAnswer add(SimulatorRequest request, LiveApplication app) {
    AddPasswordRequest wanted = AddPasswordRequest.read(GraphBody.read(request), clock.instant());
    Optional<SimulatorAnswer> refusal = againstPolicy(wanted);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    AppPassword password = book.generate(wanted.displayName(), wanted.starts(), wanted.ends());
    book.add(app.objectId(), password);
    return SimulatorAnswer.json(200, documents.added(password));
  }

  private SimulatorAnswer remove(SimulatorRequest request, LiveApplication app) {
    JsonNode keyId = GraphBody.read(request).path("keyId");
    if (!Guids.isGuid(keyId.asText())) {
      return errors.badRequest("Cannot convert the literal to the expected type 'Edm.Guid'.");
    }
    return book.remove(app.objectId(), keyId.asText())
        ? SimulatorAnswer.empty(204)
        : errors.notFound(keyId.asText());
  }

  private Optional<SimulatorAnswer> againstPolicy(AddPasswordRequest wanted) {
    PasswordPolicy policy = book.policy();
    if (!policy.allowed()) {
      return Optional.of(
          errors.error(
              400,
              "CredentialTypeNotAllowedAsPerAppPolicy",
              "Credential type not allowed as per assigned policy."));
    }
    Duration lifetime = Duration.between(wanted.starts(), wanted.ends());
    return policy
        .maxLifetime()
        .filter(most -> lifetime.compareTo(most) > 0)
        .map(
            most ->
                errors.error(
                    400,
                    "CredentialInvalidLifetimeAsPerAppPolicy",
                    "Credential lifetime exceeds the max value allowed as per assigned policy."));
  }
}
