package io.azimuth.adapters.azure.simulator;

import java.net.URI;

/** Puts Resource Manager together. */
final class ResourceManagerStart {

  private final AzureSimulatorConfig config;
  private final LiveFleet fleet;
  private final SigningKeys keys;
  private final FaultStage stage;
  private final ReaderRights rights;
  private final ResourceManagerState state;

  ResourceManagerStart(
      AzureSimulatorConfig config, LiveFleet fleet, SigningKeys keys, FaultStage stage) {
    this.config = config;
    this.fleet = fleet;
    this.keys = keys;
    this.stage = stage;
    this.rights = new ReaderRights(config.fleet().readers());
    this.state =
        new ResourceManagerState(
            new ReadCounts(), new ReadThrottle(config.clock()), new ResourceFaultTable());
  }

  SimulatedResourceManager steered() {
    return new SimulatedResourceManager(fleet, rights, state, stage, config.random());
  }

  ResourceManagerEndpoint endpoint(Audiences audiences, URI base) {
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
        new ResourceFaultPlayer(base, errors),
        new ResourceManagerHeaders(config.clock(), config.random(), state.counts()),
        base);
  }
}
