package io.azimuth.domain.azure.rights;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How much is compared at most. */
class BoundedGrantsTest {

  private final BoundedGrants grants = new BoundedGrants();

  @Test
  void oneGrantAtManyPlacesCountsOnce() {
    Grants same = grants("a");

    for (int number = 0; number < 32; number++) {
      assertThat(grants.add(place(number), same)).isTrue();
    }

    assertThat(grants.kept()).hasSize(32).containsEntry(place(7), same);
  }

  @Test
  void whatIsTooMuchIsLeftOut() {
    assertThat(grants.add(place(1), grants("a"))).isTrue();
    assertThat(grants.add(place(2), grants("b"))).isTrue();

    assertThat(grants.add(place(3), grants("c"))).isFalse();

    assertThat(grants.add(place(4), new Grants(List.of()))).isTrue();
    assertThat(grants.kept()).containsOnlyKeys(place(1), place(2), place(4));
  }

  private static Grants grants(String name) {
    return new Grants(
        List.of(
            ActionGrant.of(
                IntStream.range(0, BoundedGrants.MAX_CHARACTERS / 2 / ActionPattern.MAX_LENGTH)
                    .mapToObj(number -> name.repeat(ActionPattern.MAX_LENGTH - 3) + (100 + number))
                    .map(ActionPattern::new)
                    .toList(),
                List.of())));
  }

  private static AzureScope place(int number) {
    return AzureScope.parse(
            "/subscriptions/33333333-3333-3333-3333-3333333333%02d".formatted(number))
        .orElseThrow();
  }
}
