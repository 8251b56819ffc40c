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

/** What is wrong with a file as a whole, and with keys outside of listeners and clouds. */
class ConfigProblemsTest {

  @TempDir private Path directory;
  private ConfigFiles files;

  @BeforeEach
  void prepare() {
    files = new ConfigFiles(directory);
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
  void auditDirectoryOpenToOthersWarns() throws Exception {
    Path audit = Files.createDirectory(files.path("audit"));
    Files.setPosixFilePermissions(audit, PosixFilePermissions.fromString("rwxr-xr-x"));

    assertThat(files.warnings(ConfigFiles.MINIMUM + "audit_directory = \"audit\""))
        .containsExactly(
            "azimuth.hcl:5: warning: audit_directory: audit is open to others than its owner"
                + " (rwxr-xr-x); it should have mode 0700");
  }
}
