package io.azimuth.product.azure;

import static io.azimuth.product.azure.ResourceFixture.ROLE;
import static io.azimuth.product.azure.ResourceFixture.assertRefused;
import static io.azimuth.product.azure.ResourceFixture.granted;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.azure.simulator.fleet.SimulatorFleet;
import io.azimuth.adapters.azure.simulator.fleet.TenantKeySet;
import io.azimuth.adapters.azure.simulator.http.SimulatorEndpoint;
import io.azimuth.adapters.azure.simulator.token.TokenDefect;
import io.azimuth.adapters.azure.simulator.token.TokenRequest;
import io.azimuth.product.server.SharedServer;
import io.azimuth.product.server.TestingServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two tenants of one mount, each of which signs with a key of its own. */
final class TenantKeysTest {

  private static final String OTHER_TENANT = "99999999-9999-9999-9999-999999999999";
  private static final String FOREIGN_1 = AzureMount.principal(99);
  private static final List<String> MACHINES = List.of("web-1", "foreign-1");

  /** Each tenant of its Azure has keys of its own. */
  @RegisterExtension static final SharedServer SHARED = SharedServer.onMapDb();

  @ParameterizedTest
  @EnumSource(
      value = TenantKeySet.class,
      names = {"OWN", "OWN_WITH_SHARED_ID"})
  void aTokenIsSignedWithAKeyOfItsOwnTenant(TenantKeySet keys, @TempDir Path directory) {
    if (keys == TenantKeySet.OWN) {
      signsWithAKeyOfItsOwnTenant(SHARED.server(), keys);
      return;
    }
    SimulatorFleet fleet = SimulatorFleet.seeded().withKeys(OTHER_TENANT, keys);
    try (TestingServer server = TestingServer.in(directory).onMapDb().fleet(fleet).start()) {
      signsWithAKeyOfItsOwnTenant(server, keys);
    }
  }

  private static void signsWithAKeyOfItsOwnTenant(TestingServer server, TenantKeySet keys) {
    ResourceFixture azure = both(server);
    // The keys of both tenants are known from here on.
    MACHINES.forEach(machine -> granted(azure.login(azure.jwt(machine))));
    List<String> ids = MACHINES.stream().map(machine -> keyId(azure.jwt(machine))).toList();
    assertThat(ids.get(0).equals(ids.get(1))).isEqualTo(keys == TenantKeySet.OWN_WITH_SHARED_ID);

    for (int which = 0; which < MACHINES.size(); which++) {
      TokenRequest foreign =
          TokenRequest.forMachine(MACHINES.get(which), AzureMount.AUDIENCE)
              .with(TokenDefect.OTHER_TENANTS_KEY);
      // Under the id of the key that signed it, and under that of the key that should have.
      for (TokenRequest token : List.of(foreign, foreign.withHeader("kid", ids.get(which)))) {
        assertRefused(azure.login(azure.mount().mint(token)), "token_not_accepted");
      }
    }

    MACHINES.forEach(machine -> granted(azure.login(azure.jwt(machine))));
  }

  @Test
  void anApplicationIsBoundInEachTenantThatTheRoleNames() {
    TestingServer server = SHARED.server();
    ResourceFixture azure = both(server);
    String application = AzureMount.client(1); // the one of web-1, and here of the other tenant
    TokenRequest other =
        TokenRequest.forMachine("foreign-1", AzureMount.AUDIENCE).withClaim("appid", application);
    azure.role(
        "bound_service_principal_ids", "*",
        "bound_app_ids", application,
        "bound_tenant_ids", "");
    granted(azure.login(azure.jwt("web-1")));
    assertRefused(azure.login(azure.mount().mint(other)), "tenant_not_bound");

    azure.role("bound_tenant_ids", AzureMount.TENANT + "," + OTHER_TENANT);

    granted(azure.login(azure.jwt("web-1")));
    granted(azure.login(azure.mount().mint(other)));
    assertRefused(azure.login(azure.jwt("foreign-1")), "app_id_not_bound");
    assertRefused(
        azure.login(azure.mount().mint(other.with(TokenDefect.OTHER_TENANTS_KEY))),
        "token_not_accepted");
  }

  @Test
  void aServerThatListensHasTheKeysOfAllTenants() {
    TestingServer server = SHARED.server();
    ResourceFixture azure = both(server);
    server.stop();
    long before = keyFetches(server);

    server.start();

    long after = keyFetches(server);
    assertThat(after - before).isGreaterThanOrEqualTo(MACHINES.size());
    MACHINES.forEach(machine -> granted(azure.login(azure.jwt(machine))));
    assertThat(keyFetches(server)).isEqualTo(after);
  }

  private static ResourceFixture both(TestingServer server) {
    ResourceFixture azure = ResourceFixture.on(server);
    azure
        .mount()
        .with(
            "additional_tenants",
            OTHER_TENANT,
            "client_id",
            AzureMount.client(15),
            "client_secret",
            "lab-secret-of-azimuth-tenants")
        .role(
            ROLE,
            "bound_tenant_ids",
            AzureMount.TENANT + "," + OTHER_TENANT,
            "bound_service_principal_ids",
            AzureMount.WEB_1 + "," + FOREIGN_1);
    return azure;
  }

  private static String keyId(String jwt) {
    String header =
        new String(
            Base64.getUrlDecoder().decode(jwt.substring(0, jwt.indexOf('.'))),
            StandardCharsets.UTF_8);
    return header.replaceFirst(".*\"kid\":\"([^\"]+)\".*", "$1");
  }

  private static long keyFetches(TestingServer server) {
    return server.azure().requestCounts().getOrDefault(SimulatorEndpoint.KEYS, 0L);
  }
}
