package io.azimuth.adapters.azure.simulator;

import io.azimuth.adapters.azure.simulator.entra.SecretCheck;
import io.azimuth.adapters.azure.simulator.federation.KeyProofCheck;
import io.azimuth.adapters.azure.simulator.graph.GraphApplications;
import io.azimuth.adapters.azure.simulator.graph.GraphDocuments;
import io.azimuth.adapters.azure.simulator.graph.GraphErrors;
import io.azimuth.adapters.azure.simulator.graph.GraphFederation;
import io.azimuth.adapters.azure.simulator.graph.GraphGate;
import io.azimuth.adapters.azure.simulator.graph.GraphGroups;
import io.azimuth.adapters.azure.simulator.graph.GraphKeys;
import io.azimuth.adapters.azure.simulator.graph.GraphPasswords;
import io.azimuth.adapters.azure.simulator.graph.GraphPrincipals;
import io.azimuth.adapters.azure.simulator.graph.GraphRights;
import io.azimuth.adapters.azure.simulator.graph.GraphRoutes;
import io.azimuth.adapters.azure.simulator.http.SimulatorRoute;
import io.azimuth.adapters.azure.simulator.state.LiveApplications;
import io.azimuth.adapters.azure.simulator.state.LiveFederatedCredentials;
import io.azimuth.adapters.azure.simulator.state.LiveGroups;
import io.azimuth.adapters.azure.simulator.state.LivePasswords;
import io.azimuth.adapters.azure.simulator.state.TokenSubject;
import io.azimuth.adapters.azure.simulator.steering.SimulatedGraph;
import io.azimuth.adapters.azure.simulator.token.BearerCheck;
import io.azimuth.adapters.azure.simulator.token.OwnTokens;
import io.azimuth.adapters.azure.simulator.token.SimulatorSigningKeys;
import io.azimuth.adapters.azure.simulator.token.TokenAudiences;
import java.net.URI;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Builds the parts of the simulated Graph. */
final class GraphAssembly {

  private final AzureSimulatorConfig config;
  private final SimulatorSigningKeys keys;
  private final GraphErrors errors;
  private final LiveApplications apps;
  private final LivePasswords book;
  private final GraphRights rights;
  private final LiveGroups groups;

  GraphAssembly(
      AzureSimulatorConfig config,
      SimulatorSigningKeys keys,
      GraphErrors errors,
      LiveGroups groups) {
    this.config = config;
    this.groups = groups;
    this.keys = keys;
    this.errors = errors;
    this.apps = new LiveApplications(config.fleet(), config.clock().instant());
    this.book = new LivePasswords(apps, config.clock(), config.random());
    this.rights = new GraphRights(config.fleet().grants());
  }

  SimulatedGraph steered() {
    return new SimulatedGraph(apps, book, rights, groups, config.clock(), config.random());
  }

  SecretCheck secrets() {
    return new SecretCheck(apps, config.clock());
  }

  /** The permissions that the tokens of a caller name. */
  List<String> permissions(TokenSubject caller) {
    return rights.of(caller.objectId());
  }

  LiveApplications apps() {
    return apps;
  }

  List<SimulatorRoute> routes(
      TokenAudiences audiences, LiveFederatedCredentials federated, URI base) {
    BearerCheck bearer =
        new BearerCheck(
            new OwnTokens(keys), audiences::isGraph, errors::unauthorized, config.clock());
    GraphGate gate = new GraphGate(bearer, rights, errors);
    GraphDocuments documents = new GraphDocuments(base);
    GraphApplications applications = new GraphApplications(apps, gate, documents, errors);
    return GraphRoutes.of(
        applications,
        new GraphPasswords(applications, book, documents, errors, config.clock()),
        new GraphKeys(
            applications,
            book,
            new KeyProofCheck(config.clock()),
            documents,
            errors,
            config.random()),
        new GraphFederation(applications, federated, documents, errors),
        groups(gate, documents));
  }

  private Map<GraphPrincipals, GraphGroups> groups(GraphGate gate, GraphDocuments documents) {
    Map<GraphPrincipals, GraphGroups> all = new EnumMap<>(GraphPrincipals.class);
    for (GraphPrincipals each : GraphPrincipals.values()) {
      all.put(each, new GraphGroups(each, groups, gate, documents, errors));
    }
    return all;
  }
}
