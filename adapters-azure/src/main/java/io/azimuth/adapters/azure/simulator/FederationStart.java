package io.azimuth.adapters.azure.simulator;

import java.net.URI;
import java.time.Duration;

/** Puts together what stands in for secrets. */
final class FederationStart {

  private final LiveFleet fleet;
  private final AppDirectory apps;
  private final AzureSimulatorConfig config;
  private final FederationRegistry registry;
  private final IssuerHttp http = new IssuerHttp(Duration.ofSeconds(5));
  private final IssuerKeys keys;
  private final AssertionLog log = new AssertionLog();

  FederationStart(AzureSimulatorConfig config, LiveFleet fleet, AppDirectory apps) {
    this.config = config;
    this.fleet = fleet;
    this.apps = apps;
    this.registry = new FederationRegistry(config.fleet());
    this.keys = new IssuerKeys(new IssuerFetch(http), config.clock());
  }

  FederationRegistry registry() {
    return registry;
  }

  SimulatedFederation steered() {
    return new SimulatedFederation(
        new ClientNames(fleet), registry, apps, new IssuerSide(http, keys, log));
  }

  AssertionExchange exchange(ServiceAccountTokens pods, URI base) {
    AssertionTimes times = new AssertionTimes(config.clock());
    return new AssertionExchange(
        new ClusterAssertions(config.fleet(), pods),
        new FederatedAssertions(registry, keys, times, log),
        new ClientCertificates(apps, times, config.clock()),
        fleet,
        base);
  }
}
