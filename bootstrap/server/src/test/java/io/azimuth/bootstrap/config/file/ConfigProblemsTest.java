package io.azimuth.bootstrap.config.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.bootstrap.configfile.ConfigProblem;
import io.azimuth.bootstrap.process.Environment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigProblemsTest {

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
  void reportsEverythingAtOnceInTheOrderOfTheLines() {
    assertThat(
            files.errors(
                """
                listner "tcp" {}
                listener "tcp" {
                  adress = "127.0.0.1:8200"
                  tls_cert_file = "missing.pem"
                }
                storage "inmem" {}
                log_levle = "info"
                max_lease_ttl = "soon"
                """))
        .containsExactly(
            "azimuth.hcl:1: unknown key \"listner\"; did you mean \"listener\"?",
            "azimuth.hcl:2: listener \"tcp\": tls_key_file is missing: set it, or tls_disable ="
                + " true",
            "azimuth.hcl:3: listener \"tcp\": unknown key \"adress\"; did you mean \"address\"?",
            "azimuth.hcl:4: listener \"tcp\": tls_cert_file: the file missing.pem does not exist",
            "azimuth.hcl:7: unknown key \"log_levle\"; did you mean \"log_level\"?",
            "azimuth.hcl:8: max_lease_ttl: invalid duration");
  }

  @Test
  void suggestsNothingWhenNothingIsNear() {
    assertThat(files.errors(ConfigFiles.MINIMUM + "raft_peers = 3"))
        .containsExactly("azimuth.hcl:5: unknown key \"raft_peers\"");
  }

  @Test
  void missingBlocksAreNamedWithWhatToWrite() {
    assertThat(files.errors("log_level = \"info\""))
        .containsExactly(
            "azimuth.hcl: there is no listener block; add: listener \"tcp\" { … }",
            "azimuth.hcl: there is no storage block; add: storage \"mapdb\" { path = \"data\" }");
  }

  @Test
  void brokenSyntaxIsOneErrorWithItsPlace() {
    assertThat(files.errors("listener \"tcp\" {\n"))
        .singleElement()
        .asString()
        .startsWith("azimuth.hcl:1: column");
  }

  @Test
  void missingFileIsAnError() {
    LoadedConfig loaded =
        new ConfigLoader(Environment.of(Map.of())).load(directory.resolve("no.hcl"));

    assertThat(loaded.config()).isEmpty();
    assertThat(loaded.problems().errors())
        .extracting(ConfigProblem::message)
        .containsExactly("the file " + directory.resolve("no.hcl") + " does not exist");
  }

  @Test
  void fileThatIsNotUtf8IsAnError() {
    Path file = files.write("latin.hcl", new byte[] {'#', (byte) 0xe4});

    assertThat(new ConfigLoader(Environment.of(Map.of())).load(file).problems().errors())
        .extracting(ConfigProblem::message)
        .containsExactly("the file is not UTF-8");
  }

  @Test
  void vaultsOwnKeysOnlyWarn() {
    assertThat(
            files.warnings(
                ConfigFiles.MINIMUM
                    + """
                    disable_mlock = true
                    cluster_addr = "https://127.0.0.1:8201"
                    telemetry {
                      disable_hostname          = true
                      prometheus_retention_time = "24h"
                      statsd_address            = "statsd.example:8125"
                    }
                    """))
        .containsExactly(
            "azimuth.hcl:5: warning: disable_mlock: has no effect in Azimuth",
            "azimuth.hcl:6: warning: cluster_addr: has no effect in Azimuth",
            "azimuth.hcl:10: warning: telemetry: statsd_address: has no effect: fetch the metrics"
                + " from sys/metrics");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\"", "\"prod/eu\"", "\"a\\nb\"", "[1]"})
  void aClusterNameThatCannotBeShownKeepsNoServerFromStarting(String name) {
    assertThat(files.warnings(ConfigFiles.MINIMUM + "cluster_name = " + name + "\n"))
        .containsExactly(
            "azimuth.hcl:5: warning: cluster_name: is not used: it must have 1 to 128 letters,"
                + " digits, blanks, '.', '_' or '-'");
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

  @Test
  void refusesTwoBlocksOfOnePlugin() {
    assertThat(
            files.errors(
                ConfigFiles.MINIMUM
                    + "plugin \"a\" {}\nplugin \"b\" {\n  k = [1]\n}\nplugin \"a\" {}\n"))
        .containsExactly(
            "azimuth.hcl:7: plugin \"b\": k: must be a text, not a list",
            "azimuth.hcl:9: plugin \"a\": there is another of this type above");
  }

  @Test
  void refusesTwoStoragesAndTwoSeals() {
    files.write("seal.key", ConfigFiles.key(1));
    String seal =
        "seal \"static\" {\n current_key_id = \"a\"\n current_key = \"file://seal.key\"\n}\n";

    assertThat(files.errors(ConfigFiles.MINIMUM.replace("storage", "backend"))).isEmpty();
    assertThat(files.errors(ConfigFiles.MINIMUM + "storage \"mapdb\" {}\n" + seal + seal))
        .containsExactly(
            "azimuth.hcl:5: storage: there can be one only; the first is in line 4",
            "azimuth.hcl:10: seal: only one can be enabled; the first is in line 6");
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

  @ParameterizedTest
  @ValueSource(
      strings = {"8200", "127.0.0.1", "127.0.0.1:65536", "::1:8200", "a b:1", "h:-1", "h:1x"})
  void refusesAddressesThatAreNone(String address) {
    assertThat(files.errors(listeners("127.0.0.1:1", address)))
        .containsExactly(
            "azimuth.hcl:6: listener \"tcp\": address: must be host:port with a port from 0 to"
                + " 65535");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "log_level = \"loud\"|log_level: must be trace, debug, info, warn or error",
        "log_format = \"xml\"|log_format: must be standard or json",
        "compatible_version = \"1.20\"|compatible_version: must be a version like 1.20.4",
        "api_addr = \"azimuth:8200\"|api_addr: must be an address like http://host:port",
        "proxy = \"https://proxy:1\"|proxy: must be an address like http://host:port",
        "proxy = \"http://me:pw@proxy:1\"|proxy: must not name a user or password",
        "max_lease_ttl = \"0s\"|max_lease_ttl: must be at least 1s",
        "shutdown_delay = \"301s\"|shutdown_delay: must be at most 5m",
        "max_lease_ttl = [1]|max_lease_ttl: must be a text, not a list",
        "log_level {}|log_level: must be a value, not a block",
        "audit_directory = \"\"|audit_directory: is empty",
        "audit_directory = \"azimuth.hcl\"|audit_directory: azimuth.hcl is not a directory",
        "audit_socket_addresses = [\"collector:9090\"]|audit_socket_addresses: address must be an"
            + " IP address with a port, such as 127.0.0.1:9090, or the absolute path of a socket",
        "plugin_directory = \"none\"|plugin_directory: none is not a directory",
        "plugin_checksums { \"a.jar\" = \"00\" }|plugin_checksums: there is no plugin_directory",
        "plugin_checksums { \"a.jar\" = \"00\" }|plugin_checksums: a.jar: must be sha256: and 64"
            + " hexadecimal digits",
        "plugin_checksums { \"../a.jar\" = \"00\" }|plugin_checksums: ../a.jar: is not the name of"
            + " a jar in the plugin directory",
        "plugin_checksums {}|plugin_checksums: names no jar; leave the block out to load every jar",
        "plugin_checksums = \"x\"|plugin_checksums: must be a block: plugin_checksums { … }",
        "storage = 3|\"storage\" must be a block with exactly one label in quotes"
      })
  void saysWhatIsWrongWithAValue(String line, String message) {
    String config =
        line.startsWith("storage")
            ? "listener \"tcp\" { tls_disable = true }\n\n\n\n"
            : ConfigFiles.MINIMUM;

    assertThat(files.errors(config + line)).contains("azimuth.hcl:5: " + message);
  }

  @Test
  void defaultLeaseMustNotBeLongerThanTheLongest() {
    assertThat(
            files.errors(
                ConfigFiles.MINIMUM + "default_lease_ttl = \"2h\"\nmax_lease_ttl = \"1h\""))
        .containsExactly("azimuth.hcl:5: default_lease_ttl: must not be longer than max_lease_ttl");
  }

  @Test
  void variablesAreCheckedLikeTheFile() {
    files.with(Map.of("AZIMUTH_LOG_LEVEL", "loud", "HTTPS_PROXY", "ftp://x"));

    assertThat(files.errors(ConfigFiles.MINIMUM))
        .containsExactlyInAnyOrder(
            "azimuth.hcl: the environment variable AZIMUTH_LOG_LEVEL must be trace, debug, info,"
                + " warn or error",
            "azimuth.hcl: the environment variable HTTPS_PROXY must be an address like"
                + " http://host:port");
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

  @Test
  void auditDirectoryOpenToOthersWarns() throws Exception {
    Path audit = Files.createDirectory(files.path("audit"));
    Files.setPosixFilePermissions(audit, PosixFilePermissions.fromString("rwxr-xr-x"));

    assertThat(files.warnings(ConfigFiles.MINIMUM + "audit_directory = \"audit\""))
        .containsExactly(
            "azimuth.hcl:5: warning: audit_directory: audit is open to others than its owner"
                + " (rwxr-xr-x); it should have mode 0700");
  }

  @ParameterizedTest
  @CsvSource({
    "AzurePublicCloud,'this is the name of a built-in cloud; its block may have services,"
        + " keys_file, attested_ca_file and attested_issuer_hosts only'",
    "azurechinacloud,'this is the name of a built-in cloud; its block may have services,"
        + " keys_file, attested_ca_file and attested_issuer_hosts only'",
    "LAB,there is another of this name above"
  })
  void refusesCloudNamesThatAreTaken(String name, String problem) {
    assertThat(files.errors(ConfigFiles.MINIMUM + cloud("lab") + cloud(name)))
        .containsExactly("azimuth.hcl:9: cloud \"" + name + "\": " + problem);
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "lab*", "-lab", "a lab", "lab/1", "lab\u017f"})
  void refusesCloudNamesThatAreNotPlain(String name) {
    assertThat(files.errors(ConfigFiles.MINIMUM + cloud(name)))
        .containsExactly(
            "azimuth.hcl:5: cloud: a name is 1 to 64 letters, digits, dots, hyphens, underscores");
  }

  @Test
  void builtInCloudTakesOnlyWhatTheSiteSupplies() {
    String block = "cloud \"AzurePublicCloud\" {\n  %s\n}\n";
    String problem =
        "azimuth.hcl:5: cloud \"AzurePublicCloud\": this is the name of a built-in cloud; its block"
            + " may have services, keys_file, attested_ca_file and attested_issuer_hosts only";

    assertThat(files.errors(ConfigFiles.MINIMUM + block.formatted("services = \"machines\"")))
        .isEmpty();
    assertThat(files.errors(ConfigFiles.MINIMUM + block.formatted(""))).containsExactly(problem);
    assertThat(
            files.errors(
                ConfigFiles.MINIMUM
                    + block.formatted("services = \"machines\"\n  graph = \"https://a/\"")))
        .containsExactly(problem);
  }

  @Test
  void saysWhatIsWrongWithTheSignersOfAttestedDocuments() throws Exception {
    String block = "cloud \"AzurePublicCloud\" {\n  attested_ca_file = \"signers.pem\"\n}\n";
    assertThat(files.errors(ConfigFiles.MINIMUM + block))
        .containsExactly(
            "azimuth.hcl:6: cloud \"AzurePublicCloud\": attested_ca_file: the file signers.pem does"
                + " not exist");
    Path signers = files.write("signers.pem", "");
    Files.setPosixFilePermissions(signers, PosixFilePermissions.fromString("rw-rw----"));
    assertThat(files.warnings(ConfigFiles.MINIMUM + block))
        .containsExactly(
            "azimuth.hcl:6: warning: cloud \"AzurePublicCloud\": attested_ca_file: others than the"
                + " owner may write to signers.pem (rw-rw----)");

    assertThat(
            files.errors(
                ConfigFiles.MINIMUM
                    + """
                    cloud "site" {
                      authority_host = "https://a.example/"
                      issuers        = ["https://a.example/{tenant_id}/"]
                      attested_host  = "https://a.example/"
                    }
                    """))
        .containsExactly(
            "azimuth.hcl:8: cloud \"site\": attested_host: must be the name of a host such as"
                + " metadata.azure.com");
    assertThat(
            files.errors(
                ConfigFiles.MINIMUM
                    + "cloud \"AzurePublicCloud\" {\n  attested_host = \"a.example\"\n}\n"))
        .singleElement()
        .asString()
        .contains("services, keys_file, attested_ca_file and attested_issuer_hosts only");
    assertThat(
            files.errors(
                ConfigFiles.MINIMUM
                    + "cloud \"AzurePublicCloud\" {\n"
                    + "  attested_issuer_hosts = [\"http://a.example/\"]\n}\n"))
        .containsExactly(
            "azimuth.hcl:6: cloud \"AzurePublicCloud\": attested_issuer_hosts: must be at most 16"
                + " hosts such as www.microsoft.com or host:port");
    assertThat(
            files.errors(
                ConfigFiles.MINIMUM
                    + "cloud \"AzurePublicCloud\" {\n  attested_issuer_hosts = []\n}\n"))
        .isEmpty();
  }

  @Test
  void saysThatAFileOfKeysCannotBeReadOrCanBeWrittenByOthers() throws Exception {
    String block = "cloud \"AzurePublicCloud\" {\n  keys_file = \"keys.json\"\n}\n";
    assertThat(files.errors(ConfigFiles.MINIMUM + block))
        .containsExactly(
            "azimuth.hcl:6: cloud \"AzurePublicCloud\": keys_file: the file keys.json does not"
                + " exist");
    Path keys = files.write("keys.json", "{}");
    Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rw-rw----"));

    assertThat(files.warnings(ConfigFiles.MINIMUM + block))
        .containsExactly(
            "azimuth.hcl:6: warning: cloud \"AzurePublicCloud\": keys_file: others than the owner"
                + " may write to keys.json (rw-rw----)");
  }

  @Test
  void saysWhatACloudLacks() {
    assertThat(
            files.errors(
                ConfigFiles.MINIMUM
                    + "cloud \"lab\" {\n"
                    + " issuers = [\"https://a/{tenant}/\"]\n"
                    + " graph = \"http://g/\"\n"
                    + "}"))
        .containsExactly(
            "azimuth.hcl:5: cloud \"lab\": authority_host is missing: a cloud cannot do without it",
            "azimuth.hcl:6: cloud \"lab\": issuers: each is not an address",
            "azimuth.hcl:7: cloud \"lab\": graph: must be an address like https://host:port");
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

  @Test
  void saysThatCloudsOfAnotherSignInServiceAreNotSupported() {
    assertThat(
            files.errors(
                ConfigFiles.MINIMUM
                    + cloud("stack").replace("https://a.example/\"", "https://a.example/adfs\"")))
        .containsExactly(
            "azimuth.hcl:6: cloud \"stack\": authority_host: not supported: an authority with a"
                + " path, such as AD FS of an Azure Stack Hub that is not connected to Entra ID;"
                + " name a sign-in service of Entra ID like https://host:port/ (the tenant is the"
                + " tenant_id of a mount)");
  }

  private static String cloud(String name) {
    return """
    cloud "%s" {
      authority_host = "https://a.example/"
      issuers = ["https://a.example/{tenant_id}/"]
    }
    """
        .formatted(name);
  }
}
