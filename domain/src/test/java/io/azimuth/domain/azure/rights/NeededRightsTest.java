package io.azimuth.domain.azure.rights;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NeededRightsTest {

  private static final AzureScope SUBSCRIPTION = place("");
  private static final AzureScope WEB = place("/resourceGroups/rg-web");
  private static final AzureScope DATABASE = place("/resourceGroups/rg-db");

  @Test
  void placesWhereLoginsAreRefusedWithoutARightComeFirst() {
    NeededRights needed =
        new NeededRights(
            List.of(
                need(Optional.of(SUBSCRIPTION), false),
                need(Optional.of(WEB), true),
                need(Optional.of(WEB), false),
                need(Optional.of(DATABASE), true),
                need(Optional.empty(), true)),
            List.of(),
            Optional.empty(),
            true);

    assertThat(needed.places()).containsExactly(DATABASE, WEB, SUBSCRIPTION);
  }

  private static NeededAction need(Optional<AzureScope> place, boolean required) {
    return new NeededAction(NeededAction.PROVIDERS, place, required, Collections.emptySortedSet());
  }

  private static AzureScope place(String below) {
    return AzureScope.parse("/subscriptions/22222222-2222-2222-2222-222222222222" + below)
        .orElseThrow();
  }
}
