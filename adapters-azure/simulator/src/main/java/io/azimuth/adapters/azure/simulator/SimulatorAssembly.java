package io.azimuth.adapters.azure.simulator;

import io.azimuth.adapters.azure.simulator.attestation.AttestationService;
import io.azimuth.adapters.azure.simulator.attested.CertificateEndpoint;
import io.azimuth.adapters.azure.simulator.attested.DocumentSigner;
import io.azimuth.adapters.azure.simulator.credential.MachineCertificates;
import io.azimuth.adapters.azure.simulator.entra.AgentExchange;
import io.azimuth.adapters.azure.simulator.entra.ClientProofs;
import io.azimuth.adapters.azure.simulator.entra.DiscoveryEndpoint;
import io.azimuth.adapters.azure.simulator.entra.EntraErrors;
import io.azimuth.adapters.azure.simulator.entra.KeysEndpoint;
import io.azimuth.adapters.azure.simulator.entra.TokenEndpoint;
import io.azimuth.adapters.azure.simulator.fault.FaultInjector;
import io.azimuth.adapters.azure.simulator.fault.FaultTable;
import io.azimuth.adapters.azure.simulator.federation.PodTokens;
import io.azimuth.adapters.azure.simulator.federation.ServiceAccountTokens;
import io.azimuth.adapters.azure.simulator.files.SimulatorFiles;
import io.azimuth.adapters.azure.simulator.fleet.SimulatorFleet;
import io.azimuth.adapters.azure.simulator.graph.GraphErrors;
import io.azimuth.adapters.azure.simulator.http.Router;
import io.azimuth.adapters.azure.simulator.http.SimulatorRoute;
import io.azimuth.adapters.azure.simulator.imds.AppServiceEndpoint;
import io.azimuth.adapters.azure.simulator.imds.ArcChallenge;
import io.azimuth.adapters.azure.simulator.imds.AttestedEndpoint;
import io.azimuth.adapters.azure.simulator.imds.CredentialAddresses;
import io.azimuth.adapters.azure.simulator.imds.CredentialEndpoint;
import io.azimuth.adapters.azure.simulator.imds.IdentityEndpoint;
import io.azimuth.adapters.azure.simulator.imds.InstanceEndpoint;
import io.azimuth.adapters.azure.simulator.imds.MetadataGate;
import io.azimuth.adapters.azure.simulator.server.RequestCounts;
import io.azimuth.adapters.azure.simulator.server.ServerCertificate;
import io.azimuth.adapters.azure.simulator.server.SimulatorHandler;
import io.azimuth.adapters.azure.simulator.server.SimulatorThreads;
import io.azimuth.adapters.azure.simulator.state.LiveFleet;
import io.azimuth.adapters.azure.simulator.state.LiveGroups;
import io.azimuth.adapters.azure.simulator.steering.AttestationSteering;
import io.azimuth.adapters.azure.simulator.steering.FederationSteering;
import io.azimuth.adapters.azure.simulator.steering.GraphSteering;
import io.azimuth.adapters.azure.simulator.steering.KeyVaultSteering;
import io.azimuth.adapters.azure.simulator.steering.PodSteering;
import io.azimuth.adapters.azure.simulator.steering.ResourceManagerSteering;
import io.azimuth.adapters.azure.simulator.steering.SimulatedAttestation;
import io.azimuth.adapters.azure.simulator.steering.SteeredServices;
import io.azimuth.adapters.azure.simulator.steering.Steering;
import io.azimuth.adapters.azure.simulator.steering.SteeringEndpoint;
import io.azimuth.adapters.azure.simulator.token.OwnTokens;
import io.azimuth.adapters.azure.simulator.token.SimulatorSigningKeys;
import io.azimuth.adapters.azure.simulator.token.TokenAudiences;
import io.azimuth.adapters.azure.simulator.token.TokenMint;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Builds and starts a simulator. */
final class SimulatorAssembly {

  private final AzureSimulatorConfig config;
  private final SimulatorThreads threads;
  private final SimulatorSigningKeys keys;
  private final EntraErrors errors;
  private final RequestCounts counts = new RequestCounts();
  private final FaultTable faults = new FaultTable();
  private final GraphAssembly graph;
  private final FederationAssembly federation;
  private final KeyVaultAssembly keyVault;
  private final FaultInjector stage;
  private final LiveFleet fleet;
  private final LiveGroups groups;
  private final ServiceAccountTokens pods;
  private final PodTokens podTokens;
  private final MachineCertificates machineCertificates;

