package io.azimuth.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.azimuth.adapters.azure.simulator.AzureSimulator;
import io.azimuth.adapters.azure.simulator.AzureSimulatorConfig;
import io.azimuth.adapters.azure.simulator.fleet.GraphPermission;
import io.azimuth.adapters.azure.simulator.fleet.IdentitySelector;
import io.azimuth.adapters.azure.simulator.token.TokenRequest;
import io.azimuth.testkit.TlsFixture;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The environment of a measurement: a simulated Azure with tokens for logins, and a directory with
 * configurations and stores.
 */
final class Laboratory implements AutoCloseable {

  static final String SUBSCRIPTION = "22222222-2222-2222-2222-222222222222";

  private static final String TENANT = "11111111-1111-1111-1111-111111111111";
  private static final String AUDIENCE = "https://management.azure.com/";
  private static final String SERVER_APPLICATION = "aaaaaaaa-0000-4000-8000-000000000010";
  private static final String SERVER_PRINCIPAL = "bbbbbbbb-0000-4000-8000-000000000010";

  /** An identity with more groups than a token lists, and an audience whose tokens list groups. */
  private static final String CROWDED = "aaaaaaaa-0000-4000-8000-000000000004";

  private static final String OWN_AUDIENCE = "api://azimuth";
  private static final int TOKENS = 200;

  /** More than a server remembers, so that it checks the signature of each. */
  private static final int FORGOTTEN = 5_000;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PLAIN =
      """
      listener "tcp" {
        address     = "127.0.0.1:0"
        tls_disable = true
      }
      """;

  private final Path directory;
  private final AzureSimulator azure;
  private final Map<LoginKind, List<String>> tokens = new EnumMap<>(LoginKind.class);

  private Laboratory(Path directory, AzureSimulator azure) {
    this.directory = directory;
    this.azure = azure;
    azure.graph().grant(SERVER_PRINCIPAL, GraphPermission.APPLICATION_READ_ALL);
    for (LoginKind kind : LoginKind.values()) {
      TokenRequest request =
          kind == LoginKind.GROUP_OVERAGE
              ? TokenRequest.forMachine("web-3", IdentitySelector.clientId(CROWDED), OWN_AUDIENCE)
              : TokenRequest.forMachine("web-1", AUDIENCE);
      List<String> minted = new ArrayList<>();
      for (int i = 0; i < TOKENS; i++) {
        minted.add(azure.mint(request).expose());
      }
      tokens.put(kind, List.copyOf(minted));
    }
  }

  static Laboratory open() throws IOException {
    Path directory = Files.createTempDirectory("azimuth-load-");
    AzureSimulator azure =
        AzureSimulator.start(
            AzureSimulatorConfig.onFreePorts(Clock.systemUTC(), new SecureRandom())
                .writingTo(directory));
    byte[] seal = new byte[32];
    new SecureRandom().nextBytes(seal);
    Files.write(directory.resolve("seal.key"), seal);
    TlsFixture.write(directory, "p256", "EC");
    TlsFixture.write(directory, "rsa", "RSA");
    return new Laboratory(directory, azure);
  }

  /** A directory of its own for that name. */
  Path directory(String name) throws IOException {
    return Files.createDirectories(directory.resolve(name));
  }

  /** What the files in the directory of that name take. */
  long megabytes(String name) throws IOException {
    try (Stream<Path> files = Files.walk(directory(name))) {
      long bytes = 0;
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
      }
      return bytes >> 20;
    }
  }

  /** Writes a configuration on that storage, with these further settings, and returns its file. */
  Path config(String name, String storage, String settings) throws IOException {
    Path file = directory.resolve(name + ".hcl");
    String seal =
        """
        seal "static" {
          current_key_id = "load"
          current_key    = "file://%s"
        }
        """
            .formatted(directory.resolve("seal.key"));
    Files.writeString(
        file, PLAIN + storage + seal + settings + Files.readString(directory.resolve("cloud.hcl")));
    return file;
  }

  /** Writes a configuration with a MapDB store of its own and these settings. */
  Path config(String name, String settings) throws IOException {
    return config(name, "storage \"mapdb\" { path = \"" + name + "\" }\n", settings);
  }

  /** Writes a configuration with a MapDB store of its own. */
  Path config(String name) throws IOException {
    return config(name, "");
  }

  /** A further listener with a certificate of that kind: {@code p256} or {@code rsa}. */
  static String tlsListener(String kind) {
    return tlsListener(kind, "");
  }

  /** The same with a further line. */
  static String tlsListener(String kind, String line) {
    return """
        listener "tcp" {
          address       = "127.0.0.1:0"
          tls_cert_file = "%1$s.pem"
          tls_key_file  = "%1$s.key"
          %2$s
        }
        """
        .formatted(kind, line);
  }

  /** Clients that trust the certificate of that kind. */
  TlsTrust trust(String kind) throws IOException {
    return TlsTrust.in(directory.resolve(kind + ".pem"));
  }

  /** The tokens for logins of that kind. */
  List<String> tokens(LoginKind kind) {
    return tokens.get(kind);
  }

  /** So many tokens of one machine that each is new to a server when its turn comes. */
  List<String> newTokens() {
    List<String> minted = new ArrayList<>();
    for (int i = 0; i < FORGOTTEN; i++) {
      minted.add(azure.tokenFor("web-1", AUDIENCE).expose());
    }
    return minted;
  }

  /** The configuration of the azure method: the simulated Azure, and who the server is there. */
  Map<String, ?> mountConfig() {
    return Map.of(
        "tenant_id", TENANT,
        "resource", AUDIENCE,
        "environment", "lab",
        "client_id", SERVER_APPLICATION,
        "client_secret", "lab-secret-of-azimuth-server",
        "additional_audiences", OWN_AUDIENCE,
        "resolve_groups", true);
  }

  /**
   * The arguments for the ceiling server: a file with the keys, the issuer and the audience of the
   * tokens.
   */
  List<String> ceilingArguments() throws IOException, InterruptedException {
    Path keys = directory.resolve("keys.json");
    Files.writeString(keys, publishedKeys());
    return List.of(keys.toString(), issuer(), claims().path("aud").asText());
  }

  private JsonNode claims() throws IOException {
    String payload = tokens(LoginKind.PRINCIPAL).get(0).split("\\.", -1)[1];
    return JSON.readTree(Base64.getUrlDecoder().decode(payload));
  }

  /** The issuer of the tokens. */
  String issuer() throws IOException {
    return claims().path("iss").asText();
  }

  /** What HashiCorp's plugin needs to know of the tenant, as environment variables. */
  static Map<String, String> tenantEnvironment() {
    return Map.of("AZURE_TENANT_ID", TENANT, "AZURE_AD_RESOURCE", AUDIENCE);
  }

  /** The keys of the issuer, as it publishes them. */
  String publishedKeys() throws IOException, InterruptedException {
    URI uri = azure.authorityUri().resolve("common/discovery/keys");
    HttpClient trusting =
        HttpClient.newBuilder()
            .sslContext(TlsTrust.of(azure.certificateAuthority()).newClient())
            .build();
    HttpRequest request = HttpRequest.newBuilder(uri).build();
    return trusting.send(request, HttpResponse.BodyHandlers.ofString()).body();
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
