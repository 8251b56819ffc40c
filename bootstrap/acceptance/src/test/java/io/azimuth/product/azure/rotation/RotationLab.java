package io.azimuth.product.azure.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.azure.simulator.AzureSimulator;
import io.azimuth.adapters.azure.simulator.AzureSimulatorConfig;
import io.azimuth.adapters.azure.simulator.fault.FaultMode;
import io.azimuth.adapters.azure.simulator.fault.SimulatedFault;
import io.azimuth.adapters.azure.simulator.http.SimulatorEndpoint;
import io.azimuth.adapters.azure.simulator.state.ListedPassword;
import io.azimuth.adapters.azure.simulator.token.TokenRequest;
import io.azimuth.domain.rotation.RotatedKind;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.product.azure.AzureMount;
import io.azimuth.product.azure.ResourceFixture;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.TestingClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** A mount with its own simulated Azure, so that a test can disturb each mount separately. */
final class RotationLab implements AutoCloseable {

  private static final String APPLICATION = "azimuth-server";
  private static final String OPERATORS = "lab-secret-of-azimuth-server";
  private static final String OURS = "azimuth-";
  private static final String OTHERS = "nightly report";

  private final int number;
  private final AzureSimulator azure;
  private final String block;
  private final RotatedKind kind;
  private final SecretText certificate;
  private Set<String> ownBefore = Set.of();

  private RotationLab(
      int number, AzureSimulator azure, String block, RotatedKind kind, SecretText certificate) {
    this.number = number;
    this.azure = azure;
    this.block = block;
    this.kind = kind;
    this.certificate = certificate;
  }

  /** A lab whose mount has a client secret or a certificate, beside one of another system. */
  static RotationLab start(int number, Path directory, Clock clock, RotatedKind kind) {
    try {
      Path own = Files.createDirectory(directory.resolve("lab" + number));
      AzureSimulator azure =
          AzureSimulator.start(
              AzureSimulatorConfig.forTests(clock, new SecureRandom()).writingTo(own));
      String block =
          azure
              .cloudBlock(own.resolve("ca.pem"))
              .replace("cloud \"lab\"", "cloud \"lab" + number + "\"");
      SecretText certificate = RegisteredCertificate.register(azure, "by hand");
      var unused = RegisteredCertificate.register(azure, OTHERS);
      return new RotationLab(number, azure, block, kind, certificate);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The block of this cloud in the configuration file. */
  String block() {
    return block;
  }

  String path(String below) {
    return "auth/azure" + number + "/" + below;
  }

  /** Enables the mount and creates a role whose logins always need Resource Manager. */
  void enable(TestingClient root) {
    root.write("sys/auth/azure" + number, Map.of("type", "azure"));
    root.write(
        path("config"),
        Map.of(
            "tenant_id",
            AzureMount.TENANT,
            "resource",
            AzureMount.AUDIENCE,
            "environment",
            "lab" + number,
            "client_id",
            AzureMount.client(10),
            kind == RotatedKind.CERTIFICATE ? "client_certificate" : "client_secret",
            kind == RotatedKind.CERTIFICATE ? certificate.expose() : OPERATORS,
            "resource_cache_ttl",
            0,
            "max_retries",
            -1));
    root.write(
        path("role/web"),
        Map.of("bound_service_principal_ids", AzureMount.WEB_1, "bound_resource_groups", "rg-web"));
  }

  /** A login that needs Resource Manager. */
  Reply logIn(TestingClient anyone) {
    return anyone.post(
        path("login"),
        Map.of(
            "role", "web",
            "jwt", azure.mint(TokenRequest.forMachine("web-1", AzureMount.AUDIENCE)).expose(),
            "subscription_id", ResourceFixture.SUBSCRIPTION,
            "resource_group_name", "rg-web",
            "vm_name", "web-1"));
  }

  /** Starts a rotation. The answer may never arrive. */
  CompletableFuture<Reply> rotate(TestingClient root) {
    ownBefore = own();
    return root.sendLater("PUT", path("rotate-root"), "null");
  }

  void disturb(SimulatedFault fault) {
    azure.fault(fault);
  }

  void calm() {
    for (SimulatorEndpoint endpoint : SimulatorEndpoint.values()) {
      azure.fault(SimulatedFault.of(endpoint, FaultMode.NONE));
    }
  }

  long calls(SimulatorEndpoint endpoint) {
    return azure.requestCounts().getOrDefault(endpoint, 0L);
  }

  AzureSimulator azure() {
    return azure;
  }

  /** The state of the pending rotation, if there is one. */
  Optional<String> pending(TestingClient root) {
    String state =
        root.get(path("config/status")).data().path("pending_rotation").path("state").asText("");
    return state.isEmpty() ? Optional.empty() : Optional.of(state);
  }

  /**
   * Fails if a password other than the replaced one was removed, or if a password of the server
   * exists that is not in use.
   *
   * @return whether a new one is in use
   */
  boolean assertWhole() {
    List<ListedPassword> passwords = known();
    assertThat(passwords)
        .as("mount %s: %s", number, passwords)
        .extracting(RotationLab::name)
        .hasSize(2)
        .contains(OTHERS)
        .anyMatch(it -> it.equals("by hand") || it.startsWith(OURS));
    return hasNew();
  }

  /** Whether the server has added or removed a credential of its own since the rotation began. */
  boolean hasNew() {
    return !own().equals(ownBefore);
  }

  private Set<String> own() {
    Set<String> own = new HashSet<>();
    known().stream().filter(RotationLab::isOurs).forEach(it -> own.add(it.keyId()));
    return own;
  }

  private static boolean isOurs(ListedPassword password) {
    return name(password).startsWith(OURS);
  }

  // A certificate that was registered by hand is named by its subject.
  private static String name(ListedPassword credential) {
    return credential.displayName().orElse("").replaceFirst("^CN=", "");
  }

  private List<ListedPassword> known() {
    return kind == RotatedKind.CERTIFICATE
        ? azure.graph().certificates(APPLICATION)
        : azure.graph().passwords(APPLICATION);
  }

  @Override
  public void close() {
    azure.close();
  }
}
