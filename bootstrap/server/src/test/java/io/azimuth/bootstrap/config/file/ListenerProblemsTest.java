package io.azimuth.bootstrap.config.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with blocks {@code listener}. */
class ListenerProblemsTest {

  @TempDir private Path directory;
  private ConfigFiles files;

  @BeforeEach
  void prepare() {
    files = new ConfigFiles(directory);
  }

  @Test
  void refusesLimitsThatLimitNothing() {
    String listener =
        """
        listener "tcp" {
          tls_disable = true
          max_connections = 0
          max_request_size = "2MiB"
          http_read_timeout = "2 weeks"
          http_idle_timeout = "25h"
        }
        storage "inmem" {}
        """;
    assertThat(files.errors(listener))
        .containsExactly(
            "azimuth.hcl:3: listener \"tcp\": max_connections: must be a whole number from 1 to"
                + " 1000000",
            "azimuth.hcl:4: listener \"tcp\": max_request_size: must be a whole number from 1 to"
                + " 1073741824",
            "azimuth.hcl:5: listener \"tcp\": http_read_timeout: unknown unit in duration",
            "azimuth.hcl:6: listener \"tcp\": http_idle_timeout: must be from 1s to 24h");
  }

  @Test
  void aListenersTelemetryIsABlockWithOneSetting() {
    assertThat(
            files.errors(
                """
                listener "tcp" {
                  tls_disable = true
                  telemetry {
                    unauthenticated_metrics_access = "perhaps"
                    unauthenticated_metric_access  = true
                  }
                }
                listener "tcp" {
                  address     = "127.0.0.1:0"
                  tls_disable = true
                  telemetry   = true
                }
                storage "inmem" {}
                """))
        .hasSize(3)
        .anyMatch(line -> line.contains("unauthenticated_metrics_access: must be true or false"))
        .anyMatch(line -> line.contains("unknown key \"unauthenticated_metric_access\""))
        .anyMatch(line -> line.contains("telemetry: must be a block: telemetry { … }"));
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:8200,127.0.0.1:8200",
    "0.0.0.0:8200,127.0.0.1:8200",
    "127.0.0.1:8200,[::]:8200",
    ":8200,127.0.0.1:8200"
  })
  void refusesListenersThatTakeEachOthersPort(String first, String second) {
    assertThat(files.errors(listeners(first, second)))
        .singleElement()
        .asString()
        .startsWith("azimuth.hcl:6: listener \"tcp\": address: ")
        .endsWith(" is taken by a listener above");
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:0,127.0.0.1:0",
    "127.0.0.1:8200,127.0.0.1:8201",
    "127.0.0.1:8200,127.0.0.2:8200"
  })
  void takesListenersThatDoNot(String first, String second) {
    assertThat(files.good(listeners(first, second)).listeners()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"8200", "127.0.0.1", "127.0.0.1:65536", "::1:8200", "a b:1", "h:-1", "h:1x"})
  void refusesAddressesThatAreNone(String address) {
    assertThat(files.errors(listeners("127.0.0.1:1", address)))
        .containsExactly(
            "azimuth.hcl:6: listener \"tcp\": address: must be host:port with a port from 0 to"
                + " 65535");
  }

  private static String listeners(String first, String second) {
    return """
    listener "tcp" {
      address = "%s"
      tls_disable = true
    }
    listener "tcp" {
      address = "%s"
      tls_disable = true
    }
    storage "inmem" {}
    """
        .formatted(first, second);
  }

  @Test
  void forwardingWithoutProxiesWarns() {
    assertThat(
            files.warnings(
                """
                listener "tcp" {
                  tls_disable = true
                  x_forwarded_for_hop_skips = 1
                  x_forwarded_for_reject_not_present = true
                }
                storage "inmem" {}
                """))
        .containsExactly(
            "azimuth.hcl:3: warning: listener \"tcp\": x_forwarded_for_hop_skips: has no effect"
                + " without x_forwarded_for_authorized_addrs",
            "azimuth.hcl:4: warning: listener \"tcp\": x_forwarded_for_reject_not_present: has no"
                + " effect without x_forwarded_for_authorized_addrs");
  }

  @Test
  void certificatesOfClientsThatNobodyPassesOnWarn() {
    assertThat(
            files.warnings(
                """
                listener "tcp" {
                  tls_disable = true
                  tls_request_client_cert = true
                  x_forwarded_client_cert = "nginx"
                }
                storage "inmem" {}
                """))
        .containsExactly(
            "azimuth.hcl:3: warning: listener \"tcp\": tls_request_client_cert: has no effect with"
                + " tls_disable = true",
            "azimuth.hcl:4: warning: listener \"tcp\": x_forwarded_client_cert: has no effect"
                + " without x_forwarded_for_authorized_addrs");
  }

  @Test
  void aListenerThatAsksBrowsersForCertificatesWarns() throws Exception {
    files.write("server.pem", "PEM");
    Path key = files.write("server.key", "PEM");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    files.write("clients.pem", "PEM");
    String asking =
        """
        listener "tcp" {
          tls_cert_file = "server.pem"
          tls_key_file = "server.key"
          tls_request_client_cert = true
        }
        storage "inmem" {}
        """;

    assertThat(files.warnings(asking)).isEmpty();
    assertThat(files.warnings(asking + "ui = true\n"))
        .containsExactly(
            "azimuth.hcl:7: warning: ui: browsers ask people which certificate to send at a"
                + " listener with tls_request_client_cert; let people use another listener");
    assertThat(
            files.warnings(
                asking.replace("= true", "= true\n  tls_client_ca_file = \"clients.pem\"")))
        .containsExactly(
            "azimuth.hcl:4: warning: listener \"tcp\": tls_request_client_cert: has no effect"
                + " beside tls_client_ca_file, which demands one");
  }

  @Test
  void refusesFormsOfCertificatesThatItCannotRead() {
    assertThat(
            files.errors(
                """
                listener "tcp" {
                  tls_disable = true
                  x_forwarded_client_cert = "haproxy"
                  x_forwarded_for_client_cert_header = "X Cert"
                }
                listener "tcp" {
                  address = "127.0.0.1:1"
                  tls_disable = true
                  x_forwarded_for_client_cert_header = "X-Cert"
                }
                storage "inmem" {}
                """))
        .containsExactly(
            "azimuth.hcl:3: listener \"tcp\": x_forwarded_client_cert: must be one of"
                + " application_gateway, nginx, envoy, rfc9440",
            "azimuth.hcl:4: listener \"tcp\": x_forwarded_for_client_cert_header: must be the name"
                + " of a header",
            "azimuth.hcl:9: listener \"tcp\": x_forwarded_for_client_cert_header: needs"
                + " x_forwarded_client_cert, the form of the header: application_gateway, nginx,"
                + " envoy, rfc9440");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"X-Vault-Token", "authorization", "HOST", "Content-Length", "X-Forwarded-For"})
  void refusesHeadersOfCertificatesThatMeanSomethingElse(String name) {
    assertThat(
            files.errors(
                """
                listener "tcp" {
                  tls_disable = true
                  x_forwarded_client_cert = "nginx"
                  x_forwarded_for_client_cert_header = "%s"
                }
                storage "inmem" {}
                """
                    .formatted(name)))
        .containsExactly(
            "azimuth.hcl:4: listener \"tcp\": x_forwarded_for_client_cert_header: is a header with"
                + " a meaning of its own");
  }

  @Test
  void tlsFilesBesideDisabledTlsWarn() {
    assertThat(
            files.warnings(
                """
                listener "tcp" {
                  tls_disable = true
                  tls_cert_file = "a.pem"
                }
                storage "inmem" {}
                """))
        .containsExactly(
            "azimuth.hcl:3: warning: listener \"tcp\": tls_cert_file: has no effect with"
                + " tls_disable = true");
  }

  @Test
  void keyFilesOpenToOthersWarn() throws Exception {
    files.write("server.pem", "PEM");
    Path key = files.write("server.key", "PEM");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));

    assertThat(
            files.warnings(
                """
                listener "tcp" {
                  tls_cert_file = "server.pem"
                  tls_key_file = "server.key"
                }
                storage "inmem" {}
                """))
        .containsExactly(
            "azimuth.hcl:3: warning: listener \"tcp\": tls_key_file: server.key is open to others"
                + " than its owner (rw-r-----); it should have mode 0600");
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:8200, false",
    "127.1.2.3:8200, false",
    "localhost:8200, false",
    "[::1]:8200, false",
    "0.0.0.0:8200, true",
    "[::]:8200, true",
    "10.0.0.1:8200, true",
    "vault.example:8200, true"
  })
  void warnsOfAListenerWithoutTlsThatOtherMachinesReach(String address, boolean warned) {
    String listener = "tls_disable = true\naddress = \"" + address + "\"";

    assertThat(
            files.warnings(ConfigFiles.MINIMUM.replace("tls_disable = true", listener)).stream()
                .anyMatch(it -> it.contains("tls_disable: other machines reach this address")))
        .isEqualTo(warned);
  }
}
