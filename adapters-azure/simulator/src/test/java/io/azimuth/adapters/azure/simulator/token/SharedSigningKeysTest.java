package io.azimuth.adapters.azure.simulator.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class SharedSigningKeysTest {

  @Test
  void givesEachSimulatorSixteenSharedKeysAndNoKeyTwice() {
    Supplier<TokenSigningKey> one = SharedSigningKeys.madeWith(new SecureRandom());
    List<TokenSigningKey> given = new ArrayList<>(Stream.generate(one).limit(8).toList());
    List<TokenSigningKey> others =
        Stream.generate(SharedSigningKeys.madeWith(new SecureRandom())).limit(16).toList();
    given.addAll(Stream.generate(one).limit(10).toList());

    assertThat(given).doesNotHaveDuplicates();
    assertThat(given.subList(0, 16)).containsExactlyInAnyOrderElementsOf(others);
    assertThat(given.get(0)).isNotEqualTo(others.get(0));
  }
}
