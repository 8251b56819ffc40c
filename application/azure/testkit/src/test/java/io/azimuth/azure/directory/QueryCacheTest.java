package io.azimuth.azure.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.azure.config.AzureEnvironmentVariables;
import io.azimuth.azure.config.Configured;
import io.azimuth.azure.config.DirectoryAccessFactory;
import io.azimuth.azure.config.ServerCredentials;
import io.azimuth.azure.metrics.LookupMetrics;
import io.azimuth.azure.port.DirectoryAccess;
import io.azimuth.azure.spi.DirectoryAnswer;
import io.azimuth.domain.azure.evidence.ResourceFacts;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.spi.metrics.NoMetrics;
import io.azimuth.spi.remote.Deadline;
import io.azimuth.testkit.Values;
import io.azimuth.testkit.fake.FakeCloud;
import io.azimuth.testkit.fake.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Questions for the same facts that ask for different freshness share the answers. */
class QueryCacheTest {

  private static final ResourceId MACHINE =
      ResourceId.parse(
              "/subscriptions/22222222-2222-2222-2222-222222222222/resourceGroups/rg-web/providers/"
                  + "Microsoft.Compute/virtualMachines/web-1")
          .orElseThrow();
  private static final DirectoryAnswer FOUND =
      new DirectoryAnswer.Found(
          new ResourceFacts(
              MACHINE, Optional.empty(), Optional.empty(), Set.of(), Optional.empty()));

  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-25T12:00:00Z"));
  private final QueryCache<DirectoryAnswer> cache =
      new QueryCache<>(
          10,
          Runnable::run,
          clock,
          LookupMetrics.registered(new NoMetrics(), LookupMetrics.Kind.RESOURCE, clock));
  private DirectoryAnswer azure = FOUND;

  @Test
  void aCallThatFailedTakesNoFactsAwayThatAreFreshStill() {
    assertThat(find(question(Duration.ofHours(1)))).isEqualTo(FOUND);
    azure = new DirectoryAnswer.Down("away");
    clock.advance(Duration.ofSeconds(11));

    assertThat(find(question(Duration.ofSeconds(10)))).isEqualTo(azure);

    assertThat(find(question(Duration.ofHours(1)))).isEqualTo(FOUND);
    clock.advance(Duration.ofHours(1));
    assertThat(find(question(Duration.ofHours(1)))).isEqualTo(azure);
  }

  @Test
  void aNoOfAzureTakesTheFactsAway() {
    assertThat(find(question(Duration.ofHours(1)))).isEqualTo(FOUND);
    azure = new DirectoryAnswer.Absent();
    clock.advance(Duration.ofSeconds(11));
    assertThat(find(question(Duration.ofSeconds(10)))).isEqualTo(azure);

    assertThat(find(question(Duration.ofHours(1)))).isEqualTo(azure);
  }

  private DirectoryAnswer find(ResourceFactsQuery question) {
    return cache.find(question, Deadline.of(Duration.ofSeconds(10))).join().answer();
  }

  private ResourceFactsQuery question(Duration fresh) {
    DirectoryAccess access =
        new DirectoryAccessFactory(
                new ServerCredentials(AzureEnvironmentVariables.NONE), DirectoryAccess.CallLog.NONE)
            .of("uuid", Configured.with(Values.of(Map.of("tenant_id", FakeCloud.TENANT))));
    return new ResourceFactsQuery(
            (asked, id, limit) -> azure, access, MACHINE, Duration.ofHours(2), Duration.ZERO)
        .freshAtMost(fresh);
  }
}
