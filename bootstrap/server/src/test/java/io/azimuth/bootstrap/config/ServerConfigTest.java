package io.azimuth.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.azimuth.adapters.http.certificate.CertificateForwarding;
import io.azimuth.adapters.http.certificate.CertificateHeaderForm;
import io.azimuth.adapters.http.config.ForwardingConfig;
import io.azimuth.adapters.http.config.ListenerLimits;
import io.azimuth.adapters.http.tls.TlsConfig;
import io.azimuth.adapters.http.tls.TlsEngine;
import io.azimuth.adapters.storage.audit.AuditConfig;
import io.azimuth.adapters.storage.seal.SealKey;
import io.azimuth.adapters.storage.seal.StaticSealConfig;
import io.azimuth.application.logging.LogFormat;
import io.azimuth.application.logging.LogLevel;
import io.azimuth.bootstrap.config.file.ConfigFiles;
import io.azimuth.bootstrap.config.file.EffectiveConfig;
import io.azimuth.bootstrap.config.file.LoadedConfig;
import io.azimuth.bootstrap.logging.LogConfig;
import io.azimuth.bootstrap.plugin.PinnedJars;
import io.azimuth.domain.network.Cidr;
import io.azimuth.domain.secret.SecretBytes;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerConfigTest {

  private static final String EVERYTHING =
      """
      listener "tcp" {
        address       = "127.0.0.1:8200"
        tls_disable   = false
        tls_cert_file = "server.pem"
        tls_key_file  = "server.key"
        tls_client_ca_file = "clients.pem"
        tls_engine    = "jdk"
        tls_request_client_cert = false
        x_forwarded_for_authorized_addrs = "10.0.0.0/8, 192.0.2.1"
        x_forwarded_for_hop_skips = 1
        x_forwarded_for_reject_not_present = true
        x_forwarded_for_reject_not_authorized = "true"
        x_forwarded_client_cert = "envoy"
        x_forwarded_for_client_cert_header = "X-Cert"
        max_connections = 500
        max_connections_per_address = "50"
        max_request_size = 100000
        max_buffered_bytes = 5000000
        http_read_header_timeout = "5s"
        http_read_timeout = 6
        max_request_duration = "1m"
        http_idle_timeout = "2m"
      }
      listener "tcp" {
        address     = "[::1]:0"
        tls_disable = true
      }
      storage "mapdb" {
        path = "data"
        url  = "env://STORE_URL"
      }
      seal "static" {
        current_key_id  = "2026-11"
        current_key     = "file://seal.key"
        previous_key_id = "2026-05"
        previous_key    = "env://OLD_SEAL_KEY"
      }
      cloud "lab" {
        authority_host            = "https://127.0.0.1:9443/"
        resource_manager          = "https://127.0.0.1:9444/"
        resource_manager_audience = "https://management.example/"
        graph                     = "https://127.0.0.1:9445/"
        metadata_service          = "http://127.0.0.1:9080"
        key_vault                 = "https://{vault_name}.vault.example"
        database_audience         = "https://databases.example"
        issuers = ["https://sts.windows.net/{tenant_id}/", "https://login.microsoftonline.com/{tenant_id}/v2.0"]
        ca_cert_file = "ca.pem"
      }
      plugin "badge" {
        site   = "north"
        pepper = "env://STORE_URL"
      }
      proxy              = "http://proxy.example:3128"
      no_proxy           = ["localhost", ".internal.example"]
      audit_directory    = "audit"
      audit_socket_addresses = ["10.0.0.5:9090", "/run/collector.sock"]
      api_addr           = "https://azimuth.example.com:8200"
      cluster_name       = "prod west"
      default_lease_ttl  = "1h30m"
      max_lease_ttl      = 86400
      plugin_directory   = "plugins"
      compatible_version = "1.20.4+ent"
      log_level          = "debug"
      log_format         = "json"
      shutdown_delay     = "15s"
      ui                 = true
      """;

  @TempDir private Path directory;
  private ConfigFiles files;

  @BeforeEach
  void prepare() {
    files = new ConfigFiles(directory);
  }

  @Test
  void readsWhatTheSiteSuppliesForClouds() {
    Path keys = files.write("keys.json", "{}");
    Path signers = files.write("signers.pem", "");

    ServerConfig config =
        files.good(
            ConfigFiles.MINIMUM
                + """
                cloud "site" {
                  authority_host = "https://a.example/"
                  issuers        = ["https://a.example/{tenant_id}/"]
                  services       = "machines"
                  keys_file      = "keys.json"
                  attested_host  = "metadata.a.example"
                  attested_ca_file = "signers.pem"
                  attested_issuer_hosts = ["certificates.a.example", "b.example:8443"]
                }
                cloud "azurepubliccloud" {
                  services = "machines"
                }
                cloud "other" {
                  authority_host = "https://b.example/"
                  issuers        = ["https://b.example/{tenant_id}/"]
                }
                """);

    assertThat(config.azure().clouds())
        .extracting(AzureCloudBlock::name)
        .containsExactly("site", "other");
    assertThat(config.azure().local())
        .extracting(LocalSources::cloud, LocalSources::services, LocalSources::keysFile)
        .containsExactly(
            tuple("site", Optional.of("machines"), Optional.of(keys)),
            tuple("azurepubliccloud", Optional.of("machines"), Optional.empty()));
    assertThat(config.azure().local().get(0).attested())
        .isEqualTo(
            new LocalSources.Attested(
                Optional.of("metadata.a.example"),
                Optional.of(signers),
                Optional.of(List.of("certificates.a.example", "b.example:8443"))));
    assertThat(config.azure().serviceTypes()).containsExactly("machines");
    assertThat(EffectiveConfig.lines(config))
        .contains(
            "cloud[site].services = machines",
            "cloud[site].attested_host = metadata.a.example",
            "cloud[site].attested_issuer_hosts = [certificates.a.example, b.example:8443]",
            "cloud[azurepubliccloud].services = machines");
  }

  @Test
  void saysWhatHoldsWhenNothingIsSet() {
    ServerConfig config = files.good(ConfigFiles.MINIMUM);

    assertThat(config.listeners())
        .containsExactly(
            new ListenerBlock(
                new HostAndPort("127.0.0.1", 8200),
                Optional.empty(),
                ForwardingConfig.NONE,
                ListenerLimits.DEFAULT));
    assertThat(config.storage().type()).isEqualTo("inmem");
    assertThat(config.storage().settings().values()).isEmpty();
    assertThat(config.plugins().blocks()).isEmpty();
    assertThat(config.plugins().settings("badge").values()).isEmpty();
    assertThat(config.seals())
        .isEqualTo(new SealBlocks(Optional.empty(), Optional.empty(), Optional.empty()));
    assertThat(config.azure())
        .isEqualTo(new AzureConfig(List.of(), List.of(), Optional.empty(), List.of()));
    assertThat(config.directories())
        .isEqualTo(new DirectoryConfig(AuditConfig.NONE, Optional.empty(), PinnedJars.NONE));
    assertThat(config.api())
        .isEqualTo(
            new ApiConfig(
                Optional.empty(),
                Optional.empty(),
                "1.20.4",
                Duration.ofDays(32),
                Duration.ofDays(32),
                false));
    assertThat(config.telemetry().log())
        .isEqualTo(new LogConfig(LogLevel.INFO, LogFormat.STANDARD));
  }

  @Test
  void mapsEveryKey() throws Exception {
    writeNamedFiles();

    ServerConfig config = files.good(EVERYTHING);

    assertThat(config.listeners())
        .containsExactly(
            new ListenerBlock(
                new HostAndPort("127.0.0.1", 8200),
                Optional.of(
                    new TlsConfig(
                        files.path("server.pem"),
                        files.path("server.key"),
                        Optional.of(files.path("clients.pem")),
                        TlsEngine.JDK)),
                new ForwardingConfig(
                    List.of(
                        Cidr.parse("10.0.0.0/8").orElseThrow(),
                        Cidr.parse("192.0.2.1").orElseThrow()),
                    Optional.of(1),
                    true,
                    true,
                    Optional.of(new CertificateForwarding(CertificateHeaderForm.ENVOY, "X-Cert"))),
                new ListenerLimits(
                    500,
                    50,
                    100_000,
                    5_000_000,
                    new ListenerLimits.Timeouts(
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(6),
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(2)))),
            new ListenerBlock(
                new HostAndPort("::1", 0),
                Optional.empty(),
                ForwardingConfig.NONE,
                ListenerLimits.DEFAULT));
    assertThat(config.storage().type()).isEqualTo("mapdb");
    assertThat(config.storage().settings().values())
        .isEqualTo(Map.of("path", "data", "url", "jdbc:secret"));
    assertThat(config.storage().settings().path("path")).contains(files.path("data"));
    assertThat(config.plugins().settings("badge").values())
        .isEqualTo(Map.of("site", "north", "pepper", "jdbc:secret"));
    assertThat(config.plugins().settings("badge").path("site")).contains(files.path("north"));
    assertThat(config.directories())
        .isEqualTo(
            new DirectoryConfig(
                new AuditConfig(
                    Optional.of(files.path("audit")),
                    List.of("10.0.0.5:9090", "/run/collector.sock")),
                Optional.of(files.path("plugins")),
                PinnedJars.NONE));
    assertThat(config.api())
        .isEqualTo(
            new ApiConfig(
                Optional.of(URI.create("https://azimuth.example.com:8200")),
                Optional.of("prod west"),
                "1.20.4+ent",
                Duration.ofMinutes(90),
                Duration.ofDays(1),
                true));
    assertThat(config.telemetry().log()).isEqualTo(new LogConfig(LogLevel.DEBUG, LogFormat.JSON));
  }

  @Test
  void mapsEveryKeyOfSealAndAzure() throws Exception {
    writeNamedFiles();

    ServerConfig config = files.good(EVERYTHING);

    assertThat(keys(config).current())
        .isEqualTo(new SealKey("2026-11", SecretBytes.of(ConfigFiles.key(11))));
    assertThat(keys(config).previous())
        .contains(new SealKey("2026-05", SecretBytes.of(ConfigFiles.key(5))));
    AzureCloudBlock lab =
        new AzureCloudBlock(
            "lab",
            URI.create("https://127.0.0.1:9443/"),
            List.of(
                "https://sts.windows.net/{tenant_id}/",
                "https://login.microsoftonline.com/{tenant_id}/v2.0"),
            new AzureCloudBlock.Services(
                Optional.of(URI.create("https://127.0.0.1:9444/")),
                Optional.of("https://management.example/"),
                Optional.of(URI.create("https://127.0.0.1:9445/")),
                Optional.of(URI.create("http://127.0.0.1:9080")),
                Optional.of("https://{vault_name}.vault.example"),
                Optional.of("https://vault.example"),
                "https://databases.example"),
            Optional.of(files.path("ca.pem")));
    assertThat(config.azure())
        .isEqualTo(
            new AzureConfig(
                List.of(lab),
                List.of(),
                Optional.of(new HostAndPort("proxy.example", 3128)),
                List.of("localhost", ".internal.example")));
  }

  @Test
  void readsTheSameAsJson() {
    LoadedConfig loaded =
        files.load(
            "azimuth.json",
            """
            {
              "listener": [{"tcp": {"address": "127.0.0.1:8300", "tls_disable": true}},
                           {"tcp": {"address": "127.0.0.1:8301", "tls_disable": 1}}],
              "storage": {"inmem": {}},
              "max_lease_ttl": "24h"
            }
            """);

    assertThat(loaded.problems().all()).isEmpty();
    ServerConfig config = loaded.config().orElseThrow();
    assertThat(config.listeners())
        .extracting(ListenerBlock::address)
        .containsExactly(new HostAndPort("127.0.0.1", 8300), new HostAndPort("127.0.0.1", 8301));
    assertThat(config.api().maxLeaseTtl()).isEqualTo(Duration.ofDays(1));
  }

  @Test
  void defaultLeaseShrinksWithTheLongestAllowed() {
    ServerConfig config = files.good(ConfigFiles.MINIMUM + "max_lease_ttl = \"1h\"");

    assertThat(config.api().defaultLeaseTtl()).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void audienceOfResourceManagerIsItsAddressUnlessNamed() {
    ServerConfig config =
        files.good(
            ConfigFiles.MINIMUM
                + """
                cloud "lab" {
                  authority_host   = "https://a.example/"
                  resource_manager = "https://arm.example/"
                  issuers          = ["https://a.example/{tenant_id}/"]
                }
                """);

    assertThat(config.azure().clouds().get(0).services().resourceManagerAudience())
        .contains("https://arm.example/");
  }

  @Test
  void environmentNamesTheProxyWhenTheFileDoesNot() {
    files.with(
        Map.of("HTTPS_PROXY", "http://proxy.example:8080", "NO_PROXY", "localhost,, .example"));

    ServerConfig config = files.good(ConfigFiles.MINIMUM);

    assertThat(config.azure().proxy()).contains(new HostAndPort("proxy.example", 8080));
    assertThat(config.azure().noProxy()).containsExactly("localhost", ".example");
  }

  @Test
  void environmentOverridesTheLogLevel() {
    files.with(Map.of("AZIMUTH_LOG_LEVEL", "TRACE"));

    ServerConfig config = files.good(ConfigFiles.MINIMUM + "log_level = \"error\"");

    assertThat(config.telemetry().log().level()).isEqualTo(LogLevel.TRACE);
  }

  @Test
  void aListenerMayAskClientsForCertificates() throws Exception {
    files.write("server.pem", "PEM");
    files.write("server.key", "PEM");
    String listener =
        """
        listener "tcp" {
          tls_cert_file = "server.pem"
          tls_key_file = "server.key"
          tls_request_client_cert = true
          x_forwarded_for_authorized_addrs = "192.0.2.1"
          x_forwarded_client_cert = "nginx"
        }
        storage "inmem" {}
        """;

    ServerConfig config = files.good(listener);

    assertThat(config.listeners().get(0).asksForAnyCertificate()).isTrue();
    assertThat(config.listeners().get(0).forwarding().certificate())
        .contains(new CertificateForwarding(CertificateHeaderForm.NGINX, "ssl-client-cert"));
    assertThat(EffectiveConfig.lines(config))
        .contains(
            "listener[0].tls_request_client_cert = true",
            "listener[0].x_forwarded_client_cert = nginx",
            "listener[0].x_forwarded_for_client_cert_header = ssl-client-cert");
    ServerConfig silent = files.good(listener.replace("= true", "= false"));
    assertThat(silent.listeners().get(0).asksForAnyCertificate()).isFalse();
  }

  @Test
  void printsWhatIsInForceWithoutSecrets() throws Exception {
    writeNamedFiles();

    List<String> lines = EffectiveConfig.lines(files.good(EVERYTHING));

    assertThat(lines)
        .contains(
            "listener[0].address = 127.0.0.1:8200",
            "listener[1].address = [::1]:0",
            "storage = mapdb",
            "storage.path = data",
            "storage.url = (hidden)",
            "seal.current_key_id = 2026-11",
            "seal.current_key = (hidden)",
            "seal.previous_key = (hidden)",
            "cloud[lab].graph = https://127.0.0.1:9445/",
            "plugin[badge].pepper = (hidden)",
            "plugin[badge].site = (hidden)",
            "proxy = http://proxy.example:3128",
            "default_lease_ttl = 1h30m",
            "max_lease_ttl = 24h",
            "log_format = json",
            "shutdown_delay = 15s",
            "ui = true");
    String base64 = Base64.getEncoder().encodeToString(ConfigFiles.key(5));
    assertThat(lines).noneMatch(line -> line.contains("jdbc") || line.contains(base64));
  }

  @Test
  void objectsOfTheConfigurationDoNotPrintSecrets() throws Exception {
    writeNamedFiles();

    assertThat(files.good(EVERYTHING).toString()).doesNotContain("jdbc:secret").contains("key=***");
  }

  private void writeNamedFiles() throws Exception {
    for (String pem : List.of("server.pem", "server.key", "clients.pem", "ca.pem")) {
      files.write(pem, "PEM");
    }
    files.write("seal.key", ConfigFiles.key(11));
    Files.createDirectory(files.path("plugins"));
    String old = Base64.getEncoder().encodeToString(ConfigFiles.key(5));
    files.with(Map.of("OLD_SEAL_KEY", " " + old + "\n", "STORE_URL", "jdbc:secret"));
  }

  private static StaticSealConfig keys(ServerConfig config) {
    return ((StaticSealBlock) config.seals().own().orElseThrow()).keys();
  }
}
