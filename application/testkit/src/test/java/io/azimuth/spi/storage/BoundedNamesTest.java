package io.azimuth.spi.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.spi.api.RefusedException;
import org.junit.jupiter.api.Test;

class BoundedNamesTest {

  private final BoundedNames names = new BoundedNames();

  @Test
  void takesFiftyThousandNamesAndNoMore() {
    for (int n = 0; n < 50_000; n++) {
      names.add("n" + n);
    }
    names.add("n49999"); // the last one again

    assertThat(names.all()).hasSize(50_000);
    assertTooMany("n");
  }

  @Test
  void takesAMebibyteOfNamesAndNoMore() {
    for (int n = 0; n < 2_048; n++) {
      names.add("é".repeat(254) + (1_000 + n));
    }

    assertThat(names.size()).isEqualTo(2_048);
    assertTooMany("n");
  }

  private void assertTooMany(String oneMore) {
    assertThatThrownBy(() -> names.add(oneMore))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused ->
                assertThat(refused.refusal().errors())
                    .containsExactly(
                        "the folder has more than 50,000 entries or 1 MiB of names, too many for"
                            + " one list: use sub-folders"));
  }
}
