package io.azimuth.product.azure;

import static io.azimuth.product.azure.ResourceFixture.SUBSCRIPTION;
import static io.azimuth.product.azure.ResourceFixture.assertRefused;
import static io.azimuth.product.azure.ResourceFixture.granted;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.azure.simulator.http.SimulatorEndpoint;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.SharedServer;
import io.azimuth.product.server.TestingServer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A machine that names others of a group, to learn which are there. */
final class LookingAroundTest {

  private static final String GROUP = "rg-crowd";
  private static final int MACHINES = 4;

  @RegisterExtension static final SharedServer SHARED = SharedServer.standing();

  @Test
  void machinesThatAreOnlyNamedAreReadOneByOneAndLookAlike() {
    TestingServer server = SHARED.server();
    ResourceFixture azure = ResourceFixture.on(server).role("bound_subscription_ids", SUBSCRIPTION);
    granted(azure.firstLogin(azure.jwt("web-1")));
    String stranger = azure.bareJwt("web-1");
    long before = calls(server);

    List<CompletableFuture<Reply>> naming =
        IntStream.range(0, MACHINES)
            .mapToObj(
                number ->
                    CompletableFuture.supplyAsync(
                        () -> azure.login(stranger, names("crowd-" + number))))
            .toList();
    List<Reply> replies = naming.stream().map(CompletableFuture::join).toList();
    Reply nobody = azure.login(stranger, names("no-such-machine"));

    assertThat(replies).allSatisfy(reply -> assertRefused(reply, "resource_unproved"));
    IntStream.range(0, MACHINES)
        .forEach(
            number ->
                assertThat(replies.get(number).text().replace("crowd-" + number, "?"))
                    .isEqualTo(nobody.text().replace("no-such-machine", "?")));
    assertThat(calls(server) - before).as("one for each name, and no list").isEqualTo(MACHINES + 1);
    assertThat(IntStream.range(0, MACHINES))
        .allSatisfy(number -> assertThat(azure.resources().reads("crowd-" + number)).isEqualTo(1));

    granted(azure.login(azure.jwt("crowd-0")));
    assertThat(azure.resources().reads("crowd-0"))
        .as("what was read for a name answers no claim")
        .isEqualTo(2);
  }

  private static Object[] names(String machine) {
    return new Object[] {
      "subscription_id", SUBSCRIPTION, "resource_group_name", GROUP, "vm_name", machine
    };
  }

  private static long calls(TestingServer server) {
    return server.azure().requestCounts().getOrDefault(SimulatorEndpoint.RESOURCE_MANAGER, 0L);
  }
}
