package io.azimuth.adapters.azure.simulator;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Puts a simulator together. */
final class SimulatorStart {

  private final AzureSimulatorConfig config;
  private final SimulatorThreads threads;
  private final SigningKeys keys;
  private final EntraErrors errors;
  private final RequestCounts counts = new RequestCounts();
  private final FaultTable faults = new FaultTable();
  private final GraphStart graph;
  private final FederationStart federation;
  private final FaultStage stage;
  private final LiveFleet fleet;
  private final GroupDirectory groups;
  private final ServiceAccountTokens pods;
  private final PodTokens podTokens;

  private SimulatorStart(AzureSimulatorConfig config, SimulatorThreads threads) {
    this.config = config;
    this.threads = threads;
    this.fleet = new LiveFleet(config.fleet());
    this.groups = new GroupDirectory(fleet);
    this.pods = new ServiceAccountTokens(config.fleet(), config.clock().instant(), config.random());
    this.podTokens = new PodTokens(pods, config.directory(), config.clock());
    this.keys = SigningKeys.generate(config.random(), threads.workers());
    this.errors = new EntraErrors(config.clock(), config.random());
    GraphErrors graphErrors = new GraphErrors(config.clock(), config.random());
    this.graph = new GraphStart(config, keys, graphErrors, groups);
    this.federation = new FederationStart(config, fleet, graph.apps());
    this.stage = new FaultStage(threads.timer(), threads.workers(), errors, graphErrors);
  }

  static AzureSimulator start(AzureSimulatorConfig config) throws IOException {
    SimulatorThreads threads = new SimulatorThreads();
    boolean started = false;
    try {
      AzureSimulator simulator = new SimulatorStart(config, threads).bindAndStart();
      started = true;
      return simulator;
    } finally {
      if (!started) {
        threads.close();
      }
    }
  }

  private AzureSimulator bindAndStart() throws IOException {
    ServerCertificate certificate =
        ServerCertificate.issue(config.address().getAddress(), config.random());
    SimulatorServers servers = SimulatorServers.bind(config, certificate.tls());
    boolean started = false;
    try {
      Steering steering = serve(servers);
      AzureSimulator simulator =
          new AzureSimulator(fleet, certificate, threads, servers, steering, podTokens);
      writeFiles(simulator);
      started = true;
      return simulator;
    } finally {
      if (!started) {
        servers.close();
      }
    }
  }

  private Steering serve(SimulatorServers servers) {
    SimulatorFleet seeded = config.fleet();
    URI base = servers.authorityUri();
    Audiences audiences = new Audiences(seeded.apis(), base);
    TokenMint mint = new TokenMint(groups, audiences, keys, config.clock(), config.random());
    ResourceManagerStart resourceManager = new ResourceManagerStart(config, fleet, keys, stage);
    SteeredServices steered =
        new SteeredServices(resourceManager.steered(), graph.steered(), federation.steered());
    Steering steering = new Steering(keys, faults, stage, counts, mint, steered);
    Router authority =
        Routes.authority(
            new DiscoveryEndpoint(seeded, base, errors),
            new KeysEndpoint(seeded, keys, errors),
            new TokenEndpoint(
                seeded, audiences, mint, errors, graph.secrets(), federation.exchange(pods, base)),
            resourceManager.endpoint(audiences, base),
            graph.routes(audiences, federation.registry(), base),
            steeringRoutes(steering));
    servers.start(threads.workers(), handler(authority), handler(metadata(audiences, mint)));
    return steering;
  }

  private List<Route> steeringRoutes(Steering steering) {
    SteeredServices services = steering.services();
    List<Route> routes = new ArrayList<>(new SteeringEndpoint(steering).routes());
    routes.addAll(new ResourceManagerSteering(services.resourceManager()).routes());
    routes.addAll(new GraphSteering(services.graph()).routes());
    routes.addAll(new FederationSteering(services.federation()).routes());
    routes.addAll(new PodSteering(podTokens).routes());
    return routes;
  }

  private Router metadata(Audiences audiences, TokenMint mint) {
    MetadataGate gate = new MetadataGate(fleet);
    return Routes.metadata(
        new IdentityEndpoint(
            gate, audiences, mint, new ArcAgent(config.directory(), config.random())),
        new InstanceEndpoint(gate),
        new AppServiceEndpoint(fleet, audiences, mint));
  }

  private SimulatorHandler handler(Router router) {
    return new SimulatorHandler(router, counts, faults, stage);
  }

  private void writeFiles(AzureSimulator simulator) throws IOException {
    if (config.directory().isPresent()) {
      CloudFiles.write(
          config.directory().get(), simulator.certificateAuthorityPem(), simulator::cloudBlock);
      podTokens.write();
    }
  }
}
