package io.azimuth.adapters.azure.simulator;

import io.azimuth.adapters.azure.simulator.credential.MachineCertificates;
import io.azimuth.adapters.azure.simulator.entra.AssertionExchange;
import io.azimuth.adapters.azure.simulator.entra.TlsExchange;
import io.azimuth.adapters.azure.simulator.federation.AssertionLog;
import io.azimuth.adapters.azure.simulator.federation.AssertionTimes;
import io.azimuth.adapters.azure.simulator.federation.ClientCertificates;
import io.azimuth.adapters.azure.simulator.federation.ClusterAssertions;
import io.azimuth.adapters.azure.simulator.federation.FederatedAssertions;
import io.azimuth.adapters.azure.simulator.federation.IssuerFetch;
import io.azimuth.adapters.azure.simulator.federation.IssuerHttp;
import io.azimuth.adapters.azure.simulator.federation.IssuerKeys;
import io.azimuth.adapters.azure.simulator.federation.IssuerState;
import io.azimuth.adapters.azure.simulator.federation.ServiceAccountTokens;
import io.azimuth.adapters.azure.simulator.state.LiveApplications;
import io.azimuth.adapters.azure.simulator.state.LiveFederatedCredentials;
import io.azimuth.adapters.azure.simulator.state.LiveFleet;
import io.azimuth.adapters.azure.simulator.steering.ClientNames;
import io.azimuth.adapters.azure.simulator.steering.SimulatedFederation;
import java.net.URI;
import java.time.Duration;

/** Builds the parts that accept client assertions. */
final class FederationAssembly {

  private final LiveFleet fleet;
  private final LiveApplications apps;
  private final AzureSimulatorConfig config;
  private final LiveFederatedCredentials registry;
  private final IssuerHttp http = new IssuerHttp(Duration.ofSeconds(5));
  private final IssuerKeys keys;
  private final AssertionLog log = new AssertionLog();
  private final ClientCertificates certificates;

  FederationAssembly(AzureSimulatorConfig config, LiveFleet fleet, LiveApplications apps) {
    this.config = config;
    this.fleet = fleet;
    this.apps = apps;
    this.registry = new LiveFederatedCredentials(config.fleet());
    this.keys = new IssuerKeys(new IssuerFetch(http), config.clock());
    this.certificates =
        new ClientCertificates(apps, new AssertionTimes(config.clock()), config.clock());
  }

  LiveFederatedCredentials registry() {
    return registry;
  }

  SimulatedFederation steered() {
    return new SimulatedFederation(
        new ClientNames(fleet), registry, apps, certificates, new IssuerState(http, keys, log));
  }

  TlsExchange tls(MachineCertificates machines) {
    return new TlsExchange(certificates, machines, fleet, config.clock());
  }

  AssertionExchange exchange(ServiceAccountTokens pods, URI base) {
    AssertionTimes times = new AssertionTimes(config.clock());
    return new AssertionExchange(
        new ClusterAssertions(config.fleet(), pods),
        new FederatedAssertions(registry, keys, times, log),
        certificates,
        fleet,
        base);
  }
}
