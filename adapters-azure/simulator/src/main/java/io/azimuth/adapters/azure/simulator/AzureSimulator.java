package io.azimuth.adapters.azure.simulator;

import io.azimuth.adapters.azure.simulator.fault.SimulatedFault;
import io.azimuth.adapters.azure.simulator.federation.PodTokens;
import io.azimuth.adapters.azure.simulator.files.CloudBlock;
import io.azimuth.adapters.azure.simulator.fleet.SimulatorFleet;
import io.azimuth.adapters.azure.simulator.http.SimulatorEndpoint;
import io.azimuth.adapters.azure.simulator.server.ServerCertificate;
import io.azimuth.adapters.azure.simulator.server.SimulatorThreads;
import io.azimuth.adapters.azure.simulator.state.LiveFleet;
import io.azimuth.adapters.azure.simulator.steering.SimulatedAttestation;
import io.azimuth.adapters.azure.simulator.steering.SimulatedFederation;
import io.azimuth.adapters.azure.simulator.steering.SimulatedGraph;
import io.azimuth.adapters.azure.simulator.steering.SimulatedKeyVault;
import io.azimuth.adapters.azure.simulator.steering.SimulatedResourceManager;
import io.azimuth.adapters.azure.simulator.steering.Steering;
import io.azimuth.adapters.azure.simulator.token.KeyRollover;
import io.azimuth.adapters.azure.simulator.token.TokenRequest;
import io.azimuth.domain.secret.SecretText;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Map;

/**
 * A running simulated Azure. Thread-safe; several can run side by side. Its keys and certificates
 * are new at each start and are never stored.
 */
public final class AzureSimulator implements AutoCloseable {

  private final LiveFleet fleet;
  private final ServerCertificate certificate;
  private final SimulatorThreads threads;
  private final SimulatorServers servers;
  private final Steering steering;
  private final PodTokens pods;

  AzureSimulator(
      LiveFleet fleet,
      ServerCertificate certificate,
      SimulatorThreads threads,
      SimulatorServers servers,
      Steering steering,
      PodTokens pods) {
    this.fleet = fleet;
    this.certificate = certificate;
    this.threads = threads;
    this.servers = servers;
    this.steering = steering;
    this.pods = pods;
  }

  /**
   * Starts one; when this returns, it answers and its files are written.
   *
   * @throws IOException when a port is taken or the directory cannot be written
   */
  public static AzureSimulator start(AzureSimulatorConfig config) throws IOException {
    return SimulatorAssembly.start(config);
  }

  /**
   * The base of the sign-in service, Resource Manager, Graph, Key Vault, the attestation service
   * and the steering, {@code https://127.0.0.1:9443/}.
   */
  public URI authorityUri() {
    return servers.authorityUri();
  }

  /** The base of the default machine's metadata service, {@code http://127.0.0.1:9080/}. */
  public URI metadataUri() {
    return servers.metadataUri();
  }

  /** The base of one machine's metadata service; a slash at its end. */
  public URI metadataUri(String machine) {
    return metadataUri().resolve("machines/" + machine + "/");
  }

  /** The only authority to trust for {@link #authorityUri}. */
  public X509Certificate certificateAuthority() {
    return certificate.authority();
  }

  /** The same in PEM, as {@code ca.pem} has it. */
  public String certificateAuthorityPem() {
    return certificate.authorityPem();
  }

  /**
   * The {@code cloud "lab"} block of a server configuration, as {@code cloud.hcl} has it.
   *
   * @param authorityFile where {@link #certificateAuthorityPem} is
   */
  public String cloudBlock(Path authorityFile) {
    return CloudBlock.write(authorityUri(), metadataUri(), authorityFile);
  }

  /** The fleet with all changes that were made since the start. */
  public SimulatorFleet fleet() {
    return fleet.now();
  }

  /** Resource Manager: faults, limits and counts of its resources, and changes of the fleet. */
  public SimulatedResourceManager resourceManager() {
    return steering.services().resourceManager();
  }

  /** Graph: passwords of applications, and who may change them. */
  public SimulatedGraph graph() {
    return steering.services().graph();
  }

  /** Federated credentials and client certificates, which replace secrets. */
  public SimulatedFederation federation() {
    return steering.services().federation();
  }

  /** Key Vault: versions and states of keys, and who may use them. */
  public SimulatedKeyVault keyVault() {
    return steering.services().keyVault();
  }

  /** The attestation service: platforms of machines, and attestations to order. */
  public SimulatedAttestation attestation() {
    return steering.services().attestation();
  }

  /** Signs with a new key from now on and gives its id. */
  public String rollKeys(KeyRollover how) {
    return steering.roll(how);
  }

  /** Disturbs an endpoint, in place of what disturbed it before; ends what hangs. */
  public void fault(SimulatedFault fault) {
    steering.fault(fault);
  }

  /**
   * Ends all faults, zeroes the counts, publishes the key in use, and restores the fleet: its
   * machines, rights, passwords, groups and federated credentials.
   */
  public void reset() {
    steering.reset();
  }

  /** How often each endpoint was asked since the start or the last reset. */
  public Map<SimulatorEndpoint, Long> requestCounts() {
    return steering.counts();
  }

  /**
   * The header {@code traceparent} of the last request to each endpoint that had one, since the
   * start or the last reset.
   */
  public Map<SimulatorEndpoint, String> traceParents() {
    return steering.traces();
  }

  /**
   * A token to order, honest or not.
   *
   * @throws IllegalArgumentException when the fleet has no such subject, identity or resource
   */
  public SecretText mint(TokenRequest order) {
    return steering.mint(order);
  }

  /**
   * An honest token of the machine's default identity.
   *
   * @throws IllegalArgumentException when the fleet has no such machine, identity or resource
   */
  public SecretText tokenFor(String machine, String resource) {
    return mint(TokenRequest.forMachine(machine, resource));
  }

  /**
   * The service-account token of a pod, or of an application that has no secret, to be exchanged at
   * the token endpoint; {@code pods/<name>.token} has it too.
   *
   * @throws IllegalArgumentException when the fleet has no such pod or application
   */
  public SecretText serviceAccountToken(String name) {
    return pods.of(name);
  }

  /**
   * Replaces a service-account token, as a cluster does before the token expires. The file changes,
   * too, and the old token is refused from now on. A reset does not undo this.
   *
   * @throws IllegalArgumentException when the fleet has no such pod or application
   * @throws IOException when the file cannot be written
   */
  public SecretText rotateServiceAccountToken(String name) throws IOException {
    return pods.rotate(name);
  }

  /** Frees the ports at once; open requests break. */
  @Override
  public void close() {
    servers.close();
    threads.close();
  }
}
