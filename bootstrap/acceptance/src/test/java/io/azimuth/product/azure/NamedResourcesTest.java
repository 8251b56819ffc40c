package io.azimuth.product.azure;

import static io.azimuth.product.azure.ResourceFixture.SUBSCRIPTION;
import static io.azimuth.product.azure.ResourceFixture.granted;
import static io.azimuth.product.azure.ResourceFixture.names;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.product.server.Reply;
import io.azimuth.product.server.SharedServer;
import io.azimuth.product.server.TestingServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Resources that only requests name: what they cost Azure, and what their answers tell. */
final class NamedResourcesTest {

  @RegisterExtension static final SharedServer SHARED = SharedServer.standing();

  private static TestingServer server;
  private ResourceFixture azure;

  @BeforeAll
  static void start() {
    server = SHARED.server();
  }

  @BeforeEach
  void webRole() {
    azure = ResourceFixture.on(server);
    azure.role("bound_subscription_ids", SUBSCRIPTION, "bound_resource_groups", "rg-web");
  }

  @Test
  void aPrincipalThatNamesManyResourcesIsRefusedAndSlowsDownNobody() {
    String jwt = azure.bareJwt("web-1");
    granted(azure.login(azure.jwt("web-2")));
    long before = azure.allReads();
    for (int i = 0; i < 5; i++) {
      assertThat(azure.login(jwt, names("made-up-" + i)).status()).isEqualTo(403);
    }

    Reply refused = azure.login(jwt, names("made-up-5"));

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.header("Retry-After")).contains("60");
    assertThat(refused.errors())
        .singleElement()
        .asString()
        .contains("named too many different resources");
    for (int i = 6; i < 40; i++) {
      assertThat(azure.login(jwt, names("made-up-" + i)).status()).isEqualTo(429);
    }
    assertThat(azure.allReads() - before).isEqualTo(5);
    granted(azure.login(azure.jwt("web-2")));
    assertThat(azure.resources().reads("web-2")).isEqualTo(1);
  }

  @Test
  void whoRepeatsANameUsesUpNoCallOfOthers() {
    String jwt = azure.bareJwt("web-1");
    long before = azure.allReads();
    for (int i = 0; i < 40; i++) {
      assertThat(azure.login(jwt, names("made-up")).status()).isEqualTo(403);
    }
    assertThat(azure.allReads() - before).isLessThanOrEqualTo(2);

    Reply other = azure.login(azure.bareJwt("web-2"), names("web-1"));

    assertThat(ResourceFixture.codes(other)).containsExactly("resource_unproved");
  }

  @Test
  void whoNamesAnAbsentMachineReadsTheSameAsForAForeignOne() {
    String jwt = azure.bareJwt("web-1");

    Reply absent = azure.login(jwt, names("made-up"));
    Reply foreign = azure.login(jwt, names("web-10"));

    assertThat(absent.status()).isEqualTo(403);
    assertThat(absent.errors()).isEqualTo(foreign.errors());
    assertThat(absent.data()).isEqualTo(foreign.data());
    assertThat(ResourceFixture.codes(absent)).containsExactly("resource_unproved");
    assertThat(server.log()).contains("resource_not_found");
  }

  @Test
  void whereAForeignMachineIsStaysUnknown() {
    azure.role("bound_subscription_ids", SUBSCRIPTION, "bound_locations", "northeurope");

    Reply foreign = azure.login(azure.bareJwt("web-1"), names("web-10"));

    assertThat(ResourceFixture.codes(foreign)).containsExactly("resource_unproved");
  }
}
