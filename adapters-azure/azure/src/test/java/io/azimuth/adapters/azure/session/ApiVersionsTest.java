package io.azimuth.adapters.azure.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import com.azure.resourcemanager.resources.fluent.models.ProviderInner;
import io.azimuth.adapters.azure.pipeline.Lab;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.azure.id.ResourceType;
import io.azimuth.domain.azure.rights.WorkloadTypes;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;

class ApiVersionsTest {

  private static final ResourceType SITES = new ResourceType("Microsoft.Web/sites");

  private Instant now = Lab.NOW;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[{'resourceType':'sites','apiVersions':['2024-04-01','2025-03-01']}] | 2025-03-01",
        "[{'resourceType':'SITES','apiVersions':['2024-04-01']}] | 2024-04-01",
        "[{'resourceType':'sites','apiVersions':['2026-01-01-preview','2024-04-01']}] | 2024-04-01",
        "[{'resourceType':'sites','apiVersions':['2026-01-01-preview']}] | 2026-01-01-preview",
        "[{'resourceType':'sites','apiVersions':['1&x=y','../2025-03-01',null]}] | 2022-03-01",
        "[{'resourceType':'sites2','apiVersions':['2024-04-01']}] | 2022-03-01",
        "[{'resourceType':'ſites','apiVersions':['2024-04-01']}] | 2022-03-01",
        "[{'apiVersions':['2024-04-01']},{'resourceType':'sites'}] | 2022-03-01",
        "[] | 2022-03-01",
        "null | 2022-03-01"
      })
  void theNewestIsTakenAndPreviewsOnlyAtNeed(String types, String expected) throws IOException {
    assertThat(ApiVersions.newest(provider(types), SITES)).isEqualTo(expected);
  }

  @Test
  void theRulesOfRightsNameTheTypesThatAreReadWithoutTheProvider() {
    assertThat(ApiVersions.WITHOUT_PROVIDER.keySet())
        .isEqualTo(WorkloadTypes.READ_WITHOUT_PROVIDER);
  }

  @Test
  void isRememberedForSixHoursPerSubscriptionAndType() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    ProviderInner provider = provider("[{'resourceType':'sites','apiVersions':['2024-04-01']}]");
    ApiVersions versions =
        new ApiVersions(
            (subscription, namespace) -> {
              asked.incrementAndGet();
              return Mono.just(provider);
            },
            clock());
    ResourceId shop = Lab.id("Microsoft.Web/sites/shop");

    assertThat(versions.of(shop).block()).isEqualTo("2024-04-01");
    versions.of(Lab.id("microsoft.web/SITES/other")).block();
    now = Lab.NOW.plus(Duration.ofHours(6)).minusNanos(1);
    versions.of(shop).block();
    assertThat(asked).hasValue(1);

    now = Lab.NOW.plus(Duration.ofHours(6));
    versions.of(shop).block();
    assertThat(asked).hasValue(2);

    versions.forget(shop);
    versions.of(shop).block();
    assertThat(asked).hasValue(3);
  }

  private static ProviderInner provider(String types) throws IOException {
    try (JsonReader reader =
        JsonProviders.createReader(("{'resourceTypes':" + types + "}").replace('\'', '"'))) {
      return ProviderInner.fromJson(reader);
    }
  }

  private Clock clock() {
    return new Clock() {
      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }

      @Override
      public Instant instant() {
        return now;
      }
    };
  }
}
