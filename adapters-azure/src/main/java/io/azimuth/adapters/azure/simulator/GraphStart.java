package io.azimuth.adapters.azure.simulator;

import java.net.URI;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Puts Graph together. */
final class GraphStart {

  private final AzureSimulatorConfig config;
  private final SigningKeys keys;
  private final GraphErrors errors;
  private final AppDirectory apps;
  private final PasswordBook book;
  private final GraphRights rights;
  private final GroupDirectory groups;

  GraphStart(
      AzureSimulatorConfig config, SigningKeys keys, GraphErrors errors, GroupDirectory groups) {
    this.config = config;
    this.groups = groups;
    this.keys = keys;
    this.errors = errors;
    this.apps = new AppDirectory(config.fleet(), config.clock().instant());
    this.book = new PasswordBook(apps, config.clock(), config.random());
    this.rights = new GraphRights(config.fleet().grants());
  }

  SimulatedGraph steered() {
    return new SimulatedGraph(apps, book, rights, groups, config.clock(), config.random());
  }

  /** For the token endpoint. */
  SecretCheck secrets() {
    return new SecretCheck(apps, config.clock());
  }

  AppDirectory apps() {
    return apps;
  }

  List<Route> routes(Audiences audiences, FederationRegistry federated, URI base) {
    BearerCheck bearer =
        new BearerCheck(
            new OwnTokens(keys), audiences::isGraph, errors::unauthorized, config.clock());
    GraphGate gate = new GraphGate(bearer, rights, errors);
    GraphDocuments documents = new GraphDocuments(base);
    GraphApplications applications = new GraphApplications(apps, gate, documents, errors);
    return GraphRoutes.of(
        applications,
        new GraphPasswords(applications, book, documents, errors, config.clock()),
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
