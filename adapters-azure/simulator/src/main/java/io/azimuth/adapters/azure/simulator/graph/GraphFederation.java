package io.azimuth.adapters.azure.simulator.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azimuth.adapters.azure.simulator.fleet.FederatedCredential;
import io.azimuth.adapters.azure.simulator.fleet.Guids;
import io.azimuth.adapters.azure.simulator.http.SimulatorAnswer;
import io.azimuth.adapters.azure.simulator.http.SimulatorRequest;
import io.azimuth.adapters.azure.simulator.state.LiveApplication;
import io.azimuth.adapters.azure.simulator.state.LiveFederatedCredentials;

/** Graph's federatedIdentityCredentials of applications, as {@code az ad app} uses them. */
public final class GraphFederation {

  private static final String CONTEXT = "applications('%s')/federatedIdentityCredentials";

  private final GraphApplications apps;
  private final LiveFederatedCredentials registry;
  private final GraphDocuments documents;
  private final GraphErrors errors;

  public GraphFederation(
      GraphApplications apps,
      LiveFederatedCredentials registry,
      GraphDocuments documents,
      GraphErrors errors) {
    this.apps = apps;
    this.registry = registry;
    this.documents = documents;
    this.errors = errors;
  }

  SimulatorAnswer list(SimulatorRequest request) {
    return apps.reading(request, (asked, app) -> list(app));
  }

  SimulatorAnswer create(SimulatorRequest request) {
    return apps.changing(request, this::create);
  }

  SimulatorAnswer delete(SimulatorRequest request) {
    return apps.changing(request, this::delete);
  }

  private SimulatorAnswer list(LiveApplication app) {
    ObjectNode document = documents.under(CONTEXT.formatted(app.objectId()));
    ArrayNode value = document.putArray("value");
    registry.of(app.clientId()).forEach(it -> value.add(members(app, it)));
    return SimulatorAnswer.json(200, document);
  }

  private SimulatorAnswer create(SimulatorRequest request, LiveApplication app) {
    FederatedCredential wanted = read(GraphBody.read(request));
    return switch (registry.add(app.clientId(), wanted)) {
      case ADDED -> {
        ObjectNode document = documents.under(CONTEXT.formatted(app.objectId()) + "/$entity");
        yield SimulatorAnswer.json(201, document.setAll(members(app, wanted)));
      }
      case NAME_TAKEN, ISSUER_AND_SUBJECT_TAKEN ->
          errors.error(
              409,
              "Request_MultipleObjectsWithSameKeyValue",
              "FederatedIdentityCredential with this name, or this issuer and subject, already exists.");
      case TOO_MANY ->
          errors.badRequest("The application has the most federated credentials that it can have.");
    };
  }

  private SimulatorAnswer delete(SimulatorRequest request, LiveApplication app) {
    String named = request.variable("credential").orElse("");
    return registry.of(app.clientId()).stream()
        .filter(it -> it.name().equals(named) || id(app, it).equals(named))
        .findFirst()
        .filter(it -> registry.remove(app.clientId(), it.name()))
        .map(it -> SimulatorAnswer.empty(204))
        .orElseGet(() -> errors.notFound(named));
  }

  private static FederatedCredential read(JsonNode body) {
    JsonNode audiences = body.path("audiences");
    if (!audiences.isArray() || audiences.size() != 1) {
      throw new IllegalArgumentException("Property audiences has exactly one value.");
    }
    return new FederatedCredential(
        body.path("name").asText(),
        body.path("issuer").asText(),
        body.path("subject").asText(),
        audiences.get(0).asText());
  }

  private static ObjectNode members(LiveApplication app, FederatedCredential credential) {
    ObjectNode members = JsonNodeFactory.instance.objectNode();
    members.put("id", id(app, credential));
    members.put("name", credential.name());
    members.put("issuer", credential.issuer());
    members.put("subject", credential.subject());
    members.putNull("description");
    members.putArray("audiences").add(credential.audience());
    return members;
  }

  private static String id(LiveApplication app, FederatedCredential credential) {
    return Guids.named(app.objectId() + "/" + credential.name());
  }
}
