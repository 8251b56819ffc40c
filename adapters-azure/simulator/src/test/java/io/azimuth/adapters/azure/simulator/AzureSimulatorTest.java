package io.azimuth.adapters.azure.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.adapters.azure.simulator.fault.FaultMode;
import io.azimuth.adapters.azure.simulator.fault.SimulatedFault;
import io.azimuth.adapters.azure.simulator.fleet.SeededApi;
import io.azimuth.adapters.azure.simulator.fleet.SeededFleet;
import io.azimuth.adapters.azure.simulator.fleet.SimulatorFleet;
import io.azimuth.adapters.azure.simulator.http.SimulatorEndpoint;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AzureSimulatorTest {

  private static final String ARM = SimulatorClient.ARM;

  private static AzureSimulatorConfig config() {
    return AzureSimulatorConfig.forTests(SimulatorClient.CLOCK, new SecureRandom());
  }

  @Test
  void writesItsFilesForTheOwnerOnly(@TempDir Path temp) throws Exception {
    Path directory = temp.resolve("made/by/it");
    try (AzureSimulator simulator = AzureSimulator.start(config().writingTo(directory))) {
      assertThat(directory.resolve("ca.pem"))
          .hasContent(simulator.certificateAuthorityPem())
          .content()
          .startsWith("-----BEGIN CERTIFICATE-----\n");
      assertThat(directory.resolve("cloud.hcl"))
          .hasContent(simulator.cloudBlock(directory.resolve("ca.pem").toAbsolutePath()));
      assertThat(permissions(directory)).isEqualTo("rwx------");
      assertThat(permissions(directory.resolve("ca.pem"))).isEqualTo("rw-------");
      assertThat(permissions(directory.resolve("cloud.hcl"))).isEqualTo("rw-------");
      Path pod = directory.resolve("pods/orders-pod.token");
      assertThat(pod).hasContent(simulator.serviceAccountToken("orders-pod").expose());
      assertThat(permissions(pod)).isEqualTo("rw-------");
      try (Stream<Path> files = Files.walk(directory).filter(Files::isRegularFile)) {
        assertThat(files)
            .extracting(file -> directory.relativize(file).toString())
            .containsExactlyInAnyOrder(
                "ca.pem",
                "cloud.hcl",
                "pods/orders-pod.token",
                "pods/billing-pod.token",
                "pods/azimuth-federated.token");
      }
    }
  }

  private static String permissions(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void theFilesOfTheRunBeforeAreReplaced(@TempDir Path directory) throws Exception {
    String first;
    try (AzureSimulator simulator = AzureSimulator.start(config().writingTo(directory))) {
      first = simulator.certificateAuthorityPem();
    }
    try (AzureSimulator simulator = AzureSimulator.start(config().writingTo(directory))) {
      assertThat(directory.resolve("ca.pem"))
          .hasContent(simulator.certificateAuthorityPem())
          .content()
          .isNotEqualTo(first);
    }
  }

  @Test
  void theCloudBlockHasTheBoundAddresses() throws Exception {
    try (AzureSimulator simulator = AzureSimulator.start(config())) {
      String metadata = simulator.metadataUri().toString();
      assertThat(simulator.cloudBlock(Path.of("a \"b\".pem")))
          .contains("cloud \"lab\" {\n")
          .contains("  authority_host   = \"" + simulator.authorityUri() + "\"\n")
          .contains("  resource_manager = \"" + simulator.authorityUri() + "\"\n")
          .contains("  resource_manager_audience = \"" + simulator.authorityUri() + "\"\n")
          .contains("  graph            = \"" + simulator.authorityUri() + "\"\n")
          .contains(
              "  metadata_service = \"" + metadata.substring(0, metadata.length() - 1) + "\"\n")
          .contains(
              "  issuers          = [\"https://sts.windows.net/{tenant_id}/\","
                  + " \"https://login.microsoftonline.com/{tenant_id}/v2.0\"]\n")
          .contains("  ca_cert_file     = \"a \\\"b\\\".pem\"\n")
          .contains("  attested_host    = \"metadata.simulator.azimuth.example\"\n")
          .contains("  attested_ca_file = \"a \\\"b\\\".pem\"\n");
      assertThat(simulator.metadataUri("web-2"))
          .isEqualTo(URI.create(metadata + "machines/web-2/"));
    }
  }

  @Test
  void instancesRunSideBySideWithKeysOfTheirOwn() throws Exception {
    try (AzureSimulator one = AzureSimulator.start(config());
        AzureSimulator other = AzureSimulator.start(config())) {
      SimulatorClient client = new SimulatorClient(one);
      String issuer = "https://sts.windows.net/" + SeededFleet.TENANT + "/";
      String foreign = other.tokenFor("web-1", ARM).expose();

      assertThat(new PublishedKeys(client).defects(foreign, issuer, ARM)).isNotEmpty();
      assertThat(one.certificateAuthority()).isNotEqualTo(other.certificateAuthority());
      HttpRequest crossed = HttpRequest.newBuilder(other.authorityUri()).build();
      assertThatThrownBy(() -> client.http().send(crossed, HttpResponse.BodyHandlers.ofString()))
          .isInstanceOf(SSLHandshakeException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1"})
  void theCertificateIsGoodForTheLoopbackNames(String host) throws Exception {
    try (AzureSimulator simulator = AzureSimulator.start(config())) {
      SimulatorClient client = new SimulatorClient(simulator);
      String address =
          "https://" + host + ":" + simulator.authorityUri().getPort() + "/_simulator/requests";

      assertThat(client.send(HttpRequest.newBuilder(URI.create(address))).status()).isEqualTo(200);
    }
  }

  @Test
  void closingIsQuickAlsoWithHangingRequestsAndFreesThePorts() throws Exception {
    AzureSimulator simulator = AzureSimulator.start(config());
    SimulatorClient client = new SimulatorClient(simulator);
    simulator.fault(SimulatedFault.of(SimulatorEndpoint.KEYS, FaultMode.HANG));
    HttpRequest request =
        HttpRequest.newBuilder(client.authorityUri("common/discovery/keys")).build();
    CompletableFuture<HttpResponse<String>> hanging =
        client.http().sendAsync(request, HttpResponse.BodyHandlers.ofString());
    while (simulator.requestCounts().get(SimulatorEndpoint.KEYS) == 0) {
      Thread.onSpinWait();
    }

    long start = System.nanoTime();
    simulator.close();

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    for (URI uri : List.of(simulator.authorityUri(), simulator.metadataUri())) {
      assertThatCode(() -> bind(uri.getPort()).close()).doesNotThrowAnyException();
    }
    assertThat(hanging.handle((answer, failure) -> failure != null).get()).isTrue();
  }

  private static ServerSocket bind(int port) throws Exception {
    ServerSocket socket = new ServerSocket();
    socket.setReuseAddress(true);
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    return socket;
  }

  @Test
  void aTakenPortIsReportedAndTheOtherIsFreedAgain() throws Exception {
    int free = freePort();
    try (ServerSocket taken = bind(0)) {
      AzureSimulatorConfig config = config().at(loopback(free), loopback(taken.getLocalPort()));

      assertThatThrownBy(() -> AzureSimulator.start(config)).isInstanceOf(BindException.class);
      assertThatCode(() -> bind(free).close()).doesNotThrowAnyException();
    }
  }

  private static int freePort() throws Exception {
    try (ServerSocket probe = bind(0)) {
      return probe.getLocalPort();
    }
  }

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "192.0.2.1", "::"})
  void refusesToListenForOthers(String address) {
    InetSocketAddress open = new InetSocketAddress(address, 0);

    assertThatThrownBy(() -> config().at(open, loopback(0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is not a loopback address");
    assertThatThrownBy(() -> config().at(loopback(0), open))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is not a loopback address");
  }

  @Test
  void refusesAnAddressThatDoesNotResolve() {
    InetSocketAddress nowhere = InetSocketAddress.createUnresolved("nowhere.invalid", 0);

    assertThatThrownBy(() -> config().allowingOthers().at(nowhere, loopback(0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("the simulated Azure cannot resolve ");
  }

  @Test
  void listensForOthersWhenToldTo() throws Exception {
    InetSocketAddress open = new InetSocketAddress("0.0.0.0", 0);
    AzureSimulatorConfig config = config().allowingOthers().at(open, loopback(0));
    try (AzureSimulator simulator = AzureSimulator.start(config)) {
      assertThat(simulator.authorityUri().getHost()).isEqualTo("127.0.0.1");
      assertThat(new SimulatorClient(simulator).steer("reset", "").status()).isEqualTo(200);
    }
  }

  @Test
  void theSimulatorsOwnAddressIsAFirstPartyAudience() throws Exception {
    try (AzureSimulator simulator = AzureSimulator.start(config())) {
      String own = simulator.authorityUri().toString();

      assertThat(PublishedKeys.payload(simulator.tokenFor("web-1", own).expose()))
          .contains("\"aud\":\"" + own + "\"")
          .contains("xms_mirid");
    }
  }

  @Test
  void aFleetCanBeExtended() throws Exception {
    SeededApi api =
        new SeededApi(
            "cccccccc-0000-4000-8000-000000000777", List.of("https://vault.example"), 1, false);
    SimulatorFleet fleet = SimulatorFleet.seeded().withApi(api);
    try (AzureSimulator simulator = AzureSimulator.start(config().with(fleet))) {
      assertThat(
              PublishedKeys.payload(simulator.tokenFor("web-1", "https://vault.example").expose()))
          .contains("\"aud\":\"https://vault.example\"")
          .doesNotContain("groups");
    }
  }

  @Test
  void unknownPathsAreNotFoundAlsoBehindADoubleSlash() throws Exception {
    try (AzureSimulator simulator = AzureSimulator.start(config())) {
      SimulatorClient client = new SimulatorClient(simulator);

      assertThat(client.authority("nothing").status()).isEqualTo(404);
      assertThat(client.authority("/common//discovery/keys").status()).isEqualTo(200);
    }
  }
}
