package io.azimuth.adapters.azure.simulator;

import io.azimuth.adapters.azure.simulator.arm.ReadCounts;
import io.azimuth.adapters.azure.simulator.arm.ReadLimit;
import io.azimuth.adapters.azure.simulator.arm.ReadThrottle;
import io.azimuth.adapters.azure.simulator.arm.ReaderRights;
import io.azimuth.adapters.azure.simulator.arm.ResourceFaultInjector;
import io.azimuth.adapters.azure.simulator.arm.ResourceFaultTable;
import io.azimuth.adapters.azure.simulator.arm.ResourceManagerEndpoint;
import io.azimuth.adapters.azure.simulator.arm.ResourceManagerErrors;
import io.azimuth.adapters.azure.simulator.arm.ResourceManagerGate;
import io.azimuth.adapters.azure.simulator.arm.ResourceManagerHeaders;
import io.azimuth.adapters.azure.simulator.arm.ResourceManagerState;
import io.azimuth.adapters.azure.simulator.fault.FaultInjector;
import io.azimuth.adapters.azure.simulator.state.LiveFleet;
import io.azimuth.adapters.azure.simulator.steering.SimulatedResourceManager;
import io.azimuth.adapters.azure.simulator.token.BearerCheck;
import io.azimuth.adapters.azure.simulator.token.OwnTokens;
import io.azimuth.adapters.azure.simulator.token.SimulatorSigningKeys;
import io.azimuth.adapters.azure.simulator.token.TokenAudiences;
import java.net.URI;

/** Puts Resource Manager together. */
final class ResourceManagerAssembly {

  private final AzureSimulatorConfig config;
  private final LiveFleet fleet;
  private final SimulatorSigningKeys keys;
  private final FaultInjector stage;
  private final ReaderRights rights;
  private final ResourceManagerState state;

  ResourceManagerAssembly(
      AzureSimulatorConfig config,
      LiveFleet fleet,
      SimulatorSigningKeys keys,
      FaultInjector stage) {
    this.config = config;
    this.fleet = fleet;
    this.keys = keys;
    this.stage = stage;
    this.rights = new ReaderRights(config.fleet().readers());
    this.state =
        new ResourceManagerState(
            new ReadCounts(),
            new ReadThrottle(config.clock()),
            new ReadLimit(config.clock()),
            new ResourceFaultTable());
  }

  SimulatedResourceManager steered() {
    return new SimulatedResourceManager(fleet, rights, state, stage, config.random());
  }

  ResourceManagerEndpoint endpoint(TokenAudiences audiences, URI base) {
    ResourceManagerErrors errors = new ResourceManagerErrors(base);
    BearerCheck bearer =
        new BearerCheck(
            new OwnTokens(keys),
            audiences::isResourceManager,
            errors::unauthorized,
            config.clock());
    return new ResourceManagerEndpoint(
        fleet,
        new ResourceManagerGate(bearer, rights, errors),
        state,
        new ResourceFaultInjector(base, errors),
        new ResourceManagerHeaders(config.clock(), config.random(), state.counts()),
        base);
  }
}
