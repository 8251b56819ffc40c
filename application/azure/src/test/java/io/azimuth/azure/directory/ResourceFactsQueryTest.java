package io.azimuth.azure.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.azure.port.DirectoryAccess;
import io.azimuth.azure.port.ResourceDirectory;
import io.azimuth.azure.port.ServerCredential;
import io.azimuth.azure.spi.DirectoryAnswer;
import io.azimuth.domain.azure.id.ResourceId;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ResourceFactsQueryTest {

  private static final String MACHINE =
      "/subscriptions/22222222-2222-2222-2222-222222222222/resourceGroups/rg/providers"
          + "/Microsoft.Compute/virtualMachines/web-1";
  private static final ResourceDirectory NOBODY =
      (access, id, limit) -> new DirectoryAnswer.Absent();

  @Test
  @DisplayName(
      "CVE-2025-11621: no answer is shared across mounts, configurations, clouds, accounts")
  void noAnswerIsSharedAcrossAccounts() {
    Set<ResourceFactsQuery.Key> keys =
        Stream.of(
                question("m", 1, "cloud", MACHINE),
                question("n", 1, "cloud", MACHINE),
                question("m", 2, "cloud", MACHINE),
                question("m", 1, "other", MACHINE),
                question("m", 1, "cloud", MACHINE.replace("2222-2222", "2222-3333")),
                question("m", 1, "cloud", MACHINE.replace("/rg/", "/rg2/")),
                question("m", 1, "cloud", MACHINE + "0"))
            .map(ResourceFactsQuery::key)
            .collect(Collectors.toSet());

    assertThat(keys).hasSize(7);
  }

  @Test
  @DisplayName("CVE-2025-11621: the letter case of an id makes no second resource")
  void letterCaseMakesNoSecondResource() {
    assertThat(question("m", 1, "cloud", MACHINE.toUpperCase(java.util.Locale.ROOT)).key())
        .isEqualTo(question("m", 1, "cloud", MACHINE).key());
  }

  private static ResourceFactsQuery question(String mount, long version, String cloud, String id) {
    DirectoryAccess access =
        new DirectoryAccess(
            mount,
            version,
            cloud,
            "tenant",
            new ServerCredential.ManagedIdentity(Optional.empty()),
            new DirectoryAccess.Retries(0, Duration.ZERO, Duration.ZERO),
            DirectoryAccess.CallLog.NONE);
    return new ResourceFactsQuery(
        NOBODY, access, ResourceId.parse(id).orElseThrow(), Duration.ZERO, Duration.ZERO);
  }
}
