package io.azimuth.abuse;

import io.azimuth.adapters.azure.simulator.fault.FaultMode;
import io.azimuth.adapters.azure.simulator.fault.SimulatedFault;
import io.azimuth.adapters.azure.simulator.http.SimulatorEndpoint;
import io.azimuth.product.azure.AzureMount;
import io.azimuth.product.leak.SeenSecrets;
import io.azimuth.product.server.TestingClient;
import io.azimuth.product.server.TestingServer;
import io.azimuth.product.server.TestingServerBuilder;
import io.azimuth.testkit.TlsFixture;
import io.azimuth.testkit.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/**
 * A server with default options in its own JVM: MapDB, an audit file, a plain listener and one with
 * TLS, a mount for logins, a secrets engine, and a customer's token.
 */
final class AttackedServer implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern TLS_ADDRESS = Pattern.compile("listening on (\\S+) \\(TLS");
  private static final String AUDIT_FILE = "audit.log";

  private final TestingServer server;
  private final URI tls;
  private final SSLContext trust;
  private final AzureMount mount;
  private final AzureMount slowMount;
  private final String weakToken;
  private final List<TestingClient> customer;

  private AttackedServer(TestingServer server) {
    this.server = server;
    this.tls = tlsAddress(server);
    this.trust = TlsFixture.trusting(server.path("server.pem"));
    TestingClient root = server.root();
    root.write(
        "sys/audit/file", Map.of("type", "file", "options", Map.of("file_path", AUDIT_FILE)));
    root.write("sys/mounts/secret", Map.of("type", "kv-v2"));
    this.mount = AzureMount.enable(server, "azure").role("web").warm("web");
    this.slowMount = AzureMount.enable(server, "slow").with("environment", "slow").role("web");
    this.weakToken = root.write("auth/token/create", Map.of("policies", "default")).clientToken();
    String token =
        server.tokenWith(
            "customer",
            """
            path "secret/data/*" { capabilities = ["create", "update"] }
            path "auth/token/lookup-self" { capabilities = ["read"] }
            """);
    HttpClient http =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).sslContext(trust).build();
    this.customer =
        List.of(
            server.as(token),
            new TestingClient(http, () -> tls, new SeenSecrets(), Map.of()).as(token));
  }

  /** Starts what {@code mvn package} made. */
  static AttackedServer packaged(Path directory) throws IOException {
    return start(directory, TestingServer.in(directory).packaged());
  }

  /** Starts the classes of the build. */
  static AttackedServer ofClasses(Path directory) throws IOException {
    return start(directory, TestingServer.in(directory).inItsOwnProcess());
  }

  private static AttackedServer start(Path directory, TestingServerBuilder builder)
      throws IOException {
    TlsFixture.write(directory);
    TestingServer server =
        builder
            .onMapDb()
            .config(
                """
                listener "tcp" {
                  address       = "127.0.0.1:0"
                  tls_cert_file = "server.pem"
                  tls_key_file  = "server.key"
                }
                """)
            .furtherCloud("slow", block -> block)
            .start();
    boolean ready = false;
    try {
      AttackedServer attacked = new AttackedServer(server);
      ready = true;
      return attacked;
    } finally {
      if (!ready) {
        server.close();
      }
    }
  }

  private static URI tlsAddress(TestingServer server) {
    Waiting.until(PATIENCE, () -> TLS_ADDRESS.matcher(server.log()).find());
    Matcher address = TLS_ADDRESS.matcher(server.log());
    return address.find() ? URI.create("https://" + address.group(1) + "/") : server.address();
  }

  Attackers attackers() {
    return new Attackers(server.address(), tls, trust);
  }

  Attacks attacks(AbuseOptions options) {
    return new Attacks(options, server.azure(), mount, slowMount, weakToken);
  }

  /** Lets Azure answer at once again. */
  void endFaults() {
    server.azure().fault(SimulatedFault.of(SimulatorEndpoint.KEYS, FaultMode.NONE));
  }

  /** The customer's clients of both listeners. */
  List<TestingClient> customer() {
    return customer;
  }

  /** The length of the audit file. */
  long auditBytes() {
    try {
      return Files.size(auditFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path auditFile() {
    return server.path("audit").resolve(AUDIT_FILE);
  }

  /** Removes the audit file. The server begins a new one. */
  void rotateAudit() throws IOException {
    Files.delete(auditFile());
    server.reload();
    Waiting.until(PATIENCE, () -> Files.exists(auditFile()));
  }

  /** Whether it works on nothing but this question. */
  boolean isIdle() {
    String metrics = metrics();
    return value(metrics, "azimuth_http_requests_in_flight") <= 1
        && value(metrics, "azimuth_http_requests_waiting") == 0;
  }

  private String metrics() {
    if (!server.isAlive()) {
      throw new AssertionError("the server has ended:\n" + server.log());
    }
    return server.root().get("sys/metrics?format=prometheus").text();
  }

  /** What it holds after a collection of its garbage. */
  Holdings holdings() {
    jcmd("GC.run");
    long threads = jcmd("Thread.print").lines().filter(line -> line.startsWith("\"")).count();
    String metrics = metrics();
    return new Holdings(
        value(metrics, "azimuth_memory_used_bytes"),
        threads,
        value(metrics, "azimuth_http_connections"),
        value(metrics, "azimuth_http_buffered_bytes"));
  }

  private static long value(String metrics, String name) {
    Matcher line = Pattern.compile("(?m)^" + name + "(?:\\{.*})? (\\S+)$").matcher(metrics);
    if (!line.find()) {
      throw new AssertionError(name + " is not in\n" + metrics);
    }
    return (long) Double.parseDouble(line.group(1));
  }

  private String jcmd(String command) {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    try {
      Process process =
          new ProcessBuilder(jcmd, Long.toString(server.pid()), command)
              .redirectErrorStream(true)
              .start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError(said);
      }
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