  private SimulatorAssembly(AzureSimulatorConfig config, SimulatorThreads threads) {
    this.config = config;
    this.threads = threads;
    this.fleet = new LiveFleet(config.fleet());
    this.groups = new LiveGroups(fleet);
    this.pods = new ServiceAccountTokens(config.fleet(), config.clock().instant(), config.random());
    this.podTokens = new PodTokens(pods, config.directory(), config.clock());
    this.keys = new SimulatorSigningKeys(config.signingKeys(), threads.workers());
    this.errors = new EntraErrors(config.clock(), config.random());
    GraphErrors graphErrors = new GraphErrors(config.clock(), config.random());
    this.graph = new GraphAssembly(config, keys, graphErrors, groups);
    this.machineCertificates = new MachineCertificates(config.clock(), config.random());
    this.federation = new FederationAssembly(config, fleet, graph.apps());
    this.keyVault = new KeyVaultAssembly(config, keys);
    this.stage = new FaultInjector(threads.timer(), threads.workers(), errors, graphErrors);
  }

  static AzureSimulator start(AzureSimulatorConfig config) throws IOException {
    SimulatorThreads threads = new SimulatorThreads();
    boolean started = false;
    try {
      AzureSimulator simulator = new SimulatorAssembly(config, threads).bindAndStart();
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
      Steering steering = serve(servers, certificate);
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

  private Steering serve(SimulatorServers servers, ServerCertificate certificate) {
    SimulatorFleet seeded = config.fleet();
    URI base = servers.authorityUri();
    TokenAudiences audiences = new TokenAudiences(seeded.apis(), base);
    TokenMint mint =
        new TokenMint(groups, audiences, keys, config.clock(), config.random(), graph::permissions);
    AttestationService attestation =
        new AttestationService(
            base, fleet, config.signingKeys(), keys, config.clock(), config.random());
    ResourceManagerAssembly resourceManager =
        new ResourceManagerAssembly(config, fleet, keys, stage);
    SteeredServices steered =
        new SteeredServices(
            resourceManager.steered(),
            graph.steered(),
            federation.steered(),
            keyVault.steered(),
            new SimulatedAttestation(attestation));
    Steering steering = new Steering(keys, faults, stage, counts, mint, steered);
    Router authority =
        SimulatorRoutes.authority(
            new DiscoveryEndpoint(seeded, base, errors),
            new KeysEndpoint(seeded, keys, errors),
            new CertificateEndpoint(certificate.attested()),
            new TokenEndpoint(
                seeded,
                audiences,
                mint,
                errors,
                new ClientProofs(
                    graph.secrets(),
                    federation.exchange(pods, base),
                    federation.tls(machineCertificates),
                    new AgentExchange(seeded, new OwnTokens(keys), mint, config.clock()))),
            resourceManager.endpoint(audiences, base),
            graph.routes(audiences, federation.registry(), base),
            keyVault.routes(audiences, base),
            attestation.endpoint().routes(),
            steeringRoutes(steering));
    DocumentSigner signer =
        new DocumentSigner(
            certificate.attested(), config.signingKeys(), CertificateEndpoint.address(base));
    servers.start(
        threads.workers(),
        handler(authority),
        handler(metadata(audiences, mint, signer, attestation, base)));
    return steering;
  }

  private List<SimulatorRoute> steeringRoutes(Steering steering) {
    SteeredServices services = steering.services();
    List<SimulatorRoute> routes = new ArrayList<>(new SteeringEndpoint(steering).routes());
    routes.addAll(new ResourceManagerSteering(services.resourceManager()).routes());
    routes.addAll(new GraphSteering(services.graph()).routes());
    routes.addAll(new FederationSteering(services.federation()).routes());
    routes.addAll(new KeyVaultSteering(services.keyVault()).routes());
    routes.addAll(new AttestationSteering(services.attestation()).routes());
    routes.addAll(new PodSteering(podTokens).routes());
    return routes;
  }

  private Router metadata(
      TokenAudiences audiences,
      TokenMint mint,
      DocumentSigner signer,
      AttestationService attestation,
      URI base) {
    MetadataGate gate = new MetadataGate(fleet);
    return SimulatorRoutes.metadata(
        new IdentityEndpoint(
            gate, audiences, mint, new ArcChallenge(config.directory(), config.random())),
        new CredentialEndpoint(
            gate, machineCertificates, attestation.check(), new CredentialAddresses(base)),
        new InstanceEndpoint(gate),
        new AttestedEndpoint(gate, signer, config.clock()),
        new AppServiceEndpoint(fleet, audiences, mint));
  }

  private SimulatorHandler handler(Router router) {
    return new SimulatorHandler(router, counts, faults, stage);
  }

  private void writeFiles(AzureSimulator simulator) throws IOException {
    if (config.directory().isPresent()) {
      SimulatorFiles.write(
          config.directory().get(), simulator.certificateAuthorityPem(), simulator::cloudBlock);
      podTokens.write();
    }
  }
}
