package io.azimuth.product.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.product.azure.AzureMount;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.TestingServer;
import io.azimuth.product.server.TestingServerBuilder;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long it takes from the start of the packaged server, on a store with a mount, to the first
 * login of a machine. It prints the figures. The bound is generous because the machine may be busy.
 */
final class FirstLoginIT {

  private static final Duration BOUND = Duration.ofSeconds(30);
  private static final int ATTEMPTS = 3; // a login may take 10 s
  private static final Object[] NAMES = {
    "subscription_id", "22222222-2222-2222-2222-222222222222",
    "resource_group_name", "rg-web",
    "vm_name", "web-1"
  };

  @Test
  @Tag("soak")
  void isNotPaidForByTheFirstMachine(@TempDir Path directory) {
    measure("with", TestingServer.in(directory).onMapDb().packagedWithClassArchive());
  }

  @Test
  void isNotPaidForByTheFirstMachineAfterTheInstallation(@TempDir Path directory) {
    measure("without", TestingServer.in(directory).onMapDb().packaged());
  }

  private static void measure(String archive, TestingServerBuilder builder) {
    try (TestingServer server = builder.start()) {
      AzureMount azure =
          AzureMount.enable(server, "azure")
              .readingResources()
              .role("principal")
              .role("resource", "bound_resource_groups", "rg-web");

      Duration principal = timeOf(server, azure, "principal");
      Duration resource = timeOf(server, azure, "resource", NAMES);

      System.out.printf(
          "first login after a cold start %s a class-data archive:"
              + " %d ms bound to the principal, %d ms bound to a resource group%n",
          archive, principal.toMillis(), resource.toMillis());
      assertThat(principal).isLessThan(BOUND);
      assertThat(resource).isLessThan(BOUND);
    }
  }

  private static Duration timeOf(
      TestingServer server, AzureMount azure, String role, Object... names) {
    String jwt = azure.jwt();
    server.stop();
    long start = System.nanoTime();
    server.start();
    Reply reply = azure.login(role, jwt, names);
    for (int again = 0; again < ATTEMPTS && reply.status() == 503; again++) {
      reply = azure.login(role, jwt, names);
    }
    assertThat(reply.status()).as("%s%n%s", reply.body(), server.log()).isEqualTo(200);
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
