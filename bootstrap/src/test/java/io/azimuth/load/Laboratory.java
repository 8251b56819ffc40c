package io.azimuth.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.azimuth.adapters.azure.simulator.AzureSimulator;
import io.azimuth.adapters.azure.simulator.AzureSimulatorConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * The environment of a measurement: a simulated Azure, a directory with configuration and store,
 * and tokens for logins.
 */
final class Laboratory implements AutoCloseable {

  private static final String TENANT = "11111111-1111-1111-1111-111111111111";
  private static final String WEB_1 = "bbbbbbbb-0000-4000-8000-000000000001";
  private static final String AUDIENCE = "https://management.azure.com/";
  private static final int TOKENS = 200;
  private static final int SECRETS = 256;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path directory;
  private final AzureSimulator azure;
  private final List<String> tokens = new ArrayList<>();
  private final HttpClient http = HttpClient.newHttpClient();

  private Laboratory(Path directory, AzureSimulator azure) {
    this.directory = directory;
    this.azure = azure;
    for (int i = 0; i < TOKENS; i++) {
      tokens.add(azure.tokenFor("web-1", AUDIENCE).expose());
    }
  }

  static Laboratory open() throws IOException {
    Path directory = Files.createTempDirectory("azimuth-load-");
    AzureSimulator azure =
        AzureSimulator.start(
            AzureSimulatorConfig.onFreePorts(Clock.systemUTC(), new SecureRandom())
                .writingTo(directory));
    Laboratory laboratory = new Laboratory(directory, azure);
    laboratory.writeConfig();
    return laboratory;
  }

  private void writeConfig() throws IOException {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    Files.write(directory.resolve("seal.key"), bytes);
    writeConfig("storage \"mapdb\" { path = \"data\" }", config());
  }

  /** Writes a further configuration, with the same seal and that storage, and returns its file. */
  Path configOn(String name, String storage) throws IOException {
    Path file = directory.resolve(name + ".hcl");
    writeConfig(storage, file);
    return file;
  }

  /** Writes a further configuration, with the same seal, a store of its own and these settings. */
  Path configWith(String name, String settings) throws IOException {
    return configOn(name, "storage \"mapdb\" { path = \"" + name + "\" }\n" + settings);
  }

  private void writeConfig(String storage, Path file) throws IOException {
    String text =
        """
        listener "tcp" {
          address     = "127.0.0.1:0"
          tls_disable = true
        }
        %s
        seal "static" {
          current_key_id = "load"
          current_key    = "file://%s"
        }
        """
            .formatted(storage, directory.resolve("seal.key"));
    Files.writeString(file, text + Files.readString(directory.resolve("cloud.hcl")));
  }

  Path config() {
    return directory.resolve("azimuth.hcl");
  }

  /** Logins of one role, each with another token. */
  List<ByteBuffer> logins() throws IOException {
    List<ByteBuffer> logins = new ArrayList<>();
    for (String jwt : tokens) {
      byte[] body = JSON.writeValueAsBytes(Map.of("role", "web", "jwt", jwt));
      logins.add(HttpBytes.post("/v1/auth/azure/login", body));
    }
    return logins;
  }

  /**
   * The arguments for the ceiling server: a file with the keys, the issuer and the audience of the
   * tokens.
   */
  List<String> ceilingArguments() throws IOException, InterruptedException {
    Path keys = directory.resolve("keys.json");
    Files.writeString(keys, publishedKeys());
    String payload = tokens.get(0).split("\\.", -1)[1];
    JsonNode claims = JSON.readTree(Base64.getUrlDecoder().decode(payload));
    return List.of(keys.toString(), claims.path("iss").asText(), claims.path("aud").asText());
  }

  private String publishedKeys() throws IOException, InterruptedException {
    URI uri = azure.authorityUri().resolve("common/discovery/keys");
    HttpClient trusting = HttpClient.newBuilder().sslContext(onlyTheSimulator()).build();
    HttpRequest request = HttpRequest.newBuilder(uri).build();
    return trusting.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  private SSLContext onlyTheSimulator() throws IOException {
    try {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      trusted.setCertificateEntry("simulator", azure.certificateAuthority());
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("the simulator's certificate cannot be trusted", e);
    }
  }

  /** Initialises the server, creates the mount and the role, and returns the root token. */
  String initialise(InetSocketAddress server) throws IOException, InterruptedException {
    String root = call(server, "PUT", "sys/init", "", Map.of()).path("root_token").asText();
    call(
        server,
        "POST",
        "sys/policies/acl/web",
        root,
        Map.of("policy", "path \"auth/azure/role/web\" { capabilities = [\"read\"] }"));
    call(server, "POST", "sys/auth/azure", root, Map.of("type", "azure"));
    call(
        server,
        "POST",
        "auth/azure/config",
        root,
        Map.of("tenant_id", TENANT, "resource", AUDIENCE, "environment", "lab"));
    call(
        server,
        "POST",
        "auth/azure/role/web",
        root,
        Map.of(
            "bound_service_principal_ids",
            List.of(WEB_1),
            "token_policies",
            List.of("web"),
            "token_ttl",
            "1h"));
    return root;
  }

  /** Creates a KV store of version 2 at {@code secret/}, and waits until it can be used. */
  void enableSecrets(InetSocketAddress server, String root)
      throws IOException, InterruptedException {
    call(server, "POST", "sys/mounts/secret", root, Map.of("type", "kv-v2"));
    for (String path : secretPaths()) {
      call(server, "POST", path, root, secret());
    }
  }

  /** Reads of secrets, with that token. */
  List<ByteBuffer> secretReads(String token) {
    return secretPaths().stream()
        .map(path -> HttpBytes.get("/v1/" + path, "X-Vault-Token: " + token))
        .toList();
  }

  /** Writes of secrets, with that token. */
  List<ByteBuffer> secretWrites(String token) throws IOException {
    byte[] body = JSON.writeValueAsBytes(secret());
    return secretPaths().stream()
        .map(path -> HttpBytes.post("/v1/" + path, body, "X-Vault-Token: " + token))
        .toList();
  }

  private static List<String> secretPaths() {
    return IntStream.range(0, SECRETS).mapToObj(number -> "secret/data/app-" + number).toList();
  }

  private static Map<String, ?> secret() {
    return Map.of("data", Map.of("user", "app", "password", "x".repeat(100)));
  }

  /** Self-look-ups by this many logged-in workloads. */
  List<ByteBuffer> lookUps(InetSocketAddress server, int count)
      throws IOException, InterruptedException {
    List<ByteBuffer> lookUps = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Map<String, Object> body = Map.of("role", "web", "jwt", tokens.get(i % tokens.size()));
      JsonNode auth = call(server, "POST", "auth/azure/login", "", body).path("auth");
      lookUps.add(
          HttpBytes.get(
              "/v1/auth/token/lookup-self",
              "X-Vault-Token: " + auth.path("client_token").asText()));
    }
    return lookUps;
  }

  private JsonNode call(
      InetSocketAddress server, String method, String path, String token, Map<String, ?> body)
      throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + server.getPort() + "/v1/" + path);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .method(method, HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
    if (!token.isEmpty()) {
      request.header("X-Vault-Token", token);
    }
    HttpResponse<String> answer =
        http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    if (answer.statusCode() >= 300) {
      throw new IOException(path + " answered " + answer.statusCode() + " " + answer.body());
    }
    return answer.body().isBlank() ? MissingNode.getInstance() : JSON.readTree(answer.body());
  }

  @Override
  public void close() throws IOException {
    azure.close();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
