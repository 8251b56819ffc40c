package io.azimuth.azure.login;

import static io.azimuth.testkit.TestServer.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.spi.api.Answer;
import io.azimuth.testkit.TestServer;
import io.azimuth.testkit.contract.BoundTokenContract;
import io.azimuth.testkit.fake.FakeCloud;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AzureBoundTokensTest implements BoundTokenContract {

  private static final String OID = "55555555-5555-5555-5555-555555555555";
  private static final String JWT = "eyJ0.eyJ1.c2ln";

  private final TestServer server = new TestServer();
  private final String root = server.initialize();

  @BeforeEach
  void configure() {
    done(server.write(root, "sys/auth/azure", Map.of("type", "azure")));
    done(
        server.write(
            root,
            "auth/azure/config",
            Map.of("tenant_id", FakeCloud.TENANT, "resource", "https://vault.example")));
    done(
        server.write(
            root,
            "auth/azure/role/web",
            Map.of("bound_service_principal_ids", OID, "token_policies", "web")));
  }

  @Override
  public TestServer boundServer() {
    return server;
  }

  @Override
  public String boundRoot() {
    return root;
  }

  @Override
  public String boundMount() {
    return "auth/azure/";
  }

  @Override
  public String boundRole() {
    return "auth/azure/role/web";
  }

  @Override
  public Answer boundLogin(Map<String, ?> claims) {
    Map<String, Object> all = new HashMap<>();
    all.put("oid", OID);
    all.put("idtyp", "app");
    all.put("aud", "https://vault.example");
    all.putAll(claims);
    server.verifier().accept(JWT, TestServer.START, all);
    return server.write("", "auth/azure/login", boundParameters());
  }

  @Override
  public Map<String, String> boundParameters() {
    return Map.of("role", "web", "jwt", JWT);
  }

  @Test
  void theRefusalSaysWhoseTokenCameWithoutItsKey() {
    server.enableAudit(root);

    boundLogin(Map.of("cnf", Map.of("x5t#S256", OWN.text())));

    assertThat(server.audit().records().toString()).contains("principal", OID);
  }
}
