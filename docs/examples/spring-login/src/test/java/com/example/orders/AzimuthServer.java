package com.example.orders;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.vault.client.VaultEndpoint;
import org.springframework.vault.core.VaultSysOperations;
import org.springframework.vault.core.VaultTemplate;
import org.springframework.vault.support.VaultInitializationRequest;
import org.springframework.vault.support.VaultInitializationResponse;
import org.springframework.vault.support.VaultMount;
import org.springframework.vault.support.VaultToken;

/** A server in memory that knows the simulated Azure, set up as an operator would. */
final class AzimuthServer implements AutoCloseable {

  private static final Pattern ADDRESS = Pattern.compile("listening on ([0-9.:]+)");
  private static final String CONFIGURATION =
      """
      listener "tcp" {
        address     = "127.0.0.1:0"
        tls_disable = true
      }
      storage "inmem" {}
      """;

  private final Program program;
  private final URI address;

  private AzimuthServer(Program program, URI address) {
    this.program = program;
    this.address = address;
  }

  /**
   * Starts the server.
   *
   * @param cloud the block of the configuration file that describes the simulated Azure
   */
  static AzimuthServer start(Path directory, String cloud) throws Exception {
    Path file = Files.writeString(directory.resolve("azimuth.hcl"), CONFIGURATION + cloud);
    Program program =
        Program.start(directory, "listening on ", "server", "--config", file.toString());
    Matcher address = ADDRESS.matcher(program.output());
    if (!address.find()) {
      program.close();
      throw new IllegalStateException("no address: " + program.output());
    }
    AzimuthServer server = new AzimuthServer(program, URI.create("http://" + address.group(1)));
    server.setUp();
    return server;
  }

  URI address() {
    return address;
  }

  private void setUp() {
    VaultSysOperations sealed = client("none").opsForSys();
    VaultInitializationResponse made = sealed.initialize(VaultInitializationRequest.create(1, 1));
    sealed.unseal(made.getKeys().get(0));
    VaultTemplate operator = client(made.getRootToken().getToken());
    operator
        .opsForSys()
        .mount("secret", VaultMount.builder().type("kv").options(Map.of("version", "2")).build());
    operator.write("secret/data/orders/db", Map.of("data", Map.of("password", "swordfish")));
    operator.write(
        "sys/policies/acl/orders",
        Map.of("policy", "path \"secret/data/orders/*\" { capabilities = [\"read\"] }"));
    operator.opsForSys().authMount("azure", VaultMount.create("azure"));
    operator.write(
        "auth/azure/config",
        Map.of(
            "tenant_id", "11111111-1111-1111-1111-111111111111",
            "resource", "https://management.azure.com/",
            "environment", "lab",
            "client_id", "aaaaaaaa-0000-4000-8000-000000000010",
            "client_secret", "lab-secret-of-azimuth-server"));
    operator.write(
        "auth/azure/role/orders",
        Map.of(
            "bound_service_principal_ids", List.of("bbbbbbbb-0000-4000-8000-000000000001"),
            "bound_resource_groups", List.of("rg-web"),
            "token_policies", List.of("orders"),
            "token_ttl", "1h"));
  }

  private VaultTemplate client(String token) {
    return new VaultTemplate(
        VaultEndpoint.from(address),
        new SimpleClientHttpRequestFactory(),
        () -> VaultToken.of(token));
  }

  @Override
  public void close() throws Exception {
    program.close();
  }
}
