package io.azimuth.product.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.azure.simulator.arm.ResourceFault;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.SharedServer;
import io.azimuth.product.server.StandingClock;
import io.azimuth.product.server.TestingServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a list of a resource group decides, and what it must not. */
final class ListedMachinesTest {

  private static final String LIST =
      "/subscriptions/"
          + ResourceFixture.SUBSCRIPTION
          + "/resourceGroups/rg-boot/providers/Microsoft.Compute/virtualMachines";

  @RegisterExtension static final SharedServer SHARED = SharedServer.standing();

  private static final StandingClock CLOCK = SharedServer.clock();
  private static TestingServer server;
  private ResourceFixture azure;

  @BeforeAll
  static void start() {
    server = SHARED.server();
    ResourceFixture.loadSdkAt(server);
  }

  @BeforeEach
  void fresh() {
    azure = ResourceFixture.on(server);
    azure.role(
        "bound_subscription_ids",
        ResourceFixture.SUBSCRIPTION,
        "bound_resource_groups",
        "rg-boot",
        "bound_locations",
        "westeurope");
  }

  @Test
  void aMachineThatIsGoneIsRefusedAsByASingleRead() {
    azure.resources().delete("boot-3");

    List<Reply> replies = boot("boot-0", "boot-1", "boot-2", "boot-3");

    assertThat(replies).extracting(Reply::status).containsExactly(200, 200, 200, 403);
    assertThat(ResourceFixture.codes(replies.get(3))).containsExactly("resource_not_found");
    assertThat(azure.resources().reads(LIST)).isPositive();
    assertThat(azure.resources().reads("boot-3")).isPositive();
  }

  @Test
  void aRefusalNeverRestsOnAListThatBeganBeforeTheLogin() {
    azure.resources().move("boot-4", "northeurope");
    boot("boot-0", "boot-1", "boot-2");
    azure.resources().move("boot-4", "westeurope");

    ResourceFixture.granted(azure.login(azure.jwt("boot-4")));
  }

  @Test
  void aListAnswersForSecondsOnly() {
    boot("boot-0", "boot-1", "boot-2");
    long reads = azure.allReads();
    ResourceFixture.granted(azure.login(azure.jwt("boot-4")));
    assertThat(azure.allReads()).isEqualTo(reads);
    azure.resources().delete("boot-5");
    CLOCK.advance(Duration.ofSeconds(15));

    Reply gone = azure.login(azure.jwt("boot-5"));

    ResourceFixture.assertRefused(gone, "resource_not_found");
  }

  @Test
  void whereListingIsForbiddenEachMachineIsReadByItself() {
    azure.resources().fault(ResourceFault.status(LIST, 403));

    List<Reply> replies = boot("boot-0", "boot-1", "boot-2", "boot-3");

    assertThat(replies).extracting(Reply::status).containsOnly(200);
    assertThat(azure.resources().reads(LIST)).isEqualTo(1);
    boot("boot-4", "boot-5", "boot-6");
    assertThat(azure.resources().reads(LIST)).isEqualTo(1);
    assertThat(azure.resources().reads("boot-6")).isEqualTo(1);
  }

  @Test
  void aListIsNoWayToLookAround() {
    boot("boot-0", "boot-1", "boot-2");
    long lists = azure.resources().reads(LIST);
    String jwt = azure.bareJwt("boot-0");

    Reply listed = named(jwt, "boot-7");
    Reply absent = named(jwt, "boot-77");

    assertThat(listed.status()).isEqualTo(403);
    assertThat(listed.errors()).isEqualTo(absent.errors());
    assertThat(listed.data()).isEqualTo(absent.data());
    // Read for the one who names it, within the budget of names, and not told by the list.
    assertThat(azure.resources().reads("boot-7")).isEqualTo(1);
    assertThat(azure.resources().reads(LIST)).isEqualTo(lists);
  }

  private Reply named(String jwt, String machine) {
    return azure.login(
        jwt,
        "subscription_id",
        ResourceFixture.SUBSCRIPTION,
        "resource_group_name",
        "rg-boot",
        "vm_name",
        machine);
  }

  private List<Reply> boot(String... machines) {
    List<String> jwts = Stream.of(machines).map(azure::jwt).toList();
    List<CompletableFuture<Reply>> logins = jwts.stream().map(azure::loginLater).toList();
    return logins.stream().map(CompletableFuture::join).toList();
  }
}
